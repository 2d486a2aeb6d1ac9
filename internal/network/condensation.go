package network

// A Condensation finds the parts of a directed graph: nodes that reach each other are one
// part of it, and between parts arcs lead one way. The zero Condensation is ready for
// Set; it must not be used by two goroutines at once.
type Condensation struct {
	g     *Graph
	part  []int32 // by node; arcs between parts lead to smaller numbers
	sizes []int32 // nodes of each part
	index []int32 // by node: when the search met it, from 1; 0 where it has not yet
	low   []int32
	next  []int32
	stack []int32 // nodes whose part is not closed
	path  []int32
}

// Set turns to a graph. It must not change until the next Set.
func (c *Condensation) Set(g *Graph) {
	n := g.N()
	c.g = g
	c.part, c.low = resized(c.part, n), resized(c.low, n)
	c.index, c.next = resized(c.index, n), resized(c.next, n)
	clear(c.index)
	clear(c.next)
	c.sizes, c.stack = c.sizes[:0], c.stack[:0]
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
