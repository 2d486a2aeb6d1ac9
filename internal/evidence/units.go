package evidence

import (
	"cmp"
	"slices"

	"underpin"
)

// A unit is claims of the case that are weighed as one, in one rival set.
type unit struct {
	from int   // the first of them, by whose id it is known
	pool []int // all, from first
	used bool
}

// addRivalSet adds a rival set of a bundle. A claim that is weighed in one alone keeps
// its position in the case; other units come after the claims.
func (m *Model) addRivalSet(g *bundle, f *rivalSetForm) int {
	first := &m.c.Claims[f.pools[0][0]]
	r := m.x.Relations[first.Relation]
	k := len(m.rivalSets)
	c := &rivalSet{
		rivals: r.Exclusive && !first.View() && first.Object != "",
		values: r.Class.Traits().Value && !first.View(),
		hash:   hashOf("none", string(first.ID)),
		bundle: m.bundleOf[f.pools[0][0]],
		others: max(len(g.claims)-1, alternatives),
	}
	for v, pool := range f.pools {
		u := pool[0]
		if m.units[u].used {
			u = len(m.units)
			m.units = append(m.units, unit{})
			m.claims, m.laid, m.rivalSetOf = append(m.claims, nil), append(m.laid, nil), append(m.rivalSetOf, 0)
		}
		m.units[u] = unit{pool[0], pool, true}
		m.rivalSetOf[u] = k
		c.claims = append(c.claims, u)
		if c.rivals {
			c.subject = append(c.subject, slices.Index(f.subject, f.subject[v]))
		}
		c.addLives(v, f.lives[v])
	}
	c.renumber()
	m.rivalSets = append(m.rivalSets, c)
	for _, u := range c.claims {
		m.laid[u] = m.lay(u)
		m.claims[u] = m.compileClaim(u)
	}
	m.turns = append(m.turns, nil)
	m.takeTurns(k)
	return k
}

// allRivalSets lists the rival sets of a bundle, each once.
func (g *bundle) allRivalSets() []int {
	if len(g.rivalSets) == 1 {
		return g.rivalSets[0]
	}
	var out []int
	for _, sets := range g.rivalSets {
		for _, k := range sets {
			if !slices.Contains(out, k) {
				out = append(out, k)
			}
		}
	}
	return out
}

// renumber numbers the subjects without gaps, in the order in which they come.
func (c *rivalSet) renumber() {
	if len(c.subject) < 2 {
		return // the first is 0 as it is
	}
	seen := map[int]int{}
	for v, s := range c.subject {
		if _, ok := seen[s]; !ok {
			seen[s] = len(seen)
		}
		c.subject[v] = seen[s]
	}
}

// datePools lists the claims of a beginning or an end by the value they give it. Dates
// that share a day are one value, the narrowest of them; one that shares days with two
// that exclude each other is a value by itself.
func (m *Model) datePools(g *bundle, root func(underpin.EntityID) underpin.EntityID) [][]int {
	order := slices.Clone(g.claims)
	days := func(i int) int64 {
		d, _ := m.c.Claims[i].Value.AsDate()
		return d.Days()
	}
	text := func(i int) string { return m.c.Claims[i].Value.Text }
	slices.SortStableFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(days(i), days(j)), cmp.Compare(text(i), text(j)))
	})
	var pools [][]int
	for _, i := range order {
		c := &m.c.Claims[i]
		meets, at := 0, 0
		for k, pool := range pools {
			other := &m.c.Claims[pool[0]]
			if root(other.Subject) == root(c.Subject) && other.Value.Overlaps(c.Value) {
				meets, at = meets+1, k
			}
		}
		if meets == 1 {
			pools[at] = append(pools[at], i)
		} else {
			pools = append(pools, []int{i})
		}
	}
	rank := func(i int) int { return slices.Index(g.claims, i) }
	for _, pool := range pools {
		slices.SortFunc(pool, func(i, j int) int { return cmp.Compare(rank(i), rank(j)) })
	}
	slices.SortFunc(pools, func(a, b []int) int { return cmp.Compare(rank(a[0]), rank(b[0])) })
	return pools
}

// valueOf is the value of a unit: of several dates that share days the narrowest.
func (m *Model) valueOf(u int) underpin.Quantity {
	best := m.c.Claims[m.units[u].from].Value
	for _, i := range m.units[u].pool {
		v := m.c.Claims[i].Value
		a, okA := v.AsDate()
		b, okB := best.AsDate()
		if okA && okB && cmp.Or(cmp.Compare(a.Days(), b.Days()), cmp.Compare(v.Text, best.Text)) < 0 {
			best = v
		}
	}
	return best
}

// bundleWeights are the probabilities of the readings of a bundle, without what drop
// leaves out.
func (m *Model) bundleWeights(sc *weigher, g *bundle, drop func(*compiledChain) bool) []float64 {
	if len(g.clusters) == 0 {
		return certain
	}
	of := make([][]float64, len(g.clusters))
	for i, k := range g.clusters {
		of[i] = m.weights(sc, &m.clusters[k], drop)
	}
	out := make([]float64, len(g.readings))
	for r, together := range g.readings {
		out[r] = 1
		for i, at := range together {
			out[r] *= of[i][at]
		}
	}
	return normalised(out)
}

// certain are the weights of a lone reading.
var certain = []float64{1}

// settle chooses the weightiest reading of each bundle, of equal ones the one that keeps
// most apart, and takes the claims of the bundle as they are in it.
func (m *Model) settle() {
	m.weightOf = make([][]float64, len(m.bundles))
	m.lead = make([]int, len(m.c.Claims))
	var sc weigher
	for k := range m.bundles {
		g := &m.bundles[k]
		w := m.bundleWeights(&sc, g, nil)
		m.weightOf[k] = w
		best := 0
		for r := range w {
			if w[r] > w[best]+1e-12 {
				best = r
			}
		}
		for _, i := range g.claims {
			for _, s := range m.spots[i] {
				if slices.Contains(s.readings, best) {
					m.lead[i] = m.rivalSets[s.rivalSet].claims[s.at]
				}
			}
		}
	}
}

// weigh sums the weights of the readings of a spot.
func (s *spot) weigh(w []float64) float64 {
	if len(s.readings) == len(w) {
		return 1
	}
	sum := 0.0
	for _, r := range s.readings {
		sum += w[r]
	}
	return sum
}
