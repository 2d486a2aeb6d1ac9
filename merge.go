package underpin

import "iter"

// Merge returns a case with the records of another put over its own: those with an
// id that is there take its place, all others are added. Settings that say nothing
// leave those that are there. Neither case is changed; the result may share with
// both what it holds unchanged.
func Merge(c, over *Case) *Case {
	merged := *c
	for _, k := range Kinds {
		k.put(&merged, over)
	}
	if c.Whole != nil {
		first, last := over.Extent()
		merged.Whole = &DayRange{min(c.Whole.First, first), max(c.Whole.Last, last)}
	}
	return &merged
}

// Without returns a case without some of its records, which need not be there. The
// case itself stays as it is.
func (c *Case) Without(gone map[RecordRef]bool) *Case {
	left := *c
	for _, k := range Kinds {
		k.drop(&left, gone)
	}
	return &left
}

// Sort brings the records of each kind into the order of [CompareIDs].
func (c *Case) Sort() {
	for _, k := range Kinds {
		k.sort(c)
	}
}

// Count returns how many records the case has.
func (c *Case) Count() int {
	n := 0
	for _, k := range Kinds {
		n += k.Len(c)
	}
	return n
}

// Records yields every record of the case as a pointer into it, kinds in the order
// of [Kinds], the records of a kind as they lie.
func (c *Case) Records() iter.Seq2[RecordRef, any] {
	return func(yield func(RecordRef, any) bool) {
		for _, k := range Kinds {
			for i := range k.Len(c) {
				r := k.At(c, i)
				if !yield(RecordRef{k.Name(), k.ID(r)}, r) {
					return
				}
			}
		}
	}
}

// Patch takes some records away from a case and then puts those of another over its
// own, as [Merge] does, but in the case itself: its records must be in the order of
// [CompareIDs], as [Case.Sort] brings them, and are so afterwards. Nobody else may hold
// the case, or an index of it.
func (c *Case) Patch(gone map[RecordRef]bool, over *Case) {
	for _, k := range Kinds {
		if len(gone) > 0 {
			k.drop(c, gone)
		}
		k.patch(c, over)
	}
}
