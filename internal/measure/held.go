package measure

import (
	"cmp"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
)

// A Way is one way in which power over an entity is claimed: one claim, or two
// where it passes through a post.
type Way struct {
	// Holder holds the power; Post is the office through which, if any.
	Holder underpin.EntityID `json:"holder"`
	Name   string            `json:"name"`
	Post   underpin.EntityID `json:"post,omitempty"`
	// Class and Relation are the mechanism: that of the tie to the entity itself.
	Class    underpin.RelationClass `json:"class"`
	Relation underpin.RelationName  `json:"relation"`
	// Reading says what it hands on: "command", "support", or "none" where the
	// relation gives power and no control.
	Reading string `json:"reading"`
	// Claims are the claims that say so, the one nearest to the entity first.
	Claims []underpin.ClaimID `json:"claims"`
	// P is the share of worlds in which all of them hold on the date, in (0, 1].
	P float64 `json:"p"`
	// View marks what somebody believes and the network does not contain.
	View bool `json:"view,omitempty"`
}

// Held lists every way in which power over an entity is claimed on a date of a
// sample of n worlds, direct and through posts, by mechanism. Claims that hold in
// no world are left out; views are listed and marked. Entities judged the same
// answer for each other. It reads all claims, whatever the filter of the projection.
// It fails with [ErrUnknownEntity].
func Held(p *snapshot.Projection, worlds snapshot.Worlds, date, n int, x underpin.EntityID) ([]Way, error) {
	entity, err := Entity(p, x)
	if err != nil {
		return nil, err
	}
	h := holdings{p: p, worlds: worlds, date: date, n: n}
	ways := []Way{}
	for _, e := range p.SameAs(entity) {
		for _, direct := range h.over(p.Case.Entities[e].ID) {
			ways = append(ways, h.way(direct))
			if holder := p.Index.Entities[direct.holder]; holder.Schema == underpin.Position {
				for _, occupant := range h.over(holder.ID) {
					ways = append(ways, h.way(direct, occupant))
				}
			}
		}
	}
	ways = slices.DeleteFunc(ways, func(w Way) bool { return w.P == 0 })
	slices.SortStableFunc(ways, func(a, b Way) int {
		return cmp.Or(cmp.Compare(classPlace(a.Class), classPlace(b.Class)), h.compareWords(a.Relation, b.Relation),
			cmp.Compare(b.P, a.P), slices.Compare(a.Claims, b.Claims))
	})
	return ways, nil
}

func classPlace(c underpin.RelationClass) int { return slices.Index(underpin.RelationClasses, c) }

// compareWords orders relations by how they read from what is held: what a case calls
// them changes nothing.
func (h *holdings) compareWords(a, b underpin.RelationName) int {
	r, s := h.p.Index.Relations[a], h.p.Index.Relations[b]
	return cmp.Or(cmp.Compare(r.Inverse, s.Inverse), cmp.Compare(r.Reads, s.Reads))
}

// A holding is a claim by which a holder has power over something.
type holding struct {
	claim    int
	holder   underpin.EntityID
	relation *underpin.Relation
}

type holdings struct {
	p       *snapshot.Projection
	worlds  snapshot.Worlds
	date, n int
}

// over lists the claims that give power over an entity.
func (h *holdings) over(x underpin.EntityID) []holding {
	var out []holding
	for i := range h.p.Case.Claims {
		c := &h.p.Case.Claims[i]
		r := h.p.Index.Relations[c.Relation]
		if r == nil || r.Sign != "+" || c.Subject == c.Object || len(c.Roles) > 0 || h.p.Index.Entities[c.Subject] == nil ||
			h.p.Index.Entities[c.Object] == nil {
			continue
		}
		down := r.Power == underpin.PowerSubject || r.Power == underpin.PowerBoth
		up := r.Power == underpin.PowerObject || r.Power == underpin.PowerBoth
		if c.Object == x && down {
			out = append(out, holding{i, c.Subject, r})
		}
		if c.Subject == x && up {
			out = append(out, holding{i, c.Object, r})
		}
	}
	return out
}

// way makes a way of the holdings that it passes, the nearest first.
func (h *holdings) way(chain ...holding) Way {
	nearest, last := chain[0], chain[len(chain)-1]
	w := Way{
		Holder: last.holder, Name: h.p.Index.NameOf(last.holder),
		Class: nearest.relation.Class, Relation: nearest.relation.Name,
		Reading: h.reading(nearest), P: h.share(chain),
	}
	if len(chain) > 1 {
		w.Post = nearest.holder
	}
	for _, link := range chain {
		c := &h.p.Case.Claims[link.claim]
		w.Claims = append(w.Claims, c.ID)
		w.View = w.View || c.View() && !c.Tie
	}
	return w
}

// reading says what a holding hands on.
func (h *holdings) reading(l holding) string {
	if t, ok := h.p.TieOf(l.claim); ok {
		switch tie := &h.p.Ties[t]; {
		case tie.Command:
			return snapshot.Command.String()
		case tie.Support:
			return snapshot.Support.String()
		}
		return "none"
	}
	switch {
	case l.relation.Command():
		return snapshot.Command.String()
	case l.relation.Support():
		return snapshot.Support.String()
	}
	return "none"
}

// share is the share of worlds in which every claim of a chain holds.
func (h *holdings) share(chain []holding) float64 {
	count := 0
	for world := range h.n {
		all := true
		for _, link := range chain {
			all = all && h.worlds.Holds(h.date, world, link.claim)
		}
		if all {
			count++
		}
	}
	return float64(count) / float64(max(h.n, 1))
}
