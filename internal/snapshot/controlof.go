package snapshot

import (
	"slices"

	"underpin/internal/worldset"
)

// A ControlOf finds who controls one thing by ownership. It bounds that first: it follows
// shares up from the thing, through what has somebody who may have more than half of it, in
// all worlds at once. It is for one goroutine.
type ControlOf struct {
	h     *Shareholdings
	thing int32
	row   []worldset.Set // by entity, at the place of the first of those that may be one
	// shares are those that count, by place.
	shares []int32
	// by are, by who stands for a holder, the worlds in which it controls the thing; nil
	// until asked for.
	by map[int32]worldset.Set
}

// ControlOf bounds who may control a thing.
func (h *Shareholdings) ControlOf(thing int32) *ControlOf {
	c := &ControlOf{h: h, thing: thing}
	if h.f.owned != nil {
		c.row = make([]worldset.Set, len(h.f.Case.Entities))
		c.bound()
	}
	return c
}

// bound follows shares up from the thing.
func (c *ControlOf) bound() {
	f, o := c.h.f, c.h.f.owned
	first := o.thing(c.thing)
	c.row[first] = worldset.All(f.worlds)
	queue, done, open := []int32{first}, map[int32]worldset.Set{}, map[int32]worldset.Set{}
	for len(queue) > 0 {
		x := queue[0]
		queue = queue[1:]
		if open[x] == nil {
			open[x], done[x] = f.soldOut(x), worldset.New(f.worlds)
		}
		fresh := slices.Clone(c.row[x])
		fresh.And(open[x])
		fresh.AndNot(done[x])
		if !fresh.Any() {
			continue
		}
		if !done[x].Any() {
			c.shares = append(c.shares, o.byThing[x]...)
		}
		done[x].Or(fresh)
		for _, k := range o.byThing[x] {
			if holder := o.thing(o.shares[k].holder); c.widen(holder, fresh, o.shares[k].row) {
				queue = append(queue, holder)
			}
		}
	}
	slices.Sort(c.shares)
}

// widen adds to the row of an entity the worlds of two sets, and reports whether that is
// more than it had.
func (c *ControlOf) widen(x int32, a, b worldset.Set) (more bool) {
	if c.row[x] == nil {
		c.row[x] = worldset.New(c.h.f.worlds)
	}
	for i, w := range a {
		w &= b[i]
		more = more || w&^c.row[x][i] != 0
		c.row[x][i] |= w
	}
	return more
}

// May reports whether somebody may control the thing in some world. Who may not does not.
func (c *ControlOf) May(x int32) bool {
	return c.row != nil && c.row[c.h.f.owned.thing(x)].Any()
}

// By returns the worlds in which somebody controls the thing, as [Shareholdings.Owns].
func (c *ControlOf) By(x int32) worldset.Set {
	f := c.h.f
	out := worldset.New(f.worlds)
	if !c.May(x) {
		return out
	}
	if c.by == nil {
		c.find()
	}
	for _, root := range f.owned.alike(x) {
		for k, word := range c.by[root] {
			if word != 0 {
				out[k] |= word & f.standsIn(root, x, k)
			}
		}
	}
	return out
}

// find finds who controls the thing, world by world.
func (c *ControlOf) find() {
	c.by = map[int32]worldset.Set{}
	f, search := c.h.f, newControllerSearch(c.h.f, c.shares)
	for world := range f.worlds {
		for _, x := range search.of(f.standsFor(c.thing, world), world) {
			if c.by[x] == nil {
				c.by[x] = worldset.New(f.worlds)
			}
			c.by[x].Add(world)
		}
	}
}

// soldOut returns the worlds in which all shares in those that may be one come to more than
// half.
func (f *Frame) soldOut(thing int32) worldset.Set {
	out, sum := worldset.New(f.worlds), make([]float64, f.worlds)
	for _, k := range f.owned.byThing[thing] {
		share := &f.owned.shares[k]
		for world := range share.row.Each() {
			sum[world] += share.in(world)
		}
	}
	for world, s := range sum {
		if s > majority+slack {
			out.Add(world)
		}
	}
	return out
}
