package evidence

import (
	"slices"

	"underpin/internal/worldset"
)

// drawReadings draws in which worlds each reading of a cluster is so, by a uniform of
// the cluster's own, and with it which pairs of the case are one.
func (s *Sample) drawReadings() {
	m := s.model
	s.readings = make([][]worldset.Set, len(m.clusters))
	var sc weigher
	for k := range m.clusters {
		c := &m.clusters[k]
		s.readings[k] = s.chosenRows(c.first, m.weights(&sc, c, nil))
	}
	pairs := m.listed
	s.same = make([]worldset.Set, len(pairs))
	for i, p := range pairs {
		a, b := m.same.Of(p.A), m.same.Of(p.B)
		if a == b {
			s.same[i] = worldset.All(s.Worlds)
			continue
		}
		s.same[i] = worldset.New(s.Worlds)
		k, ok := m.clusterOf[a]
		if other, in := m.clusterOf[b]; !ok || !in || other != k {
			continue
		}
		for r := range m.clusters[k].readings {
			if one := m.clusters[k].readings[r].one; one.Of(a) == one.Of(b) {
				s.same[i].Or(s.readings[k][r])
			}
		}
	}
}

// chosenRows parts the worlds among some weights by one uniform a world.
func (s *Sample) chosenRows(name uint64, weights []float64) []worldset.Set {
	rows := make([]worldset.Set, len(weights))
	for r := range rows {
		rows[r] = worldset.New(s.Worlds)
	}
	draws := newStream(s.Seed, name)
	for world := range s.Worlds {
		rows[chosen(weights, draws.at(world))].Add(world)
	}
	return rows
}

// combine fills in the rows of the claims of the case from those of the units of some
// rival sets: each holds where its unit does, in the worlds of the unit's readings.
func (s *Sample) combine(m *Model, sets []int) {
	done := map[int]bool{}
	for _, k := range sets {
		at := m.rivalSets[k].bundle
		g := &m.bundles[at]
		if len(g.readings) == 1 {
			for _, u := range m.rivalSets[k].claims {
				for _, i := range m.units[u].pool {
					for d := range s.holds {
						s.holds[d][i] = s.units[d][u]
					}
				}
			}
			continue
		}
		if !done[at] {
			done[at] = true
			s.combineReadings(m, g, at)
		}
	}
}

// combineReadings is combine for a bundle that hangs on who is one.
func (s *Sample) combineReadings(m *Model, g *bundle, at int) {
	rows := s.readingRows(m, g, at)
	for _, i := range g.claims {
		for d := range s.holds {
			var holds worldset.Set
			for _, spot := range m.spots[i] {
				unit := s.units[d][m.rivalSets[spot.rivalSet].claims[spot.at]]
				if unit == nil {
					continue
				}
				if holds == nil {
					holds = worldset.New(s.Worlds)
				}
				for _, r := range spot.readings {
					part := slices.Clone(rows[r])
					part.And(unit)
					holds.Or(part)
				}
			}
			s.holds[d][i] = holds
		}
	}
}

// readingRows are the worlds of each reading of a bundle.
func (s *Sample) readingRows(m *Model, g *bundle, at int) []worldset.Set {
	if g.sampled {
		name := hashOf("readings", string(m.c.Claims[g.claims[0]].ID))
		return s.chosenRows(name, m.weightOf[at])
	}
	rows := make([]worldset.Set, len(g.readings))
	for r, together := range g.readings {
		rows[r] = worldset.All(s.Worlds)
		for i, k := range g.clusters {
			rows[r].And(s.readings[k][together[i]])
		}
	}
	return rows
}
