package network

import (
	"math/rand/v2"
	"slices"
	"testing"
)

// Rows sorted bucket by bucket are those of counting twice, whatever ties are
// parallel or loops, and however many work on them.
func TestSpreadingMakesTheSameRowsAsCounting(t *testing.T) {
	r := rand.New(rand.NewPCG(41, 42))
	for _, n := range []int{1, 2, 255, 256, 257, 3000} {
		for _, m := range []int{0, 1, n, 5 * n} {
			us, vs := make([]int32, m), make([]int32, m)
			for i := range us {
				us[i], vs[i] = int32(r.IntN(n)), int32(r.IntN(n)*r.IntN(2)) // node 0 is a hub
			}
			for _, directed := range []bool{false, true} {
				var b Builder
				want := b.build(n, us, vs, BuildOptions{Directed: directed})
				for _, threads := range []int{0, 1, 3} {
					s := csrPartition{n: n, us: us, vs: vs, undirected: !directed, threads: threads}
					offsets, targets := s.rows()
					if !slices.Equal(offsets, want.offsets) || !slices.Equal(targets, want.targets) {
						t.Fatalf("%d nodes, %d ties, directed %v, %d threads: rows differ", n, m, directed, threads)
					}
				}
			}
		}
	}
}

func TestALargeGraphIsTheSameForAnyNumberOfThreads(t *testing.T) {
	const n = 10_000
	r := rand.New(rand.NewPCG(43, 44))
	us, vs := make([]int32, partitionFrom), make([]int32, partitionFrom)
	for i := range us {
		us[i], vs[i] = int32(r.IntN(n)), int32(r.IntN(n))
	}
	one, err := Build(n, us, vs, BuildOptions{})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Build(n, us, vs, BuildOptions{Threads: 2})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.Equal(one.offsets, two.offsets) || !slices.Equal(one.targets, two.targets) {
		t.Error("graphs differ")
	}
	for u, v := range one.Ties() {
		if !two.HasTie(v, u) {
			t.Fatalf("%d-%d is tied one way", u, v)
		}
	}
}
