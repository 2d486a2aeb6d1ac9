package network

// Betweenness is, for every node v, the sum over pairs s, t of other nodes of
// the share of shortest paths from s to t that pass through v. Raw, not
// normalised: in an undirected graph each pair counts once, so values lie in
// [0, (n-1)(n-2)/2]; in a directed one ordered pairs count, [0, (n-1)(n-2)].
// Weights are ignored: see WeightedBetweenness. threads below 1 means 1; the
// result does not depend on it, to the last bit.
//
// Undirected graphs are first broken into blocks; of those that consist mostly of
// chains only the nodes where chains meet are searched, of others twins are
// merged. Directed graphs are searched as they are. Large graphs in which the first 64
// sources rarely meet a node at once are searched from one source at a time.
//
// Counts of paths are float64; sources with more shortest paths than these hold, as
// large lattices have, are searched one by one, several times more slowly.
func Betweenness(g *Graph, threads int) []float64 {
	// Freeman, L. C. (1977), A set of measures of centrality based on betweenness.
	b := Brandes{once: true}
	return b.betweenness(g, threads)
}

// A Brandes computes betweenness of many graphs in storage it keeps. What
// Betweenness returns is valid until the next call. The zero Brandes is ready;
// it must not be used by two goroutines at once.
//
// Blocks that it met before, in whichever graph, it does not measure again: a graph
// that differs from others by a few ties takes the time of the blocks that these
// change. Results are as without, to the last bit; it holds up to 16 MiB for it.
type Brandes struct {
	batch    batchBrandes
	search   chainSearch
	shatter  shatterer
	adaptive adaptivePivots
	sources  []int32
	sum      []float64 // by node of the graph
	inner    []float64 // by node of the reduced graph at hand
	within   []float64 // by node of the block at hand
	parts    []float64 // one accumulator after the other
	slots    *slotGraph
	one      *oneSource
	cache    blockCache
	once     bool // blocks will not be met again
}

// Betweenness is the measure of that name, on one thread and in b's storage.
func (b *Brandes) Betweenness(g *Graph) []float64 { return b.betweenness(g, 1) }

func (b *Brandes) betweenness(g *Graph, threads int) []float64 {
	n := g.N()
	b.sum = resized(b.sum, n)
	clear(b.sum)
	if g.directed {
		b.directed(g, threads)
		return b.sum
	}
	b.shatter.prepare(g, b.sum)
	b.blocks(g, -1, threads)
	for v := range b.sum { // pairs count in both orders until here
		b.sum[v] /= 2
	}
	return b.sum
}

// blocks adds the betweenness within every block but one.
func (b *Brandes) blocks(g *Graph, but, threads int) {
	blocks := &b.shatter.finder
	for i := range len(blocks.start) - 1 {
		nodes := blocks.nodes[blocks.start[i]:blocks.start[i+1]]
		if i == but {
			continue
		}
		if inside := b.shatter.inside(g, nodes); inside != nil {
			b.block(inside, nodes, threads)
		}
	}
}

// block adds the betweenness within the block that the shatterer holds.
func (b *Brandes) block(inside *Graph, nodes []int32, threads int) {
	keep := !b.once && b.cache.fits(inside)
	var values []float64
	if keep {
		values = b.cache.find(inside, b.shatter.weight)
	}
	if values == nil {
		values = b.measured(inside, threads)
		if keep {
			b.cache.keep(inside, b.shatter.weight, values)
		}
	}
	for i, v := range nodes {
		b.sum[v] += values[i]
	}
}

// measured is the betweenness within a block, by its nodes.
func (b *Brandes) measured(inside *Graph, threads int) []float64 {
	s := &b.shatter
	b.within = resized(b.within, inside.N())
	if s.chains.find(inside, s.weight) && b.chained(&s.chains, b.within, threads) {
		return b.within
	}
	few := 1
	if n := inside.N(); n >= leastApart {
		few = n / 64 // counting copies would cost more than so few nodes less spare
	}
	s.mergeFrom(inside, few)
	b.inner = resized(b.inner, s.packed.n())
	clear(b.inner)
	s.withinTwins(inside, b.inner)
	b.sources = s.grouped(b.sources)
	b.accumulate(&s.packed, dependencySums{sum: b.inner}, threads)
	for i, c := range s.twins.class {
		b.within[i] = b.inner[s.number[c]]
	}
	return b.within
}

// directed searches from every node that an arc leaves, after renumbering large
// graphs for locality.
func (b *Brandes) directed(g *Graph, threads int) {
	const large = 1024
	near := reordering{graph: g}
	if g.N() > large {
		near = reordered(g)
	}
	g = near.graph
	b.sources = b.sources[:0]
	for v := range int32(g.N()) {
		if g.Degree(v) > 0 {
			b.sources = append(b.sources, v)
		}
	}
	if len(b.sources) == 0 {
		return
	}
	f := reducedGraph{offsets: g.offsets, targets: g.targets, oneWay: true}
	b.accumulate(&f, dependencySums{sum: b.sum}, threads)
	b.sum = restored(near, b.sum)
}
