package network

// ReachLanes is [Searcher.Reach] from up to 64 sources at once: bit i of a node's
// word says whether sources[i] leads to it; a source leads to itself. Sources below
// 0 lead nowhere. The result is into, grown to g.N() words.
func (s *Searcher) ReachLanes(g *Graph, sources []int32, into []uint64) []uint64 {
	n := g.N()
	into = resized(into, n)
	clear(into)
	s.fresh = resized(s.fresh, n)
	clear(s.fresh)
	s.queue = s.queue[:0]
	for i, v := range sources {
		if v < 0 {
			continue
		}
		if s.fresh[v] == 0 {
			s.queue = append(s.queue, v)
		}
		s.fresh[v] |= 1 << i
		into[v] |= 1 << i
	}
	for head := 0; head < len(s.queue); head++ {
		u := s.queue[head]
		word := s.fresh[u]
		s.fresh[u] = 0
		for _, v := range g.Neighbours(u) {
			more := word &^ into[v]
			if more == 0 {
				continue
			}
			if s.fresh[v] == 0 {
				s.queue = append(s.queue, v)
			}
			s.fresh[v] |= more
			into[v] |= more
		}
	}
	return into
}
