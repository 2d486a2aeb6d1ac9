package network

import "math"

// Transitivity is three times the triangles over the paths of two ties, in [0, 1]: the
// share of pairs of neighbours that are tied themselves. 0 where there are no such
// pairs. A directed graph is read as undirected.
func Transitivity(g *Graph) float64 {
	// Burt's effective size is the degree less twice the ties among the neighbours over
	// the degree: Borgatti, S. P. (1997), Structural holes: unpacking Burt's redundancy
	// measures.
	g = g.Underlying()
	closed, open := 0.0, 0.0
	for v, h := range StructuralHoles(g) {
		k := float64(g.Degree(int32(v)))
		closed += math.Round((k - h.EffectiveSize) * k / 2)
		open += k * (k - 1) / 2
	}
	if open == 0 {
		return 0
	}
	return closed / open
}
