package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

func TestBetweennessEqualsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 200 {
		n := 1 + r.IntN(40)
		g := randomGraph(r, n, r.Float64()*4/float64(n), i%2 == 1)
		sameValues(t, "betweenness", Betweenness(g, 2), bruteBetweenness(g), 1e-12)
	}
}

// stretched puts chains of up to longest nodes into the ties of g, and pendants
// on some of them.
func stretched(r *rand.Rand, g *Graph, longest int) *Graph {
	n := g.N()
	var us, vs []int32
	for u, v := range g.Ties() {
		for range r.IntN(longest + 1) {
			us, vs = append(us, u), append(vs, int32(n))
			u = int32(n)
			n++
			if r.IntN(5) == 0 {
				us, vs = append(us, u), append(vs, int32(n))
				n++
			}
		}
		us, vs = append(us, u), append(vs, v)
	}
	return NewUndirected(n, us, vs)
}

func TestBetweennessOfChainsEqualsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(13, 14))
	var b Brandes
	chained := 0
	for range 300 {
		n := 2 + r.IntN(6)
		g := stretched(r, randomGraph(r, n, .3+.7*r.Float64(), false), 4+r.IntN(8))
		if g.N() > 110 {
			continue
		}
		b.shatter.chains.from = nil
		got := b.Betweenness(g)
		if b.shatter.chains.from != nil {
			chained++
		}
		sameValues(t, "betweenness", got, bruteBetweenness(g), 1e-11)
	}
	for n := 3; n < 12; n++ {
		sameValues(t, "betweenness in a ring", b.Betweenness(ring(n)), bruteBetweenness(ring(n)), 1e-12)
	}
	if chained < 50 {
		t.Errorf("only %d graphs were searched by chains", chained)
	}
}

func TestDistanceMeasuresEqualBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for i := range 100 {
		n := 2 + r.IntN(90)
		g := randomGraph(r, n, r.Float64()*4/float64(n), i%2 == 1)
		reached, inverse := 0.0, 0.0
		for u, row := range bruteDistances(g) {
			for v, d := range row {
				if u != v && !math.IsInf(d, 1) {
					reached++
					inverse += 1 / d
				}
			}
		}
		pairs := float64(n * (n - 1))
		sameValues(t, "F, DF, efficiency",
			[]float64{fragmentation(g), distanceFragmentation(g), efficiency(g)},
			[]float64{1 - reached/pairs, 1 - inverse/pairs, inverse / pairs}, 1e-12)
	}
}

func TestGraphsAreSimpleAndSorted(t *testing.T) {
	us, vs := []int32{2, 0, 2, 1, 0, 3}, []int32{0, 2, 0, 1, 1, 0}
	g := NewUndirected(5, us, vs)
	if g.N() != 5 || g.M() != 3 || !slices.Equal(g.Neighbours(0), []int32{1, 2, 3}) || g.Degree(4) != 0 {
		t.Errorf("undirected: %+v", g)
	}
	d := newDirected(5, us, vs)
	if d.M() != 4 || !slices.Equal(d.Neighbours(0), []int32{1, 2}) || !slices.Equal(d.Reverse().Neighbours(0), []int32{2, 3}) {
		t.Errorf("directed: %+v", d)
	}
	if u := d.Underlying(); !slices.Equal(u.targets, g.targets) || !slices.Equal(u.offsets, g.offsets) {
		t.Errorf("underlying: %+v, want %+v", u, g)
	}
}

func TestTheEmptyGraphIsDefined(t *testing.T) {
	var zero Graph
	for _, g := range []*Graph{&zero, NewUndirected(0, nil, nil), newDirected(0, nil, nil), NewUndirected(1, nil, nil)} {
		if labels, count := Components(g); len(labels) != g.N() || count != g.N() {
			t.Errorf("components %v %d", labels, count)
		}
		if fragmentation(g) != 0 || distanceFragmentation(g) != 0 || efficiency(g) != 0 || largestComponent(g) != g.N() {
			t.Error("a measure of a graph without pairs is not 0")
		}
		if len(Betweenness(g, 2)) != g.N() || len(laidOut(t, g, LayoutConfig{})) != g.N() {
			t.Error("wrong length")
		}
		if g.Reverse().N() != g.N() || g.Underlying().N() != g.N() {
			t.Error("wrong size")
		}
	}
}

// bruteDisjoint is the node-disjoint paths by trying every set of cuts of up to
// all inner nodes (Menger), the direct tie apart.
func bruteDisjoint(g *Graph, s, t int32) int {
	n := g.N()
	direct := 0
	if g.HasTie(s, t) {
		direct = 1
	}
	best := n
	for cut := range 1 << n {
		if cut>>s&1 == 1 || cut>>t&1 == 1 {
			continue
		}
		size := 0
		seen := 1 << s
		for v := range n {
			size += cut >> v & 1
		}
		if size >= best {
			continue
		}
		stack := []int32{s}
		for len(stack) > 0 {
			u := stack[len(stack)-1]
			stack = stack[:len(stack)-1]
			for _, w := range g.Neighbours(u) {
				if u == s && w == t || cut>>w&1 == 1 || seen>>w&1 == 1 {
					continue
				}
				seen |= 1 << w
				stack = append(stack, w)
			}
		}
		if seen>>t&1 == 0 {
			best = size
		}
	}
	return direct + best
}

func TestDisjointPathsEqualTheSmallestCut(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	var c PathCounter
	for i := range 600 {
		n := 2 + r.IntN(9)
		g := randomGraph(r, n, r.Float64(), i%4 != 0)
		s, to := int32(0), int32(n-1)
		want := bruteDisjoint(g, s, to)
		if got := c.Count(g, s, to); got != want {
			t.Fatalf("%d disjoint paths, want %d in %v", got, want, g)
		}
	}
}

func TestReusedBuildersGiveTheSameGraphsAndAllocateNothing(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	var b Builder
	var s Searcher
	var between Brandes
	var c PathCounter
	us, vs := make([]int32, 400), make([]int32, 400)
	for i := range us {
		us[i], vs[i] = int32(r.IntN(200)), int32(r.IntN(200))
	}
	run := func() {
		g := b.Undirected(200, us, vs)
		s.Fragmentation(g)
		s.DistanceFragmentation(g)
		s.Largest(g)
		between.Betweenness(g)
		g = b.Directed(200, us, vs)
		c.Count(g, 0, 100)
		s.Reach(g, us[:3])
	}
	run()
	if a := testing.AllocsPerRun(10, run); a > 0 {
		t.Errorf("%v allocations a world", a)
	}
	fresh := newDirected(200, us, vs)
	if g := b.Directed(200, us, vs); !slices.Equal(g.targets, fresh.targets) || !slices.Equal(g.offsets, fresh.offsets) {
		t.Error("reused builder differs")
	}
}
