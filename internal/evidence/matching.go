package evidence

import "math"

// A matching finds the matching of greatest total strength between origins and
// reporters by successive best augmenting paths (Bellman-Ford on the residual
// graph; Ahuja, Magnanti & Orlin 1993, ch. 12). It serves claims with more
// conflicts than an exact search of the ledger's own value can go through.
type matching struct {
	ch        *chorus
	origins   map[int]int
	reporters map[int]int
	ends      [][2]int // of each edge in ch.order: origin, reporter
	matched   []bool
}

func newMatching(ch *chorus) *matching {
	m := &matching{ch: ch, origins: map[int]int{}, reporters: map[int]int{}}
	for _, i := range ch.order {
		e := &ch.edges[i]
		if _, ok := m.origins[e.origin]; !ok {
			m.origins[e.origin] = len(m.origins)
		}
		if _, ok := m.reporters[e.reporter]; !ok {
			m.reporters[e.reporter] = len(m.reporters)
		}
		m.ends = append(m.ends, [2]int{m.origins[e.origin], m.reporters[e.reporter]})
	}
	m.matched = make([]bool, len(ch.order))
	return m
}

// run augments while that adds strength, and marks the edges as chosen.
func (m *matching) run() {
	for m.augment() {
	}
	for k, i := range m.ch.order {
		m.ch.chosen[i] = m.matched[k]
	}
}

// augment finds the alternating path from a free origin to a free reporter that
// adds most strength and takes it, unless none adds any.
func (m *matching) augment() bool {
	no, nr := len(m.origins), len(m.reporters)
	gain := make([]float64, no+nr)
	via := make([]int, no+nr)
	free := make([]bool, no+nr)
	for v := range gain {
		gain[v], via[v], free[v] = math.Inf(-1), -1, true
	}
	for k, on := range m.matched {
		if on {
			free[m.ends[k][0]], free[no+m.ends[k][1]] = false, false
		}
	}
	for o := range no {
		if free[o] {
			gain[o] = 0
		}
	}
	m.relax(gain, via)
	best := -1
	for r := no; r < no+nr; r++ {
		if free[r] && gain[r] > 0 && (best < 0 || gain[r] > gain[best]) {
			best = r
		}
	}
	if best < 0 {
		return false
	}
	for v := best; via[v] >= 0; {
		k := via[v]
		m.matched[k] = !m.matched[k]
		if v >= no {
			v = m.ends[k][0]
		} else {
			v = no + m.ends[k][1]
		}
	}
	return true
}

// relax spreads the gains: forward over edges not matched, back over matched ones.
func (m *matching) relax(gain []float64, via []int) {
	no := len(m.origins)
	for range len(gain) {
		changed := false
		for k, i := range m.ch.order {
			l := m.ch.edges[i].l
			o, r := m.ends[k][0], no+m.ends[k][1]
			if !m.matched[k] && gain[o]+l > gain[r] {
				gain[r], via[r], changed = gain[o]+l, k, true
			}
			if m.matched[k] && gain[r]-l > gain[o] {
				gain[o], via[o], changed = gain[r]-l, k, true
			}
		}
		if !changed {
			return
		}
	}
}
