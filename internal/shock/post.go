package shock

import (
	"cmp"
	"slices"

	"underpin"
)

// A Post is an office that the losses leave vacant, or the leadership or command of
// a body, where there is room for one, that they leave open.
type Post struct {
	// Entity is the office, or the body that is led or commanded.
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Relation is how it was held, and Open what is open: "no other leader is named".
	Relation underpin.RelationName `json:"relation"`
	Open     string                `json:"open"`
	// P is the share of worlds in which it was held before and is not after.
	P float64 `json:"p"`
	// Claims say who held it and are gone with the losses.
	Claims []underpin.ClaimID `json:"claims"`
}

// A seat is what can fall vacant: an entity and the relation by which it is held.
type seat struct {
	entity   int32
	relation *underpin.Relation
	ties     []int
}

// seats lists the offices and the exclusive commands that are held in some world.
func (c *Comparison) seats() []seat {
	var out []seat
	for _, t := range c.frame.Active {
		tie := &c.frame.Ties[t]
		if tie.Claim < 0 || !tie.Command || !tie.Down() || c.loss.Entities[tie.Object] || !tie.Relation.Seat() {
			continue
		}
		if tie.Relation.Class.Traits().Seats && !c.post(tie.Object) {
			continue
		}
		i := slices.IndexFunc(out, func(s seat) bool { return s.entity == tie.Object && s.relation == tie.Relation })
		if i < 0 {
			i = len(out)
			out = append(out, seat{entity: tie.Object, relation: tie.Relation})
		}
		out[i].ties = append(out[i].ties, t)
	}
	return out
}

// posts sums up in how many worlds each open seat is held before and empty after.
func (c *Comparison) posts(counts []int64) []Post {
	out := []Post{}
	for i, seat := range c.open {
		if counts[i] == 0 {
			continue
		}
		id := c.frame.Case.Entities[seat.entity].ID
		p := Post{Entity: id, Name: c.frame.Index.NameOf(id), Relation: seat.relation.Name, Open: seat.relation.Vacant(), P: float64(counts[i]) / float64(c.Worlds())}
		for _, t := range seat.ties {
			if tie := &c.frame.Ties[t]; c.loss.Ties[t] || c.mayBeLost(tie.Subject) {
				p.Claims = append(p.Claims, c.frame.Case.Claims[tie.Claim].ID)
			}
		}
		slices.Sort(p.Claims)
		out = append(out, p)
	}
	slices.SortFunc(out, func(a, b Post) int {
		return cmp.Or(cmp.Compare(b.P, a.P), cmp.Compare(a.Entity, b.Entity), cmp.Compare(a.Open, b.Open), slices.Compare(a.Claims, b.Claims))
	})
	return out
}

// vacatedSeat returns the worlds of the word in which a seat is held before the losses and not
// after, by whoever is the same there.
func (s *wordTies) vacatedSeat(seat *seat) uint64 {
	var before, after uint64
	s.each(seat.entity, func(g *controlTie, b, a uint64) {
		tie := &s.c.frame.Ties[g.tie]
		if tie.Relation == seat.relation && g.holder == tie.Subject {
			before, after = before|b, after|a
		}
	})
	return before &^ after &^ s.gone(seat.entity)
}

// mayBeLost reports whether an entity is lost in some world.
func (c *Comparison) mayBeLost(e int32) bool {
	return slices.ContainsFunc(c.control.mayBe[e], func(m int32) bool { return c.loss.Entities[m] })
}
