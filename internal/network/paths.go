package network

// A PathCounter counts node-disjoint paths in storage it keeps, so that
// thousands of calls on small graphs allocate nothing. The zero PathCounter is
// ready; it must not be used by two goroutines at once.
type PathCounter struct {
	next, prev []int32 // along the paths found so far; -1 off them
	parent     []int32 // of the search; index 2v where v is entered, 2v+1 where it is left
	queue      []int32
}

// Count is the largest number of paths from s to t that share no node but s and t. A
// direct tie is one path. It is 0 where no path leads, and where s is t.
func (c *PathCounter) Count(g *Graph, s, t int32) int {
	// Menger (1927); Ford & Fulkerson (1956) on nodes split in two.
	if s == t {
		return 0
	}
	c.reset(g.N())
	paths := 0
	if g.HasTie(s, t) {
		paths++
	}
	for c.augment(g, s, t) {
		paths++
	}
	return paths
}

func (c *PathCounter) reset(n int) {
	c.next = resized(c.next, n)
	c.prev = resized(c.prev, n)
	c.parent = resized(c.parent, 2*n)
	for v := range n {
		c.next[v], c.prev[v] = -1, -1
	}
}

// augment looks for one more path through the residual graph, the direct tie
// left out, and takes it.
func (c *PathCounter) augment(g *Graph, s, t int32) bool {
	for i := range c.parent {
		c.parent[i] = -1
	}
	queue := append(c.queue[:0], 2*s+1)
	c.parent[2*s+1] = 2*s + 1
	visit := func(state, from int32) {
		if c.parent[state] < 0 {
			c.parent[state] = from
			queue = append(queue, state)
		}
	}
	for head := 0; head < len(queue); head++ {
		state := queue[head]
		v := state / 2
		if state&1 == 0 { // v entered: on to its exit, or back along the path that holds it
			switch p := c.prev[v]; {
			case p < 0:
				visit(state+1, state)
			case p != s:
				visit(2*p+1, state)
			}
			continue
		}
		if v != s && c.next[v] >= 0 { // the exit of v undoes v's passage
			visit(2*v, state)
		}
		for _, w := range g.Neighbours(v) {
			if w == t {
				if v != s && c.next[v] != t {
					c.queue = queue
					c.take(state, s, t)
					return true
				}
				continue
			}
			if w != s && c.next[v] != w && !(v == s && c.prev[w] == s) {
				visit(2*w, state)
			}
		}
	}
	c.queue = queue
	return false
}

// take turns the path that ends in the exit state into flow, walking back to s.
func (c *PathCounter) take(state, s, t int32) {
	ahead := t
	for {
		v := state / 2 // v is left for ahead
		if v != s {
			c.next[v] = ahead
		}
		if ahead != t {
			c.prev[ahead] = v
		}
		if v == s {
			return
		}
		// The node entered before: v itself, or the one v used to go on to, whose
		// tie from v is cancelled. Nodes whose passage is undone leave their path.
		state = c.parent[state]
		for c.parent[state] == state+1 {
			c.next[state/2], c.prev[state/2] = -1, -1
			state = c.parent[state+1]
		}
		ahead = state / 2
		state = c.parent[state]
	}
}
