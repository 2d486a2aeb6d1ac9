package network

import (
	"math/rand/v2"
	"slices"
	"testing"

	"underpin/internal/synth"
)

// plainBetweenness is Brandes' algorithm as published, one source after the other.
func plainBetweenness(g *Graph) []float64 {
	n := g.N()
	sum := make([]float64, n)
	for s := range int32(n) {
		paths, distance, owed := make([]float64, n), make([]int, n), make([]float64, n)
		before := make([][]int32, n)
		for v := range distance {
			distance[v] = -1
		}
		paths[s], distance[s] = 1, 0
		queue := []int32{s}
		for head := 0; head < len(queue); head++ {
			u := queue[head]
			for _, v := range g.Neighbours(u) {
				if distance[v] < 0 {
					distance[v] = distance[u] + 1
					queue = append(queue, v)
				}
				if distance[v] == distance[u]+1 {
					paths[v] += paths[u]
					before[v] = append(before[v], u)
				}
			}
		}
		for _, v := range slices.Backward(queue[1:]) {
			for _, u := range before[v] {
				owed[u] += float64(paths[u]/paths[v]) * (1 + owed[v])
			}
			sum[v] += owed[v]
		}
	}
	if !g.Directed() {
		for v := range sum {
			sum[v] /= 2
		}
	}
	return sum
}

// oneByOne are the dependencies on the nodes of f, each searched from by itself.
func oneByOne(t *testing.T, f *reducedGraph) []float64 {
	t.Helper()
	g, w := new(slotGraph), new(oneSource)
	g.fill(f)
	sum := make([]float64, f.n())
	for s := range int32(f.n()) {
		if !w.run(g, s) {
			t.Fatalf("too many paths from %d", s)
		}
	}
	w.give(g, sum)
	return sum
}

func TestSourcesOneByOneFindWhatTheyFindTogether(t *testing.T) {
	r := rand.New(rand.NewPCG(91, 92))
	for _, kind := range kinds {
		for _, n := range []int{12, 90, 400} {
			g := kind.make(r, n)
			var b Brandes
			b.shatter.prepare(g, make([]float64, g.N()))
			blocks := &b.shatter.finder
			for i := range len(blocks.start) - 1 {
				inside := b.shatter.inside(g, blocks.nodes[blocks.start[i]:blocks.start[i+1]])
				if inside == nil {
					continue
				}
				b.shatter.merge(inside)
				f := &b.shatter.packed
				together := make([]float64, f.n())
				for s := range int32(f.n()) {
					b.batch.run(f, []int32{s}, dependencySums{sum: together})
				}
				sameValues(t, kind.name, oneByOne(t, f), together, 1e-12)
			}
		}
	}
}

func TestSourcesOneByOneFollowArcs(t *testing.T) {
	r := rand.New(rand.NewPCG(93, 94))
	for _, degree := range []float64{.5, 2, 5, 12} {
		g := randomGraph(r, 150, degree/150, true)
		f := reducedGraph{offsets: g.offsets, targets: g.targets, oneWay: true}
		sameValues(t, "dependencies along arcs", oneByOne(t, &f), plainBetweenness(g), 1e-12)
	}
}

func TestSourcesThatShareLittleAreSearchedFromOneByOne(t *testing.T) {
	r := rand.New(rand.NewPCG(95, 96))
	directed := randomGraph(r, 1200, 3./1200, true)
	known := synth.PreferentialGraph(97, 1300, 3)
	for _, c := range []struct {
		name  string
		graph *Graph
		apart bool
	}{
		{"a small world", smallWorld(r, 1300), true},
		{"roads with close junctions", roads(r, 1700, 1), true},
		{"a sparse random graph along its arcs", directed, true},
		{"a small world of few", smallWorld(r, 900), false},
		{"people who know the best known", NewUndirected(known.Nodes, known.Tails, known.Heads), false},
		{"a dense random graph", scattered(r, 1100, 22000), false},
	} {
		var b Brandes
		got := slices.Clone(b.betweenness(c.graph, 1))
		if (b.slots != nil) != c.apart {
			t.Errorf("%s: one by one %v, want %v (%.1f meet a node at once)", c.name, b.slots != nil, c.apart, b.batch.together())
		}
		sameValues(t, c.name, got, plainBetweenness(c.graph), 1e-12)
		for _, threads := range []int{2, 5} {
			if !slices.Equal(got, Betweenness(c.graph, threads)) {
				t.Errorf("%s: not the same on %d threads", c.name, threads)
			}
		}
		if again := b.betweenness(c.graph, 1); !slices.Equal(got, again) {
			t.Errorf("%s: not the same in storage used before", c.name)
		}
	}
}

func TestASourceWithMorePathsThanNumbersHoldIsNotCounted(t *testing.T) {
	g := lattice(700*8, 8, true)
	f := reducedGraph{offsets: g.offsets, targets: g.targets}
	slots, w := new(slotGraph), new(oneSource)
	slots.fill(&f)
	if w.run(slots, 0) {
		t.Error("the paths from end to end were counted")
	}
	if !w.run(slots, 350*8) {
		t.Error("the paths from the middle were not counted")
	}
}
