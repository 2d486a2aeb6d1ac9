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
	links  [][]link // the same
	tables map[int]*table
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

// A memo holds the log-odds of one claim by which of its variables are sound, one
// bit each, before any shift.
type memo map[uint64]float64

type vagueBound struct{ claim, bound int }

// A table holds what is the same in all worlds in which the vague bounds lie on
// the same sides: the shifts, and the shifted scores of the states met so far.
type table struct {
	target []float64
	shifts []float64
	raw    []memo
	states map[string]*outcome
	binary bool
	none   bool // nobody says so
}

// An outcome is what the claims of a cell come to in one state of their sources.
type outcome struct {
	score []float64 // shifted; -Inf where nobody says so
	// chance is the probability of each claim where they do not compete, else the
	// mean time at which it arrives in the race of winner.
	chance []float64
}

// outcomeOf works out an outcome from the scores of a state.
func (d *decider) outcomeOf(t *table, score []float64) *outcome {
	o := &outcome{score: score, chance: make([]float64, len(score))}
	for v := range score {
		score[v] += t.shifts[v]
	}
	if t.binary {
		for v, x := range score {
			o.chance[v] = sigmoid(x)
		}
		return o
	}
	for v, x := range d.c.bySubject(score) {
		o.chance[v] = math.Exp(-x)
	}
	return o
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

// scoresIn weighs the cell's claims with their sources in the given states, into out.
func (d *decider) scoresIn(t *table, states []byte, out []float64) {
	for v := range out {
		out[v] = math.Inf(-1)
		if t.target[v] > 0 {
			out[v] = d.rawScore(t, v, states)
		}
	}
	if d.c.values {
		together := slices.Clone(out)
		for v := range out {
			if t.target[v] > 0 {
				out[v] -= d.m.contest(d.c, v, together)
			}
		}
	}
}

// rawScore is the log-odds of one claim of the cell, which hang on its own variables.
func (d *decider) rawScore(t *table, v int, states []byte) float64 {
	key := uint64(0)
	for k, l := range d.links[v] {
		d.sound[v][k] = l.rank >= states[l.at]
		if d.sound[v][k] {
			key |= 1 << (k & 63)
		}
	}
	remember := len(d.links[v]) <= 64
	if x, ok := t.raw[v][key]; ok && remember {
		return x
	}
	rd := reading{day: d.day, drawn: d.drawn[v], sound: d.sound[v]}
	x := d.sc.weigh(d.m.claims[d.c.claims[v]], &rd).score
	if remember {
		t.raw[v][key] = x
	}
	return x
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
	t := &table{states: map[string]*outcome{}, target: d.m.probabilities(d.c, score), none: asserted == 0}
	if t.none {
		return t
	}
	t.binary = !d.c.rivals || asserted > 1 && !d.m.contended(d.c, score)
	t.shifts = make([]float64, len(score))
	t.raw = make([]memo, len(score))
	for v := range t.raw {
		t.raw[v] = memo{}
	}
	weight, states := d.states()
	columns := make([][]float64, len(score))
	for v := range columns {
		columns[v] = make([]float64, len(states))
	}
	for k, st := range states {
		d.scoresIn(t, st, score)
		for v, x := range score {
			columns[v][k] = x
		}
	}
	d.solve(t, weight, columns)
	return t
}

// solve sets the shifts: one by one for claims that do not compete in the draw,
// jointly for rivals.
func (d *decider) solve(t *table, weight []float64, columns [][]float64) {
	joint := mixture{weight: weight}
	if d.c.siblings() {
		joint.subject = []int{}
	}
	var members []int
	var target []float64
	for v, column := range columns {
		switch {
		case t.target[v] == 0:
		case t.binary:
			t.shifts[v] = solveShift(weight, column, t.target[v])
		default:
			members = append(members, v)
			if joint.subject != nil {
				joint.subject = append(joint.subject, d.c.subject[v])
			}
			joint.score = append(joint.score, column)
			target = append(target, t.target[v])
		}
	}
	switch len(members) {
	case 0:
	case 1:
		t.shifts[members[0]] = solveShift(weight, joint.score[0], target[0])
	default:
		for k, s := range joint.solveShifts(target) {
			t.shifts[members[k]] = s
		}
	}
}

// states lists the states over which the shift is solved, with their weights.
func (d *decider) states() ([]float64, [][]byte) {
	if len(d.vars) > maxEnumerated {
		return d.auxiliary()
	}
	n := 1
	for k := range d.vars {
		n *= len(d.vars[k].h) + 1
	}
	weight, states := make([]float64, n), cut(n, len(d.vars))
	for i := range states {
		weight[i] = 1
		rest, block := i, n
		for k := range d.vars {
			dv := &d.vars[k]
			block /= len(dv.h) + 1
			states[i][k] = byte(rest / block)
			rest %= block
			weight[i] *= dv.chance(states[i][k])
		}
	}
	return weight, states
}

// cut returns n rows of one length.
func cut(n, length int) [][]byte {
	all := make([]byte, n*length)
	rows := make([][]byte, n)
	for i := range rows {
		rows[i] = all[i*length : (i+1)*length : (i+1)*length]
	}
	return rows
}
