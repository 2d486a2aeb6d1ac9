package desk

import (
	"fmt"

	"underpin"
)

// A removal is what goes, and what loses a name, when records are taken away.
type removal struct {
	c     *underpin.Case
	there *underpin.Index
	// gone are the records that go, asked those of them that were asked for.
	gone, asked map[underpin.RecordRef]bool
	// because tells by which references records are bound to what goes: those that go
	// along, and those out of which a name is struck.
	because map[underpin.RecordRef][]underpin.Reference
}

// removal works out what the draft removes from a case into which it is merged. It
// fails on records that are not there, and, unless it is to cascade, where others
// refer to what goes.
func (dr Draft) removal(merged *underpin.Case, x *underpin.Index) (*removal, error) {
	r := &removal{
		c: merged, there: merged.Index(),
		gone: map[underpin.RecordRef]bool{}, asked: map[underpin.RecordRef]bool{}, because: map[underpin.RecordRef][]underpin.Reference{},
	}
	for _, ref := range dr.Remove {
		if !x.Has(ref) {
			return nil, unknown(ref.Kind, ref.ID)
		}
		r.gone[ref], r.asked[ref] = true, true
	}
	for r.spread() {
	}
	if len(r.because) > 0 && !dr.Cascade {
		return nil, r.refused(dr.Remove)
	}
	return r, nil
}

// spread finds what refers to records that go, and reports whether more goes with
// them.
func (r *removal) spread() bool {
	var along []underpin.RecordRef
	var refs []underpin.Reference
	clear(r.because)
	for ref, record := range r.c.Records() {
		if r.asked[ref] {
			continue
		}
		k, _ := underpin.KindOf(ref.Kind)
		refs = k.References(record, refs[:0])
		for _, to := range refs {
			if !r.loses(to) {
				continue
			}
			r.because[ref] = append(r.because[ref], to)
			if to.Bond != underpin.Part && !r.gone[ref] {
				along = append(along, ref)
			}
		}
	}
	for _, ref := range along {
		r.gone[ref] = true
	}
	return len(along) > 0
}

// loses reports whether nothing that a reference allows stays, and something did.
func (r *removal) loses(to underpin.Reference) bool {
	return to.Satisfied(r.there.Has) && !to.Satisfied(func(ref underpin.RecordRef) bool { return r.there.Has(ref) && !r.gone[ref] })
}

// removed lists what goes, in order.
func (r *removal) removed() []underpin.RecordRef {
	refs := make([]underpin.RecordRef, 0, len(r.gone))
	for ref := range r.gone {
		refs = append(refs, ref)
	}
	underpin.SortRefs(refs)
	return refs
}

// struckOut returns the records that stay, without the names of what goes.
func (r *removal) struckOut() *underpin.Case {
	var struck underpin.Case
	for ref, record := range r.c.Records() {
		if len(r.because[ref]) > 0 && !r.gone[ref] {
			k, _ := underpin.KindOf(ref.Kind)
			k.Append(&struck, k.Without(record, r.loses))
		}
	}
	return &struck
}

// refused lists what refers to the records that were to go.
func (r *removal) refused(wanted []underpin.RecordRef) *Fault {
	refs := make([]underpin.RecordRef, 0, len(r.because))
	for ref := range r.because {
		refs = append(refs, ref)
	}
	underpin.SortRefs(refs)
	depend := "records depend"
	if len(refs) == 1 {
		depend = "record depends"
	}
	f := faultf(IsReferredTo, "", "%s %s on %s; nothing was changed", underpin.FormatCount(len(refs)), depend, listed(wanted))
	if len(wanted) == 1 {
		f.Record = wanted[0]
	}
	for _, ref := range refs {
		to := r.because[ref][0]
		says := fmt.Sprintf("its field %s names %s; it would go too", to.Field, to.ID)
		if !r.gone[ref] {
			says = fmt.Sprintf("its field %s names %s; the name would be struck out", to.Field, to.ID)
		}
		f.Problems = append(f.Problems, Problem{Record: ref, Message: says})
	}
	return f
}
