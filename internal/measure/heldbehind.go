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
	// told: its way is listed, and so are those that lead on from it over posts and owners.
	told bool
	// path is by claim its place among those over what is held, where all are told.
	path []int
}

// A heldBy is a holder with what a way hands on to it.
type heldBy struct {
	holder  underpin.EntityID
	reading string
}

// A climb follows chains on from the most probable, as in [Behind].
type climb struct {
	*powerClaims
	next   ascents
	listed map[heldBy]bool
	// left are, by holder and reading, the worlds of the chains that were followed on.
	left    map[heldBy][]worldset.Set
	scratch worldset.Set
}

// fewRead is how many holders are read at once, at least: each time all is weighed again.
const fewRead = 32

// behindHolders lists who stands behind a holder on a way, and so on up: behind a person
// or a nominee the one for whom it acts, or who directs or appointed that person; behind a
// body who commands it. These ways are many: of those to one holder the most probable is
// listed, of all the most probable, as many as the bounds let it; cut reports whether there are more.
// Whoever has one is who reaches the entity.
func (h *powerClaims) behindHolders(ctx context.Context) (ways []Way, cut bool) {
	c := climb{powerClaims: h, next: h.led, listed: map[heldBy]bool{}, left: map[heldBy][]worldset.Set{}}
	heap.Init(&c.next)
	for c.next.Len() > 0 && ctx.Err() == nil {
		at := heap.Pop(&c.next).(ascent)
		reading, _, _ := h.reads(at.chain, at.row)
		by := heldBy{h.named(at.chain[len(at.chain)-1].holder), reading}
		if reading == handsOnNothing {
			continue
		}
		if !at.told && !c.listed[heldBy{by.holder, readings[0]}] && !c.listed[by] {
			if len(ways) == h.bounds.Behind {
				return ways, true
			}
			c.listed[by] = true
			ways = append(ways, h.way(at.chain, at.row))
		}
		if !c.leads(by, at.row) {
			continue
		}
		c.left[by] = append(c.left[by], at.row)
		last := at.chain[len(at.chain)-1].holder
		_, counted := h.bounds.Counted[last]
		if h.read != nil && !h.read[last] && !(counted && h.crowded(last)) {
			if h.unread = append(h.unread, last); len(h.unread) >= max(fewRead, len(h.read)) {
				break // what these lead to may come before the others
			}
			continue
		}
		c.ascend(at, h.crowded(last))
	}
	return ways, false
}

// leads reports whether a chain may lead to a holder that those followed on do not lead to.
func (c *climb) leads(by heldBy, row worldset.Set) bool {
	rows := c.left[by]
	return len(rows) < mostChains && !slices.ContainsFunc(rows, func(o worldset.Set) bool { return within(row, o) })
}

// ascend adds the chains that lead on from the last holder of one: of a crowded one those
// over posts and owners alone.
func (c *climb) ascend(at ascent, crowded bool) {
	last := at.chain[len(at.chain)-1].holder
	for _, l := range c.overAll(last) {
		on := c.leadsOn(last, l)
		if on && at.told || !on && (crowded || !c.behind(last, l)) {
			continue
		}
		c.scratch = append(c.scratch[:0], at.row...)
		c.scratch.And(c.row(l))
		n := c.scratch.Count()
		if n > 0 && c.leads(heldBy{c.named(l.holder), readings[0]}, c.scratch) && c.mayFollow(at.chain, l) {
			heap.Push(&c.next, ascent{chain: append(slices.Clip(at.chain), l), row: slices.Clone(c.scratch), count: n})
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
