package network

import (
	"math/rand/v2"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// wavering is a sequence of graphs that share most of their ties.
func wavering(r *rand.Rand, g synth.EdgeList, uncertain float64) func() *Graph {
	var us, vs, maybeU, maybeV []int32
	for i := range g.Tails {
		if r.Float64() < uncertain {
			maybeU, maybeV = append(maybeU, g.Tails[i]), append(maybeV, g.Heads[i])
		} else {
			us, vs = append(us, g.Tails[i]), append(vs, g.Heads[i])
		}
	}
	certain := len(us)
	return func() *Graph {
		us, vs = us[:certain], vs[:certain]
		for i := range maybeU {
			if r.IntN(2) == 0 {
				us, vs = append(us, maybeU[i]), append(vs, maybeV[i])
			}
		}
		return NewUndirected(g.Nodes, us, vs)
	}
}

// TestBlocksMetBeforeHaveTheValuesOfBlocksMeasuredAnew compares to the last bit.
func TestBlocksMetBeforeHaveTheValuesOfBlocksMeasuredAnew(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		r := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 1))
		n := rapid.IntRange(3, 150).Draw(t, "nodes")
		shapes := []synth.EdgeList{
			synth.RandomGraph(r.Uint64(), n, n), synth.PreferentialGraph(r.Uint64(), n, 2), synth.OwnershipGraph(r.Uint64(), n),
			synth.GridGraph(4, n/4+1),
		}
		next := wavering(r, rapid.SampledFrom(shapes).Draw(t, "shape"), .1)
		var b Brandes
		for range 12 {
			g := next()
			want := Betweenness(g, 1)
			for v, x := range b.Betweenness(g) {
				if x != want[v] {
					t.Fatalf("node %d of %d: %v, anew %v", v, n, x, want[v])
				}
			}
		}
	})
}

func TestTheStoreOfBlocksIsBounded(t *testing.T) {
	r := rand.New(rand.NewPCG(81, 82))
	next := wavering(r, synth.RandomGraph(9, 4000, 7000), .5)
	var k blockCache
	for range 150 {
		g := next()
		weight, values := make([]float64, g.N()), make([]float64, g.N())
		values[0] = r.Float64()
		if !k.fits(g) {
			t.Fatal("the graph is too large")
		}
		k.keep(g, weight, values)
		if got := k.find(g, weight); got == nil || got[0] != values[0] {
			t.Fatal("what was just kept is not found")
		}
		held := 0
		for _, generation := range []map[uint64][]*cachedBlock{k.young, k.old} {
			for _, list := range generation {
				for _, x := range list {
					held += len(x.offsets)/2 + len(x.targets)/2 + len(x.weight) + len(x.values)
				}
			}
		}
		if held > 2*mostKnown {
			t.Fatalf("%d numbers are held", held)
		}
	}
	if k.old == nil {
		t.Error("nothing was ever left out")
	}
}

// hamlets are groups of nodes, each tied to the next by one tie.
func hamlets(r *rand.Rand, groups, size int) synth.EdgeList {
	g := synth.EdgeList{Nodes: groups * size}
	for v := range int32(groups * size) {
		first := v / int32(size) * int32(size)
		for range 2 {
			g.Tails, g.Heads = append(g.Tails, v), append(g.Heads, first+r.Int32N(int32(size)))
		}
		if v == first && v > 0 {
			g.Tails, g.Heads = append(g.Tails, v), append(g.Heads, v-1)
		}
	}
	return g
}

// BenchmarkBlocksMetBefore measures 64 worlds, in which most ties are certain or not,
// with what is known of blocks and without.
func BenchmarkBlocksMetBefore(b *testing.B) {
	for _, x := range []struct {
		name      string
		g         synth.EdgeList
		uncertain float64
	}{
		{"40 hamlets of 50, .1 % of ties uncertain", hamlets(rand.New(rand.NewPCG(5, 6)), 40, 50), .001},
		{"40 hamlets of 50, 1 % of ties uncertain", hamlets(rand.New(rand.NewPCG(5, 6)), 40, 50), .01},
		{"one large block of 2,000 nodes, half of ties uncertain", synth.PreferentialGraph(1, 2000, 2), .5},
	} {
		var graphs []*Graph
		next := wavering(rand.New(rand.NewPCG(3, 4)), x.g, x.uncertain)
		for range 64 {
			graphs = append(graphs, next())
		}
		for _, once := range []bool{true, false} {
			name := x.name + "/known"
			if once {
				name = x.name + "/anew"
			}
			b.Run(name, func(b *testing.B) {
				timed(b, func() {
					k := Brandes{once: once}
					for _, g := range graphs {
						k.Betweenness(g)
					}
				})
			})
		}
	}
}
