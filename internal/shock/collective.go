package shock

import (
	"cmp"
	"slices"
)

// collective reports whether an entity is a plural.
func (c *Comparison) collective(e int32) bool { return c.frame.Case.Entities[e].Collective }

// findCollective looks for a holder that is a collective without its commander, or is
// held by one, of several the first by id: which of its members holds the thing from then on
// nobody says.
func (j *classifier) findCollective(f *aftermath) {
	var all []underNobody
	for i := range f.holders {
		h := &f.holders[i]
		if h.stands == 0 || !j.c.mayBeLeaderless[h.entity] {
			continue
		}
		for _, up := range j.leaderlessOver(h.entity, nil) {
			if worlds := up.worlds & h.stands; worlds != 0 {
				all = append(all, underNobody{h.entity, up.entity, worlds})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b underNobody) int { return j.c.byID(a.collective, b.collective) })
	settled := uint64(0)
	for i, l := range all {
		// Those of one collective are in no world together.
		if i > 0 && all[i-1].collective != l.collective {
			for _, before := range all[:i] {
				settled |= before.worlds
			}
		}
		if l.worlds &^= settled; l.worlds == 0 {
			continue
		}
		f.leaderless = append(f.leaderless, l)
		if l.leaderless != l.collective {
			for _, above := range j.lostSuperiors(l.leaderless) {
				f.commanders = addTo(f.commanders, above.entity, above.worlds&l.worlds)
			}
		}
	}
}

// leaderlessOver lists the collectives without their commander that an entity is, or
// that hold it over collectives alone, of several in one world the first by id, but for the
// worlds in which somebody else leads one on the way. below are those that it has come from.
func (j *classifier) leaderlessOver(entity int32, below []int32) []inWorlds {
	if !j.c.mayBeLeaderless[entity] || slices.Contains(below, entity) {
		return nil
	}
	out := addTo(nil, entity, j.leaderless(entity))
	open, led := j.ties.all(), uint64(0)
	for _, x := range out {
		open &^= x.worlds
	}
	var over []inWorlds
	below = append(below, entity)
	j.ties.each(entity, func(g *controlTie, _, after uint64) {
		switch {
		case after == 0:
		case j.c.collective(g.holder):
			for _, up := range j.leaderlessOver(g.holder, below) {
				over = addTo(over, up.entity, up.worlds&after)
			}
		case g.leads:
			led |= after &^ j.ties.vacated(g.holder)
		}
	})
	open &^= led
	slices.SortFunc(over, func(a, b inWorlds) int { return j.c.byID(a.entity, b.entity) })
	for _, up := range over {
		out = addTo(out, up.entity, up.worlds&open)
		open &^= up.worlds
	}
	return out
}

// leaderless returns the worlds in which a body had a commander in full, lost it, and has no
// other.
func (j *classifier) leaderless(entity int32) uint64 {
	var lost, left uint64
	j.ties.each(entity, func(g *controlTie, before, after uint64) {
		if g.leads {
			stands := before & after &^ j.ties.vacated(g.holder)
			lost, left = lost|before&^stands, left|stands
		}
	})
	return lost &^ left
}

// byID compares entities by their ids.
func (c *Comparison) byID(a, b int32) int {
	return cmp.Compare(c.frame.Case.Entities[a].ID, c.frame.Case.Entities[b].ID)
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
