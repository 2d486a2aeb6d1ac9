package main

import (
	"bufio"
	"iter"
	"os"
	"strconv"

	"underpin/internal/network"
	"underpin/internal/synth"
)

// writeLarge writes a generated ownership graph to a file.
func writeLarge(t task) (result, error) {
	g := synth.OwnershipGraph(t.Seed, t.Entities)
	ties := func(yield func(u, v int32) bool) {
		for i := range g.Tails {
			if !yield(g.Tails[i], g.Heads[i]) {
				return
			}
		}
	}
	return result{Facts: map[string]float64{"ties": float64(len(g.Tails))}}, writeTies(t.Graph, g.Nodes, len(g.Tails), ties)
}

// writeTies writes n nodes and m ties as the graphs in the folder are written.
func writeTies(path string, n, m int, ties iter.Seq2[int32, int32]) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	defer f.Close()
	w := bufio.NewWriterSize(f, 1<<20)
	line := func(a, b int64) {
		var buffer [48]byte
		out := append(strconv.AppendInt(buffer[:0], a, 10), ' ')
		_, _ = w.Write(append(strconv.AppendInt(out, b, 10), '\n')) // Flush returns the error
	}
	line(int64(n), int64(m))
	for u, v := range ties {
		line(int64(u), int64(v))
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}

// measureLarge loads a graph from its file and runs the kernels that a first look
// takes; the facts are the seconds of each.
func measureLarge(t task) (result, error) {
	facts := map[string]float64{}
	var g *network.Graph
	r, err := once(func() error {
		load, err := once(func() (err error) { g, err = graphOf(t.Graph); return err })
		if err != nil {
			return err
		}
		facts["load"] = load.Wall
		for _, kernel := range []struct {
			name string
			run  func()
		}{
			{"components", func() { network.Components(g) }},
			{"articulation", func() { network.FindBlocks(g) }},
			{"PageRank", func() { network.PageRank(g, network.PageRankConfig{Tolerance: 1e-9, Threads: threads()}) }},
		} {
			r, _ := once(func() error { kernel.run(); return nil })
			facts[kernel.name] = r.Wall
		}
		return nil
	})
	r.Facts = facts
	return r, err
}
