package evidence

import "math"

// A shiftTable holds what is the same in all worlds in which the vague bounds lie on
// the same sides: the claims weighed, with the shifts that make the mean over
// soundness their standing.
type shiftTable struct {
	target []float64
	claims []weighed // those without a target are empty
	// silences are the bits of a pattern, length their number with what is left
	// between, words what a pattern takes.
	silences      []silence
	length, words int
	// binary: the claims do not compete in the draw. joint: what one comes to
	// hangs on the silences of others too.
	binary, joint, none bool
	outcomes            map[uint64]*outcome
}

// An outcome is what the claims of a rival set come to together in one state of their
// sources.
type outcome struct {
	score []float64 // shifted; -Inf where nobody says so
	// chance as in weighed.
	chance []float64
}

// makeTable works out targets and shifts for the sides that d.drawn stands on.
func (d *decider) makeTable() *shiftTable {
	score := make([]float64, len(d.c.claims))
	asserted := 0
	for v, i := range d.c.claims {
		w := d.s.weigh(d.m.claims[i], &weighOptions{day: d.day, days: d.drawn[v]})
		score[v] = w.score
		if !w.asserted {
			score[v] = math.Inf(-1)
		} else {
			asserted++
		}
	}
	if d.dead != 0 {
		asserted = d.silenceDead(score)
	}
	t := &shiftTable{target: d.m.probabilities(d.c, score), none: asserted == 0, words: 1}
	if t.none {
		return t
	}
	t.binary = !d.c.rivals || asserted > 1 && !d.m.contended(d.c, score)
	t.joint = d.c.values && asserted > 1 || !t.binary && d.c.severalPerSubject()
	t.claims = make([]weighed, len(score))
	for v := range t.claims {
		if t.target[v] > 0 {
			off := 0.0
			if d.c.values && !t.joint {
				off = d.m.contest(d.c, v, score)
			}
			t.claims[v] = d.weighed(t, v, off)
		}
	}
	if t.joint && t.words == 1 {
		t.outcomes = map[uint64]*outcome{}
	}
	d.solve(t)
	return t
}

// solve sets the shifts: one by one for claims that do not compete in the draw,
// jointly for rivals.
func (d *decider) solve(t *shiftTable) {
	weight, patterns := d.states(t)
	var members []int
	for v := range t.claims {
		if t.target[v] > 0 {
			members = append(members, v)
		}
	}
	if len(members) == 1 || t.binary && !t.joint {
		for _, v := range members {
			c := &t.claims[v]
			c.move(solveShift(d.spread(t, c, weight, patterns), c.score, t.target[v]))
		}
		return
	}
	joint, target := d.mix(t, members, weight, patterns)
	if !t.binary {
		for k, s := range joint.solveShifts(target) {
			t.claims[members[k]].move(s)
		}
		return
	}
	for k, v := range members {
		t.claims[v].move(solveShift(joint.weight, joint.score[k], target[k]))
	}
}

// spread returns the probability of each class of a claim.
func (d *decider) spread(t *shiftTable, c *weighed, weight []float64, patterns []uint64) []float64 {
	out := make([]float64, 0, 8)
	for i, w := range weight {
		pattern := patterns[i*t.words : (i+1)*t.words]
		class := c.known(pattern)
		if class < 0 {
			class = c.classIn(&d.s.weigher, pattern)
		}
		for int(class) >= len(out) {
			out = append(out, 0)
		}
		out[class] += w
	}
	return out
}

// mix sets out the scores of claims over the states of their sources. States in
// which all claims are of one class are taken together.
func (d *decider) mix(t *shiftTable, members []int, weight []float64, patterns []uint64) (mixture, []float64) {
	n := len(weight)
	classes := resized(d.s.classes, len(members)*n)
	d.s.classes = classes
	for k, v := range members {
		c := &t.claims[v]
		column := classes[k*n : (k+1)*n]
		for i := range column {
			pattern := patterns[i*t.words : (i+1)*t.words]
			if column[i] = c.known(pattern); column[i] < 0 {
				column[i] = c.classIn(&d.s.weigher, pattern)
			}
		}
	}
	var mx mixture
	var states []int
	number := d.s.numbers.start(t, members, n)
	for i, w := range weight {
		at := number.of(classes, i)
		if at == len(states) {
			states, mx.weight = append(states, i), append(mx.weight, 0)
		}
		mx.weight[at] += w
	}
	target := make([]float64, len(members))
	for k, v := range members {
		column := make([]float64, len(states))
		for j, i := range states {
			column[j] = t.claims[v].score[classes[k*n+i]]
		}
		mx.score = append(mx.score, column)
		target[k] = t.target[v]
		if d.c.severalPerSubject() {
			mx.subject = append(mx.subject, d.c.subject[v])
		}
	}
	if d.c.values {
		d.compete(members, mx.score)
	}
	return mx, target
}

// compete takes off the scores of values what they compete with in each state.
func (d *decider) compete(members []int, columns [][]float64) {
	score := make([]float64, len(d.c.claims))
	for v := range score {
		score[v] = math.Inf(-1)
	}
	for j := range columns[0] {
		for k, v := range members {
			score[v] = columns[k][j]
		}
		for k, v := range members {
			columns[k][j] -= d.m.contest(d.c, v, score)
		}
	}
}

// outcomeIn returns what the claims come to together under a pattern.
func (d *decider) outcomeIn(t *shiftTable, pattern []uint64) *outcome {
	if o, ok := t.outcomes[pattern[0]]; ok && t.outcomes != nil {
		return o
	}
	o := d.outcomeOf(t, pattern)
	if t.outcomes != nil {
		t.outcomes[pattern[0]] = o
	}
	return o
}

// outcomeOf works out an outcome.
func (d *decider) outcomeOf(t *shiftTable, pattern []uint64) *outcome {
	n := len(t.claims)
	o := &outcome{score: make([]float64, n), chance: make([]float64, n)}
	for v := range o.score {
		o.score[v] = math.Inf(-1)
		if c := &t.claims[v]; t.target[v] > 0 {
			o.score[v] = c.score[c.classIn(&d.s.weigher, pattern)]
		}
	}
	against := make([]float64, n)
	if d.c.values && t.joint {
		for v := range against {
			if t.target[v] > 0 {
				against[v] = d.m.contest(d.c, v, o.score)
			}
		}
	}
	for v := range o.score {
		o.score[v] += t.claims[v].shift - against[v]
	}
	if t.binary {
		for v, x := range o.score {
			o.chance[v] = sigmoid(x)
		}
		return o
	}
	for v, x := range d.c.bySubject(o.score) {
		o.chance[v] = math.Exp(-x)
	}
	return o
}
