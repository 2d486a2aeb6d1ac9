package network

import "math"

// A Spectrum is a vector found by iteration, and how far it is from solving its
// equation.
type Spectrum struct {
	Values []float64
	// Value is the eigenvalue; 1 for PageRank.
	Value float64
	// Residual is the L1 norm of what the equation leaves over, relative to the
	// L1 norm of Values.
	Residual float64
	// Iterations done.
	Iterations int
	// Converged is whether Residual met the tolerance.
	Converged bool
}

// PageRankConfig configures PageRank.
type PageRankConfig struct {
	// Damping is the probability of following a tie. Defaults to 0.85.
	Damping float64
	// Tolerance bounds the L1 distance to the exact vector, which is at most the
	// residual over 1-Damping. Defaults to 1e-10.
	Tolerance float64
	// Iterations at most. Defaults to 1000.
	Iterations int
}

func (c PageRankConfig) withDefaults() PageRankConfig {
	if c.Damping == 0 {
		c.Damping = 0.85
	}
	if c.Tolerance == 0 {
		c.Tolerance = 1e-10
	}
	if c.Iterations == 0 {
		c.Iterations = 1000
	}
	return c
}

// PageRank is the share of time that a walker spends at each node who follows a
// random tie with probability Damping and else, or where no tie leads on, goes
// to any node. Values sum to 1. Weights count where the graph has them.
//
// The system without the jumps from dead ends has the same solution up to a
// factor; it is solved by Gauss-Seidel steps, over-relaxed where the graph is
// undirected.
func PageRank(g *Graph, c PageRankConfig) Spectrum {
	// Page, L. et al. (1999), The PageRank citation ranking; Gleich, D. et al.
	// (2004), Fast parallel PageRank: a linear system approach.
	c = c.withDefaults()
	n := g.N()
	if n == 0 {
		return Spectrum{Value: 1, Converged: true}
	}
	near := reordered(g)
	w := newWalk(near.graph, c.Damping)
	s := Spectrum{Value: 1}
	bound := float64(c.Tolerance * (1 - c.Damping))
	for s.Iterations < c.Iterations {
		change := w.step()
		s.Iterations++
		// The change of a step bounds what the next one can leave over.
		if change <= float64(bound*w.total()) {
			if s.Residual = w.residual(); s.Residual <= bound {
				s.Converged = true
				break
			}
		}
	}
	s.Residual = w.residual()
	total := w.total()
	for v := range w.rank {
		w.rank[v] /= total
	}
	s.Values = restored(near, w.rank)
	return s
}

// A walk holds the linear system of PageRank: rank = 1 + damping * sum of what
// the tails of arriving ties pass on, each its rank over its strength.
type walk struct {
	back    *Graph
	damping float64
	rank    []float64
	inverse []float64 // 1/strength, 0 at dead ends
	passed  []float64 // rank times inverse
	relax   float64   // how far beyond the equation's answer a step goes
}

func newWalk(g *Graph, damping float64) *walk {
	n := g.N()
	w := &walk{
		back: g.Reverse(), damping: damping, rank: make([]float64, n),
		inverse: make([]float64, n), passed: make([]float64, n), relax: 1,
	}
	if !g.directed {
		// The system is symmetric but for scale, so going further than asked always
		// converges (Ostrowski); this much is best where the graph is bipartite.
		// Young, D. (1954), Iterative methods for solving partial difference equations.
		w.relax = 2 / (1 + math.Sqrt(1-float64(damping*damping)))
	}
	for v := range n {
		strength := float64(g.Degree(int32(v)))
		if g.weights != nil {
			strength = 0
			for _, x := range g.Weights(int32(v)) {
				strength += x
			}
		}
		if strength > 0 {
			w.inverse[v] = 1 / strength
		}
		w.rank[v] = 1
		w.passed[v] = w.inverse[v]
	}
	return w
}

func (w *walk) arriving(v int) float64 {
	sum := 0.0
	lo, hi := w.back.offsets[v], w.back.offsets[v+1]
	if w.back.weights != nil {
		for i := lo; i < hi; i++ {
			sum += float64(w.passed[w.back.targets[i]] * w.back.weights[i])
		}
		return sum
	}
	for _, u := range w.back.targets[lo:hi] {
		sum += w.passed[u]
	}
	return sum
}

func (w *walk) step() (change float64) {
	for v := range w.rank {
		step := 1 + float64(w.damping*w.arriving(v)) - w.rank[v]
		change += math.Abs(step)
		x := w.rank[v] + float64(w.relax*step)
		w.rank[v] = x
		w.passed[v] = float64(x * w.inverse[v])
	}
	return change
}

func (w *walk) total() float64 {
	total := 0.0
	for _, x := range w.rank {
		total += x
	}
	return total
}

func (w *walk) residual() float64 {
	off := 0.0
	for v, x := range w.rank {
		off += math.Abs(1 + float64(w.damping*w.arriving(v)) - x)
	}
	return off / w.total()
}
