package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin/internal/synth"
)

// A kind is a family of graphs, so that nothing is tuned to the few real ones.
type kind struct {
	name string
	make func(r *rand.Rand, n int) *Graph
}

var kinds = []kind{
	{"random, mean degree 4", func(r *rand.Rand, n int) *Graph { return scattered(r, n, 2*n) }},
	{"random, mean degree 20", func(r *rand.Rand, n int) *Graph { return scattered(r, n, 10*n) }},
	{"random, mostly isolated", func(r *rand.Rand, n int) *Graph { return scattered(r, n, n/10) }},
	{"small world", smallWorld},
	{"preferential attachment", func(r *rand.Rand, n int) *Graph {
		ties := synth.PreferentialGraph(r.Uint64(), n, 3)
		return NewUndirected(ties.Nodes, ties.Tails, ties.Heads)
	}},
	{"ownership", func(r *rand.Rand, n int) *Graph {
		ties := synth.OwnershipGraph(r.Uint64(), n)
		return NewUndirected(ties.Nodes, ties.Tails, ties.Heads)
	}},
	{"directors and companies", boards},
	{"tree", func(r *rand.Rand, n int) *Graph {
		return grown(n, func(v int) []int { return []int{r.IntN(v)} })
	}},
	{"chain", func(r *rand.Rand, n int) *Graph {
		return grown(n, func(v int) []int { return []int{v - 1} })
	}},
	{"ring", func(r *rand.Rand, n int) *Graph { return ring(n) }},
	{"grid", func(r *rand.Rand, n int) *Graph { return lattice(n, 64, false) }},
	{"grid with diagonals", func(r *rand.Rand, n int) *Graph { return lattice(n, 64, true) }},
	{"long ladder", func(r *rand.Rand, n int) *Graph { return lattice(n, 2, false) }},
	{"roads, mostly junctions", func(r *rand.Rand, n int) *Graph { return roads(r, n/2, 1) }},
	{"roads, half chains", func(r *rand.Rand, n int) *Graph { return roads(r, n/4, 3) }},
	{"roads, mostly chains", func(r *rand.Rand, n int) *Graph { return roads(r, n/16, 20) }},
}

// roads is a grid of so many junctions that has lost a quarter of its ties, in which
// chains of up to longest nodes lie between junctions, with dead ends.
func roads(r *rand.Rand, junctions, longest int) *Graph {
	grid := lattice(junctions, max(int(math.Sqrt(float64(junctions))), 1), false)
	var us, vs []int32
	for u, v := range grid.Ties() {
		if r.IntN(4) > 0 {
			us, vs = append(us, u), append(vs, v)
		}
	}
	return stretched(r, NewUndirected(grid.N(), us, vs), longest)
}

func TestBetweennessOfEveryKindEqualsBruteForce(t *testing.T) {
	for _, kind := range kinds {
		t.Run(kind.name, func(t *testing.T) {
			r := rand.New(rand.NewPCG(71, 72))
			for _, n := range []int{20, 90, 220} {
				g := kind.make(r, n)
				got := Betweenness(g, 1)
				sameValues(t, "betweenness", got, bruteBetweenness(g), 1e-11)
				if !slices.Equal(got, Betweenness(g, 3)) {
					t.Errorf("%d nodes: not the same on three threads", g.N())
				}
			}
		})
	}
}

// scattered has m ties between nodes drawn at random.
func scattered(r *rand.Rand, n, m int) *Graph {
	us, vs := make([]int32, m), make([]int32, m)
	for i := range us {
		us[i], vs[i] = int32(r.IntN(n)), int32(r.IntN(n))
	}
	return NewUndirected(n, us, vs)
}

// grown ties every node but the first to some before it.
func grown(n int, to func(v int) []int) *Graph {
	var us, vs []int32
	for v := 1; v < n; v++ {
		for _, u := range to(v) {
			us, vs = append(us, int32(u)), append(vs, int32(v))
		}
	}
	return NewUndirected(n, us, vs)
}

// smallWorld is a ring in which each node knows three on either side, one in ten
// of them exchanged for anybody.
func smallWorld(r *rand.Rand, n int) *Graph {
	// Watts, D. J., Strogatz, S. H. (1998), Collective dynamics of small-world networks.
	var us, vs []int32
	for v := range n {
		for step := 1; step <= 3; step++ {
			to := (v + step) % n
			if r.IntN(10) == 0 {
				to = r.IntN(n)
			}
			us, vs = append(us, int32(v)), append(vs, int32(to))
		}
	}
	return NewUndirected(n, us, vs)
}

// boards ties persons to companies, most of them to one alone.
func boards(r *rand.Rand, n int) *Graph {
	companies := max(n/4, 1)
	return grown(n, func(v int) []int {
		if v < companies {
			return nil
		}
		to := []int{r.IntN(companies)}
		for r.IntN(3) == 0 {
			to = append(to, r.IntN(companies))
		}
		return to
	})
}

// lattice is a grid of n nodes, width to a row.
func lattice(n, width int, diagonals bool) *Graph {
	return grown(n, func(v int) []int {
		var to []int
		column := v % width
		if column > 0 {
			to = append(to, v-1)
		}
		if v >= width {
			to = append(to, v-width)
			if diagonals && column > 0 {
				to = append(to, v-width-1)
			}
			if diagonals && column < width-1 {
				to = append(to, v-width+1)
			}
		}
		return to
	})
}

// Every kernel on graphs of every kind, 5,000 nodes, one thread.
func BenchmarkKinds(b *testing.B) {
	kernels := []struct {
		name string
		run  func(*Graph)
	}{
		{"betweenness", func(g *Graph) { Betweenness(g, 1) }},
		{"nearness", func(g *Graph) { AllNodeDistances(g, 1) }},
		{"lengths", func(g *Graph) { LengthsOfPaths(g) }},
		{"blocks", func(g *Graph) { FindBlocks(g) }},
		{"cores", func(g *Graph) { CoreNumbers(g) }},
		{"pagerank", func(g *Graph) { PageRank(g, PageRankConfig{Tolerance: 1e-9}) }},
		{"leiden", func(g *Graph) { Leiden(g, LeidenConfig{Seed: 1}) }},
		{"holes", func(g *Graph) { StructuralHoles(g) }},
	}
	for _, kind := range kinds {
		g := kind.make(rand.New(rand.NewPCG(1, 1)), 5000)
		for _, k := range kernels {
			b.Run(kind.name+"/"+k.name, func(b *testing.B) {
				timed(b, func() { k.run(g) })
			})
		}
	}
}
