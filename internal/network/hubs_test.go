package network

import "testing"

// Nodes that all hang between the same two are twins, not as many chains.
func TestNodesBetweenTheSameTwoAreMerged(t *testing.T) {
	var us, vs []int32
	for v := int32(2); v < 40; v++ {
		us, vs = append(us, 0, 1), append(vs, v, v)
	}
	g := NewUndirected(40, us, vs)
	var c chains
	if c.find(g, make([]float64, 40)) {
		t.Error("they were taken for chains")
	}
	sameValues(t, "betweenness", Betweenness(g, 1), bruteBetweenness(g), 1e-12)
}

// A hub of many blocks is looked at once, and each of them is what it was.
func TestTrianglesAtAHubLieBetweenNobody(t *testing.T) {
	var us, vs []int32
	const triangles = 300
	for i := int32(0); i < triangles; i++ {
		a, b := 2*i+1, 2*i+2
		us, vs = append(us, 0, 0, a), append(vs, a, b, b)
	}
	got := Betweenness(NewUndirected(2*triangles+1, us, vs), 1)
	want := make([]float64, len(got))
	want[0] = 2 * triangles * (2*triangles - 2) / 2
	sameValues(t, "betweenness", got, want, 1e-12)
}
