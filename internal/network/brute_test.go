package network

import (
	"bufio"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"testing"
)

// randomGraph has n nodes and each tie with probability p.
func randomGraph(r *rand.Rand, n int, p float64, directed bool) *Graph {
	var us, vs []int32
	for u := range int32(n) {
		for v := range int32(n) {
			if u != v && (directed || u < v) && r.Float64() < p {
				us, vs = append(us, u), append(vs, v)
			}
		}
	}
	g, err := Build(n, us, vs, BuildOptions{Directed: directed})
	if err != nil {
		panic(err)
	}
	return g
}

// bruteDistances are all distances, -1 where no path leads, by relaxation.
func bruteDistances(g *Graph) [][]float64 {
	n := g.N()
	d := make([][]float64, n)
	for u := range d {
		d[u] = make([]float64, n)
		for v := range d[u] {
			if u != v {
				d[u][v] = math.Inf(1)
			}
		}
		for i, v := range g.Neighbours(int32(u)) {
			d[u][v] = 1
			if g.Weighted() {
				d[u][v] = g.Weights(int32(u))[i]
			}
		}
	}
	for k := range n {
		for u := range n {
			for v := range n {
				d[u][v] = min(d[u][v], d[u][k]+d[k][v])
			}
		}
	}
	return d
}

// bruteBetweenness counts shortest paths by their definition from distances.
func bruteBetweenness(g *Graph) []float64 {
	n := g.N()
	d := bruteDistances(g)
	same := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*max(1, math.Abs(b)) }
	paths := make([][]float64, n)
	for s := range n {
		paths[s] = make([]float64, n)
		var count func(v int) float64
		count = func(v int) float64 {
			if paths[s][v] != 0 || math.IsInf(d[s][v], 1) {
				return paths[s][v]
			}
			if s == v {
				return 1
			}
			for u := range n {
				length := 1.0
				at, ok := g.arc(int32(u), int32(v))
				if ok && g.Weighted() {
					length = g.weights[at]
				}
				if ok && same(d[s][u]+length, d[s][v]) {
					paths[s][v] += count(u)
				}
			}
			return paths[s][v]
		}
		for v := range n {
			paths[s][v] = count(v)
		}
	}
	out := make([]float64, n)
	for v := range n {
		for s := range n {
			for t := range n {
				if s == t || s == v || t == v || math.IsInf(d[s][t], 1) || !same(d[s][v]+d[v][t], d[s][t]) {
					continue
				}
				out[v] += paths[s][v] * paths[v][t] / paths[s][t]
			}
		}
		if !g.Directed() {
			out[v] /= 2
		}
	}
	return out
}

func closeTo(a, b, tolerance float64) bool {
	return math.Abs(a-b) <= tolerance*max(1, math.Abs(a), math.Abs(b))
}

func sameValues(t *testing.T, what string, got, want []float64, tolerance float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d values, want %d", what, len(got), len(want))
	}
	for v := range got {
		if !closeTo(got[v], want[v], tolerance) {
			t.Fatalf("%s of node %d = %.12g, want %.12g", what, v, got[v], want[v])
		}
	}
}

// sharedData is the path of real data beside the repository, or skips the test.
func sharedData(tb testing.TB, name string) string {
	tb.Helper()
	path := filepath.Join("..", "..", "..", "shared", "data", filepath.FromSlash(name))
	if _, err := os.Stat(path); err != nil {
		tb.Skipf("needs ../shared/data/%s beside the repository", name)
	}
	return path
}

// readEdges reads a header "N M" and then "u v" lines.
func readEdges(tb testing.TB, path string) (n int, us, vs []int32) {
	tb.Helper()
	f, err := os.Open(path)
	if err != nil {
		tb.Fatal(err)
	}
	defer f.Close()
	in := bufio.NewReader(f)
	var m int
	if _, err := fmt.Fscan(in, &n, &m); err != nil {
		tb.Fatal(err)
	}
	us, vs = make([]int32, m), make([]int32, m)
	for i := range m {
		if _, err := fmt.Fscan(in, &us[i], &vs[i]); err != nil {
			tb.Fatal(err)
		}
	}
	return n, us, vs
}
