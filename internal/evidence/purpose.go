package evidence

import (
	"slices"

	"underpin"
)

// A Purpose says which testimony is weighed, by the terms on which it was given.
type Purpose uint8

// The purposes.
const (
	// Holding weighs all testimony, for the analyst.
	Holding Purpose = iota
	// Concluding weighs what may be published, be it without attribution: for
	// conclusions that are published.
	Concluding
	// Citing weighs what a note may cite: for what is shown of a claim.
	Citing
)

// allows reports whether a testimony of a use is weighed.
func (p Purpose) allows(u underpin.Use) bool {
	switch p {
	case Concluding:
		return u.Publishable()
	case Citing:
		return u == underpin.Cited
	}
	return true
}

// For returns the model for another purpose: what [Compile] gives with it, and the
// edits of m. It is m itself where no testimony is weighed otherwise, and shares with
// it the claims that are not touched.
func (m *Model) For(p Purpose) (*Model, error) {
	touched := map[int]bool{}
	for u := range m.units {
		differs := func(t *underpin.Testimony) bool {
			use := m.use(t)
			return p.allows(use) != m.cfg.For.allows(use)
		}
		if m.units[u].used && slices.ContainsFunc(m.testimonyOf(u), differs) {
			touched[u] = true
		}
	}
	if len(touched) == 0 {
		return m, nil
	}
	n := *m
	n.cfg.For = p
	if m.drawsReadings(touched) {
		fresh, err := Compile(m.c, n.cfg)
		if err != nil || m.edits.IsZero() {
			return fresh, err
		}
		return fresh.Edited(m.edits)
	}
	n.recompile(touched)
	return &n, nil
}

// drawsReadings reports whether some readings of who is one are listed by how likely
// they are, and that hangs on units that are touched, so that others may be listed.
func (m *Model) drawsReadings(touched map[int]bool) bool {
	drawn := map[int]bool{}
	for k := range m.clusters {
		drawn[k] = len(m.clusters[k].pairs) > exactPairs
	}
	for i := range m.bundles {
		if m.bundles[i].sampled {
			for _, k := range m.bundles[i].clusters {
				drawn[k] = true
			}
		}
	}
	for k := range m.clusters {
		hangs := func(p int) bool {
			u := m.pairs[p].unit
			return u != none && slices.ContainsFunc(m.rivalSets[m.rivalSetOf[u]].claims, func(v int) bool { return touched[v] })
		}
		if drawn[k] && slices.ContainsFunc(m.clusters[k].pairs, hangs) {
			return true
		}
	}
	return false
}
