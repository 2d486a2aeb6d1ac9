package network

import (
	"fmt"
	"math"
)

// NodeLengths sums up how far one node is from the others along the shortest paths by
// the lengths of ties.
type NodeLengths struct {
	// Reached is the number of other nodes that a path leads to.
	Reached int
	// Length is the sum of the lengths of the shortest paths to them.
	Length float64
	// Harmonic is the sum of 1/length over them.
	Harmonic float64
}

// Closeness is [NodeDistances.Closeness] with lengths for numbers of ties.
func (p NodeLengths) Closeness(n int) float64 {
	if p.Reached == 0 {
		return 0
	}
	r := float64(p.Reached)
	return float64(r/p.Length) * r / float64(n-1)
}

// AllNodeLengths measures every node by Dijkstra's algorithm, with the weights of g as
// lengths of ties that lead away from it. It returns ErrBadWeight where g has no
// weights or a length is not above zero, and ErrNotFinite where a sum is not finite.
// The result does not depend on threads.
func AllNodeLengths(g *Graph, threads int) ([]NodeLengths, error) {
	if err := lengthsOf(g); err != nil {
		return nil, err
	}
	n := g.N()
	out := make([]NodeLengths, n)
	inParallel(threads, n, func() func(int) {
		d := newDijkstra(n)
		return func(s int) {
			d.run(g, int32(s))
			for _, v := range d.order[1:] {
				out[s].Reached++
				out[s].Length += d.length[v]
				out[s].Harmonic += 1 / d.length[v]
			}
		}
	})
	for _, p := range out {
		if math.IsInf(p.Length, 0) || math.IsInf(p.Harmonic, 0) || math.IsInf(p.Closeness(n), 0) {
			return nil, fmt.Errorf("the lengths of paths, or their inverses, add up to more than a number can hold: %w", ErrNotFinite)
		}
	}
	return out, nil
}

// lengthsOf refuses weights that are no lengths.
func lengthsOf(g *Graph) error {
	if g.weights == nil && len(g.targets) > 0 {
		return fmt.Errorf("the graph has no weights: %w", ErrBadWeight)
	}
	for _, w := range g.weights {
		if !(w > 0) {
			return fmt.Errorf("length %v: %w", w, ErrBadWeight)
		}
	}
	return nil
}

// WeightedCloseness is NodeLengths.Closeness of every node.
func WeightedCloseness(g *Graph, threads int) ([]float64, error) {
	return eachLength(g, threads, func(p NodeLengths) float64 { return p.Closeness(g.N()) })
}

// WeightedHarmonic is NodeLengths.Harmonic of every node.
func WeightedHarmonic(g *Graph, threads int) ([]float64, error) {
	return eachLength(g, threads, func(p NodeLengths) float64 { return p.Harmonic })
}

func eachLength(g *Graph, threads int, value func(NodeLengths) float64) ([]float64, error) {
	all, err := AllNodeLengths(g, threads)
	if err != nil {
		return nil, err
	}
	out := make([]float64, len(all))
	for v, p := range all {
		out[v] = value(p)
	}
	return out, nil
}
