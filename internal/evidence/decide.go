package evidence

import (
	"slices"

	"underpin"
)

// A decider decides the claims of one cell on one date, world by world.
type decider struct {
	m    *Model
	c    *cell
	day  underpin.Day
	s    *scratch
	vars []drawVar
	// vague lists the vague bounds that the date falls among.
	vague []vagueBound
	// drawn holds, by claim, a day for every bound.
	drawn  [][]underpin.Day
	links  [][]link // by claim, by its variable
	tables map[int]*table
}

// scratch is the storage that one goroutine keeps from cell to cell.
type scratch struct {
	scale
	weight   []float64
	patterns []uint64
	classes  []int32
	lanes    []uint64
	numbers  numbering
}

// A link finds a variable of a claim among those of the cell: the source is sound
// on the claim's topic in the states up to rank.
type link struct {
	at   int
	rank byte
}

// A drawVar is one source (or one claim's rumour pool) as a draw: one uniform,
// with a threshold for each topic on which the cell's claims grade it.
type drawVar struct {
	source int // position, or rumourVar
	claim  int // position in the cell, for the rumour
	hash   uint64
	h      []float64 // ascending
}

type vagueBound struct{ claim, bound int }

func (m *Model) newDecider(c *cell, day underpin.Day, s *scratch) *decider {
	d := &decider{m: m, c: c, day: day, s: s, tables: map[int]*table{}}
	for v, i := range c.claims {
		cl := m.claims[i]
		for b := range cl.bounds {
			if cl.bounds[b].undecided(day) {
				d.vague = append(d.vague, vagueBound{v, b})
			}
		}
		d.drawn = append(d.drawn, slices.Clone(cl.days))
		for _, sv := range cl.vars {
			d.variable(v, sv)
		}
	}
	d.links = make([][]link, len(c.claims))
	for v, i := range c.claims {
		for _, sv := range m.claims[i].vars {
			d.links[v] = append(d.links[v], d.link(v, sv))
		}
	}
	return d
}

// link finds a variable of a claim of the cell.
func (d *decider) link(v int, sv soundVar) link {
	at := slices.IndexFunc(d.vars, func(dv drawVar) bool {
		return dv.source == sv.source && (sv.source != rumourVar || dv.claim == v)
	})
	return link{at, byte(slices.Index(d.vars[at].h, sv.h))}
}

// variable adds a soundness variable of a claim of the cell.
func (d *decider) variable(v int, sv soundVar) {
	for k := range d.vars {
		if dv := &d.vars[k]; sv.source != rumourVar && dv.source == sv.source {
			if !slices.Contains(dv.h, sv.h) {
				dv.h = append(dv.h, sv.h)
				slices.Sort(dv.h)
			}
			return
		}
	}
	dv := drawVar{source: sv.source, claim: v, h: []float64{sv.h}}
	if sv.source == rumourVar {
		dv.hash = hashOf("rumour", string(d.m.claims[d.c.claims[v]].c.ID))
	}
	d.vars = append(d.vars, dv)
}

// chance returns the probability of a state: that the uniform lies above so many
// of the thresholds.
func (dv *drawVar) chance(state int) float64 {
	low, high := 0.0, 1.0
	if state > 0 {
		low = dv.h[state-1]
	}
	if state < len(dv.h) {
		high = dv.h[state]
	}
	return high - low
}

// tableFor returns the table of the sides of the date on which the vague bounds
// lie: a digit of base three each, 0 before, 1 on it, 2 after.
func (d *decider) tableFor(sides int) *table {
	t := d.tables[sides]
	if t != nil {
		return t
	}
	rest := sides
	for k := len(d.vague) - 1; k >= 0; k-- {
		vb := d.vague[k]
		d.drawn[vb.claim][vb.bound] = d.day + underpin.Day(rest%3-1)
		rest /= 3
	}
	t = d.makeTable()
	d.tables[sides] = t
	return t
}
