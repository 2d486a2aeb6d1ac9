package network

// A Searcher runs breadth-first searches and measures built on them in storage
// it keeps, so that a loop over many graphs allocates nothing. What its methods
// return is valid until the next call. The zero Searcher is ready; it must not
// be used by two goroutines at once.
type Searcher struct {
	reached  []bool
	distance []int32
	queue    []int32
	labels   []int32
	sizes    []int32
	lanes    multiSourceBFS
	union    UnionFind
}

// Reach marks every node that can be reached from the sources along the ties,
// the sources included. The result has length g.N().
func (s *Searcher) Reach(g *Graph, sources []int32) []bool {
	s.reached = resized(s.reached, g.N())
	clear(s.reached)
	s.queue = s.queue[:0]
	for _, v := range sources {
		if !s.reached[v] {
			s.reached[v] = true
			s.queue = append(s.queue, v)
		}
	}
	for head := 0; head < len(s.queue); head++ {
		for _, w := range g.Neighbours(s.queue[head]) {
			if !s.reached[w] {
				s.reached[w] = true
				s.queue = append(s.queue, w)
			}
		}
	}
	return s.reached
}

// Reached are the nodes that the last Reach or Distances found, in the order of
// their distance from the sources.
func (s *Searcher) Reached() []int32 { return s.queue }

// Distances are the numbers of ties on a shortest path from the nearest source
// to each node, -1 where there is none. The result has length g.N().
func (s *Searcher) Distances(g *Graph, sources ...int32) []int32 {
	s.distance = resized(s.distance, g.N())
	for i := range s.distance {
		s.distance[i] = -1
	}
	s.queue = s.queue[:0]
	for _, v := range sources {
		if s.distance[v] < 0 {
			s.distance[v] = 0
			s.queue = append(s.queue, v)
		}
	}
	for head := 0; head < len(s.queue); head++ {
		u := s.queue[head]
		for _, w := range g.Neighbours(u) {
			if s.distance[w] < 0 {
				s.distance[w] = s.distance[u] + 1
				s.queue = append(s.queue, w)
			}
		}
	}
	return s.distance
}
