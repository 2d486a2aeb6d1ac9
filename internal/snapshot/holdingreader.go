package snapshot

import (
	"slices"

	"underpin/internal/network"
)

// A Holding is what one holder has of something in one world, in percent, or [Unknown].
// Entities go by who stands for them.
type Holding struct {
	Holder, Held int32
	Share        float64
}

// A HoldingReader reads who holds what by shares, world by world, for what needs the
// shares themselves: networks have the control already. It is for one goroutine.
type HoldingReader struct {
	f      *Frame
	h      *holdings
	sets   network.UnionFind
	root   []int32
	behind []int32 // places in the list
	out    []Holding
}

// HoldingReader returns a reader, and whether any tie states a share at all.
func (f *Frame) HoldingReader() (*HoldingReader, bool) {
	return &HoldingReader{f: f, h: newHoldings(len(f.Case.Entities)), root: make([]int32, len(f.Case.Entities))}, f.owned != nil
}

// Roots returns by entity who stands for it in a world, valid until the next call.
func (r *HoldingReader) Roots(world int) []int32 {
	return r.f.roots(&r.sets, r.root, func(u int) bool { return r.f.sames[u].Has(world) })
}

// Holders reports by entity whether it, or one that may be one with it, holds something by
// shares in some world.
func (r *HoldingReader) Holders() []bool {
	o, out := r.f.owned, make([]bool, len(r.f.Case.Entities))
	if o == nil {
		return out
	}
	for k := range o.ties {
		holder, _ := r.f.stake(o, k)
		out[holder] = true
		if o.mayBe == nil {
			continue
		}
		for _, e := range o.mayBe[holder] {
			out[e] = true
		}
	}
	return out
}

// Behind lists the holdings in a thing in a world, and in all that holds something of it
// over whatever chain. What it returns is valid until the next call.
func (r *HoldingReader) Behind(world int, thing int32) []Holding {
	r.f.lay(r.h, world, r.Roots(world), nil)
	h := r.h
	h.queue, r.behind, r.out = append(h.queue[:0], thing), r.behind[:0], r.out[:0]
	h.inside[thing] = true
	for head := 0; head < len(h.queue); head++ {
		for i := h.held.first[h.queue[head]]; i >= 0; i = h.held.next[i] {
			r.behind = append(r.behind, i)
			if x := h.list[i].Holder; !h.inside[x] {
				h.inside[x] = true
				h.queue = append(h.queue, x)
			}
		}
	}
	for _, x := range h.queue {
		h.inside[x] = false
	}
	slices.Sort(r.behind)
	for _, i := range r.behind {
		r.out = append(r.out, h.list[i])
	}
	return r.out
}
