package measure

import (
	"slices"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// nodeRows are the measures of nodes, in the order in which they are shown.
func nodeRows() []Measure { return slices.Concat(directRows(), walkRows(), neighbourRows()) }

// directRows begin with the measure that is shown unasked; the others count or add up the
// ties of a node.
func directRows() []Measure {
	binding := func() *InCase { return &InCase{Network: snapshot.Binding} }
	return []Measure{
		{
			Name: "betweenness", Term: "betweenness centrality", Unit: "share of pairs of others", Range: share, Cost: Paths,
			Says:    "How often it lies on the shortest paths between others, as a share of all pairs",
			Formula: "Σ over pairs of the share of shortest paths through the node", Scaled: "(n−1)(n−2)/2; along arcs (n−1)(n−2)",
			Source: "Freeman 1977; algorithm Brandes 2001",
			InCase: &InCase{Network: snapshot.Binding, nanoseconds: 1.4, pivots: 3, Leads: true},
			InGraph: &InGraph{Arcs: Leaving, Weights: Lengths, Raw: true, Full: "small blocks in full",
				Hint: "; for nodes high in the list the exact value lies within two of them nine times in ten", lengths: network.WeightedBetweenness},
			nodes: betweenness, scale: pairsOfOthers, sample: sampledBetweenness,
		},
		{
			Name: "degree", Term: "degree centrality", Unit: "others", Range: unbounded, Count: true, Cost: Ties,
			Says:    "How many others it is tied to",
			Formula: "number of neighbours", Source: "Freeman 1979",
			InCase: binding(), InGraph: &InGraph{Arcs: Plain, Weights: Unweighted}, nodes: degree,
		},
		{
			Name: "subordinates", Term: "out-degree by command", Unit: "others", Range: unbounded, Count: true, Cost: Ties,
			Says:    "How many others it holds power over by a direct tie",
			Formula: "number of outgoing ties of command", Source: "Freeman 1979",
			InCase: &InCase{Network: snapshot.Command}, Lacks: "a bare graph has no command; outdegree counts all arcs", nodes: leaving,
		},
		{
			Name: "superiors", Term: "in-degree by command", Unit: "others", Range: unbounded, Count: true, Cost: Ties,
			Says:    "How many others hold power over it by a direct tie",
			Formula: "number of incoming ties of command", Source: "Freeman 1979",
			InCase: &InCase{Network: snapshot.Command, Turned: true}, Lacks: "a bare graph has no command; indegree counts all arcs", nodes: leaving,
		},
		{
			Name: "indegree", Term: "in-degree", Unit: "arcs", Range: unbounded, Count: true, Cost: Ties,
			Says:    "How many arcs lead to it",
			Formula: "number of incoming arcs", Source: "Freeman 1979",
			InGraph: &InGraph{Arcs: Arriving, Weights: Unweighted}, Lacks: "ties that bind have no direction; superiors counts those of command", nodes: arriving,
		},
		{
			Name: "outdegree", Term: "out-degree", Unit: "arcs", Range: unbounded, Count: true, Cost: Ties,
			Says:    "How many arcs lead away from it",
			Formula: "number of outgoing arcs", Source: "Freeman 1979",
			InGraph: &InGraph{Arcs: Leaving, Weights: Unweighted}, Lacks: "ties that bind have no direction; subordinates counts those of command", nodes: leaving,
		},
		{
			Name: "strength", Term: "node strength", Unit: "sum of weights", Range: unbounded, Cost: Ties,
			Says:    "The sum of the weights of its ties",
			Formula: "Σ of the weights of the ties of the node", Source: "Barrat and others 2004",
			InGraph: &InGraph{Arcs: Both, Weights: Needed}, Lacks: "the ties of a case carry no weights", nodes: strength,
		},
	}
}

// walkRows measure a node by its distances, or by walks over the ties.
func walkRows() []Measure {
	binding := func() *InCase { return &InCase{Network: snapshot.Binding} }
	return []Measure{
		{
			Name: "closeness", Term: "Wasserman and Faust's closeness centrality", Unit: "1/mean steps times the share reached", Range: share, Cost: Distances,
			Says:    "How near it is to the others, and how many of them it reaches",
			Formula: "(reached / Σd) · reached / (n−1), with *reached* the others it has a path to: 0 for an isolate", Source: "Wasserman and Faust 1994",
			InCase:  &InCase{Network: snapshot.Binding, nanoseconds: .3, pivots: 1},
			InGraph: &InGraph{Arcs: Leaving, Weights: Lengths, Full: "small components in full", lengths: network.WeightedCloseness},
			nodes:   func(_ *Kernels, g *network.Graph, threads int) []float64 { return network.Closeness(g, threads) },
			sample:  sampledCloseness,
		},
		{
			Name: "harmonic", Term: "harmonic centrality", Unit: "mean of 1/steps", Range: share, Cost: Distances,
			Says:    "The mean of the inverse distance to the others",
			Formula: "Σ (1/d)", Scaled: "n−1", Source: "Marchiori and Latora 2000",
			InCase:  &InCase{Network: snapshot.Binding, nanoseconds: .3, pivots: 1},
			InGraph: &InGraph{Arcs: Leaving, Weights: Lengths, Full: "small components in full", lengths: network.WeightedHarmonic},
			nodes:   func(_ *Kernels, g *network.Graph, threads int) []float64 { return network.Harmonic(g, threads) },
			scale:   others, sample: sampledHarmonic,
		},
		{
			Name: "eigenvector", Term: "eigenvector centrality", Unit: "share of the largest", Range: share, Cost: Ties,
			Says:    "How well it is tied to those who are themselves well tied",
			Formula: "leading eigenvector of the adjacency matrix", Scaled: "its largest value", Source: "Bonacich 1972",
			InCase: binding(), InGraph: &InGraph{Arcs: Arriving, Weights: Strengths},
			iterated: func(g *network.Graph, _ int) network.Spectrum {
				return network.Eigenvector(g, network.EigenvectorConfig{})
			},
		},
		{
			Name: "pagerank", Term: "PageRank", Unit: "share of time", Range: share, Cost: Ties,
			Says:    "The share of time that a random walk over the ties spends at it",
			Formula: "stationary share of a walk that follows a tie with probability 0.85 and otherwise jumps to any node; from a node without ties, to any", Source: "Page and others 1999",
			InCase: binding(), InGraph: &InGraph{Arcs: Arriving, Weights: Strengths},
			iterated: func(g *network.Graph, threads int) network.Spectrum {
				return network.PageRank(g, network.PageRankConfig{Threads: threads})
			},
		},
	}
}

// neighbourRows measure a node by how those around it are tied to each other.
func neighbourRows() []Measure {
	binding := func() *InCase { return &InCase{Network: snapshot.Binding} }
	return []Measure{
		{
			Name: "core", Term: "k-core number", Unit: "ties", Range: unbounded, Count: true, Cost: Ties,
			Says:    "The largest k for which it belongs to a group whose members each have at least k ties within the group",
			Formula: "largest k such that the node belongs to a subgraph in which every node has at least k neighbours", Source: "Seidman 1983",
			InCase: binding(), InGraph: &InGraph{Arcs: Plain, Weights: Unweighted}, nodes: core,
		},
		{
			Name: "effective_size", Term: "Burt's effective size", Unit: "others", Range: unbounded, Cost: Neighbours,
			Says:    "How many others it is tied to, less those tied to each other",
			Formula: "Σ over contacts j of (1 − Σ_q p_iq m_jq), p_iq the share of i's ties that it has with q, m_jq the tie of j with q over j's strongest", Source: "Burt 1992",
			InCase: binding(), InGraph: &InGraph{Arcs: Both, Weights: Strengths}, nodes: effectiveSize,
		},
		{
			Name: "constraint", Term: "Burt's constraint", Unit: "squared shares of ties", Range: unbounded, Cost: Neighbours,
			Says:    "How far its contacts are tied to each other: a high value leaves little room to broker",
			Formula: "Σ over contacts j of (p_ij + Σ_q p_iq p_qj)²", Source: "Burt 1992",
			InCase: binding(), InGraph: &InGraph{Arcs: Both, Weights: Strengths}, nodes: constraint,
		},
		{
			Name: "brokerage", Term: "Gould-Fernandez brokerage", Unit: "pairs of others", Range: unbounded, Count: true, Cost: Neighbours,
			Says:    "How many pairs of others it stands between: both tied to it and not to each other",
			Formula: "pairs of others that are both tied to the node and not to each other, each once; along arcs i → node → k without i → k", Source: "Gould and Fernandez 1989",
			InCase: binding(), InGraph: &InGraph{Arcs: Leaving, Weights: Unweighted}, nodes: brokered,
		},
	}
}
