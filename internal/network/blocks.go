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

// FindBlocks finds articulation points, bridges and blocks in O(n + m) without
// recursion. A directed graph is read as undirected. A node without ties is in
// no block.
func FindBlocks(g *Graph) *Blocks {
	// Hopcroft, J., Tarjan, R. (1973), Algorithm 447: efficient algorithms for
	// graph manipulation. CACM 16(6).
	g = g.Underlying()
	var f blockFinder
	f.find(g)
	b := &Blocks{Articulation: make([]bool, g.N()), start: f.start, nodes: f.nodes}
	for v := range b.Articulation {
		b.Articulation[v] = f.cuts(int32(v))
	}
	for i := range b.Count() {
		if block := b.Block(i); len(block) == 2 {
			b.Bridges = append(b.Bridges, [2]int32{min(block[0], block[1]), max(block[0], block[1])})
		}
	}
	return b
}

// Count is the number of blocks.
func (b *Blocks) Count() int { return len(b.start) - 1 }

// Block are the nodes of the i-th block. The slice belongs to b.
func (b *Blocks) Block(i int) []int32 { return b.nodes[b.start[i]:b.start[i+1]] }

// A blockFinder finds blocks by one depth-first search, and with them how many
// nodes hang at each node of a block, in storage it keeps.
type blockFinder struct {
	enter  []int32 // when the search came to the node, from 1; 0 not yet
	low    []int32
	parent []int32
	size   []int32 // nodes in the search tree below, the node included
	hang   []int32 // sum of size over children that the node cuts off
	split  []float64
	cut    []int32 // number of such children
	total  []int32 // nodes of the component, at its root; elsewhere unused
	root   []int32
	cursor []int32
	path   []int32
	stack  []int32
	start  []int32 // blocks: where each begins in nodes, one more at the end
	nodes  []int32 // of each block, last the one that was entered first
}

// cuts reports whether the loss of v splits its component.
func (f *blockFinder) cuts(v int32) bool {
	if f.root[v] == v {
		return f.cut[v] > 1
	}
	return f.cut[v] > 0
}

func (f *blockFinder) find(g *Graph) {
	n := g.N()
	for _, s := range []*[]int32{&f.enter, &f.hang, &f.cut} {
		*s = resized(*s, n)
		clear(*s)
	}
	for _, s := range []*[]int32{&f.low, &f.parent, &f.size, &f.total, &f.root, &f.cursor} {
		*s = resized(*s, n)
	}
	f.split = resized(f.split, n)
	clear(f.split)
	f.start = append(f.start[:0], 0)
	f.nodes = f.nodes[:0]
	clock := int32(0)
	for v := range int32(n) {
		if f.enter[v] == 0 {
			before := clock
			clock = f.search(g, v, clock)
			f.total[v] = clock - before
		}
	}
}

func (f *blockFinder) search(g *Graph, root, clock int32) int32 {
	arrive := func(v, parent int32) {
		clock++
		f.enter[v], f.low[v], f.parent[v] = clock, clock, parent
		f.size[v], f.root[v], f.cursor[v] = 1, root, g.offsets[v]
		f.path = append(f.path, v)
		f.stack = append(f.stack, v)
	}
	f.path, f.stack = f.path[:0], f.stack[:0]
	arrive(root, -1)
	for len(f.path) > 0 {
		v := f.path[len(f.path)-1]
		if at := f.cursor[v]; at < g.offsets[v+1] {
			f.cursor[v]++
			switch w := g.targets[at]; {
			case f.enter[w] == 0:
				arrive(w, v)
			case w != f.parent[v]:
				f.low[v] = min(f.low[v], f.enter[w])
			}
			continue
		}
		f.path = f.path[:len(f.path)-1]
		if u := f.parent[v]; u >= 0 {
			f.leave(u, v)
		}
	}
	return clock
}

// leave folds the finished child v into u, and closes the block between them if
// nothing below v reaches above u.
func (f *blockFinder) leave(u, v int32) {
	f.size[u] += f.size[v]
	f.low[u] = min(f.low[u], f.low[v])
	if f.low[v] < f.enter[u] {
		return
	}
	f.cut[u]++
	f.hang[u] += f.size[v]
	f.split[u] += float64(float64(f.size[v]) * float64(f.size[v]))
	for {
		last := f.stack[len(f.stack)-1]
		f.stack = f.stack[:len(f.stack)-1]
		f.nodes = append(f.nodes, last)
		if last == v {
			break
		}
	}
	f.nodes = append(f.nodes, u)
	f.start = append(f.start, int32(len(f.nodes)))
}

// between is the number of ordered pairs of nodes that v, by being an
// articulation point, lies between.
func (f *blockFinder) between(v int32) float64 {
	rest := float64(f.total[f.root[v]] - 1)
	above := rest - float64(f.hang[v])
	return float64(rest*rest) - f.split[v] - float64(above*above)
}

// weights fills weight with the number of nodes that hang at each node of
// block, itself included, seen from within the block.
func (f *blockFinder) weights(block []int32, weight []float64) {
	last := len(block) - 1
	below := int32(0)
	for i, v := range block[:last] {
		weight[i] = float64(1 + f.hang[v])
		below += 1 + f.hang[v]
	}
	weight[last] = float64(f.total[f.root[block[last]]] - below)
}
