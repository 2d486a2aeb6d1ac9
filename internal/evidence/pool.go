package evidence

import "underpin"

// pool finds claims that say the same once entities judged the same are taken as
// one. Each such claim counts the testimony of all; the first in order of ids leads.
func (m *Model) pool(root roots) {
	type key struct {
		subject, object underpin.EntityID
		relation        underpin.RelationName
		value           string
		episode         int
	}
	m.lead = make([]int, len(m.c.Claims))
	m.pooled = map[int][]int{}
	first := make(map[key]int, len(m.c.Claims))
	for _, i := range m.order {
		m.lead[i] = i
		c := &m.c.Claims[i]
		if len(root) == 0 || c.View() || len(c.Roles) > 0 {
			continue
		}
		k := key{root.of(c.Subject), root.of(c.Object), c.Relation, c.Value.Text, c.Episode}
		j, ok := first[k]
		if !ok {
			first[k] = i
			continue
		}
		other := &m.c.Claims[j]
		if other.Subject == c.Subject && other.Object == c.Object {
			continue // entered twice on purpose or by mistake, not by sameness
		}
		m.lead[i] = j
		if m.pooled[j] == nil {
			m.pooled[j] = []int{j}
		}
		m.pooled[j] = append(m.pooled[j], i)
	}
}

// roots maps entities judged the same to the one that stands for them.
type roots map[underpin.EntityID]underpin.EntityID

// of returns the entity that stands for e.
func (r roots) of(e underpin.EntityID) underpin.EntityID {
	for r[e] != "" && r[e] != e {
		e = r[e]
	}
	return e
}

// sameRoots joins the entities whose judgement is Same, as known.
func (m *Model) sameRoots() roots {
	r := roots{}
	for _, s := range m.c.Samenesses {
		if s.Verdict != underpin.Same || !m.known.Judged(&s) {
			continue
		}
		a, b := r.of(s.A), r.of(s.B)
		if a == b {
			continue
		}
		if b < a {
			a, b = b, a
		}
		r[b] = a
	}
	return r
}
