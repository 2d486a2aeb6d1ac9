package evidence

import (
	"slices"
	"sync"

	"underpin"
)

// A useIndex lists the units that a source or an origin bears on. It is made when first
// asked for: taking something out asks, weighing does not. Models that were edited share it,
// as no edit changes who said what.
type useIndex struct {
	once sync.Once
	of   map[underpin.OriginID][]int
}

// usedBy lists the units that a source or an origin bears on: those whose testimony
// passed it, then those that hang on these.
func (m *Model) usedBy(o underpin.OriginID) []int {
	m.uses.once.Do(func() {
		m.uses.of = map[underpin.OriginID][]int{}
		for _, c := range m.rivalSets {
			for _, u := range c.claims {
				m.note(m.uses.of, u, u)
			}
		}
		others := map[underpin.OriginID][]int{}
		for g := range m.bundles {
			m.noteTogether(others, &m.bundles[g])
		}
		for o, units := range others {
			own := make(map[int]bool, len(m.uses.of[o]))
			for _, u := range m.uses.of[o] {
				own[u] = true
			}
			m.uses.of[o] = append(m.uses.of[o], slices.DeleteFunc(units, func(u int) bool { return own[u] })...)
		}
	})
	return m.uses.of[o]
}

// note records which sources and origins a unit hangs on: those of its own testimony,
// or of that of another unit. What is noted of a unit is noted in a row.
func (m *Model) note(of map[underpin.OriginID][]int, u, by int) {
	use := func(o underpin.OriginID) {
		if uses := of[o]; o != "" && (len(uses) == 0 || uses[len(uses)-1] != u) {
			of[o] = append(uses, u)
		}
	}
	for _, t := range m.testimonyOf(by) {
		use(t.Origin)
		use(m.known.Origin(t))
		use(underpin.OriginID(t.Source))
		for _, v := range t.Via {
			use(underpin.OriginID(v))
		}
	}
}

// noteTogether records that the units of a group hang on what decides the pairs of its
// clusters, and on what dates the lives of its ends.
func (m *Model) noteTogether(of map[underpin.OriginID][]int, g *bundle) {
	for _, k := range g.allRivalSets() {
		c := m.rivalSets[k]
		var by []int
		for _, cluster := range g.clusters {
			for _, p := range m.clusters[cluster].pairs {
				if u := m.pairs[p].unit; u != none {
					by = append(by, u)
				}
			}
		}
		for _, mt := range c.mortals {
			for _, dates := range slices.Concat(mt.begins, mt.ends) {
				by = append(by, m.rivalSets[dates].claims...)
			}
		}
		for _, u := range c.claims {
			for _, other := range by {
				m.note(of, u, other)
			}
		}
	}
}

// Uses lists the claims that a source or an origin bears on, by position.
func (m *Model) Uses(o underpin.OriginID) []int {
	var out []int
	for _, u := range m.usedBy(o) {
		if i := m.units[u].from; len(m.units[u].pool) == 1 && i == u {
			out = append(out, i)
			continue
		}
		for _, i := range m.units[u].pool {
			if !slices.Contains(out, i) {
				out = append(out, i)
			}
		}
	}
	return out
}
