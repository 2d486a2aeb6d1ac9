package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
)

// A Hit is a record whose words contain what was looked for.
type Hit struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Text string              `json:"text"`
	Says string              `json:"says,omitempty"`
}

// KindHits are what was found of one kind: how many records, and the first of them.
type KindHits struct {
	Kind  underpin.RecordKind `json:"kind"`
	Count int                 `json:"count"`
	Hits  []Hit               `json:"hits"`
}

// Find looks for words in the records that are [underpin.Findable], and lists the first of
// each kind, top at most. Case, accents and the marks of Arabic vowels make no difference;
// all words must occur. The empty text finds everything; kinds limit what is looked
// through. Relations are found only where their kind is named. Kinds of which nothing is
// found are left out.
func (d *Desk) Find(ctx context.Context, q Query, text string, kinds []underpin.RecordKind, top int) (_ []KindHits, err error) {
	defer settle(ctx, &err)
	for _, k := range kinds {
		if !slices.Contains(underpin.Findable, k) {
			words := wordsOf(underpin.Findable)
			return nil, faultf(NotAKind, cmp.Or(nearest(string(k), words), "one of "+strings.Join(words, ", ")), "%q is not a kind of record that can be found", k)
		}
	}
	f := &wordSearch{words: strings.Fields(name.Fold(text)), kinds: kinds, top: top}
	return answered(ctx, d, q, f.gather, f.in)
}

// in finds the records of a study: of the part that was gathered those that were found
// then.
func (f *wordSearch) in(s *Study) ([]KindHits, error) {
	if !f.looked {
		if err := f.look(s.open.words, s.Index); err != nil {
			return nil, err
		}
	}
	f.looked = false // in another study other records may be found
	return f.hits(s), nil
}

// A recordSearch finds the records of a kind whose words contain all of some folded words: it
// counts them, and lists the first of them, most at most, in the order of the case.
type recordSearch interface {
	Search(kind underpin.RecordKind, words []string, most int) (ids []string, n int, err error)
}

// A wordSearch looks for words.
type wordSearch struct {
	words []string
	kinds []underpin.RecordKind
	top   int
	// looked is set once count and first are those of the case as it is.
	looked bool
	count  map[underpin.RecordKind]int
	first  map[underpin.RecordKind][]string
}

// look finds the records, those judged the same as others each by itself. The index must
// know the judgements on sameness.
func (f *wordSearch) look(in recordSearch, x *underpin.Index) (err error) {
	f.count, f.first = map[underpin.RecordKind]int{}, map[underpin.RecordKind][]string{}
	for _, kind := range underpin.Findable {
		if !looksThrough(f.kinds, kind) {
			continue
		}
		most := f.top
		if kind == underpin.KindEntity {
			most += len(judged(x))
		}
		if f.first[kind], f.count[kind], err = in.Search(kind, f.words, most); err != nil {
			return err
		}
	}
	f.looked = true
	return nil
}

// judged lists the entities on which there is a judgement that they are the same.
func judged(x *underpin.Index) map[underpin.EntityID]bool {
	out := map[underpin.EntityID]bool{}
	for _, s := range x.Samenesses {
		if s.Verdict == underpin.Same {
			out[s.A], out[s.B] = true, true
		}
	}
	return out
}

// hits lists what has been found, with how sure the claims that are shown are.
func (f *wordSearch) hits(s *Study) []KindHits {
	out := []KindHits{}
	for _, kind := range underpin.Findable {
		found := KindHits{Kind: kind, Count: f.count[kind]}
		for _, id := range f.first[kind] {
			found.Hits = append(found.Hits, s.hit(underpin.RecordRef{Kind: kind, ID: id}))
		}
		if kind == underpin.KindEntity && looksThrough(f.kinds, kind) {
			f.unite(s, &found)
		}
		if found.Count > 0 {
			found.Hits = found.Hits[:min(f.top, len(found.Hits))]
			out = append(out, found)
		}
	}
	return out
}

// unite puts entities that are judged the same in the place of each of them: they are one,
// by the name of the id that comes first, and found by the words of all together.
func (f *wordSearch) unite(s *Study, found *KindHits) {
	one, several := s.Index.JudgedSame(s.model.Known()), judged(s.Index)
	found.Hits = slices.DeleteFunc(found.Hits, func(h Hit) bool { return several[underpin.EntityID(h.ID)] })
	all := map[underpin.EntityID][]underpin.EntityID{}
	for e := range several {
		all[one.Of(e)] = append(all[one.Of(e)], e)
		if name.HasAll(s.Index.FoundBy(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)}), f.words) {
			found.Count--
		}
	}
	for first, ids := range all {
		slices.SortFunc(ids, func(a, b underpin.EntityID) int { return underpin.CompareIDs(string(a), string(b)) })
		words := ""
		for _, e := range ids {
			words += s.Index.FoundBy(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e)}) + " "
		}
		if !name.HasAll(words, f.words) {
			continue
		}
		h := s.hit(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(first)})
		for _, e := range ids {
			if e != first {
				h.Text += ", the same as " + s.Index.NameOf(e) + " (" + string(e) + ")"
			}
		}
		found.Count++
		found.Hits = append(found.Hits, h)
	}
	slices.SortFunc(found.Hits, func(a, b Hit) int { return underpin.CompareIDs(a.ID, b.ID) })
}

// hit is what is shown of a record that is found.
func (s *Study) hit(ref underpin.RecordRef) Hit {
	h := Hit{Kind: ref.Kind, ID: ref.ID}
	switch r := s.Index.Find(ref).(type) {
	case *underpin.Entity:
		h.Text = r.Name
	case *underpin.Claim:
		h.Text = s.Index.Sentence(r)
		i, _ := s.model.Claim(r.ID)
		a := s.model.Assess(i, s.At)
		h.Says = s.says(r, &a)
	case *underpin.Source:
		h.Text = s.Index.SourceName(r.ID)
	case *underpin.Origin:
		h.Text = r.Label
	case *underpin.Request:
		h.Text = r.Question
	case *underpin.Conclusion:
		h.Text = r.Text
	case *underpin.Question:
		h.Text = r.Text
	case *underpin.Relation:
		h.Text = r.Reads
	}
	return h
}

// looksThrough reports whether a search among some kinds looks through one. The
// vocabulary is looked through where it is asked for.
func looksThrough(kinds []underpin.RecordKind, kind underpin.RecordKind) bool {
	if len(kinds) == 0 {
		return kind != underpin.KindRelation
	}
	return slices.Contains(kinds, kind)
}
