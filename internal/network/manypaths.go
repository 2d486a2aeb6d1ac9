package network

import (
	"iter"
	"math"
	"slices"
)

// tooMany is a number of paths from which on quotients of numbers of paths are no
// longer safe in a float64: searches that find more count with a pathCount.
const tooMany = 0x1p1000

// A pathCount is share * 2^power. The share of a count that is not 0 lies in
// [0.5, 1).
type pathCount struct {
	share float64
	power int
}

func countOf(x float64, power int) pathCount {
	share, more := math.Frexp(x)
	return pathCount{share, power + more}
}

func (a pathCount) plus(b pathCount) pathCount {
	if a.share == 0 || b.share != 0 && b.power > a.power {
		a, b = b, a
	}
	a.share += scaled(b.share, b.power-a.power)
	if a.share >= 1 {
		a.share /= 2
		a.power++
	}
	return a
}

// over is a/b, 0 where that is below any float64.
func (a pathCount) over(b pathCount) float64 {
	return scaled(a.share/b.share, a.power-b.power)
}

// scaled is x * 2^power.
func scaled(x float64, power int) float64 {
	if -1000 < power && power < 1000 {
		return float64(x * math.Float64frombits(uint64(1023+power)<<52))
	}
	return math.Ldexp(x, power)
}

// manyPaths finds the dependencies of one source on every node where there may be
// more shortest paths than a float64 counts.
type manyPaths struct {
	order  []int32 // nodes by their distance, the source first
	next   func(u int32) iter.Seq[int32]
	worth  func(v int32) float64 // what a pair that ends in v counts
	copies []float64             // nil means 1
}

// each yields the dependency on every node but the source, the farthest first.
func (p manyPaths) each(n int) iter.Seq2[int32, float64] {
	return func(yield func(int32, float64) bool) {
		one := p.count(n)
		earned := make([]float64, n) // of each node, by all paths that lead to a copy of it
		for k := len(p.order) - 1; k > 0; k-- {
			u := p.order[k]
			dependency := 0.0
			for v := range p.next(u) {
				dependency += float64(earned[v] * one[u].over(one[v]))
			}
			earned[u] = p.worth(u) + float64(p.copiesOf(u)*dependency)
			if !yield(u, dependency) {
				return
			}
		}
	}
}

// count is the number of shortest paths to one copy of each node.
func (p manyPaths) count(n int) []pathCount {
	one := make([]pathCount, n)
	for k, u := range p.order {
		all := pathCount{.5, 1}
		if k == 0 {
			one[u] = all
		} else {
			all = countOf(float64(one[u].share*p.copiesOf(u)), one[u].power)
		}
		for v := range p.next(u) {
			one[v] = one[v].plus(all)
		}
	}
	return one
}

func (p manyPaths) copiesOf(v int32) float64 {
	if p.copies == nil {
		return 1
	}
	return p.copies[v]
}

// pathsFit reports whether no search of so many levels can find more paths than are
// safe to count.
func (f *reducedGraph) pathsFit(levels int) bool {
	// There are no more paths than products of one node of each level, and these
	// are most where all levels are equal.
	all := float64(f.n())
	if f.copies != nil {
		all = 0
		for _, k := range f.copies {
			all += k
		}
	}
	return float64(float64(levels)*math.Log2(max(all/float64(levels), 2.8))) < 1000
}

// growth bounds how many times as many paths a search can find a level further on: as many
// as arcs lead to a node, all its copies counted. It is the logarithm to base 2.
func (f *reducedGraph) growth() float64 {
	into := make([]float64, f.n())
	for _, v := range f.targets {
		if f.copies == nil {
			into[v]++
		} else {
			into[v] += f.copies[v]
		}
	}
	return math.Log2(slices.Max(into))
}

// tooManyPaths reports whether the batch of so many sources counted further than
// is safe.
func (w *batchBrandes) tooManyPaths(f *reducedGraph, sources int) bool {
	if levels := len(w.level); f.pathsFit(levels) || float64(levels)*f.growth() < 1000 {
		return false
	}
	for v := range w.value {
		for _, paths := range w.value[v][:sources] {
			if paths > tooMany {
				return true
			}
		}
	}
	return false
}

// runOneByOne is run for sources with very many paths.
func (w *batchBrandes) runOneByOne(f *reducedGraph, sources []int32, t dependencySums) {
	g := Graph{offsets: f.offsets, targets: f.targets, directed: true}
	var search Searcher
	for lane, source := range sources {
		distance := search.Distances(&g, source)
		far := func(v int32) (far, factor float64) {
			if t.scaled {
				return 1 / float64(distance[v]), float64(2 * distance[v])
			}
			return 1, 1
		}
		p := manyPaths{order: search.Reached(), copies: f.copies}
		p.next = func(u int32) iter.Seq[int32] {
			return func(yield func(int32) bool) {
				for _, v := range g.Neighbours(u) {
					if distance[v] == distance[u]+1 && !yield(v) {
						return
					}
				}
			}
		}
		p.worth = func(v int32) float64 {
			worth, _ := far(v)
			if f.weight != nil {
				worth *= f.weight[v]
			}
			return worth
		}
		for u, dependency := range p.each(g.N()) {
			_, factor := far(u)
			x := float64(dependency*w.share[lane]) * factor
			t.sum[u] += x
			if t.squares != nil {
				t.squares[u] += float64(x * x)
			}
		}
	}
}
