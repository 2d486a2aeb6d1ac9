package network

// TopOneConfig configures [Brandes.TopOne].
type TopOneConfig struct {
	// Among reports who takes part, by node.
	Among []bool
	// Priority holds a random number for each node. Those with the smallest are
	// searched from, as in [BetweennessConfig].
	Priority []uint64
}

// A TopOne says who comes first by betweenness.
type TopOne struct {
	// First is the node that alone comes first; -1 where the first place is shared.
	First int32
	// Pivots is the number of nodes searched from.
	Pivots int
}

// leastPopulation is the number of nodes of a block, twins merged, from which on
// deciding by some of them pays: of fewer, half are searched from before it is first asked.
const leastPopulation = 2 * firstCheck

// TopOne finds who among some nodes of an undirected graph comes first by betweenness,
// from no more sources than that takes. It reports false, and nothing is decided,
// where exact values are to be compared: in a graph whose largest block is small or
// mostly chains, and where too many nodes are close to the first.
//
// Sources of the largest block are drawn, 64 at first and then twice as many each
// time; all else is exact. Each time it is asked of every other node whether the first
// leads it by 4.5 standard errors (8 after 64 sources, 5 after 128). Rather than more than half of
// the sources all are searched from, and those still left compared exactly.
//
// The error is that of the difference between the two. Both are seen from the same
// sources, and how far a source lies from the one and from the other tells most of
// what it will find: the difference is regressed on that over the sources drawn, and
// predicted for the others (Särndal, C.-E., Swensson, B., Wretman, J. 1992, Model
// assisted survey sampling). docs/method.md says how often it errs.
//
// The answer depends on the graph, Among and Priority alone.
func (b *Brandes) TopOne(g *Graph, c TopOneConfig) (TopOne, bool) {
	if g.directed || g.N() < leastPopulation {
		return TopOne{}, false
	}
	b.sum = resized(b.sum, g.N())
	clear(b.sum)
	b.shatter.prepare(g, b.sum)
	blocks := &b.shatter.finder
	largest, size := -1, int32(leastPopulation-1)
	for i := range len(blocks.start) - 1 {
		if k := blocks.start[i+1] - blocks.start[i]; k > size {
			largest, size = i, k
		}
	}
	if largest < 0 {
		return TopOne{}, false
	}
	b.blocks(g, largest, 1)
	return b.topOne(g, blocks.nodes[blocks.start[largest]:blocks.start[largest+1]], c)
}

// topOne tells who comes first from sources of one block; all else is in sum.
func (b *Brandes) topOne(g *Graph, nodes []int32, c TopOneConfig) (TopOne, bool) {
	s := &b.shatter
	inside := s.inside(g, nodes)
	if inside == nil || s.chains.find(inside, s.weight) {
		return TopOne{}, false
	}
	if s.merge(inside); s.packed.n() < leastPopulation {
		return TopOne{}, false
	}
	b.adaptive.prepare(b, g, nodes, c)
	first, ok := b.adaptive.findFirst(&b.batch)
	return TopOne{First: first, Pivots: b.adaptive.searched}, ok
}
