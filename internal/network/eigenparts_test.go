package network

import (
	"math"
	"math/rand/v2"
	"testing"
)

func TestAnEigenvectorStandsOnTheLeadingPartAlone(t *testing.T) {
	for _, c := range []struct {
		sentence string
		directed bool
		n        int
		ties     [][2]int32
		parts    int
		want     []float64
	}{
		{"a graph without ties has none", false, 3, nil, 0, []float64{0, 0, 0}},
		{"a tree of command has none", true, 4, [][2]int32{{0, 1}, {0, 2}, {2, 3}}, 0, []float64{0, 0, 0, 0}},
		{"a smaller component has nought", false, 5, [][2]int32{{0, 1}, {1, 2}, {0, 2}, {3, 4}}, 1, []float64{1, 1, 1, 0, 0}},
		{"two triangles share the largest", false, 6, [][2]int32{{0, 1}, {1, 2}, {0, 2}, {3, 4}, {4, 5}, {3, 5}}, 2, []float64{1, 1, 1, 1, 1, 1}},
		{"a star of four and a ring have the eigenvalue 2 both", false, 9,
			[][2]int32{{0, 1}, {0, 2}, {0, 3}, {0, 4}, {5, 6}, {6, 7}, {7, 8}, {5, 8}}, 2,
			[]float64{1, .5, .5, .5, .5, 2. / 3, 2. / 3, 2. / 3, 2. / 3}},
		{"what leads to a cycle has nought, what it leads to half", true, 4, [][2]int32{{0, 1}, {1, 2}, {2, 1}, {2, 3}}, 1, []float64{0, 1, 1, 1}},
		{"of two equal cycles in a row the last has the vector", true, 4, [][2]int32{{0, 1}, {1, 0}, {1, 2}, {2, 3}, {3, 2}}, 1, []float64{0, 0, 1, 1}},
		{"of two equal cycles apart either has one", true, 4, [][2]int32{{0, 1}, {1, 0}, {2, 3}, {3, 2}}, 2, []float64{1, 1, 1, 1}},
	} {
		t.Run(c.sentence, func(t *testing.T) {
			var us, vs []int32
			for _, tie := range c.ties {
				us, vs = append(us, tie[0]), append(vs, tie[1])
			}
			g, err := Build(c.n, us, vs, BuildOptions{Directed: c.directed})
			if err != nil {
				t.Fatal(err)
			}
			s := Eigenvector(g, EigenvectorConfig{})
			if s.Parts != c.parts || !s.Converged {
				t.Errorf("%d parts, converged %v", s.Parts, s.Converged)
			}
			sameValues(t, "eigenvector", s.Values, c.want, 1e-8)
		})
	}
}

func TestTiesThatWeighNothingCarryNoEigenvector(t *testing.T) {
	g, err := Build(4, []int32{0, 2}, []int32{1, 3}, BuildOptions{Weights: []float64{0, 3}})
	if err != nil {
		t.Fatal(err)
	}
	s := Eigenvector(g, EigenvectorConfig{})
	sameValues(t, "eigenvector", s.Values, []float64{0, 0, 1, 1}, 1e-8)
	if s.Parts != 1 || math.Abs(s.Value-3) > 1e-8 {
		t.Errorf("%d parts, eigenvalue %v", s.Parts, s.Value)
	}
}

// The leading eigenvalue is the limit of the roots of the entries of the powers of the
// matrix (Gelfand), found here by squaring, without any of the kernel.
func TestTheEigenvalueIsThatOfThePowersOfTheMatrix(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for range 60 {
		n := 2 + r.IntN(9)
		g := randomGraph(r, n, 0.2, r.IntN(2) == 0)
		s := Eigenvector(g, EigenvectorConfig{})
		power := make([][]float64, n) // shifted by one, so that nothing swings
		for v := range power {
			power[v] = make([]float64, n)
			power[v][v] = 1
			for _, w := range g.Neighbours(int32(v)) {
				power[v][w]++
			}
		}
		const squarings = 16
		root := 0.0 // its logarithm
		for k := range squarings {
			next, most := make([][]float64, n), 0.0
			for u := range next {
				next[u] = make([]float64, n)
				for w := range n {
					for v := range n {
						next[u][v] += power[u][w] * power[w][v]
					}
				}
				for _, x := range next[u] {
					most = max(most, x)
				}
			}
			for u := range next {
				for v := range n {
					next[u][v] /= most
				}
			}
			power = next
			root += math.Log(most) / math.Exp2(float64(k+1))
		}
		want := math.Exp(root) - 1
		if math.Abs(s.Value-want) > 0.005 {
			t.Errorf("eigenvalue %v, by powers %v", s.Value, want)
		}
		if (s.Parts == 0) != (want < 0.005) {
			t.Errorf("%d parts with an eigenvalue of %v", s.Parts, want)
		}
	}
}

func TestLengthsOfPathsEqualThoseOfFloydAndWarshall(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	for range 60 {
		n := 1 + r.IntN(12)
		var us, vs []int32
		o := BuildOptions{Directed: r.IntN(2) == 0, Weights: []float64{}, Merge: MergeMin}
		far := make([][]float64, n)
		for u := range far {
			far[u] = make([]float64, n)
			for v := range far[u] {
				far[u][v] = math.Inf(1)
			}
			far[u][u] = 0
		}
		for range r.IntN(2 * n) {
			u, v, w := r.IntN(n), r.IntN(n), float64(1+r.IntN(9))/2
			if u == v {
				continue
			}
			us, vs, o.Weights = append(us, int32(u)), append(vs, int32(v)), append(o.Weights, w)
			far[u][v] = min(far[u][v], w)
			if !o.Directed {
				far[v][u] = far[u][v]
			}
		}
		for k := range n {
			for u := range n {
				for v := range n {
					far[u][v] = min(far[u][v], far[u][k]+far[k][v])
				}
			}
		}
		g, err := Build(n, us, vs, o)
		if err != nil {
			t.Fatal(err)
		}
		closeness, err := WeightedCloseness(g, 2)
		if err != nil {
			t.Fatal(err)
		}
		harmonic, _ := WeightedHarmonic(g, 1)
		wantC, wantH := make([]float64, n), make([]float64, n)
		for u := range n {
			reached, sum := 0.0, 0.0
			for v, d := range far[u] {
				if v != u && !math.IsInf(d, 1) {
					reached++
					sum += d
					wantH[u] += 1 / d
				}
			}
			if reached > 0 {
				wantC[u] = reached / sum * reached / float64(n-1)
			}
		}
		sameValues(t, "closeness", closeness, wantC, 1e-9)
		sameValues(t, "harmonic", harmonic, wantH, 1e-9)
	}
}

func TestLengthsWhoseSumsNoNumberHoldsAreRefused(t *testing.T) {
	for sentence, weights := range map[string][]float64{
		"too long": {1e308, 1e308}, "too short": {5e-324, 5e-324}, "nought": {0, 1},
	} {
		g, err := Build(3, []int32{0, 1}, []int32{1, 2}, BuildOptions{Weights: weights})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := WeightedCloseness(g, 1); err == nil {
			t.Errorf("%s: no error", sentence)
		}
	}
}
