package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

// powerMethod is the leading eigenvector by shifted power steps alone.
func powerMethod(g *Graph, steps int) Spectrum {
	s := Spectrum{Values: make([]float64, g.N())}
	for v := range s.Values {
		s.Values[v] = 1
	}
	image := make([]float64, g.N())
	for s.Iterations < steps {
		s.Iterations++
		apply(g, s.Values, image)
		s.rayleigh(image)
		if s.Residual <= float64(1e-14*s.Value) {
			break
		}
		s.advance(image)
	}
	return s
}

func TestLanczosAgreesWithThePowerMethod(t *testing.T) {
	r := rand.New(rand.NewPCG(51, 52))
	var cases []*Graph
	for i := range 60 {
		n := 3 + r.IntN(120)
		g := randomGraph(r, n, 4/float64(n), false)
		if i%3 == 1 {
			g = weighted(t, r, g)
		}
		if _, count := Components(g); count == 1 {
			cases = append(cases, g)
		}
	}
	var us, vs []int32 // a star, which is bipartite: the least eigenvalue is the largest but for its sign
	for v := range int32(9) {
		us, vs = append(us, 0), append(vs, v+1)
	}
	cases = append(cases, NewUndirected(10, us, vs), NewUndirected(2, []int32{0}, []int32{1}))
	for i, g := range cases {
		s, want := Eigenvector(g, EigenvectorConfig{}), powerMethod(g, 200000)
		if !s.Converged || math.Abs(s.Value-want.Value) > float64(1e-11*want.Value) {
			t.Errorf("graph %d: eigenvalue %v after %d steps, by the power method %v", i, s.Value, s.Iterations, want.Value)
		}
		sameValues(t, "eigenvector", s.Values, want.Values, 1e-10)
	}
}

func TestLanczosEndsOnEverySmallGraph(t *testing.T) {
	// With as many steps as nodes nothing new is left to find, and going on would take
	// the vector in once more.
	r := rand.New(rand.NewPCG(55, 56))
	for i := range 3000 {
		g := randomGraph(r, 2+r.IntN(12), r.Float64(), false)
		if i%2 == 1 {
			g = weighted(t, r, g)
		}
		if s := Eigenvector(g, EigenvectorConfig{}); !s.Converged || s.Iterations > 200 {
			t.Fatalf("graph %d of %d nodes: converged %v after %d steps, eigenvalue %v", i, g.N(), s.Converged, s.Iterations, s.Value)
		}
	}
}

func TestLanczosStartsAgainWhereItsBasisIsFull(t *testing.T) {
	const n = 400 // of a path half are alike, and more than fit in a basis are left
	var us, vs []int32
	for v := range int32(n - 1) {
		us, vs = append(us, v), append(vs, v+1)
	}
	s := Eigenvector(NewUndirected(n, us, vs), EigenvectorConfig{})
	want := make([]float64, n)
	for v := range want {
		want[v] = math.Sin(math.Pi*float64(v+1)/(n+1)) / math.Sin(math.Pi*float64(n/2)/(n+1))
	}
	if !s.Converged || s.Iterations < 160 {
		t.Errorf("converged %v after %d steps", s.Converged, s.Iterations)
	}
	sameValues(t, "eigenvector", s.Values, want, 1e-8)
}

func TestNodesInTheSamePlaceHaveTheSameEigenvector(t *testing.T) {
	// Two equal tails hang at a clique, numbered at random: along them values fall to
	// 1e-15 of the largest, where an error that is small beside that is not small.
	const clique, tail = 20, 12
	r := rand.New(rand.NewPCG(53, 54))
	name := make([]int32, clique+2*tail)
	for i, k := range r.Perm(len(name)) {
		name[i] = int32(k)
	}
	var us, vs []int32
	tie := func(u, v int) { us, vs = append(us, name[u]), append(vs, name[v]) }
	for u := range clique {
		for v := range u {
			tie(u, v)
		}
	}
	for side := range 2 {
		first := clique + side*tail
		tie(side, first)
		for i := first + 1; i < first+tail; i++ {
			tie(i-1, i)
		}
	}
	s := Eigenvector(NewUndirected(len(name), us, vs), EigenvectorConfig{})
	for i := range tail {
		one, other := s.Values[name[clique+i]], s.Values[name[clique+tail+i]]
		if one <= 0 || !Tied(one, other) {
			t.Errorf("step %d of the tails: %v and %v", i+1, one, other)
		}
	}
}

// weighted is the undirected graph g with weights from 1 to 50.
func weighted(t *testing.T, r *rand.Rand, g *Graph) *Graph {
	t.Helper()
	var us, vs []int32
	var weights []float64
	for u, v := range g.Ties() {
		us, vs, weights = append(us, u), append(vs, v), append(weights, 1+float64(r.IntN(50)))
	}
	w, err := Build(g.N(), us, vs, BuildOptions{Weights: weights})
	if err != nil {
		t.Fatal(err)
	}
	return w
}

func TestTheLeadingEigenvalueIsWhereBisectionOfAllEnds(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for trial := range 3000 {
		var k krylov
		scale := math.Pow(10, float64(trial%7-3))
		for range 1 + r.IntN(40) {
			k.alpha = append(k.alpha, scale*(r.Float64()-.3))
			k.beta = append(k.beta, scale*r.Float64()*math.Pow(10, -8*r.Float64()))
			want := k.eigenvalue(1, k.bounds())
			if got := k.leading(); got != want {
				t.Fatalf("trial %d, size %d: %v, by bisection %v", trial, len(k.alpha), got, want)
			}
			k.left = k.resolve(k.first)
		}
	}
}
