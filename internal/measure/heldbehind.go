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

// behindFronts adds who stands behind a person or a nominee on a way: for whom a person or
// a firm is a nominee, for whom a person acts, who directs or appointed a person, and so on
// up. The ways among persons are many: of those to one holder the most probable is listed.
func (h *powerClaims) behindFronts(ctx context.Context, ways []Way) []Way {
	next := &ascents{}
	for _, at := range h.fronts {
		h.ascend(next, at)
	}
	met := map[[2]string]bool{} // holders, and how they are met
	for next.Len() > 0 && ctx.Err() == nil {
		at := heap.Pop(next).(ascent)
		w := h.way(at.chain, at.row)
		holder := string(w.Holder)
		if w.Reading == handsOnNothing || met[[2]string{holder, readings[0]}] || met[[2]string{holder, w.Reading}] {
			continue
		}
		met[[2]string{holder, w.Reading}] = true
		ways = append(ways, w)
		h.ascend(next, at)
	}
	return ways
}

// ascend adds the chains that lead on from the last holder of one.
func (h *powerClaims) ascend(next *ascents, at ascent) {
	last := at.chain[len(at.chain)-1].holder
	for _, l := range h.overAll(last) {
		if !h.leadsOn(last, l) && !h.behind(last, l) || !h.mayFollow(at.chain, l) {
			continue
		}
		row := slices.Clone(at.row)
		row.And(h.row(l))
		if n := row.Count(); n > 0 {
			heap.Push(next, ascent{append(slices.Clip(at.chain), l), row, n})
		}
	}
}

// behind reports whether a claim says who stands behind a holder: over a person by any
// power that is handed on, over others as over a nominee.
func (h *powerClaims) behind(holder underpin.EntityID, l powerClaim) bool {
	c := &h.p.Case.Claims[l.claim]
	return (!c.View() || c.Tie) && l.relation.Support() &&
		(h.p.Index.Entities[holder].Schema == underpin.Person || l.relation.Fronts())
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
