package evidence

import (
	"math"

	"underpin"
)

// A cell is a set of claims that are decided together: one claim, or all claims
// of different subjects under one exclusive relation to one object, of which at
// most one is true at a time.
type cell struct {
	claims []int
	// rivals marks a cell of an exclusive relation; values one of values that
	// exclude each other.
	rivals, values bool
	hash           uint64 // names the draw for "none of these"
}

// formCells partitions the claims. Pooled claims share the cell of their lead.
func (m *Model) formCells() {
	type key struct {
		relation underpin.RelationName
		end      underpin.EntityID
	}
	root := m.sameRoots()
	m.cellOf = make([]int, len(m.c.Claims))
	open := map[key]int{}
	for i := range m.c.Claims {
		c, r := &m.c.Claims[i], m.x.Relations[m.c.Claims[i].Relation]
		if m.lead[i] != i {
			m.cellOf[i] = m.cellOf[m.lead[i]]
			continue
		}
		exclusive := r.Exclusive && !c.View() && c.Object != ""
		value := r.Class == underpin.ClassAttribute && !c.View()
		k := key{c.Relation, root.of(c.Object)}
		if value {
			k.end = root.of(c.Subject)
		}
		if j, ok := open[k]; ok && (exclusive || value) {
			m.cells[j].claims = append(m.cells[j].claims, i)
			m.cellOf[i] = j
			continue
		}
		m.cellOf[i] = len(m.cells)
		if exclusive || value {
			open[k] = len(m.cells)
		}
		m.cells = append(m.cells, &cell{
			claims: []int{i}, rivals: exclusive, values: value,
			hash: hashOf("none", string(k.relation), string(k.end)),
		})
	}
}

// compete reports whether two claims of one cell exclude each other: different
// subjects, or values that no number satisfies both of.
func (m *Model) compete(c *cell, i, j int) bool {
	a, b := m.claims[i].c, m.claims[j].c
	if c.values {
		return !a.Value.Overlaps(b.Value)
	}
	return c.rivals && a.Subject != b.Subject
}

// probabilities turns the scores of a cell's asserted claims into probabilities,
// clipped: o/(1 + sum of rivals' o). none is the weight of "none of these".
// Claims that are not asserted must have the score -Inf and get 0.
func (m *Model) probabilities(c *cell, score []float64) []float64 {
	out := make([]float64, len(score))
	total := 0.0
	for v, s := range score {
		if math.IsInf(s, -1) {
			continue
		}
		out[v] = clip(sigmoid(s - m.contest(c, v, score)))
		total += out[v]
	}
	if m.contended(c, score) && total > .999 { // clipping from below must leave room for "none"
		for v := range out {
			out[v] *= .999 / total
		}
	}
	return out
}

// contended reports whether two asserted claims of a cell exclude each other.
func (m *Model) contended(c *cell, score []float64) bool {
	for v := range score {
		for u := range v {
			if !math.IsInf(score[v], -1) && !math.IsInf(score[u], -1) && m.compete(c, c.claims[v], c.claims[u]) {
				return true
			}
		}
	}
	return false
}

// contest is the log of what a claim competes with: the weight of "none of these"
// and the odds of its asserted rivals.
func (m *Model) contest(c *cell, v int, score []float64) float64 {
	sum, k := 1.0, 1
	for u, s := range score {
		if u == v || math.IsInf(s, -1) || !m.compete(c, c.claims[v], c.claims[u]) {
			continue
		}
		sum += math.Exp(s)
		k++
	}
	if c.values {
		sum += float64(m.claims[c.claims[v]].others - k) // "none" weighs n + 1 - k
	}
	return math.Log(sum)
}

// scores weighs every claim of a cell; claims that nobody asserts on the date
// get -Inf. With told, the claim v is read as told and its rivals on its last day.
func (m *Model) scores(sc *scale, c *cell, v int, rd reading) []float64 {
	out := make([]float64, len(c.claims))
	rivalDay := rd.day
	if rd.told {
		rivalDay = m.claims[c.claims[v]].told
	}
	for u, i := range c.claims {
		r := rd
		if u != v {
			r.told, r.day = false, rivalDay
		}
		w := sc.weigh(m.claims[i], &r)
		out[u] = w.score
		if !w.asserted {
			out[u] = math.Inf(-1)
		}
	}
	return out
}
