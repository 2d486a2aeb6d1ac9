package network

import (
	"fmt"
	"testing"
)

var realGraphs = []string{"power-grid", "ego-Facebook", "ca-CondMat", "road-cal", "email-Enron"}

func realGraph(tb testing.TB, name string) *Graph {
	n, us, vs := readEdges(tb, sharedData(tb, "graphs/"+name+".el"))
	return NewUndirected(n, us, vs)
}

func BenchmarkBetweenness(b *testing.B) {
	for _, name := range realGraphs {
		for _, threads := range []int{1, 2} {
			b.Run(fmt.Sprintf("%s/threads=%d", name, threads), func(b *testing.B) {
				g := realGraph(b, name)
				for b.Loop() {
					Betweenness(g, threads)
				}
			})
		}
	}
}

func BenchmarkLayoutIteration(b *testing.B) {
	for _, name := range []string{"power-grid", "ca-CondMat"} {
		b.Run(name, func(b *testing.B) {
			g := realGraph(b, name)
			l := newLayout(g, LayoutConfig{Seed: 1, Threads: 2}.withDefaults())
			for b.Loop() {
				l.step()
			}
		})
	}
}

// The other kernels, one thread, on the same graphs.
func BenchmarkKernels(b *testing.B) {
	kernels := []struct {
		name string
		run  func(*Graph)
	}{
		{"components", func(g *Graph) { Components(g) }},
		{"cores", func(g *Graph) { CoreNumbers(g) }},
		{"blocks", func(g *Graph) { FindBlocks(g) }},
		{"pagerank", func(g *Graph) { PageRank(g, PageRankConfig{Tolerance: 1e-9}) }},
		{"eigenvector", func(g *Graph) { Eigenvector(g, EigenvectorConfig{}) }},
		{"leiden", func(g *Graph) { Leiden(g, LeidenConfig{Seed: 1}) }},
		{"holes", func(g *Graph) { StructuralHoles(g) }},
		{"nearness", func(g *Graph) { Nearnesses(g, 1) }},
	}
	for _, name := range realGraphs {
		g := realGraph(b, name)
		for _, k := range kernels {
			b.Run(name+"/"+k.name, func(b *testing.B) {
				for b.Loop() {
					k.run(g)
				}
			})
		}
	}
}
