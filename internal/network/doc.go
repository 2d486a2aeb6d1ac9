// Package network holds compact graphs and the kernels that measure them.
//
// A Graph is a compressed sparse row structure over nodes 0..N-1 with int32
// indices. It is simple: no self-loops, no parallel ties, neighbours ascending.
// It knows no claims, entities or dates; callers keep the map from their ids to
// node numbers.
//
// # Directed and undirected
//
// An undirected Graph stores every tie in both directions and M counts it once.
// A directed Graph stores an arc once, with its tail. Each kernel says what it
// does with a directed graph: Components and the blocks read it as undirected,
// distances and paths follow the arcs.
//
// # Determinism
//
// Every kernel returns the same bits for any number of threads on one build and
// architecture: work is cut into pieces that do not depend on the threads, each
// piece has its own accumulator, and accumulators are merged in a fixed order.
// Products are converted explicitly (float64(x*y)), which forbids the compiler
// to fuse them with an addition. Two values that are Tied differ by rounding
// error only; FirstPlace tells who alone comes first.
//
// # Loops over many small graphs
//
// Thousands of worlds of some hundred nodes each are measured without
// allocation by keeping one Builder, one Searcher, one PathCounter and one
// Brandes per goroutine. What they return is valid until their next call.
//
//	var b network.Builder
//	var s network.Searcher
//	for range worlds {
//		g := b.Undirected(n, us, vs)
//		f := s.Fragmentation(g)
//	}
package network
