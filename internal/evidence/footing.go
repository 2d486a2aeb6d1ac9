package evidence

import "slices"

// A Footing is what a claim rests on, whatever the day: what a list of many claims shows of
// an [Assessment] of each.
type Footing struct {
	// Asserted: somebody says so, with some strength.
	Asserted bool
	// Origins counts independent origins, Contested marks what a denial or rivals bear on,
	// both as in an [Assessment]; but what shares crowd out is a matter of the day: see
	// [Model.CrowdedOut].
	Origins   int
	Contested bool
}

// Footings returns what every claim rests on, by position, worked out on all processors.
func (m *Model) Footings() []Footing {
	out := make([]Footing, len(m.c.Claims))
	inBatches(len(out), func(sc *weigher, i int) { out[i] = m.footing(sc, i) })
	return out
}

func (m *Model) footing(sc *weigher, i int) Footing {
	var f Footing
	u := m.lead[i]
	_, f.Asserted = m.credence(sc, i, nil)
	c := m.rivalSets[m.rivalSetOf[u]]
	v := slices.Index(c.claims, u)
	score := m.scores(sc, c, v, weighOptions{told: true})
	w := sc.weigh(m.claims[u], &weighOptions{told: true})
	f.Origins = independent(&sc.pro)
	f.Contested = m.contested(c, v, &w, score) || len(m.outOfLife(u)) > 0
	return f
}
