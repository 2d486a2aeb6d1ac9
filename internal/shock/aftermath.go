package shock

import (
	"cmp"
	"slices"
)

// An aftermath is what the losses did to a thing in the worlds of a word. Entities go by position.
type aftermath struct {
	holders    []holder
	held       uint64        // the worlds in which somebody holds it before the losses or after
	touched    uint64        // the worlds in which the losses touch it; the rest is told of these
	commanders []inWorlds    // lost, who held a holder that stands
	leaderless []underNobody // collectives without a commander that hold it, or hold those who do
	heirs      []inWorlds    // the stated successor
}

// inWorlds is an entity in some worlds of a word.
type inWorlds struct {
	entity int32
	worlds uint64
}

// underNobody is a collective that holds a thing, and the one that lost its commander: itself,
// or one that it is held by.
type underNobody struct {
	collective, leaderless int32
	worlds                 uint64
}

// addTo adds worlds to those of an entity in a list.
func addTo(list []inWorlds, entity int32, worlds uint64) []inWorlds {
	if worlds == 0 {
		return list
	}
	if i := slices.IndexFunc(list, func(x inWorlds) bool { return x.entity == entity }); i >= 0 {
		list[i].worlds |= worlds
		return list
	}
	return append(list, inWorlds{entity, worlds})
}

func sortByEntity(list []inWorlds) {
	slices.SortFunc(list, func(a, b inWorlds) int { return cmp.Compare(a.entity, b.entity) })
}

// classified is the class of a thing and what it rests on, in some worlds in which that is the
// same. Entities go by position, lists in the order of the case.
type classified struct {
	class      Class
	gone       []int32 // holders that are lost
	stand      []int32 // holders that stand
	commanders []int32 // lost, who held a holder that stands
	rivals     []int32
	collective int32 // that holds it and is leaderless or held by one that is, or -1
	leaderless int32 // the collective that lost its commander, or -1
	heir       int32 // stated successor, or -1
	worlds     uint64
}

// each calls visit for every class and reason that occurs, with the worlds in which it does.
// What it is given is valid until it returns. Where the losses do not touch the thing it is
// not called.
func (f *aftermath) each(visit func(x *classified)) {
	var x classified
	for rest := f.touched; rest != 0; rest &^= x.worlds {
		f.alike(&x, rest)
		visit(&x)
	}
}

// alike tells of the first of some worlds, and of those of them that are as that one.
func (f *aftermath) alike(x *classified, worlds uint64) {
	first := worlds & -worlds
	in := func(row uint64) bool {
		if row&first == 0 {
			worlds &^= row
			return false
		}
		worlds &= row
		return true
	}
	*x = classified{gone: x.gone[:0], stand: x.stand[:0], commanders: x.commanders[:0], rivals: x.rivals[:0], collective: -1, leaderless: -1, heir: -1}
	for i := range f.holders {
		h := &f.holders[i]
		if in(h.holds &^ h.stands) {
			x.gone = append(x.gone, h.entity)
		}
		if in(h.stands) {
			x.stand = append(x.stand, h.entity)
		}
		if in(h.rival) {
			x.rivals = append(x.rivals, h.entity)
		}
	}
	for _, c := range f.commanders {
		if in(c.worlds) {
			x.commanders = append(x.commanders, c.entity)
		}
	}
	for _, l := range f.leaderless {
		if in(l.worlds) {
			x.collective, x.leaderless = l.collective, l.leaderless
		}
	}
	for _, h := range f.heirs {
		if in(h.worlds) {
			x.heir = h.entity
		}
	}
	x.worlds, x.class = worlds, x.classify()
}

// classify returns the first class that fits.
func (x *classified) classify() Class {
	switch {
	case len(x.rivals) > 1:
		return Contested
	case x.collective >= 0:
		return NotToldApart
	case x.heir >= 0:
		return Reassigned
	case len(x.stand) == 0:
		return Orphaned
	}
	return Weakened
}
