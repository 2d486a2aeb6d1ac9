package measure

import (
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// An Entire is a value that the binding network has as a whole.
type Entire struct {
	Name string
	// Says is what the value tells, as a sentence for a person.
	Says string
	of   func(k *Kernels, g *network.Graph) float64
}

// Wholes lists the measures of the whole network. With fewer than two nodes
// nothing can fall apart: F, DF and efficiency are 0 then.
var Wholes = []Entire{
	{"nodes", "How many entities are in the network.",
		func(_ *Kernels, g *network.Graph) float64 { return float64(g.N()) }},
	{"ties", "How many pairs are tied.",
		func(_ *Kernels, g *network.Graph) float64 { return float64(g.M()) }},
	{"components", "Into how many parts the network falls, isolates counted.",
		func(k *Kernels, g *network.Graph) float64 { _, n := k.search.Components(g); return float64(n) }},
	{"largest", "How many belong to the largest part.",
		func(k *Kernels, g *network.Graph) float64 { return float64(k.search.Largest(g)) }},
	{"f", "The share of pairs that no way connects (Borgatti's F).",
		func(k *Kernels, g *network.Graph) float64 { return k.search.Fragmentation(g) }},
	{"df", "How far apart pairs are on average, from 0 (all tied) to 1 (nobody is; Borgatti's DF).",
		func(k *Kernels, g *network.Graph) float64 { return k.search.DistanceFragmentation(g) }},
	{"efficiency", "The mean of one over the distance of a pair (Latora and Marchiori).",
		func(k *Kernels, g *network.Graph) float64 { return k.search.Efficiency(g) }},
	{"density", "The share of pairs that are tied.",
		func(_ *Kernels, g *network.Graph) float64 { return network.Density(g) }},
	{"degree_centralization", "How far the ties gather on one, from 0 (all have as many) to 1 (a star; Freeman).",
		func(_ *Kernels, g *network.Graph) float64 { return network.DegreeCentralization(g, network.ByStar) }},
	{"betweenness_centralization", "How far one lies on the ways of all others, from 0 (all alike) to 1 (a star; Freeman).",
		func(k *Kernels, g *network.Graph) float64 {
			return network.BetweennessCentralization(g, k.brandes.Betweenness(g))
		}},
	{"articulation_points", "Without how many single ones a part would fall apart.", articulationPoints},
	{"bridges", "Without how many single ties a part would fall apart.",
		func(_ *Kernels, g *network.Graph) float64 { return float64(len(network.FindBlocks(g).Bridges)) }},
	{"modularity", "How clearly the network divides into communities, by the best division found (Leiden).",
		func(_ *Kernels, g *network.Graph) float64 {
			return network.Leiden(g, network.LeidenConfig{Seed: 1}).Modularity
		}},
}

func articulationPoints(_ *Kernels, g *network.Graph) float64 {
	count := 0.0
	for _, cut := range network.FindBlocks(g).Articulation {
		if cut {
			count++
		}
	}
	return count
}

// Global returns the measure of the whole network of a name. It fails with
// [ErrUnknownMeasure].
func Global(name string) (Entire, error) {
	known := make([]string, len(Wholes))
	for i, m := range Wholes {
		if m.Name == name {
			return m, nil
		}
		known[i] = m.Name
	}
	return Entire{}, unknown(name, known)
}

// Value returns the measure of a world.
func (k *Kernels) Value(m Entire, w *snapshot.World) float64 {
	return m.of(k, w.Graph(snapshot.Binding))
}
