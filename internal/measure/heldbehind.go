package measure

import (
	"cmp"
	"container/heap"
	"context"
	"slices"

	"underpin"
	"underpin/internal/worldset"
)

// An ascent is a chain of claims that hand on power, and the worlds in which all hold.
type ascent struct {
	chain []powerClaim
	row   worldset.Set
	count int
}

// last is the holder at the end of it.
func (a ascent) last() underpin.EntityID { return a.chain[len(a.chain)-1].holder }

// behindHolders adds who stands behind a holder on a way, and so on up: behind a person or
// a nominee the one for whom it acts, or who directs or appointed that person; behind a
// body who commands it. These ways are many: of those to one holder the most probable is
// listed. They are followed on from the most probable as in [Behind], so that who has one
// is who reaches the entity.
func (h *powerClaims) behindHolders(ctx context.Context, ways []Way) []Way {
	next := &ascents{}
	for _, at := range h.led {
		h.ascend(next, at, func(l powerClaim) bool { return !h.leadsOn(at.last(), l) && h.behind(at.last(), l) })
	}
	listed := map[heldBy]bool{}
	left := map[heldBy][]worldset.Set{}
	for next.Len() > 0 && ctx.Err() == nil {
		at := heap.Pop(next).(ascent)
		w := h.way(at.chain, at.row)
		if w.Reading == handsOnNothing {
			continue
		}
		by := heldBy{w.Holder, w.Reading}
		if !listed[heldBy{w.Holder, readings[0]}] && !listed[by] {
			listed[by] = true
			ways = append(ways, w)
		}
		if rows := left[by]; len(rows) == mostChains || slices.ContainsFunc(rows, func(row worldset.Set) bool { return within(at.row, row) }) {
			continue
		}
		left[by] = append(left[by], at.row)
		h.ascend(next, at, func(l powerClaim) bool { return h.leadsOn(at.last(), l) || h.behind(at.last(), l) })
	}
	return ways
}

// A heldBy is a holder with what a way hands on to it.
type heldBy struct {
	holder  underpin.EntityID
	reading string
}

// ascend adds the chains that lead on from the last holder of one by some claims.
func (h *powerClaims) ascend(next *ascents, at ascent, by func(powerClaim) bool) {
	for _, l := range h.overAll(at.last()) {
		if !by(l) || !h.mayFollow(at.chain, l) {
			continue
		}
		row := slices.Clone(at.row)
		row.And(h.row(l))
		if n := row.Count(); n > 0 {
			heap.Push(next, ascent{append(slices.Clip(at.chain), l), row, n})
		}
	}
}

// behind reports whether a claim says who stands behind a holder.
func (h *powerClaims) behind(holder underpin.EntityID, l powerClaim) bool {
	c := &h.p.Case.Claims[l.claim]
	return (!c.View() || c.Tie) && l.relation.Behind(h.p.Index.Entities[holder].Schema)
}

// ascents are a heap of chains: of the most probable the shortest, then the first in the
// order of its claims.
type ascents []ascent

func (s ascents) Len() int      { return len(s) }
func (s ascents) Swap(i, j int) { s[i], s[j] = s[j], s[i] }
func (s *ascents) Push(x any)   { *s = append(*s, x.(ascent)) }

func (s *ascents) Pop() any {
	last := (*s)[len(*s)-1]
	*s = (*s)[:len(*s)-1]
	return last
}

func (s ascents) Less(i, j int) bool {
	return cmp.Or(cmp.Compare(s[j].count, s[i].count), cmp.Compare(len(s[i].chain), len(s[j].chain)),
		slices.CompareFunc(s[i].chain, s[j].chain, func(a, b powerClaim) int { return cmp.Compare(a.claim, b.claim) })) < 0
}
