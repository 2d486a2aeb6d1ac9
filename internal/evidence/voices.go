package evidence

import (
	"math"
	"math/bits"
	"slices"
)

// Even unrelated origins share a background: beyond the strongest voice, support
// counts with 1 - background, and grows logarithmically from saturation on.
const (
	background = .3
	saturation = 1.0
)

// grain is the unit in which strengths are counted, 2^-44. Strengths that are alike
// and were multiplied in another order differ in their last bits; whole grains add up
// to the same bits in any order, so that of two sets of voices alike in value neither
// what their sources are called nor the order they come in decides anything.
const grain = 0x1p-44

// grains rounds a strength to whole grains.
func grains(l float64) float64 { return math.Round(l/grain) * grain }

// maxTogether is the number of chains that hang together up to which the voices among
// them are searched exactly; past it they are taken in order of strength.
const maxTogether = 20

// maxTrials bounds the combinations tried where several sets of chains that hang
// together are joined by dependence groups.
const maxTrials = 1 << 14

// An edge is a chain that speaks for one side, with its weight.
type edge struct {
	nodes nodes
	group int // as numbered in its claim
	delta float64
	l     float64
	says  int // position of the chain in its claim
}

// A setPacking finds the voices among chains by weighted set packing: those sets in which no two share a node,
// that is, no origin, no relay and no reporter, of which the one that supports most
// counts. It keeps its buffers and is for one goroutine.
type setPacking struct {
	edges  []edge
	best   []bool
	value  float64
	greedy bool

	free   []bool
	chosen []bool
	terms  []edge
	parts  []packingPart
	at     []int
	trials int
}

// A packingPart is a set of chains that hang together, and the sets of voices among them
// that leave no room for another.
type packingPart struct {
	at     []int // positions of edges
	apart  []uint32
	voices []uint32
}

func (pk *setPacking) reset() { pk.edges = pk.edges[:0] }

// add offers a chain.
func (pk *setPacking) add(e edge) {
	if e.l = grains(e.l); e.l > 0 {
		pk.edges = append(pk.edges, e)
	}
}

// solve returns the support L of the best voices and leaves them in ch.best.
func (pk *setPacking) solve() float64 {
	n := len(pk.edges)
	pk.greedy = false
	pk.best, pk.chosen, pk.free = resize(pk.best, n), resize(pk.chosen, n), resize(pk.free, n)
	switch n {
	case 0:
		return 0
	case 1:
		pk.best[0] = true
		return pk.edges[0].l
	}
	pk.reduce()
	pk.partition()
	if len(pk.parts) == 0 {
		copy(pk.best, pk.chosen)
		pk.value = pk.support()
		return pk.value
	}
	pk.value, pk.trials = -1, 0
	pk.search(0)
	return pk.value
}

// reduce leaves out the chains that are never needed. One that holds every node of
// another of no less strength and the same group repeats it. One that stands in the
// way of no less than another, and is no stronger, can be replaced by that.
func (pk *setPacking) reduce() {
	for j := range pk.edges {
		pk.free[j] = !slices.ContainsFunc(pk.edges[:j], func(e edge) bool { return pk.edges[j].repeats(&e, true) }) &&
			!slices.ContainsFunc(pk.edges[j+1:], func(e edge) bool { return pk.edges[j].repeats(&e, false) })
	}
	for j := range pk.edges {
		pk.free[j] = pk.free[j] && !pk.dominated(j)
	}
}

// repeats reports whether a chain holds every node of another of no less strength and
// the same group; of two alike the first stays.
func (f *edge) repeats(e *edge, first bool) bool {
	if e.group != f.group || e.l < f.l || !e.nodes.within(&f.nodes) {
		return false
	}
	return first || e.l > f.l || !f.nodes.within(&e.nodes)
}

// dominated reports whether some other edge can always take the place of edge j
// at no loss: at least as strong, discounted alike, and in no conflict that j is
// not in as well. Of two alike the first stays.
func (pk *setPacking) dominated(j int) bool {
	f := &pk.edges[j]
	for i := range pk.edges {
		e := &pk.edges[i]
		if i == j || !pk.free[i] || e.l < f.l || e.l == f.l && i > j || !e.nodes.meets(&f.nodes) {
			continue
		}
		if e.group != f.group && (e.delta != 0 || f.delta != 0) || e.delta == 1 && i > j {
			continue // where a group has one voice, a stronger second adds nothing: the first stays
		}
		if pk.within(i, j) {
			return true
		}
	}
	return false
}

// within reports whether every conflict of edge i is one of edge j.
func (pk *setPacking) within(i, j int) bool {
	for k := range pk.edges {
		if k != i && k != j && pk.free[k] && pk.edges[i].nodes.meets(&pk.edges[k].nodes) && !pk.edges[j].nodes.meets(&pk.edges[k].nodes) {
			return false
		}
	}
	return true
}

// partition chooses the chains that share a node with no other, and parts the rest
// into sets that hang together.
func (pk *setPacking) partition() {
	pk.parts = pk.parts[:0]
	for i := range pk.edges {
		if !pk.free[i] {
			continue
		}
		pk.at = pk.hanging(i, pk.at[:0])
		switch {
		case len(pk.at) == 1:
			pk.chosen[i] = true
		case len(pk.at) > maxTogether:
			pk.greedy = true
			pk.strongestFirst(pk.at)
		default:
			pk.parts = append(pk.parts, pk.apart(slices.Clone(pk.at)))
		}
	}
}

// hanging takes the chains that hang together with chain i out of those that are free,
// and appends their positions.
func (pk *setPacking) hanging(i int, at []int) []int {
	pk.free[i] = false
	at = append(at, i)
	for k := 0; k < len(at); k++ {
		for j := range pk.edges {
			if pk.free[j] && pk.edges[at[k]].nodes.meets(&pk.edges[j].nodes) {
				pk.free[j] = false
				at = append(at, j)
			}
		}
	}
	slices.Sort(at)
	return at
}

// strongestFirst takes voices in order of strength, of equal ones the first.
func (pk *setPacking) strongestFirst(at []int) {
	slices.SortStableFunc(at, func(i, j int) int {
		switch a, b := pk.edges[i].l, pk.edges[j].l; {
		case a > b:
			return -1
		case a < b:
			return 1
		}
		return 0
	})
	for k, i := range at {
		pk.chosen[i] = !slices.ContainsFunc(at[:k], func(j int) bool {
			return pk.chosen[j] && pk.edges[i].nodes.meets(&pk.edges[j].nodes)
		})
	}
}

// apart works out which sets of the chains at some positions can be voices together
// and leave no room for another: the maximal independent sets, as the cliques of the
// complement (Bron & Kerbosch 1973, with pivot).
func (pk *setPacking) apart(at []int) packingPart {
	p := packingPart{at: at, apart: make([]uint32, len(at))}
	for a, i := range at {
		for b, j := range at {
			if a != b && !pk.edges[i].nodes.meets(&pk.edges[j].nodes) {
				p.apart[a] |= 1 << b
			}
		}
	}
	p.grow(0, 1<<len(at)-1, 0)
	return p
}

// grow extends a set of voices by those still possible; barred are those that were
// tried before.
func (p *packingPart) grow(chosen, possible, barred uint32) {
	if possible|barred == 0 {
		p.voices = append(p.voices, chosen)
		return
	}
	pivot, most := 0, -1
	for rest := possible | barred; rest != 0; rest &= rest - 1 {
		u := bits.TrailingZeros32(rest)
		if n := bits.OnesCount32(possible & p.apart[u]); n > most {
			pivot, most = u, n
		}
	}
	for rest := possible &^ p.apart[pivot]; rest != 0; rest &= rest - 1 {
		v := bits.TrailingZeros32(rest)
		p.grow(chosen|1<<v, possible&p.apart[v], barred&p.apart[v])
		possible &^= 1 << v
		barred |= 1 << v
	}
}

// search tries the voices of the k-th set that hangs together with those chosen
// before. Of equally good sets of voices the first in canonical order is kept.
func (pk *setPacking) search(k int) {
	if k == len(pk.parts) {
		pk.trials++
		v := pk.support()
		if v > pk.value || v == pk.value && earlier(pk.chosen, pk.best) {
			pk.value = v
			copy(pk.best, pk.chosen)
		}
		return
	}
	if pk.trials > maxTrials {
		pk.greedy = true
		return
	}
	if k > 0 && pk.value >= 0 && pk.bound(k) < pk.value {
		return
	}
	p := &pk.parts[k]
	for _, set := range p.voices {
		p.choose(pk, set)
		pk.search(k + 1)
	}
	p.choose(pk, 0)
}

// choose makes voices of a set of the chains that hang together.
func (p *packingPart) choose(pk *setPacking, set uint32) {
	for b, i := range p.at {
		pk.chosen[i] = set>>b&1 != 0
	}
}

// bound is the support if every chain of the sets from the k-th on could be a voice at
// once. More voices never support less, so that no choice among them does better.
func (pk *setPacking) bound(k int) float64 {
	for i := range pk.parts[k:] {
		pk.parts[k+i].choose(pk, math.MaxUint32)
	}
	v := pk.support()
	for i := range pk.parts[k:] {
		pk.parts[k+i].choose(pk, 0)
	}
	return v
}

// earlier reports whether the first position that one set has and the other has not
// is of set a.
func earlier(a, b []bool) bool {
	for i := range a {
		if a[i] != b[i] {
			return a[i]
		}
	}
	return false
}

// support computes L of the chosen edges: M + .7 ln(1 + S - M), the groups
// discounted rank by rank, in whole grains.
func (pk *setPacking) support() float64 {
	pk.terms = pk.terms[:0]
	for i, on := range pk.chosen {
		if on {
			pk.terms = append(pk.terms, pk.edges[i])
		}
	}
	if len(pk.terms) == 0 {
		return 0
	}
	slices.SortFunc(pk.terms, byGroup)
	m, sum, factor := 0.0, 0.0, 1.0
	for i := range pk.terms {
		e := &pk.terms[i]
		if i == 0 || e.group != pk.terms[i-1].group {
			factor = 1
		} else {
			factor *= 1 - e.delta
		}
		sum += grains(factor * e.l)
		m = max(m, e.l)
	}
	return saturate(m, sum)
}

// total adds up numbers in ascending order, whatever order they come in, and leaves them
// in that order.
func total(x []float64) float64 {
	slices.Sort(x)
	sum := 0.0
	for _, v := range x {
		sum += v
	}
	return sum
}

// saturate is step (6) of the ledger.
func saturate(m, sum float64) float64 { return soften(m, sum, background, saturation) }

// soften returns M + (1 - delta) c ln(1 + (S - M)/c): the plain sum for no background
// and an unbounded c, the strongest voice alone for a background of 1.
func soften(m, sum, delta, c float64) float64 {
	return m + (1-delta)*c*math.Log1p(max(sum-m, 0)/c)
}

func resize(b []bool, n int) []bool {
	if cap(b) < n {
		b = make([]bool, n)
	}
	b = b[:n]
	clear(b)
	return b
}

// logRatio is l = ln((1+rho)/(1-rho)), the weight of a report of correlation rho.
func logRatio(rho float64) float64 { return math.Log1p(rho) - math.Log1p(-rho) }
