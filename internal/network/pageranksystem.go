package network

import "math"

// A pageRankSystem holds the linear system of PageRank: strength * y = 1 + damping * sum of
// y over the tails of arriving ties, where y is rank over strength, what a node
// hands on by each tie. In an undirected graph it is symmetric, and positive.
//
// Nodes are renumbered by colour, so that no two of a colour are tied and all of
// a colour can be settled at once.
type pageRankSystem struct {
	g, back *Graph
	damping float64
	relax   float64          // how far beyond the equation's answer a step goes
	at      []equation       // by node of g
	trees   []eliminatedNode // nodes that are eliminated, in that order

	number           []int32 // of each node that is left, or -1
	class            []int32 // where each colour begins; one more at the end
	offsets, targets []int32
	weights          []float64 // nil where the graph carries none
	diagonal, owed   []float64
	y                []float64
	parts            [][2]float64 // by piece
}

// An equation is diagonal * y = owed + damping * sum over the ties that are left.
type equation struct {
	diagonal, owed float64
	left           int32
}

// An eliminatedNode is an eliminated node, and the one that it hung at, or -1.
type eliminatedNode struct {
	node, at int32
	tie      float64 // weight times damping
}

func newPageRankSystem(g *Graph, damping float64) *pageRankSystem {
	w := &pageRankSystem{g: g, back: g.Reverse(), damping: damping, relax: 1, at: make([]equation, g.N())}
	for v := range w.at {
		strength := w.strength(int32(v))
		if strength == 0 {
			strength = 1 // it hands on nothing; any scale will do
		}
		w.at[v] = equation{diagonal: strength, owed: 1, left: int32(g.Degree(int32(v)))}
	}
	return w
}

func (w *pageRankSystem) strength(v int32) float64 {
	if w.g.weights == nil {
		return float64(w.g.Degree(v))
	}
	strength := 0.0
	for _, x := range w.g.Weights(v) {
		strength += x
	}
	return strength
}

// prepare eliminates what can be, and sets up the rest.
func (w *pageRankSystem) prepare(threads int) {
	if !w.g.directed {
		// Going further than asked always converges where the system is symmetric
		// (Ostrowski); this much is best where the graph is bipartite.
		// Young, D. (1954), Iterative methods for solving partial difference equations.
		w.relax = 2 / (1 + math.Sqrt(1-float64(w.damping*w.damping)))
		w.eliminate()
	}
	w.orderByColour()
	w.fill(threads)
	w.start()
}

const eliminated = -1

// eliminate solves nodes with one tie left for what they hang at, until none are
// left. Nodes without any are solved outright.
func (w *pageRankSystem) eliminate() {
	for first := range int32(w.g.N()) {
		for v := first; w.at[v].left == 0 || w.at[v].left == 1; {
			here := &w.at[v]
			b := eliminatedNode{node: v, at: -1}
			if here.left == 1 {
				b.at, b.tie = w.last(v)
				there := &w.at[b.at]
				there.diagonal -= float64(b.tie*b.tie) / here.diagonal
				there.owed += float64(b.tie*here.owed) / here.diagonal
				there.left--
			}
			here.left = eliminated
			w.trees = append(w.trees, b)
			if b.at < 0 || b.at > first {
				break // its turn will come
			}
			v = b.at
		}
	}
}

// last is the one neighbour of v that is left.
func (w *pageRankSystem) last(v int32) (at int32, tie float64) {
	i := w.g.offsets[v]
	for w.at[w.g.targets[i]].left == eliminated {
		i++
	}
	if w.g.weights != nil {
		return w.g.targets[i], float64(w.damping * w.g.weights[i])
	}
	return w.g.targets[i], w.damping
}

// start starts an undirected graph from what solves its equations in sum, which
// is not far from what solves them one by one.
func (w *pageRankSystem) start() {
	owed, rest := 0.0, 0.0
	for i, x := range w.diagonal {
		w.y[i] = 1 / x
		owed += w.owed[i]
		rest += x
	}
	if w.g.directed {
		return
	}
	if w.weights == nil {
		rest -= float64(w.damping * float64(len(w.targets)))
	}
	for _, x := range w.weights {
		rest -= float64(w.damping * x)
	}
	for i := range w.y {
		w.y[i] = owed / rest
	}
}

// sumPiece is the number of nodes whose sums are added up apart.
const sumPiece = 1 << 13

// overRelax goes relax times the way to the solution of each equation, one colour
// after the other. It returns how far off they were and the sum of ranks, without
// the share of what was eliminated. With relax 0 nothing moves.
func (w *pageRankSystem) overRelax(relax float64, threads int) (off, total float64) {
	for c := range len(w.class) - 1 {
		first, end := int(w.class[c]), int(w.class[c+1])
		pieces := (end - first + sumPiece - 1) / sumPiece
		w.parts = resized(w.parts, pieces)
		inParallel(threads, pieces, func() func(int) {
			return func(i int) {
				from := first + i*sumPiece
				w.parts[i] = w.relaxRows(from, min(from+sumPiece, end), relax)
			}
		})
		for _, part := range w.parts {
			off += part[0]
			total += part[1]
		}
	}
	return off, total
}

func (w *pageRankSystem) relaxRows(from, end int, relax float64) [2]float64 {
	off, total := 0.0, 0.0
	for v := from; v < end; v++ {
		lo, hi := w.offsets[v], w.offsets[v+1]
		sum := 0.0
		if w.weights == nil {
			for _, u := range w.targets[lo:hi] {
				sum += w.y[u]
			}
		} else {
			for i := lo; i < hi; i++ {
				sum += float64(w.y[w.targets[i]] * w.weights[i])
			}
		}
		diagonal, y := w.diagonal[v], w.y[v]
		rest := w.owed[v] + float64(w.damping*sum) - float64(diagonal*y)
		off += math.Abs(rest)
		y += float64(relax*rest) / diagonal
		w.y[v] = y
		total += float64(diagonal * y)
	}
	return [2]float64{off, total}
}

// ranks are y times strength of all nodes; the eliminated are solved last first.
func (w *pageRankSystem) ranks() []float64 {
	values := make([]float64, w.g.N())
	for v, i := range w.number {
		if i >= 0 {
			values[v] = w.y[i]
		}
	}
	for k := len(w.trees) - 1; k >= 0; k-- {
		b := w.trees[k]
		e := w.at[b.node]
		if b.at >= 0 {
			e.owed += float64(b.tie * values[b.at])
		}
		values[b.node] = e.owed / e.diagonal
	}
	for v := range values {
		if strength := w.strength(int32(v)); strength > 0 {
			values[v] *= strength
		}
	}
	return values
}
