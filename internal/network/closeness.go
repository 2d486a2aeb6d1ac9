package network

import "math/bits"

// NodeDistances sums up how far one node is from the others, by the ties that leave it.
type NodeDistances struct {
	// Reached is the number of other nodes that a path leads to.
	Reached int
	// Distance is the sum of distances to them.
	Distance int64
	// Harmonic is the sum of 1/d over them, in [0, n-1].
	Harmonic float64
}

// Closeness is the closeness of a node in a graph of n nodes, in [0, 1]:
// reached/distance, times the share reached/(n-1) of others that it reaches at
// all. It is 0 where nothing is reached.
func (p NodeDistances) Closeness(n int) float64 {
	// Wasserman, S., Faust, K. (1994), Social Network Analysis, eq. 5.22.
	if p.Reached == 0 {
		return 0
	}
	r := float64(p.Reached)
	return float64(r/float64(p.Distance)) * r / float64(n-1)
}

// AllNodeDistances measures every node by searching from 64 nodes at a time. In a
// directed graph distances lead away from the node; use g.Reverse() for those
// that lead to it. The result does not depend on threads.
func AllNodeDistances(g *Graph, threads int) []NodeDistances {
	n := g.N()
	out := make([]NodeDistances, n)
	near := reordered(g.Reverse()) // where a search that starts at s finds v, v finds s
	back := near.graph
	batches := (n + lanes - 1) / lanes
	count := accumulatorsFor(batches, 3*n)
	parts := make([][]NodeDistances, count)
	inParallel(threads, count, func() func(int) {
		var l multiSourceBFS
		return func(accumulator int) {
			parts[accumulator] = make([]NodeDistances, n)
			for batch := accumulator; batch < batches; batch += count {
				l.distances(back, batch*lanes, parts[accumulator])
			}
		}
	})
	for _, part := range parts {
		for v, p := range part {
			out[v].Reached += p.Reached
			out[v].Distance += p.Distance
			out[v].Harmonic += p.Harmonic
		}
	}
	return restored(near, out)
}

// distances searches from the 64 nodes from base on and credits those found.
func (l *multiSourceBFS) distances(g *Graph, base int, out []NodeDistances) {
	l.start(g.N())
	for lane := range min(lanes, g.N()-base) {
		l.addSource(int32(base+lane), lane)
	}
	for d := 1; l.step(g); d++ {
		for _, v := range l.queue {
			found := bits.OnesCount64(l.frontier[v])
			p := &out[v]
			p.Reached += found
			p.Distance += int64(found * d)
			p.Harmonic += float64(found) / float64(d)
		}
	}
}

// Closeness is NodeDistances.Closeness of every node.
func Closeness(g *Graph, threads int) []float64 {
	out := make([]float64, g.N())
	for v, p := range AllNodeDistances(g, threads) {
		out[v] = p.Closeness(g.N())
	}
	return out
}

// Harmonic is the sum of 1/d from every node to all others, in [0, n-1].
func Harmonic(g *Graph, threads int) []float64 {
	// Marchiori, M., Latora, V. (2000), Harmony in the small-world.
	out := make([]float64, g.N())
	for v, p := range AllNodeDistances(g, threads) {
		out[v] = p.Harmonic
	}
	return out
}

// PathLengths are counts of ordered pairs of different nodes by distance.
type PathLengths struct {
	// Pairs[d] is the number of ordered pairs at distance d; Pairs[0] is 0.
	Pairs []int64
}

// Diameter is the longest distance between nodes that are joined, 0 where none
// are.
func (p PathLengths) Diameter() int { return max(len(p.Pairs)-1, 0) }

// Joined is the number of ordered pairs of which the first reaches the second.
func (p PathLengths) Joined() int64 {
	total := int64(0)
	for _, k := range p.Pairs {
		total += k
	}
	return total
}

// Mean is the mean distance over the pairs that are joined, 0 where none are.
func (p PathLengths) Mean() float64 {
	sum := int64(0)
	for d, k := range p.Pairs {
		sum += int64(d) * k
	}
	if sum == 0 {
		return 0
	}
	return float64(sum) / float64(p.Joined())
}

// LengthsOfPaths counts all distances, following arcs.
func LengthsOfPaths(g *Graph) PathLengths {
	var l multiSourceBFS
	counts := l.histogram(g)
	for len(counts) > 1 && counts[len(counts)-1] == 0 {
		counts = counts[:len(counts)-1]
	}
	return PathLengths{Pairs: counts}
}
