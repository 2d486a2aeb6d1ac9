package snapshot

import (
	"cmp"
	"math"
	"slices"
)

// A holdings is who holds what in one world, and who controls what by it. Its tables are
// by entity and are cleared where they were written only: with maps, worlds of a thousand
// holdings took thirty times as long.
type holdings struct {
	list []Holding
	// holder chains the holdings of each holder, held those in each thing.
	holder, held chainsOf
	lots         [][]lot // by holding, where one may have several
	holders      []int32 // in the order in which they first come
	queue        []int32
	sum          []float64 // by entity, while one holder is followed
	inside       []bool
	pairs        [][2]int32
	span         [][2]int32 // by holder: its pairs
	// sorted is what each holder controls, in order, at the places of its pairs.
	sorted []controlled
}

// A chainsOf links the holdings of each entity, in the order of the list: the first and
// the last by entity, -1 for none, the next by holding.
type chainsOf struct{ first, last, next []int32 }

func newChains(n int) chainsOf {
	return chainsOf{slices.Repeat([]int32{-1}, n), slices.Repeat([]int32{-1}, n), nil}
}

// add appends the next holding to the chain of an entity.
func (c *chainsOf) add(e int32) {
	i := int32(len(c.next))
	c.next = append(c.next, -1)
	if c.first[e] < 0 {
		c.first[e] = i
	} else {
		c.next[c.last[e]] = i
	}
	c.last[e] = i
}

func newHoldings(entities int) *holdings {
	return &holdings{
		holder: newChains(entities), held: newChains(entities),
		sum: make([]float64, entities), inside: make([]bool, entities), span: make([][2]int32, entities),
	}
}

func (h *holdings) reset() {
	for _, x := range h.list {
		h.holder.first[x.Holder], h.held.first[x.Held] = -1, -1
		h.span[x.Holder] = [2]int32{}
	}
	h.holder.next, h.held.next = h.holder.next[:0], h.held.next[:0]
	h.lots = h.lots[:0]
	h.list, h.holders, h.pairs, h.sorted = h.list[:0], h.holders[:0], h.pairs[:0], h.sorted[:0]
}

// add notes a share. Of several that one holder has in one thing the greatest counts:
// they are words for one holding.
func (h *holdings) add(holder, held int32, share float64) {
	if share <= 0 || holder == held {
		return
	}
	if i := h.find(holder, held); i >= 0 {
		h.list[i].Share = max(h.list[i].Share, share)
		return
	}
	if h.holder.first[holder] < 0 {
		h.holders = append(h.holders, holder)
	}
	h.holder.add(holder)
	h.held.add(held)
	h.list = append(h.list, Holding{holder, held, share})
}

// A lot is a share with the ties that tell of it.
type lot struct {
	share float64
	ties  []int
}

// addLot notes the share of a tie, where ties may be told beside each other: these are
// several lots, which add up. All others are words for one.
func (h *holdings) addLot(holder, held int32, share float64, tie int, beside map[[2]int]bool) {
	if share <= 0 || holder == held {
		return
	}
	i := h.find(holder, held)
	if i < 0 {
		h.add(holder, held, share)
		h.lots = append(h.lots, []lot{{share, []int{tie}}})
		return
	}
	apart := func(l lot) bool {
		return slices.ContainsFunc(l.ties, func(t int) bool { return beside[[2]int{min(t, tie), max(t, tie)}] })
	}
	if k := slices.IndexFunc(h.lots[i], func(l lot) bool { return !apart(l) }); k >= 0 {
		l := &h.lots[i][k]
		l.share, l.ties = max(l.share, share), append(l.ties, tie)
	} else {
		h.lots[i] = append(h.lots[i], lot{share, []int{tie}})
	}
	sum := 0.0
	for _, l := range h.lots[i] {
		sum += l.share
	}
	if sum > 100 && !math.IsInf(sum, 1) {
		sum = 100
	}
	h.list[i].Share = sum
}

// find returns the place of a holding in the list, or -1.
func (h *holdings) find(holder, held int32) int32 {
	i := h.held.first[held]
	for i >= 0 && h.list[i].Holder != holder {
		i = h.held.next[i]
	}
	return i
}

// solve finds who controls what.
func (h *holdings) solve() {
	for _, x := range h.holders {
		from := len(h.pairs)
		h.from(x)
		h.span[x] = [2]int32{int32(from), int32(len(h.pairs))}
	}
}

// from finds what one holder controls.
func (h *holdings) from(x int32) {
	h.queue = append(h.queue[:0], x)
	h.inside[x] = true
	for head := 0; head < len(h.queue); head++ {
		for i := h.holder.first[h.queue[head]]; i >= 0; i = h.holder.next[i] {
			c := h.list[i].Held
			h.sum[c] += h.list[i].Share
			if h.inside[c] || h.sum[c] <= majority+slack {
				continue
			}
			h.inside[c] = true
			h.queue = append(h.queue, c)
			h.pairs = append(h.pairs, [2]int32{x, c})
		}
	}
	for _, y := range h.queue {
		h.inside[y] = false
		for i := h.holder.first[y]; i >= 0; i = h.holder.next[i] {
			h.sum[h.list[i].Held] = 0
		}
	}
}

// A controlled is one thing that a holder controls. near marks what is more than a chain
// of other pairs gives: control by the holder's own shares, or with those of firms of
// which none controls the thing by itself. What a chain gives is no channel of its own.
type controlled struct {
	held int32
	near bool
}

// index lists what each holder controls in order, for find and for nearest.
func (h *holdings) index() {
	for _, p := range h.pairs {
		h.sorted = append(h.sorted, controlled{p[1], true})
	}
	for _, x := range h.holders {
		slices.SortFunc(h.of(x), func(a, b controlled) int { return cmp.Compare(a.held, b.held) })
	}
	for _, x := range h.holders {
		h.markChains(x)
	}
}

// of are the things that one controls, once they are indexed.
func (h *holdings) of(x int32) []controlled { return h.sorted[h.span[x][0]:h.span[x][1]] }

// pair returns what is known of one who controls another; nil where it does not.
func (h *holdings) pair(x, c int32) *controlled {
	own := h.of(x)
	k, found := slices.BinarySearchFunc(own, c, func(a controlled, c int32) int { return cmp.Compare(a.held, c) })
	if !found {
		return nil
	}
	return &own[k]
}

// controls reports whether one controls another.
func (h *holdings) controls(x, c int32) bool { return h.pair(x, c) != nil }

// markChains marks what a holder controls by a chain of other pairs alone: over a firm
// that does not control the holder and is not controlled by the thing.
func (h *holdings) markChains(x int32) {
	for _, y := range h.of(x) {
		over := h.of(y.held)
		if len(over) == 0 || h.controls(y.held, x) {
			continue
		}
		for _, c := range over {
			if !h.controls(c.held, y.held) {
				h.inside[c.held] = true
			}
		}
	}
	for i := h.holder.first[x]; i >= 0; i = h.holder.next[i] {
		if h.list[i].Share > majority+slack {
			h.inside[h.list[i].Held] = false
		}
	}
	own := h.of(x)
	for k := range own {
		own[k].near = !h.inside[own[k].held]
		h.inside[own[k].held] = false
	}
}
