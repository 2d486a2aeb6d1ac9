package network

import "slices"

// A quadtree holds bodies for Barnes-Hut repulsion. Bodies are sorted along the
// Z-order curve; cells lie in depth-first order and each knows the cell to skip
// to, so that a walk needs no stack.
//
// Barnes, J., Hut, P. (1986), A hierarchical O(N log N) force-calculation
// algorithm. Nature 324.
type quadtree struct {
	order  []int32 // bodies along the curve
	codes  []uint64
	sorted []uint64
	body   []disc // bodies in that order
	cells  []quadCell
	spare  []int32
}

type disc struct{ x, y, mass float64 }

type quadCell struct {
	disc         // centre of mass
	width2       float64
	first, count int32 // bodies
	skip         int32 // cell to go on to when this one is done with
}

// bucket is the number of bodies up to which a cell is not divided.
const bucket = 8

// grid is the number of bits of each coordinate on the curve.
const grid = 24

func (q *quadtree) build(at []Point, mass []float64) {
	low, high := at[0], at[0]
	for _, p := range at {
		low = Point{min(low.X, p.X), min(low.Y, p.Y)}
		high = Point{max(high.X, p.X), max(high.Y, p.Y)}
	}
	width := max(high.X-low.X, high.Y-low.Y, 1e-9)
	scale := float64(1<<grid-1) / width
	n := len(at)
	q.codes = resized(q.codes, n)
	for v, p := range at {
		q.codes[v] = spreadBits(uint64((p.X-low.X)*scale)) | spreadBits(uint64((p.Y-low.Y)*scale))<<1
	}
	q.sort()
	q.body = resized(q.body, n)
	for i, v := range q.order {
		q.body[i] = disc{at[v].X, at[v].Y, mass[v]}
	}
	q.cells = q.cells[:0]
	q.divide(0, int32(n), 2*grid, width)
}

// sort orders the bodies by code, equal codes by number.
func (q *quadtree) sort() {
	n := len(q.codes)
	q.order, q.spare, q.sorted = resized(q.order, n), resized(q.spare, n), resized(q.sorted, n)
	for i := range q.order {
		q.order[i] = int32(i)
	}
	if n < 256 {
		slices.SortStableFunc(q.order, func(a, b int32) int {
			switch {
			case q.codes[a] < q.codes[b]:
				return -1
			case q.codes[a] > q.codes[b]:
				return 1
			}
			return 0
		})
		for i, v := range q.order {
			q.sorted[i] = q.codes[v]
		}
		return
	}
	const digit = 12
	var count [1<<digit + 1]int32
	for shift := 0; shift < 2*grid; shift += digit {
		clear(count[:])
		for _, code := range q.codes {
			count[code>>shift&(1<<digit-1)+1]++
		}
		for i := range 1 << digit {
			count[i+1] += count[i]
		}
		for _, v := range q.order {
			d := q.codes[v] >> shift & (1<<digit - 1)
			q.spare[count[d]] = v
			count[d]++
		}
		q.order, q.spare = q.spare, q.order
	}
	for i, v := range q.order {
		q.sorted[i] = q.codes[v]
	}
}

// divide appends the cell of bodies first..last-1, which agree above bit, and
// the cells within it.
func (q *quadtree) divide(first, last int32, bit int, width float64) {
	at := len(q.cells)
	q.cells = append(q.cells, quadCell{first: first, count: last - first})
	var sum disc
	if last-first <= bucket || bit == 0 {
		for _, b := range q.body[first:last] {
			sum.x += float64(b.x * b.mass)
			sum.y += float64(b.y * b.mass)
			sum.mass += b.mass
		}
		q.close(at, sum, width, true)
		return
	}
	for start := first; start < last; {
		quarter := q.sorted[start] >> (bit - 2)
		end := start + q.agree(q.sorted[start:last], bit-2, quarter)
		child := len(q.cells)
		q.divide(start, end, bit-2, width/2)
		c := q.cells[child].disc
		sum.x += float64(c.x * c.mass)
		sum.y += float64(c.y * c.mass)
		sum.mass += c.mass
		start = end
	}
	q.close(at, sum, width, false)
}

func (q *quadtree) close(at int, sum disc, width float64, leaf bool) {
	c := &q.cells[at]
	c.disc = disc{sum.x / sum.mass, sum.y / sum.mass, sum.mass}
	c.width2 = float64(width * width)
	c.skip = int32(len(q.cells))
	if !leaf {
		c.count = 0
	}
}

// agree is the number of leading codes whose bits from shift up equal prefix.
func (q *quadtree) agree(codes []uint64, shift int, prefix uint64) int32 {
	lo, hi := 1, len(codes)
	for lo < hi {
		mid := (lo + hi) / 2
		if codes[mid]>>shift == prefix {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	return int32(lo)
}

// push is the repulsion on body v at p per unit of v's mass: the sum over other
// bodies of mass times direction over distance. Bodies on the same spot push
// each other apart along a direction that their numbers give.
func (q *quadtree) push(v int32, p Point, theta float64) Point {
	var f Point
	far := float64(theta * theta)
	for i := int32(0); int(i) < len(q.cells); {
		c := &q.cells[i]
		dx, dy := p.X-c.x, p.Y-c.y
		d2 := float64(dx*dx) + float64(dy*dy)
		if c.width2 < float64(far*d2) {
			k := c.mass / d2
			f.X += float64(dx * k)
			f.Y += float64(dy * k)
			i = c.skip
			continue
		}
		if c.count > 0 {
			for j, b := range q.body[c.first : c.first+c.count] {
				dx, dy := p.X-b.x, p.Y-b.y
				d2 := float64(dx*dx) + float64(dy*dy)
				if d2 == 0 {
					w := q.order[c.first+int32(j)]
					if w == v {
						continue
					}
					dx, dy = nudge(v, w)
					d2 = 1
				}
				k := b.mass / d2
				f.X += float64(dx * k)
				f.Y += float64(dy * k)
			}
			i = c.skip
			continue
		}
		i++
	}
	return f
}

// nudge is a small step for v away from w; the step for w away from v is its
// opposite.
func nudge(v, w int32) (dx, dy float64) {
	x := float64((int64(v)*7919+int64(w)*7919)%101)/101 - 0.5
	y := 0.75 - x
	if v < w {
		return -x * 0.01, -y * 0.01
	}
	return x * 0.01, y * 0.01
}

// spreadBits puts a zero between the low 24 bits of x.
func spreadBits(x uint64) uint64 {
	x &= 1<<grid - 1
	x = (x | x<<16) & 0x0000ffff0000ffff
	x = (x | x<<8) & 0x00ff00ff00ff00ff
	x = (x | x<<4) & 0x0f0f0f0f0f0f0f0f
	x = (x | x<<2) & 0x3333333333333333
	x = (x | x<<1) & 0x5555555555555555
	return x
}
