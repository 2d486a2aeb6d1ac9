package network

import "math"

// EigenvectorConfig configures Eigenvector.
type EigenvectorConfig struct {
	// Tolerance of the residual over the eigenvalue, where that is above 1. Defaults
	// to 1e-10.
	Tolerance float64
	// Iterations at most. Defaults to 20000, in large graphs to fewer: as many as look
	// at four billion arcs, and at least 200.
	Iterations int
}

// Eigenvector is the leading eigenvector of the adjacency matrix, scaled so that
// the largest value is 1: a node is central as far as those are that tie to it.
// In a directed graph arcs that arrive count. Weights count where the graph has
// them. Values are in [0, 1]; all are 1 where there are no ties. Where several
// components, or a directed graph without cycles, leave the vector undefined,
// the result is what iteration from the constant vector yields, and Residual
// says how far it is from an eigenvector.
func Eigenvector(g *Graph, c EigenvectorConfig) Spectrum {
	// Bonacich, P. (1972), Factoring and weighting approaches to status scores.
	if c.Tolerance == 0 {
		c.Tolerance = 1e-10
	}
	if c.Iterations == 0 {
		c.Iterations = min(20000, max(200, 4_000_000_000/(g.N()+len(g.targets)+1)))
	}
	n := g.N()
	s := Spectrum{Values: make([]float64, n)}
	for v := range s.Values {
		s.Values[v] = 1
	}
	if len(g.targets) == 0 {
		s.Converged = true
		return s
	}
	back := g.Reverse()
	image := make([]float64, n)
	for s.Iterations < c.Iterations && !s.Converged {
		s.Iterations++
		apply(back, s.Values, image)
		s.rayleigh(image)
		s.Converged = s.Residual <= float64(c.Tolerance*max(s.Value, 1))
		if s.Converged {
			break
		}
		s.advance(image)
	}
	return s
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
