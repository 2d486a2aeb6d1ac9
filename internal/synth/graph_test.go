package synth

import (
	"slices"
	"testing"
)

func TestGraphsAreSeededAndInRange(t *testing.T) {
	for name, generate := range map[string]func(seed uint64) EdgeList{
		"random":       func(s uint64) EdgeList { return RandomGraph(s, 100, 300) },
		"preferential": func(s uint64) EdgeList { return PreferentialGraph(s, 100, 3) },
		"ownership":    func(s uint64) EdgeList { return OwnershipGraph(s, 5000) },
		"tiny":         func(s uint64) EdgeList { return OwnershipGraph(s, 3) },
		"grid":         func(uint64) EdgeList { return GridGraph(4, 5) },
		"small world":  func(s uint64) EdgeList { return SmallWorldGraph(s, 100, 3, .1) },
		"roads":        func(s uint64) EdgeList { return RoadGraph(s, 8, 9, .8, .08) },
		"nobody":       func(s uint64) EdgeList { return OwnershipGraph(s, 0) },
	} {
		g, again := generate(1), generate(1)
		if !slices.Equal(g.Tails, again.Tails) || !slices.Equal(g.Heads, again.Heads) {
			t.Errorf("%s: the same seed gave another graph", name)
		}
		for i := range g.Tails {
			if u, v := g.Tails[i], g.Heads[i]; min(u, v) < 0 || int(max(u, v)) >= g.Nodes {
				t.Fatalf("%s: tie %d-%d among %d", name, u, v, g.Nodes)
			}
		}
	}
}

func TestOwnershipHasTheShapeOfLeaks(t *testing.T) {
	const n = 200_000
	g := OwnershipGraph(7, n)
	if ratio := float64(len(g.Tails)) / n; ratio < 1.55 || ratio > 1.75 {
		t.Errorf("%.3f ties a node, want about 1.65", ratio)
	}
	degree := make([]int, n)
	for i := range g.Tails {
		degree[g.Tails[i]]++
		degree[g.Heads[i]]++
	}
	ones := 0
	for _, d := range degree {
		if d == 1 {
			ones++
		}
	}
	if share := float64(ones) / n; share < .25 || share > .6 {
		t.Errorf("%.2f of nodes hang by one tie", share)
	}
	if most := slices.Max(degree); most < n/100 {
		t.Errorf("the largest agent has %d companies", most)
	}
}
