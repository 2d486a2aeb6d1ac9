package network

import (
	"fmt"
	"syscall"
	"testing"
	"time"

	"underpin/internal/synth"
)

// processor is the time that this process has kept processors busy, which other
// work on the machine disturbs less than the clock on the wall.
func processor() time.Duration {
	var r syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &r)
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}

// timed runs work once an iteration and reports processor time beside the wall's.
func timed(b *testing.B, work func()) {
	runs, start := 0, processor()
	for b.Loop() {
		work()
		runs++
	}
	b.ReportMetric(float64((processor()-start).Milliseconds())/float64(runs), "cpu-ms/op")
}

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
				timed(b, func() { Betweenness(g, threads) })
			})
		}
	}
}

func BenchmarkLayoutIteration(b *testing.B) {
	for _, name := range []string{"power-grid", "ca-CondMat"} {
		b.Run(name, func(b *testing.B) {
			g := realGraph(b, name)
			l := newLayout(g, LayoutConfig{Seed: 1, Threads: 2}.withDefaults())
			timed(b, l.step)
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
		{"nearness", func(g *Graph) { AllNodeDistances(g, 1) }},
	}
	for _, name := range realGraphs {
		g := realGraph(b, name)
		for _, k := range kernels {
			b.Run(name+"/"+k.name, func(b *testing.B) {
				timed(b, func() { k.run(g) })
			})
		}
	}
}

// Components and largest component of 64 worlds, drawing included, p uniform in
// (0.3, 1), one thread.
func BenchmarkWorlds(b *testing.B) {
	for _, name := range realGraphs {
		n, us, vs := readEdges(b, sharedData(b, "graphs/"+name+".el"))
		for _, share := range []int{50, 0} {
			b.Run(fmt.Sprintf("%s/certain=%d%%", name, share), func(b *testing.B) {
				certain, p := make([]bool, len(us)), make([]float64, len(us))
				for i := range us {
					certain[i] = int(mixed(uint64(i))%100) < share
					p[i] = 0.3 + 0.7*float64(mixed(uint64(i)+1e6)>>11)/(1<<53)
				}
				w := NewWorldKernel(n, us, vs, certain)
				masks := make([]uint64, len(us))
				var s WorldScratch
				var shapes [64]ComponentShape
				block := uint64(0)
				start := processor()
				timed(b, func() {
					for _, tie := range w.Ties() {
						masks[tie] = Bernoulli(1, uint64(tie), block, p[tie])
					}
					w.Measure(&s, masks, &shapes)
					block++
				})
				b.ReportMetric(64*float64(block)/(processor()-start).Seconds(), "worlds/cpu-s")
			})
		}
	}
}

// One world after another: the graph built and measured in kept storage.
func BenchmarkOneWorld(b *testing.B) {
	for _, n := range []int{60, 500, 2000, 5000} {
		ties := synth.PreferentialGraph(1, n, 3)
		var build Builder
		var search Searcher
		var between Brandes
		us, vs := make([]int32, 0, len(ties.Tails)), make([]int32, 0, len(ties.Tails))
		world := uint64(0)
		draw := func() *Graph {
			us, vs = us[:0], vs[:0]
			for i := range ties.Tails {
				if mixed(world^mixed(uint64(i)))%4 != 0 {
					us, vs = append(us, ties.Tails[i]), append(vs, ties.Heads[i])
				}
			}
			world++
			return build.Undirected(n, us, vs)
		}
		for _, k := range []struct {
			name string
			run  func(*Graph)
		}{
			{"build", func(*Graph) {}},
			{"fragmentation", func(g *Graph) { search.Fragmentation(g) }},
			{"DF", func(g *Graph) { search.DistanceFragmentation(g) }},
			{"betweenness", func(g *Graph) { between.Betweenness(g) }},
		} {
			b.Run(fmt.Sprintf("n=%d/%s", n, k.name), func(b *testing.B) {
				b.ReportAllocs()
				timed(b, func() { k.run(draw()) })
			})
		}
	}
}
