package network

import (
	"errors"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"gonum.org/v1/gonum/graph/network"
	"gonum.org/v1/gonum/graph/path"
	"gonum.org/v1/gonum/graph/simple"
)

func TestWeightedBetweennessEqualsBruteForceAndGonum(t *testing.T) {
	r := rand.New(rand.NewPCG(45, 46))
	for i := range 80 {
		n := 2 + r.IntN(30)
		directed := i%2 == 0
		var us, vs []int32
		var ws []float64
		for u, v := range randomGraph(r, n, 4/float64(n), directed).Ties() {
			us, vs, ws = append(us, u), append(vs, v), append(ws, float64(1+r.IntN(4)))
		}
		g, err := Build(n, us, vs, BuildOptions{Directed: directed, Weights: ws})
		if err != nil {
			t.Fatal(err)
		}
		got, err := WeightedBetweenness(g, 2)
		if err != nil {
			t.Fatal(err)
		}
		sameValues(t, "weighted betweenness", got, bruteBetweenness(g), 1e-11)
		if !directed || i > 20 {
			continue
		}
		d := simple.NewWeightedDirectedGraph(0, math.Inf(1))
		for v := range int64(n) {
			d.AddNode(simple.Node(v))
		}
		for i := range us {
			d.SetWeightedEdge(d.NewWeightedEdge(simple.Node(us[i]), simple.Node(vs[i]), ws[i]))
		}
		paths, _ := path.FloydWarshall(d)
		want := make([]float64, n)
		for v, x := range network.BetweennessWeighted(d, paths) {
			want[v] = x
		}
		sameValues(t, "weighted betweenness against gonum", got, want, 1e-9)
	}
}

func TestBadLengthsAndWeightsAreErrors(t *testing.T) {
	one, two := []int32{0}, []int32{1}
	for _, w := range []float64{-1, math.NaN(), math.Inf(1)} {
		if _, err := Build(2, one, two, BuildOptions{Weights: []float64{w}}); !errors.Is(err, ErrBadWeight) {
			t.Errorf("weight %v: %v", w, err)
		}
	}
	zero, _ := Build(2, one, two, BuildOptions{Weights: []float64{0}})
	if _, err := WeightedBetweenness(zero, 1); !errors.Is(err, ErrBadWeight) {
		t.Errorf("length 0: %v", err)
	}
	if _, err := WeightedBetweenness(NewUndirected(2, one, two), 1); !errors.Is(err, ErrBadWeight) {
		t.Errorf("no lengths: %v", err)
	}
	for _, v := range []int32{-1, 2, math.MaxInt32} {
		if _, err := Build(2, one, []int32{v}, BuildOptions{}); !errors.Is(err, ErrOutOfRange) {
			t.Errorf("node %d: %v", v, err)
		}
	}
	for _, n := range []int{-1, math.MaxInt32 + 1} {
		if _, err := Build(n, nil, nil, BuildOptions{}); !errors.Is(err, ErrOutOfRange) {
			t.Errorf("%d nodes: %v", n, err)
		}
	}
}

func TestSampledBetweennessErrsAsStated(t *testing.T) {
	r := rand.New(rand.NewPCG(47, 48))
	for _, directed := range []bool{false, true} {
		g := randomGraph(r, 1500, 0.002, directed)
		exact := Betweenness(g, 2)
		ranked := slices.Clone(exact)
		slices.Sort(ranked)
		high := ranked[len(ranked)*8/10]
		within, all := 0, 0
		for seed := range uint64(5) {
			s := sampleBetweenness(g, BetweennessConfig{Pivots: 300, Seed: seed, Threads: 2})
			for i, v := range s.Nodes {
				if s.Errors[i] > 0 && exact[v] >= high {
					all++
					if math.Abs(s.Values[i]-exact[v]) <= 2*s.Errors[i] {
						within++
					}
				}
			}
		}
		if share := float64(within) / float64(all); all == 0 || share < .87 || share > .98 {
			t.Errorf("directed %v: %.3f of %d high estimates within two standard errors", directed, share, all)
		}
		few := sampleBetweenness(g, BetweennessConfig{Pivots: 10000, Nodes: []int32{3, 5}})
		if !closeTo(few.Values[1], exact[5], 1e-9) || few.Errors[1] != 0 {
			t.Errorf("all sources: %v ± %v, exact %v", few.Values[1], few.Errors[1], exact[5])
		}
	}
}

func TestSampledBetweennessAlongArcsDoesNotHangOnTheNumbersOfNodes(t *testing.T) {
	r := rand.New(rand.NewPCG(49, 50))
	g := randomGraph(r, 400, 0.01, true)
	priority, number := make([]uint64, g.N()), make([]int32, g.N())
	for v, to := range r.Perm(g.N()) {
		priority[v], number[v] = r.Uint64(), int32(to)
	}
	var us, vs []int32
	moved := make([]uint64, g.N())
	for v := range int32(g.N()) {
		moved[number[v]] = priority[v]
		for _, u := range g.Neighbours(v) {
			us, vs = append(us, number[v]), append(vs, number[u])
		}
	}
	renumbered, err := Build(g.N(), us, vs, BuildOptions{Directed: true})
	if err != nil {
		t.Fatal(err)
	}
	a := sampleBetweenness(g, BetweennessConfig{Pivots: 80, Priority: priority})
	b := sampleBetweenness(renumbered, BetweennessConfig{Pivots: 80, Priority: moved})
	sampled := false
	for v := range a.Values {
		at := number[v]
		if !closeTo(a.Values[v], b.Values[at], 1e-9) || !closeTo(a.Errors[v], b.Errors[at], 1e-6) {
			t.Fatalf("node %d: %v ± %v, renumbered %v ± %v", v, a.Values[v], a.Errors[v], b.Values[at], b.Errors[at])
		}
		sampled = sampled || a.Errors[v] > 0
	}
	if !sampled {
		t.Error("nothing was sampled")
	}
}

func TestNearnessFromPivotsMissesTheExactByItsStatedError(t *testing.T) {
	g := randomGraph(rand.New(rand.NewPCG(11, 1)), 600, .005, false)
	closeness, harmonic := Closeness(g, 1), Harmonic(g, 1)
	var s ClosenessSampler
	inside, all, sum, exact := 0, 0, 0.0, 0.0
	for seed := range uint64(20) {
		rng := rand.New(rand.NewPCG(seed, 2))
		priority := make([]uint64, g.N())
		for v := range priority {
			priority[v] = rng.Uint64()
		}
		got := s.Sample(g, 64, priority)
		for v := range g.N() {
			if g.Degree(int32(v)) == 0 {
				continue
			}
			all++
			if math.Abs(got.Harmonic[v]-harmonic[v]) <= 2*got.HarmonicErrors[v]+1e-9 &&
				math.Abs(got.Closeness[v]-closeness[v]) <= 2.5*got.ClosenessErrors[v]+1e-9 {
				inside++
			}
			sum += got.Harmonic[v]
			exact += harmonic[v]
		}
	}
	if share := float64(inside) / float64(all); share < .88 {
		t.Errorf("%.2f lie within two standard errors", share)
	}
	if sum < .98*exact || sum > 1.02*exact {
		t.Errorf("estimates sum to %g, want %g", sum, exact)
	}
}

func TestRoundedTiesWhatDiffersByRoundingOnly(t *testing.T) {
	for _, c := range []struct{ a, b float64 }{
		{1, 1 + 1e-13}, {1234567.89, 1234567.8900001}, {3e-20, 3.0000000000001e-20}, {0, 0}, {-5, -5 - 1e-12},
	} {
		if Rounded(c.a) != Rounded(c.b) {
			t.Errorf("%v and %v round to %v and %v", c.a, c.b, Rounded(c.a), Rounded(c.b))
		}
	}
	if Rounded(1.00000001) == Rounded(1) || !math.IsNaN(Rounded(math.NaN())) || !math.IsInf(Rounded(math.Inf(-1)), -1) {
		t.Error("values that differ, or are none, are tied")
	}
}
