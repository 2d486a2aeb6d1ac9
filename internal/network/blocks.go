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
	at    []visit
	split []float64 // sum of squares of the sizes that hang adds up
	total []int32   // nodes of the component, at its root; elsewhere unused
	path  []int32
	stack []int32
	start []int32 // blocks: where each begins in nodes, one more at the end
	nodes []int32 // of each block, last the one that was entered first
}

// A visit is what the search knows of a node, kept together because it is met
// together: half a line of a processor's cache.
type visit struct {
	enter  int32 // when the search came to the node, from 1; 0 not yet
	low    int32 // earliest entry that it or a node below it is tied to
	cursor int32 // next arc to look at
	end    int32 // where its arcs end
	size   int32 // nodes in the search tree below, the node included
	hang   int32 // sum of size over children that the node cuts off
	cut    int32 // number of such children
	root   int32
}

// cuts reports whether the loss of v splits its component.
func (f *blockFinder) cuts(v int32) bool {
	if f.at[v].root == v {
		return f.at[v].cut > 1
	}
	return f.at[v].cut > 0
}

func (f *blockFinder) find(g *Graph) {
	n := g.N()
	f.at, f.split, f.total = resized(f.at, n), resized(f.split, n), resized(f.total, n)
	clear(f.split)
	for v := range f.at {
		f.at[v] = visit{cursor: g.offsets[v], end: g.offsets[v+1]}
	}
	f.start = append(f.start[:0], 0)
	f.nodes = f.nodes[:0]
	clock := int32(0)
	for v := range int32(n) {
		if f.at[v].enter == 0 {
			before := clock
			clock = f.search(g, v, clock)
			f.total[v] = clock - before
		}
	}
}

func (f *blockFinder) search(g *Graph, root, clock int32) int32 {
	arrive := func(v int32) {
		clock++
		here := &f.at[v]
		here.enter, here.low, here.size, here.root = clock, clock, 1, root
		f.stack = append(f.stack, v)
	}
	f.path, f.stack = f.path[:0], f.stack[:0]
	arrive(root)
	f.path = append(f.path, root)
	for len(f.path) > 0 {
		v := f.path[len(f.path)-1]
		here := &f.at[v]
		if here.cursor < here.end {
			w := g.targets[here.cursor]
			here.cursor++
			switch there := &f.at[w]; {
			case there.enter != 0: // known from its arrival
			case there.end-there.cursor == 1: // nothing lies beyond w
				arrive(w)
				f.leave(v, w)
			default:
				arrive(w)
				f.lookBack(g, v, w)
				f.path = append(f.path, w)
			}
			continue
		}
		f.path = f.path[:len(f.path)-1]
		if len(f.path) > 0 {
			f.leave(f.path[len(f.path)-1], v)
		}
	}
	return clock
}

// lookBack finds how far up the ties of v lead, apart from that to its parent. All
// that v is tied to and the search has met is above v when it arrives. Looking at
// all ties at once also lets memory answer them together.
func (f *blockFinder) lookBack(g *Graph, parent, v int32) {
	here := &f.at[v]
	low := here.low
	for _, w := range g.targets[here.cursor:here.end] {
		if enter := f.at[w].enter; enter != 0 && enter < low && w != parent {
			low = enter
		}
	}
	here.low = low
}

// leave folds the finished child v into u, and closes the block between them if
// nothing below v reaches above u.
func (f *blockFinder) leave(u, v int32) {
	above, below := &f.at[u], &f.at[v]
	above.size += below.size
	above.low = min(above.low, below.low)
	if below.low < above.enter {
		return
	}
	above.cut++
	above.hang += below.size
	f.split[u] += float64(float64(below.size) * float64(below.size))
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
	rest := float64(f.total[f.at[v].root] - 1)
	above := rest - float64(f.at[v].hang)
	return float64(rest*rest) - f.split[v] - float64(above*above)
}

// weights fills weight with the number of nodes that hang at each node of
// block, itself included, seen from within the block.
func (f *blockFinder) weights(block []int32, weight []float64) {
	last := len(block) - 1
	below := int32(0)
	for i, v := range block[:last] {
		weight[i] = float64(1 + f.at[v].hang)
		below += 1 + f.at[v].hang
	}
	weight[last] = float64(f.total[f.at[block[last]].root] - below)
}
