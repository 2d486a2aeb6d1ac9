package network

// A pairCounter counts the pairs of an undirected graph by distance. Trees that
// hang at a node are folded into it, so that only the nodes on cycles and between
// them are searched from; counts are whole numbers, and the same as of a search
// from every node.
type pairCounter struct {
	degree  []int32
	queue   []int32
	profile [][]int64 // by node: how many of its tree lie at each height, itself last
	number  []int32   // by node: its place in order, or -1
	order   []int32   // nodes that are left, near ones together
	leaves  []int32   // by place in order: nodes that hang there themselves, 0 where it has no tree, -1 where that is deeper
	build   Builder
	us, vs  []int32
	planes  [][]laneSet // by depth: the bits of the counts there, one lane set a binary digit
	search  wideBFS
	between []int64
	counts  []int64
}

// histogram counts the ordered pairs of different nodes at each distance; index 0
// is unused.
func (p *pairCounter) histogram(g *Graph) []int64 {
	p.counts = append(p.counts[:0], 0)
	p.fold(g)
	core, l := p.rest(g), &p.search
	for base := 0; base < core.N(); base += wideLanes {
		sources := p.order[base:min(base+wideLanes, core.N())]
		p.slice(sources)
		l.start(core.N())
		for lane := range sources {
			l.addSource(int32(base+lane), lane)
		}
		for d := 1; l.step(core); d++ {
			p.tally(d)
		}
	}
	return p.counts
}

// add counts pairs at a distance.
func (p *pairCounter) add(distance int, pairs int64) {
	for len(p.counts) <= distance {
		p.counts = append(p.counts, 0)
	}
	p.counts[distance] += pairs
}

// fold takes off nodes with one tie until there are none, and counts the pairs
// within the trees that they form.
func (p *pairCounter) fold(g *Graph) {
	n := g.N()
	p.degree = resized(p.degree, n)
	p.queue = p.queue[:0]
	for len(p.profile) < n {
		p.profile = append(p.profile, nil)
	}
	for v := range int32(n) {
		p.profile[v] = append(p.profile[v][:0], 1)
		if p.degree[v] = int32(g.Degree(v)); p.degree[v] == 1 {
			p.queue = append(p.queue, v)
		}
	}
	for head := 0; head < len(p.queue); head++ {
		v := p.queue[head]
		if p.degree[v] != 1 { // the last of a tree
			continue
		}
		p.degree[v] = 0
		for _, w := range g.Neighbours(v) {
			if p.degree[w] > 0 {
				p.hang(v, w)
				if p.degree[w]--; p.degree[w] == 1 {
					p.queue = append(p.queue, w)
				}
				break
			}
		}
	}
}

// hang counts the pairs between the tree of v and that of w, and makes the first a
// part of the second. The lower tree is added to the higher, so that a long chain
// is handed on and not copied.
func (p *pairCounter) hang(v, w int32) {
	above, below := p.profile[w], p.profile[v]
	for i, a := range above {
		for j, b := range below {
			p.add(len(above)-i+len(below)-j-1, 2*a*b)
		}
	}
	below = append(below, 0)
	if len(below) > len(above) {
		above, below = below, above
	}
	for k := 1; k <= len(below); k++ {
		above[len(above)-k] += below[len(below)-k]
	}
	p.profile[w], p.profile[v] = above, below
}

// rest returns the graph of the nodes that are left, in the order in which a
// search from the best-tied one meets them.
func (p *pairCounter) rest(g *Graph) *Graph {
	p.number = resized(p.number, g.N())
	hub := int32(-1)
	for v := range p.number {
		p.number[v] = -1
		if p.degree[v] > 0 && (hub < 0 || p.degree[v] > p.degree[hub]) {
			hub = int32(v)
		}
	}
	p.order, p.us, p.vs = p.order[:0], p.us[:0], p.vs[:0]
	if hub >= 0 {
		p.collect(g, hub)
	}
	for v := range int32(g.N()) {
		if p.degree[v] > 0 && p.number[v] < 0 {
			p.collect(g, v)
		}
	}
	p.leaves = p.leaves[:0]
	for _, v := range p.order {
		leaves := int32(-1)
		switch tree := p.profile[v]; len(tree) {
		case 1:
			leaves = 0
		case 2:
			leaves = int32(tree[0])
		}
		p.leaves = append(p.leaves, leaves)
	}
	return p.build.Undirected(len(p.order), p.us, p.vs)
}

// collect numbers the nodes left that hang together with one of them, and lists
// their ties.
func (p *pairCounter) collect(g *Graph, from int32) {
	head := len(p.order)
	p.number[from] = int32(head)
	p.order = append(p.order, from)
	for ; head < len(p.order); head++ {
		u := p.order[head]
		for _, w := range g.Neighbours(u) {
			if p.degree[w] == 0 {
				continue
			}
			if p.number[w] < 0 {
				p.number[w] = int32(len(p.order))
				p.order = append(p.order, w)
			}
			if p.number[w] > int32(head) {
				p.us, p.vs = append(p.us, int32(head)), append(p.vs, p.number[w])
			}
		}
	}
}

// slice writes the profiles of the sources as bits: one set for each binary digit
// of the count at each depth, one lane a source.
func (p *pairCounter) slice(sources []int32) {
	for i := range p.planes {
		p.planes[i] = p.planes[i][:0]
	}
	for lane, u := range sources {
		tree := p.profile[u]
		for depth := range tree {
			count := tree[len(tree)-1-depth]
			if depth == len(p.planes) {
				p.planes = append(p.planes, nil)
			}
			for digit := 0; count>>digit != 0; digit++ {
				if digit == len(p.planes[depth]) {
					p.planes[depth] = append(p.planes[depth], laneSet{})
				}
				p.planes[depth][digit][lane/lanes] |= uint64(count>>digit&1) << (lane % lanes)
			}
		}
	}
}

// tally counts the pairs between the trees of nodes just found, at distance d, and
// those of the sources that found them. A pair of a tree's node and one that stayed
// is counted from the side of the former, for both.
//
// Most trees are single leaves, and their pairs are summed before they are added: that
// took half of the time of all distances when each node looked up its own profile.
func (p *pairCounter) tally(d int) {
	found, hung := int64(0), int64(0)
	p.between = resized(p.between, len(p.planes)) // by depth of the sources' nodes: pairs with single leaves
	clear(p.between)
	for _, v := range p.search.queue {
		mask := &p.search.frontier[v]
		sources := int64(mask.count())
		found += sources
		leaves := int64(p.leaves[v])
		switch {
		case leaves == 0:
			continue
		case leaves < 0:
			p.tallyTree(p.profile[p.order[v]], mask, d)
			continue
		}
		hung += leaves * sources
		for i := 1; i < len(p.planes) && len(p.planes[i]) > 0; i++ {
			for digit := range p.planes[i] {
				p.between[i] += leaves * int64(mask.countBoth(&p.planes[i][digit])) << digit
			}
		}
	}
	if found > 0 {
		p.add(d, found)
	}
	if hung > 0 {
		p.add(d+1, 2*hung)
	}
	for i, pairs := range p.between {
		if pairs > 0 {
			p.add(d+i+1, pairs)
		}
	}
}

// tallyTree counts the pairs of one tree, whatever its depth and those of the sources.
func (p *pairCounter) tallyTree(tree []int64, mask *laneSet, d int) {
	sources := int64(mask.count())
	for j := 1; j < len(tree); j++ {
		p.add(d+j, 2*tree[len(tree)-1-j]*sources)
	}
	for i := 1; i < len(p.planes) && len(p.planes[i]) > 0; i++ {
		weight := int64(0)
		for digit := range p.planes[i] {
			weight += int64(mask.countBoth(&p.planes[i][digit])) << digit
		}
		for j := 1; weight > 0 && j < len(tree); j++ {
			p.add(d+i+j, weight*tree[len(tree)-1-j])
		}
	}
}
