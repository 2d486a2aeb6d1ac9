package network

// Betweenness is, for every node v, the sum over pairs s, t of other nodes of
// the share of shortest paths from s to t that pass through v. Raw, not
// normalised: in an undirected graph each pair counts once, so values lie in
// [0, (n-1)(n-2)/2]; in a directed one ordered pairs count, [0, (n-1)(n-2)].
// Weights are ignored: see WeightedBetweenness. threads below 1 means 1; the
// result does not depend on it, to the last bit.
//
// Counts of paths are float64: a lattice with more than 1.8e308 shortest paths
// between two nodes yields NaN.
func Betweenness(g *Graph, threads int) []float64 {
	// Freeman, L. C. (1977), A set of measures of centrality based on betweenness.
	var b Brandes
	return b.betweenness(g, threads)
}

// A Brandes computes betweenness of many graphs in storage it keeps. What
// Betweenness returns is valid until the next call. The zero Brandes is ready;
// it must not be used by two goroutines at once.
type Brandes struct {
	sweep   sweep
	sources []int32
	sum     []float64
	parts   []float64 // one accumulator a stripe
}

// Betweenness is the measure of that name, on one thread and in b's storage.
func (b *Brandes) Betweenness(g *Graph) []float64 { return b.betweenness(g, 1) }

func (b *Brandes) betweenness(g *Graph, threads int) []float64 {
	n := g.N()
	b.sum = resized(b.sum, n)
	clear(b.sum)
	if n == 0 {
		return b.sum
	}
	b.sources = b.sources[:0]
	for v := range int32(n) {
		if g.Degree(v) > 0 {
			b.sources = append(b.sources, v)
		}
	}
	f := field{offsets: g.offsets, targets: g.targets}
	b.spread(&f, threads)
	if !g.directed {
		for v := range b.sum {
			b.sum[v] /= 2
		}
	}
	return b.sum
}
