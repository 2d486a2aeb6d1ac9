package shock

import "slices"

// findAffected notes where each world must be looked at.
func (c *Comparison) findAffected() {
	r := c.lossExtent()
	for e := range c.frame.Case.Entities {
		c.mayLoseHolder = append(c.mayLoseHolder, c.anyControlTie(int32(e), r.mayEnd))
	}
	c.findLeaderless()
	for _, e := range c.items {
		c.affected = append(c.affected, c.mayAffect(&r, e))
	}
	c.open = c.openSeats(&r)
	for _, t := range c.frame.Active {
		if c.frame.Ties[t].Negative {
			c.dividing = append(c.dividing, t)
		}
	}
}

// A lossExtent says what the losses can touch at all, whatever the world. What
// they cannot touch is left as it is without looking at each world.
type lossExtent struct {
	ties    []bool // by tie: lost in some world, itself or by an end
	vacated []bool // by entity: a post whose holder may be lost
}

// lossExtent finds what the losses can touch.
func (c *Comparison) lossExtent() lossExtent {
	r := lossExtent{ties: make([]bool, len(c.frame.Ties)), vacated: make([]bool, len(c.frame.Case.Entities))}
	lost := make([]bool, len(r.vacated))
	for e := range lost {
		lost[e] = c.mayBeLost(int32(e))
	}
	shares := false
	for t := range r.ties {
		tie := &c.frame.Ties[t]
		r.ties[t] = c.loss.Ties[t] || lost[tie.Subject] || lost[tie.Object]
		shares = shares || tie.Shares && r.ties[t]
		// Where a share is lost, who controls by ownership has to be looked at anew.
		r.ties[t] = r.ties[t] || tie.Claim < 0 && shares
	}
	for e := range r.vacated {
		r.vacated[e] = c.post(int32(e)) && c.anyControlTie(int32(e), func(g *controlTie) bool { return g.office && r.ties[g.tie] })
	}
	return r
}

// anyControlTie reports whether one of the control ties over an entity, or over one that may be
// the same, is as asked.
func (c *Comparison) anyControlTie(entity int32, is func(g *controlTie) bool) bool {
	for _, e := range c.control.mayBe[entity] {
		for i := range c.control.over[e] {
			if is(&c.control.over[e][i]) {
				return true
			}
		}
	}
	return false
}

// mayEnd reports whether the losses may end a control tie.
func (r *lossExtent) mayEnd(g *controlTie) bool { return r.ties[g.tie] || r.vacated[g.holder] }

// mayAffect reports whether the losses may take a holder of an entity, who holds one, or
// the commander of a collective over one. If not, only a channel that is gone can change its class.
func (c *Comparison) mayAffect(r *lossExtent, entity int32) bool {
	return c.anyControlTie(entity, func(g *controlTie) bool {
		return r.mayEnd(g) || c.mayLoseHolder[g.holder] || c.mayBeLeaderless[g.holder]
	})
}

// openSeats lists the seats that the losses may leave empty.
func (c *Comparison) openSeats(r *lossExtent) []seat {
	return slices.DeleteFunc(c.seats(), func(s seat) bool {
		return !c.anyControlTie(s.entity, func(g *controlTie) bool { return c.frame.Ties[g.tie].Relation == s.relation && r.ties[g.tie] })
	})
}
