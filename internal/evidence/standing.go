package evidence

import (
	"math"
	"slices"

	"underpin"
)

// most lives of rivals over which a standing is summed exactly; beyond, over fixed draws.
const exactLives, drawnLives = 10, 1024

// standingIn is the standing of a claim of a rival set: the mean over who lives of that in
// which the dead are no rivals, times the lives of its own two ends.
func (m *Model) standingIn(sc *weigher, c *rivalSet, v int, how weighOptions) float64 {
	own := 1.0
	for _, k := range c.ends[v] {
		if k != none {
			own *= m.lives(&c.mortals[k], how.day)
		}
	}
	if own == 0 {
		return 0
	}
	score := m.scores(sc, c, v, how)
	if len(c.mortals) == 0 || !c.rivals {
		return own * m.probabilities(c, score)[v]
	}
	open, chance := m.openLives(c, v, how)
	sum := 0.0
	living := slices.Clone(score)
	each(chance, func(weight float64, lives func(k int) bool) {
		copy(living, score)
		m.silenceDead(c, living, func(mt *mortal) bool {
			k := slices.Index(open, mt)
			return k >= 0 && !lives(k) || k < 0 && !c.own(v, mt) && m.lives(mt, how.day) == 0
		})
		sum += weight * m.probabilities(c, living)[v]
	})
	return own * sum
}

// openLives lists the mortals of a rival set but the ends of a claim that may or may not live
// on a day, with the probability that they do.
func (m *Model) openLives(c *rivalSet, v int, how weighOptions) (open []*mortal, chance []float64) {
	for k := range c.mortals {
		mt := &c.mortals[k]
		if p := m.lives(mt, how.day); !c.own(v, mt) && p > 0 && p < 1 {
			open, chance = append(open, mt), append(chance, p)
		}
	}
	return open, chance
}

// own reports whether a mortal is an end of a claim.
func (c *rivalSet) own(v int, mt *mortal) bool {
	return slices.ContainsFunc(c.ends[v][:], func(k int) bool { return k != none && mt == &c.mortals[k] })
}

// silenceDead takes as not said what is said of the dead.
func (m *Model) silenceDead(c *rivalSet, score []float64, dead func(*mortal) bool) {
	for k := range c.mortals {
		if !dead(&c.mortals[k]) {
			continue
		}
		for v, ends := range c.ends {
			if ends[0] == k || ends[1] == k {
				score[v] = math.Inf(-1)
			}
		}
	}
}

// each calls do with every combination of lives and its weight.
func each(chance []float64, do func(weight float64, lives func(k int) bool)) {
	if len(chance) > exactLives {
		for draw := range drawnLives {
			do(1.0/drawnLives, func(k int) bool { return newStream(0, mix(uint64(k)+1)).at(draw) < chance[k] })
		}
		return
	}
	for set := range 1 << len(chance) {
		weight := 1.0
		for k, p := range chance {
			if set>>k&1 == 0 {
				p = 1 - p
			}
			weight *= p
		}
		do(weight, func(k int) bool { return set>>k&1 != 0 })
	}
}

// outOfLife lists the claims of beginnings and ends, of an end of a unit, that some
// testimony for the unit lies wholly before or after. It is not weighed otherwise.
func (m *Model) outOfLife(u int) []underpin.ClaimID {
	var out []underpin.ClaimID
	cl, c := m.claims[u], m.rivalSets[m.rivalSetOf[u]]
	for _, k := range c.ends[slices.Index(c.claims, u)] {
		if k == none {
			continue
		}
		for _, begins := range []bool{true, false} {
			sets := c.mortals[k].ends
			if begins {
				sets = c.mortals[k].begins
			}
			for _, dates := range sets {
				for _, d := range m.dates[dates] {
					if d.chance >= .5 && cl.outside(&d, begins) {
						out = append(out, m.claims[d.unit].c.ID)
					}
				}
			}
		}
	}
	return out
}

// outside reports whether all asserted days of some affirmation lie before a beginning,
// or after an end.
func (cl *compiledClaim) outside(d *lifeDate, begins bool) bool {
	return slices.ContainsFunc(cl.says, func(s compiledChain) bool {
		if !s.affirm || s.base == 0 {
			return false
		}
		from, to := cl.outermost(&s)
		if begins {
			return to < d.date.First
		}
		return from > d.date.Last
	})
}
