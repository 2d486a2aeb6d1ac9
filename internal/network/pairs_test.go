package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestPairsByDistanceAreThoseOfASearchFromEveryNode(t *testing.T) {
	var folded, plain multiSourceBFS
	for seed := range uint64(600) {
		rng := rand.New(rand.NewPCG(seed, 9))
		n := rng.IntN(150)
		if seed%60 == 0 { // more sources than are searched from at once
			n = 2*wideLanes + rng.IntN(wideLanes)
		}
		g := randomGraph(rng, n, 4*rng.Float64()*rng.Float64()/float64(max(n, 1)), false)
		if seed%5 == 0 && n > 0 { // a tree, or a forest
			var us, vs []int32
			for v := int32(1); int(v) < n; v++ {
				if rng.IntN(20) > 0 {
					us, vs = append(us, v), append(vs, int32(rng.IntN(int(v))))
				}
			}
			g = NewUndirected(n, us, vs)
		}
		got, want := folded.histogram(g), plain.plainHistogram(g)
		for len(want) > 1 && want[len(want)-1] == 0 {
			want = want[:len(want)-1]
		}
		if !slices.Equal(got, want) {
			t.Fatalf("seed %d: got %v, want %v", seed, got, want)
		}
	}
}
