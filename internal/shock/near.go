package shock

import "slices"

// narrow notes where each world must be looked at.
func (c *Comparison) narrow() {
	r := c.reach()
	for e := range c.frame.Case.Entities {
		c.loose = append(c.loose, c.anyGrip(int32(e), r.loosens))
	}
	for _, e := range c.items {
		c.near = append(c.near, c.nearTo(&r, e))
	}
	c.open = c.openSeats(&r)
	c.contending, c.contends = c.contenders()
	for _, t := range c.frame.Active {
		if c.frame.Ties[t].Negative {
			c.dividing = append(c.dividing, t)
		}
	}
}

// A reachOfLoss says what the losses can touch at all, whatever the world. What
// they cannot touch is left as it is without looking at each world.
type reachOfLoss struct {
	ties    []bool // by tie: lost in some world, itself or by an end
	vacated []bool // by entity: a post whose holder may be lost
}

// reach finds what the losses can touch.
func (c *Comparison) reach() reachOfLoss {
	r := reachOfLoss{ties: make([]bool, len(c.frame.Ties)), vacated: make([]bool, len(c.frame.Case.Entities))}
	lost := make([]bool, len(r.vacated))
	for e := range lost {
		lost[e] = c.mayBeLost(int32(e))
	}
	for t := range r.ties {
		tie := &c.frame.Ties[t]
		r.ties[t] = c.loss.Ties[t] || lost[tie.Subject] || lost[tie.Object]
	}
	for e := range r.vacated {
		r.vacated[e] = c.post(int32(e)) && c.anyGrip(int32(e), func(g *grip) bool { return g.office && r.ties[g.tie] })
	}
	return r
}

// anyGrip reports whether one of the grips over an entity, or over one that may be
// the same, is as asked.
func (c *Comparison) anyGrip(entity int32, is func(g *grip) bool) bool {
	for _, e := range c.grips.mayBe[entity] {
		for i := range c.grips.over[e] {
			if is(&c.grips.over[e][i]) {
				return true
			}
		}
	}
	return false
}

// loosens reports whether the losses may end a grip.
func (r *reachOfLoss) loosens(g *grip) bool { return r.ties[g.tie] || r.vacated[g.holder] }

// nearTo reports whether the losses may take a holder of an entity, or who holds
// one. If not, only a channel that is gone can change its class.
func (c *Comparison) nearTo(r *reachOfLoss, entity int32) bool {
	return c.anyGrip(entity, func(g *grip) bool { return r.loosens(g) || c.loose[g.holder] })
}

// openSeats lists the seats that the losses may leave empty.
func (c *Comparison) openSeats(r *reachOfLoss) []seat {
	return slices.DeleteFunc(c.seats(), func(s seat) bool {
		return !c.anyGrip(s.entity, func(g *grip) bool { return c.frame.Ties[g.tie].Relation == s.relation && r.ties[g.tie] })
	})
}
