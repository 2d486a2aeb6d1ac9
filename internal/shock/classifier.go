package shock

import "underpin"

// A classifier says what the losses did to each thing, in the 64 worlds of a word at once.
type classifier struct {
	c        *Comparison
	ties     *wordTies
	related  *relatedness
	found    aftermath
	inner    []holder // storage for the holders of a holder
	superior lostSuperiors
}

func newClassifier(c *Comparison) *classifier {
	ties := newWordTies(c)
	return &classifier{c: c, ties: ties, related: newRelatedness(ties)}
}

// set turns to a word.
func (j *classifier) set(k int) {
	if j.ties.k == k {
		return
	}
	j.ties.set(k)
	j.related.set(k)
	j.superior.reset()
}

// find judges one thing in some worlds of the word, given those in which the roots hold it by
// fewer channels after the losses. The finding is valid until the next call.
func (j *classifier) find(entity int32, worlds, thinner uint64) *aftermath {
	f := &j.found
	*f = aftermath{holders: j.holders(f.holders[:0], entity), commanders: f.commanders[:0], leaderless: f.leaderless[:0], heirs: f.heirs[:0]}
	touched := thinner
	for i := range f.holders {
		h := &f.holders[i]
		f.held |= h.holds
		touched |= h.holds &^ h.stands
	}
	f.held &= worlds &^ j.ties.gone(entity)
	j.findCommanders(f)
	j.findCollective(f)
	for _, c := range f.commanders {
		touched |= c.worlds
	}
	if f.touched = touched & f.held; f.touched == 0 {
		return f
	}
	sortByEntity(f.commanders)
	j.findRivals(f, entity)
	j.findHeir(f)
	return f
}

// findCommanders lists who held a holder that stands and is lost.
func (j *classifier) findCommanders(f *aftermath) {
	for i := range f.holders {
		h := &f.holders[i]
		if h.stands == 0 || !j.c.mayLoseHolder[h.entity] {
			continue
		}
		for _, above := range j.lostSuperiors(h.entity) {
			f.commanders = addTo(f.commanders, above.entity, above.worlds&h.stands)
		}
	}
}

// A lostSuperiors keeps, in one word, who held a holder and is lost.
type lostSuperiors struct {
	known []bool // by entity
	lists [][]inWorlds
	asked []int32 // whose lists are known
}

func (l *lostSuperiors) reset() {
	for _, e := range l.asked {
		l.known[e] = false
	}
	l.asked = l.asked[:0]
}

// lostSuperiors lists who held an entity and does not after the losses.
func (j *classifier) lostSuperiors(entity int32) []inWorlds {
	l := &j.superior
	if l.known == nil {
		n := len(j.c.frame.Case.Entities)
		l.known, l.lists = make([]bool, n), make([][]inWorlds, n)
	}
	if l.known[entity] {
		return l.lists[entity]
	}
	l.known[entity], l.asked = true, append(l.asked, entity)
	list := l.lists[entity][:0]
	j.inner = j.holders(j.inner[:0], entity)
	for i := range j.inner {
		h := &j.inner[i]
		list = addTo(list, h.entity, h.holds&^h.stands)
	}
	l.lists[entity] = list
	return list
}

// findHeir looks for a stated successor: who is said to succeed a holder that is
// gone, or the one other holder left where a holder under an exclusive relation is
// gone and it holds under one, too.
func (j *classifier) findHeir(f *aftermath) {
	open := j.findSuccessor(f)
	if open == 0 {
		return
	}
	var was, once, twice uint64
	for i := range f.holders {
		h := &f.holders[i]
		was |= h.exclusive &^ h.stands
		left := h.exclusive & h.stands
		twice |= once & left
		once |= left
	}
	open &= was & once &^ twice
	for i := range f.holders {
		h := &f.holders[i]
		f.heirs = addTo(f.heirs, h.entity, h.exclusive&h.stands&open)
	}
}

// findSuccessor lists who is said to succeed a holder that is gone, of several the first by
// id, and returns the worlds in which nobody is.
func (j *classifier) findSuccessor(f *aftermath) (open uint64) {
	earlier, _ := j.c.BitParallel()
	var said []inWorlds
	for i := range f.holders {
		h := &f.holders[i]
		for _, t := range j.c.control.successions[h.entity] {
			heir, former := succession(&j.c.frame.Ties[t])
			worlds := h.holds &^ h.stands & j.ties.one(former, h.entity) &^ j.ties.gone(heir)
			said = addTo(said, heir, worlds&earlier.Stands(t).Word(j.ties.k))
		}
	}
	open = f.touched
	for len(said) > 0 {
		first := 0
		for i := range said {
			if j.c.firstByID(said[first].entity, said[i].entity) == said[i].entity {
				first = i
			}
		}
		f.heirs = addTo(f.heirs, said[first].entity, said[first].worlds&open)
		open &^= said[first].worlds
		said = append(said[:first], said[first+1:]...)
	}
	return open
}

// person reports whether an entity is a person.
func (c *Comparison) person(e int32) bool { return c.frame.Case.Entities[e].Schema == underpin.Person }
