package shock

import (
	"slices"

	"underpin"
)

// A classifier says, in one world, what the losses did to each thing.
type classifier struct {
	c             *Comparison
	before, after *view
	standing      *standingTies
	found         classified
	inner         []holder // storage for the holders of a holder
	above         lostSuperiors
}

// A lostSuperiors keeps, in one world, who held a holder and is lost.
type lostSuperiors struct {
	known []bool // by entity
	lists [][]int32
	asked []int32 // whose lists are known
}

func (l *lostSuperiors) reset() {
	for _, e := range l.asked {
		l.known[e] = false
	}
	l.asked = l.asked[:0]
}

func newClassifier(c *Comparison, before, after *view, standing *standingTies) *classifier {
	return &classifier{c: c, before: before, after: after, standing: standing}
}

// classified is the class of a thing in one world and what it rests on. Entities go
// by position.
type classified struct {
	class         Class
	before, after int // channels from the roots
	holders       []holder
	gone          []int32 // holders that are lost
	stand         []int32 // holders that stand
	commanders    []int32 // lost, who held a holder that stands
	rivals        []int32
	collective    int32 // that holds it and is leaderless or held by one that is, or -1
	leaderless    int32 // the collective that lost its commander, or -1
	heir          int32 // stated successor, or -1
}

// find judges one thing. The finding is valid until the next call.
func (j *classifier) find(entity int32) *classified {
	f := &j.found
	*f = classified{
		holders: j.holders(f.holders[:0], entity), gone: f.gone[:0], stand: f.stand[:0], commanders: f.commanders[:0],
		rivals: f.rivals[:0], collective: -1, leaderless: -1, heir: -1,
		before: j.before.fromRoots(entity), after: j.after.fromRoots(entity),
	}
	for _, h := range f.holders {
		if h.stands {
			f.stand = append(f.stand, h.entity)
		} else {
			f.gone = append(f.gone, h.entity)
		}
	}
	slices.Sort(f.gone)
	slices.Sort(f.stand)
	j.findCommanders(f)
	f.class = j.classify(f, entity)
	return f
}

// findIfAffected judges a thing as far as the report needs: what the losses do not come near
// and whose channels are all left is untouched, and known is that it is held.
func (j *classifier) findIfAffected(entity int32, near, held bool) *classified {
	if near || !held {
		return j.find(entity)
	}
	before, after := j.before.fromRoots(entity), j.after.fromRoots(entity)
	if after < before {
		return j.find(entity)
	}
	f := &j.found
	f.class, f.before, f.after, f.holders = Untouched, before, after, f.holders[:0]
	return f
}

// classify returns the first class that fits.
func (j *classifier) classify(f *classified, entity int32) Class {
	j.findCollective(f)
	touched := len(f.gone) > 0 || len(f.commanders) > 0 || f.after < f.before
	if len(f.holders) == 0 || !touched {
		return Untouched
	}
	j.findRivals(f, entity)
	j.findHeir(f)
	switch {
	case len(f.rivals) > 1:
		return Contested
	case f.collective >= 0:
		return NotToldApart
	case f.heir >= 0:
		return Reassigned
	case len(f.stand) == 0:
		return Orphaned
	}
	return Weakened
}

// findCommanders lists who held a holder that stands and is lost.
func (j *classifier) findCommanders(f *classified) {
	for _, h := range f.stand {
		if !j.c.mayLoseHolder[h] {
			continue
		}
		for _, above := range j.lostSuperiors(h) {
			if !slices.Contains(f.commanders, above) {
				f.commanders = append(f.commanders, above)
			}
		}
	}
	slices.Sort(f.commanders)
}

// lostSuperiors lists who held an entity and does not after the losses.
func (j *classifier) lostSuperiors(entity int32) []int32 {
	l := &j.above
	if l.known == nil {
		n := len(j.c.frame.Case.Entities)
		l.known, l.lists = make([]bool, n), make([][]int32, n)
	}
	if l.known[entity] {
		return l.lists[entity]
	}
	l.known[entity], l.asked = true, append(l.asked, entity)
	list := l.lists[entity][:0]
	j.inner = j.holders(j.inner[:0], entity)
	for _, above := range j.inner {
		if !above.stands {
			list = append(list, above.entity)
		}
	}
	l.lists[entity] = list
	return list
}

// findRivals lists the holders that stand after the losses and of which each has
// another beside it that holds by the same kind of power, neither answers to it nor is
// answered to by it, and with which it has no superior in common.
func (j *classifier) findRivals(f *classified, entity int32) {
	whole := slices.ContainsFunc(f.holders, func(h holder) bool { return h.stands && h.whole })
	for i := range f.holders {
		a := &f.holders[i]
		for k := range f.holders {
			b := &f.holders[k]
			if i == k || !j.mayRival(a, b, whole) {
				continue
			}
			if j.unrelated(a.entity, b.entity, entity) && !j.appointed(a.entity, b.entity) {
				f.rivals = append(f.rivals, a.entity)
				break
			}
		}
	}
	slices.Sort(f.rivals)
}

// mayRival reports whether two holders can be rivals at all: title against title or
// command against command. A plural is no rival, as nobody in it is named; the head of a thing answers to the whole that the thing is a part of, or
// to its owner; and two offices of a thing answer to one that is over it.
func (j *classifier) mayRival(a, b *holder, whole bool) bool {
	switch {
	case !a.stands || !b.stands || j.c.collective(a.entity) || j.c.collective(b.entity):
		return false
	case a.head && b.whole || a.whole && b.head:
		return false
	case whole && a.head && b.head && j.c.post(a.entity) && j.c.post(b.entity):
		return false
	}
	return a.title && b.title || a.command && b.command
}

// appointed reports whether one of two appoints the other after the losses.
func (j *classifier) appointed(a, b int32) bool {
	w := j.after.w
	for _, t := range j.c.control.appointed[a] {
		tie := &j.c.frame.Ties[t]
		x, y := w.One(tie.Subject), w.One(tie.Object)
		if (x == w.One(a) && y == w.One(b) || x == w.One(b) && y == w.One(a)) && w.Stands(t) {
			return true
		}
	}
	return false
}

// findHeir looks for a stated successor: who is said to succeed a holder that is
// gone, or the one other holder left where a holder under an exclusive relation is
// gone and it holds under one, too.
func (j *classifier) findHeir(f *classified) {
	w := j.after.w
	for _, t := range j.c.control.successions {
		tie := &j.c.frame.Ties[t]
		heir, former := tie.Subject, tie.Object
		if tie.Relation.Succession == underpin.SucceedsObject {
			heir, former = former, heir
		}
		if !j.before.w.Stands(t) || w.Gone(heir) {
			continue
		}
		for _, gone := range f.gone {
			if w.One(former) != w.One(gone) {
				continue
			}
			if f.heir < 0 {
				f.heir = heir
			}
			f.heir = j.c.firstByID(f.heir, heir)
		}
	}
	if f.heir >= 0 {
		return
	}
	was, heir, count := false, int32(-1), 0
	for _, h := range f.holders {
		if h.exclusive && !h.stands {
			was = true
		}
		if h.exclusive && h.stands {
			heir = h.entity
			count++
		}
	}
	if was && count == 1 {
		f.heir = heir
	}
}

// person reports whether an entity is a person.
func (c *Comparison) person(e int32) bool { return c.frame.Case.Entities[e].Schema == underpin.Person }
