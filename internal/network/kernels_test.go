package network

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/simple"
)

func TestBlocksAreWhatLossesSay(t *testing.T) {
	r := rand.New(rand.NewPCG(31, 32))
	for i := range 150 {
		n := 1 + r.IntN(40)
		g := randomGraph(r, n, 2.2/float64(n), i%5 == 0)
		blocks := FindBlocks(g)
		_, before := Components(g)
		var b Builder
		for v := range n {
			keep := make([]bool, n)
			for u := range keep {
				keep[u] = u != v
			}
			_, after := Components(b.Keep(g, keep, make([]int32, n)))
			if want := after > before; blocks.Articulation[v] != want {
				t.Fatalf("articulation of %d is %v", v, !want)
			}
		}
		u := g.Underlying()
		ties := 0
		for a, c := range u.Ties() {
			ties++
			var us, vs []int32
			for x, y := range u.Ties() {
				if x != a || y != c {
					us, vs = append(us, x), append(vs, y)
				}
			}
			_, after := Components(NewUndirected(n, us, vs))
			if want := after > before; slices.Contains(blocks.Bridges, [2]int32{a, c}) != want {
				t.Fatalf("bridge %d-%d is %v", a, c, !want)
			}
			together := 0
			for k := range blocks.Count() {
				if slices.Contains(blocks.Block(k), a) && slices.Contains(blocks.Block(k), c) {
					together++
				}
			}
			if together != 1 {
				t.Fatalf("tie %d-%d lies in %d blocks", a, c, together)
			}
		}
	}
}

func TestCoresAreTheLargestPartsOfThatDegree(t *testing.T) {
	r := rand.New(rand.NewPCG(33, 34))
	for range 60 {
		n := 1 + r.IntN(50)
		g := randomGraph(r, n, 5/float64(n), false)
		want := make([]int32, n)
		alive := make([]bool, n)
		for v := range alive {
			alive[v] = true
		}
		for k := int32(1); ; k++ {
			for again := true; again; {
				again = false
				for v := range int32(n) {
					degree := int32(0)
					for _, w := range g.Neighbours(v) {
						if alive[w] {
							degree++
						}
					}
					if alive[v] && degree < k {
						alive[v], again = false, true
					}
				}
			}
			if !slices.Contains(alive, true) {
				break
			}
			for v := range alive {
				if alive[v] {
					want[v] = k
				}
			}
		}
		if got := CoreNumbers(g); !slices.Equal(got, want) {
			t.Fatalf("cores %v, want %v", got, want)
		}
	}
}

func TestNearnessEqualsBruteForce(t *testing.T) {
	r := rand.New(rand.NewPCG(35, 36))
	for i := range 60 {
		n := 1 + r.IntN(150)
		g := randomGraph(r, n, 2.5/float64(n), i%2 == 0)
		got := AllNodeDistances(g, 3)
		diameter := 0
		for u, row := range bruteDistances(g) {
			reached, distance, harmonic := 0, 0.0, 0.0
			for v, d := range row {
				if u != v && !math.IsInf(d, 1) {
					reached++
					distance += d
					harmonic += 1 / d
					diameter = max(diameter, int(d))
				}
			}
			p := got[u]
			if p.Reached != reached || float64(p.Distance) != distance || !closeTo(p.Harmonic, harmonic, 1e-12) {
				t.Fatalf("node %d: %+v, want %d %v %v", u, p, reached, distance, harmonic)
			}
		}
		if d := LengthsOfPaths(g).Diameter(); d != diameter {
			t.Fatalf("diameter %d, want %d", d, diameter)
		}
	}
}

func TestPageRankEqualsGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(37, 38))
	for range 30 {
		n := 2 + r.IntN(40)
		g := randomGraph(r, n, 3/float64(n), true)
		d := simple.NewDirectedGraph()
		for v := range int64(n) {
			d.AddNode(simple.Node(v))
		}
		for u, v := range g.Ties() {
			d.SetEdge(d.NewEdge(simple.Node(u), simple.Node(v)))
		}
		want := make([]float64, n)
		for v, x := range network.PageRank(d, 0.85, 1e-12) {
			want[v] = x
		}
		got := PageRank(g, PageRankConfig{})
		if !got.Converged {
			t.Fatal("not converged")
		}
		sameValues(t, "PageRank", got.Values, want, 1e-8)
	}
}

func TestEigenvectorSolvesItsEquation(t *testing.T) {
	r := rand.New(rand.NewPCG(39, 40))
	for range 30 {
		n := 3 + r.IntN(40)
		g := randomGraph(r, n, 0.3, false)
		if _, count := Components(g); count > 1 {
			continue
		}
		s := Eigenvector(g, EigenvectorConfig{})
		for v, x := range s.Values {
			sum := 0.0
			for _, w := range g.Neighbours(int32(v)) {
				sum += s.Values[w]
			}
			if math.Abs(sum-s.Value*x) > 1e-8 {
				t.Fatalf("node %d: image %v, eigenvalue times value %v", v, sum, s.Value*x)
			}
		}
	}
}

func TestStructuralHolesEqualTheirDefinition(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	var kept Burt
	for i := range 60 {
		n := 1 + r.IntN(25)
		var us, vs []int32
		var ws []float64
		for range 3 * n {
			us, vs, ws = append(us, int32(r.IntN(n))), append(vs, int32(r.IntN(n))), append(ws, 1+r.Float64())
		}
		g, err := Build(n, us, vs, BuildOptions{Directed: i%2 == 0, Weights: ws})
		if err != nil {
			t.Fatal(err)
		}
		a := func(i, j int) float64 {
			if at, ok := g.arc(int32(i), int32(j)); ok {
				return g.weights[at]
			}
			return 0
		}
		tie := func(i, j int) float64 { return a(i, j) + a(j, i) }
		share := func(i, j int) float64 {
			sum := 0.0
			for k := range n {
				sum += tie(i, k)
			}
			return tie(i, j) / sum
		}
		for i, got := range kept.Holes(g) {
			constraint, effective := 0.0, 0.0
			for j := range n {
				if tie(i, j) == 0 {
					continue
				}
				p, redundant, most := share(i, j), 0.0, 0.0
				for k := range n {
					most = max(most, tie(j, k))
				}
				for q := range n {
					if q != i && q != j && tie(i, q) > 0 && tie(q, j) > 0 {
						p += share(i, q) * share(q, j)
						redundant += share(i, q) * tie(j, q) / most
					}
				}
				constraint += p * p
				effective += 1 - redundant
			}
			if !closeTo(got.Constraint, constraint, 1e-12) || !closeTo(got.EffectiveSize, effective, 1e-12) {
				t.Fatalf("node %d: %+v, want %v %v", i, got, constraint, effective)
			}
		}
	}
}

func TestBrokerageCountsEveryOpenPath(t *testing.T) {
	r := rand.New(rand.NewPCG(43, 44))
	for range 40 {
		n := 3 + r.IntN(20)
		g := randomGraph(r, n, 0.3, true)
		group := make([]int32, n)
		for v := range group {
			group[v] = int32(r.IntN(3))
		}
		each, all := Brokerages(g, group)
		want := make([]Brokerage, n)
		for i := range int32(n) {
			for j := range int32(n) {
				for k := range int32(n) {
					if i != j && j != k && i != k && g.HasTie(i, j) && g.HasTie(j, k) && !g.HasTie(i, k) {
						want[j].count(group[i], group[j], group[k])
					}
				}
			}
		}
		total := int64(0)
		for _, b := range want {
			total += b.Total()
		}
		if !slices.Equal(each, want) || all.Total() != total {
			t.Fatal("brokerage differs from counting")
		}
	}
}
