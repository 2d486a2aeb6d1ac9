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

// leidenCases are graphs of all kinds: weighted, directed, in several components.
func leidenCases() []*Graph {
	r := rand.New(rand.NewPCG(11, 12))
	var cases []*Graph
	for i := range 60 {
		n := 1 + r.IntN(200)
		g := randomGraph(r, n, 3/float64(n), i%3 == 0)
		cases = append(cases, g)
		if i%4 == 1 {
			us, vs, weights := []int32{}, []int32{}, []float64{}
			for u, v := range g.Ties() {
				us, vs, weights = append(us, u), append(vs, v), append(weights, 1+float64(r.IntN(50)))
			}
			w, err := Build(n, us, vs, BuildOptions{Weights: weights})
			if err != nil {
				panic(err)
			}
			cases = append(cases, w)
		}
	}
	return cases
}

func TestLeidenCommunitiesHangTogether(t *testing.T) {
	for i, g := range leidenCases() {
		c := Leiden(g, LeidenConfig{Seed: uint64(i)})
		if again := Leiden(g, LeidenConfig{Seed: uint64(i)}); !slices.Equal(c.Labels, again.Labels) {
			t.Fatal("the same seed gave other communities")
		}
		start, members := grouped(c.Labels, c.Count)
		for l := range c.Count {
			keep := make([]bool, g.N())
			for _, v := range members[start[l]:start[l+1]] {
				keep[v] = true
			}
			var b Builder
			if _, count := Components(b.Keep(g, keep, make([]int32, g.N()))); count != 1 {
				t.Fatalf("community %d of %d parts", l, count)
			}
		}
	}
}

func TestLeidenStatesTheModularityOfItsDefinition(t *testing.T) {
	for i, g := range leidenCases() {
		resolution := []float64{1, .5, 2}[i%3]
		c := Leiden(g, LeidenConfig{Seed: uint64(i), Resolution: resolution})
		n := g.N()
		ties, strength, total := make([]float64, n*n), make([]float64, n), 0.0
		for v := range int32(n) {
			for k, u := range g.Neighbours(v) {
				w := 1.0
				if g.Weighted() {
					w = g.Weights(v)[k]
				}
				ties[int(v)*n+int(u)] += w
				if g.directed {
					ties[int(u)*n+int(v)] += w
				}
			}
		}
		for v := range n {
			for u := range n {
				strength[v] += ties[v*n+u]
			}
			total += strength[v]
		}
		want := 0.0
		for v := range n {
			for u := range n {
				if c.Labels[v] == c.Labels[u] && total > 0 {
					want += (ties[v*n+u] - resolution*strength[v]*strength[u]/total) / total
				}
			}
		}
		if math.Abs(c.Modularity-want) > 1e-12 {
			t.Errorf("graph %d: modularity %v, by definition %v", i, c.Modularity, want)
		}
	}
}

func TestModularityNeverFallsFromRoundToRound(t *testing.T) {
	for i, g := range leidenCases() {
		last := math.Inf(-1)
		for rounds := 1; rounds <= 6; rounds++ {
			c := Leiden(g, LeidenConfig{Seed: uint64(i), Rounds: rounds})
			if c.Modularity < last-1e-12 {
				t.Errorf("graph %d: %v after %d rounds, %v after one less", i, c.Modularity, rounds, last)
			}
			last = c.Modularity
		}
	}
}

func TestAPartOfGreatGainIsPreferredToOneOfLess(t *testing.T) {
	l := leiden{
		random: rand.New(rand.NewPCG(1, 2)), resolution: 1,
		near: []int32{1, 2}, to: []float64{0, 20, 200}, sum: []float64{300, 300, 300}, cut: []float64{300, 300, 300},
	}
	c := &clustering{strength: []float64{300, 300, 300}, total: 1e6}
	for range 100 {
		if got := l.draw(c, 0, 1000); got != 2 {
			t.Fatalf("part %d, want 2", got)
		}
	}
}

func TestWhatANodeHeldTogetherIsSplit(t *testing.T) {
	l := leiden{}
	labels := []int32{0, 1, 0, 0} // the path 0-1-2-3
	l.split(newClustering(NewUndirected(4, []int32{0, 1, 2}, []int32{1, 2, 3})), labels)
	if want := []int32{0, 1, 2, 2}; !slices.Equal(labels, want) {
		t.Errorf("labels %v, want %v", labels, want)
	}
}
