package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
)

// A Suggestion is an entity that is perhaps being typed.
type Suggestion struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Also is another name, where it was found by that.
	Also string `json:"also,omitempty"`
	// What it is in a word: "public body"; Symbol is how it is drawn.
	What string `json:"what"`
	Symbol
}

// Suggest lists the entities of which each typed word begins a word of one of their names,
// in any script: those first whose name begins so, then by their names; most of them at
// most.
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
	type found struct {
		called
		rank int
	}
	best := map[string]found{}
	for _, one := range o.naming().called(underpin.KindEntity) {
		rank, ok := beginsSo(one.plain, words)
		if !ok {
			continue
		}
		if was, has := best[one.id]; !has || rank < was.rank {
			best[one.id] = found{one, rank}
		}
	}
	list := make([]found, 0, len(best))
	for _, f := range best {
		list = append(list, f)
	}
	slices.SortFunc(list, func(a, b found) int {
		return cmp.Or(a.rank-b.rank, len(a.plain)-len(b.plain), strings.Compare(a.plain, b.plain), underpin.CompareIDs(a.id, b.id))
	})
	for _, f := range list[:min(most, len(list))] {
		e := x.Entities[underpin.EntityID(f.id)]
		s := Suggestion{Entity: e.ID, Name: e.Name, What: schemaWords(e.Schema), Symbol: Symbol{e.Schema.Kind(), e.Collective}}
		if f.name != e.Name && f.name != f.id {
			s.Also = f.name
		} else if len(e.Aliases) > 0 {
			s.Also = e.Aliases[0].Name
		}
		out = append(out, s)
	}
	return out, nil
}

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
