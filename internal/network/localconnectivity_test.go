package network

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

func TestAFanCountsTheDisjointPathsOfEveryPair(t *testing.T) {
	var local LocalConnectivity
	var one PathCounter
	for seed := range uint64(400) {
		rng := rand.New(rand.NewPCG(seed, 5))
		n := 2 + rng.IntN(28)
		g := randomGraph(rng, n, (.5+3.5*rng.Float64())/float64(n), true)
		for s := range int32(n) {
			local.Set(g, s)
			reached := reach(g, []int32{s})
			for v := range int32(n) {
				if got, want := local.Count(v), one.Count(g, s, v); got != want || local.Reaches(v) != reached[v] {
					t.Fatalf("seed %d, from %d to %d: got %d, want %d", seed, s, v, got, want)
				}
			}
		}
	}
}

func TestAFanCountsThePathsToManyThatHaveTheirTailsInCommon(t *testing.T) {
	var local LocalConnectivity
	var one PathCounter
	for seed := range uint64(40) {
		rng := rand.New(rand.NewPCG(seed, 8))
		n, things := 160, 12
		g := randomGraph(rng, n, (1+2*rng.Float64())/float64(n), true)
		us, vs := []int32{}, []int32{}
		for u := range int32(n) {
			for _, v := range g.Neighbours(u) {
				us, vs = append(us, u), append(vs, v)
			}
			if u < int32(wide)/3 { // the source has many ties of its own
				us, vs = append(us, 0), append(vs, int32(rng.IntN(n)))
			}
		}
		for holder := range 2 * wide {
			for thing := range things {
				if rng.IntN(8) > 0 {
					us, vs = append(us, int32(n-1-holder)), append(vs, int32(1+thing))
				}
			}
		}
		g = newDirected(n, us, vs)
		for s := range int32(3) {
			local.Set(g, s)
			for v := range int32(n) {
				if got, want := local.Count(v), one.Count(g, s, v); got != want {
					t.Fatalf("seed %d, from %d to %d: got %d, want %d", seed, s, v, got, want)
				}
			}
		}
	}
}

func TestAFanOfManyLayersCountsWhatTheNarrowestLets(t *testing.T) {
	// Five layers of 6, 2, 5, 3 and 6 nodes between the ends, each tied to all of
	// the next.
	var us, vs []int32
	var layers [][]int32
	next := int32(0)
	for _, width := range []int{1, 6, 2, 5, 3, 6, 1} {
		var layer []int32
		for range width {
			layer = append(layer, next)
			next++
		}
		layers = append(layers, layer)
	}
	for i := range len(layers) - 1 {
		for _, u := range layers[i] {
			for _, v := range layers[i+1] {
				us, vs = append(us, u), append(vs, v)
			}
		}
	}
	g := newDirected(int(next), us, vs)
	var local LocalConnectivity
	local.Set(g, 0)
	for i, want := range []int{0, 1, 6, 2, 2, 2, 2} {
		if got := local.Count(layers[i][0]); got != want {
			t.Errorf("layer %d: got %d, want %d", i, got, want)
		}
	}
}

// BenchmarkFan counts the paths from one node of 10,000 with 30,000 arcs to all.
func BenchmarkFan(b *testing.B) {
	rng := rand.New(rand.NewPCG(1, 1))
	var us, vs []int32
	for range 30_000 {
		us, vs = append(us, int32(rng.IntN(10_000)*rng.IntN(10_000)/10_000)), append(vs, int32(rng.IntN(10_000)))
	}
	g := newDirected(10_000, us, vs)
	b.Run(fmt.Sprint("all of ", g.N()), func(b *testing.B) {
		var local LocalConnectivity
		for b.Loop() {
			local.Set(g, 0)
			for v := range int32(g.N()) {
				local.Count(v)
			}
		}
	})
	b.Run("hundred one by one", func(b *testing.B) {
		var one PathCounter
		for b.Loop() {
			for v := int32(0); int(v) < g.N(); v += 100 {
				one.Count(g, 0, v)
			}
		}
	})
}

func TestPartsAreWhatReachesEachOther(t *testing.T) {
	var c Condensation
	for seed := range uint64(60) {
		rng := rand.New(rand.NewPCG(seed, 7))
		n := 1 + rng.IntN(90)
		g := randomGraph(rng, n, 2*rng.Float64()/float64(n), seed%2 == 0)
		c.Set(g)
		for u := range int32(n) {
			size := 0
			for v, led := range reach(g, []int32{u}) {
				back := led && reach(g, []int32{int32(v)})[u]
				if back {
					size++
				}
				if same := c.Part(u) == c.Part(int32(v)); same != back || led && !back && c.Part(u) < c.Part(int32(v)) {
					t.Fatalf("seed %d: %d is in part %d, %d in %d", seed, u, c.Part(u), v, c.Part(int32(v)))
				}
			}
			if c.Size(c.Part(u)) != size {
				t.Fatalf("seed %d: the part of %d has %d nodes, want %d", seed, u, c.Size(c.Part(u)), size)
			}
		}
	}
}
