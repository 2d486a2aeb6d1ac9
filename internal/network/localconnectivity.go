package network

// A LocalConnectivity counts the node-disjoint paths from one source to many nodes, as
// [PathCounter.Count] does to one. What most nodes ask is answered by the nodes that
// no path avoids, found once for all; only where these leave room for more paths
// than they prove are paths sought one by one, from the end back. The zero value is
// ready for Set; it must not be used by two goroutines at once.
type LocalConnectivity struct {
	doms         dominators
	top          []int32 // by number: the dominator next to the source
	counted      []int32 // by number: the answer, or -1
	source       int32
	sourceDegree int32 // arcs that leave the source

	// Arcs turned round, of nodes that the source reaches: those from near the
	// source come first.
	offsets, sources []int32
	order            []int32 // nodes in the order of their distance
	stamp            []int32 // by number, for counting different tops
	now              int32

	augmenting augmentingPaths
}

// Set turns to the paths that leave a node of a graph. The graph must not change
// until the next Set.
func (f *LocalConnectivity) Set(g *Graph, source int32) {
	f.source, f.sourceDegree = source, int32(g.Degree(source))
	f.doms.search(g, source)
	f.listIncoming(g)
	f.doms.find(f.incoming)
	count := len(f.doms.node)
	f.top, f.counted = resized(f.top, count), resized(f.counted, count)
	f.stamp = resized(f.stamp, count)
	clear(f.stamp)
	f.now = 0
	for i := range count {
		f.top[i], f.counted[i] = int32(i), -1
		if up := f.doms.idom[i]; i > 0 && up > 0 {
			f.top[i] = f.top[up]
		}
	}
	f.augmenting.reset(g.N())
}

// listIncoming lists the arcs between nodes that are reached by their heads. The tails
// come in the order in which a breadth-first search meets them.
func (f *LocalConnectivity) listIncoming(g *Graph) {
	n := g.N()
	f.offsets = resized(f.offsets, n+1)
	clear(f.offsets)
	for _, v := range f.doms.node {
		for _, w := range g.Neighbours(v) {
			f.offsets[w+1]++
		}
	}
	for v := range n {
		f.offsets[v+1] += f.offsets[v]
	}
	f.sources = resized(f.sources, int(f.offsets[n]))
	f.order = append(f.order[:0], f.source)
	next := f.augmenting.cursor(f.offsets)
	for head := 0; head < len(f.order); head++ {
		u := f.order[head]
		for _, w := range g.Neighbours(u) {
			if next[w] == f.offsets[w] && w != f.source {
				f.order = append(f.order, w)
			}
			f.sources[next[w]] = u
			next[w]++
		}
	}
}

func (f *LocalConnectivity) incoming(v int32) []int32 { return f.sources[f.offsets[v]:f.offsets[v+1]] }

// tied reports whether the source is tied to a node that it reaches.
func (f *LocalConnectivity) tied(v int32) bool {
	return v != f.source && f.sources[f.offsets[v]] == f.source
}

// Reaches reports whether a path leads from the source to a node; the source
// reaches itself.
func (f *LocalConnectivity) Reaches(v int32) bool { return f.doms.number[v] >= 0 }

// Count is the largest number of paths from the source to v that share no node but
// these two. A direct tie is one path. It is 0 where no path leads, and for the
// source.
func (f *LocalConnectivity) Count(v int32) int {
	i := f.doms.number[v]
	if i <= 0 {
		return 0
	}
	if f.counted[i] < 0 {
		f.counted[i] = f.count(i, v)
	}
	return int(f.counted[i])
}

// count bounds the number of paths from both sides.
//
// Menger (1927): without a direct tie there is one path alone where a node other
// than the ends lies on all of them. Paths to tails of which one node lies on all
// ways share it, so that there are no more than different such nodes next to the
// source; and there is one beside the direct tie where any lead to a tail without v.
func (f *LocalConnectivity) count(i, v int32) int32 {
	if f.doms.idom[i] != 0 {
		return 1
	}
	f.now++
	direct, tops := int32(0), int32(0)
	for _, u := range f.incoming(v) {
		from := f.doms.number[u]
		top := f.top[from]
		switch {
		case from == 0:
			direct = 1
		case top != i && f.stamp[top] != f.now:
			f.stamp[top] = f.now
			tops++
		}
	}
	least := min(2, tops+direct)
	most := max(min(tops+direct, f.sourceDegree), least)
	if least == most {
		return least
	}
	return f.augmenting.count(f, v, direct, most)
}
