package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

func TestALaneSearchLeavesNothingBehind(t *testing.T) {
	r := rand.New(rand.NewPCG(81, 82))
	var kept multiSourceBFS
	for i := range 200 {
		n := 1 + r.IntN(300)
		g := randomGraph(r, n, 3*r.Float64()*r.Float64()/float64(n), i%2 == 0)
		var fresh multiSourceBFS
		if got, want := kept.plainHistogram(g), fresh.plainHistogram(g); !slices.Equal(got, want) {
			t.Fatalf("pairs by distance %v after another graph, %v alone", got, want)
		}
	}
}

// A chain folds into one tree as high as it is long, which must not be copied node
// by node; and what is not tied must cost nothing.
func TestDistancesInChainsAndAmongIsolatedNodes(t *testing.T) {
	const n, isolated = 20_000, 1_000_000
	us, vs := make([]int32, n-1), make([]int32, n-1)
	for i := range us {
		us[i], vs[i] = int32(i), int32(i+1)
	}
	p := LengthsOfPaths(NewUndirected(n+isolated, us, vs))
	if p.Diameter() != n-1 || p.Joined() != n*(n-1) || p.Pairs[1] != 2*(n-1) || p.Pairs[n-1] != 2 {
		t.Errorf("diameter %d, %d pairs joined", p.Diameter(), p.Joined())
	}
	near := AllNodeDistances(NewUndirected(isolated, us[:1], vs[:1]), 2)
	if near[0] != (NodeDistances{Reached: 1, Distance: 1, Harmonic: 1}) || near[2] != (NodeDistances{}) {
		t.Errorf("%+v %+v", near[0], near[2])
	}
}
