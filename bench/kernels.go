package main

import (
	"context"
	"fmt"
	"os"

	"underpin/internal/exchange/graphfile"
	"underpin/internal/network"
)

// read reads the graph of a file.
func read(path string) (*graphfile.File, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return nil, err
	}
	return graphfile.Read(f, info.Name(), graphfile.ReadOptions{Size: info.Size()})
}

func graphOf(path string) (*network.Graph, error) {
	f, err := read(path)
	if err != nil {
		return nil, err
	}
	return f.Graph(network.BuildOptions{Threads: threads()})
}

// copyGraph writes the graph of a file of any format to t.Values: its numbers of
// nodes and ties, then a tie a line, which is what the peers read.
func copyGraph(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	facts := map[string]float64{"nodes": float64(g.N()), "ties": float64(g.M())}
	return result{Facts: facts}, writeTies(t.Values, g.N(), g.M(), g.Ties())
}

func measureBetweenness(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	var values []float64
	r := timed(func() { values = network.Betweenness(g, t.Threads) })
	return r, keep(t.Values, values)
}

func measureNearness(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	var near []network.NodeDistances
	r := timed(func() { near = network.AllNodeDistances(g, t.Threads) })
	values := make([]float64, len(near))
	for v, p := range near {
		values[v] = p.Harmonic
	}
	return r, keep(t.Values, values)
}

// measureKernel measures one of the kernels that take milliseconds, on one thread.
func measureKernel(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	var values []float64
	facts := map[string]float64{}
	kernel := map[string]func(){
		"components": func() { _, count := network.Components(g); facts["count"] = float64(count) },
		"cores": func() {
			most := int32(0)
			for _, k := range network.CoreNumbers(g) {
				most = max(most, k)
			}
			facts["count"] = float64(most)
		},
		"articulation": func() {
			points := 0
			for _, a := range network.FindBlocks(g).Articulation {
				if a {
					points++
				}
			}
			facts["count"] = float64(points)
		},
		"pagerank": func() {
			values = network.PageRank(g, network.PageRankConfig{Tolerance: 1e-9, Threads: t.Threads}).Values
		},
		"eigenvector": func() { values = network.Eigenvector(g, network.EigenvectorConfig{}).Values },
		"leiden":      func() { network.Leiden(g, network.LeidenConfig{Seed: t.Seed}) },
	}[t.Do]
	if kernel == nil {
		return result{}, fmt.Errorf("there is no kernel %q", t.Do)
	}
	r := timed(kernel)
	r.Facts = facts
	return r, keep(t.Values, values)
}

// measureDivision finds the median of the modularity that Leiden's two rounds reach.
func measureDivision(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	var reached []float64
	r, _ := once(func() error {
		for seed := range t.Seeds {
			reached = append(reached, network.Leiden(g, network.LeidenConfig{Seed: uint64(seed) + 1}).Modularity)
		}
		return nil
	})
	r.Facts = map[string]float64{"modularity": median(reached)}
	return r, nil
}

// measureLayout measures an iteration of the layout, the starting places left out.
func measureLayout(t task) (result, error) {
	g, err := graphOf(t.Graph)
	if err != nil {
		return result{}, err
	}
	run := func(iterations int) result {
		c := network.LayoutConfig{Seed: t.Seed, Iterations: iterations, Threads: t.Threads}
		r, _ := once(func() error { _, err := network.Layout(context.Background(), g, c); return err })
		return r
	}
	const more = 50
	short, long := run(1), run(1+more)
	return result{Wall: (long.Wall - short.Wall) / more, CPU: (long.CPU - short.CPU) / more}, nil
}
