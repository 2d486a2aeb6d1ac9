package measure

import (
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// Kernels keep the storage of the kernels for one goroutine. The zero Kernels are
// ready.
type Kernels struct {
	brandes      network.Brandes
	search       network.Searcher
	closeness    network.ClosenessSampler
	paths        network.PathCounter
	connectivity network.LocalConnectivity
	burt         network.Burt
	values       []float64
	priority     []uint64 // by node
}

// Searcher returns the storage for searches, for those who compute beside the
// measures. A later call of any method may use it again.
func (k *Kernels) Searcher() *network.Searcher { return &k.search }

// Values returns the value of every node of a world, by node. It is valid until
// the next call.
func (k *Kernels) Values(m *Measure, w *snapshot.World) []float64 {
	g := w.Graph(m.InCase.Network)
	if m.InCase.Turned {
		g = w.Superiors()
	}
	return k.OfGraph(m, g)
}

// OfGraph returns the value of every node of a graph, by node. It is valid until the
// next call.
func (k *Kernels) OfGraph(m *Measure, g *network.Graph) []float64 {
	values, _ := k.raw(m, g, 0)
	scaled(values, m.Scale(g))
	return values
}

// Value returns the measure of the whole of a world.
func (k *Kernels) Value(m *Measure, w *snapshot.World) float64 {
	if m.ByShape() {
		return m.InCase.shape(w.Shape())
	}
	return m.whole(k, w.Graph(m.InCase.Network))
}

// OfWhole returns the measure of the whole of a bare graph.
func (k *Kernels) OfWhole(m *Measure, g *network.Graph) float64 {
	if m.InGraph.Arcs == Plain {
		g = g.Underlying()
	}
	return m.whole(k, g)
}

// Raw returns the value of every node of a bare graph before it is divided by
// [Measure.Scale]; where the graph has weights and the measure takes them for lengths,
// along the shortest of these. Spectrum is set where values were found by iteration.
// It fails with [network.ErrBadWeight] where a weight is no length.
func (m *Measure) Raw(g *network.Graph, threads int) (values []float64, spectrum *network.Spectrum, err error) {
	if g.Weighted() && m.InGraph.lengths != nil {
		values, err = m.InGraph.lengths(g, threads)
		return values, nil, err
	}
	values, spectrum = new(Kernels).raw(m, g, max(threads, 1))
	return values, spectrum, nil
}

// Estimate estimates raw values of the nodes of a bare graph from some of the searches.
func (m *Measure) Estimate(g *network.Graph, c network.BetweennessConfig) network.BetweennessSample {
	return m.sample(new(Kernels), g, c)
}

// Scale is what raw values of a graph are divided by.
func (m *Measure) Scale(g *network.Graph) float64 {
	if m.scale == nil {
		return 1
	}
	return m.scale(g)
}

func (k *Kernels) raw(m *Measure, g *network.Graph, threads int) ([]float64, *network.Spectrum) {
	if m.iterated != nil {
		s := m.iterated(g, threads)
		return s.Values, &s
	}
	return m.nodes(k, g, threads), nil
}

func scaled(values []float64, scale float64) {
	if scale == 1 {
		return
	}
	for v := range values {
		values[v] /= scale
	}
}

// pairsOfOthers is the number of pairs that a node can lie between, ordered ones in a
// directed graph; 1 where there is none, as then no value is above 0.
func pairsOfOthers(g *network.Graph) float64 {
	n := float64(g.N())
	switch {
	case n < 3:
		return 1
	case g.Directed():
		return (n - 1) * (n - 2)
	}
	return (n - 1) * (n - 2) / 2
}

func others(g *network.Graph) float64 { return float64(max(g.N()-1, 1)) }

func betweenness(k *Kernels, g *network.Graph, threads int) []float64 {
	if threads > 0 {
		return network.Betweenness(g, threads)
	}
	return k.brandes.Betweenness(g)
}

func degree(k *Kernels, g *network.Graph, threads int) []float64 {
	return leaving(k, g.Underlying(), threads)
}

func arriving(k *Kernels, g *network.Graph, threads int) []float64 {
	return leaving(k, g.Reverse(), threads)
}

func leaving(k *Kernels, g *network.Graph, _ int) []float64 {
	return k.each(g, func(v int32) float64 { return float64(g.Degree(v)) })
}

// strength sums the weights of ties, arriving and leaving.
func strength(_ *Kernels, g *network.Graph, _ int) []float64 {
	out := make([]float64, g.N())
	for v := range int32(g.N()) {
		weights := g.Weights(v)
		for i, u := range g.Neighbours(v) {
			out[v] += weights[i]
			if g.Directed() {
				out[u] += weights[i]
			}
		}
	}
	return out
}

func core(k *Kernels, g *network.Graph, _ int) []float64 {
	numbers := network.CoreNumbers(g)
	return k.each(g, func(v int32) float64 { return float64(numbers[v]) })
}

func effectiveSize(k *Kernels, g *network.Graph, _ int) []float64 {
	holes := k.burt.Holes(g)
	return k.each(g, func(v int32) float64 { return holes[v].EffectiveSize })
}

func constraint(k *Kernels, g *network.Graph, _ int) []float64 {
	holes := k.burt.Holes(g)
	return k.each(g, func(v int32) float64 { return holes[v].Constraint })
}

// brokered counts the pairs that each node stands between; the kernel counts those of
// an undirected graph from both ends.
func brokered(k *Kernels, g *network.Graph, _ int) []float64 {
	by, _ := network.Brokerages(g, make([]int32, g.N()))
	ends := 2.0
	if g.Directed() {
		ends = 1
	}
	return k.each(g, func(v int32) float64 { return float64(by[v].Total()) / ends })
}

// each lists a value of every node in the storage of the Kernels.
func (k *Kernels) each(g *network.Graph, value func(v int32) float64) []float64 {
	k.values = k.values[:0]
	for v := range int32(g.N()) {
		k.values = append(k.values, value(v))
	}
	return k.values
}

func sampledBetweenness(k *Kernels, g *network.Graph, c network.BetweennessConfig) network.BetweennessSample {
	return k.brandes.Sample(g, c)
}

func sampledCloseness(k *Kernels, g *network.Graph, c network.BetweennessConfig) network.BetweennessSample {
	s := k.closeness.Sample(g, c.Pivots, c.Priority)
	return network.BetweennessSample{Values: s.Closeness, Errors: s.ClosenessErrors, Pivots: s.Pivots}
}

func sampledHarmonic(k *Kernels, g *network.Graph, c network.BetweennessConfig) network.BetweennessSample {
	s := k.closeness.Sample(g, c.Pivots, c.Priority)
	return network.BetweennessSample{Values: s.Harmonic, Errors: s.HarmonicErrors, Pivots: s.Pivots}
}
