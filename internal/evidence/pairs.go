package evidence

import (
	"cmp"
	"slices"

	"underpin"
)

// An unsurePair is two entities of whom it is unsure whether they are one, each standing for
// all that are judged the same as it.
type unsurePair struct {
	a, b underpin.EntityID
	// given is the probability of the verdict, 0 where it leaves it to the testimony.
	given float64
	// unit is the claim that they are one, or none.
	unit int
	// open: a verdict says that it is unsure, so that without testimony it is even.
	open bool
}

// A cluster is pairs that hang together, and the readings of them: who is one.
type cluster struct {
	pairs    []int
	readings []samenessReading
	first    uint64 // names its draw
}

// A samenessReading is one reading of a cluster: a decision of every pair, closed.
type samenessReading struct {
	one  underpin.Ones
	same []bool // by pair of the cluster
}

// exactPairs is the number of unsure pairs up to which every reading is taken; beyond,
// the most likely of those that are drawn, at most mostReadings.
const exactPairs, mostReadings, drawnReadings = 6, 64, 512

// findPairs lists the unsure pairs of a case, in natural order. Pairs that are judged,
// or that judgements make one, are not among them.
func (m *Model) findPairs() (pairs []unsurePair, apart [][2]underpin.EntityID) {
	at := map[[2]underpin.EntityID]int{}
	for _, p := range m.listed {
		a, b := m.same.Of(p.A), m.same.Of(p.B)
		if a == b {
			continue
		}
		if underpin.CompareIDs(string(a), string(b)) > 0 {
			a, b = b, a
		}
		verdict := underpin.Verdict("")
		if p.Sameness != nil && m.known.Judged(p.Sameness) {
			verdict = p.Sameness.Verdict
		}
		if verdict == underpin.NotSame {
			apart = append(apart, [2]underpin.EntityID{a, b})
			continue
		}
		if verdict == "" && !slices.ContainsFunc(p.Claims, m.spokenOf) {
			continue
		}
		k, ok := at[[2]underpin.EntityID{a, b}]
		if !ok {
			k = len(pairs)
			at[[2]underpin.EntityID{a, b}] = k
			pairs = append(pairs, unsurePair{a: a, b: b, unit: none})
		}
		q := &pairs[k]
		q.open = q.open || verdict == underpin.Unsure
		if verdict == underpin.Unsure {
			q.given = cmp.Or(q.given, p.Sameness.P)
		}
		for _, id := range p.Claims {
			s := &m.spots[m.index[id]][0]
			q.unit = m.rivalSets[s.rivalSet].claims[s.at]
		}
	}
	return slices.DeleteFunc(pairs, func(p unsurePair) bool { return slices.Contains(apart, [2]underpin.EntityID{p.a, p.b}) }), apart
}

// spokenOf reports whether there is testimony on a claim.
func (m *Model) spokenOf(id underpin.ClaimID) bool { return len(m.x.ByClaim[id]) > 0 }

// chanceOf is the probability of a pair, without what drop leaves out; false where
// nobody is left who speaks of it.
func (m *Model) chanceOf(sc *weigher, p *unsurePair, drop func(*compiledChain) bool) (chance float64, spoken bool) {
	if p.given > 0 {
		return p.given, true
	}
	if p.unit != none {
		c := m.rivalSets[m.rivalSetOf[p.unit]]
		if q, said := m.credenceIn(sc, c, slices.Index(c.claims, p.unit), drop); said {
			return q, true
		}
	}
	if p.open {
		return .5, true
	}
	return 0, false
}

// formClusters finds the pairs that hang together, and their readings.
func (m *Model) formClusters() {
	var apart [][2]underpin.EntityID
	m.pairs, apart = m.findPairs()
	m.clusterOf = map[underpin.EntityID]int{}
	if len(m.pairs) == 0 {
		return
	}
	hang := underpin.Ones{}
	for _, p := range m.pairs {
		hang.Join(p.a, p.b)
	}
	for _, p := range apart {
		hang.Join(p[0], p[1])
	}
	at := map[underpin.EntityID]int{}
	for i, p := range m.pairs {
		root := hang.Of(p.a)
		k, ok := at[root]
		if !ok {
			k = len(m.clusters)
			at[root] = k
			m.clusters = append(m.clusters, cluster{first: hashOf("sameness", string(min(p.a, p.b)), string(max(p.a, p.b)))})
		}
		m.clusters[k].pairs = append(m.clusters[k].pairs, i)
		m.clusterOf[p.a], m.clusterOf[p.b] = k, k
	}
	var sc weigher
	for k := range m.clusters {
		m.read(&sc, &m.clusters[k], apart)
	}
}

// read lists the readings of a cluster, those first that keep most apart.
func (m *Model) read(sc *weigher, c *cluster, apart [][2]underpin.EntityID) {
	n := len(c.pairs)
	if n <= exactPairs {
		for mask := range 1 << n {
			same := make([]bool, n)
			for k := range same {
				same[k] = mask>>k&1 != 0
			}
			m.take(c, same, apart)
		}
	} else {
		m.take(c, make([]bool, n), apart)
		for _, same := range m.drawReadings(sc, c) {
			if len(c.readings) < mostReadings {
				m.take(c, same, apart)
			}
		}
	}
	slices.SortStableFunc(c.readings, func(a, b samenessReading) int { return cmp.Compare(len(a.one), len(b.one)) })
}

// take adds a reading, unless it contradicts a verdict or itself.
func (m *Model) take(c *cluster, same []bool, apart [][2]underpin.EntityID) {
	o := samenessReading{one: underpin.Ones{}, same: same}
	for k, i := range c.pairs {
		if same[k] {
			o.one.Join(m.pairs[i].a, m.pairs[i].b)
		}
	}
	for k, i := range c.pairs {
		if !same[k] && o.one.Of(m.pairs[i].a) == o.one.Of(m.pairs[i].b) {
			return
		}
	}
	for _, p := range apart {
		if o.one.Of(p[0]) == o.one.Of(p[1]) {
			return
		}
	}
	c.readings = append(c.readings, o)
}

// drawReadings draws decisions of the pairs of a large cluster with numbers that belong
// to no seed, those first that are drawn most often.
func (m *Model) drawReadings(sc *weigher, c *cluster) [][]bool {
	var out [][]bool
	var count []int
	for draw := range drawnReadings {
		same := make([]bool, len(c.pairs))
		for k, i := range c.pairs {
			p := &m.pairs[i]
			chance, _ := m.chanceOf(sc, p, nil)
			same[k] = newStream(0, hashOf("reading", string(p.a), string(p.b))).at(draw) < chance
		}
		at := slices.IndexFunc(out, func(o []bool) bool { return slices.Equal(o, same) })
		if at < 0 {
			at = len(out)
			out, count = append(out, same), append(count, 0)
		}
		count[at]++
	}
	order := make([]int, 0, len(out))
	for k := range out {
		if slices.Contains(out[k], true) {
			order = append(order, k)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(count[b], count[a]) })
	sorted := make([][]bool, len(order))
	for i, k := range order {
		sorted[i] = out[k]
	}
	return sorted
}

// weights are the probabilities of the readings of a cluster, without what drop leaves
// out: the products of those of its pairs, weighed up to 1. A pair of which nobody is
// left who speaks is one where the others make it so, and weighs nothing, as if nobody
// had spoken of it.
func (m *Model) weights(sc *weigher, c *cluster, drop func(*compiledChain) bool) []float64 {
	chance, spoken := make([]float64, len(c.pairs)), make([]bool, len(c.pairs))
	for k, i := range c.pairs {
		chance[k], spoken[k] = m.chanceOf(sc, &m.pairs[i], drop)
	}
	out := make([]float64, len(c.readings))
	for r := range out {
		out[r] = m.weightOfReading(c, c.readings[r].same, chance, spoken)
	}
	return normalised(out)
}

// weightOfReading is the product of the probabilities of the pairs that are spoken of;
// 0 where another is taken as one without need.
func (m *Model) weightOfReading(c *cluster, same []bool, chance []float64, spoken []bool) float64 {
	weight, one := 1.0, underpin.Ones{}
	for k, i := range c.pairs {
		switch {
		case !spoken[k]:
		case same[k]:
			weight *= chance[k]
			one.Join(m.pairs[i].a, m.pairs[i].b)
		default:
			weight *= 1 - chance[k]
		}
	}
	for k, i := range c.pairs {
		if !spoken[k] && same[k] && one.Of(m.pairs[i].a) != one.Of(m.pairs[i].b) {
			return 0
		}
	}
	return weight
}

// normalised weighs up to 1; where nothing has weight the first has it all.
func normalised(w []float64) []float64 {
	sum := total(slices.Clone(w))
	if sum == 0 {
		w[0], sum = 1, 1
	}
	for k := range w {
		w[k] /= sum
	}
	return w
}
