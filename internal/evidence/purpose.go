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
	if m.drawsReadings() {
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
// they are, so that other testimony could list others.
func (m *Model) drawsReadings() bool {
	return slices.ContainsFunc(m.clusters, func(c cluster) bool { return len(c.pairs) > exactPairs }) ||
		slices.ContainsFunc(m.bundles, func(b bundle) bool { return b.sampled })
}
