package network

// chains is a block seen as junctions, the nodes with three ties or more, and
// the chains of nodes with two ties between them. A tie between junctions is a
// chain of length 1. Several chains may join the same junctions.
//
// Bentert, M. et al. (2018), An adaptive version of Brandes' algorithm for
// betweenness centrality. ISAAC.
type chains struct {
	junction []int32   // block node of each junction
	weight   []float64 // of each junction
	from, to []int32   // junctions at the ends of each chain
	first    []int32   // place of each chain's first link; one more at the end
	link     []int32   // block node at each place, chain after chain, from end to end
	linkOf   []int32   // chain of each place
	load     []float64 // weight at each place
	before   []float64 // sum of load over all places before; one more at the end
	longest  int32
	offsets  []int32 // ends of chains by junction
	ends     []chainEnd
	steps    []step  // of each end, what a search needs to know of it
	number   []int32 // of each block node: its junction, or -1
	linked   []linkedChain
	near     []int32 // junctions, such that those next to each other lie close
	compact  compactor
	farEnds  []int32
}

// A linkedChain is a chain that has links, the first of them at the place first.
type linkedChain struct{ chain, from, to, length, first int32 }

// A step leads along a chain to the junction at its other end.
type step struct{ far, length int32 }

// A chainEnd is a chain as seen from the junction at one of its ends.
type chainEnd struct {
	far, length, chain int32
	reverse            bool // seen from its to
}

// links is the number of nodes within chain e.
func (c *chains) links(e int32) int32 { return c.first[e+1] - c.first[e] }

// find makes the chains of a block, and reports false where searching from
// junction to junction would not pay: where less than half of the ties are in chains,
// or where the chains are mostly twins. Nodes that hang between the same two are
// merged instead: 20,000 that share two, as companies share two agents, took 7.4 s as
// chains, the square of their number; merged, 40,000 take 0.01 s.
func (c *chains) find(g *Graph, weight []float64) bool {
	n, two := g.N(), 0
	for v := range int32(n) {
		if g.Degree(v) == 2 {
			two++
		}
	}
	ring := two == n // has no junctions: any two nodes will do
	if 2*(g.M()-two) > g.M() || n < 3 {
		return false
	}
	c.number = resized(c.number, n)
	if 2*c.repeated(g) > two {
		return false // merging twins leaves less
	}
	c.junction, c.weight = c.junction[:0], c.weight[:0]
	for v := range int32(n) {
		c.number[v] = -1
		if g.Degree(v) != 2 || ring && v < 2 {
			c.number[v] = int32(len(c.junction))
			c.junction = append(c.junction, v)
			c.weight = append(c.weight, weight[v])
		}
	}
	c.walk(g, weight)
	c.index()
	return true
}

// repeated is the number of nodes with two ties whose neighbours, both junctions,
// another such node before them has too: they are twins.
func (c *chains) repeated(g *Graph) int {
	met := c.number // by node: one more than the junction that was last tied to it over one
	clear(met)
	count := 0
	for a := range int32(g.N()) {
		if g.Degree(a) == 2 {
			continue
		}
		for _, v := range g.Neighbours(a) {
			if g.Degree(v) != 2 {
				continue
			}
			b := g.Neighbours(v)[0] + g.Neighbours(v)[1] - a
			if b < a || g.Degree(b) == 2 {
				continue
			}
			if met[b] == a+1 {
				count++
			}
			met[b] = a + 1
		}
	}
	return count
}

// walk follows every chain from both of its ends and keeps it once: from the
// smaller junction, and among chains of the same two, by their first node.
func (c *chains) walk(g *Graph, weight []float64) {
	c.from, c.to, c.first = c.from[:0], c.to[:0], append(c.first[:0], 0)
	c.link, c.linkOf, c.load = c.link[:0], c.linkOf[:0], c.load[:0]
	c.before = append(c.before[:0], 0)
	c.longest = 1
	for j, start := range c.junction {
		for _, v := range g.Neighbours(start) {
			mark := len(c.link)
			last := start
			for c.number[v] < 0 {
				c.link = append(c.link, v)
				next := g.Neighbours(v)[0]
				if next == last {
					next = g.Neighbours(v)[1]
				}
				last, v = v, next
			}
			if c.number[v] < int32(j) {
				c.link = c.link[:mark]
				continue
			}
			e := int32(len(c.from))
			c.from, c.to = append(c.from, int32(j)), append(c.to, c.number[v])
			for _, u := range c.link[mark:] {
				c.linkOf, c.load = append(c.linkOf, e), append(c.load, weight[u])
				c.before = append(c.before, c.before[len(c.before)-1]+weight[u])
			}
			c.first = append(c.first, int32(len(c.link)))
			c.longest = max(c.longest, int32(len(c.link)-mark)+1)
		}
	}
}

func (c *chains) index() {
	n := len(c.junction)
	c.offsets = resized(c.offsets, n+1)
	clear(c.offsets)
	for e := range c.from {
		c.offsets[c.from[e]+1]++
		c.offsets[c.to[e]+1]++
	}
	for v := range n {
		c.offsets[v+1] += c.offsets[v]
	}
	c.ends, c.linked = resized(c.ends, 2*len(c.from)), c.linked[:0]
	next := append([]int32(nil), c.offsets...)
	for e := range int32(len(c.from)) {
		a, b, length := c.from[e], c.to[e], c.links(e)+1
		c.ends[next[a]] = chainEnd{chain: e, far: b, length: length}
		c.ends[next[b]] = chainEnd{chain: e, far: a, length: length, reverse: true}
		next[a]++
		next[b]++
		if length > 1 {
			c.linked = append(c.linked, linkedChain{e, a, b, length, c.first[e]})
		}
	}
	c.farEnds, c.steps = c.farEnds[:0], c.steps[:0]
	for _, end := range c.ends {
		c.farEnds = append(c.farEnds, end.far)
		c.steps = append(c.steps, step{end.far, end.length})
	}
	c.near = c.compact.order(&reducedGraph{offsets: c.offsets, targets: c.farEnds}, searchesKept(n), c.near)
}

// place is the place of the i-th link, from 1, as end sees its chain.
func (c *chains) place(end chainEnd, i int32) int32 {
	if end.reverse {
		return c.first[end.chain+1] - i
	}
	return c.first[end.chain] + i - 1
}
