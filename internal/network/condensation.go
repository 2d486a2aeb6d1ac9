package network

// A Condensation finds, in a directed graph, what many sources reach: nodes that reach
// each other are one part of it, and between parts arcs lead one way, so that one
// pass over the arcs carries 64 sources at once. The zero Condensation is ready for
// Set; it must not be used by two goroutines at once.
type Condensation struct {
	g     *Graph
	part  []int32 // by node; arcs between parts lead to smaller numbers
	sizes []int32 // nodes of each part
	order []int32 // nodes, by part
	index []int32 // by node: when the search met it, from 1; 0 where it has not yet
	low   []int32
	next  []int32
	stack []int32 // nodes whose part is not closed
	path  []int32
	most  int32 // the largest part, -1 while unknown
}

// Set turns to a graph. It must not change until the next Set.
func (c *Condensation) Set(g *Graph) {
	n := g.N()
	c.g = g
	c.part, c.low = resized(c.part, n), resized(c.low, n)
	c.index, c.next = resized(c.index, n), resized(c.next, n)
	clear(c.index)
	clear(c.next)
	c.sizes, c.order, c.stack = c.sizes[:0], c.order[:0], c.stack[:0]
	c.most = -1
	now := int32(0)
	for v := range int32(n) {
		if c.index[v] == 0 {
			now = c.search(v, now)
		}
	}
}

// search closes the parts of all that a node leads to.
func (c *Condensation) search(root, now int32) int32 {
	// Tarjan, R. (1972), Depth-first search and linear graph algorithms.
	c.path = append(c.path[:0], root)
	for len(c.path) > 0 {
		u := c.path[len(c.path)-1]
		if c.index[u] == 0 {
			now++
			c.index[u], c.low[u], c.part[u] = now, now, -1
			c.stack = append(c.stack, u)
		}
		arcs := c.g.Neighbours(u)
		down := false
		for int(c.next[u]) < len(arcs) {
			v := arcs[c.next[u]]
			if c.index[v] == 0 {
				c.path = append(c.path, v)
				down = true
				break
			}
			c.next[u]++
			if c.part[v] < 0 {
				c.low[u] = min(c.low[u], c.low[v])
			}
		}
		if !down {
			c.path = c.path[:len(c.path)-1]
			c.close(u)
		}
	}
	return now
}

// close makes a part of what lies above u on the stack, where u leads to nothing
// met before it.
func (c *Condensation) close(u int32) {
	if c.low[u] != c.index[u] {
		return
	}
	size := int32(0)
	for {
		v := c.stack[len(c.stack)-1]
		c.stack = c.stack[:len(c.stack)-1]
		c.part[v] = int32(len(c.sizes))
		c.order = append(c.order, v)
		size++
		if v == u {
			break
		}
	}
	c.sizes = append(c.sizes, size)
}

// Part is the number of a node's part, from 0.
func (c *Condensation) Part(v int32) int32 { return c.part[v] }

// Size is the number of nodes of a part.
func (c *Condensation) Size(part int32) int { return int(c.sizes[part]) }

// Reach finds what up to 64 sources reach: bit i of a part's word says whether
// sources[i] leads to it; a source leads to its own part. Sources below 0 lead
// nowhere. The result is into, grown to one word a part.
func (c *Condensation) Reach(sources []int32, into []uint64) []uint64 {
	into = resized(into, len(c.sizes))
	clear(into)
	for i, v := range sources {
		if v >= 0 {
			into[c.part[v]] |= 1 << i
		}
	}
	for i := len(c.order) - 1; i >= 0; i-- {
		u := c.order[i]
		word := into[c.part[u]]
		if word == 0 {
			continue
		}
		for _, v := range c.g.Neighbours(u) {
			into[c.part[v]] |= word
		}
	}
	return into
}

// Largest is the part of most nodes, the first of those that have as many; there must
// be a node.
func (c *Condensation) Largest() int32 {
	if c.most < 0 {
		c.most = 0
		for part, size := range c.sizes {
			if size > c.sizes[c.most] {
				c.most = int32(part)
			}
		}
	}
	return c.most
}

// Through finds which parts lead to one, and to which it leads; it leads to itself.
// The results are into and from, grown to one place a part.
func (c *Condensation) Through(part int32, into, from []bool) (leadTo, ledTo []bool) {
	into, from = resized(into, len(c.sizes)), resized(from, len(c.sizes))
	clear(into)
	clear(from)
	into[part], from[part] = true, true
	for _, u := range c.order { // those that arcs lead to come first
		for _, v := range c.g.Neighbours(u) {
			into[c.part[u]] = into[c.part[u]] || into[c.part[v]]
		}
	}
	for i := len(c.order) - 1; i >= 0; i-- {
		u := c.order[i]
		if !from[c.part[u]] {
			continue
		}
		for _, v := range c.g.Neighbours(u) {
			from[c.part[v]] = true
		}
	}
	return into, from
}
