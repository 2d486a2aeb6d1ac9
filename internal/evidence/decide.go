package evidence

import (
	"math"
	"slices"

	"underpin"
)

// maxEnumerated is the number of soundness variables up to which a shift is
// solved by enumeration; beyond, over auxiliaryDraws fixed draws.
const (
	maxEnumerated  = 12
	auxiliaryDraws = 4096
)

// A decider decides the claims of one cell on one date, world by world.
type decider struct {
	m    *Model
	c    *cell
	day  underpin.Day
	sc   scale
	vars []drawVar
	// vague lists the vague bounds that the date falls among.
	vague []vagueBound
	// drawn holds, by claim, a day for every bound; only its side matters.
	drawn  [][]underpin.Day
	sound  [][]bool // by claim, by its variable
	tables map[int]*table
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

// A table holds what is the same in all worlds in which the vague bounds lie on
// the same sides: the shifts, and the shifted scores of the states met so far.
type table struct {
	target []float64
	shifts []float64
	states map[string][]float64
	binary bool
	none   bool // nobody says so
}

func (m *Model) newDecider(c *cell, day underpin.Day) *decider {
	d := &decider{m: m, c: c, day: day, tables: map[int]*table{}}
	for v, i := range c.claims {
		cl := m.claims[i]
		d.sound = append(d.sound, make([]bool, len(cl.vars)))
		days := make([]underpin.Day, len(cl.bounds))
		for b := range cl.bounds {
			days[b] = cl.bounds[b].date.Middle()
			if cl.bounds[b].undecided(day) {
				d.vague = append(d.vague, vagueBound{v, b})
			}
		}
		d.drawn = append(d.drawn, days)
		for _, sv := range cl.vars {
			d.variable(v, sv)
		}
	}
	return d
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

// state returns how many of a variable's thresholds a uniform reaches; the source
// is sound for those above.
func (dv *drawVar) state(u float64) byte {
	n := 0
	for n < len(dv.h) && u >= dv.h[n] {
		n++
	}
	return byte(n)
}

// chance returns the probability of a state.
func (dv *drawVar) chance(state byte) float64 {
	low, high := 0.0, 1.0
	if state > 0 {
		low = dv.h[state-1]
	}
	if int(state) < len(dv.h) {
		high = dv.h[state]
	}
	return high - low
}

// scoresIn weighs the cell's claims with their sources in the given states.
func (d *decider) scoresIn(states []byte, binary bool, asserted []float64) []float64 {
	out := make([]float64, len(d.c.claims))
	for v, i := range d.c.claims {
		if math.IsInf(asserted[v], -1) {
			out[v] = math.Inf(-1)
			continue
		}
		cl := d.m.claims[i]
		for k, sv := range cl.vars {
			d.sound[v][k] = d.isSound(v, sv, states)
		}
		out[v] = d.sc.weigh(cl, &reading{day: d.day, drawn: d.drawn[v], sound: d.sound[v]}).score
	}
	if binary {
		alone := make([]float64, len(out))
		for v := range out {
			alone[v] = out[v] - d.m.contest(d.c, v, out)
		}
		return alone
	}
	return out
}

func (d *decider) isSound(v int, sv soundVar, states []byte) bool {
	for k := range d.vars {
		dv := &d.vars[k]
		if dv.source != sv.source || sv.source == rumourVar && dv.claim != v {
			continue
		}
		return slices.Index(dv.h, sv.h) >= int(states[k])
	}
	return true
}

// makeTable works out targets and shifts for the sides that d.drawn stands on.
func (d *decider) makeTable() *table {
	score := make([]float64, len(d.c.claims))
	asserted := 0
	for v, i := range d.c.claims {
		w := d.sc.weigh(d.m.claims[i], &reading{day: d.day, drawn: d.drawn[v]})
		score[v] = w.score
		if !w.asserted {
			score[v] = math.Inf(-1)
		} else {
			asserted++
		}
	}
	t := &table{states: map[string][]float64{}, target: d.m.probabilities(d.c, score), none: asserted == 0}
	if t.none {
		return t
	}
	t.binary = !d.c.rivals || asserted > 1 && !d.m.contended(d.c, score)
	t.shifts = make([]float64, len(score))
	weight, states := d.states()
	raw := make([][]float64, len(states))
	for k, st := range states {
		raw[k] = d.scoresIn(st, t.binary, score)
	}
	d.solve(t, weight, raw, score)
	for k, st := range states {
		t.states[string(st)] = shifted(raw[k], t.shifts)
	}
	return t
}

// solve sets the shifts: one by one for claims that do not compete in the draw,
// jointly for rivals.
func (d *decider) solve(t *table, weight []float64, raw [][]float64, score []float64) {
	column := func(v int) []float64 {
		col := make([]float64, len(raw))
		for k := range raw {
			col[k] = raw[k][v]
		}
		return col
	}
	joint := mixture{weight: weight}
	if d.c.siblings() {
		joint.subject = []int{}
	}
	var members []int
	var target []float64
	for v := range score {
		if math.IsInf(score[v], -1) {
			continue
		}
		if t.binary {
			one := mixture{weight: weight, score: [][]float64{column(v)}}
			t.shifts[v] = one.solveShifts(t.target[v : v+1])[0]
			continue
		}
		members = append(members, v)
		if joint.subject != nil {
			joint.subject = append(joint.subject, d.c.subject[v])
		}
		joint.score = append(joint.score, column(v))
		target = append(target, t.target[v])
	}
	if t.binary {
		return
	}
	for k, s := range joint.solveShifts(target) {
		t.shifts[members[k]] = s
	}
}

// states lists the states over which the shift is solved, with their weights.
func (d *decider) states() ([]float64, [][]byte) {
	if len(d.vars) > maxEnumerated {
		return d.auxiliary()
	}
	weight, states := []float64{1}, [][]byte{{}}
	for k := range d.vars {
		var w []float64
		var st [][]byte
		for i := range states {
			for s := range byte(len(d.vars[k].h) + 1) {
				w = append(w, weight[i]*d.vars[k].chance(s))
				st = append(st, append(slices.Clone(states[i]), s))
			}
		}
		weight, states = w, st
	}
	return weight, states
}

// auxiliary draws states with numbers that belong to no seed and no world.
func (d *decider) auxiliary() ([]float64, [][]byte) {
	count := map[string]int{}
	var states [][]byte
	for j := range auxiliaryDraws {
		st := make([]byte, len(d.vars))
		for k := range d.vars {
			dv := &d.vars[k]
			name := dv.hash
			if dv.source != rumourVar {
				name = hashOf("source", string(d.m.c.Sources[dv.source].ID))
			}
			st[k] = dv.state(uniform(0, mix(name+1), j))
		}
		if count[string(st)] == 0 {
			states = append(states, st)
		}
		count[string(st)]++
	}
	weight := make([]float64, len(states))
	for k, st := range states {
		weight[k] = float64(count[string(st)]) / auxiliaryDraws
	}
	return weight, states
}

func shifted(score, shifts []float64) []float64 {
	out := make([]float64, len(score))
	for v := range score {
		out[v] = score[v] + shifts[v]
	}
	return out
}
