package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
)

// wordsOf are words of a type of their own as plain text.
func wordsOf[S ~string](list []S) []string {
	out := make([]string, len(list))
	for i, w := range list {
		out[i] = string(w)
	}
	return out
}

// A Hit is a record whose words contain what was looked for.
type Hit struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Text string              `json:"text"`
	Says string              `json:"says,omitempty"`
}

// Find looks for words in the records that are [underpin.Findable]. Case, accents and the marks
// of Arabic vowels make no difference; all words must occur. The empty text finds
// everything; kinds limit what is looked through. Relations are found only where their
// kind is named.
func (d *Desk) Find(ctx context.Context, q Query, text string, kinds []underpin.RecordKind) (_ []Hit, err error) {
	defer settle(ctx, &err)
	for _, k := range kinds {
		if !slices.Contains(underpin.Findable, k) {
			words := wordsOf(underpin.Findable)
			return nil, faultf(NotAKind, cmp.Or(nearest(string(k), words), "one of "+strings.Join(words, ", ")), "%q is not a kind of record that can be found", k)
		}
	}
	words := wordsIn(text)
	return answered(ctx, d, q, func(g *gathering) error { return g.words(words, kinds) }, func(s *Study) ([]Hit, error) {
		return s.find(words, kinds), nil
	})
}

// find looks for folded words in records of some kinds.
func (s *Study) find(words []string, kinds []underpin.RecordKind) []Hit {
	hits := []Hit{}
	for _, h := range s.records(kinds) {
		if !matches(words, h.match) {
			continue
		}
		if h.Kind == underpin.KindClaim {
			i, _ := s.model.Claim(underpin.ClaimID(h.ID))
			a := s.model.Assess(i, s.At)
			h.Says = s.says(&s.Case.Claims[i], &a)
		}
		hits = append(hits, h.Hit)
	}
	return hits
}

type searchedRecord struct {
	Hit
	match string
}

// records lists what can be found, with the words it is found by.
func (s *Study) records(kinds []underpin.RecordKind) []searchedRecord {
	var out []searchedRecord
	for _, kind := range underpin.Findable {
		if !looksThrough(kinds, kind) {
			continue
		}
		if kind == underpin.KindEntity {
			out = s.addEntities(out)
			continue
		}
		k, _ := underpin.KindOf(kind)
		for i := range k.Len(s.Case) {
			r := k.At(s.Case, i)
			ref := underpin.RecordRef{Kind: kind, ID: k.ID(r)}
			out = append(out, searchedRecord{Hit{Kind: kind, ID: ref.ID, Text: s.hitText(r)}, name.Fold(s.Index.FoundBy(ref))})
		}
	}
	return out
}

// hitText is what is shown of a record that is found.
func (s *Study) hitText(record any) string {
	switch r := record.(type) {
	case *underpin.Claim:
		return s.Index.Sentence(r)
	case *underpin.Source:
		return s.Index.SourceName(r.ID)
	case *underpin.Origin:
		return r.Label
	case *underpin.Request:
		return r.Question
	case *underpin.Conclusion:
		return r.Text
	case *underpin.Question:
		return r.Text
	case *underpin.Relation:
		return r.Reads
	}
	return ""
}

// addEntities lists the entities, those judged the same as one: by the name of the id
// that comes first, with the names of the others.
func (s *Study) addEntities(out []searchedRecord) []searchedRecord {
	one := s.Index.JudgedSame(s.model.Known())
	others := map[underpin.EntityID][]*underpin.Entity{}
	for i := range s.Case.Entities {
		if e := &s.Case.Entities[i]; one.Of(e.ID) != e.ID {
			others[one.Of(e.ID)] = append(others[one.Of(e.ID)], e)
		}
	}
	for i := range s.Case.Entities {
		e := &s.Case.Entities[i]
		if one.Of(e.ID) != e.ID {
			continue
		}
		text, words := e.Name, ""
		for _, same := range append([]*underpin.Entity{e}, others[e.ID]...) {
			if same != e {
				text += ", the same as " + same.Name + " (" + string(same.ID) + ")"
			}
			words += " " + s.Index.FoundBy(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(same.ID)})
		}
		out = append(out, searchedRecord{Hit{Kind: underpin.KindEntity, ID: string(e.ID), Text: text}, name.Fold(text + words)})
	}
	return out
}

func matches(words []string, text string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}
