package evidence

import (
	"runtime"
	"sync"
	"sync/atomic"

	"underpin"
)

// Standings returns the probability of every claim, by position, to hold on a day: what
// [Model.Standing] gives of each, at once. Rivals are weighed together, and on all
// processors.
func (m *Model) Standings(day underpin.Day) []float64 {
	inSet := make([][]float64, len(m.rivalSets))
	inBatches(len(inSet), func(sc *weigher, k int) { inSet[k] = m.standingsIn(sc, m.rivalSets[k], day) })
	out := make([]float64, len(m.c.Claims))
	for i := range out {
		for k := range m.spots[i] {
			s := &m.spots[i][k]
			if w := s.weigh(m.weightOf[m.bundleOf[i]]); w > 0 {
				out[i] += w * inSet[s.rivalSet][s.at]
			}
		}
	}
	return out
}

// inBatches calls f for 0 to n-1, on all processors, each with a weigher of its own.
func inBatches(n int, f func(sc *weigher, k int)) {
	const batch = 64
	var next atomic.Int64
	var all sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		all.Go(func() {
			var sc weigher
			for {
				from := int(next.Add(batch)) - batch
				if from >= n {
					return
				}
				for k := from; k < min(from+batch, n); k++ {
					f(&sc, k)
				}
			}
		})
	}
	all.Wait()
}

// standingsIn are the standings of the claims of a rival set. Where nobody says when their
// ends began or ended, all come of one weighing.
func (m *Model) standingsIn(sc *weigher, c *rivalSet, day underpin.Day) []float64 {
	how := weighOptions{day: day}
	if len(c.mortals) == 0 {
		return m.probabilities(c, m.scores(sc, c, 0, how))
	}
	out := make([]float64, len(c.claims))
	for v := range out {
		out[v] = m.standingIn(sc, c, v, how)
	}
	return out
}
