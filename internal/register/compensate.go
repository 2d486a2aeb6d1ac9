package register

import "underpin"

// A compensation is a plan in the making. The case is at all times the fold of
// the entries that are in force and not themselves compensating; a compensation
// compares that fold before with the one after.
type compensation struct {
	h      *History
	bodies Bodies
	// touched lists the records of each entry.
	touched map[int64][]underpin.RecordRef
	// taken are the entries to take back, because says why beyond the first.
	taken   map[int64]bool
	because map[int64][]underpin.RecordRef
	// before and after tell which entries are in force.
	before, after []bool
	// affected are the records touched by entries that come or go.
	affected map[underpin.RecordRef]bool
}

func newCompensation(h *History, bodies Bodies) *compensation {
	c := &compensation{
		h: h, bodies: bodies,
		touched: map[int64][]underpin.RecordRef{},
		taken:   map[int64]bool{},
		because: map[int64][]underpin.RecordRef{},
		before:  InForce(h.Entries),
	}
	for ref, marks := range h.Marks {
		for _, m := range marks {
			c.touched[m.Seq] = append(c.touched[m.Seq], ref)
		}
	}
	return c
}

// doing reports whether an entry is folded when it is in force.
func (c *compensation) doing(seq int64) bool { return !c.h.Entries[seq-1].Op.Compensating() }

// at returns the version of a record under the entries in force; where there is
// none it is gone since entry 0.
func (c *compensation) at(live []bool, ref underpin.RecordRef) Mark {
	marks := c.h.Marks[ref]
	for i := len(marks) - 1; i >= 0; i-- {
		if s := marks[i].Seq; live[s] && c.doing(s) {
			return marks[i]
		}
	}
	return Mark{Gone: true}
}

// settle works out which entries are in force afterwards, and which records that
// affects.
func (c *compensation) settle() {
	c.after = inForce(c.h.Entries, c.taken)
	c.affected = map[underpin.RecordRef]bool{}
	for seq := int64(1); seq < int64(len(c.after)); seq++ {
		if c.changes(seq) {
			for _, ref := range c.touched[seq] {
				c.affected[ref] = true
			}
		}
	}
}

// changes reports whether a doing entry comes into force or goes out of it.
func (c *compensation) changes(seq int64) bool {
	return c.before[seq] != c.after[seq] && c.doing(seq)
}

// dependants returns the entries that must be taken back too, each with the
// records by which it depends.
func (c *compensation) dependants() (map[int64]map[underpin.RecordRef]bool, error) {
	found := map[int64]map[underpin.RecordRef]bool{}
	add := func(seq int64, ref underpin.RecordRef) {
		if seq == 0 || c.taken[seq] {
			return
		}
		if found[seq] == nil {
			found[seq] = map[underpin.RecordRef]bool{}
		}
		found[seq][ref] = true
	}
	for ref := range c.affected {
		c.laterTouches(ref, add)
	}
	if len(found) > 0 {
		return found, nil
	}
	if err := c.leftBehind(add); err != nil {
		return nil, err
	}
	return found, c.broughtBack(add)
}

// laterTouches finds entries that stay in force and touched a record after an
// entry that comes or goes.
func (c *compensation) laterTouches(ref underpin.RecordRef, add func(int64, underpin.RecordRef)) {
	change := false
	for _, m := range c.h.Marks[ref] {
		switch {
		case c.changes(m.Seq):
			change = true
		case change && c.after[m.Seq] && c.doing(m.Seq):
			add(m.Seq, ref)
		}
	}
}

// leftBehind finds records that stay and refer to records that vanish.
func (c *compensation) leftBehind(add func(int64, underpin.RecordRef)) error {
	vanish := map[underpin.RecordRef]bool{}
	for ref := range c.affected {
		if !c.at(c.before, ref).Gone && c.at(c.after, ref).Gone {
			vanish[ref] = true
		}
	}
	if len(vanish) == 0 {
		return nil
	}
	versions, err := c.bodies.Refers(vanish)
	if err != nil {
		return err
	}
	for v, references := range versions {
		m := c.at(c.after, v.Ref)
		if m.Gone || m.Seq != v.Seq {
			continue
		}
		for _, r := range references {
			if c.satisfied(c.before, r) && !c.satisfied(c.after, r) {
				add(m.Seq, v.Ref)
			}
		}
	}
	return nil
}

// broughtBack finds what must come back too because a record that comes back, or
// returns to an earlier version, refers to it.
func (c *compensation) broughtBack(add func(int64, underpin.RecordRef)) error {
	for ref := range c.affected {
		m := c.at(c.after, ref)
		if m.Gone || m == c.at(c.before, ref) {
			continue
		}
		references, err := c.bodies.Of(Restore{ref, m.Seq})
		if err != nil {
			return err
		}
		for _, r := range references {
			if !c.satisfied(c.after, r) {
				add(c.cure(r, m.Seq), ref)
			}
		}
	}
	return nil
}

// satisfied reports whether any record that a reference allows is there.
func (c *compensation) satisfied(live []bool, r underpin.Reference) bool {
	return r.Satisfied(func(ref underpin.RecordRef) bool { return !c.at(live, ref).Gone })
}

// cure returns the entry whose taking back mends a reference that is not
// satisfied, made by the entry referrer. Where the record went earlier, that is
// the entry that removed it or took back its making; where it goes by this very
// plan, the referrer must go too. It returns 0 where the record never was.
func (c *compensation) cure(r underpin.Reference, referrer int64) int64 {
	for _, ref := range r.Refs() {
		if m := c.at(c.after, ref); m.Seq > 0 {
			if c.changes(m.Seq) {
				return referrer
			}
			return m.Seq
		}
	}
	for _, ref := range r.Refs() {
		for _, m := range c.h.Marks[ref] {
			switch {
			case m.Gone || !c.doing(m.Seq):
			case c.changes(m.Seq):
				return referrer
			default:
				if by := takenBackBy(c.h.Entries, c.after, m.Seq); by > 0 {
					return by
				}
			}
		}
	}
	return 0
}
