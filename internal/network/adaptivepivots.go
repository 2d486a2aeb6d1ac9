package network

import (
	"cmp"
	"math/bits"
	"slices"
)

// An adaptivePivots decides who comes first by betweenness from some of the sources of one
// block, the reduced graph of a shatterer. Values are twice the betweenness: pairs count in
// both orders until the end.
type adaptivePivots struct {
	field      *reducedGraph
	order      []int32 // all sources, in the order in which they are searched from
	sure       int     // how many of them, from the first on, were not drawn
	searched   int
	candidates []candidate
	spare      []candidate
	within     []float64    // by node of the reduced graph: between its twins; then of no use
	slot       []int32      // by node of the reduced graph: its place in terms, or -1
	terms      []laneValues // of the last sources
	keys       []pivotKey
	list       []int32
	difference differenceEstimator
	through    pairDependency
}

// A candidate is a node that may still come first.
type candidate struct {
	node     int32     // of the graph
	at       int32     // of the reduced graph, or -1 where the node lies outside of the block
	known    float64   // what the node has apart from the searches
	terms    []float64 // by source searched, in order
	distance []int32   // to each node of the reduced graph, empty until it is asked for
	paths    []float64 // and the number of shortest paths, to one of its twins
	estimate float64   // of its value, when last looked at
	err      float64   // standard error of estimate
}

// A pivotKey says when a source has its turn.
type pivotKey struct {
	drawn    bool
	priority uint64
	v        int32
}

// How many sources are taken surely: those that most nodes hang at, and the best-tied
// of those who take part, from which things look like from nowhere else.
const sureByWeight, sureByTies = 16, 8

// earlyCheck and firstCheck are the numbers of sources after which it is first asked who
// leads; then it is asked whenever there are twice as many. After 64 the value of the first
// is known no better than to a sixth: a lead counts by a wide margin alone, which in a
// generated case of 1,000 entities four worlds of five have, and nothing else is settled.
const earlyCheck, firstCheck = 64, 128

// So few candidates are measured one by one. Where more are left after the first check,
// some of the sources will not tell them apart.
const fewCandidates = 64

// prepare lists candidates and sources for the block that the shatterer of b holds,
// merged.
func (r *adaptivePivots) prepare(b *Brandes, g *Graph, nodes []int32, c TopOneConfig) {
	s := &b.shatter
	r.field, r.searched = &s.packed, 0
	r.within = resized(r.within, r.field.n())
	clear(r.within)
	s.withinTwins(&s.inner.g, r.within)
	r.spare = append(r.spare, r.candidates...)
	r.candidates = r.candidates[:0]
	for i, v := range nodes {
		if c.Among[v] {
			at := s.number[s.twins.class[i]]
			r.add(v, at, b.sum[v]+r.within[at])
		}
		s.local[v] = int32(i)
	}
	r.list = r.list[:0]
	for v := range int32(g.N()) {
		if c.Among[v] && s.local[v] < 0 {
			r.list = append(r.list, v)
		}
	}
	for _, v := range nodes {
		s.local[v] = -1
	}
	// Of those outside the block one may come first, or two share the first place.
	for _, v := range largest(r.list, 2, func(v int32) float64 { return b.sum[v] }) {
		r.add(v, -1, b.sum[v])
	}
	r.orderPivots(func(v int32) uint64 { return c.Priority[nodes[s.twins.first[s.order[v]]]] })
}

func (r *adaptivePivots) add(node, at int32, known float64) {
	x := candidate{}
	if n := len(r.spare); n > 0 {
		x, r.spare = r.spare[n-1], r.spare[:n-1]
	}
	r.candidates = append(r.candidates, candidate{node: node, at: at, known: known, terms: x.terms[:0], distance: x.distance[:0], paths: x.paths})
}

// orderPivots puts the sources in order: those that are taken surely, then by priority.
func (r *adaptivePivots) orderPivots(priority func(v int32) uint64) {
	f := r.field
	r.keys, r.list = r.keys[:0], r.list[:0]
	for v := range int32(f.n()) {
		r.keys = append(r.keys, pivotKey{drawn: true, priority: priority(v), v: v})
		r.list = append(r.list, v)
	}
	for _, v := range largest(r.list, sureByWeight, func(v int32) float64 { return f.weight[v] }) {
		r.keys[v].drawn = false
	}
	r.list = r.list[:0]
	for i := range r.candidates {
		if x := &r.candidates[i]; x.at >= 0 {
			r.list = append(r.list, x.at)
		}
	}
	for _, v := range largest(r.list, sureByTies, func(v int32) float64 { return float64(f.offsets[v+1] - f.offsets[v]) }) {
		r.keys[v].drawn = false
	}
	slices.SortFunc(r.keys, func(a, b pivotKey) int {
		if a.drawn != b.drawn {
			if b.drawn {
				return -1
			}
			return 1
		}
		return cmp.Or(cmp.Compare(a.priority, b.priority), cmp.Compare(a.v, b.v))
	})
	r.order, r.sure = r.order[:0], 0
	for _, k := range r.keys {
		if !k.drawn {
			r.sure++
		}
		r.order = append(r.order, k.v)
	}
}

// largest are the k of a list that have most of something, of equals the first.
func largest(list []int32, k int, of func(v int32) float64) []int32 {
	best := make([]int32, 0, k+1)
	for _, v := range list {
		at := len(best)
		for at > 0 && of(best[at-1]) < of(v) {
			at--
		}
		if at < k {
			best = slices.Insert(best, at, v)
			best = best[:min(len(best), k)]
		}
	}
	return best
}

// findFirst searches until somebody leads, or all sources were searched from: -1 where the
// first place is shared. It reports false where too many may come first.
func (r *adaptivePivots) findFirst(w *batchBrandes) (first int32, ok bool) {
	for look := earlyCheck; ; look *= 2 {
		until := look
		if 2*until > len(r.order) {
			until = len(r.order) // the few that are left may be unlike all others
		}
		// Sources that are neighbours in number share levels.
		slices.Sort(r.order[max(r.searched, r.sure):until])
		for r.searched < until {
			r.searchNext(w)
		}
		if until == len(r.order) {
			return r.compareExact(), true
		}
		if first, ok := r.leader(margin(until)); ok {
			return first, true
		}
		if until >= firstCheck && len(r.candidates) > fewCandidates {
			return -1, false
		}
	}
}

// searchNext goes on to the next 64 sources.
func (r *adaptivePivots) searchNext(w *batchBrandes) {
	next := r.order[r.searched:min(r.searched+lanes, len(r.order))]
	if len(r.candidates) > fewCandidates || !r.measureEach(w, next) {
		r.measureAll(w, next)
	}
	r.searched += len(next)
}

// measureAll measures all candidates by the whole accumulation.
func (r *adaptivePivots) measureAll(w *batchBrandes, next []int32) {
	r.slot = resized(r.slot, r.field.n())
	for v := range r.slot {
		r.slot[v] = -1
	}
	slots := int32(0)
	for i := range r.candidates {
		if at := r.candidates[i].at; at >= 0 && r.slot[at] < 0 {
			r.slot[at] = slots
			slots++
		}
	}
	r.terms = resized(r.terms, int(slots))
	clear(r.terms)
	w.run(r.field, next, dependencySums{sum: r.within, scaled: true, terms: r.terms, slot: r.slot})
	for i := range r.candidates {
		if x := &r.candidates[i]; x.at >= 0 {
			x.terms = append(x.terms, r.terms[r.slot[x.at]][:len(next)]...)
		}
	}
}

// measureEach measures one candidate after the other, without the search's way back. It declines
// where there are more paths than can be counted.
func (r *adaptivePivots) measureEach(w *batchBrandes, next []int32) bool {
	w.forward(r.field, next)
	if w.tooManyPaths(r.field, len(next)) {
		return false
	}
	for i := range r.candidates {
		x := &r.candidates[i]
		if x.at >= 0 {
			r.distances(x)
			x.terms = r.through.terms(w, r.field, x, len(next), x.terms)
		}
	}
	return true
}

// note writes the terms of a node that is about to be settled.
func (w *batchBrandes) note(f *reducedGraph, u int32, mask uint64, factor float64, terms *laneValues) {
	paths := &w.value[u]
	if f.copies != nil {
		factor /= f.copies[u]
	}
	for ; mask != 0; mask &= mask - 1 {
		lane := bits.TrailingZeros64(mask) & (lanes - 1)
		terms[lane] = float64(paths[lane]*w.gathered[lane]) * float64(factor*w.share[lane])
	}
}
