package chart

import "math"

// route is the way of one tie across the picture.
type route struct {
	tie    int
	line   curve // what is drawn
	width  float64
	band   standingStep
	middle float64 // where on the line its mark stands
	// heads of the arrow or bar; empty if there is none
	arrow []xy
	bars  [][2]xy
}

// route finds the ways of all ties. Ties of one pair share a bow and lie
// side by side on it; a bow is bent as far as needed to clear other nodes.
func (s *sketch) route() {
	pairs := map[[2]int][]int{}
	var order [][2]int
	for i, t := range s.net.Ties {
		p := [2]int{min(t.From, t.To), max(t.From, t.To)}
		if pairs[p] == nil {
			order = append(order, p)
		}
		pairs[p] = append(pairs[p], i)
	}
	s.routes = make([]route, len(s.net.Ties))
	for _, p := range order {
		ties := pairs[p]
		bend := s.bend(p)
		apart := min(s.radius, 60/float64(len(ties)))
		if s.net.TieLabels {
			apart = min(s.size+4, 90/float64(len(ties))) // room for a line of text
		}
		for k, i := range ties {
			from := float64(k) - float64(len(ties)-1)/2
			var way curve
			if p[0] == p[1] {
				way = s.loop(p[0], k)
			} else {
				way = bow(s.at[p[0]], s.at[p[1]], bend+from*apart)
			}
			if s.net.Ties[i].From != p[0] {
				way = curve{way.d, way.c, way.b, way.a, way.straight}
			}
			s.routes[i] = s.finish(i, way, .5+from*.1)
		}
	}
}

// bend chooses how far the bundle of a pair bows out: the least that keeps it
// off the nodes in between.
func (s *sketch) bend(p [2]int) float64 {
	const tooMany = 400_000
	a, d := s.at[p[0]], s.at[p[1]]
	if p[0] == p[1] || len(s.at)*len(s.net.Ties) > tooMany {
		return 0
	}
	clear := 1.35*s.radius + 2
	best, fewest := 0.0, math.MaxInt
	long := a.distance(d)
	for _, share := range []float64{0, .06, -.06, .11, -.11, .17, -.17, .24, -.24} {
		way := bow(a, d, share*long)
		if !around(way.at(.5), 4).within(s.plot) {
			continue
		}
		hits := 0
		pts := way.samples(s.radius)
		for i, q := range s.at {
			if i == p[0] || i == p[1] {
				continue
			}
			for _, x := range pts {
				if x.distance(q) < clear {
					hits++
					break
				}
			}
		}
		if hits < fewest {
			best, fewest = share*long, hits
		}
		if hits == 0 {
			break
		}
	}
	return best
}

// loop is the k-th tie of a node to itself, a petal above it.
func (s *sketch) loop(i, k int) curve {
	p := s.at[i]
	reach := s.radius*4.6 + 8*float64(k)
	up := -1.0
	if p.y-reach < s.plot.y {
		up = 1
	}
	return curve{p, p.add(xy{-reach * 1.3, up * reach}), p.add(xy{reach * 1.3, up * reach}), p, false}
}

// finish cuts the way at the outlines of its ends and gives it its heads.
func (s *sketch) finish(i int, way curve, middle float64) route {
	t := s.net.Ties[i]
	r := route{tie: i, width: originWidth(t.Origins), band: bandOf(t.Credence), middle: min(max(middle, .25), .75)}
	against := t.Sign == '-'
	gap, head := 1.2, 0.0
	if against {
		gap = 4
	}
	if t.Directed && !against {
		head = 6.5 + r.width
	}
	t0 := way.leave(0, .5, s.inside(t.From, 1.2))
	if against && !t.Directed {
		t0 = way.leave(0, .5, s.inside(t.From, gap))
	}
	t1 := way.leave(1, .5, s.inside(t.To, gap))
	if t1-t0 < 1e-3 {
		r.line = way.part(.499, .501)
		return r
	}
	tip, in := way.at(t1), way.heading(t1)
	switch {
	case against:
		r.bars = append(r.bars, crossbar(tip, in, r.width))
		if !t.Directed {
			r.bars = append(r.bars, crossbar(way.at(t0), way.heading(t0), r.width))
		}
	case head > 0:
		neck := way.leave(t1, t0, func(p xy) bool { return p.distance(tip) < head*.85 })
		in = tip.sub(way.at(neck)).unit()
		back, wide := tip.sub(in.times(head)), in.normal().times(2.6+r.width*.75)
		r.arrow = []xy{tip, back.add(wide), back.add(in.times(head * .22)), back.sub(wide)}
		if neck > t0 {
			t1 = neck
		}
	}
	r.line = way.part(t0, t1)
	return r
}

func crossbar(at, heading xy, width float64) [2]xy {
	half := heading.normal().times(4 + width)
	return [2]xy{at.add(half), at.sub(half)}
}
