package desk

import (
	"cmp"
	"math"
	"slices"

	"underpin/internal/network"
)

// A componentBox is one component of a picture with the box it takes.
type componentBox struct {
	nodes      []int
	minX, maxX float64
	minY, maxY float64
}

// pack moves the small parts of a picture beside the largest one, in columns at
// its right, so that they do not drift off and shrink it. Labels give the part of
// each point.
func pack(points []network.Point, labels []int32, n int) {
	if n < 2 {
		return
	}
	parts := make([]componentBox, n)
	for k := range parts {
		parts[k] = componentBox{minX: math.Inf(1), minY: math.Inf(1), maxX: math.Inf(-1), maxY: math.Inf(-1)}
	}
	for i, pt := range points {
		p := &parts[labels[i]]
		p.nodes = append(p.nodes, i)
		p.minX, p.maxX = min(p.minX, pt.X), max(p.maxX, pt.X)
		p.minY, p.maxY = min(p.minY, pt.Y), max(p.maxY, pt.Y)
	}
	slices.SortStableFunc(parts, func(a, b componentBox) int { return cmp.Compare(len(b.nodes), len(a.nodes)) })
	main := parts[0]
	gap := max(main.maxX-main.minX, main.maxY-main.minY) / 9
	if gap == 0 {
		gap = 1
	}
	x, y, wide := main.maxX+gap, main.minY, 0.0
	for _, p := range parts[1:] {
		shrink := 1.0
		if size := max(p.maxX-p.minX, p.maxY-p.minY); size > 2*gap && len(p.nodes) <= 4 {
			shrink = 2 * gap / size
		}
		if y+(p.maxY-p.minY)*shrink > main.maxY && y > main.minY {
			x, y, wide = x+wide+gap, main.minY, 0
		}
		for _, i := range p.nodes {
			points[i].X = x + (points[i].X-p.minX)*shrink
			points[i].Y = y + (points[i].Y-p.minY)*shrink
		}
		y += (p.maxY-p.minY)*shrink + gap
		wide = max(wide, (p.maxX-p.minX)*shrink)
	}
}

// loosen pushes points of one part apart until none lies nearer to another than a
// share of the room that each has: leaves of a hub would else lie on a heap.
func loosen(points []network.Point, labels []int32) {
	minX, maxX, minY, maxY := math.Inf(1), math.Inf(-1), math.Inf(1), math.Inf(-1)
	for _, p := range points {
		minX, maxX, minY, maxY = min(minX, p.X), max(maxX, p.X), min(minY, p.Y), max(maxY, p.Y)
	}
	const share, rounds, most = .62, 300, 600
	near := share * math.Sqrt((maxX-minX)*(maxY-minY)/float64(max(len(points), 1)))
	if len(points) > most || near == 0 {
		return
	}
	for range rounds {
		moved := false
		for i := range points {
			for j := range i {
				if labels[i] == labels[j] && push(&points[i], &points[j], near, i, j) {
					moved = true
				}
			}
		}
		if !moved {
			return
		}
	}
}

// push moves two points apart by a part of what they lack to the distance near.
func push(a, b *network.Point, near float64, i, j int) bool {
	dx, dy := a.X-b.X, a.Y-b.Y
	d := math.Hypot(dx, dy)
	if d >= .98*near {
		return false
	}
	if d == 0 { // any direction will do, but always the same
		angle := float64(7*i + 13*j)
		dx, dy, d = math.Cos(angle), math.Sin(angle), 1
	}
	step := .25 * (near - min(d, near)) / d
	a.X, a.Y = a.X+dx*step, a.Y+dy*step
	b.X, b.Y = b.X-dx*step, b.Y-dy*step
	return true
}
