package snapshot

import "slices"

// A Holding is what one holder has of something in one world, in percent, or [Unknown].
// Entities go by who stands for them.
type Holding struct {
	Holder, Held int32
	Share        float64
}

// A HoldingReader reads who holds what of a thing by shares, and of all that holds
// something of it over whatever chain, world by world: for what needs the shares
// themselves, as networks have the control already. It is for one goroutine.
type HoldingReader struct {
	f       *Frame
	thing   int32
	shares  []int32 // those that may stand behind the thing, by place
	holders []int32
	h       *holdings
	inside  []bool
	queue   []int32
	behind  []int32 // places in the list
	out     []Holding
}

// holdingsBehind returns a reader of what stands behind a thing.
func (f *Frame) holdingsBehind(thing int32) *HoldingReader {
	r := &HoldingReader{f: f, thing: thing, h: newHoldings(len(f.Case.Entities)), inside: make([]bool, len(f.Case.Entities))}
	if f.owned == nil {
		return r
	}
	o := f.owned
	met := map[int32]bool{o.thing(thing): true}
	queue := []int32{o.thing(thing)}
	for head := 0; head < len(queue); head++ {
		for _, k := range o.byThing[queue[head]] {
			r.shares = append(r.shares, k)
			if x := o.thing(o.shares[k].holder); !met[x] {
				met[x] = true
				queue = append(queue, x)
			}
		}
	}
	slices.Sort(r.shares)
	for _, k := range r.shares {
		r.holders = append(r.holders, o.alike(o.shares[k].holder)...)
	}
	slices.Sort(r.holders)
	r.holders = slices.Compact(r.holders)
	return r
}

// alike lists those that may be one with an entity, itself among them.
func (o *owned) alike(e int32) []int32 {
	if o.mayBe == nil {
		return []int32{e}
	}
	return o.mayBe[e]
}

// Holders lists who may stand behind the thing: all that hold something in some world, or
// may be one with such, in the order of the case.
func (r *HoldingReader) Holders() []int32 { return r.holders }

// Behind lists the holdings in the thing in a world, and in all that holds something of it
// over whatever chain. What it returns is valid until the next call.
func (r *HoldingReader) Behind(world int) []Holding {
	h := r.h
	h.reset()
	for _, k := range r.shares {
		if r.f.owned.shares[k].row.Has(world) {
			r.f.lay(h, int(k), world)
		}
	}
	thing := r.f.standsFor(r.thing, world)
	r.queue, r.behind, r.out = append(r.queue[:0], thing), r.behind[:0], r.out[:0]
	r.inside[thing] = true
	for head := 0; head < len(r.queue); head++ {
		for i := h.first[r.queue[head]]; i >= 0; i = h.next[i] {
			r.behind = append(r.behind, i)
			if x := h.list[i].Holder; !r.inside[x] {
				r.inside[x] = true
				r.queue = append(r.queue, x)
			}
		}
	}
	for _, x := range r.queue {
		r.inside[x] = false
	}
	slices.Sort(r.behind)
	for _, i := range r.behind {
		r.out = append(r.out, h.list[i])
	}
	return r.out
}
