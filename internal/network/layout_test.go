package network

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func laidOut(t *testing.T, g *Graph, c LayoutConfig) []Point {
	t.Helper()
	out, err := Layout(t.Context(), g, c)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

func TestALayoutStopsWhenItsContextEnds(t *testing.T) {
	ctx, end := context.WithCancel(t.Context())
	end()
	if p, err := Layout(ctx, NewUndirected(3, []int32{0}, []int32{1}), LayoutConfig{}); p != nil || !errors.Is(err, context.Canceled) {
		t.Errorf("%v, %v", p, err)
	}
}

func TestLayoutIsTheSameForAnyNumberOfThreads(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	g := randomGraph(r, 3000, 0.001, false)
	one := laidOut(t, g, LayoutConfig{Seed: 1, Iterations: 20, Threads: 1})
	two := laidOut(t, g, LayoutConfig{Seed: 1, Iterations: 20, Threads: 3})
	if !slices.Equal(one, two) {
		t.Error("layouts differ")
	}
	for _, p := range one {
		if math.IsNaN(p.X+p.Y) || math.IsInf(p.X+p.Y, 0) {
			t.Fatal("a node is nowhere")
		}
	}
}

func TestTiedNodesEndUpNearEachOther(t *testing.T) {
	g := fromOne(34, karateTies)
	p := laidOut(t, g, LayoutConfig{Seed: 2})
	apart := func(u, v int32) float64 { return length(Point{p[u].X - p[v].X, p[u].Y - p[v].Y}) }
	tied, all, pairs := 0.0, 0.0, 0.0
	for u, v := range g.Ties() {
		tied += apart(u, v) / float64(g.M())
	}
	for u := range int32(34) {
		for v := range u {
			all += apart(u, v)
			pairs++
		}
	}
	if tied > 0.75*all/pairs {
		t.Errorf("tied nodes are %.1f apart, any two %.1f", tied, all/pairs)
	}
}

func TestAWarmStartKeepsThePicture(t *testing.T) {
	r := rand.New(rand.NewPCG(15, 16))
	g := randomGraph(r, 200, 0.02, false)
	before := laidOut(t, g, LayoutConfig{Seed: 3, Iterations: 600})
	spread := 0.0
	for _, p := range before {
		spread += length(p) / 200
	}
	warm := slices.Clone(before)
	warm[7] = Point{math.NaN(), 0}
	fixed := make([]bool, 200)
	fixed[3] = true
	after := laidOut(t, g, LayoutConfig{Seed: 9, Iterations: 10, Warm: warm, Fixed: fixed})
	moved := 0.0
	for v := range before {
		if v != 7 {
			moved += length(Point{before[v].X - after[v].X, before[v].Y - after[v].Y}) / 199
		}
	}
	if moved > spread/5 {
		t.Errorf("nodes moved by %.1f on a map of radius %.1f", moved, spread)
	}
	if after[3] != before[3] {
		t.Error("a fixed node moved")
	}
	if math.IsNaN(after[7].X) {
		t.Error("the newcomer has no place")
	}
}

func TestNodesOnOneSpotArePushedApart(t *testing.T) {
	g := NewUndirected(12, nil, nil)
	p := laidOut(t, g, LayoutConfig{Iterations: 30, Warm: make([]Point, 12)})
	for u := range p {
		for v := range u {
			if p[u] == p[v] {
				t.Fatalf("%d and %d share %v", u, v, p[u])
			}
		}
	}
}
