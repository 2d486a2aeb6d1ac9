package synth

import "math/rand/v2"

// An EdgeList is a list of ties Tails[i]-Heads[i] among nodes 0..Nodes-1. Ties may
// repeat; whoever builds a graph of them decides what becomes of repetitions.
// It is synthetic: no node stands for anybody.
type EdgeList struct {
	Nodes        int
	Tails, Heads []int32
}

func (g *EdgeList) tie(u, v int32) {
	g.Tails = append(g.Tails, u)
	g.Heads = append(g.Heads, v)
}

// RandomGraph has n nodes and m ties between ends drawn uniformly (Erdős and
// Rényi's G(n, m), repetitions and self-loops not taken out).
func RandomGraph(seed uint64, n, m int) EdgeList {
	r := graphRandom(seed)
	g := EdgeList{Nodes: n, Tails: make([]int32, 0, m), Heads: make([]int32, 0, m)}
	for range m {
		if n > 0 {
			g.tie(int32(r.IntN(n)), int32(r.IntN(n)))
		}
	}
	return g
}

// PreferentialGraph grows to n nodes, each newcomer tied to k earlier nodes drawn
// in proportion to their ties: few hubs, many with k.
func PreferentialGraph(seed uint64, n, k int) EdgeList {
	// Barabási, A.-L., Albert, R. (1999), Emergence of scaling in random networks.
	r := graphRandom(seed)
	g := EdgeList{Nodes: n, Tails: make([]int32, 0, n*k), Heads: make([]int32, 0, n*k)}
	for v := 1; v < n; v++ {
		for range min(k, v) {
			to := int32(r.IntN(v))
			if ends := 2 * len(g.Tails); ends > 0 && r.IntN(ends+v) < ends {
				// An end of an earlier tie, which a node holds once for each of its ties.
				if i := r.IntN(ends); i&1 == 0 {
					to = g.Tails[i/2]
				} else {
					to = g.Heads[i/2]
				}
			}
			if to != int32(v) {
				g.tie(int32(v), to)
			}
		}
	}
	return g
}

// GridGraph has rows*columns nodes, row by row, each tied to its neighbours to
// the right and below. One row is a chain.
func GridGraph(rows, columns int) EdgeList {
	g := EdgeList{Nodes: rows * columns}
	for r := range rows {
		for c := range columns {
			v := int32(r*columns + c)
			if c+1 < columns {
				g.tie(v, v+1)
			}
			if r+1 < rows {
				g.tie(v, v+int32(columns))
			}
		}
	}
	return g
}

func graphRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 0x67726170)) }

// SmallWorldGraph has n nodes on a ring, each tied to the k that follow it, where with
// probability p the far end of a tie is drawn anew among all nodes.
func SmallWorldGraph(seed uint64, n, k int, p float64) EdgeList {
	// Watts, D. J., Strogatz, S. H. (1998), Collective dynamics of small-world networks.
	r := graphRandom(seed)
	g := EdgeList{Nodes: n, Tails: make([]int32, 0, n*k), Heads: make([]int32, 0, n*k)}
	for v := range n {
		for i := 1; i <= k; i++ {
			to := (v + i) % n
			if r.Float64() < p {
				to = r.IntN(n)
			}
			if to != v {
				g.tie(int32(v), int32(to))
			}
		}
	}
	return g
}

// RoadGraph is a grid of rows*columns crossings of which each tie is kept with
// probability kept, and each square has a diagonal with probability across.
func RoadGraph(seed uint64, rows, columns int, kept, across float64) EdgeList {
	r := graphRandom(seed)
	whole := GridGraph(rows, columns)
	g := EdgeList{Nodes: whole.Nodes}
	for i, u := range whole.Tails {
		if r.Float64() < kept {
			g.tie(u, whole.Heads[i])
		}
	}
	for u := range int32(whole.Nodes - columns) {
		if int(u)%columns+1 < columns && r.Float64() < across {
			g.tie(u, u+int32(columns)+1)
		}
	}
	return g
}
