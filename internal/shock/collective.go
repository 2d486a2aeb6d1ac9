package shock

import "slices"

// collective reports whether an entity is a plural.
func (c *Comparison) collective(e int32) bool { return c.frame.Case.Entities[e].Collective }

// findCollective looks for a holder that is a collective without its commander, or is
// held by one: which of its members holds the thing from then on nobody says.
func (j *classifier) findCollective(f *classified) {
	for _, h := range f.holders {
		if !h.stands {
			continue
		}
		if lost := j.leaderlessOver(h.entity, nil); lost >= 0 && (f.collective < 0 || j.c.firstByID(f.collective, h.entity) == h.entity) {
			f.collective, f.leaderless = h.entity, lost
		}
	}
	if f.leaderless < 0 || f.leaderless == f.collective {
		return
	}
	for _, above := range j.lostSuperiors(f.leaderless) {
		if !slices.Contains(f.commanders, above) {
			f.commanders = append(f.commanders, above)
		}
	}
	slices.Sort(f.commanders)
}

// leaderlessOver returns the collective without its commander that an entity is, or
// that holds it over collectives alone; -1 where there is none, or where somebody else
// leads one on the way. below are those that it has come from.
func (j *classifier) leaderlessOver(entity int32, below []int32) int32 {
	if !j.c.mayBeLeaderless[entity] || slices.Contains(below, entity) {
		return -1
	}
	if j.leaderless(entity) {
		return entity
	}
	found, led := int32(-1), false
	below = append(below, entity)
	j.standing.each(entity, func(g *controlInWorld) bool {
		switch {
		case !g.after:
		case j.c.collective(g.holder):
			if up := j.leaderlessOver(g.holder, below); up >= 0 && (found < 0 || j.c.firstByID(found, up) == up) {
				found = up
			}
		default:
			led = led || g.leads && !j.standing.vacated(g.holder)
		}
		return true
	})
	if led {
		return -1
	}
	return found
}

// leaderless reports whether a body had a commander in full, lost it, and has no
// other.
func (j *classifier) leaderless(entity int32) bool {
	lost, left := false, false
	j.standing.each(entity, func(g *controlInWorld) bool {
		if g.leads && g.before {
			stands := g.after && !j.standing.vacated(g.holder)
			lost, left = lost || !stands, left || stands
		}
		return !left
	})
	return lost && !left
}

// findLeaderless notes which collectives may lose their commander, or are held by one
// that may.
func (c *Comparison) findLeaderless() {
	c.mayBeLeaderless = make([]bool, len(c.frame.Case.Entities))
	for more := true; more; {
		more = false
		for e := range c.mayBeLeaderless {
			if c.mayBeLeaderless[e] || !c.collective(int32(e)) {
				continue
			}
			c.mayBeLeaderless[e] = c.mayLoseHolder[e] || c.anyControlTie(int32(e), func(g *controlTie) bool { return c.mayBeLeaderless[g.holder] })
			more = more || c.mayBeLeaderless[e]
		}
	}
}
