package chart

import "math"

// sketch is a network on its way to the page: places, routes and labels in
// pixels.
type sketch struct {
	net    *Network
	plot   rect
	radius float64 // of a node
	size   float64 // of its label
	at     []xy
	routes []route
	labels []label
	spare  int // labels left out for lack of room
}

func newSketch(n *Network, plot rect) *sketch {
	s := &sketch{net: n, plot: plot}
	many := float64(max(len(n.Nodes), 1))
	s.radius = min(max(.078*math.Sqrt(plot.w*plot.h/many), 3.5), 12)
	switch {
	case many <= 25:
		s.size = 13
	case many <= 90:
		s.size = textSize
	default:
		s.size = 10.5
	}
	margin := 2*s.radius + 8
	side := min(margin+46, plot.w/4)
	s.at = fit(n.Nodes, rect{plot.x + side, plot.y + margin, plot.w - 2*side, plot.h - 2*margin})
	s.separate()
	return s
}

// maxStretch is how much more one axis may be stretched than the other to
// use the room: positions of a layout carry no scale, but their picture
// should be known again.
const maxStretch = 1.4

// fit brings the positions of nodes into box, centred.
func fit(nodes []NetworkNode, box rect) []xy {
	at := make([]xy, len(nodes))
	if len(nodes) == 0 {
		return at
	}
	lo, hi := xy{math.Inf(1), math.Inf(1)}, xy{math.Inf(-1), math.Inf(-1)}
	for _, v := range nodes {
		lo = xy{min(lo.x, v.X), min(lo.y, v.Y)}
		hi = xy{max(hi.x, v.X), max(hi.y, v.Y)}
	}
	// Halved before subtracting, so that the largest floats do not overflow.
	middle := xy{lo.x/2 + hi.x/2, lo.y/2 + hi.y/2}
	half := xy{hi.x/2 - lo.x/2, hi.y/2 - lo.y/2}
	scale := func(half, room float64) float64 {
		if half <= 0 {
			return math.Inf(1)
		}
		return room / half
	}
	kx, ky := scale(half.x, box.w/2), scale(half.y, box.h/2)
	kx, ky = min(kx, ky*maxStretch), min(ky, kx*maxStretch)
	for i, v := range nodes {
		at[i] = xy{box.x + box.w/2, box.y + box.h/2}
		if half.x > 0 {
			at[i].x += (v.X - middle.x) * kx
		}
		if half.y > 0 {
			at[i].y += (v.Y - middle.y) * ky
		}
	}
	return at
}

// separate moves nodes that hide each other just so far apart that both are
// seen. Above a few hundred nodes they are left where they are.
func (s *sketch) separate() {
	apart := 2.5*s.radius + 3
	if len(s.at) > 600 {
		return
	}
	for range 60 {
		moved := false
		for i := range s.at {
			for j := i + 1; j < len(s.at); j++ {
				moved = s.push(i, j, apart) || moved
			}
		}
		if !moved {
			return
		}
	}
}

func (s *sketch) push(i, j int, apart float64) bool {
	between := s.at[j].sub(s.at[i])
	gap := apart - between.length()
	if gap <= .05 {
		return false
	}
	if between.length() < 1e-6 {
		a := float64(i*7+j) * 2.399963 // golden angle: no two piles open alike
		between = xy{math.Cos(a), math.Sin(a)}
	}
	shift := between.unit().times(gap / 2)
	pi, pj := s.net.Nodes[i].Pinned, s.net.Nodes[j].Pinned
	switch {
	case pi && pj:
		return false
	case pi:
		s.at[j] = s.inPlot(s.at[j].add(shift.times(2)))
	case pj:
		s.at[i] = s.inPlot(s.at[i].sub(shift.times(2)))
	default:
		s.at[i] = s.inPlot(s.at[i].sub(shift))
		s.at[j] = s.inPlot(s.at[j].add(shift))
	}
	return true
}

func (s *sketch) inPlot(p xy) xy {
	m := 1.5*s.radius + 2
	return xy{min(max(p.x, s.plot.x+m), s.plot.x+s.plot.w-m), min(max(p.y, s.plot.y+m), s.plot.y+s.plot.h-m)}
}

// inside tells, for node i, whether a point is on it or within gap of it.
func (s *sketch) inside(i int, gap float64) func(xy) bool {
	style, _ := styleOf(s.net.Nodes[i].Kind)
	r := s.radius + gap
	return func(p xy) bool {
		return insidePolygon(style.shape, p.sub(s.at[i]).times(1/r))
	}
}
