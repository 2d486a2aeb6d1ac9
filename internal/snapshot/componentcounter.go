package snapshot

import (
	"context"
	"slices"

	"underpin/internal/network"
	"underpin/internal/worldset"
)

// A ComponentCounter counts components before and after a loss. It is read only and safe for
// concurrent use.
type ComponentCounter struct {
	t          *BitParallel // after
	edges      *lossTies
	kernel     *network.WorldKernel
	rows, lost []worldset.Set
	alone      int // nodes without a tie in any world, and so no nodes
	dead       []deadNode
}

func newComponentCounter(after *BitParallel) *ComponentCounter {
	b := after.edges()
	return &ComponentCounter{t: after, edges: b, kernel: network.NewWorldKernel(b.n, b.us, b.vs, b.certain), rows: b.rows, lost: b.lost.rows, dead: after.f.dead}
}

// Count counts with and without what is lost, in the 64 worlds of every word in which
// one is wanted; nil wants all.
func (c *ComponentCounter) Count(ctx context.Context, wanted worldset.Set) (before, after []int, err error) {
	n := c.t.f.Worlds()
	before, after = make([]int, n), make([]int, n)
	var scratch network.WorldScratch
	var left, whole [worldset.Lanes]network.ComponentShape
	masks, more := worldset.NewByWord(c.rows), worldset.NewByWord(c.lost)
	further := network.FurtherTies{Us: c.edges.lost.us, Vs: c.edges.lost.vs}
	for k := range c.t.words {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		if wanted != nil && wanted[k] == 0 {
			continue
		}
		further.Words = more.Word(k)
		c.kernel.MeasureTwice(&scratch, masks.Word(k), further, &left, &whole)
		for lane := range min(worldset.Lanes, n-worldset.Lanes*k) {
			before[worldset.Lanes*k+lane], after[worldset.Lanes*k+lane] = whole[lane].Components-c.alone, left[lane].Components-c.alone
		}
		// What is lost in a world stands alone there, and is no part of it.
		for _, gone := range c.edges.gone {
			for lane := range worldset.In(gone[k]) {
				after[worldset.Lanes*k+lane]--
			}
		}
		for _, d := range c.dead {
			for lane := range worldset.In(d.row[k]) {
				before[worldset.Lanes*k+lane]--
			}
			for lane := range worldset.In(d.row[k] &^ c.t.gone[d.entity].Word(k)) {
				after[worldset.Lanes*k+lane]--
			}
		}
	}
	return before, after, nil
}

// Of reports whether it counts as many worlds.
func (c *ComponentCounter) Of(worlds int) bool { return c.t.f.worlds == worlds }

// With returns the counter of as many worlds of a sample, on one of its dates, without
// building anything that both have in common, or false where they differ by more than
// the worlds of ties: where an entity comes in, or one goes that is lost or may be the
// same as another, or a tie is no longer in all worlds.
func (c *ComponentCounter) With(w Worlds, date int) (*ComponentCounter, bool) {
	f := c.t.f
	for i, m := range f.unsure {
		for world := range f.worlds {
			if w.Same(world, m.pair) != f.columnOf[len(f.Active)+i].Has(world) {
				return nil, false
			}
		}
	}
	out := *c
	out.rows, out.lost = slices.Clone(c.rows), slices.Clone(c.lost)
	out.dead = f.deadNodes(w, date)
	ended := map[int32]int{} // by entity: its ties that are in no world any more
	bond := -1
	for t := range f.Ties {
		tie := &f.Ties[t]
		active := f.active[t] >= 0
		if !tie.Binding {
			continue
		}
		if active {
			bond++
			if sameRow(w, date, tie.Claim, f.columnOf[f.active[t]]) {
				continue
			}
			if tie.Shares && f.mayGiveWay(tie) { // which claims find room may be another matter now
				return nil, false
			}
		}
		row, any := column(w, date, tie.Claim, f.worlds)
		switch {
		case !active && !any:
			continue
		case !active || c.edges.certain[bond]:
			return nil, false
		case !any:
			row = worldset.New(f.worlds)
			ended[tie.Subject]++
			ended[tie.Object]++
		}
		out.replace(bond, t, row)
	}
	return &out, out.leave(ended)
}

// sameRow reports whether the worlds of a claim are one piece of memory with a row.
func sameRow(w Worlds, date, claim int, row worldset.Set) bool {
	r, ok := w.(rowReader)
	return ok && len(row) > 0 && row.Is(r.ClaimRow(date, claim))
}

// replace gives the edge of a tie other worlds.
func (c *ComponentCounter) replace(bond, tie int, row worldset.Set) {
	if at, parts := c.edges.lost.at[bond]; parts {
		a := &c.t.f.Ties[tie]
		row, c.lost[at] = c.t.parted(a.Subject, a.Object, row, c.t.lostTie(int32(tie)))
	}
	c.rows[bond] = row
}

// leave takes out the entities all of whose ties have ended, and reports whether it
// can.
func (c *ComponentCounter) leave(ended map[int32]int) bool {
	ties := map[int32]int{}
	for _, a := range c.t.f.arcs[Binding] {
		for _, e := range [2]int32{a.from, a.into} {
			if ended[e] > 0 {
				ties[e]++
			}
		}
	}
	for e, n := range ended {
		if n < ties[e] {
			continue
		}
		linked := slices.ContainsFunc(c.t.links, func(l identityLink) bool { return l.entity == e || l.root == e })
		if linked || c.t.gone[e] != nil {
			return false
		}
		c.alone++
		c.dead = slices.DeleteFunc(c.dead, func(d deadNode) bool { return d.entity == e })
	}
	return true
}
