package network

import (
	"math"
	"math/rand/v2"
	"testing"

	"underpin/internal/synth"
)

func graphOf(g synth.EdgeList) *Graph { return NewUndirected(g.Nodes, g.Tails, g.Heads) }

// villages are groups of nodes, a few of which know nodes of other groups.
func villages(r *rand.Rand, groups, size int) *Graph {
	var us, vs []int32
	in := func(group, k int) int32 { return int32(group*size + k) }
	for group := range groups {
		for range 3 * size {
			us, vs = append(us, in(group, r.IntN(size))), append(vs, in(group, r.IntN(size)))
		}
		for range 2 {
			us, vs = append(us, in(group, r.IntN(3))), append(vs, in(r.IntN(groups), r.IntN(3)))
		}
	}
	return NewUndirected(groups*size, us, vs)
}

// A leaderCase is a graph to lead: cases are graphs with hubs, with groups, and with nobody far ahead.
type leaderCase struct {
	name string
	g    *Graph
}

func leaderCases() []leaderCase {
	r := rand.New(rand.NewPCG(1, 2))
	return []leaderCase{
		{"hubs", graphOf(synth.PreferentialGraph(1, 900, 2))},
		{"hubs, dense", graphOf(synth.PreferentialGraph(2, 600, 4))},
		{"sparse", graphOf(synth.RandomGraph(3, 900, 1600))},
		{"few hubs", graphOf(synth.PreferentialGraph(4, 300, 2))},
		{"small groups", villages(r, 12, 70)},
		{"large groups", villages(r, 4, 200)},
	}
}

// runnersOf lets half of the nodes run, and gives all a random number.
func runnersOf(r *rand.Rand, n int) TopOneConfig {
	c := TopOneConfig{Among: make([]bool, n), Priority: make([]uint64, n)}
	for v := range n {
		c.Among[v], c.Priority[v] = r.IntN(2) == 0, r.Uint64()
	}
	return c
}

// firstOf is who alone comes first by values, or -1.
func firstOf(values []float64, among []bool) int32 {
	best, first := 0.0, int32(-1)
	for v, x := range values {
		switch x = Rounded(x); {
		case !among[v] || x < best || x == 0:
		case x == best:
			first = -1
		default:
			best, first = x, int32(v)
		}
	}
	return first
}

// TestALeadIsThatOfTheExactValues draws sources again and again. Margins are such that
// far fewer than one in 10,000 leads is wrong: here none is.
func TestALeadIsThatOfTheExactValues(t *testing.T) {
	r := rand.New(rand.NewPCG(71, 72))
	decided, fromSome, asked := 0, 0, 0
	for _, x := range leaderCases() {
		name, g := x.name, x.g
		var b Brandes
		exact := Betweenness(g, 2)
		for range 40 {
			c := runnersOf(r, g.N())
			asked++
			lead, ok := b.TopOne(g, c)
			if !ok {
				continue
			}
			decided++
			if lead.Pivots < 300 {
				fromSome++
			}
			if want := firstOf(exact, c.Among); lead.First != want {
				t.Errorf("%s: %d from %d sources, %d by exact values", name, lead.First, lead.Pivots, want)
			}
			if again, _ := new(Brandes).TopOne(g, c); again != lead {
				t.Errorf("%s: %+v, with new storage %+v", name, lead, again)
			}
		}
	}
	t.Logf("of %d, %d decided, %d from fewer than 300 sources", asked, decided, fromSome)
	if decided*10 < asked*8 || fromSome*2 < asked {
		t.Errorf("of %d only %d decided, %d from fewer than 300 sources", asked, decided, fromSome)
	}
}

// TestASharedFirstPlaceIsNobodys doubles a graph, and ties each node to its double:
// whoever comes first, its double does too.
func TestASharedFirstPlaceIsNobodys(t *testing.T) {
	r := rand.New(rand.NewPCG(73, 74))
	for seed := range uint64(4) {
		half := graphOf(synth.PreferentialGraph(seed, 400, 2))
		n := int32(half.N())
		var us, vs []int32
		for u, v := range half.Ties() {
			us, vs = append(us, u, u+n), append(vs, v, v+n)
		}
		for v := range n {
			us, vs = append(us, v), append(vs, v+n)
		}
		g := NewUndirected(int(2*n), us, vs)
		for range 10 {
			c := runnersOf(r, g.N())
			for v := range n {
				c.Among[v], c.Among[v+n] = true, true
			}
			if lead, ok := new(Brandes).TopOne(g, c); ok && lead.First >= 0 {
				t.Errorf("%d leads its double, from %d of %d sources", lead.First, lead.Pivots, g.N())
			}
		}
	}
}

func TestWhereExactValuesAreCheapNothingIsSampled(t *testing.T) {
	r := rand.New(rand.NewPCG(75, 76))
	ring := synth.EdgeList{Nodes: 600}
	for v := range int32(600) {
		ring.Tails, ring.Heads = append(ring.Tails, v), append(ring.Heads, (v+1)%600)
	}
	for name, g := range map[string]*Graph{
		"small":    graphOf(synth.PreferentialGraph(1, 250, 3)),
		"no ties":  NewUndirected(900, nil, nil),
		"a tree":   graphOf(synth.PreferentialGraph(1, 900, 1)),
		"a ring":   graphOf(ring),
		"directed": newDirected(900, ring.Tails, ring.Heads),
	} {
		if lead, ok := new(Brandes).TopOne(g, runnersOf(r, g.N())); ok {
			t.Errorf("%s: %+v", name, lead)
		}
	}
}

// TestTermsOfOneNodeAreThoseOfTheSweep finds what sources reach through a node in two
// ways, in graphs with twins and with nodes that hang at others.
func TestTermsOfOneNodeAreThoseOfTheSweep(t *testing.T) {
	r := rand.New(rand.NewPCG(77, 78))
	for seed := range uint64(8) {
		g := graphOf(synth.PreferentialGraph(seed, 900, 2))
		var b Brandes
		b.TopOne(g, runnersOf(r, g.N()))
		x := &b.adaptive
		if x.field == nil {
			t.Fatal("the block is too small")
		}
		sources := x.order[:min(lanes, len(x.order))]
		slot := make([]int32, x.field.n())
		for v := range slot {
			slot[v] = int32(v)
		}
		want := make([]laneValues, len(slot))
		b.batch.run(x.field, sources, dependencySums{sum: make([]float64, len(slot)), scaled: true, terms: want, slot: slot})
		b.batch.forward(x.field, sources)
		for v := range int32(len(slot)) {
			one := candidate{at: v}
			x.distances(&one)
			for lane, term := range x.through.terms(&b.batch, x.field, &one, len(sources), nil) {
				if math.Abs(term-want[v][lane]) > 1e-9*(1+term) {
					t.Fatalf("node %d, source %d: %v, by accumulation %v", v, sources[lane], term, want[v][lane])
				}
			}
		}
	}
}
