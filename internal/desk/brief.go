package desk

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"slices"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/cite"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

// briefFormats are the formats that a brief can be written in, with the endings of the
// files that hold them.
var briefFormats = []struct {
	name    string
	endings []string
	write   func(*brief.Doc, *brief.Material) ([]byte, error)
}{
	{"html", []string{".html", ".htm"}, brief.HTML},
	{"markdown", []string{".md", ".markdown"}, brief.Markdown},
}

// writtenAs writes a brief in a format.
func writtenAs(format string, doc *brief.Doc, m *brief.Material) ([]byte, error) {
	for _, f := range briefFormats {
		if f.name == format {
			return f.write(doc, m)
		}
	}
	return nil, faultf(NoBriefFormat, "", "%q is not a format of briefs", format)
}

// A Briefing tells what writing a brief came to.
type Briefing struct {
	Path     string          `json:"path"`
	Format   string          `json:"format"`
	Findings []brief.Finding `json:"findings"`
	Summary  string          `json:"summary"`
}

// Brief writes a brief from its Markdown: the references resolved, the notes
// written by the terms of each source, every number publishable and frozen with
// its seed and dates. With findings of severity error nothing is written and the
// error, of the code [BriefRefused], lists them. The empty format is told from the path.
func (d *Desk) Brief(ctx context.Context, q Query, name string, text []byte, path, format string) (_ *Briefing, err error) {
	defer settle(ctx, &err)
	format, err = briefFormat(path, format)
	if err != nil {
		return nil, err
	}
	doc, err := brief.Parse(name, text)
	if err != nil {
		return nil, &Fault{Code: NotABrief, Message: err.Error(), Hint: "a brief is a Markdown file in UTF-8", Err: err}
	}
	m, err := d.material(ctx, q, doc.Asked())
	if err != nil {
		return nil, err
	}
	findings := brief.Lint(doc, m)
	page, err := writtenAs(format, doc, m)
	if err != nil {
		return nil, err
	}
	err = writeFile(path, func(w io.Writer) error { _, err := w.Write(page); return err })
	if err != nil {
		return nil, err
	}
	if findings == nil {
		findings = []brief.Finding{}
	}
	return &Briefing{Path: path, Format: format, Findings: findings, Summary: brief.Summary(findings)}, nil
}

// BriefFile is Brief of a file.
func (d *Desk) BriefFile(ctx context.Context, q Query, source, path, format string) (_ *Briefing, err error) {
	defer settle(ctx, &err)
	text, err := os.ReadFile(source)
	if err != nil {
		return nil, fileFault(source, err)
	}
	return d.Brief(ctx, q, filepath.Base(source), text, path, format)
}

// briefFormat settles the format of a brief: the one named, or else that of its file.
func briefFormat(path, format string) (string, error) {
	for _, f := range briefFormats {
		if f.name == format || format == "" && slices.Contains(f.endings, filepath.Ext(path)) {
			return f.name, nil
		}
	}
	return "", faultf(NoBriefFormat, "", "%s: cannot tell in which format to write the brief", path)
}

// claim prepares a claim with what a note may cite for it, on the day of the studies:
// what may not be published goes along for the lint alone.
func (p *preparation) claim(cited, held *Study, i int) brief.Claim {
	c := &cited.Case.Claims[i]
	a, all := cited.model.Assess(i, cited.At), held.model.Assess(i, cited.At)
	out := brief.Claim{
		ID: c.ID, Text: cited.told(c), Shown: a.Credence, Standing: a.Standing, Held: all.Credence,
		Word: a.Word, Origins: a.Origins, Contested: a.Contested, CannotBe: all.CannotBe, View: cited.Index.ViewOf(c), Testimony: cite.Statements(cited.Index, cited.model.Known(), c.ID),
	}
	for _, st := range cite.Statements(p.public.Index, p.public.model.Known(), c.ID) {
		if cite.For(st, p.held.today).Use == underpin.Silent {
			out.Testimony = append(out.Testimony, st)
		}
	}
	for _, st := range cite.Statements(held.Index, held.model.Known(), c.ID) {
		if n := cite.For(st, p.held.today); n.Use == underpin.Barred && !n.Against && !slices.Contains(out.Barred, n.Reason) {
			out.Barred = append(out.Barred, n.Reason)
		}
	}
	if !a.Contested {
		out.Withheld = held.withheld(&all)
	}
	return out
}

// silent reports whether some testimony may be published without attribution alone.
func (s *Study) silent() bool {
	return slices.ContainsFunc(s.Case.Testimonies, func(t underpin.Testimony) bool {
		use, _ := s.Index.UseOf(&t, s.today)
		return use == underpin.Silent
	})
}

// withheld lists the denials among the voices of a claim that no note may cite.
func (s *Study) withheld(a *evidence.Assessment) []brief.Withheld {
	var out []brief.Withheld
	for _, v := range a.Voices {
		if !v.Denies {
			continue
		}
		if use, why := s.Index.UseOf(v.Chain.Testimony(), s.today); use != underpin.Cited {
			out = append(out, brief.Withheld{Testimony: v.Testimony, Reason: why})
		}
	}
	return out
}

// estimate prepares a forward-looking judgement with whose it is, under the strictest
// terms that its source has asked for; one without a source is the analyst's own and
// needs no note.
func (s *Study) estimate(e underpin.Estimate) brief.Estimate {
	out := brief.Estimate{Estimate: e}
	if src := s.Index.Sources[e.Source]; src != nil {
		t := underpin.Testimony{Source: src.ID, Polarity: underpin.Affirm, Said: e.Made}
		out.By = cite.Statement{Source: *src, Testimony: t, Terms: s.strictestTerms(src.ID, true)}
	}
	return out
}

// asksShown is how many questions a brief lists.
const asksShown = 5

// concludedFor prepares a conclusion, bare where it would be another from what shown
// leaves.
func (s *Study) concludedFor(ctx context.Context, shown *Study, id string) (brief.Conclusion, error) {
	done, err := s.hinges(ctx, id, 6, nil)
	if err != nil {
		return brief.Conclusion{}, err
	}
	c, err := s.conclusion(id)
	if err != nil {
		return brief.Conclusion{}, err
	}
	k := s.briefConclusion(done)
	k.On = s.daysOf(c)
	if k.Untied, err = s.untied(c, k.On); err != nil {
		return brief.Conclusion{}, err
	}
	if shown != s {
		k.Bare, err = shown.flips(ctx, done.Conclusion.Summary, id)
	}
	return k, err
}

// briefAsks lists what to ask next for the headline; in a case that puts no conclusion
// first, the first question of each. A conclusion of which its sentence alone may be
// printed has none: what settling a claim would tell is a number of it.
func (p *preparation) briefAsks(ctx context.Context) ([]brief.Ask, error) {
	names, each := []string{p.cited.headline()}, asksShown
	if names[0] == "" {
		names, each = nil, 1
		for _, k := range p.cited.Case.Conclusions {
			names = append(names, k.ID)
		}
	}
	var out, left []brief.Ask
	for _, name := range names {
		if bare, err := p.bare(ctx, name); err != nil {
			return nil, err
		} else if bare {
			continue
		}
		asked, err := p.cited.ask(ctx, name, p.held.today)
		if err != nil {
			return nil, err
		}
		for _, own := range asked.Restated {
			if !slices.ContainsFunc(left, func(a brief.Ask) bool { return a.Claim == own.Claim }) {
				left = append(left, brief.Ask{Claim: own.Claim, Conclusion: name, Restates: true})
			}
		}
		for _, q := range asked.Questions[:min(each, len(asked.Questions))] {
			if !slices.ContainsFunc(out, func(a brief.Ask) bool { return a.Claim == q.Claim }) {
				out = append(out, brief.Ask{Claim: q.Claim, Conclusion: name, Share: q.Share})
			}
		}
	}
	return append(out[:min(asksShown, len(out))], left...), nil
}

// bare reports whether a conclusion would be another without what is not attributed.
func (p *preparation) bare(ctx context.Context, name string) (bool, error) {
	if p.public == p.cited {
		return false, nil
	}
	_, all, err := p.public.answer(ctx, name)
	if err != nil {
		return false, err
	}
	return p.cited.flips(ctx, all.Summary, name)
}

// briefConclusion prepares a conclusion with what it hangs on.
func (s *Study) briefConclusion(h *Hinging) brief.Conclusion {
	sum := h.Conclusion.Summary
	out := brief.Conclusion{ID: h.Conclusion.ID, Text: h.Conclusion.Text, SingleOrigin: s.Case.Settings.SingleAuthor != "", ByConstruction: h.Conclusion.ByConstruction, Frame: s.framed(h.Conclusion.Text), Readings: h.Conclusion.Readings, Unit: h.Conclusion.Unit, Untried: h.Untried}
	if one := h.OneVoice; one != nil {
		out.Rests = &brief.Without{Share: one.Without, Same: one.AnswerName == s.whoName(sum.Who)}
	}
	switch h.Conclusion.Kind {
	case conclusion.Boolean:
		out.Kind, out.P = brief.Truth, sum.Value
		if !out.SingleOrigin && out.Rests == nil && out.Untried == 0 {
			out.Word = evidence.YardstickOf(s.Case.Settings.Yardstick).Word(sum.Value)
		}
	case conclusion.Number:
		out.Kind, out.Mean, out.Low, out.High = brief.Number, sum.Value, sum.Low, sum.High
	default:
		out.Kind = brief.Who
		out.Answer, out.P = s.whoAnswer(sum)
	}
	for _, x := range h.Hinges {
		if bh, ok := s.briefHinge(x); ok {
			out.Hinges = append(out.Hinges, bh)
		}
	}
	return out
}

// briefHinge prepares a hinge; one that may not be described is left out.
func (s *Study) briefHinge(x Hinge) (brief.Hinge, bool) {
	out := brief.Hinge{Kind: string(x.Kind), Label: x.Label, Without: x.Without, SE: x.SE, Flips: x.Flips}
	switch x.Kind {
	case hinge.Claim:
		out.Claim = underpin.ClaimID(x.ID)
	case hinge.Source:
		out.Source = s.Index.Sources[underpin.SourceID(x.ID)]
		// That an answer falls with a protected source tells who stands behind the
		// claims it falls with, whatever was agreed on its own words.
		if out.Source == nil || out.Source.Protected {
			return out, false
		}
		out.Terms = s.strictestTerms(out.Source.ID, false)
	case hinge.Origin:
		if src := s.Index.Sources[underpin.SourceID(x.ID)]; src != nil {
			return out, false // it is there as a source, under its terms
		}
		out.Label = cite.Locator(x.ID)
	}
	return out, true
}

// strictness orders terms by what they allow, the strictest first; no terms at all
// allow nothing.
var strictness = []underpin.TermsKind{
	underpin.TermsUnset, underpin.TermsOffRecord, underpin.TermsDeepBackground, underpin.TermsBackground, underpin.TermsOnRecord, underpin.TermsPublicDocument,
}

// strictestTerms are the terms of a source's statements that allow least; those off
// the record are passed over where nothing rests on them. Naming somebody for one
// statement on the record would name who stands behind another on background.
func (s *Study) strictestTerms(id underpin.SourceID, offRecord bool) underpin.Terms {
	var strictest underpin.Terms
	least := len(strictness)
	for i := range s.whole.Case.Testimonies {
		t := &s.whole.Case.Testimonies[i]
		terms := s.whole.index().TermsOf(t)
		if t.Source != id || t.Retracted != nil || !offRecord && terms.Kind == underpin.TermsOffRecord {
			continue
		}
		if at := slices.Index(strictness, terms.Kind); at < least {
			strictest, least = terms, at
		}
	}
	return strictest
}
