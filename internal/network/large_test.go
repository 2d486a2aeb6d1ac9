package network

import (
	"runtime"
	"testing"

	"underpin/internal/synth"
)

// A synthetic ownership graph of 5 million nodes and 8 million ties: how long
// each kernel takes, and the memory the process then holds. The generator's own
// work is not timed.
func BenchmarkFiveMillion(b *testing.B) {
	if testing.Short() {
		b.Skip("takes a minute")
	}
	ties := synth.OwnershipGraph(1, 5_000_000)
	var g *Graph
	build := func() { g = NewUndirected(ties.Nodes, ties.Tails, ties.Heads) }
	for _, k := range []struct {
		name string
		run  func()
	}{
		{"build", build},
		{"components", func() { Components(g) }},
		{"blocks", func() { FindBlocks(g) }},
		{"cores", func() { CoreNumbers(g) }},
		{"pagerank", func() { PageRank(g, PageRankConfig{Tolerance: 1e-9, Threads: 2}) }},
	} {
		b.Run(k.name, func(b *testing.B) {
			if g == nil {
				build()
			}
			timed(b, k.run)
			var m runtime.MemStats
			runtime.ReadMemStats(&m)
			b.ReportMetric(float64(m.Sys)/(1<<20), "MiB-held")
		})
	}
}
