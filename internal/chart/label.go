package chart

import (
	"math"
	"sort"
)

// label is a node's name and the place found for it.
type label struct {
	node  int
	lines []string
	w, h  float64
	box   rect
	side  textSide
	far   bool // stands off its node: a leader joins them
	shown bool
}

const labelGap = 3.0

// placeLabels finds a place for every name. Names are set one after another,
// best connected first, each at the place that costs least; then each may
// move again, now that the others stand. A name that still covers a node or
// another name is left out and counted.
func (s *sketch) placeLabels() {
	s.measure()
	obstacles := newObstacleMap(s)
	for round := range 4 {
		for i := range s.labels {
			l := &s.labels[i]
			if round > 0 {
				obstacles.lift(l)
			}
			s.settle(l, obstacles)
			obstacles.put(l)
		}
	}
	tries := 40 // a picture with more conflicts than that is beyond repair
	for i := range s.labels {
		if l := &s.labels[i]; tries > 0 && obstacles.cost(l.box, l.node) >= costOfName {
			s.rearrange(l, obstacles)
			tries--
		}
	}
	s.leaveOut()
}

// rearrange lets l choose before its neighbours, which then settle anew, and
// takes it all back if that is no better.
func (s *sketch) rearrange(l *label, f *obstacleMap) {
	const reach = 3
	group := []*label{l}
	at := around(s.at[l.node], l.w)
	for i := range s.labels {
		o := &s.labels[i]
		if o != l && at.overlap(rect{o.box.x, o.box.y - reach*o.h, o.box.w, (2*reach + 1) * o.h}) > 0 {
			group = append(group, o)
		}
	}
	total := func() (sum float64) {
		for _, o := range group {
			sum += f.cost(o.box, o.node)
		}
		return sum
	}
	before, old := total(), make([]label, len(group))
	for i, o := range group {
		old[i] = *o
		f.lift(o)
	}
	for _, o := range group {
		s.settle(o, f)
		f.put(o)
	}
	if total() < before {
		return
	}
	for i, o := range group {
		f.lift(o)
		*o = old[i]
	}
	for _, o := range group {
		f.put(o)
	}
}

func (s *sketch) measure() {
	degree := s.net.degrees()
	for i, v := range s.net.Nodes {
		lines := wrap(v.Label, s.size, 13*s.size, 2)
		if lines[0] == "" {
			continue
		}
		l := label{node: i, lines: lines, h: s.size * (lineSpacing*float64(len(lines)-1) + 1)}
		for _, t := range lines {
			l.w = max(l.w, textWidth(t, s.size))
		}
		s.labels = append(s.labels, l)
	}
	rank := func(l label) int {
		if s.net.Nodes[l.node].Lost {
			return math.MaxInt
		}
		return degree[l.node]
	}
	sort.SliceStable(s.labels, func(a, b int) bool { return rank(s.labels[a]) > rank(s.labels[b]) })
}

// settle gives l the cheapest of the places around its node.
func (s *sketch) settle(l *label, f *obstacleMap) {
	best := math.Inf(1)
	for ring := range 4 {
		for turn := range 12 {
			box, sd := s.place(l, ring, turn)
			if !box.within(s.plot) {
				continue
			}
			// Right and left read best, then below and above; a farther
			// ring only when it is worth it.
			cost := float64(ring)*8 + []float64{0, 2.5, 3.5, 1.5, 3.5, 2.5, .5, 2.5, 3.5, 2, 3.5, 2.5}[turn]
			cost += f.cost(box, l.node)
			if cost < best {
				best, l.box, l.side, l.far = cost, box, sd, ring > 1
			}
		}
	}
	l.shown = !math.IsInf(best, 1)
}

// place is the box of l at the given twelfth of a turn, clockwise from the
// right, touching a circle about the node that grows with ring.
func (s *sketch) place(l *label, ring, turn int) (rect, textSide) {
	p := s.at[l.node]
	r := 1.3*s.radius + labelGap + float64(ring)*.5*s.size
	a := float64(turn) * math.Pi / 6
	cos, sin := math.Cos(a), math.Sin(a)
	edge := xy{p.x + r*cos, p.y + r*sin}
	box := rect{edge.x, edge.y - l.h/2 + sin*l.h/2, l.w, l.h}
	switch {
	case turn == 3 || turn == 9:
		box.x -= l.w / 2
		return box, centred
	case cos < 0:
		box.x -= l.w
		return box, leftOf
	}
	return box, rightOf
}

// leaveOut drops the names that cannot be read, the least connected first.
func (s *sketch) leaveOut() {
	var kept []rect
	for i := range s.labels {
		l := &s.labels[i]
		hidden := 0.0
		for _, k := range kept {
			hidden += l.box.overlap(k)
		}
		for j, p := range s.at {
			if j != l.node {
				hidden += l.box.overlap(around(p, s.radius*.9))
			}
		}
		if hidden > .12*l.w*l.h {
			l.shown = false
		}
		if !l.shown {
			s.spare++
			continue
		}
		kept = append(kept, l.box)
	}
}
