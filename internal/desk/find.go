package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"underpin"
)

// Findable are the kinds of records that can be found, in the order in which they are
// shown.
var Findable = []underpin.RecordKind{
	underpin.KindEntity, underpin.KindClaim, underpin.KindSource, underpin.KindOrigin, underpin.KindRequest, underpin.KindConclusion,
	underpin.KindQuestion, underpin.KindRelation,
}

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

// Find looks for words in the records that are [Findable]. Case, accents and the marks
// of Arabic vowels make no difference; all words must occur. The empty text finds
// everything; kinds limit what is looked through. Relations are found only where their
// kind is named.
func (d *Desk) Find(ctx context.Context, q Query, text string, kinds []underpin.RecordKind) (_ []Hit, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	for _, k := range kinds {
		if !slices.Contains(Findable, k) {
			words := wordsOf(Findable)
			return nil, faultf(NotAKind, cmp.Or(nearest(string(k), words), "one of "+strings.Join(words, ", ")), "%q is not a kind of record that can be found", k)
		}
	}
	words := strings.Fields(fold(text))
	hits := []Hit{}
	for _, h := range s.records(kinds) {
		if matches(words, h.match) {
			if h.Kind == underpin.KindClaim {
				i, _ := s.model.Claim(underpin.ClaimID(h.ID))
				a := s.model.Assess(i, s.At)
				h.Says = s.says(&s.Case.Claims[i], &a)
			}
			hits = append(hits, h.Hit)
		}
	}
	return hits, nil
}

type searchedRecord struct {
	Hit
	match string
}

// records lists what can be found, with the words it is found by.
func (s *Study) records(kinds []underpin.RecordKind) []searchedRecord {
	var out []searchedRecord
	add := func(kind underpin.RecordKind, id, text string, more ...string) {
		if len(kinds) == 0 || slices.Contains(kinds, kind) {
			out = append(out, searchedRecord{Hit{Kind: kind, ID: id, Text: text}, fold(id + " " + text + " " + strings.Join(more, " "))})
		}
	}
	s.addEntities(add)
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		add(underpin.KindClaim, string(c.ID), s.Index.Sentence(c), s.Index.NameOf(c.Subject), s.Index.NameOf(c.Object), string(c.Relation))
	}
	for _, src := range s.Case.Sources {
		add(underpin.KindSource, string(src.ID), s.Index.SourceName(src.ID), src.Descriptor, src.Author)
	}
	for _, o := range s.Case.Origins {
		add(underpin.KindOrigin, string(o.ID), o.Label)
	}
	for _, r := range s.Case.Requests {
		add(underpin.KindRequest, r.ID, r.Question, s.Index.SourceName(r.Source), string(r.Source), string(r.State), r.Note)
	}
	for _, c := range s.Case.Conclusions {
		add(underpin.KindConclusion, c.ID, c.Text, c.Expr)
	}
	for _, q := range s.Case.Questions {
		add(underpin.KindQuestion, q.ID, q.Text)
	}
	if len(kinds) == 0 { // the vocabulary is looked through where it is asked for
		return out
	}
	for i := range s.Case.Relations {
		r := &s.Case.Relations[i]
		add(underpin.KindRelation, string(r.Name), r.Reads, string(r.Class), r.Note)
	}
	return out
}

// addEntities lists the entities, those judged the same as one: by the name of the id
// that comes first, with the names of the others.
func (s *Study) addEntities(add func(kind underpin.RecordKind, id, text string, more ...string)) {
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
		text, also := e.Name, []string{}
		for _, same := range append([]*underpin.Entity{e}, others[e.ID]...) {
			if same != e {
				text += ", the same as " + same.Name + " (" + string(same.ID) + ")"
			}
			for _, a := range same.Aliases {
				also = append(also, a.Name)
			}
			also = append(also, same.Label, string(same.Schema))
		}
		add(underpin.KindEntity, string(e.ID), text, also...)
	}
}

func matches(words []string, text string) bool {
	for _, w := range words {
		if !strings.Contains(text, w) {
			return false
		}
	}
	return true
}

// fold takes case, accents and vowel marks out of a text, and levels the forms of
// apostrophes, for looking things up.
func fold(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		switch {
		case unicode.Is(unicode.Mn, r):
		case r == '’' || r == '‘' || r == 'ʿ' || r == 'ʾ' || r == '`':
			b.WriteByte('\'')
		default:
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}
