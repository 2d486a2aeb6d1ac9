package measure

import (
	"math"
	"math/rand/v2"
	"testing"

	"underpin/internal/snapshot"
)

// Flows that are solved circle by circle are those that the sum over chains comes to.
func TestFlowsAreTheSumOverChains(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 1))
		n := 2 + r.IntN(12)
		var list []snapshot.Holding
		for holder := range n {
			for held := range n {
				if holder == held || r.Float64() > .3 {
					continue
				}
				share := 1 + 59*r.Float64()
				if r.Float64() < .1 {
					share = snapshot.Unknown
				}
				list = append(list, snapshot.Holding{Holder: int32(holder), Held: int32(held), Share: share})
			}
		}
		got := newFlows(list, 0)
		want, left := chainSums(list, n)
		for x, part := range want {
			f, met := got[int32(x)]
			switch {
			case part > 0 && !met:
				t.Fatalf("seed %d: %d gets %g and is not listed", seed, x, 100*part)
			case met && math.IsNaN(f.share) != (left > 1e-6):
				t.Fatalf("seed %d: %d gets %g, and %g still goes round", seed, x, f.share, left)
			case left <= 1e-6 && math.Abs(f.share-100*part) > 1e-6:
				t.Fatalf("seed %d: %d gets %g, and %g by the sum over chains", seed, x, f.share, 100*part)
			}
		}
	}
}

// chainSums sums over chains of up to 20,000 shares, and says what still goes round then.
func chainSums(list []snapshot.Holding, n int) (total []float64, left float64) {
	sum, now := make([]float64, n), make([]float64, n)
	for _, h := range list {
		if h.Share < snapshot.Unknown {
			sum[h.Held] += h.Share / 100
		}
	}
	total = make([]float64, n)
	now[0] = 1
	for range 20_000 {
		next := make([]float64, n)
		for _, h := range list {
			if h.Share < snapshot.Unknown {
				next[h.Holder] += now[h.Held] * h.Share / 100 / max(sum[h.Held], 1)
			}
		}
		for x, part := range next {
			total[x] += part
		}
		now = next
	}
	for _, part := range now {
		left += part
	}
	return total, left
}
