package shock

import (
	"cmp"
	"slices"

	"underpin"
)

// A holder is somebody who holds a thing in some worlds of a word, before the losses or after
// them. Where it is held by several that are one in a world, it goes there by the name that is
// lost, and else by the first of their ids.
type holder struct {
	entity    int32
	holds     uint64 // on one side at least
	stands    uint64 // still holds it after
	exclusive uint64 // by a relation that has room for one
	// head and whole: as of a control tie, after the losses; title and command: the
	// kinds of power by which it then holds.
	head, whole, title, command uint64
	rival                       uint64 // of another, after the losses
}

// holders appends to list who holds an entity, in the order of the case. A post whose holder
// is lost does not stand: power passes through it, and nobody is in it.
func (j *classifier) holders(list []holder, entity int32) []holder {
	first, several := len(list), false
	j.ties.each(entity, func(g *controlTie, before, after uint64) {
		if same := j.ties.one(g.holder, entity); same != 0 {
			before, after = before&^same, after&^same
		}
		if before|after == 0 {
			return
		}
		rest := before | after
		for _, lost := range j.c.control.mayBe[g.holder] {
			several = several || lost != g.holder
			if j.c.called(lost, g.holder) {
				one := j.ties.one(g.holder, lost) & rest
				list = j.enter(list, first, lost, g, before&one, after&one)
				rest &^= one
			}
		}
		list = j.enter(list, first, g.holder, g, before&rest, after&rest)
	})
	if several {
		j.nameOnce(list[first:])
	}
	slices.SortFunc(list[first:], func(a, b holder) int { return cmp.Compare(a.entity, b.entity) })
	return list
}

// called reports whether the name that is lost stands for another of the same entity.
func (c *Comparison) called(lost, other int32) bool {
	return slices.Contains(c.named, lost) && !slices.Contains(c.named, other)
}

// enter notes in the list from first on that an entity has a tie in some worlds.
func (j *classifier) enter(list []holder, first int, entity int32, g *controlTie, before, after uint64) []holder {
	if before|after == 0 {
		return list
	}
	i := first
	for i < len(list) && list[i].entity != entity {
		i++
	}
	if i == len(list) {
		list = append(list, holder{entity: entity})
	}
	list[i].add(g, before|after, after&^j.ties.vacated(g.holder))
	if j.c.frame.Ties[g.tie].Relation.Exclusive {
		list[i].exclusive |= before | after
	}
	return list
}

// add notes a tie by which it holds, and after the losses still holds, in some worlds.
func (h *holder) add(g *controlTie, holds, stands uint64) {
	h.holds |= holds
	h.stands |= stands
	if g.head {
		h.head |= stands
	}
	if g.whole {
		h.whole |= stands
	}
	switch g.gives {
	case underpin.GivesTitle:
		h.title |= stands
	case underpin.GivesCommand:
		h.command |= stands
	}
}

// nameOnce gives the ties of those who are one in a world to the first by id there.
func (j *classifier) nameOnce(list []holder) {
	slices.SortFunc(list, func(a, b holder) int {
		return cmp.Compare(j.c.frame.Case.Entities[a.entity].ID, j.c.frame.Case.Entities[b.entity].ID)
	})
	for i := range list {
		for k := i + 1; k < len(list); k++ {
			if same := list[i].holds & list[k].holds & j.ties.one(list[i].entity, list[k].entity); same != 0 {
				list[k].handTo(&list[i], same)
			}
		}
	}
}

// handTo hands on all that a holder has in some worlds.
func (h *holder) handTo(to *holder, worlds uint64) {
	for _, of := range [...][2]*uint64{
		{&h.stands, &to.stands}, {&h.exclusive, &to.exclusive}, {&h.head, &to.head}, {&h.whole, &to.whole},
		{&h.title, &to.title}, {&h.command, &to.command},
	} {
		*of[1] |= *of[0] & worlds
		*of[0] &^= worlds
	}
	h.holds &^= worlds
}
