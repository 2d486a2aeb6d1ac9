package network

// A Builder makes graphs in storage it keeps. The graph it returns is valid
// until the next call; building allocates only while graphs grow. The zero
// Builder is ready. A Builder must not be used by two goroutines at once.
type Builder struct {
	g             Graph
	start, cursor []int32 // of the first pass: arcs by one end
	first         []int32
	firstWeight   []float64
	targets       []int32
	weights       []float64
}

// Undirected makes the undirected graph of n nodes and the ties us[i]-vs[i] as
// NewUndirected does. It panics on nodes outside 0..n-1.
func (b *Builder) Undirected(n int, us, vs []int32) *Graph {
	return b.build(n, us, vs, BuildOptions{})
}

// Directed makes the directed graph of n nodes and the arcs us[i]->vs[i] with
// self-loops dropped and parallel arcs merged. It panics on nodes outside 0..n-1.
func (b *Builder) Directed(n int, us, vs []int32) *Graph {
	return b.build(n, us, vs, BuildOptions{Directed: true})
}

// Keep makes the subgraph of g that the nodes with keep true span, renumbered
// 0.. in ascending order. number, which must have length g.N(), receives the
// new number of each node, or -1.
func (b *Builder) Keep(g *Graph, keep []bool, number []int32) *Graph {
	kept := int32(0)
	for v := range keep {
		number[v] = -1
		if keep[v] {
			number[v] = kept
			kept++
		}
	}
	b.g.directed = g.directed
	b.g.offsets = resized(b.g.offsets, int(kept)+1)
	b.targets = b.targets[:0]
	b.weights = b.weights[:0]
	for v := range keep {
		if keep[v] {
			b.g.offsets[number[v]] = int32(len(b.targets))
			b.copyRow(g, int32(v), nil, number)
		}
	}
	return b.finish(int(kept), g.weights != nil)
}

// copyRow appends the row of v, leaving out lost neighbours, or renumbering
// them where number is given.
func (b *Builder) copyRow(g *Graph, v int32, lost []bool, number []int32) {
	for i := g.offsets[v]; i < g.offsets[v+1]; i++ {
		w := g.targets[i]
		if number != nil {
			if w = number[w]; w < 0 {
				continue
			}
		} else if lost[w] {
			continue
		}
		b.targets = append(b.targets, w)
		if g.weights != nil {
			b.weights = append(b.weights, g.weights[i])
		}
	}
}

func (b *Builder) finish(n int, weighted bool) *Graph {
	b.g.offsets[n] = int32(len(b.targets))
	b.g.targets = b.targets
	b.g.weights = nil
	if weighted {
		b.g.weights = b.weights
	}
	return &b.g
}

// build sorts arcs by counting twice: first by head, then by tail in order of
// heads, which leaves every row ascending without comparing.
func (b *Builder) build(n int, us, vs []int32, o BuildOptions) *Graph {
	b.byHead(n, us, vs, o)
	arcs := len(b.first)
	b.g.directed = o.Directed
	b.g.offsets = resized(b.g.offsets, n+1)
	b.targets = resized(b.targets, arcs)
	if o.Weights != nil {
		b.weights = resized(b.weights, arcs)
	}
	offsets := b.g.offsets
	clear(offsets)
	for _, u := range b.first {
		offsets[u+1]++
	}
	for v := range n {
		offsets[v+1] += offsets[v]
	}
	cursor := resized(b.cursor, n)
	copy(cursor, offsets)
	b.cursor = cursor
	for v := range n {
		for i := b.start[v]; i < b.start[v+1]; i++ {
			u := b.first[i]
			b.targets[cursor[u]] = int32(v)
			if o.Weights != nil {
				b.weights[cursor[u]] = b.firstWeight[i]
			}
			cursor[u]++
		}
	}
	b.compact(n, o)
	return b.finish(n, o.Weights != nil)
}

// byHead groups the tails of all arcs by head, self-loops left out.
func (b *Builder) byHead(n int, us, vs []int32, o BuildOptions) {
	start := resized(b.start, n+1)
	clear(start)
	b.start = start
	for i, u := range us {
		if v := vs[i]; u != v {
			start[v+1]++
			if !o.Directed {
				start[u+1]++
			}
		}
	}
	for v := range n {
		start[v+1] += start[v]
	}
	arcs := int(start[n])
	b.first = resized(b.first, arcs)
	if o.Weights != nil {
		b.firstWeight = resized(b.firstWeight, arcs)
	}
	cursor := resized(b.cursor, n)
	copy(cursor, start)
	b.cursor = cursor
	put := func(u, v int32, i int) {
		b.first[cursor[v]] = u
		if o.Weights != nil {
			b.firstWeight[cursor[v]] = o.Weights[i]
		}
		cursor[v]++
	}
	for i, u := range us {
		if v := vs[i]; u != v {
			put(u, v, i)
			if !o.Directed {
				put(v, u, i)
			}
		}
	}
}

// compact merges parallel arcs, which sorting made adjacent.
func (b *Builder) compact(n int, o BuildOptions) {
	offsets := b.g.offsets
	out, in := int32(0), int32(0)
	for v := range n {
		end := offsets[v+1]
		rowStart := out
		for ; in < end; in++ {
			if out > rowStart && b.targets[out-1] == b.targets[in] {
				if o.Weights != nil {
					b.weights[out-1] = merged(b.weights[out-1], b.weights[in], o.Merge)
				}
				continue
			}
			b.targets[out] = b.targets[in]
			if o.Weights != nil {
				b.weights[out] = b.weights[in]
			}
			out++
		}
		offsets[v] = rowStart
	}
	offsets[n] = out
	b.targets = b.targets[:out]
	if o.Weights != nil {
		b.weights = b.weights[:out]
	}
}

func merged(a, b float64, m ParallelTies) float64 {
	if m == MergeMin {
		return min(a, b)
	}
	return a + b
}

// resized is s with length n, its storage kept where it suffices. The contents
// are undefined.
func resized[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, n+n/8)
}
