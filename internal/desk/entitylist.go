package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/name"
)

// An EntityFilter says which entities of a case are listed.
type EntityFilter struct {
	// Kind limits the list to entities of a kind as they are drawn; all where it is empty.
	Kind string
	// Words must all occur in one of the names.
	Words string
	// After continues the list behind an entity; Limit is how many are listed, all for 0.
	After underpin.EntityID
	Limit int
}

// An EntityList is entities of a case by name, those judged the same as one.
type EntityList struct {
	Entities []ListedEntity `json:"entities"`
	// Total is how many there are with the filter, Kinds how many of each kind are found
	// by the words alone.
	Total   int            `json:"total"`
	Kinds   map[string]int `json:"kinds"`
	Caption Caption        `json:"caption"`
}

// A ListedEntity is an entity in a list.
type ListedEntity struct {
	Entity     underpin.EntityID `json:"entity"`
	Kind       string            `json:"kind"`
	Collective bool              `json:"collective,omitempty"`
	Names      []DossierName     `json:"names"`
	// Claims counts those on it.
	Claims int `json:"claims"`
}

// Entities lists the entities of a case by name.
func (d *Desk) Entities(ctx context.Context, q Query, which EntityFilter) (_ *EntityList, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.entities(which), nil
}

func (s *Study) entities(which EntityFilter) *EntityList {
	out := &EntityList{Entities: []ListedEntity{}, Kinds: map[string]int{}, Caption: s.Caption(false)}
	words := strings.Fields(name.Fold(which.Words))
	type found struct {
		e      *underpin.Entity
		ones   []underpin.EntityID
		folded string
	}
	var all []found
	for _, ones := range s.allOnes() {
		e, text := s.Index.Entities[ones[0]], ""
		for _, id := range ones {
			text += s.Index.FoundBy(underpin.RecordRef{Kind: underpin.KindEntity, ID: string(id)}) + " "
		}
		if !name.HasAll(text, words) {
			continue
		}
		out.Kinds[e.Schema.Kind()]++
		if which.Kind == "" || which.Kind == e.Schema.Kind() {
			all = append(all, found{e, ones, name.Fold(e.Name)})
		}
	}
	slices.SortFunc(all, func(a, b found) int {
		return cmp.Or(strings.Compare(a.folded, b.folded), underpin.CompareIDs(string(a.e.ID), string(b.e.ID)))
	})
	out.Total = len(all)
	if at := slices.IndexFunc(all, func(f found) bool { return f.e.ID == which.After }); at >= 0 {
		all = all[at+1:]
	}
	if which.Limit > 0 && len(all) > which.Limit {
		all = all[:which.Limit]
	}
	claims := s.claimCounts()
	for _, f := range all {
		out.Entities = append(out.Entities, ListedEntity{
			Entity: f.e.ID, Kind: f.e.Schema.Kind(), Collective: f.e.Collective, Names: s.dossierNames(f.ones), Claims: claims[f.e.ID],
		})
	}
	return out
}

// allOnes lists the entities of the case, those judged the same as one, who stands for all
// first.
func (s *Study) allOnes() [][]underpin.EntityID {
	same := s.Index.JudgedSame(s.model.Known())
	var out [][]underpin.EntityID
	at := map[underpin.EntityID]int{}
	for _, first := range []bool{true, false} {
		for i := range s.Case.Entities {
			e := s.Case.Entities[i].ID
			one := same.Of(e)
			switch {
			case first && e == one:
				at[e] = len(out)
				out = append(out, []underpin.EntityID{e})
			case !first && e != one:
				out[at[one]] = append(out[at[one]], e)
			}
		}
	}
	return out
}

// claimCounts counts the claims on each entity, under the one that stands for all that are
// judged the same.
func (s *Study) claimCounts() map[underpin.EntityID]int {
	same := s.Index.JudgedSame(s.model.Known())
	out := map[underpin.EntityID]int{}
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		on := []underpin.EntityID{same.Of(c.Subject)}
		for _, e := range append([]underpin.EntityID{c.Object}, rolesOf(c)...) {
			if one := same.Of(e); e != "" && !slices.Contains(on, one) {
				on = append(on, one)
			}
		}
		for _, e := range on {
			out[e]++
		}
	}
	return out
}

func rolesOf(c *underpin.Claim) []underpin.EntityID {
	out := make([]underpin.EntityID, len(c.Roles))
	for k, r := range c.Roles {
		out[k] = r.Entity
	}
	return out
}
