package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// layered has layers of width nodes, each tied to all of the next, or to all but
// one where untwinned, or by chains of two ties where chained.
func layered(layers, width int, untwinned, chained bool) *Graph {
	n := layers * width
	var us, vs []int32
	for l := range layers - 1 {
		for a := range width {
			for b := range width {
				if untwinned && (a+b+l)%width == 0 {
					continue
				}
				u, v := int32(l*width+a), int32((l+1)*width+b)
				if chained {
					us, vs = append(us, u, int32(n)), append(vs, int32(n), v)
					n++
					continue
				}
				us, vs = append(us, u), append(vs, v)
			}
		}
	}
	return NewUndirected(n, us, vs)
}

// sumsOverPairs checks what betweenness must sum to: for every pair, the number of
// nodes between its ends.
func sumsOverPairs(t *testing.T, g *Graph, values []float64) {
	t.Helper()
	want, got := 0.0, 0.0
	for d, pairs := range LengthsOfPaths(g).Pairs {
		want += float64(pairs) * float64(d-1)
	}
	if !g.Directed() {
		want /= 2
	}
	for v, x := range values {
		if math.IsNaN(x) || x < 0 {
			t.Fatalf("node %d has %v", v, x)
		}
		got += x
	}
	if !closeTo(got, want, 1e-9) {
		t.Errorf("values sum to %.12g, pairs to %.12g", got, want)
	}
}

func TestBetweennessIsDefinedWithMorePathsThanNumbersHold(t *testing.T) {
	if testing.Short() {
		t.Skip("takes seconds")
	}
	grid := lattice(850*4, 4, true)
	var us, vs []int32
	for u, v := range grid.Ties() {
		us, vs = append(us, u), append(vs, v)
	}
	for name, g := range map[string]*Graph{
		"layers of twins":       layered(360, 8, false, false),
		"layers without twins":  layered(400, 7, true, false),
		"layers by chains":      layered(1040, 2, false, true),
		"a grid with diagonals": grid,
		"a directed grid":       newDirected(grid.N(), us, vs),
	} {
		t.Run(name, func(t *testing.T) {
			got := Betweenness(g, 1)
			sumsOverPairs(t, g, got)
			if !slices.Equal(got, Betweenness(g, 3)) {
				t.Error("other bits on three threads")
			}
		})
	}
}

// In layers of twins every node of an inner layer stands between the same share of
// those before it and those behind it.
func TestVeryManyPathsThroughLayersOfTwins(t *testing.T) {
	const layers, width = 360, 8
	got := Betweenness(layered(layers, width, false, false), 2)
	for l := 1; l < layers-1; l++ {
		across := float64(l*(layers-1-l)) * width // of width*width pairs, one in width
		twins := float64(width*(width-1)) / 2
		// Pairs of a layer next to this one go through it, or through that beyond.
		beside := twins / float64(2*width) * 2
		if l == 1 {
			beside += twins / float64(2*width)
		}
		if l == layers-2 {
			beside += twins / float64(2*width)
		}
		for _, x := range got[l*width : (l+1)*width] {
			if !closeTo(x, across+beside, 1e-9) {
				t.Fatalf("layer %d: %.12g, want %.12g", l, x, across+beside)
			}
		}
	}
}

func TestSearchingOneByOneEqualsSweeps(t *testing.T) {
	r := rand.New(rand.NewPCG(91, 92))
	for i := range 60 {
		g := randomGraph(r, 2+r.IntN(40), .15, i%2 == 0)
		f := reducedGraph{offsets: g.offsets, targets: g.targets}
		for _, scaled := range []bool{false, true} {
			var w batchBrandes
			sources := []int32{0, int32(g.N() - 1)}
			tallies := make([]dependencySums, 2)
			for k := range tallies {
				tallies[k] = dependencySums{sum: make([]float64, g.N()), squares: make([]float64, g.N()), scaled: scaled}
			}
			w.run(&f, sources, tallies[0])
			w.runOneByOne(&f, sources, tallies[1])
			sameValues(t, "sums", tallies[1].sum, tallies[0].sum, 1e-12)
			sameValues(t, "squares", tallies[1].squares, tallies[0].squares, 1e-12)
		}
	}
}

func TestWeightedBetweennessIsDefinedWithVeryManyPaths(t *testing.T) {
	plain := layered(400, 7, true, false)
	var us, vs []int32
	var ones []float64
	for u, v := range plain.Ties() {
		us, vs, ones = append(us, u), append(vs, v), append(ones, 1)
	}
	g, err := Build(plain.N(), us, vs, BuildOptions{Weights: ones})
	if err != nil {
		t.Fatal(err)
	}
	got, err := WeightedBetweenness(g, 2)
	if err != nil {
		t.Fatal(err)
	}
	sameValues(t, "weighted betweenness", got, Betweenness(plain, 2), 1e-9)
}
