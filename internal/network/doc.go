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
// # Files and algorithms
//
//   - graph, builder, transpose, csrpartition (radix partition of large inputs),
//     reorder, compact (bisection by distance): compressed sparse rows
//   - search, multisourcebfs, widesearch: breadth-first search; 64 or 256 at once, Then et al. 2014
//   - pairs, pairsums: distances of all pairs, hanging trees folded; efficiency,
//     Latora & Marchiori 2001; distance fragmentation, Borgatti 2006
//   - closeness, sampledcloseness: Wasserman & Faust 1994; Eppstein & Wang 2004
//   - betweenness, batchbrandes: Brandes 2001, 64 sources at once; onesource, slotgraph:
//     one by one where they share little, from either side as Beamer et al. 2012; manypaths
//     where there are more shortest paths than a float64 counts; weighted: by Dijkstra
//   - shatter, blocks, twins: shattering into blocks and merging twins, Sariyuce et
//     al. 2013; chains, chainsearch, chainpairs: degree-two chains, Bentert et al.
//     2018; blockcache: blocks met before
//   - sampledbetweenness: pivots, Brandes & Pich 2007, scaled as Geisberger et al. 2008
//   - topone, adaptivepivots, elimination, differenceestimator, pairdependency: who is
//     first, by adaptive sampling of pivots with early stopping; candidates are
//     eliminated by the regression estimator of their difference, Särndal et al. 1992
//   - pagerank, pageranksystem, pagerankcolours: successive over-relaxation, nodes in
//     colours, after the trees are eliminated
//   - eigenvector: power iteration; lanczos: Lanczos 1950, of undirected graphs
//   - components, unionfind, condensation (Tarjan 1972), dominators
//   - paths, localconnectivity, augmentingpaths: node-disjoint paths by Menger 1927 and
//     Ford & Fulkerson 1956, to one end and from one source to many
//   - worldkernel, worldmeasure, draw: components and reach of 64 worlds at once, one
//     bit a world, certain ties contracted
//   - burt, brokerage, kcore, centralization, modularity, leiden, leidenrefine: the
//     measures and methods of these names; leidenlevels: Leiden's way back from coarse
//     to fine, Rotta & Noack 2011
//   - layout, quadtree: ForceAtlas2, repulsion by Barnes & Hut 1986
//   - rank, select, parallel: tied values and first places, partial sorting, work over
//     threads in a fixed order
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
