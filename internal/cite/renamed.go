package cite

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"underpin"
)

// rename numbers the protected sources that something told comes from, by what may be
// told of them: a code name, an order of recording or a statement that may not be
// printed decides nothing, not even which random numbers a world draws. Those of whom
// nobody may be cited come last. Two of whom the same is told stand for each other.
func (w *disclosing) rename() map[underpin.SourceID]underpin.SourceID {
	parts := w.parts()
	ids := slices.Collect(maps.Keys(parts)) // the order of their signs decides alone
	names := map[underpin.SourceID]underpin.SourceID{}
	for range 3 { // those that are told apart by whom they had it from
		signs := map[underpin.SourceID]string{}
		for _, id := range ids {
			signs[id] = w.sign(id, parts[id], names)
		}
		slices.SortFunc(ids, func(a, b underpin.SourceID) int {
			return cmp.Or(strings.Compare(signs[a], signs[b]), strings.Compare(string(a), string(b)))
		})
		n := 0
		for k, id := range ids {
			if k == 0 || signs[id] != signs[ids[k-1]] {
				n = k + 1
			}
			names[id] = underpin.SourceID(fmt.Sprintf("protected source %d", n))
		}
	}
	for k, id := range ids { // each its own
		names[id] = underpin.SourceID(fmt.Sprintf("protected source %d", k+1))
	}
	return names
}

// parts finds for each protected source what is told that comes from it or through it.
func (w *disclosing) parts() map[underpin.SourceID][]*underpin.Testimony {
	out := map[underpin.SourceID][]*underpin.Testimony{}
	for i := range w.told {
		t := &w.told[i]
		for _, s := range w.known.Chain(t) {
			if said := out[s]; w.protected(s) && (len(said) == 0 || said[len(said)-1] != t) {
				out[s] = append(said, t)
			}
		}
	}
	return out
}

// sign is all that is told of a protected source, which has a part in what is given.
func (w *disclosing) sign(id underpin.SourceID, part []*underpin.Testimony, names map[underpin.SourceID]underpin.SourceID) string {
	var cited, silent, passed []string
	for _, t := range part {
		list := &passed
		switch {
		case t.Source == id && t.Terms.Kind == underpin.TermsDeepBackground:
			list = &silent
		case t.Source == id:
			list = &cited
		}
		*list = append(*list, w.content(t, names))
	}
	for _, list := range [][]string{cited, silent, passed} {
		slices.Sort(list)
	}
	rank := "1"
	if len(cited) == 0 {
		rank = "2"
	}
	return rank + asText([]any{cited, silent, passed, w.shown(*w.x.Sources[id])})
}

// content is a testimony without its id and with neither code name nor time of record.
func (w *disclosing) content(t *underpin.Testimony, names map[underpin.SourceID]underpin.SourceID) string {
	plain := w.named(*t, names)
	plain.ID = ""
	return asText(plain)
}

// asText writes a record as text; records hold nothing that JSON has no words for.
func asText(record any) string {
	b, err := json.Marshal(record)
	if err != nil {
		return fmt.Sprintf("%+v", record)
	}
	return string(b)
}

// named is a testimony with the protected sources under their numbers.
func (w *disclosing) named(t underpin.Testimony, names map[underpin.SourceID]underpin.SourceID) underpin.Testimony {
	name := func(s underpin.SourceID) underpin.SourceID {
		if w.protected(s) {
			return names[s]
		}
		return s
	}
	t.Source = name(t.Source)
	if _, locator := w.x.Origins[t.Origin]; !locator {
		t.Origin = underpin.OriginID(name(underpin.SourceID(t.Origin)))
	}
	t.Via = slices.Clone(t.Via)
	for k := range t.Via {
		t.Via[k] = name(t.Via[k])
	}
	return t
}

// testimony is what is told, numbered claim by claim by what it says.
func (w *disclosing) testimony(names map[underpin.SourceID]underpin.SourceID) []underpin.Testimony {
	type placed struct {
		t    underpin.Testimony
		text string
	}
	all := make([]placed, len(w.told))
	for i := range w.told {
		all[i] = placed{w.named(w.told[i], names), w.content(&w.told[i], names)}
	}
	slices.SortStableFunc(all, func(a, b placed) int {
		return cmp.Or(underpin.CompareIDs(string(a.t.Claim), string(b.t.Claim)), strings.Compare(a.text, b.text))
	})
	out := make([]underpin.Testimony, len(all))
	n := 0
	for i, p := range all {
		if n++; i > 0 && all[i-1].t.Claim != p.t.Claim {
			n = 1
		}
		p.t.ID = underpin.TestimonyID(fmt.Sprintf("%s statement %d", p.t.Claim, n))
		out[i] = p.t
	}
	return out
}

// shown is a protected source with what goes into a number: its kind, its words and the
// grades known.
func (w *disclosing) shown(s underpin.Source) underpin.Source {
	s.ID, s.Note, s.Entity = "", "", ""
	var grades []underpin.Grading
	for _, g := range s.Gradings {
		if g.On.IsZero() || g.On.Last <= w.Known {
			grades = append(grades, g)
		}
	}
	slices.SortStableFunc(grades, func(a, b underpin.Grading) int { return cmp.Compare(a.On.Last, b.On.Last) })
	for i := range grades {
		grades[i].On, grades[i].By, grades[i].Why = underpin.Date{}, "", ""
	}
	s.Gradings = grades
	return s
}

// sources are those of the case, the protected ones under their numbers, those of which
// nothing is told left out.
func (w *disclosing) sources(names map[underpin.SourceID]underpin.SourceID) []underpin.Source {
	var out []underpin.Source
	for _, s := range w.c.Sources {
		if s.Protected {
			name := names[s.ID]
			if name == "" {
				continue
			}
			s = w.shown(s)
			s.ID = name
		}
		out = append(out, s)
	}
	slices.SortStableFunc(out, func(a, b underpin.Source) int { return underpin.CompareIDs(string(a.ID), string(b.ID)) })
	return out
}

// groups are the dependence groups of the case, with the protected sources under their
// numbers.
func (w *disclosing) groups(names map[underpin.SourceID]underpin.SourceID) []underpin.Group {
	out := slices.Clone(w.c.Groups)
	for i := range out {
		var members []underpin.OriginID
		for _, m := range out[i].Members {
			if s := underpin.SourceID(m); w.x.Origins[m] == nil && w.protected(s) {
				if m = underpin.OriginID(names[s]); m == "" {
					continue
				}
			}
			members = append(members, m)
		}
		slices.SortFunc(members, func(a, b underpin.OriginID) int { return underpin.CompareIDs(string(a), string(b)) })
		out[i].Members = members
	}
	return out
}
