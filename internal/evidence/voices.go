package evidence

import (
	"math"
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
// to the same bits in any order, so that of two matchings alike in value neither what
// their sources are called nor the order they come in decides anything.
const grain = 0x1p-44

// grains rounds a strength to whole grains.
func grains(l float64) float64 { return math.Round(l/grain) * grain }

// maxConflicts is the number of conflicting pairs up to which the matching of
// origins to reporters is searched exactly.
const maxConflicts = 20

// An edge is one way in which an origin reaches us through a reporter.
type edge struct {
	origin   int // as numbered in its claim
	reporter int
	group    int // the same
	delta    float64
	l        float64
	says     int // position of the testimony in its claim
}

// conflicts reports whether two edges cannot both be voices.
func (e *edge) conflicts(f *edge) bool { return e.origin == f.origin || e.reporter == f.reporter }

// A chorus finds the voices among edges. It keeps its buffers and is for one
// goroutine.
type chorus struct {
	edges  []edge
	chosen []bool
	best   []bool
	value  float64
	order  []int
	free   []bool
	terms  []edge
	greedy bool
}

// reset begins a new set of edges.
func (ch *chorus) reset() { ch.edges = ch.edges[:0] }

// add offers an edge; of several of one origin, reporter and group the strongest
// counts, of equal ones the first.
func (ch *chorus) add(e edge) {
	if e.l = grains(e.l); e.l <= 0 {
		return
	}
	for i := range ch.edges {
		if f := &ch.edges[i]; f.origin == e.origin && f.reporter == e.reporter && f.group == e.group {
			if e.l > f.l {
				*f = e
			}
			return
		}
	}
	ch.edges = append(ch.edges, e)
}

// solve returns the support L of the best matching and leaves the chosen edges
// in ch.best.
func (ch *chorus) solve() float64 {
	n := len(ch.edges)
	ch.greedy = false
	ch.best = resize(ch.best, n)
	ch.chosen = resize(ch.chosen, n)
	if n == 0 {
		return 0
	}
	ch.free = resize(ch.free, n)
	conflicts := ch.sort()
	ch.value = -1
	if conflicts > maxConflicts {
		ch.greedy = true
		ch.heaviest()
	} else {
		ch.search(0)
	}
	return ch.value
}

// sort chooses the edges that no other contends with, leaves out those that
// another dominates, lines the rest up in ch.order, and counts their conflicts.
func (ch *chorus) sort() (conflicts int) {
	for i := range ch.edges {
		ch.free[i] = !ch.dominated(i)
	}
	ch.order = ch.order[:0]
	for i := range ch.edges {
		if !ch.free[i] {
			continue
		}
		clash := false
		for j := range ch.edges {
			if i != j && ch.free[j] && ch.edges[i].conflicts(&ch.edges[j]) {
				clash = true
				if j > i {
					conflicts++
				}
			}
		}
		ch.chosen[i] = !clash
		if clash {
			ch.order = append(ch.order, i)
		}
	}
	return conflicts
}

// dominated reports whether some other edge can always take the place of edge j
// at no loss: at least as strong, discounted alike, and in no conflict that j is
// not in as well. Of two alike the first stays.
func (ch *chorus) dominated(j int) bool {
	f := &ch.edges[j]
	for i := range ch.edges {
		e := &ch.edges[i]
		if i == j || !e.conflicts(f) || e.l < f.l || e.l == f.l && i > j {
			continue
		}
		if e.group != f.group && (e.delta != 0 || f.delta != 0) || e.delta == 1 && i > j {
			continue // where a group has one voice, a stronger second adds nothing: the first stays
		}
		if ch.within(i, j) {
			return true
		}
	}
	return false
}

// within reports whether every conflict of edge i is one of edge j.
func (ch *chorus) within(i, j int) bool {
	for k := range ch.edges {
		if k != i && k != j && ch.edges[i].conflicts(&ch.edges[k]) && !ch.edges[j].conflicts(&ch.edges[k]) {
			return false
		}
	}
	return true
}

// search tries each conflicting edge in and out, in canonical order, so that of
// equally good matchings the first is kept.
func (ch *chorus) search(k int) {
	if k == len(ch.order) {
		if v := ch.support(); v > ch.value {
			ch.value = v
			copy(ch.best, ch.chosen)
		}
		return
	}
	if ch.value >= 0 && ch.bound(k) <= ch.value {
		return
	}
	i := ch.order[k]
	if ch.fits(i) {
		ch.chosen[i] = true
		ch.search(k + 1)
		ch.chosen[i] = false
		if !ch.blocks(k, i) {
			return
		}
	}
	ch.search(k + 1)
}

// bound is the support if every edge from the k-th on that fits with the chosen
// ones could be a voice at once. More voices never support less, so that no choice
// among them does better.
func (ch *chorus) bound(k int) float64 {
	var taken uint64
	for b, i := range ch.order[k:] {
		if ch.fits(i) {
			taken |= 1 << b
		}
	}
	for b, i := range ch.order[k:] {
		if taken>>b&1 != 0 {
			ch.chosen[i] = true
		}
	}
	v := ch.support()
	for b, i := range ch.order[k:] {
		if taken>>b&1 != 0 {
			ch.chosen[i] = false
		}
	}
	return v
}

// fits reports whether edge i clashes with none that is chosen.
func (ch *chorus) fits(i int) bool {
	for j, on := range ch.chosen {
		if on && ch.edges[i].conflicts(&ch.edges[j]) {
			return false
		}
	}
	return true
}

// blocks reports whether choosing edge i can cost a later edge its place; if not,
// leaving it out cannot help.
func (ch *chorus) blocks(k, i int) bool {
	for _, j := range ch.order[k+1:] {
		if ch.edges[i].conflicts(&ch.edges[j]) {
			return true
		}
	}
	return false
}

// heaviest takes the matching of greatest total strength instead, where there are
// too many conflicts to search; the explanation says so.
func (ch *chorus) heaviest() {
	newMatching(ch).run()
	copy(ch.best, ch.chosen)
	ch.value = ch.support()
}

// support computes L of the chosen edges: M + .7 ln(1 + S - M), the groups
// discounted rank by rank, in whole grains.
func (ch *chorus) support() float64 {
	ch.terms = ch.terms[:0]
	for i, on := range ch.chosen {
		if on {
			ch.terms = append(ch.terms, ch.edges[i])
		}
	}
	if len(ch.terms) == 0 {
		return 0
	}
	slices.SortFunc(ch.terms, byGroup)
	m, sum, factor := 0.0, 0.0, 1.0
	for i := range ch.terms {
		e := &ch.terms[i]
		if i == 0 || e.group != ch.terms[i-1].group {
			factor = 1
		} else {
			factor *= 1 - e.delta
		}
		sum += grains(factor * e.l)
		m = max(m, e.l)
	}
	return saturate(m, sum)
}

// total adds up numbers in ascending order, whatever order they come in.
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
