package desk

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/conclusion"
	"underpin/internal/hinge"
)

// A Concluded is a conclusion with its answer over the worlds.
type Concluded struct {
	ID   string                `json:"id,omitempty"`
	Text string                `json:"text"`
	Expr string                `json:"expr"`
	Kind conclusion.AnswerKind `json:"kind"`
	// Unit is that of a number: the currency of what was paid; empty where it has none.
	Unit string `json:"unit,omitempty"`
	// On is the date on which it is answered.
	On string `json:"on"`
	// Answer is the answer in words, Says the conclusion with it and with its frame: on
	// whose word it stands, and that it is not a forecast.
	Answer string `json:"answer"`
	Says   string `json:"says"`
	// ByConstruction marks an answer that no evidence could change; Answer says so.
	ByConstruction bool `json:"by_construction,omitempty"`
	// Readings are the claims that nobody says, that we read out of a source, and that
	// the answer hangs on; Answer says so.
	Readings []underpin.ClaimID `json:"readings,omitempty"`
	// Decided says, in words, in how many worlds the answer was decided from samples.
	Decided string             `json:"decided,omitempty"`
	Summary conclusion.Summary `json:"summary"`
}

// A Hinging is what a conclusion hangs on.
type Hinging struct {
	Conclusion Concluded `json:"conclusion"`
	Hinges     []Hinge   `json:"hinges"`
	// OneVoice is the source or origin without which the answer flips, the one that
	// changes it most, where there is one; Answer says so.
	OneVoice *Hinge `json:"one_voice,omitempty"`
	// Untried counts the sources and origins of which it is not known whether the answer
	// flips without one of them, where it flips without none that was tried.
	Untried int `json:"untried,omitempty"`
	// Trivial is the one author of a case that rests on one, who is not ranked.
	Trivial string  `json:"trivial,omitempty"`
	Caption Caption `json:"caption"`
}

// A Hinge is one premise, with what it is in words.
type Hinge struct {
	hinge.Hinge
	Label string `json:"label"`
	// AnswerName names the answer without it, where the conclusion asks who.
	AnswerName string `json:"answer_name,omitempty"`
}

// Hinges finds what a conclusion hangs on: the named one of the case, on its own date
// unless the query asks for another, or an expression. Largest is how many are computed, 10 by default; named ones are
// computed whatever their rank. What changes nothing is no hinge, and is left out
// unless it is named.
func (d *Desk) Hinges(ctx context.Context, q Query, nameOrExpr string, largest int, named []hinge.Ref) (_ *Hinging, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	return s.hinges(ctx, nameOrExpr, largest, named)
}

func (s *Study) hinges(ctx context.Context, nameOrExpr string, largest int, named []hinge.Ref) (*Hinging, error) {
	c, answers, err := s.answer(ctx, nameOrExpr)
	if err != nil {
		return nil, err
	}
	if named, err = s.premises(named); err != nil {
		return nil, err
	}
	r, err := hinge.Find(ctx, answers, hinge.Config{Largest: largest, Named: named, Progress: s.progress("hinges")})
	if err != nil {
		return nil, err
	}
	out := &Hinging{Hinges: []Hinge{}, Caption: s.captionOf(s.dateOf(c))}
	if out.Conclusion, err = s.concluded(ctx, c, answers); err != nil {
		return nil, err
	}
	if r.Trivial != "" {
		out.Trivial = s.Index.SourceLabel(r.Trivial)
	}
	for _, h := range r.Hinges {
		if h.Trivial || h.Delta == 0 && !h.Flips && !slices.Contains(named, h.Ref) {
			continue
		}
		out.Hinges = append(out.Hinges, s.hinge(c, h))
	}
	if out.Conclusion.ByConstruction {
		return out, nil
	}
	if out.OneVoice, out.Untried, err = s.oneVoice(ctx, c, answers, r); err != nil || out.OneVoice == nil {
		return out, err
	}
	out.Conclusion.Answer += "; " + s.withoutVoice(c, out.OneVoice)
	out.Conclusion = s.stated(out.Conclusion)
	return out, nil
}

// hinge puts a hinge in words.
func (s *Study) hinge(c *conclusion.Expression, h hinge.Hinge) Hinge {
	out := Hinge{Hinge: h, Label: s.premise(h.Ref)}
	if c.Kind() == conclusion.Who {
		out.AnswerName = s.whoName(h.Answer)
	}
	return out
}

// voicesTried is how many sources and origins beyond the hinges computed anyway are
// taken out in all worlds to see whether an answer flips without one: those first that
// the screen ranks first.
const voicesTried = 24

// oneVoice finds the source or origin without which an answer flips: of several the
// one that changes it most. All are tried of which the screen does not exclude it, as far
// as that goes; untried counts the others. In a case of one author that is not asked of
// the author.
func (s *Study) oneVoice(ctx context.Context, c *conclusion.Expression, answers *hinge.Answers, r *hinge.Findings) (_ *Hinge, untried int, err error) {
	computed := r.Hinges
	flips := func(h hinge.Hinge) bool { return h.Kind != hinge.Claim && !h.Trivial && h.Flips }
	var more []hinge.Ref
	for _, x := range r.Screen {
		known := slices.ContainsFunc(computed, func(h hinge.Hinge) bool { return h.Ref == x.Ref })
		if x.Kind != hinge.Claim && x.MayFlip && !known {
			more = append(more, x.Ref)
		}
	}
	switch {
	case slices.ContainsFunc(computed, flips):
		more = nil
	case len(more) > voicesTried:
		more, untried = more[:voicesTried], len(more)-voicesTried
	}
	if len(more) > 0 {
		tried, err := hinge.Find(ctx, answers, hinge.Config{Largest: -1, Named: more})
		if err != nil {
			return nil, 0, err
		}
		computed = slices.Concat(computed, tried.Hinges)
	}
	var out *Hinge
	for _, h := range computed {
		if flips(h) && (out == nil || math.Abs(h.Delta) > math.Abs(out.Delta)) {
			one := s.hinge(c, h)
			out = &one
		}
	}
	if out != nil {
		return out, 0, nil
	}
	return nil, untried + r.UnscreenedVoices, nil
}

// withoutVoice says what becomes of an answer without one voice.
func (s *Study) withoutVoice(c *conclusion.Expression, h *Hinge) string {
	without := " without one voice, " + h.Label
	switch {
	case c.Kind() == conclusion.Who:
		return h.AnswerName + without
	case c.Kind() == conclusion.Number:
		return underpin.FormatSpread(h.Without, h.Without, h.Without, c.Unit()) + without
	case h.Without == 0:
		return "in none" + without
	}
	return "in " + underpin.FormatShare(h.Without) + without
}

// premises finds the premises that are named.
func (s *Study) premises(named []hinge.Ref) ([]hinge.Ref, error) {
	out := slices.Clone(named)
	for i, ref := range out {
		kinds := []underpin.RecordKind{underpin.RecordKind(ref.Kind)}
		if ref.Kind == hinge.Origin {
			kinds = append(kinds, underpin.KindSource)
		}
		id, err := s.naming.find(ref.ID, kinds...)
		if f, ok := err.(*Fault); ok && f.Code == AmbiguousName {
			return nil, err
		}
		out[i].ID = cmp.Or(id, ref.ID) // what is none is refused with the others
	}
	return out, nil
}

// answer answers a conclusion in every world of the study.
func (s *Study) answer(ctx context.Context, nameOrExpr string) (*conclusion.Expression, *hinge.Answers, error) {
	c, err := s.conclusion(nameOrExpr)
	if err != nil {
		return nil, nil, err
	}
	p, err := s.Projection()
	if err != nil {
		return nil, nil, err
	}
	sample, err := s.Sample(ctx, c.Dates(s.dateOf(c))...)
	if err != nil {
		return nil, nil, err
	}
	judge := conclusion.NewJudge(c, p, conclusion.JudgeConfig{Entities: s.lost, Claims: s.lostClaims})
	answers, err := hinge.Answer(ctx, s.model.Model, sample, judge, 0)
	if err != nil {
		return nil, nil, err
	}
	return c, answers, nil
}

// dateOf is the date on which a conclusion is answered: its own, if it has one and no
// other was asked for, else that of the study.
func (s *Study) dateOf(c *conclusion.Expression) underpin.Day {
	if at := c.At(); !s.dated && !at.IsZero() {
		return at.Last
	}
	return s.At
}

// daysOf are the days for which a conclusion is computed: that of before and after, if
// it asks of them, and those that it asks about by their date.
func (s *Study) daysOf(c *conclusion.Expression) []underpin.Day {
	var out []underpin.Day
	if n := c.Needs(); n.Before || n.After || len(c.Moments()) == 0 {
		out = append(out, s.dateOf(c))
	}
	for _, m := range c.Moments() {
		out = append(out, m.On)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// headline is the conclusion that is shown first; empty where there is none. In a case
// that rests on one author and states none, no conclusion is given more weight than
// another.
func (s *Study) headline() string {
	set, all := s.Case.Settings, s.Case.Conclusions
	switch {
	case set.Headline != "" || len(all) == 0:
		return set.Headline
	case set.SingleAuthor != "" && len(all) > 1:
		return ""
	}
	return all[0].ID
}

// conclusion finds the conclusion that is meant; the headline of the case by
// default.
func (s *Study) conclusion(nameOrExpr string) (*conclusion.Expression, error) {
	if nameOrExpr == "" {
		if nameOrExpr = s.headline(); nameOrExpr == "" {
			return nil, s.noHeadline()
		}
	}
	if id, err := s.naming.find(nameOrExpr, underpin.KindConclusion); err == nil {
		nameOrExpr = id
	} else if nameOrExpr, err = s.naming.expression(nameOrExpr); err != nil {
		return nil, err
	}
	return conclusion.Find(s.Case, nameOrExpr)
}

// noHeadline says that a conclusion has to be named, and which there are.
func (s *Study) noHeadline() error {
	if len(s.Case.Conclusions) == 0 {
		return faultf(NoConclusion, "", "the case has no conclusion of its own")
	}
	names := make([]string, len(s.Case.Conclusions))
	for i, k := range s.Case.Conclusions {
		names[i] = k.ID
	}
	return faultf(NoConclusion, "name one of its conclusions: "+strings.Join(names, ", "),
		"which conclusion? The case has %s and gives none of them as its headline", underpin.FormatCount(len(names)))
}

func (s *Study) concluded(ctx context.Context, c *conclusion.Expression, answers *hinge.Answers) (Concluded, error) {
	sum := answers.Summary
	out := Concluded{
		ID: c.ID(), Text: c.Text(), Expr: c.Expr(), Kind: c.Kind(), Unit: c.Unit(), On: s.dateOf(c).String(), Summary: sum, Answer: s.inWords(sum, c.Unit()), Decided: decided(sum),
	}
	if k := s.Index.Conclusions[c.ID()]; k != nil && k.ByConstruction {
		out.ByConstruction, out.Answer = true, out.Answer+"; "+brief.ByConstruction
		return s.stated(out), nil
	}
	var err error
	out.Readings, err = s.readings(ctx, answers)
	out.Answer += hangsOnReadings(out.Readings)
	return s.stated(out), err
}

// stated puts a conclusion and its answer into one sentence, with its frame where the
// screen does not say that once for all.
func (s *Study) stated(c Concluded) Concluded {
	frame := ""
	if s.Case.Settings.PersonsApart() {
		frame = s.framed(c.Text)
	}
	c.Says = strings.TrimSuffix(c.Text, ".") + frame + ": " + c.Answer + "."
	return c
}

// decided says how who comes first was decided, where that was not by exact values.
func decided(sum conclusion.Summary) string {
	if sum.Sampled == 0 {
		return ""
	}
	return fmt.Sprintf("who comes first was decided from sampled searches in %s of %s, with a chance of error below 1 in %s in each",
		underpin.FormatCount(sum.Sampled), count(sum.Worlds, "world"), underpin.FormatNumber(1/sum.Err, 0))
}

// inWords says an answer over worlds.
func (s *Study) inWords(sum conclusion.Summary, unit string) string {
	switch sum.Kind {
	case conclusion.Boolean:
		if sum.Value >= .5 {
			return "yes, in " + underpin.FormatShare(sum.Value) + " of worlds"
		}
		if sum.Value == 0 {
			return "no, it holds in no world"
		}
		return "no, it holds in only " + underpin.FormatShare(sum.Value) + " of worlds"
	case conclusion.Who:
		who, share := s.whoAnswer(sum)
		return who + ", in " + underpin.FormatShare(share) + " of worlds"
	}
	return underpin.FormatSpread(sum.Value, sum.Low, sum.High, unit)
}

// nobody is the answer to who where no one alone comes first.
const nobody = "nobody alone"

// whoName names an answer to who.
func (s *Study) whoName(id underpin.EntityID) string {
	if id == "" {
		return nobody
	}
	return s.Index.NameOf(id)
}

// whoAnswer names the most frequent answer to who, with its share of the worlds. Where
// several are most frequent it is nobody's, and all are named.
func (s *Study) whoAnswer(sum conclusion.Summary) (answer string, share float64) {
	rivals := sum.Rivals()
	if rivals == nil {
		return s.whoName(sum.Who), sum.Value
	}
	names := make([]string, len(rivals))
	for i, id := range rivals {
		names[i] = s.whoName(id)
	}
	return nobody + ": " + list(names, len(names)) + ", each", sum.Shares[0].Share
}

// premise says in words what a hinge is.
func (s *Study) premise(r hinge.Ref) string {
	switch r.Kind {
	case hinge.Claim:
		if c := s.Index.Claims[underpin.ClaimID(r.ID)]; c != nil {
			return s.told(c)
		}
	case hinge.Origin:
		if o := s.Index.Origins[underpin.OriginID(r.ID)]; o != nil && o.Label != "" {
			return o.Label
		}
		return s.Index.SourceName(underpin.SourceID(r.ID))
	}
	return s.Index.SourceName(underpin.SourceID(r.ID))
}

// An Asking is what to ask next for a conclusion.
type Asking struct {
	Conclusion Concluded       `json:"conclusion"`
	Questions  []hinge.Inquiry `json:"questions"`
	Sentences  []string        `json:"sentences"`
	// Restated are the claims that say the conclusion itself in other words, or a part of
	// it: they are left out of the questions, and say what lies beneath them.
	Restated []Restated `json:"restated,omitempty"`
	// Author is the one author of a case that rests on one, who has spoken on all
	// of it; Trivial is the name.
	Author  underpin.SourceID `json:"author,omitempty"`
	Trivial string            `json:"trivial,omitempty"`
	Caption Caption           `json:"caption"`
}

// A Restated is a claim that says the conclusion in other words, with who says so now and
// where to turn for more.
type Restated struct {
	hinge.Inquiry
	Sentence string `json:"sentence"`
	// Says is how sure it is, in words.
	Says string `json:"says"`
}

// Ask ranks the claims by what settling each would tell about a conclusion, with
// the sources placed to know.
func (d *Desk) Ask(ctx context.Context, q Query, nameOrExpr string) (_ *Asking, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	return s.ask(ctx, nameOrExpr, underpin.DayOfTime(d.cfg.Now()))
}

func (s *Study) ask(ctx context.Context, nameOrExpr string, today underpin.Day) (*Asking, error) {
	c, answers, err := s.answer(ctx, nameOrExpr)
	if err != nil {
		return nil, err
	}
	out := &Asking{Questions: []hinge.Inquiry{}, Caption: s.captionOf(s.dateOf(c))}
	if out.Conclusion, err = s.concluded(ctx, c, answers); err != nil {
		return nil, err
	}
	if out.Author = s.Case.Settings.SingleAuthor; out.Author != "" {
		out.Trivial = s.Index.SourceLabel(out.Author)
	}
	cfg := hinge.AskConfig{Known: s.Known, Today: today}
	for _, own := range hinge.Restated(answers, cfg) {
		i, _ := s.model.Claim(own.Claim)
		claim, a := &s.Case.Claims[i], s.model.Assess(i, s.At)
		out.Restated = append(out.Restated, Restated{Inquiry: own, Sentence: s.told(claim), Says: s.says(claim, &a)})
	}
	for _, question := range hinge.Ask(answers, cfg) {
		out.Questions = append(out.Questions, question)
		out.Sentences = append(out.Sentences, s.told(s.Index.Claims[question.Claim]))
	}
	return out, nil
}
