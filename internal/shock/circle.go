package shock

import (
	"cmp"
	"slices"
)

// A circle is all whom those command who command somebody, itself among them, where that one
// is not under the hub: whoever has a superior in common with it. Most have a small one, and
// are held against several others.
type circle struct {
	hub     *commonHub
	known   uint64     // the worlds of which it is told
	through uint64     // the worlds in which all who are under the hub belong to it
	members []inWorlds // the others, in the order of the case
}

// longCircle is the number of members beyond which a circle is not kept.
const longCircle = 1024

// circleOf returns the circle of somebody.
func (r *relatedness) circleOf(h *commonHub, low int32) circle {
	c, ok := r.circles[low]
	if ok {
		return c
	}
	worlds := r.ties.all() &^ h.under[low] &^ r.ties.gone(low)
	through := r.goDown(h, low, -1, worlds)
	r.down.Run(low, 0)
	if met := r.down.Met(); len(met) <= longCircle {
		first := len(r.members)
		for _, e := range met {
			r.members = append(r.members, inWorlds{e, r.down.Reached(e)})
		}
		c = circle{h, worlds, through, r.members[first:]}
		sortByEntity(c.members)
	}
	r.circles[low] = c
	return c
}

// has returns the worlds in which somebody belongs to it.
func (c *circle) has(e int32) uint64 {
	worlds := c.through & c.hub.under[e]
	i, found := slices.BinarySearchFunc(c.members, e, func(m inWorlds, e int32) int { return cmp.Compare(m.entity, e) })
	if found {
		worlds |= c.members[i].worlds
	}
	return worlds
}
