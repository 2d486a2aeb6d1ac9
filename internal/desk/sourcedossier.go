package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
)

// A SourceDossier is one source on a page: what it has said, on which occasion and terms,
// what it was asked, how it is graded and why, and what hangs on it alone. Of whoever a
// protected source is it holds nothing.
type SourceDossier struct {
	Source underpin.SourceID `json:"source"`
	Name   string            `json:"name"`
	// Is says in words what it is: "protected source, at risk".
	Is        string `json:"is"`
	Protected bool   `json:"protected,omitempty"`
	// InPrint is what it may be called in something published; empty where nothing is agreed.
	InPrint   string     `json:"in_print,omitempty"`
	Occasions []Occasion `json:"occasions"`
	// Statements counts what it has said.
	Statements int             `json:"statements"`
	Asked      []AskedQuestion `json:"asked"`
	// Sealed are the kinds of what is sealed of it with how many there are, not a word of
	// it; Readers is how many people can open it.
	Sealed   []SealedField  `json:"sealed"`
	Readers  int            `json:"readers"`
	Gradings []ShownGrading `json:"gradings"`
	// Alone are the claims that only it says, in the order of the case.
	Alone   []ToldClaim `json:"alone"`
	Note    string      `json:"note,omitempty"`
	Caption Caption     `json:"caption"`
}

// An Occasion is when a source spoke, with what it said then.
type Occasion struct {
	Heading string `json:"heading"`
	// Terms says on which terms, where they are agreed for all.
	Terms      string          `json:"terms,omitempty"`
	Statements []StatementMade `json:"statements"`
}

// A StatementMade is one testimony of a source.
type StatementMade struct {
	Testimony underpin.TestimonyID `json:"testimony"`
	Claim     underpin.ClaimID     `json:"claim"`
	Sentence  string               `json:"sentence"`
	// How says how it says so where it does not simply: "denies it", "doubts it".
	How     string `json:"how,omitempty"`
	Wording string `json:"wording,omitempty"`
	Terms   string `json:"terms,omitempty"`
	// Withheld: nothing that is printed may show that it was said.
	Withheld  bool `json:"withheld,omitempty"`
	Withdrawn bool `json:"withdrawn,omitempty"`
}

// An AskedQuestion is a request that was put to a source.
type AskedQuestion struct {
	Kind     underpin.RecordKind `json:"kind"`
	ID       string              `json:"request"`
	Question string              `json:"question"`
	// State says how it stands: "open, due 20 January 2020".
	State string `json:"state"`
	Note  string `json:"note,omitempty"`
}

// A SealedField counts what is sealed of one kind.
type SealedField struct {
	Kind  underpin.SealedKind `json:"kind"`
	Label string              `json:"label"`
	Count int                 `json:"count"`
}

// A ShownGrading is a grade with its reason.
type ShownGrading struct {
	Grade underpin.Grade `json:"grade"`
	Topic string         `json:"topic,omitempty"`
	Why   string         `json:"why,omitempty"`
	// By says whose it is, and of when.
	By string `json:"by"`
}

// SourceDossier puts one source on a page.
func (d *Desk) SourceDossier(ctx context.Context, q Query, id underpin.SourceID) (_ *SourceDossier, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	ref, err := s.naming.record(underpin.RecordRef{Kind: underpin.KindSource, ID: string(id)})
	if err != nil {
		return nil, err
	}
	return s.sourceDossier(s.Index.Sources[underpin.SourceID(ref.ID)]), nil
}

func (s *Study) sourceDossier(src *underpin.Source) *SourceDossier {
	out := &SourceDossier{
		Source: src.ID, Name: s.Index.SourceName(src.ID), Is: sourceIs(src), Protected: src.Protected, InPrint: src.Descriptor,
		Occasions: s.occasions(src), Asked: s.askedOf(src), Sealed: []SealedField{}, Gradings: []ShownGrading{}, Alone: []ToldClaim{},
		Note: src.Note, Caption: s.Caption(false),
	}
	for _, o := range out.Occasions {
		out.Statements += len(o.Statements)
	}
	out.seal(s.whole.Case, s.whole.index())
	for _, g := range src.Gradings {
		by := strings.TrimPrefix(g.Whose(), "our grade "+string(g.Grade))
		by = cmp.Or(strings.TrimPrefix(by, "graded "+string(g.Grade)+" by "), "us")
		if !g.On.IsZero() {
			by += ", " + onDate(g.On)
		}
		out.Gradings = append(out.Gradings, ShownGrading{g.Grade, g.Topic, g.Why, by})
	}
	out.Alone = s.alone(src.ID)
	return out
}

// sourceKinds says what a source is, for a reader.
var sourceKinds = map[underpin.SourceKind]string{
	underpin.SourcePerson: "person who told us", underpin.SourceBody: "body that told us", underpin.SourceDocument: "document",
	underpin.SourceDataset: "register or dataset", underpin.SourceOfficialList: "official list", underpin.SourceObservation: "what we saw",
	underpin.SourceAssumption: "assumption",
}

func sourceIs(src *underpin.Source) string {
	switch {
	case src.Protected && src.AtRisk:
		return "protected source, at risk"
	case src.Protected:
		return "protected source"
	}
	return sourceKinds[src.Kind]
}

// occasions lists what a source has said by occasion, the earliest first.
func (s *Study) occasions(src *underpin.Source) []Occasion {
	type sorted struct {
		Occasion
		on underpin.Day
	}
	var list []sorted
	at := map[string]int{}
	for i := range s.Case.Testimonies {
		t := &s.Case.Testimonies[i]
		if t.Source != src.ID || !s.model.Known().Learned(t) {
			continue
		}
		heading, terms, on := s.occasionOf(t)
		k, ok := at[heading]
		if !ok {
			k = len(list)
			at[heading] = k
			list = append(list, sorted{Occasion{Heading: heading, Terms: terms, Statements: []StatementMade{}}, on})
		}
		list[k].Statements = append(list[k].Statements, s.statementMade(t))
	}
	slices.SortStableFunc(list, func(a, b sorted) int { return cmp.Compare(a.on, b.on) })
	out := []Occasion{}
	for _, o := range list {
		out = append(out, o.Occasion)
	}
	return out
}

// occasionOf is when and how a testimony was given: at an encounter, else on the day it
// was said, else nobody knows when.
func (s *Study) occasionOf(t *underpin.Testimony) (heading, terms string, on underpin.Day) {
	if e := s.Index.Encounters[t.Encounter]; e != nil {
		heading, on = capital(cmp.Or(e.Kind, "encounter")), e.Date.First
		if !e.Date.IsZero() {
			heading += " of " + underpin.FormatDate(e.Date)
		}
		return heading, termsSaid(e.Terms), on
	}
	if _, said := s.Index.Placed(t); !said.IsZero() {
		return capital(underpin.FormatDate(said)), "", said.First
	}
	return "Without a date", "", underpin.MaxDay
}

func (s *Study) statementMade(t *underpin.Testimony) StatementMade {
	out := StatementMade{Testimony: t.ID, Claim: t.Claim, Wording: t.Wording, Terms: termsWords[s.Index.TermsOf(t).Kind], Withdrawn: t.Retracted != nil}
	if c := s.Index.Claims[t.Claim]; c != nil {
		out.Sentence = s.told(c)
	}
	if t.Polarity != underpin.Affirm {
		_, out.How = t.Basis.Says(t.Polarity)
	}
	use, because := s.Index.UseOf(t, s.today)
	if out.Terms == "" && because == underpin.WithoutTerms {
		out.Terms = "no terms agreed"
	}
	out.Withheld = use != underpin.Cited
	return out
}

// askedOf lists the requests to a source that are not answered.
func (s *Study) askedOf(src *underpin.Source) []AskedQuestion {
	out := []AskedQuestion{}
	for _, r := range s.Case.Requests {
		if r.Source != src.ID || r.State == underpin.RequestAnswered {
			continue
		}
		state := RequestText(string(r.State), r.Answered)
		if r.State == underpin.RequestOpen && !r.Due.IsZero() {
			state = "due " + underpin.FormatDate(r.Due)
		}
		out = append(out, AskedQuestion{underpin.KindRequest, r.ID, r.Question, state, r.Note})
	}
	return out
}

// sealedLabels says what a sealed record would be, to who cannot open it.
var sealedLabels = map[underpin.SealedKind]string{
	underpin.SealedIdentity: "Name", underpin.SealedContact: "How to reach", underpin.SealedNote: "Notes", underpin.SealedRecording: "Recordings",
}

// seal counts what is sealed of the source.
func (o *SourceDossier) seal(c *underpin.Case, x *underpin.Index) {
	readers := map[string]bool{}
	for _, r := range c.SealedOf(o.Source) {
		if r.Kind == underpin.SealedKey {
			continue
		}
		if key := x.Sealed[r.Key]; key != nil {
			for _, mark := range key.Readers {
				readers[mark] = true
			}
		}
		if n := len(o.Sealed); n > 0 && o.Sealed[n-1].Kind == r.Kind {
			o.Sealed[n-1].Count++
			continue
		}
		o.Sealed = append(o.Sealed, SealedField{r.Kind, sealedLabels[r.Kind], 1})
	}
	o.Readers = len(readers)
}

// alone lists the claims that stand on the word of one source alone.
func (s *Study) alone(id underpin.SourceID) []ToldClaim {
	out := []ToldClaim{}
	seen := map[underpin.ClaimID]bool{}
	for i := range s.Case.Testimonies {
		t := &s.Case.Testimonies[i]
		k, ok := s.model.Claim(t.Claim)
		if t.Source != id || !ok || t.Polarity != underpin.Affirm || seen[t.Claim] {
			continue
		}
		seen[t.Claim] = true
		a := s.model.Assess(k, s.At)
		for _, v := range a.Voices {
			if a.SingleOrigin && !v.Denies && v.Reporter == id {
				out = append(out, s.toldClaim(k))
				break
			}
		}
	}
	slices.SortStableFunc(out, func(a, b ToldClaim) int { return underpin.CompareIDs(string(a.Claim), string(b.Claim)) })
	return out
}
