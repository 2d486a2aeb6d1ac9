package evidence

import (
	"math"
	"math/rand/v2"
	"testing"
)

// TestOddsAndScoresGiveOnePartition compares the two ways to the probabilities of
// rival claims, with and without several claims of a subject.
func TestOddsAndScoresGiveOnePartition(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for _, subject := range [][]int{nil, {0, 1, 0, 2}, {0, 0, 0, 0}} {
		for range 200 {
			mx := mixture{weight: []float64{1}, subject: subject}
			shift, factor := make([]float64, 4), make([]float64, 4)
			for v := range shift {
				mx.score = append(mx.score, []float64{rng.NormFloat64() * 6})
				shift[v] = rng.NormFloat64() * 4
				factor[v] = math.Exp(shift[v])
			}
			mx.fillOdds()
			if mx.odds == nil {
				t.Fatal("moderate scores have odds")
			}
			byOdds, byScore := make([]float64, 4), make([]float64, 4)
			x, y := math.Log(mx.share(0, factor, byOdds)), mx.partition(0, shift, byScore)
			if math.Abs(x-y) > 1e-12*(1+math.Abs(y)) {
				t.Errorf("subjects %v: log-partition %v and %v", subject, x, y)
			}
			for v := range byOdds {
				if math.Abs(byOdds[v]-byScore[v]) > 1e-13 {
					t.Errorf("subjects %v: probability %v and %v", subject, byOdds[v], byScore[v])
				}
			}
		}
	}
}
