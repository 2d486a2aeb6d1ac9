package measure

import (
	"slices"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// wholeRows are the measures of the whole network, in the order in which they are
// shown. With fewer than two nodes nothing can fall apart: F, DF and efficiency are 0
// then.
func wholeRows() []Measure { return slices.Concat(sizeRows(), distanceRows(), structureRows()) }

// inBinding is how a measure is computed in a case: in the network of ties that bind.
func inBinding(nanoseconds float64) *InCase {
	return &InCase{Network: snapshot.Binding, nanoseconds: nanoseconds}
}

// ofShape reads a measure off what is counted in every world.
func ofShape(shape func(snapshot.Shape) float64) *InCase {
	return &InCase{Network: snapshot.Binding, nanoseconds: leastCost, shape: shape}
}

// sizeRows say how large the network is, and how far it has fallen apart.
func sizeRows() []Measure {
	plain := &InGraph{Arcs: Plain, Weights: Unweighted}
	leaving := &InGraph{Arcs: Leaving, Weights: Unweighted}
	parts := ofShape(func(s snapshot.Shape) float64 { return float64(s.Components) })
	parts.Counts = true
	return []Measure{
		{
			Name: "nodes", Term: "number of entities", Unit: "entities", Range: unbounded, Count: true,
			Says:    "The number of entities in the network",
			Formula: "n, isolates counted", Source: "by count",
			InCase: ofShape(func(s snapshot.Shape) float64 { return float64(s.Nodes) }), InGraph: plain,
			whole: func(_ *Kernels, g *network.Graph) float64 { return float64(g.N()) },
		},
		{
			Name: "ties", Term: "number of ties", Unit: "pairs", Range: unbounded, Count: true,
			Says:    "The number of ties, one for each pair that is tied",
			Formula: "m", Source: "by count",
			InCase: inBinding(leastCost), InGraph: leaving,
			whole: func(_ *Kernels, g *network.Graph) float64 { return float64(g.M()) },
		},
		{
			Name: "isolates", Term: "isolates", Unit: "entities", Range: unbounded, Count: true,
			Says:    "The number of isolates: entities without a tie",
			Formula: "nodes of degree 0", Source: "by count",
			InCase: inBinding(leastCost), InGraph: plain, whole: isolates,
		},
		{
			Name: "components", Term: "components", Unit: "parts", Range: unbounded, Count: true,
			Says:    "The number of components, counting isolates",
			Formula: "connected sets, isolates counted", Source: "Hopcroft and Tarjan 1973",
			InCase: parts, InGraph: plain,
			whole: func(k *Kernels, g *network.Graph) float64 {
				_, n := k.search.Components(g)
				return float64(n)
			},
		},
		{
			Name: "largest", Term: "largest component", Unit: "entities", Range: unbounded, Count: true,
			Says:    "The number of entities in the largest component",
			Formula: "nodes of the largest component", Source: "Hopcroft and Tarjan 1973",
			InCase: ofShape(func(s snapshot.Shape) float64 { return float64(s.Largest) }), InGraph: plain,
			whole: func(k *Kernels, g *network.Graph) float64 { return float64(k.search.Largest(g)) },
		},
		{
			Name: "f", Also: "fragmentation", Term: "Borgatti's fragmentation F", Unit: "share of pairs", Range: share,
			Says:    "The share of pairs that no path connects",
			Formula: "1 − Σ s_k(s_k − 1) / (n(n − 1)), s_k the sizes of components", Scaled: "n(n−1)", Source: "Borgatti 2006",
			InCase: ofShape(snapshot.Shape.Fragmentation), InGraph: leaving,
			whole: fragmentation,
		},
	}
}

// distanceRows say how far apart entities are, and how densely they are tied.
func distanceRows() []Measure {
	plain := &InGraph{Arcs: Plain, Weights: Unweighted}
	leaving := &InGraph{Arcs: Leaving, Weights: Unweighted}
	return []Measure{
		{
			Name: "df", Term: "Borgatti's distance-weighted fragmentation DF", Unit: "1 minus the mean of 1/steps", Range: share, Cost: Distances,
			Says:    "How far apart pairs are on average: 0 where all are tied, 1 where none are",
			Formula: "1 − Σ_{i≠j} (1/d_ij) / (n(n − 1))", Scaled: "n(n−1)", Source: "Borgatti 2006",
			InCase: inBinding(distanceCost), InGraph: leaving,
			whole: func(k *Kernels, g *network.Graph) float64 { return k.search.DistanceFragmentation(g) },
		},
		{
			Name: "efficiency", Term: "Latora and Marchiori's global efficiency", Unit: "mean of 1/steps", Range: share, Cost: Distances,
			Says:    "The mean of the inverse distance between pairs",
			Formula: "mean of 1/d over pairs; equals 1 − DF", Scaled: "n(n−1)", Source: "Latora and Marchiori 2001",
			InCase: inBinding(distanceCost), InGraph: leaving,
			whole: func(k *Kernels, g *network.Graph) float64 { return k.search.Efficiency(g) },
		},
		{
			Name: "density", Term: "density", Unit: "share of pairs", Range: share,
			Says:    "The density: the share of pairs that are tied",
			Formula: "m / (n(n−1)/2)", Scaled: "n(n−1)/2", Source: "Wasserman and Faust 1994",
			InCase: inBinding(leastCost), InGraph: leaving,
			whole: func(_ *Kernels, g *network.Graph) float64 { return network.Density(g) },
		},
		{
			Name: "transitivity", Term: "global clustering coefficient", Unit: "share of paths of two ties", Range: share, Cost: Neighbours,
			Says:    "The transitivity: how often two who are tied to the same entity are tied to each other",
			Formula: "3 · triangles / paths of two ties", Source: "Wasserman and Faust 1994",
			InCase: inBinding(brokerCost), InGraph: plain,
			whole: func(_ *Kernels, g *network.Graph) float64 { return network.Transitivity(g) },
		},
		{
			Name: "diameter", Term: "diameter", Unit: "steps", Range: unbounded, Count: true, Cost: Distances,
			Says:    "The diameter: the longest distance between two that are connected",
			Formula: "largest d, pairs without a path left out", Source: "Wasserman and Faust 1994",
			InGraph: leaving, Lacks: notInWorlds,
			whole: func(_ *Kernels, g *network.Graph) float64 { return float64(network.LengthsOfPaths(g).Diameter()) },
		},
		{
			Name: "mean_distance", Term: "mean distance", Unit: "steps", Range: unbounded, Cost: Distances,
			Says:    "The mean distance between two that are connected",
			Formula: "mean of d, pairs without a path left out", Source: "Wasserman and Faust 1994",
			InGraph: leaving, Lacks: notInWorlds,
			whole: func(_ *Kernels, g *network.Graph) float64 { return network.LengthsOfPaths(g).Mean() },
		},
	}
}

// structureRows say where ties concentrate, and where the network could split.
func structureRows() []Measure {
	plain := &InGraph{Arcs: Plain, Weights: Unweighted}
	return []Measure{
		{
			Name: "largest_core", Term: "degeneracy", Unit: "ties", Range: unbounded, Count: true,
			Says:    "The largest k for which there is a group whose members each have at least k ties within it",
			Formula: "largest core of a node", Source: "Seidman 1983",
			InGraph: plain, Lacks: "the first value of core gives it",
			whole: func(k *Kernels, g *network.Graph) float64 { return slices.Max(append(core(k, g, 1), 0)) },
		},
		{
			Name: "degree_centralization", Term: "Freeman centralization by degree", Unit: "share of a star's", Range: share,
			Says:    "How far ties concentrate on one entity: 0 where all are alike, 1 in a star",
			Formula: "Σ (largest degree − degree)", Scaled: "(n−1)(n−2), the sum in a star", Source: "Freeman 1979",
			InCase: inBinding(leastCost), InGraph: plain,
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return network.DegreeCentralization(g, network.ByStar)
			},
		},
		{
			Name: "betweenness_centralization", Term: "Freeman centralization by betweenness", Unit: "share of a star's", Range: share, Cost: Paths,
			Says:    "How far shortest paths concentrate on one entity: 0 where all are alike, 1 in a star",
			Formula: "Σ (largest betweenness − betweenness)", Scaled: "n−1, the sum in a star", Source: "Freeman 1979",
			InCase: inBinding(1.4),
			Lacks:  "the summary of a bare graph does not compute betweenness unasked",
			whole: func(k *Kernels, g *network.Graph) float64 {
				return network.BetweennessCentralization(g, k.brandes.Betweenness(g))
			},
		},
		{
			Name: "articulation_points", Term: "articulation points", Unit: "entities", Range: unbounded, Count: true,
			Says:    "The number of articulation points: entities whose absence alone would split a component",
			Formula: "number of nodes without which a component would split; never which", Source: "Hopcroft and Tarjan 1973",
			InCase: inBinding(leastCost), InGraph: plain, whole: articulationPoints,
		},
		{
			Name: "bridges", Term: "bridges", Unit: "ties", Range: unbounded, Count: true,
			Says:    "The number of bridges: ties whose absence alone would split a component",
			Formula: "number of ties without which a component would split; never which", Source: "Hopcroft and Tarjan 1973",
			InCase: inBinding(leastCost), InGraph: plain,
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return float64(len(network.FindBlocks(g).Bridges))
			},
		},
		{
			Name: "modularity", Term: "Newman and Girvan's modularity Q", Unit: "share of ties above chance", Range: Range{-.5, 1},
			Says:    "How clearly the network divides into communities, in the best division that the Leiden algorithm found",
			Formula: "Σ over communities of (ties within / m − (ends within / 2m)²), of the division found", Source: "Newman and Girvan 2004; Traag, Waltman and van Eck 2019 (Leiden)",
			InCase: &InCase{Network: snapshot.Binding, nanoseconds: divideCost, divides: true}, InGraph: plain,
			whole: func(_ *Kernels, g *network.Graph) float64 { return division(g).Modularity },
		},
		{
			Name: "communities", Term: "communities", Unit: "parts", Range: unbounded, Count: true,
			Says:    "The number of communities in the best division that the Leiden algorithm found",
			Formula: "parts of the division found", Source: "Traag, Waltman and van Eck 2019",
			InGraph: plain, Lacks: "they are listed with their members and how far they stay together",
			whole: func(_ *Kernels, g *network.Graph) float64 {
				return float64(division(g).Count)
			},
		},
	}
}

// notInWorlds is why a mean over connected pairs is no measure of a case.
const notInWorlds = "a loss that splits the network would shorten it; df and efficiency count all pairs"

// leastCost is nanoseconds for each tie of what goes over the ties a few times.
const leastCost = 100

// fragmentation follows the arcs of a directed graph.
func fragmentation(k *Kernels, g *network.Graph) float64 {
	n := float64(g.N())
	if !g.Directed() || n < 2 {
		return k.search.Fragmentation(g)
	}
	return 1 - float64(network.LengthsOfPaths(g).Joined())/(n*(n-1))
}

func isolates(_ *Kernels, g *network.Graph) float64 {
	count := 0.0
	for v := range int32(g.N()) {
		if g.Degree(v) == 0 {
			count++
		}
	}
	return count
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
