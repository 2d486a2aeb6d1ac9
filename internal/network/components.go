package network

// Components labels the components of g: labels[v] is in 0..count-1, numbered
// in the order of their smallest node. A directed graph is read as undirected
// (weak components).
func Components(g *Graph) (labels []int32, count int) {
	var s Searcher
	return s.Components(g)
}

// Components labels the components of g as the function of that name, in the
// searcher's storage.
func (s *Searcher) Components(g *Graph) (labels []int32, count int) {
	if g.directed {
		return s.weakComponents(g)
	}
	n := g.N()
	s.labels = resized(s.labels, n)
	for i := range s.labels {
		s.labels[i] = -1
	}
	s.sizes = s.sizes[:0]
	queue := resized(s.queue, n)
	s.queue = queue
	for root := range n {
		if s.labels[root] >= 0 {
			continue
		}
		label := int32(len(s.sizes))
		s.labels[root] = label
		queue[0] = int32(root)
		tail := 1
		for head := 0; head < tail; head++ {
			for _, w := range g.Neighbours(queue[head]) {
				if s.labels[w] < 0 {
					s.labels[w] = label
					queue[tail] = w
					tail++
				}
			}
		}
		s.sizes = append(s.sizes, int32(tail))
	}
	return s.labels, len(s.sizes)
}

func (s *Searcher) weakComponents(g *Graph) (labels []int32, count int) {
	n := g.N()
	s.union.Reset(n)
	for u := range int32(n) {
		for _, v := range g.Neighbours(u) {
			s.union.Union(u, v)
		}
	}
	s.labels = resized(s.labels, n)
	for i := range s.labels {
		s.labels[i] = -1
	}
	s.sizes = s.sizes[:0]
	for v := range int32(n) {
		root := s.union.Find(v)
		if s.labels[root] < 0 {
			s.labels[root] = int32(len(s.sizes))
			s.sizes = append(s.sizes, int32(s.union.Size(root)))
		}
		s.labels[v] = s.labels[root]
	}
	return s.labels, len(s.sizes)
}

// Sizes are the numbers of nodes of the components that the last Components,
// Largest or undirected Fragmentation found, by label.
func (s *Searcher) Sizes() []int32 { return s.sizes }

// Largest is the number of nodes of the largest component, 0 in the empty graph.
func (s *Searcher) Largest(g *Graph) int {
	s.Components(g)
	most := int32(0)
	for _, size := range s.sizes {
		most = max(most, size)
	}
	return int(most)
}

// Fragmentation is F, the share of ordered pairs of nodes of which the first
// cannot reach the second: 0 where all hangs together, 1 where nothing is tied.
// With components of sizes s_k it is 1 - sum s_k(s_k-1) / (n(n-1)). A graph of
// fewer than two nodes has nothing to fragment: 0.
func (s *Searcher) Fragmentation(g *Graph) float64 {
	// Borgatti, S. P. (2006), Identifying sets of key players in a social network.
	n := float64(g.N())
	if n < 2 {
		return 0
	}
	joined := 0.0
	if g.directed {
		joined = float64(s.sumOverPairs(g).reached)
	} else {
		s.Components(g)
		for _, size := range s.sizes {
			k := float64(size)
			joined += float64(k * (k - 1))
		}
	}
	return 1 - joined/float64(n*(n-1))
}
