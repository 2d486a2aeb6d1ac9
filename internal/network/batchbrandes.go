package network

import "math/bits"

// lanes is the number of sources that one batch carries.
const lanes = 64

// A laneValues holds one number a lane.
type laneValues = [lanes]float64

// A reducedGraph is what is left of a block to search: arcs in both directions of search order,
// and what each node stands for.
type reducedGraph struct {
	offsets, targets []int32
	// weight is the number of nodes that hang at each node, itself included;
	// nil means 1 everywhere.
	weight []float64
	// copies is the number of twins that each node stands for; nil means 1.
	copies []float64
	oneWay bool // whether there are arcs that do not lead back
}

func (f *reducedGraph) n() int { return len(f.offsets) - 1 }

// A batchBrandes computes the dependencies of up to 64 sources on every node in one
// pass forward and one back. Breadth-first searches share words; the counts of
// shortest paths live in one row a node, so that a tie is looked at once for
// all lanes for which it lies on a shortest path, and those lanes' numbers are
// neighbours in memory.
//
// Brandes, U. (2001), A faster algorithm for betweenness centrality; with the
// search of Then et al. (2014), PVLDB 8(4).
type batchBrandes struct {
	value []laneValues // path counts going forward, coefficients going back
	seen  []uint64
	found []uint64   // lanes that find the node in the level at hand
	nodes []int32    // nodes in the order found, one entry a node and level
	masks []uint64   // and the lanes that found them there
	level []int32    // where each level begins in nodes; one more at the end
	share laneValues // weight of each lane's source
	// gathered is what the node at hand is owed; zero between nodes.
	gathered laneValues
}

// A dependencySums receives, for every node, the sum over sources of the source's weight
// times its dependency on the node, and the sum of the squares of these terms.
type dependencySums struct {
	sum     []float64
	squares []float64 // nil where not wanted
	// scaled counts a pair s, t at v by 2 d(s,v)/d(s,t) instead of 1: the same in
	// sum over both orders of a pair, but with less that hangs on a single source.
	// Geisberger, R. et al. (2008), Better approximation of betweenness centrality.
	scaled bool
	// terms, where wanted, receives the scaled or plain terms of the sources one by
	// one, in rows that must be zero before: that of a node is terms[slot[node]], and
	// a node whose slot is negative has none.
	terms []laneValues
	slot  []int32
	// apart, where set, receives sum and squares of the lanes from the first one on that it
	// names, instead of these.
	apart *lanesApart
}

// A lanesApart receives the sums of some of the lanes of a batch.
type lanesApart struct {
	first        int
	sum, squares []float64
}

// run adds the dependencies of the sources to t.
func (w *batchBrandes) run(f *reducedGraph, sources []int32, t dependencySums) {
	w.forward(f, sources)
	if w.tooManyPaths(f, len(sources)) {
		w.runOneByOne(f, sources, t)
		return
	}
	w.backward(f, t)
}

func (w *batchBrandes) start(f *reducedGraph, sources []int32) {
	n := f.n()
	w.value = resized(w.value, n)
	w.seen = resized(w.seen, n)
	w.found = resized(w.found, n)
	if used := len(sources); used > lanes/2 {
		clear(w.value)
	} else {
		for v := range w.value {
			clear(w.value[v][:used])
		}
	}
	clear(w.seen)
	clear(w.found)
	w.nodes, w.masks = w.nodes[:0], w.masks[:0]
	w.level = append(w.level[:0], 0)
	for lane, s := range sources {
		w.nodes = append(w.nodes, s)
		w.masks = append(w.masks, 1<<lane)
		w.seen[s] |= 1 << lane
		w.value[s][lane] = 1
		w.share[lane] = 1
		if f.weight != nil {
			w.share[lane] = f.weight[s]
		}
	}
	w.level = append(w.level, int32(len(sources)))
}

// forward counts shortest paths level by level. Counts of a node that stands
// for k twins are multiplied by k once complete.
func (w *batchBrandes) forward(f *reducedGraph, sources []int32) {
	w.start(f, sources)
	value, seen, found := w.value, w.seen, w.found
	begin, end := 0, len(w.nodes)
	for begin < end {
		for i := begin; i < end; i++ {
			u, mask := w.nodes[i], w.masks[i]
			from := &value[u]
			for _, v := range f.targets[f.offsets[u]:f.offsets[u+1]] {
				m := mask &^ seen[v]
				if m == 0 {
					continue
				}
				if found[v] == 0 {
					w.nodes = append(w.nodes, v)
				}
				found[v] |= m
				to := &value[v]
				for ; m != 0; m &= m - 1 {
					lane := bits.TrailingZeros64(m) & (lanes - 1)
					to[lane] += from[lane]
				}
			}
		}
		begin, end = end, len(w.nodes)
		w.close(f, begin)
	}
}

// close ends a level, whose nodes begin there. A level that many nodes share is put
// in their order, so that what is read and written of it lies in a row: a third less
// time. Narrow levels, as ladders and grids have, would pay more than they gain.
func (w *batchBrandes) close(f *reducedGraph, begin int) {
	seen, found := w.seen, w.found
	if len(w.nodes)-begin > len(found)/32 {
		w.nodes = w.nodes[:begin]
		for v, mask := range found {
			if mask != 0 {
				w.nodes = append(w.nodes, int32(v))
			}
		}
	}
	for _, v := range w.nodes[begin:] {
		w.masks = append(w.masks, found[v])
		seen[v] |= found[v]
		if f.copies != nil && f.copies[v] != 1 {
			multiply(&w.value[v], found[v], f.copies[v])
		}
		found[v] = 0
	}
	w.level = append(w.level, int32(len(w.nodes)))
}

func multiply(r *laneValues, mask uint64, by float64) {
	for ; mask != 0; mask &= mask - 1 {
		r[bits.TrailingZeros64(mask)&(lanes-1)] *= by
	}
}

// backward gathers dependencies from the last level to the first. The value of
// a finished node becomes (weight + copies*dependency) / paths of one copy.
func (w *batchBrandes) backward(f *reducedGraph, t dependencySums) {
	value, found, gathered := w.value, w.found, &w.gathered
	for l := len(w.level) - 2; l >= 1; l-- {
		begin, end := w.level[l], w.level[l+1]
		for i := begin; i < end; i++ {
			u, mask := w.nodes[i], w.masks[i]
			for _, v := range f.targets[f.offsets[u]:f.offsets[u+1]] {
				m := mask & found[v]
				if m == 0 {
					continue
				}
				from := &value[v]
				for ; m != 0; m &= m - 1 {
					lane := bits.TrailingZeros64(m) & (lanes - 1)
					gathered[lane] += from[lane]
				}
			}
			far, factor := 1.0, 1.0
			if t.scaled {
				far, factor = 1/float64(l), float64(2*l)
			}
			if t.slot != nil && t.slot[u] >= 0 {
				w.note(f, u, mask, factor, &t.terms[t.slot[u]])
			}
			if a := t.apart; a != nil {
				first := uint64(1)<<a.first - 1
				total, squares := w.settle(f, u, mask&^first, far)
				a.sum[u] += float64(factor * total)
				a.squares[u] += float64(factor * factor * squares)
				mask &= first
			}
			total, squares := w.settle(f, u, mask, far)
			t.sum[u] += float64(factor * total)
			if t.squares != nil {
				t.squares[u] += float64(factor * factor * squares)
			}
		}
		for _, v := range w.nodes[end:w.after(l)] {
			found[v] = 0
		}
		for i := begin; i < end; i++ {
			found[w.nodes[i]] = w.masks[i]
		}
	}
	for _, v := range w.nodes {
		found[v] = 0
	}
}

// after is where the level that follows l ends.
func (w *batchBrandes) after(l int) int32 {
	if l+2 < len(w.level) {
		return w.level[l+2]
	}
	return w.level[l+1]
}

// settle turns what u gathered into dependencies, leaves u's coefficients in
// its row and returns the dependencies by the sources' weight, summed over
// lanes, and their squares. Pairs that end in u count by far.
func (w *batchBrandes) settle(f *reducedGraph, u int32, mask uint64, far float64) (total, squares float64) {
	weight, copies := far, 1.0
	if f.weight != nil {
		weight = float64(far * f.weight[u])
	}
	if f.copies != nil {
		copies = f.copies[u]
	}
	r := &w.value[u]
	for ; mask != 0; mask &= mask - 1 {
		lane := bits.TrailingZeros64(mask) & (lanes - 1)
		paths := r[lane]
		if copies != 1 {
			paths /= copies
		}
		dependency := float64(paths * w.gathered[lane])
		w.gathered[lane] = 0
		x := float64(dependency * w.share[lane])
		total += x
		squares += float64(x * x)
		r[lane] = (weight + float64(copies*dependency)) / paths
	}
	return total, squares
}
