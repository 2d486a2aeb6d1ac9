package desk

import (
	"context"
	"errors"

	"underpin"
	"underpin/internal/store"
)

// triesMeanwhile is how often a change is worked out anew because somebody else recorded
// something that it does not touch.
const triesMeanwhile = 50

// A meanwhile is a change that is worked out on a state, while others may record theirs.
type meanwhile struct {
	id underpin.CaseID
	// base is the entry at which the change was first worked out, 0 before that.
	base int64
	// put are the records that it writes, removed those that it takes away.
	put     *underpin.Case
	removed []underpin.RecordRef
}

// undisturbed fails where what was recorded since the change was first worked out touches
// it: where a record of the one is a record of the other, or refers to one. Where there is
// more than the state of the last entry it was worked out on, it fails with
// [store.ErrConflict]: it is to be worked out anew before that can be told.
func (d *Desk) undisturbed(ctx context.Context, m meanwhile, last int64) error {
	if m.base == 0 || m.base == last {
		return nil
	}
	since, err := d.store.Since(ctx, m.id, m.base)
	if errors.Is(err, store.ErrNoEntry) { // something was erased, or the case begun anew
		return &Fault{Code: CaseChanged, Message: "the case has changed in the meantime", Hint: "read the case again and repeat the change", Err: err}
	}
	if err != nil {
		return err
	}
	if since.Head.Seq > last { // more has been recorded than the change was worked out on
		return store.ErrConflict
	}
	seen := map[underpin.RecordRef]int64{}
	for _, ref := range touching(m.put, m.removed, since.Put, since.Gone) {
		seen[ref] = m.base
	}
	return d.conflicts(ctx, m.id, last, seen)
}

// touching lists the records of theirs that are also ours, that ours refer to, or that
// refer to ours.
func touching(ours *underpin.Case, gone []underpin.RecordRef, theirs *underpin.Case, theyRemoved []underpin.RecordRef) []underpin.RecordRef {
	mine, them := writtenBy(ours, gone), writtenBy(theirs, theyRemoved)
	met := map[underpin.RecordRef]bool{}
	for ref := range mine {
		met[ref] = true
	}
	for _, to := range mine {
		for _, r := range to {
			for _, ref := range r.Refs() {
				met[ref] = true
			}
		}
	}
	var out []underpin.RecordRef
	for ref, to := range them {
		touches := met[ref]
		for _, r := range to {
			touches = touches || r.Satisfied(func(ref underpin.RecordRef) bool { _, is := mine[ref]; return is })
		}
		if touches {
			out = append(out, ref)
		}
	}
	return out
}

// writtenBy lists what a change writes and removes, with what each refers to.
func writtenBy(put *underpin.Case, removed []underpin.RecordRef) map[underpin.RecordRef][]underpin.Reference {
	out := map[underpin.RecordRef][]underpin.Reference{}
	for ref, record := range put.Records() {
		k, _ := underpin.KindOf(ref.Kind)
		out[ref] = k.References(record, nil)
	}
	for _, ref := range removed {
		out[ref] = nil
	}
	return out
}
