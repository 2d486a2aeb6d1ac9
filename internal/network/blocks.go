package network

// Blocks are the biconnected components of a graph: the largest parts that the
// loss of no single node of theirs would split. Two blocks share at most one
// node, an articulation point. A block of two nodes is a bridge.
type Blocks struct {
	// Articulation is true for the nodes whose loss would split their component.
	Articulation []bool
	// Bridges are the ties whose loss would split their component, as node pairs
	// with the smaller first, in the order found.
	Bridges [][2]int32
	start   []int32
	nodes   []int32
}

// FindBlocks finds articulation points, bridges and blocks in O(m log n) without
// recursion, in practice O(n + m). A directed graph is read as undirected. A node
// without ties is in no block.
func FindBlocks(g *Graph) *Blocks {
	g = g.Underlying()
	var f blockFinder
	f.find(g)
	b := &Blocks{Articulation: make([]bool, g.N()), start: f.start, nodes: f.nodes}
	for i := range b.Count() {
		block := b.Block(i)
		if len(block) == 2 {
			b.Bridges = append(b.Bridges, [2]int32{min(block[0], block[1]), max(block[0], block[1])})
		}
	}
	for v := range b.Articulation {
		b.Articulation[v] = f.cuts(int32(v))
	}
	return b
}

// Count is the number of blocks.
func (b *Blocks) Count() int { return len(b.start) - 1 }

// Block are the nodes of the i-th block. The slice belongs to b.
func (b *Blocks) Block(i int) []int32 { return b.nodes[b.start[i]:b.start[i+1]] }

// A blockFinder finds blocks by one search in breadth, in storage it keeps. Nodes
// are known to it by their place in that search, 0 for the first.
//
// Each node stands for the tie to the node that the search came from, the one above
// it. A tie that the search did not take closes a cycle with the ways up from its
// ends to where these meet, and all ties of a cycle are in one block: their sets are
// united. A set is known by its first node, whose tie leads out of the block.
//
// A search in depth (Hopcroft & Tarjan 1973) waits for memory at every step; in breadth
// the reads of many nodes are under way together. On 5 million nodes and 8 million ties
// that is a third less time (2.26 s, 1.45 s) and memory (740 MiB, 500 MiB).
type blockFinder struct {
	place []int32 // by node, counted from 1; 0 while the search has not met it
	order []int32 // the node at each place
	above []int32 // by place: the place above, -1 for the first node of a component
	set   []int32 // by place: an earlier place of the same set, or itself; in the end the first
	count []int32 // by place: how many sets have it above them
	start []int32 // blocks: where each begins in nodes, one more at the end
	nodes []int32 // of each block, last the one above it

	hang  []int32   // by place: nodes below the sets that have it above them
	size  []int32   // by place: nodes of the component
	split []float64 // by place: sum of squares of the sizes that hang adds up
}

// cuts reports whether the loss of v splits its component.
func (f *blockFinder) cuts(v int32) bool {
	i := f.place[v] - 1
	return f.count[i] > 1 || f.count[i] > 0 && f.above[i] >= 0
}

func (f *blockFinder) find(g *Graph) {
	// Union of cycles as in Gabow, H. N., Tarjan, R. E. (1985), A linear-time
	// algorithm for a special case of disjoint set union; over a search in breadth,
	// whose reads do not wait for each other as those of a search in depth do.
	n := g.N()
	f.place, f.order = resized(f.place, n), resized(f.order, n)
	f.above, f.set = resized(f.above, n), resized(f.set, n)
	clear(f.place)
	met := int32(0)
	for v := range int32(n) {
		if f.place[v] == 0 {
			met = f.search(g, v, met)
		}
	}
	f.gather(n)
}

// search goes through the component of root, whose place is met, and returns the
// place after its last.
func (f *blockFinder) search(g *Graph, root, met int32) int32 {
	place, order, above, set := f.place, f.order, f.above, f.set
	order[met], above[met], set[met] = root, -1, met
	head := met
	met++
	place[root] = met
	for ; head < met; head++ {
		for _, w := range g.Neighbours(order[head]) {
			switch there := place[w] - 1; {
			case there < 0:
				order[met], above[met], set[met] = w, head, met
				met++
				place[w] = met
			case there > head:
				f.join(head, there)
			}
		}
	}
	return met
}

// join unites the sets along the cycle that a tie between a and b closes.
func (f *blockFinder) join(a, b int32) {
	a, b = f.first(a), f.first(b)
	for a != b {
		if a > b {
			a, b = b, a
		}
		up := f.above[b] // b is no higher than a, and what is above it not below
		if up == f.above[a] {
			f.set[b] = a
			return
		}
		up = f.first(up)
		f.set[b] = up
		b = up
	}
}

// first is the first place of a set.
func (f *blockFinder) first(i int32) int32 {
	set := f.set
	for set[i] != i {
		set[i] = set[set[i]]
		i = set[i]
	}
	return i
}

// gather lists the nodes of each set, the sets in descending order of their first.
func (f *blockFinder) gather(n int) {
	f.count = resized(f.count, n)
	size := f.count
	clear(size)
	for i, s := range f.set { // those before are known by their first already
		s = f.set[s]
		f.set[i] = s
		size[s]++
	}
	f.start = append(f.start[:0], 0)
	ends := int32(0)
	for i := n - 1; i >= 0; i-- {
		if f.leads(i) {
			first := ends
			ends += size[i] + 1
			f.start = append(f.start, ends)
			size[i] = first
		}
	}
	next := size // where the next node of a set goes
	f.nodes = resized(f.nodes, int(ends))
	for i, s := range f.set {
		if f.above[i] >= 0 {
			f.nodes[next[s]] = f.order[i]
			next[s]++
		}
	}
	for i := range f.set {
		if f.leads(i) {
			f.nodes[next[i]] = f.order[f.above[i]]
		}
	}
	clear(f.count)
	for i := range f.set {
		if f.leads(i) {
			f.count[f.above[i]]++
		}
	}
}

// leads reports whether i is the first place of a block's set.
func (f *blockFinder) leads(i int) bool { return f.set[i] == int32(i) && f.above[i] >= 0 }

// weigh finds how many nodes hang at each node of a block, after find.
func (f *blockFinder) weigh() {
	n := len(f.order)
	f.hang, f.size, f.split = resized(f.hang, n), resized(f.size, n), resized(f.split, n)
	clear(f.hang)
	clear(f.size)
	clear(f.split)
	for i := n - 1; i >= 0; i-- {
		s, up := f.set[i], f.above[i]
		f.size[s] += 1 + f.hang[i]
		if s == int32(i) && up >= 0 {
			below := float64(f.size[i])
			f.hang[up] += f.size[i]
			f.split[up] += float64(below * below)
		}
	}
	for i, up := range f.above { // what is above came before
		if up >= 0 {
			f.size[i] = f.size[up]
		}
	}
}

// between is the number of ordered pairs of nodes that v, by being an
// articulation point, lies between.
func (f *blockFinder) between(v int32) float64 {
	i := f.place[v] - 1
	if f.hang[i] == 0 {
		return 0
	}
	rest := float64(f.size[i] - 1)
	above := rest - float64(f.hang[i])
	return float64(rest*rest) - f.split[i] - float64(above*above)
}

// weights fills weight with the number of nodes that hang at each node of
// block, itself included, seen from within the block.
func (f *blockFinder) weights(block []int32, weight []float64) {
	last := len(block) - 1
	below := int32(0)
	for k, v := range block[:last] {
		at := 1 + f.hang[f.place[v]-1]
		weight[k] = float64(at)
		below += at
	}
	weight[last] = float64(f.size[f.place[block[last]]-1] - below)
}
