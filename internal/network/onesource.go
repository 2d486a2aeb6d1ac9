package network

import (
	"math/bits"
	"slices"
)

// worthTogether is how many of 64 sources have to meet a node at once, in the mean, to be
// searched from together: in small worlds and on roads 4 to 14 do, which takes 1.3 to 2.6
// times as long as one by one; in networks of people 22 and more. leastApart is the
// number of nodes from which on it is asked.
const (
	worthTogether = 18
	leastApart    = 1024
)

// The loops below are kept apart (go:noinline): put together, their variables leave the
// registers, which took a fifth longer.

// A oneSource computes the dependencies of one source on every node. Where searches from
// 64 sources meet the nodes at too different times to share much, it is faster: what it
// needs of a node fits the caches, and its loops have no branch that depends on the
// graph. Each level is searched in two steps: first all arcs to nodes not met before are
// listed, then the list is followed, and at the end followed back.
//
// Brandes, U. (2001), A faster algorithm for betweenness centrality. Where fewer nodes
// are left than were met last, they look back for those: Beamer, S. et al. (2012),
// Direction-optimizing breadth-first search.
type oneSource struct {
	open  [numbers]uint8 // 1 until the node is met
	front [numbers]uint8 // 1 while the node is of the last level, for those that look back
	paths [numbers]float64
	// hands is what a node is owed, and once it is done what each path to it earns.
	hands [numbers]float64
	sum   [numbers]float64 // dependencies on all copies of a node
	queue [numbers]uint16  // nodes in the order they are met
	level []int32          // where each level begins in queue; one more at the end
	arcs  []uint32         // arcs on shortest paths
	step  []int32          // where those that leave each level begin in arcs; one more at the end
	left  [numbers]uint16  // the nodes not met
	lefts int              // how many these are; -1 before they are listed
}

// run adds the dependencies of a source to w.sum, and reports false where it has more
// paths than can be counted.
func (w *oneSource) run(g *slotGraph, source int32) bool {
	w.forward(g, uint16(g.number[source]))
	levels := len(w.level)
	safe := g.reduced.pathsFit(levels) || float64(levels)*g.growth < 1000
	if !safe && slices.Max(w.paths[:g.n]) > tooMany {
		return false
	}
	weight := 1.0
	if g.reduced.weight != nil {
		weight = g.reduced.weight[source]
	}
	w.backward(g, weight)
	return true
}

// give moves what was added to w.sum to sums by the nodes of the reducedGraph.
func (w *oneSource) give(g *slotGraph, sum []float64) {
	for i, v := range g.order {
		sum[v] += w.sum[i] / g.copies[i]
		w.sum[i] = 0
	}
}

// forward counts shortest paths from a source, by its number in g.
func (w *oneSource) forward(g *slotGraph, source uint16) {
	w.open[0], w.open[g.n] = 1, 0
	for k := 1; k < g.n; k *= 2 {
		copy(w.open[k:g.n], w.open[:k])
	}
	clear(w.paths[:g.n])
	clear(w.hands[:g.n])
	w.arcs = resized(w.arcs, len(g.reduced.targets)+1)
	w.lefts = -1
	w.open[source], w.paths[source], w.queue[0] = 0, 1, source
	w.level, w.step = append(w.level[:0], 0, 1), append(w.step[:0], 0)
	begin, end, listed := 0, 1, 0
	for begin < end && end < g.n {
		last := w.queue[begin:end]
		from := listed
		if !g.reduced.oneWay && g.n-end <= len(last) {
			listed += w.lookBack(g, last, w.arcs[from:])
		} else {
			listed += g.list(last, &w.open, w.arcs[from:])
		}
		begin, end = end, w.meet(w.arcs[from:listed], end)
		if g.twins {
			for _, v := range w.queue[begin:end] {
				w.paths[v] *= g.copies[v]
			}
		}
		w.level, w.step = append(w.level, int32(end)), append(w.step, int32(listed))
	}
}

// lookBack is list from the side of the nodes not met.
func (w *oneSource) lookBack(g *slotGraph, last []uint16, arcs []uint32) int {
	w.listLeft(g.n)
	for _, u := range last {
		w.front[u] = 1
	}
	arcs = arcs[:g.list(w.left[:w.lefts], &w.front, arcs)]
	for _, u := range last {
		w.front[u] = 0
	}
	for i, a := range arcs {
		arcs[i] = a<<16 | a>>16
	}
	return len(arcs)
}

func (w *oneSource) listLeft(n int) {
	k := 0
	if w.lefts < 0 {
		for v := range n {
			w.left[k&(numbers-1)] = uint16(v)
			k += int(w.open[v])
		}
	} else {
		for _, v := range w.left[:w.lefts] {
			w.left[k&(numbers-1)] = v
			k += int(w.open[v])
		}
	}
	w.lefts = k
}

// meet follows arcs to nodes that are new to the queue of so many, and returns how many
// it holds then.
//
//go:noinline
func (w *oneSource) meet(arcs []uint32, queued int) int {
	for _, a := range arcs {
		v := uint16(a)
		w.queue[queued&(numbers-1)] = v
		queued += int(w.open[v])
		w.open[v] = 0
		w.paths[v] += w.paths[uint16(a>>16)]
	}
	return queued
}

// backward adds the dependencies of the source of the last search, by its weight, to sum.
func (w *oneSource) backward(g *slotGraph, weight float64) {
	for l := len(w.level) - 2; l > 0; l-- {
		if l+1 < len(w.step) {
			w.owe(w.arcs[w.step[l]:w.step[l+1]])
		}
		nodes := w.queue[w.level[l]:w.level[l+1]]
		if g.twins {
			w.settleTwins(g, nodes, weight)
		} else {
			w.settle(g, nodes, weight)
		}
	}
}

// owe hands on to the tails of arcs what each path to their heads earns.
//
//go:noinline
func (w *oneSource) owe(arcs []uint32) {
	for _, a := range arcs {
		w.hands[uint16(a>>16)] += w.hands[uint16(a)]
	}
}

//go:noinline
func (w *oneSource) settle(g *slotGraph, nodes []uint16, weight float64) {
	for _, u := range nodes {
		paths, owed := w.paths[u], w.hands[u]
		w.sum[u] += float64(float64(paths*owed) * weight)
		w.hands[u] = owed + g.weight[u]/paths
	}
}

// settleTwins is settle where nodes stand for several: paths lead to all of these, and
// what is owed is owed for each.
//
//go:noinline
func (w *oneSource) settleTwins(g *slotGraph, nodes []uint16, weight float64) {
	for _, u := range nodes {
		paths, owed, copies := w.paths[u], w.hands[u], g.copies[u]
		w.sum[u] += float64(float64(paths*owed) * weight)
		w.hands[u] = float64(copies * (owed + g.weight[u]/paths))
	}
}

// together is the mean number of sources of the batch that met a node at once.
func (w *batchBrandes) together() float64 {
	met := 0
	for _, mask := range w.masks {
		met += bits.OnesCount64(mask)
	}
	return float64(met) / float64(len(w.masks))
}
