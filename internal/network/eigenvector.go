package network

import (
	"math"
	"slices"
)

// EigenvectorConfig configures Eigenvector.
type EigenvectorConfig struct {
	// Tolerance of the residual over the eigenvalue, where that is above 1, and in an
	// undirected graph of every value, by the distance to the next eigenvalue too.
	// Defaults to 1e-10.
	Tolerance float64
	// Iterations at most. Defaults to 20000, in large graphs to fewer: as many as look
	// at four billion arcs, and at least 200.
	Iterations int
}

// Eigenvector is the leading eigenvector of the adjacency matrix, scaled so that
// the largest value is 1: a node is central as far as those are that tie to it.
// In a directed graph arcs that arrive count. Weights count where the graph has
// them. Values are in [0, 1].
//
// Nodes outside the component with the largest eigenvalue have 0; of a directed graph
// those that no path from the leading part reaches. Where several parts have the same
// eigenvalue, the vector is one of many: what iteration from equal values on these
// yields. Where no eigenvalue is positive, without ties or in a directed graph without
// cycles, there is no vector: Parts is 0, and so are all values.
//
// In an undirected graph Lanczos's method finds it: a value below 1e-16 may be 0.
func Eigenvector(g *Graph, c EigenvectorConfig) Spectrum {
	// Bonacich, P. (1972), Factoring and weighting approaches to status scores.
	if c.Tolerance == 0 {
		c.Tolerance = 1e-10
	}
	if c.Iterations == 0 {
		c.Iterations = min(20000, max(200, 4_000_000_000/(g.N()+len(g.targets)+1)))
	}
	g = withoutNoughts(g)
	n := g.N()
	back := g.Reverse()
	var s Spectrum
	s.Values, s.Parts = leadingParts(g, back, c.Iterations)
	if s.Parts == 0 {
		s.Converged = true
		return s
	}
	image := make([]float64, n)
	k, settled := krylov{back: back}, g.directed
	for s.Iterations < c.Iterations && !s.Converged {
		s.Iterations++
		apply(back, s.Values, image)
		s.rayleigh(image)
		s.Converged = settled && s.Residual <= float64(c.Tolerance*max(s.Value, 1))
		if s.Converged {
			break
		}
		if g.directed {
			s.advance(image)
		} else { // the last one is left to see what is left over
			var steps int
			steps, settled = k.improve(s.Values, image, c.Tolerance, c.Iterations-s.Iterations)
			s.Iterations += steps - 1
		}
	}
	return s
}

// withoutNoughts is the graph without ties that weigh nothing.
func withoutNoughts(g *Graph) *Graph {
	if !slices.Contains(g.weights, 0) {
		return g
	}
	var us, vs []int32
	o := BuildOptions{Directed: g.directed, Weights: []float64{}}
	for u := range int32(g.N()) {
		for i, v := range g.Neighbours(u) {
			if w := g.Weights(u)[i]; w > 0 && (g.directed || u < v) {
				us, vs, o.Weights = append(us, u), append(vs, v), append(o.Weights, w)
			}
		}
	}
	out, err := Build(g.N(), us, vs, o)
	if err != nil {
		return g // what has been built can be built
	}
	return out
}

// apply sets image[v] to the sum of x over the ties that arrive at v.
func apply(back *Graph, x, image []float64) {
	for v := range image {
		sum := 0.0
		lo, hi := back.offsets[v], back.offsets[v+1]
		if back.weights == nil {
			for _, u := range back.targets[lo:hi] {
				sum += x[u]
			}
		} else {
			for i := lo; i < hi; i++ {
				sum += float64(x[back.targets[i]] * back.weights[i])
			}
		}
		image[v] = sum
	}
}

// rayleigh estimates the eigenvalue and the residual from x and its image.
func (s *Spectrum) rayleigh(image []float64) {
	xx, xy := 0.0, 0.0
	for v, x := range s.Values {
		xx += float64(x * x)
		xy += float64(x * image[v])
	}
	s.Value = xy / xx
	off, norm := 0.0, 0.0
	for v, x := range s.Values {
		off += math.Abs(image[v] - float64(s.Value*x))
		norm += x
	}
	s.Residual = off / norm
}

// advance is one power step with the matrix shifted by half the eigenvalue
// found so far, which keeps bipartite graphs from swinging.
func (s *Spectrum) advance(image []float64) {
	shift := max(s.Value/2, 1e-3)
	most := 0.0
	for v, x := range s.Values {
		s.Values[v] = image[v] + float64(shift*x)
		most = max(most, s.Values[v])
	}
	for v := range s.Values {
		s.Values[v] /= most
	}
}
