package network

import (
	"errors"
	"fmt"
	"iter"
	"math"
)

// ErrOutOfRange says that a node number lies outside 0..n-1, or that the graph
// would need more than 2^31-1 nodes or arcs. Check the ids the ties were made from.
var ErrOutOfRange = errors.New("node or arc number out of range")

// ErrBadWeight says that a weight is negative, zero where a length is needed,
// infinite or not a number.
var ErrBadWeight = errors.New("bad weight")

// ErrNotFinite says that lengths of paths, or their inverses, add up to more than a
// number can hold. Write the weights in another unit.
var ErrNotFinite = errors.New("a sum is not finite")

// A Graph is a simple graph over nodes 0..N-1 in compressed sparse rows. It is
// immutable once built and may be read by any number of goroutines. The zero
// Graph is the empty undirected graph.
type Graph struct {
	offsets  []int32 // len n+1, or nil in the zero Graph
	targets  []int32
	weights  []float64 // parallel to targets, nil where the graph carries none
	directed bool
}

// N is the number of nodes.
func (g *Graph) N() int {
	if len(g.offsets) == 0 {
		return 0
	}
	return len(g.offsets) - 1
}

// M is the number of ties: arcs of a directed graph, and pairs of an undirected
// one, each counted once.
func (g *Graph) M() int {
	if g.directed {
		return len(g.targets)
	}
	return len(g.targets) / 2
}

// Directed reports whether ties have a direction.
func (g *Graph) Directed() bool { return g.directed }

// Neighbours are the heads of the arcs that leave v (all neighbours in an
// undirected graph), ascending. The slice belongs to the graph.
func (g *Graph) Neighbours(v int32) []int32 {
	return g.targets[g.offsets[v]:g.offsets[v+1]]
}

// Weights are the weights of the ties to Neighbours(v), in the same order, or
// nil where the graph carries none.
func (g *Graph) Weights(v int32) []float64 {
	if g.weights == nil {
		return nil
	}
	return g.weights[g.offsets[v]:g.offsets[v+1]]
}

// Weighted reports whether ties carry weights.
func (g *Graph) Weighted() bool { return g.weights != nil }

// Degree is len(Neighbours(v)): the out-degree in a directed graph.
func (g *Graph) Degree(v int32) int { return int(g.offsets[v+1] - g.offsets[v]) }

// HasTie reports whether an arc leads from u to v, by binary search.
func (g *Graph) HasTie(u, v int32) bool {
	_, found := g.arc(u, v)
	return found
}

// arc is the position in targets of the arc from u to v.
func (g *Graph) arc(u, v int32) (int32, bool) {
	lo, hi := g.offsets[u], g.offsets[u+1]
	for lo < hi {
		mid := lo + (hi-lo)/2
		switch w := g.targets[mid]; {
		case w < v:
			lo = mid + 1
		case w > v:
			hi = mid
		default:
			return mid, true
		}
	}
	return lo, false
}

// Ties yields every tie once: (tail, head) of a directed graph, (smaller,
// larger) of an undirected one, in ascending order.
func (g *Graph) Ties() iter.Seq2[int32, int32] {
	return func(yield func(int32, int32) bool) {
		for u := int32(0); int(u) < g.N(); u++ {
			for _, v := range g.Neighbours(u) {
				if (g.directed || u < v) && !yield(u, v) {
					return
				}
			}
		}
	}
}

// ParallelTies says what becomes of the weights of parallel ties.
type ParallelTies int

// The ways to merge the weights of parallel ties.
const (
	MergeSum ParallelTies = iota // strengths add up
	MergeMin                     // the shortest length stands
)

// BuildOptions configure Build.
type BuildOptions struct {
	// Directed makes ties arcs from us[i] to vs[i]. Defaults to undirected.
	Directed bool
	// Weights, one a tie, finite and not negative. Defaults to none.
	Weights []float64
	// Merge says how weights of parallel ties combine. Defaults to MergeSum.
	Merge ParallelTies
	// Threads below 1 means 1. Large graphs without weights are built by several; the
	// graph does not depend on it.
	Threads int
}

// Build makes a graph of n nodes and the ties us[i]-vs[i]. Self-loops are
// dropped and parallel ties merged. It returns ErrOutOfRange for a node outside
// 0..n-1 or too many arcs, and ErrBadWeight for a weight that is negative,
// infinite or not a number.
func Build(n int, us, vs []int32, o BuildOptions) (*Graph, error) {
	if err := check(n, us, vs, o); err != nil {
		return nil, err
	}
	if len(us) >= partitionFrom && o.Weights == nil {
		s := csrPartition{n: n, us: us, vs: vs, undirected: !o.Directed, threads: o.Threads}
		offsets, targets := s.rows()
		return &Graph{offsets: offsets, targets: targets, directed: o.Directed}, nil
	}
	var b Builder
	g := b.build(n, us, vs, o)
	fresh := *g
	return &fresh, nil
}

func check(n int, us, vs []int32, o BuildOptions) error {
	if n < 0 || n > math.MaxInt32-1 {
		return fmt.Errorf("%d nodes: %w", n, ErrOutOfRange)
	}
	if len(us) != len(vs) {
		return fmt.Errorf("%d tails but %d heads: %w", len(us), len(vs), ErrOutOfRange)
	}
	if len(us) > (math.MaxInt32-1)/2 {
		return fmt.Errorf("%d ties: %w", len(us), ErrOutOfRange)
	}
	for i, u := range us {
		if v := vs[i]; u < 0 || v < 0 || int(u) >= n || int(v) >= n {
			return fmt.Errorf("tie %d (%d, %d) among %d nodes: %w", i, u, v, n, ErrOutOfRange)
		}
	}
	if o.Weights == nil {
		return nil
	}
	if len(o.Weights) != len(us) {
		return fmt.Errorf("%d weights for %d ties: %w", len(o.Weights), len(us), ErrBadWeight)
	}
	for i, w := range o.Weights {
		if !(w >= 0) || math.IsInf(w, 1) {
			return fmt.Errorf("tie %d weighs %v: %w", i, w, ErrBadWeight)
		}
	}
	return nil
}

// NewUndirected makes an undirected graph of n nodes and the ties us[i]-vs[i].
// Self-loops are dropped, parallel ties merged. It panics where Build returns
// an error: use Build for ids that come from outside.
func NewUndirected(n int, us, vs []int32) *Graph {
	g, err := Build(n, us, vs, BuildOptions{})
	if err != nil {
		panic("network: " + err.Error())
	}
	return g
}
