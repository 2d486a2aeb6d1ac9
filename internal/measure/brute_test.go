package measure_test

import (
	"math"
	"strings"

	"underpin"
	"underpin/internal/network"
)

// A brute computes measures of a small graph from its matrix, as their formulas read.
type brute struct {
	number map[underpin.EntityID]int
	tied   [][]bool
	steps  [][]float64 // +Inf where no path leads
}

func newBrute(ties string) *brute {
	b := &brute{number: map[underpin.EntityID]int{}}
	for name := range strings.FieldsFuncSeq(ties, func(r rune) bool { return r == '-' || r == ' ' || r == '\n' }) {
		if _, ok := b.number[underpin.EntityID(name)]; !ok {
			b.number[underpin.EntityID(name)] = len(b.number)
		}
	}
	b.tied = make([][]bool, len(b.number))
	for i := range b.tied {
		b.tied[i] = make([]bool, len(b.number))
	}
	for tie := range strings.FieldsSeq(ties) {
		x, y, _ := strings.Cut(tie, "-")
		u, v := b.number[underpin.EntityID(x)], b.number[underpin.EntityID(y)]
		b.tied[u][v], b.tied[v][u] = true, true
	}
	b.steps = distances(b.tied)
	return b
}

// distances are those of all pairs (Floyd and Warshall).
func distances(tied [][]bool) [][]float64 {
	d := make([][]float64, len(tied))
	for u := range d {
		d[u] = make([]float64, len(tied))
		for v := range d[u] {
			switch {
			case tied[u][v]:
				d[u][v] = 1
			case u != v:
				d[u][v] = math.Inf(1)
			}
		}
	}
	for k := range d {
		for u := range d {
			for v := range d {
				d[u][v] = min(d[u][v], d[u][k]+d[k][v])
			}
		}
	}
	return d
}

func (b *brute) graph() *network.Graph {
	var us, vs []int32
	for u, row := range b.tied {
		for v, tied := range row {
			if tied && u < v {
				us, vs = append(us, int32(u)), append(vs, int32(v))
			}
		}
	}
	return network.NewUndirected(len(b.tied), us, vs)
}

// pairs calls visit with every ordered pair of different nodes.
func (b *brute) pairs(visit func(u, v int)) {
	for u := range b.tied {
		for v := range b.tied {
			if u != v {
				visit(u, v)
			}
		}
	}
}

func (b *brute) harmonic(of underpin.EntityID) float64 {
	sum := 0.0
	b.pairs(func(u, v int) {
		if u == b.number[of] {
			sum += 1 / b.steps[u][v]
		}
	})
	return sum / float64(len(b.tied)-1)
}

// inverse is the mean of one over the distance.
func (b *brute) inverse() float64 {
	sum, n := 0.0, float64(len(b.tied))
	b.pairs(func(u, v int) { sum += 1 / b.steps[u][v] })
	return sum / (n * (n - 1))
}

func (b *brute) longest() float64 {
	most := 0.0
	b.pairs(func(u, v int) { most = max(most, b.steps[u][v]) })
	return most
}

func (b *brute) meanDistance() float64 {
	sum, n := 0.0, float64(len(b.tied))
	b.pairs(func(u, v int) { sum += b.steps[u][v] })
	return sum / (n * (n - 1))
}

func (b *brute) degree(v int) float64 {
	count := 0.0
	for _, tied := range b.tied[v] {
		if tied {
			count++
		}
	}
	return count
}

// pagerank walks until nothing changes any more; no node is without ties.
func (b *brute) pagerank(of underpin.EntityID) float64 {
	n := len(b.tied)
	at := make([]float64, n)
	for v := range at {
		at[v] = 1 / float64(n)
	}
	for range 1000 {
		next := make([]float64, n)
		for v := range next {
			next[v] = .15 / float64(n)
		}
		b.pairs(func(u, v int) {
			if b.tied[u][v] {
				next[v] += .85 * at[u] / b.degree(u)
			}
		})
		at = next
	}
	return at[b.number[of]]
}

// core takes away whoever has fewer than k ties until nobody has.
func (b *brute) core(of underpin.EntityID) float64 {
	for k := 1; ; k++ {
		in := make([]bool, len(b.tied))
		for v := range in {
			in[v] = true
		}
		for changed := true; changed; {
			changed = false
			for v := range in {
				ties := 0
				for u, tied := range b.tied[v] {
					if tied && in[u] {
						ties++
					}
				}
				if in[v] && ties < k {
					in[v], changed = false, true
				}
			}
		}
		if !in[b.number[of]] {
			return float64(k - 1)
		}
	}
}

func (b *brute) brokered(of underpin.EntityID) float64 {
	count, j := 0.0, b.number[of]
	b.pairs(func(u, v int) {
		if b.tied[u][j] && b.tied[v][j] && !b.tied[u][v] {
			count += .5
		}
	})
	return count
}

func (b *brute) transitivity() float64 {
	closed, paths := 0.0, 0.0
	for j := range b.tied {
		b.pairs(func(u, v int) {
			if b.tied[u][j] && b.tied[v][j] {
				paths++
				if b.tied[u][v] {
					closed++
				}
			}
		})
	}
	return closed / paths
}

// apart reports whether some two of the nodes but one are not connected.
func apart(tied [][]bool, but int) bool {
	for u, row := range distances(tied) {
		for v, d := range row {
			if u != but && v != but && math.IsInf(d, 1) {
				return true
			}
		}
	}
	return false
}

// without returns the matrix without the ties of a node, or without one tie.
func (b *brute) without(lost func(u, v int) bool) [][]bool {
	out := make([][]bool, len(b.tied))
	for u, row := range b.tied {
		out[u] = make([]bool, len(row))
		for v, tied := range row {
			out[u][v] = tied && !lost(u, v)
		}
	}
	return out
}

// cutNodes counts nodes of a connected graph without which it falls apart, cutTies ties.
func (b *brute) cutNodes() int {
	count := 0
	for x := range b.tied {
		if apart(b.without(func(u, v int) bool { return u == x || v == x }), x) {
			count++
		}
	}
	return count
}

func (b *brute) cutTies() int {
	count := 0
	b.pairs(func(x, y int) {
		if x < y && b.tied[x][y] && apart(b.without(func(u, v int) bool { return u == x && v == y || u == y && v == x }), -1) {
			count++
		}
	})
	return count
}

// modularity goes through all divisions of the nodes and returns the best modularity
// with the number of its parts.
func (b *brute) modularity() (best float64, parts int) {
	label := make([]int, len(b.tied))
	best = math.Inf(-1)
	var divide func(v, used int)
	divide = func(v, used int) {
		if v < len(label) {
			for l := range used + 1 {
				label[v] = l
				divide(v+1, max(used, l+1))
			}
			return
		}
		if q := b.quality(label); q > best+1e-12 {
			best, parts = q, used
		}
	}
	divide(0, 0)
	return best, parts
}

// quality is the modularity of a division (Newman and Girvan 2004).
func (b *brute) quality(label []int) float64 {
	ends, within := 0.0, 0.0
	var of [16]float64
	for u := range b.tied {
		ends += b.degree(u)
		of[label[u]] += b.degree(u)
	}
	b.pairs(func(u, v int) {
		if b.tied[u][v] && label[u] == label[v] {
			within++
		}
	})
	q := within / ends
	for _, x := range of {
		q -= x / ends * (x / ends)
	}
	return q
}
