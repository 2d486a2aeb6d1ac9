package network

// A finerLevel is a level of the way up that the way down comes back to.
type finerLevel struct {
	level *clustering
	into  []int32 // which node of the next level each of its nodes is in
}

// spread gives each node of the level the community that the node of the next level
// which it is in has in coarse.
func (f finerLevel) spread(coarse []int32) []int32 {
	labels := make([]int32, len(f.into))
	for v, k := range f.into {
		labels[v] = coarse[k]
	}
	return labels
}

// split makes each connected piece of a community a community of its own: a node that
// leaves on the way down may leave behind what it alone held together. That raises
// modularity, since no tie is lost and less is expected. Labels become 0, 1, … in the
// order of each community's first node.
func (l *leiden) split(c *clustering, labels []int32) {
	n := c.n()
	piece := make([]int32, n) // 1, 2, …; 0 is not reached
	reached := resized(l.queue, n)[:0]
	count := int32(0)
	for first := range int32(n) {
		if piece[first] != 0 {
			continue
		}
		count++
		piece[first] = count
		reached = append(reached[:0], first)
		for at := 0; at < len(reached); at++ {
			v := reached[at]
			for _, u := range c.targets[c.offsets[v]:c.offsets[v+1]] {
				if piece[u] == 0 && labels[u] == labels[first] {
					piece[u] = count
					reached = append(reached, u)
				}
			}
		}
	}
	for v, p := range piece {
		labels[v] = p - 1
	}
}
