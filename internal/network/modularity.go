package network

// A clustering is a graph of weighted ties and self-ties on which communities
// are sought; after the first level its nodes are communities of the level before.
type clustering struct {
	offsets  []int32
	targets  []int32
	ties     []float64 // nil means 1 everywhere
	within   []float64 // weight inside each node, counted twice
	strength []float64 // of each node, within included
	total    float64   // sum of strengths, 2m
}

func newClustering(g *Graph) *clustering {
	n := g.N()
	c := &clustering{
		offsets: g.offsets, targets: g.targets, ties: g.weights,
		within: make([]float64, n), strength: make([]float64, n),
	}
	if n == 0 {
		c.offsets = []int32{0}
	}
	if g.directed {
		var m mutual
		m.set(g)
		c.offsets, c.targets, c.ties = m.offsets, m.targets, m.ties
	}
	for v := range n {
		c.strength[v] = float64(c.offsets[v+1] - c.offsets[v])
		if c.ties != nil {
			c.strength[v] = 0
			for _, w := range c.ties[c.offsets[v]:c.offsets[v+1]] {
				c.strength[v] += w
			}
		}
		c.total += c.strength[v]
	}
	return c
}

func (c *clustering) n() int { return len(c.strength) }

func (c *clustering) tie(i int32) float64 {
	if c.ties == nil {
		return 1
	}
	return c.ties[i]
}

// quality is the modularity Q: the share of ties within communities less what the
// degrees of their nodes let expect, the sum over communities of in/m - resolution *
// (strength/2m)^2, in [-1/2, 1) at resolution 1. labels holds one label a node, at
// least 0. Weights count where the graph has them; arcs of a directed graph are added
// up both ways. It is 0 where there are no ties.
func (c *clustering) quality(labels []int32, resolution float64) float64 {
	// Newman, M. E. J., Girvan, M. (2004), Finding and evaluating community
	// structure in networks.
	if c.total == 0 {
		return 0
	}
	count := int32(0)
	for _, l := range labels {
		count = max(count, l+1)
	}
	sum := make([]float64, count)
	inside := 0.0
	for v := range c.n() {
		sum[labels[v]] += c.strength[v]
		inside += c.within[v]
		for i := c.offsets[v]; i < c.offsets[v+1]; i++ {
			if labels[c.targets[i]] == labels[v] {
				inside += c.tie(i)
			}
		}
	}
	expected := 0.0
	for _, s := range sum {
		share := s / c.total
		expected += float64(share * share)
	}
	return inside/c.total - float64(resolution*expected)
}

// condensed is the clustering whose nodes are the labels 0..count-1 of c's.
func (c *clustering) condensed(labels []int32, count int) *clustering {
	out := &clustering{
		offsets: make([]int32, count+1), within: make([]float64, count),
		strength: make([]float64, count), total: c.total,
		targets: make([]int32, 0, len(c.targets)/2), ties: make([]float64, 0, len(c.targets)/2),
	}
	start, members := grouped(labels, count)
	to := make([]float64, count)
	seen := make([]bool, count)
	for l := range int32(count) {
		out.offsets[l] = int32(len(out.targets))
		first := len(out.targets)
		for _, v := range members[start[l]:start[l+1]] {
			out.within[l] += c.within[v]
			out.strength[l] += c.strength[v]
			for i := c.offsets[v]; i < c.offsets[v+1]; i++ {
				k := labels[c.targets[i]]
				if k == l {
					out.within[l] += c.tie(i)
					continue
				}
				if !seen[k] {
					seen[k] = true
					out.targets = append(out.targets, k)
				}
				to[k] += c.tie(i)
			}
		}
		for _, k := range out.targets[first:] {
			out.ties = append(out.ties, to[k])
			to[k], seen[k] = 0, false
		}
	}
	out.offsets[count] = int32(len(out.targets))
	return out
}

// grouped lists the nodes of each label: members[start[l]:start[l+1]].
func grouped(labels []int32, count int) (start, members []int32) {
	start = make([]int32, count+1)
	for _, l := range labels {
		start[l+1]++
	}
	for l := range count {
		start[l+1] += start[l]
	}
	next := append([]int32(nil), start...)
	members = make([]int32, len(labels))
	for v, l := range labels {
		members[next[l]] = int32(v)
		next[l]++
	}
	return start, members
}

// renumbered replaces labels by 0, 1, … in the order of their first node and
// returns their number. size bounds the old labels.
func renumbered(labels []int32, size int) int {
	name := make([]int32, size)
	count := int32(0)
	for i, l := range labels {
		if name[l] == 0 {
			count++
			name[l] = count
		}
		labels[i] = name[l] - 1
	}
	return int(count)
}
