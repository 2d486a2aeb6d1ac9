package network

import (
	"encoding/binary"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

// anyGraph draws sparse graphs with twins, chains and pendants among them.
func anyGraph(t *rapid.T) *Graph {
	n := rapid.IntRange(1, 90).Draw(t, "n")
	end := rapid.Int32Range(0, int32(n-1))
	us := rapid.SliceOfN(end, 0, 2*n).Draw(t, "us")
	vs := rapid.SliceOfN(end, len(us), len(us)).Draw(t, "vs")
	g, err := Build(n, us, vs, BuildOptions{Directed: rapid.Bool().Draw(t, "directed")})
	if err != nil {
		t.Fatal(err)
	}
	return g
}

func permuted(g *Graph, name []int32) *Graph {
	var us, vs []int32
	for u, v := range g.Ties() {
		us, vs = append(us, name[u]), append(vs, name[v])
	}
	r, err := Build(g.N(), us, vs, BuildOptions{Directed: g.Directed()})
	if err != nil {
		panic(err)
	}
	return r
}

func TestMeasuresDoNotDependOnTheNumbersOfNodes(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		g := anyGraph(t)
		numbers := make([]int32, g.N())
		for v := range numbers {
			numbers[v] = int32(v)
		}
		name := rapid.Permutation(numbers).Draw(t, "names")
		h := permuted(g, name)
		if _, a := Components(g); true {
			if _, b := Components(h); a != b {
				t.Fatalf("%d components, renamed %d", a, b)
			}
		}
		if fragmentation(g) != fragmentation(h) || distanceFragmentation(g) != distanceFragmentation(h) {
			t.Fatal("F or DF differs")
		}
		compare := func(what string, a, b []float64) {
			for v := range a {
				if math.Abs(a[v]-b[name[v]]) > 1e-8*max(1, a[v]) {
					t.Fatalf("%s of %d: %v, renamed %v", what, v, a[v], b[name[v]])
				}
			}
		}
		compare("betweenness", Betweenness(g, 1), Betweenness(h, 1))
		compare("closeness", Closeness(g, 1), Closeness(h, 1))
		compare("PageRank", PageRank(g, PageRankConfig{}).Values, PageRank(h, PageRankConfig{}).Values)
		a, b := CoreNumbers(g), CoreNumbers(h)
		for v := range a {
			if a[v] != b[name[v]] {
				t.Fatal("core numbers differ")
			}
		}
	})
}

func TestBetweennessOfDrawnGraphsEqualsBruteForce(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		g := anyGraph(t)
		want := bruteBetweenness(g)
		for v, x := range Betweenness(g, 1) {
			if !closeTo(x, want[v], 1e-11) {
				t.Fatalf("node %d: %v, want %v", v, x, want[v])
			}
		}
	})
}

func TestResultsAreTheSameToTheBitForAnyNumberOfThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	for _, directed := range []bool{false, true} {
		g := randomGraph(r, 700, 0.005, directed)
		var us, vs []int32
		var ws []float64
		for u, v := range g.Ties() {
			us, vs, ws = append(us, u), append(vs, v), append(ws, 1+r.Float64())
		}
		w, err := Build(700, us, vs, BuildOptions{Directed: directed, Weights: ws})
		if err != nil {
			t.Fatal(err)
		}
		for name, measure := range map[string]func(threads int) []float64{
			"betweenness": func(k int) []float64 { return Betweenness(g, k) },
			"weighted":    func(k int) []float64 { x, _ := WeightedBetweenness(w, k); return x },
			"harmonic":    func(k int) []float64 { return Harmonic(g, k) },
			"sampled": func(k int) []float64 {
				return sampleBetweenness(g, BetweennessConfig{Pivots: 200, Threads: k}).Values
			},
		} {
			one := measure(1)
			for _, threads := range []int{0, 2, 3, 8, 64} {
				if !slices.Equal(measure(threads), one) {
					t.Errorf("%s on %d threads differs", name, threads)
				}
			}
		}
	}
}

func FuzzBuild(f *testing.F) {
	f.Add(3, []byte{0, 0, 0, 0, 1, 0, 0, 0})
	f.Add(0, []byte{})
	f.Add(2, []byte{255, 255, 255, 255, 1, 0, 0, 0})
	f.Fuzz(func(t *testing.T, n int, data []byte) {
		if n > 1<<16 {
			n &= 1<<16 - 1
		}
		var us, vs []int32
		for ; len(data) >= 8; data = data[8:] {
			us = append(us, int32(binary.LittleEndian.Uint32(data)))
			vs = append(vs, int32(binary.LittleEndian.Uint32(data[4:])))
		}
		for _, directed := range []bool{false, true} {
			g, err := Build(n, us, vs, BuildOptions{Directed: directed})
			if err != nil {
				continue
			}
			ties := 0
			for u, v := range g.Ties() {
				ties++
				if u == v || !g.HasTie(u, v) || !directed && !g.HasTie(v, u) {
					t.Fatalf("tie %d-%d", u, v)
				}
			}
			if ties != g.M() || g.N() != n {
				t.Fatalf("%d ties yielded, M %d", ties, g.M())
			}
			for v := range int32(n) {
				if !slices.IsSorted(g.Neighbours(v)) {
					t.Fatal("neighbours out of order")
				}
			}
		}
	})
}
