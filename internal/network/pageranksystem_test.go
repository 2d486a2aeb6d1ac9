package network

import (
	"math/rand/v2"
	"slices"
	"testing"

	"underpin/internal/synth"
)

// brutePageRank follows the walker for a long time, jumps and dead ends included.
func brutePageRank(g *Graph, damping float64) []float64 {
	n := float64(g.N())
	rank, next := make([]float64, g.N()), make([]float64, g.N())
	for v := range rank {
		rank[v] = 1 / n
	}
	for range 400 {
		lost := 0.0
		clear(next)
		for u := range int32(g.N()) {
			strength := float64(g.Degree(u))
			if g.Weighted() {
				strength = 0
				for _, w := range g.Weights(u) {
					strength += w
				}
			}
			if strength == 0 {
				lost += rank[u]
				continue
			}
			for i, v := range g.Neighbours(u) {
				share := 1 / strength
				if g.Weighted() {
					share *= g.Weights(u)[i]
				}
				next[v] += rank[u] * share
			}
		}
		for v := range next {
			next[v] = (1-damping)/n + damping*(next[v]+lost/n)
		}
		rank, next = next, rank
	}
	return rank
}

func TestPageRankEqualsALongWalk(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	for i := range 200 {
		n := 1 + r.IntN(60)
		g := randomGraph(r, n, 2.5*r.Float64()/float64(n), i%3 == 0)
		if i%2 == 0 {
			var us, vs []int32
			var weights []float64
			for u, v := range g.Ties() {
				us, vs, weights = append(us, u), append(vs, v), append(weights, float64(r.IntN(4)))
			}
			var err error
			if g, err = Build(n, us, vs, BuildOptions{Directed: g.Directed(), Weights: weights}); err != nil {
				t.Fatal(err)
			}
		}
		got := PageRank(g, PageRankConfig{})
		if !got.Converged {
			t.Fatal("not converged")
		}
		sameValues(t, "PageRank", got.Values, brutePageRank(g, .85), 1e-9)
	}
}

func TestPageRankIsTheSameForAnyNumberOfThreads(t *testing.T) {
	ties := synth.OwnershipGraph(3, 60_000)
	for _, g := range []*Graph{
		NewUndirected(ties.Nodes, ties.Tails, ties.Heads), newDirected(ties.Nodes, ties.Tails, ties.Heads),
	} {
		want := PageRank(g, PageRankConfig{Threads: 1})
		for _, threads := range []int{2, 3, 8} {
			if got := PageRank(g, PageRankConfig{Threads: threads}); !slices.Equal(got.Values, want.Values) {
				t.Errorf("%d threads give other bits", threads)
			}
		}
	}
}
