package shock

// findRivals notes the holders that stand after the losses and of which each has
// another beside it that holds by the same kind of power, neither answers to it nor is
// answered to by it, and with which it has no superior in common.
func (j *classifier) findRivals(f *aftermath, entity int32) {
	whole := uint64(0)
	for i := range f.holders {
		whole |= f.holders[i].whole
	}
	for i := range f.holders {
		a := &f.holders[i]
		for k := i + 1; k < len(f.holders); k++ {
			b := &f.holders[k]
			worlds := j.mayRival(a, b, whole) & f.touched
			// Where both have a rival already, this pair says nothing new.
			if worlds &^= a.rival & b.rival; worlds == 0 {
				continue
			}
			if worlds = j.related.unrelated(a.entity, b.entity, entity, worlds); worlds != 0 {
				worlds &^= j.appointed(a.entity, b.entity)
				a.rival, b.rival = a.rival|worlds, b.rival|worlds
			}
		}
	}
}

// mayRival returns the worlds in which two holders can be rivals at all: title against title
// or command against command. A plural is no rival, as nobody in it is named; the head of a
// thing answers to the whole that the thing is a part of, or to its owner; and two offices of
// a thing answer to one that is over it.
func (j *classifier) mayRival(a, b *holder, whole uint64) uint64 {
	if j.c.collective(a.entity) || j.c.collective(b.entity) {
		return 0
	}
	worlds := a.title&b.title | a.command&b.command
	worlds &^= a.head&b.whole | a.whole&b.head
	if j.c.post(a.entity) && j.c.post(b.entity) {
		worlds &^= whole & a.head & b.head
	}
	return worlds
}

// appointed returns the worlds in which one of two appoints the other after the losses.
func (j *classifier) appointed(a, b int32) (worlds uint64) {
	for _, t := range j.c.control.appointed[a] {
		tie := &j.c.frame.Ties[t]
		one := j.ties.one(tie.Subject, a)&j.ties.one(tie.Object, b) | j.ties.one(tie.Subject, b)&j.ties.one(tie.Object, a)
		if one != 0 {
			worlds |= one & j.ties.lost.Stands(t).Word(j.ties.k)
		}
	}
	return worlds
}
