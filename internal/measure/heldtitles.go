package measure

import (
	"container/heap"
	"context"
	"slices"
)

// longestChain is how many claims a way over posts and owners passes at most.
const longestChain = 8

// overTitles lists the ways to an entity: the direct ones, and those that lead on from
// their last holder, from a post to who holds it and from a firm to who owns it, as many
// as the bounds let it, the most probable; more reports whether there are others. What holds in no
// world, and what comes back to where it was, leads nowhere.
func (h *powerClaims) overTitles(ctx context.Context) (ways []Way, more bool) {
	var told []ascent
	next := &ascents{}
	for i, direct := range h.overAll(h.p.Case.Entities[h.entity].ID) {
		if row := h.row(direct); row.Any() {
			at := ascent{chain: []powerClaim{direct}, path: []int{i}, row: row, count: row.Count(), told: true}
			told = append(told, at)
			heap.Push(next, at)
		}
	}
	direct := len(told)
	for next.Len() > 0 && ctx.Err() == nil {
		at := heap.Pop(next).(ascent)
		if len(at.chain) > 1 {
			if more = len(told) == direct+h.bounds.Titles; more {
				break
			}
			told = append(told, at)
		}
		if len(at.chain) < longestChain {
			h.leadOn(next, at)
		}
	}
	slices.SortFunc(told, func(a, b ascent) int { return slices.Compare(a.path, b.path) })
	ways = []Way{}
	for _, at := range told {
		way := h.way(at.chain, at.row)
		ways = append(ways, way)
		if !way.View && way.Reading != handsOnNothing {
			h.led = append(h.led, at)
		}
	}
	return ways, more
}

// leadOn adds the chains that lead on from the last holder of one over posts and owners.
func (h *powerClaims) leadOn(next *ascents, at ascent) {
	last := at.chain[len(at.chain)-1].holder
	for i, l := range h.overAll(last) {
		if !h.leadsOn(last, l) || !h.mayFollow(at.chain, l) {
			continue
		}
		row := slices.Clone(at.row)
		row.And(h.row(l))
		if n := row.Count(); n > 0 {
			heap.Push(next, ascent{chain: append(slices.Clip(at.chain), l), path: append(slices.Clip(at.path), i), row: row, count: n, told: true})
		}
	}
}
