package snapshot

import (
	"math"
	"slices"
)

// A holdings is who holds what in one world. Its table is by entity and is cleared where it
// was written only: with maps, worlds of a thousand holdings took thirty times as long.
type holdings struct {
	list []Holding
	lots [][]lot // by holding, where one may have several
	// first is by entity the first holding in it, -1 for none, next by holding the next in
	// the same thing, in the order of the list.
	first, next []int32
}

func newHoldings(entities int) *holdings {
	return &holdings{first: slices.Repeat([]int32{-1}, entities)}
}

func (h *holdings) reset() {
	for _, x := range h.list {
		h.first[x.Held] = -1
	}
	h.list, h.next, h.lots = h.list[:0], h.next[:0], h.lots[:0]
}

// add notes a share. Of several that one holder has in one thing the greatest counts:
// they are words for one holding.
func (h *holdings) add(holder, held int32, share float64) {
	if share <= 0 || holder == held {
		return
	}
	last := int32(-1)
	for i := h.first[held]; i >= 0; last, i = i, h.next[i] {
		if h.list[i].Holder == holder {
			h.list[i].Share = max(h.list[i].Share, share)
			return
		}
	}
	i := int32(len(h.list))
	if last < 0 {
		h.first[held] = i
	} else {
		h.next[last] = i
	}
	h.list, h.next = append(h.list, Holding{holder, held, share}), append(h.next, -1)
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
	i := h.first[held]
	for i >= 0 && h.list[i].Holder != holder {
		i = h.next[i]
	}
	return i
}

// sum is what the holders of a thing have together.
func (h *holdings) sum(held int32) float64 {
	sum := 0.0
	for i := h.first[held]; i >= 0; i = h.next[i] {
		sum += h.list[i].Share
	}
	return sum
}
