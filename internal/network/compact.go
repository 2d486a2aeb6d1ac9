package network

// A compactor puts nodes in an order in which those that follow each other lie
// close together, so that searches from a few of them meet the rest at nearly the
// same time. It halves the graph by distance from a node at its rim, and the halves
// again.
type compactor struct {
	mark  []int32 // by node: the last part, or search in it, that held it
	queue []int32
	now   int32
}

// order lists the nodes of a graph, in parts of so many that lie close together.
func (c *compactor) order(f *reducedGraph, part int, nodes []int32) []int32 {
	n := f.n()
	c.mark, nodes = resized(c.mark, n), resized(nodes, n)
	clear(c.mark)
	c.now = 0
	for v := range nodes {
		nodes[v] = int32(v)
	}
	c.split(f, part, nodes)
	return nodes
}

func (c *compactor) split(f *reducedGraph, part int, nodes []int32) {
	if len(nodes) <= part {
		return
	}
	c.now++
	for _, v := range nodes {
		c.mark[v] = c.now
	}
	c.search(f, nodes, nodes[0])
	rim := c.queue[len(c.queue)-1]
	c.search(f, nodes, rim)
	copy(nodes, c.queue)
	half := (len(nodes)/2 + part - 1) / part * part
	c.split(f, part, nodes[:half])
	c.split(f, part, nodes[half:])
}

// search queues the nodes at hand by their distance from the first, and once no
// more are found, from others.
func (c *compactor) search(f *reducedGraph, nodes []int32, first int32) {
	inside := c.now
	c.now++
	c.mark[first] = c.now
	c.queue = append(c.queue[:0], first)
	next := 0
	for head := 0; len(c.queue) < len(nodes); head++ {
		if head == len(c.queue) {
			for c.mark[nodes[next]] == c.now {
				next++
			}
			c.mark[nodes[next]] = c.now
			c.queue = append(c.queue, nodes[next])
		}
		u := c.queue[head]
		for _, v := range f.targets[f.offsets[u]:f.offsets[u+1]] {
			if c.mark[v] == inside {
				c.mark[v] = c.now
				c.queue = append(c.queue, v)
			}
		}
	}
}
