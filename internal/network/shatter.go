package network

import "slices"

// A shatterer breaks an undirected graph into fields that add up to the same
// betweenness with less work: blocks of the block-cut tree carry what hangs at
// their nodes as weight, twins are merged, nodes are renumbered so that those
// met together lie together.
//
// Sariyuce, A. E. et al. (2013), Shattering and compressing networks for
// betweenness centrality. SDM.
type shatterer struct {
	finder  blockFinder
	local   []int32 // number within the block at hand; -1 outside
	inner   Builder
	us, vs  []int32
	weight  []float64
	twins   twinFinder
	packed  reducedGraph
	offset  []int32
	target  []int32
	heavy   []float64
	many    []float64
	chains  chains
	compact compactor
	order   []int32 // classes in the order of their new numbers
	number  []int32
	depth   int // of a search from the best-tied class
}

// prepare finds the blocks of g and adds to sum the ordered pairs that
// articulation points lie between.
func (s *shatterer) prepare(g *Graph, sum []float64) {
	s.finder.find(g)
	s.finder.weigh()
	for v := range sum {
		sum[v] += s.finder.between(int32(v))
	}
	s.local = resized(s.local, g.N())
	for v := range s.local {
		s.local[v] = -1
	}
}

// inside makes the graph that the nodes of one block span, numbered by their
// place in nodes, with their weights. It is nil where they lie between nobody:
// in bridges and cliques.
func (s *shatterer) inside(g *Graph, nodes []int32) *Graph {
	if len(nodes) < 3 {
		return nil
	}
	hub := int32(0)
	for i, v := range nodes {
		s.local[v] = int32(i)
		if g.Degree(v) > g.Degree(nodes[hub]) {
			hub = int32(i)
		}
	}
	// The ties of the hub are known from their other ends: it may be in as many
	// blocks as it has ties.
	s.us, s.vs = s.us[:0], s.vs[:0]
	for k, v := range nodes {
		i := int32(k)
		if i == hub {
			continue
		}
		for _, w := range g.Neighbours(v) {
			if j := s.local[w]; j > i || j == hub {
				s.us, s.vs = append(s.us, i), append(s.vs, j)
			}
		}
	}
	for _, v := range nodes {
		s.local[v] = -1
	}
	if k := len(nodes); len(s.us) == k*(k-1)/2 {
		return nil
	}
	s.weight = resized(s.weight, len(nodes))
	s.finder.weights(nodes, s.weight)
	return s.inner.Undirected(len(nodes), s.us, s.vs)
}

// merge makes the reduced graph of a block with its twins merged.
func (s *shatterer) merge(inside *Graph) { s.mergeFrom(inside, 1) }

// mergeFrom merges twins if that leaves so many nodes less, or more.
func (s *shatterer) mergeFrom(inside *Graph, least int) {
	s.twins.find(inside)
	if inside.N()-len(s.twins.first) < least {
		s.twins.part(inside)
	}
	s.renumber(inside)
	s.pack(inside)
}

// renumber orders the classes as a search from the best-tied node meets them.
func (s *shatterer) renumber(g *Graph) {
	class, first := s.twins.class, s.twins.first
	hub := int32(0)
	for c, v := range first {
		if g.Degree(v) > g.Degree(first[hub]) {
			hub = int32(c)
		}
	}
	s.number = resized(s.number, len(first))
	for c := range s.number {
		s.number[c] = -1
	}
	s.order = append(s.order[:0], hub)
	s.number[hub] = 0
	s.depth = 0
	for head, level := 0, 1; head < len(s.order); head++ {
		if head == level {
			s.depth++
			level = len(s.order)
		}
		for _, w := range g.Neighbours(first[s.order[head]]) {
			if c := class[w]; s.number[c] < 0 {
				s.number[c] = int32(len(s.order))
				s.order = append(s.order, c)
			}
		}
	}
}

// grouped lists all sources of the packed graph, those next to each other for one
// batch. In the order of their numbers they lie on rings around the best-tied
// class, next to each other as long as these are few; where distances are long, they
// would meet the others at very different times.
func (s *shatterer) grouped(sources []int32) []int32 {
	const far = 12
	if s.depth > far {
		return s.compact.order(&s.packed, lanes, sources)
	}
	sources = resized(sources, s.packed.n())
	for v := range sources {
		sources[v] = int32(v)
	}
	return sources
}

// pack writes the reduced graph over classes in their new order.
func (s *shatterer) pack(g *Graph) {
	class, first := s.twins.class, s.twins.first
	n := len(first)
	s.offset = resized(s.offset, n+1)
	s.target = s.target[:0]
	s.heavy, s.many = resized(s.heavy, n), resized(s.many, n)
	clear(s.heavy)
	clear(s.many)
	merged := false
	for v, c := range class {
		to := s.number[c]
		s.heavy[to] += s.weight[v]
		s.many[to]++
		merged = merged || s.many[to] > 1
	}
	for i, c := range s.order {
		s.offset[i] = int32(len(s.target))
		v := first[c]
		for _, w := range g.Neighbours(v) {
			if d := class[w]; d != c && first[d] == w {
				s.target = append(s.target, s.number[d])
			}
		}
		slices.Sort(s.target[s.offset[i]:])
	}
	s.offset[n] = int32(len(s.target))
	s.packed = reducedGraph{offsets: s.offset, targets: s.target, weight: s.heavy, copies: s.many}
	if !merged {
		s.packed.copies = nil
	}
}

// withinTwins adds to sum, by new number, what lies between pairs of the same
// class: twins without a tie between them are joined through each common
// neighbour equally, twins with a tie through nobody.
func (s *shatterer) withinTwins(g *Graph, sum []float64) {
	for i, c := range s.order {
		if s.many[i] == 1 || s.twins.tied[c] {
			continue
		}
		squares := 0.0
		for _, v := range s.twins.membersOf(c) {
			squares += float64(s.weight[v] * s.weight[v])
		}
		pairs := float64(s.heavy[i]*s.heavy[i]) - squares
		each := pairs / float64(g.Degree(s.twins.first[c]))
		for _, j := range s.target[s.offset[i]:s.offset[i+1]] {
			sum[j] += each
		}
	}
}
