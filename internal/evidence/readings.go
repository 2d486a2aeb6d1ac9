package evidence

import (
	"cmp"
	"slices"

	"underpin"
)

// bearing lists the units whose testimony bears on the credence of a claim of the case:
// its own in every reading, and those that say who is one.
func (m *Model) bearing(i int) []int {
	var out []int
	for _, s := range m.spots[i] {
		out = append(out, m.rivalSets[s.rivalSet].claims[s.at])
	}
	for _, k := range m.bundles[m.bundleOf[i]].clusters {
		for _, p := range m.clusters[k].pairs {
			if u := m.pairs[p].unit; u != none && m.pairs[p].given == 0 {
				out = append(out, u)
			}
		}
	}
	return out
}

// explainReadings gives the ledger of a claim once for each reading.
func (m *Model) explainReadings(sc *weigher, i int, a *Assessment) {
	g := &m.bundles[m.bundleOf[i]]
	if len(m.spots[i]) < 2 {
		return
	}
	a.Drawn = m.drawn(g)
	w := m.weightOf[m.bundleOf[i]]
	for k := range m.spots[i] {
		s := &m.spots[i][k]
		c := m.rivalSets[s.rivalSet]
		r := ReadingLedger{Weight: s.weigh(w), Same: m.sameIn(g, s.readings)}
		if r.Weight == 0 {
			continue
		}
		var of Assessment
		of.On = a.On
		r.Credence, of.Asserted = m.credenceIn(sc, c, s.at, nil)
		r.Standing = m.standingIn(sc, c, s.at, weighOptions{day: a.On})
		m.explain(sc, c.claims[s.at], &of)
		r.LogOdds, r.Lines = of.LogOdds, of.Lines
		a.Readings = append(a.Readings, r)
	}
	lead := m.rivalSetOf[m.lead[i]]
	at := slices.IndexFunc(m.spots[i], func(s spot) bool { return s.rivalSet == lead })
	first := m.sameIn(g, m.spots[i][at].readings)
	slices.SortStableFunc(a.Readings, func(x, y ReadingLedger) int {
		if isX, isY := slices.Equal(x.Same, first), slices.Equal(y.Same, first); isX != isY {
			return map[bool]int{true: -1, false: 1}[isX]
		}
		return cmp.Compare(y.Weight, x.Weight)
	})
}

// drawn reports whether the readings of a bundle are some that were drawn, and not all.
func (m *Model) drawn(g *bundle) bool {
	return g.sampled || slices.ContainsFunc(g.clusters, func(k int) bool { return len(m.clusters[k].pairs) > exactPairs })
}

// sameIn lists the pairs that are one in all of some readings of a bundle.
func (m *Model) sameIn(g *bundle, readings []int) [][2]underpin.EntityID {
	var out [][2]underpin.EntityID
	for at, k := range g.clusters {
		for _, p := range m.clusters[k].pairs {
			pair := &m.pairs[p]
			if !slices.ContainsFunc(readings, func(r int) bool {
				one := m.clusters[k].readings[g.readings[r][at]].one
				return one.Of(pair.a) != one.Of(pair.b)
			}) {
				out = append(out, [2]underpin.EntityID{pair.a, pair.b})
			}
		}
	}
	return out
}

// A PairChance is how likely it is that two are one.
type PairChance struct {
	A, B underpin.EntityID
	// Stated is what a verdict or the testimony says; Weighed what is left once the
	// readings that contradict a verdict or themselves are left out.
	Stated, Weighed float64
}

// PairBy returns the pair, in the order of [Sample.Pairs], of which a claim of identity,
// by its position in the case, decides by its testimony whether it is one: no verdict does.
func (m *Model) PairBy(i int) (int, bool) {
	for k, p := range m.listed {
		judged := p.Sameness != nil && m.known.Judged(p.Sameness) && (p.Sameness.Verdict != underpin.Unsure || p.Sameness.P > 0)
		if !judged && slices.Contains(p.Claims, m.c.Claims[i].ID) {
			return k, true
		}
	}
	return 0, false
}

// Pairs lists the unsure pairs of the case.
func (m *Model) Pairs() []PairChance {
	out := make([]PairChance, len(m.pairs))
	var sc weigher
	for k := range m.clusters {
		c := &m.clusters[k]
		w := m.weights(&sc, c, nil)
		for at, p := range c.pairs {
			pair := &m.pairs[p]
			stated, _ := m.chanceOf(&sc, pair, nil)
			out[p] = PairChance{A: pair.a, B: pair.b, Stated: stated}
			for r := range c.readings {
				if c.readings[r].same[at] {
					out[p].Weighed += w[r]
				}
			}
		}
	}
	return out
}
