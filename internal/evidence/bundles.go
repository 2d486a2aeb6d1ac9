package evidence

import (
	"fmt"
	"slices"
	"strings"

	"underpin"
)

// A bundle is claims that are weighed together in some reading of the unsure pairs that
// hang together with their ends: because they say the same once two entities are one,
// or because they exclude each other.
type bundle struct {
	// claims are positions in the case, in natural order of their ids.
	claims []int
	// clusters are those of the ends; readings what they come to together, by cluster.
	clusters []int
	readings [][]int
	// sampled: there are too many combinations of readings for an exact sum, so that
	// those listed are drawn for the bundle alone.
	sampled bool
	// rivalSets are those in force in each reading; none is in two of them twice.
	rivalSets [][]int
}

// A spot is where a claim of the case is weighed in some readings of its bundle.
type spot struct {
	rivalSet, at int
	readings     []int
}

// bundleKey is what the claims of a bundle have in common once every unsure pair is one.
type bundleKey struct {
	relation        underpin.RelationName
	subject, object underpin.EntityID
	value           string
	episode         int
	alone           int
}

// form puts the claims of the case into bundles and rival sets: those that say that two are
// one first, then values, then all others, each in natural order of their ids.
func (m *Model) form() {
	n := len(m.c.Claims)
	m.units, m.lead = make([]unit, n), make([]int, n)
	m.spots, m.bundleOf = make([][]spot, n), make([]int, n)
	m.claims, m.laid, m.rivalSetOf = make([]*compiledClaim, n), make([][]underpin.Chain, n), make([]int, n)
	alone := make([]int, n)
	for i := range m.units {
		alone[i] = i
		m.units[i], m.lead[i] = unit{i, alone[i : i+1 : i+1], false}, i
	}
	m.same, m.listed = m.x.JudgedSame(m.known), m.x.Pairs()
	m.bounds = map[underpin.EntityID][]int{}
	traits := func(i int) (t underpin.Traits, exclusive bool) {
		c, r := &m.c.Claims[i], m.x.Relations[m.c.Claims[i].Relation]
		return r.Class.Traits(), r.Exclusive && !c.View() && c.Object != ""
	}
	identity := func(i int) bool { t, _ := traits(i); return t.Identity && !m.c.Claims[i].View() }
	m.formBundles(identity, func(i int) bundleKey {
		c := &m.c.Claims[i]
		a, b := m.same.Of(c.Subject), m.same.Of(c.Object)
		if underpin.CompareIDs(string(a), string(b)) > 0 {
			a, b = b, a
		}
		return bundleKey{subject: a, object: b}
	})
	m.formClusters()
	most := underpin.Ones{}
	for _, p := range m.pairs {
		most.Join(p.a, p.b)
	}
	root := func(e underpin.EntityID) underpin.EntityID { return most.Of(m.same.Of(e)) }
	value := func(i int) bool { t, _ := traits(i); return t.Value && !m.c.Claims[i].View() }
	m.formBundles(value, func(i int) bundleKey {
		c := &m.c.Claims[i]
		return bundleKey{relation: c.Relation, subject: root(c.Subject)}
	})
	for g := range m.bundles {
		c := &m.c.Claims[m.bundles[g].claims[0]]
		if m.x.Relations[c.Relation].Bound != "" && value(m.bundles[g].claims[0]) {
			m.bounds[root(c.Subject)] = append(m.bounds[root(c.Subject)], g)
		}
	}
	m.most = root
	m.formBundles(func(i int) bool { return !identity(i) && !value(i) }, func(i int) bundleKey {
		c := &m.c.Claims[i]
		if _, exclusive := traits(i); exclusive {
			return bundleKey{relation: c.Relation, object: root(c.Object), alone: -1}
		}
		k := bundleKey{c.Relation, root(c.Subject), root(c.Object), c.Value.Text, c.Episode, 0}
		if c.View() || len(c.Roles) > 0 {
			k.alone = i + 1
		}
		return k
	})
}

// formBundles forms the bundles of the claims that are of a kind.
func (m *Model) formBundles(is func(int) bool, key func(int) bundleKey) {
	at := map[bundleKey]int{}
	first := len(m.bundles)
	for _, i := range m.order {
		if !is(i) {
			continue
		}
		k := key(i)
		g, ok := at[k]
		if !ok {
			g = len(m.bundles)
			at[k] = g
			m.bundles = append(m.bundles, bundle{})
		}
		m.bundles[g].claims = append(m.bundles[g].claims, i)
		m.bundleOf[i] = g
	}
	for g := first; g < len(m.bundles); g++ {
		m.formRivalSets(&m.bundles[g])
	}
}

// formRivalSets forms the rival sets of a bundle in each reading of its clusters.
func (m *Model) formRivalSets(g *bundle) {
	m.touch(g)
	if len(g.claims) == 1 && len(g.clusters) == 0 {
		m.formAlone(g)
		return
	}
	at := map[string]int{}
	for r := range g.readings {
		root := m.rootIn(g, r)
		var sets []int
		for _, form := range m.rivalSetsIn(g, root, r) {
			k, ok := at[form.name]
			if !ok {
				k = m.addRivalSet(g, &form)
			}
			if len(g.readings) > 1 {
				at[form.name] = k
			}
			for v, u := range m.rivalSets[k].claims {
				for _, i := range m.units[u].pool {
					m.spots[i] = addSpot(m.spots[i], k, v, r)
				}
			}
			sets = append(sets, k)
		}
		g.rivalSets = append(g.rivalSets, sets)
	}
}

// formAlone forms the rival set of one claim whose ends are in no cluster, as those of
// nearly all claims.
func (m *Model) formAlone(g *bundle) {
	i := g.claims[0]
	c := &m.c.Claims[i]
	form := rivalSetForm{pools: [][]int{m.units[i].pool}, subject: []underpin.EntityID{m.same.Of(c.Subject)}}
	form.lives = [][2]*mortal{m.livesOf(g, c, m.x.Relations[c.Relation], m.same.Of, 0)}
	k := m.addRivalSet(g, &form)
	m.spots[i] = []spot{{k, 0, certainly}}
	g.rivalSets = [][]int{{k}}
}

// certainly are the readings of a spot that is so in the one reading there is.
var certainly = []int{0}

func addSpot(spots []spot, set, at, reading int) []spot {
	for k := range spots {
		if spots[k].rivalSet == set {
			spots[k].readings = append(spots[k].readings, reading)
			return spots
		}
	}
	return append(spots, spot{set, at, []int{reading}})
}

// touch finds the clusters of the ends of a bundle, and lists their readings together.
func (m *Model) touch(g *bundle) {
	g.readings = [][]int{nil}
	if len(m.clusters) == 0 {
		return
	}
	for _, i := range g.claims {
		c := &m.c.Claims[i]
		if c.View() || len(c.Roles) > 0 {
			continue
		}
		for _, e := range []underpin.EntityID{c.Subject, c.Object} {
			if k, in := m.clusterOf[m.same.Of(e)]; in && !slices.Contains(g.clusters, k) {
				g.clusters = append(g.clusters, k)
			}
		}
	}
	slices.Sort(g.clusters)
	pairs := 0
	for _, k := range g.clusters {
		pairs += len(m.clusters[k].pairs)
	}
	if g.sampled = len(g.clusters) > 1 && pairs > exactPairs; g.sampled {
		m.sampleReadings(g)
		return
	}
	for _, k := range g.clusters {
		var longer [][]int
		for _, r := range g.readings {
			for next := range m.clusters[k].readings {
				longer = append(longer, append(slices.Clone(r), next))
			}
		}
		g.readings = longer
	}
}

// sampleReadings draws combinations of the readings of many clusters, with numbers that
// belong to no seed.
func (m *Model) sampleReadings(g *bundle) {
	var sc weigher
	var weights [][]float64
	for _, k := range g.clusters {
		weights = append(weights, m.weights(&sc, &m.clusters[k], nil))
	}
	g.readings = nil
	for draw := range drawnReadings {
		var together []int
		for i, k := range g.clusters {
			together = append(together, chosen(weights[i], newStream(0, mix(m.clusters[k].first)).at(draw)))
		}
		if len(g.readings) < mostReadings && !slices.ContainsFunc(g.readings, func(r []int) bool { return slices.Equal(r, together) }) {
			g.readings = append(g.readings, together)
		}
	}
}

// chosen is which of some weights a uniform falls on, the last first.
func chosen(weights []float64, u float64) int {
	for r := len(weights) - 1; r > 0; r-- {
		if u < weights[r] {
			return r
		}
		u -= weights[r]
	}
	return 0
}

// rootIn returns who stands for an entity in a reading of a bundle.
func (m *Model) rootIn(g *bundle, reading int) func(underpin.EntityID) underpin.EntityID {
	return func(e underpin.EntityID) underpin.EntityID {
		e = m.same.Of(e)
		if k, in := m.clusterOf[e]; in {
			if at := slices.Index(g.clusters, k); at >= 0 {
				return m.clusters[k].readings[g.readings[reading][at]].one.Of(e)
			}
		}
		return e
	}
}

// A rivalSetForm is a rival set before it is one: which claims are taken as one in it.
type rivalSetForm struct {
	name    string // where there are several readings
	pools   [][]int
	subject []underpin.EntityID
	end     underpin.EntityID // that the claims have in common
	lives   [][2]*mortal
}

// rivalSetsIn partitions the claims of a bundle in a reading: into those that say the same,
// and these into those that exclude each other.
func (m *Model) rivalSetsIn(g *bundle, root func(underpin.EntityID) underpin.EntityID, reading int) []rivalSetForm {
	var forms []rivalSetForm
	at := map[underpin.EntityID]int{}
	for _, pool := range m.poolsIn(g, root) {
		c := &m.c.Claims[pool[0]]
		r := m.x.Relations[c.Relation]
		exclusive, value := r.Exclusive && !c.View() && c.Object != "", r.Class.Traits().Value && !c.View()
		end := root(c.Object)
		if value {
			end = root(c.Subject)
		}
		k, ok := at[end]
		if !ok || !exclusive && !value {
			k = len(forms)
			at[end] = k
			forms = append(forms, rivalSetForm{end: end})
		}
		f := &forms[k]
		f.pools, f.subject = append(f.pools, pool), append(f.subject, root(c.Subject))
		f.lives = append(f.lives, m.livesOf(g, c, r, root, reading))
	}
	for k := range forms {
		if len(g.readings) > 1 {
			forms[k].name = forms[k].named()
		}
	}
	return forms
}

// named tells rival sets apart that differ in anything but the reading.
func (f *rivalSetForm) named() string {
	var b strings.Builder
	for k, pool := range f.pools {
		fmt.Fprint(&b, pool, slices.Index(f.subject, f.subject[k]))
		for _, l := range f.lives[k] {
			if l != nil {
				fmt.Fprint(&b, l.begins, l.ends)
			}
		}
	}
	return b.String()
}

// poolsIn lists the claims of a bundle that say the same in a reading, each with the
// first in front.
func (m *Model) poolsIn(g *bundle, root func(underpin.EntityID) underpin.EntityID) [][]int {
	if len(g.claims) == 1 {
		return [][]int{g.claims}
	}
	first := &m.c.Claims[g.claims[0]]
	if m.x.Relations[first.Relation].Bound != "" && !first.View() {
		return m.datePools(g, root)
	}
	var pools [][]int
	at := map[bundleKey]int{}
	for _, i := range g.claims {
		c, r := &m.c.Claims[i], m.x.Relations[m.c.Claims[i].Relation]
		if c.View() || len(c.Roles) > 0 {
			pools = append(pools, []int{i})
			continue
		}
		key := bundleKey{c.Relation, root(c.Subject), root(c.Object), c.Value.Text, c.Episode, 0}
		if r.Class.Traits().Identity {
			key = bundleKey{} // a bundle of identity is one pair
		}
		k, ok := at[key]
		if !ok {
			k = len(pools)
			at[key] = k
			pools = append(pools, nil)
		}
		pools[k] = append(pools[k], i)
	}
	return m.untwin(pools)
}

// untwin parts claims that have one and the same ends word for word: they are entered
// twice, on purpose or by mistake, and no sameness makes them one.
func (m *Model) untwin(pools [][]int) [][]int {
	var out [][]int
	for _, pool := range pools {
		first := &m.c.Claims[pool[0]]
		differ := slices.ContainsFunc(pool, func(i int) bool {
			c := &m.c.Claims[i]
			return c.Subject != first.Subject || c.Object != first.Object
		})
		if differ || m.x.Relations[first.Relation].Class.Traits().Identity {
			out = append(out, pool)
			continue
		}
		for _, i := range pool {
			out = append(out, []int{i})
		}
	}
	return out
}
