package chart

import "math"

// obstacleMap knows what stands in the way of a label. Everything is kept by the
// cells of a grid it touches, so that a look around costs the same in a large
// network as in a small one.
type obstacleMap struct {
	nodes  map[cellID][]obstacle
	labels map[cellID][]*label
	points map[cellID][]xy // of the ties
}

// obstacle is a node or a mark on a tie; own is the node's number, or -1.
type obstacle struct {
	box rect
	own int
}

type cellID struct{ x, y int }

const cellSize = 32.0

// cells calls visit for every cell that r touches.
func cells(r rect, visit func(cellID)) {
	index := func(v float64) int { return int(math.Floor(v / cellSize)) }
	for x := index(r.x); x <= index(r.x+r.w); x++ {
		for y := index(r.y); y <= index(r.y+r.h); y++ {
			visit(cellID{x, y})
		}
	}
}

// first reports whether c is the first cell that both boxes touch, so that a
// pair which shares several cells is counted once.
func first(c cellID, a, b rect) bool {
	x := math.Floor(max(a.x, b.x) / cellSize)
	y := math.Floor(max(a.y, b.y) / cellSize)
	return c.x == int(x) && c.y == int(y)
}

func newObstacleMap(s *sketch) *obstacleMap {
	f := &obstacleMap{map[cellID][]obstacle{}, map[cellID][]*label{}, map[cellID][]xy{}}
	block := func(o obstacle) {
		cells(o.box, func(c cellID) { f.nodes[c] = append(f.nodes[c], o) })
	}
	for i, p := range s.at {
		block(obstacle{around(p, s.radius*1.25), i})
	}
	for _, r := range s.routes {
		for _, p := range r.line.samples(7) {
			cells(rect{x: p.x, y: p.y}, func(c cellID) { f.points[c] = append(f.points[c], p) })
		}
		for _, box := range s.marks(r) {
			block(obstacle{box, -1})
		}
	}
	return f
}

func (f *obstacleMap) put(l *label) {
	cells(l.box, func(c cellID) { f.labels[c] = append(f.labels[c], l) })
}

func (f *obstacleMap) lift(l *label) {
	cells(l.box, func(c cellID) {
		kept := f.labels[c][:0]
		for _, o := range f.labels[c] {
			if o != l {
				kept = append(kept, o)
			}
		}
		f.labels[c] = kept
	})
}

const (
	costOfNode  = 60.0 // hiding one
	costOfName  = 45.0 // hiding one
	costOfDoubt = 5.0  // standing so near another node that it seems its name
	costOfLine  = .9   // for each 7 pixels of line under the name
)

// cost of a label of node own in box.
func (f *obstacleMap) cost(box rect, own int) float64 {
	cost := 0.0
	const near = 5.0
	wide := rect{box.x - near, box.y - near, box.w + 2*near, box.h + 2*near}
	roomy := rect{box.x - 2, box.y - .5, box.w + 4, box.h + 1}
	cells(wide, func(c cellID) {
		for _, n := range f.nodes[c] {
			if n.own == own || !first(c, wide, n.box) || wide.overlap(n.box) == 0 {
				continue
			}
			cost += costOfDoubt
			if o := box.overlap(n.box); o > 0 {
				cost += costOfNode + o
			}
		}
		for _, l := range f.labels[c] {
			if o := roomy.overlap(l.box); o > 0 && l.node != own && first(c, wide, l.box) {
				cost += costOfName + o
			}
		}
		for _, p := range f.points[c] {
			if box.contains(p) {
				cost += costOfLine
			}
		}
	})
	return cost
}
