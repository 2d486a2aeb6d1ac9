package network

import (
	"math"
	"slices"
)

// blockCache keeps the betweenness within blocks by what they are: the graph that a
// block spans, node by node, and the weights that hang at its nodes. Where graphs that
// differ by a few ties are measured one after the other, most blocks are found again.
// The values within a block depend on nothing else, so that those kept are those that
// would be computed, to the last bit.
//
// What was of no use for as long as it takes to fill the store once is forgotten.
type blockCache struct {
	young, old map[uint64][]*cachedBlock
	size       int // numbers kept in young
}

type cachedBlock struct {
	offsets, targets []int32
	weight, values   []float64
}

// Blocks of fewer nodes are computed as fast as found. A generation of the store holds
// up to so many numbers, 8 MiB, and no block that would fill a quarter of it.
const leastKnown, mostKnown = 8, 1 << 20

// find returns the values within a block by its nodes, nil where they are not known.
func (k *blockCache) find(g *Graph, weight []float64) []float64 {
	key := keyOf(g, weight)
	if b := pick(k.young[key], g, weight); b != nil {
		return b.values
	}
	b := pick(k.old[key], g, weight)
	if b == nil {
		return nil
	}
	k.put(key, b)
	return b.values
}

func pick(list []*cachedBlock, g *Graph, weight []float64) *cachedBlock {
	for _, b := range list {
		if slices.Equal(b.targets, g.targets) && slices.Equal(b.offsets, g.offsets) && slices.Equal(b.weight, weight) {
			return b
		}
	}
	return nil
}

// keep notes the values within a block.
func (k *blockCache) keep(g *Graph, weight, values []float64) {
	k.put(keyOf(g, weight), &cachedBlock{
		slices.Clone(g.offsets), slices.Clone(g.targets), slices.Clone(weight), slices.Clone(values),
	})
}

func (k *blockCache) put(key uint64, b *cachedBlock) {
	size := len(b.offsets)/2 + len(b.targets)/2 + 2*len(b.values)
	if k.size += size; k.young == nil || k.size > mostKnown {
		k.old, k.young, k.size = k.young, map[uint64][]*cachedBlock{}, size
	}
	k.young[key] = append(k.young[key], b)
}

// fits reports whether a block is worth keeping.
func (k *blockCache) fits(g *Graph) bool {
	return g.N() >= leastKnown && 3*g.N()+g.M() < mostKnown/4
}

// keyOf mixes what a block is into one word; equal keys are told apart by comparing.
func keyOf(g *Graph, weight []float64) uint64 {
	const odd = 0x9e3779b97f4a7c15
	h := uint64(len(weight))
	for i, w := range weight {
		h = (h ^ h>>29 ^ math.Float64bits(w) ^ uint64(g.offsets[i+1])) * odd
	}
	for _, v := range g.targets {
		h = (h ^ h>>29 ^ uint64(v)) * odd
	}
	return h ^ h>>32
}
