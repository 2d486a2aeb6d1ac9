package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestLeidenReachesTheKnownMaximumOfKarate(t *testing.T) {
	// Brandes, U. et al. (2008), On modularity clustering: Q = .4197896.
	g := fromOne(34, karateTies)
	best := 0.0
	for seed := range uint64(20) {
		c := Leiden(g, LeidenConfig{Seed: seed, Rounds: 10})
		if got := newClustering(g).quality(c.Labels, 1); math.Abs(got-c.Modularity) > 1e-12 {
			t.Errorf("modularity %v, stated %v", got, c.Modularity)
		}
		best = max(best, c.Modularity)
	}
	if math.Abs(best-.4197896) > 1e-7 {
		t.Errorf("best Q %.8f, want .4197896", best)
	}
}

func TestModularityOfTheRealSplitOfKarate(t *testing.T) {
	officer := []int32{10, 15, 16, 19, 21, 23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34}
	labels := make([]int32, 34)
	for _, v := range officer {
		labels[v-1] = 1
	}
	if got := newClustering(fromOne(34, karateTies)).quality(labels, 1); math.Abs(got-.3582347) > 1e-7 {
		t.Errorf("Q %.8f, want .3582347", got)
	}
}

func TestLeidenCommunitiesHangTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(11, 12))
	for i := range 60 {
		n := 1 + r.IntN(200)
		g := randomGraph(r, n, 3/float64(n), i%3 == 0)
		c := Leiden(g, LeidenConfig{Seed: uint64(i)})
		if again := Leiden(g, LeidenConfig{Seed: uint64(i)}); !slices.Equal(c.Labels, again.Labels) {
			t.Fatal("the same seed gave other communities")
		}
		start, members := grouped(c.Labels, c.Count)
		for l := range c.Count {
			keep := make([]bool, n)
			for _, v := range members[start[l]:start[l+1]] {
				keep[v] = true
			}
			var b Builder
			if _, count := Components(b.Keep(g, keep, make([]int32, n))); count != 1 {
				t.Fatalf("community %d of %d parts", l, count)
			}
		}
	}
}
