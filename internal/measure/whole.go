package measure

import (
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// wholeRows are the measures of the whole network, in the order in which they are
// shown. With fewer than two nodes nothing can fall apart: F, DF and efficiency are 0
// then.
func wholeRows() []Measure {
	in := func(nanoseconds float64) *InCase {
		return &InCase{Network: snapshot.Binding, nanoseconds: nanoseconds}
	}
	told := func(shape func(snapshot.Shape) float64) *InCase {
		return &InCase{Network: snapshot.Binding, nanoseconds: leastCost, shape: shape}
	}
	parts := told(func(s snapshot.Shape) float64 { return float64(s.Components) })
	parts.Counts = true
	return []Measure{
		{
			Name: "nodes", Term: "number of entities", Unit: "entities", Range: unbounded, Count: true,
			Says:    "The number of entities in the network",
			Formula: "n, isolates counted", Source: "by count",
			InCase: told(func(s snapshot.Shape) float64 { return float64(s.Nodes) }),
			whole:  func(_ *Kernels, g *network.Graph) float64 { return float64(g.N()) },
		},
		{
			Name: "ties", Term: "number of ties", Unit: "pairs", Range: unbounded, Count: true,
			Says:    "The number of ties, one for each pair that is tied",
			Formula: "m", Source: "by count",
			InCase: in(leastCost),
			whole:  func(_ *Kernels, g *network.Graph) float64 { return float64(g.M()) },
		},
		{
			Name: "components", Term: "components", Unit: "parts", Range: unbounded, Count: true,
			Says:    "Into how many components the network falls, isolates counted",
			Formula: "sets connected among themselves, isolates counted", Source: "Hopcroft and Tarjan 1973",
			InCase: parts,
			whole: func(k *Kernels, g *network.Graph) float64 {
				_, n := k.search.Components(g)
				return float64(n)
			},
		},
		{
			Name: "largest", Term: "largest component", Unit: "entities", Range: unbounded, Count: true,
			Says:    "How many belong to the largest component",
			Formula: "nodes of the largest component", Source: "Hopcroft and Tarjan 1973",
			InCase: told(func(s snapshot.Shape) float64 { return float64(s.Largest) }),
			whole:  func(k *Kernels, g *network.Graph) float64 { return float64(k.search.Largest(g)) },
		},
		{
			Name: "f", Also: "fragmentation", Term: "Borgatti's fragmentation F", Unit: "share of pairs", Range: share,
			Says:    "The share of pairs that no path connects",
			Formula: "1 − Σ s_k(s_k − 1) / (n(n − 1)), s_k the sizes of components", Scaled: "n(n−1)", Source: "Borgatti 2006",
			InCase: told(snapshot.Shape.Fragmentation),
			whole:  func(k *Kernels, g *network.Graph) float64 { return k.search.Fragmentation(g) },
		},
		{
			Name: "df", Term: "Borgatti's distance-weighted fragmentation DF", Unit: "steps, turned round, less than 1", Range: share, Cost: Distances,
			Says:    "How far apart pairs are on average, from all tied to nobody tied",
			Formula: "1 − Σ_{i≠j} (1/d_ij) / (n(n − 1))", Scaled: "n(n−1)", Source: "Borgatti 2006",
			InCase: in(distanceCost),
			whole:  func(k *Kernels, g *network.Graph) float64 { return k.search.DistanceFragmentation(g) },
		},
		{
			Name: "efficiency", Term: "global efficiency, of Latora and Marchiori", Unit: "steps, turned round", Range: share, Cost: Distances,
			Says:    "The mean of one over the distance of a pair",
			Formula: "mean of 1/d over pairs; equals 1 − DF", Scaled: "n(n−1)", Source: "Latora and Marchiori 2001",
			InCase: in(distanceCost),
			whole:  func(k *Kernels, g *network.Graph) float64 { return k.search.Efficiency(g) },
		},
		{
			Name: "density", Term: "density", Unit: "share of pairs", Range: share,
			Says:    "The density: the share of pairs that are tied",
			Formula: "m / (n(n−1)/2)", Scaled: "n(n−1)/2", Source: "Wasserman and Faust 1994",
			InCase: in(leastCost),
			whole:  func(_ *Kernels, g *network.Graph) float64 { return network.Density(g) },
		},
		{
			Name: "degree_centralization", Term: "Freeman centralization by degree", Unit: "share of that of a star", Range: share,
			Says:    "How far the ties gather on one, from all alike to a star",
			Formula: "Σ (largest degree − degree)", Scaled: "(n−1)(n−2), the sum in a star", Source: "Freeman 1979",
			InCase: in(leastCost),
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return network.DegreeCentralization(g, network.ByStar)
			},
		},
		{
			Name: "betweenness_centralization", Term: "Freeman centralization by betweenness", Unit: "share of that of a star", Range: share, Cost: Paths,
			Says:    "How far one lies on the paths between all others, from all alike to a star",
			Formula: "Σ (largest betweenness − betweenness)", Scaled: "n−1, the sum in a star", Source: "Freeman 1979",
			InCase: in(1.4),
			whole: func(k *Kernels, g *network.Graph) float64 {
				return network.BetweennessCentralization(g, k.brandes.Betweenness(g))
			},
		},
		{
			Name: "articulation_points", Term: "articulation points", Unit: "entities", Range: unbounded, Count: true,
			Says:    "How many articulation points there are: entities whose absence alone would split a component",
			Formula: "nodes without which a component would fall apart: how many, never whose", Source: "Hopcroft and Tarjan 1973",
			InCase: in(leastCost), whole: articulationPoints,
		},
		{
			Name: "bridges", Term: "bridges", Unit: "ties", Range: unbounded, Count: true,
			Says:    "How many bridges there are: ties whose absence alone would split a component",
			Formula: "ties without which a component would fall apart: how many, never whose", Source: "Hopcroft and Tarjan 1973",
			InCase: in(leastCost),
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return float64(len(network.FindBlocks(g).Bridges))
			},
		},
		{
			Name: "modularity", Term: "Newman and Girvan's modularity Q", Unit: "share of ties above chance", Range: Range{-.5, 1},
			Says:    "How clearly the network divides into communities, by the best division found (Leiden)",
			Formula: "Σ over communities of (ties within / m − (ends within / 2m)²), of the division found", Source: "Newman and Girvan 2004; Traag, Waltman and van Eck 2019 (Leiden)",
			InCase: in(divideCost),
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return network.Leiden(g, network.LeidenConfig{Seed: 1}).Modularity
			},
		},
	}
}

// leastCost is nanoseconds for each tie of what goes over the ties a few times.
const leastCost = 100

func articulationPoints(_ *Kernels, g *network.Graph) float64 {
	count := 0.0
	for _, cut := range network.FindBlocks(g).Articulation {
		if cut {
			count++
		}
	}
	return count
}

// FromShape returns a measure of the whole of a world by the sizes of its components,
// false where these do not tell it.
func (m *Measure) FromShape(s snapshot.Shape) (float64, bool) {
	if m.InCase.shape == nil {
		return 0, false
	}
	return m.InCase.shape(s), true
}

// ByShape reports whether the sizes of components tell a measure of the whole.
func (m *Measure) ByShape() bool { return m.InCase.shape != nil }

// cost is about how many nanoseconds it takes in one world.
func (m *Measure) cost(nodes, ties float64) float64 {
	if m.Cost.Searches() {
		return m.InCase.nanoseconds * nodes * ties
	}
	return m.InCase.nanoseconds * ties
}
