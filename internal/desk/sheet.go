package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A Sheet is what the capture screen needs before anything is typed: who can speak, the
// words of the vocabulary, and the lines that were begun.
type Sheet struct {
	Sources  []SheetSource `json:"sources"`
	Words    []SheetWord   `json:"words"`
	Schemata []SheetSchema `json:"schemata"`
	Terms    []SheetTerms  `json:"terms"`
	// Bands are the words of the scale of the case, from almost none to almost all.
	Bands []SheetBand `json:"bands"`
	// Today is the day of the desk's clock.
	Today string `json:"today"`
}

// A SheetSource is who can speak, with the occasions on which it did.
type SheetSource struct {
	Source underpin.SourceID `json:"source"`
	Name   string            `json:"name"`
	// Says are its usual terms and its grade in a few words: "on background, B".
	Says string `json:"says"`
	// Agreed is its agreed description, by which it goes where nothing else is agreed.
	Agreed     string           `json:"agreed,omitempty"`
	Protected  bool             `json:"protected,omitempty"`
	Speaks     bool             `json:"speaks"`
	Encounters []SheetEncounter `json:"encounters"`
}

// A SheetEncounter is an occasion: "Interview, 20 December 2019", and on which terms.
type SheetEncounter struct {
	Kind  underpin.RecordKind `json:"kind"`
	ID    string              `json:"id"`
	Text  string              `json:"text"`
	Terms string              `json:"terms"`
}

// A SheetSchema is a schema with the kind that it is drawn as.
type SheetSchema struct {
	Schema underpin.Schema `json:"schema"`
	Text   string          `json:"text"`
	Shape  string          `json:"shape"`
}

// SheetTerms are terms that can be agreed, in words.
type SheetTerms struct {
	Terms underpin.TermsKind `json:"terms"`
	Text  string             `json:"text"`
}

// A SheetBand is a word of the scale, with the probabilities that it stands for.
type SheetBand struct {
	Word string  `json:"word"`
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// CaptureSheet returns what the capture screen needs before anything is typed.
func (d *Desk) CaptureSheet(ctx context.Context, id underpin.CaseID) (_ *Sheet, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, Query{Case: id}, false)
	if err != nil {
		return nil, err
	}
	out := &Sheet{Sources: s.speakers(), Words: s.words(), Today: underpin.FormatDate(d.Today())}
	for _, schema := range underpin.Schemata {
		out.Schemata = append(out.Schemata, SheetSchema{schema, schemaWords(schema), schema.Kind()})
	}
	for _, k := range underpin.TermsKinds {
		out.Terms = append(out.Terms, SheetTerms{k, cmp.Or(termsWords[k], "a public document")})
	}
	for _, b := range evidence.YardstickOf(s.Case.Settings.Yardstick).Bands {
		out.Bands = append(out.Bands, SheetBand{b.Rows[0][0], b.Low, b.High})
	}
	return out, nil
}

// speakers lists the sources of a case, those that speak first, then by their names.
func (s *Study) speakers() []SheetSource {
	out := []SheetSource{}
	for i := range s.Case.Sources {
		src := &s.Case.Sources[i]
		if src.Kind == underpin.SourceAssumption {
			continue
		}
		one := SheetSource{Source: src.ID, Name: s.Index.SourceLabel(src.ID), Agreed: src.Descriptor, Protected: src.Protected, Speaks: src.Kind.Speaks(), Encounters: []SheetEncounter{}}
		for j := range s.Case.Encounters {
			if e := &s.Case.Encounters[j]; e.Source == src.ID {
				one.Encounters = append(one.Encounters, SheetEncounter{underpin.KindEncounter, e.ID, encounterWords(e), termsWords[e.Terms.Kind]})
			}
		}
		slices.Reverse(one.Encounters) // the latest first
		one.Says = s.usually(src, one.Encounters)
		out = append(out, one)
	}
	slices.SortStableFunc(out, func(a, b SheetSource) int {
		if a.Speaks != b.Speaks {
			if a.Speaks {
				return -1
			}
			return 1
		}
		return strings.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name))
	})
	return out
}

// encounterWords says what an encounter was, and when.
func encounterWords(e *underpin.Encounter) string {
	out := capital(cmp.Or(e.Kind, "occasion"))
	if !e.Date.IsZero() {
		out += ", " + underpin.FormatDate(e.Date)
	}
	return out
}

// usually says on which terms a source spoke last, or what it is, and its grade.
func (s *Study) usually(src *underpin.Source, met []SheetEncounter) string {
	kinds := map[underpin.SourceKind]string{
		underpin.SourceDocument: "printed", underpin.SourceDataset: "data", underpin.SourceOfficialList: "official", underpin.SourceObservation: "seen",
	}
	words := cmp.Or(kinds[src.Kind], "no terms agreed yet")
	if len(met) > 0 && met[0].Terms != "" {
		words = met[0].Terms
	}
	if g := s.model.Grade(src.ID); g != "" {
		return words + ", " + string(g)
	}
	return words + ", not graded"
}

// What a source has said: the latest first.
type SaidBefore struct {
	Count int `json:"count"`
	// Last is when it last spoke, in words.
	Last string      `json:"last,omitempty"`
	Said []SaidClaim `json:"said"`
}

// A SaidClaim is a claim that a source has spoken on.
type SaidClaim struct {
	Claim    underpin.ClaimID     `json:"claim"`
	Spoken   underpin.TestimonyID `json:"spoken"`
	Sentence string               `json:"sentence"`
	Polarity underpin.Polarity    `json:"polarity"`
	Wording  string               `json:"wording,omitempty"`
}

// Said lists what a source has said, the latest first.
func (d *Desk) Said(ctx context.Context, id underpin.CaseID, source underpin.SourceID) (_ *SaidBefore, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, Query{Case: id}, false)
	if err != nil {
		return nil, err
	}
	if s.Index.Sources[source] == nil {
		return nil, unknown(underpin.KindSource, string(source))
	}
	var list []*underpin.Testimony
	for i := range s.Case.Testimonies {
		if t := &s.Case.Testimonies[i]; t.Source == source && t.Retracted == nil {
			list = append(list, t)
		}
	}
	slices.SortStableFunc(list, func(a, b *underpin.Testimony) int {
		return cmp.Or(cmp.Compare(b.Recorded, a.Recorded), cmp.Compare(b.Said.Last, a.Said.Last), underpin.CompareIDs(string(a.ID), string(b.ID)))
	})
	out := &SaidBefore{Count: len(list), Said: []SaidClaim{}}
	var last underpin.Date
	for _, t := range list {
		c := s.Index.Claims[t.Claim]
		if c == nil {
			continue
		}
		if t.Said.Last > last.Last || last.IsZero() {
			last = t.Said
		}
		out.Said = append(out.Said, SaidClaim{c.ID, t.ID, s.Index.Sentence(c), t.Polarity, t.Wording})
	}
	out.Last = underpin.FormatDate(last)
	return out, nil
}
