package network

import (
	"slices"
)

// A DegreeForm says how the degree centralization of a directed graph is scaled.
type DegreeForm int

// The forms in use.
const (
	// ByStar divides by (n-1)(n-2) in both kinds of graph: the largest sum an
	// undirected star reaches. Anastasiadis & Antoniou (2024) use it for arcs.
	ByStar DegreeForm = iota
	// ByDirectedStar divides by (n-1)^2, the largest sum of a directed graph, as
	// Butts' sna for R does.
	ByDirectedStar
)

// DegreeCentralization is the sum over nodes of the largest degree less the
// node's, scaled by form; 1 in a star, 0 where all are equal or n < 3. In a
// directed graph it is by out-degree; use g.Reverse() for in-degree.
func DegreeCentralization(g *Graph, form DegreeForm) float64 {
	// Freeman, L. C. (1979), Centrality in social networks: conceptual clarification.
	n := g.N()
	if n < 3 {
		return 0
	}
	degrees := make([]float64, n)
	for v := range degrees {
		degrees[v] = float64(g.Degree(int32(v)))
	}
	k := float64(n - 1)
	if form == ByDirectedStar {
		return shortfall(degrees) / float64(k*k)
	}
	return shortfall(degrees) / float64(k*(k-1))
}

// BetweennessCentralization is the sum over nodes of the largest betweenness
// less the node's, each over its greatest possible value, divided by n-1; in
// [0, 1], 1 in a star. betweenness is what Betweenness(g, ...) returned.
func BetweennessCentralization(g *Graph, betweenness []float64) float64 {
	n := float64(g.N())
	if n < 3 {
		return 0
	}
	pairs := float64((n - 1) * (n - 2))
	if !g.directed {
		pairs /= 2
	}
	return shortfall(betweenness) / float64(pairs*(n-1))
}

func shortfall(values []float64) float64 {
	most := slices.Max(values)
	sum := 0.0
	for _, x := range values {
		sum += most - x
	}
	return sum
}

// Density is ties over the ties that could be, in [0, 1]; 0 for n < 2.
func Density(g *Graph) float64 {
	n := float64(g.N())
	if n < 2 {
		return 0
	}
	return float64(len(g.targets)) / float64(n*(n-1))
}
