package desk

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
)

// A Suggestion is an entity that is perhaps being typed.
type Suggestion struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Also is another name, where it was found by that.
	Also string `json:"also,omitempty"`
	// Near: no name begins as was typed, and one of its comes near to that.
	Near bool `json:"near,omitempty"`
	// What it is in a word: "public body"; Symbol is how it is drawn.
	What string `json:"what"`
	Symbol
}

// Suggest lists the entities of which each typed word begins a word of one of their names,
// in any script: those first whose name begins so, then by their names; most of them at
// most. Where there is none, it lists those of which each word is begun so or by a slip of
// the pen.
func (d *Desk) Suggest(ctx context.Context, id underpin.CaseID, typed string, most int) (_ []Suggestion, err error) {
	defer settle(ctx, &err)
	o, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	out, x := []Suggestion{}, o.index()
	words := strings.Fields(plainName(typed))
	if len(words) == 0 {
		return out, nil
	}
	all := o.naming().called(underpin.KindEntity)
	list := fitting(all, words, beginsSo)
	near := len(list) == 0
	if near {
		list = fitting(all, words, comesNear)
	}
	for _, f := range list[:min(most, len(list))] {
		e := x.Entities[underpin.EntityID(f.id)]
		s := Suggestion{Entity: e.ID, Name: e.Name, Near: near, What: schemaWords(e.Schema), Symbol: Symbol{e.Schema.Kind(), e.Collective}}
		if f.name != e.Name && f.name != f.id {
			s.Also = f.name
		} else if len(e.Aliases) > 0 {
			s.Also = e.Aliases[0].Name
		}
		out = append(out, s)
	}
	return out, nil
}

// fitting lists the names that fit some words, one of each record: the best first.
func fitting(all []called, words []string, fits func(plain string, words []string) (rank int, ok bool)) []called {
	type found struct {
		called
		rank int
	}
	best := map[string]found{}
	for _, one := range all {
		rank, ok := fits(one.plain, words)
		if !ok {
			continue
		}
		if was, has := best[one.id]; !has || rank < was.rank {
			best[one.id] = found{one, rank}
		}
	}
	list := slices.SortedFunc(maps.Values(best), func(a, b found) int {
		return cmp.Or(a.rank-b.rank, len(a.plain)-len(b.plain), strings.Compare(a.plain, b.plain), underpin.CompareIDs(a.id, b.id))
	})
	out := make([]called, len(list))
	for i, f := range list {
		out[i] = f.called
	}
	return out
}

// comesNear reports whether each of some words begins a word of a name or is a slip of the
// pen for such a beginning, and by how many letters they differ from them.
func comesNear(plain string, words []string) (letters int, ok bool) {
	has := strings.Fields(plain)
	for _, w := range words {
		if slices.ContainsFunc(has, func(h string) bool { return strings.HasPrefix(h, w) }) {
			continue
		}
		long := utf8.RuneCountInString(w)
		if long < leastSlip {
			return 0, false
		}
		least := long
		for _, h := range has {
			begin := []rune(h)
			for _, known := range []string{h, string(begin[:min(long, len(begin))])} {
				if d, near := underpin.Apart(w, known); near {
					least = min(least, d)
				}
			}
		}
		if least == long {
			return 0, false
		}
		letters += least
	}
	return letters, true
}

// leastSlip is how many letters a word has at least in which a slip of the pen is looked for.
const leastSlip = 4

// beginsSo reports whether each of some words begins a word of a name, and how well: 0 for
// the name itself, 1 for its beginning, 2 for another word.
func beginsSo(plain string, words []string) (rank int, ok bool) {
	typed := strings.Join(words, " ")
	switch {
	case plain == typed:
		return 0, true
	case strings.HasPrefix(plain, typed):
		return 1, true
	}
	has := strings.Fields(plain)
	for _, w := range words {
		if !slices.ContainsFunc(has, func(h string) bool { return strings.HasPrefix(h, w) }) {
			return 0, false
		}
	}
	return 2, true
}
