package register

import (
	"errors"
	"fmt"
	"slices"

	"underpin"
)

// ErrDependants is returned for an undo on which later entries depend; see
// [DependantsError].
var ErrDependants = errors.New("other changes depend on it")

// ErrTakenBack is returned for the undo of an entry that is taken back already.
var ErrTakenBack = errors.New("the entry has already been taken back")

// ErrNothingTaken is returned for the undo of an entry that changed no record and
// took back none.
var ErrNothingTaken = errors.New("the entry changed nothing that could be taken back")

// A Mark is one version of a record, without its body.
type Mark struct {
	Seq  int64
	Gone bool
}

// A History is what the register knows of a case apart from the bodies.
type History struct {
	// Entries are all entries, from the first on.
	Entries []Entry
	// Marks holds every version of every record, ascending.
	Marks map[underpin.RecordRef][]Mark
}

// InForce reports for each entry, by its Seq (index 0 is not used), whether it is
// in force: no entry in force takes it back.
func InForce(entries []Entry) []bool { return inForce(entries, nil) }

// inForce is InForce as if one more entry took back those of extra.
func inForce(entries []Entry, extra map[int64]bool) []bool {
	live := make([]bool, len(entries)+1)
	for i := range live {
		live[i] = i > 0 && !extra[int64(i)]
	}
	for i := len(entries) - 1; i >= 0; i-- {
		if !live[i+1] {
			continue
		}
		for _, s := range entries[i].Undoes {
			if s > 0 && s <= int64(i) { // an entry takes back earlier ones only
				live[s] = false
			}
		}
	}
	return live
}

// TakenBack returns, of the latest entries of a register with the last one first, those
// that are taken back, each with the entry in force that does it.
func TakenBack(latest []Entry) map[int64]int64 {
	out := map[int64]int64{}
	for _, e := range latest {
		if out[e.Seq] != 0 {
			continue
		}
		for _, s := range e.Undoes {
			if s < e.Seq { // an entry takes back earlier ones only
				out[s] = e.Seq
			}
		}
	}
	return out
}

// TakenBackBy returns the entry in force that takes back another, 0 for none.
func TakenBackBy(entries []Entry, seq int64) int64 {
	return takenBackBy(entries, InForce(entries), seq)
}

func takenBackBy(entries []Entry, live []bool, seq int64) int64 {
	for _, e := range entries[seq:] {
		if live[e.Seq] && slices.Contains(e.Undoes, seq) {
			return e.Seq
		}
	}
	return 0
}

// LastToUndo returns the last entry in force that changed records that are still there,
// erased none and took back none: what a plain undo means. ok is false where there is
// none.
func (h *History) LastToUndo() (seq int64, ok bool) {
	left := map[int64]bool{}
	for _, marks := range h.Marks {
		for _, m := range marks {
			left[m.Seq] = true
		}
	}
	return h.lastInForce(func(e Entry) bool { return !e.Op.Compensating() && e.Op != OpErase && left[e.Seq] })
}

// LastToRedo returns the last undo in force: what a plain redo means.
func (h *History) LastToRedo() (seq int64, ok bool) {
	return h.lastInForce(func(e Entry) bool { return e.Op == OpUndo })
}

func (h *History) lastInForce(want func(Entry) bool) (int64, bool) {
	live := InForce(h.Entries)
	for i := len(h.Entries) - 1; i >= 0; i-- {
		if live[i+1] && want(h.Entries[i]) {
			return int64(i + 1), true
		}
	}
	return 0, false
}

// A Restore says which version a record returns to: that of entry Seq, or, for 0,
// none: it goes.
type Restore struct {
	Ref underpin.RecordRef
	Seq int64
}

// A Compensation is what a compensating entry is to do.
type Compensation struct {
	// Undoes lists the entries to take back, ascending: the one asked for and
	// those that depend on it.
	Undoes []int64
	// Restore lists the records affected, in the order of [underpin.SortRefs].
	Restore []Restore
}

// A Dependant is an entry that depends on one to be taken back.
type Dependant struct {
	Entry Entry
	// Records are those by which it depends: touched by both, or referring to a
	// record that would vanish.
	Records []underpin.RecordRef
}

// A DependantsError lists, ascending, every entry that would have to be taken
// back too. It is [ErrDependants].
type DependantsError struct {
	Seq        int64
	Dependants []Dependant
}

// Error names the entries.
func (e *DependantsError) Error() string {
	var seqs []int64
	for _, d := range e.Dependants {
		seqs = append(seqs, d.Entry.Seq)
	}
	noun := "entries"
	if len(seqs) == 1 {
		noun = "entry"
	}
	return fmt.Sprintf("%s: %s %s", ErrDependants, noun, FormatSeqs(seqs))
}

// Is reports whether the target is [ErrDependants].
func (e *DependantsError) Is(target error) bool { return target == ErrDependants }

// Bodies gives access to the bodies of versions, as far as a plan needs them.
type Bodies interface {
	// Refers returns, for every version of every record that refers to one of
	// the records wanted, what that version refers to.
	Refers(wanted map[underpin.RecordRef]bool) (map[Restore][]underpin.Reference, error)
	// Of returns what one version refers to.
	Of(version Restore) ([]underpin.Reference, error)
}

// Compensate plans how to take back an entry; if that is an undo, the plan brings
// back what it took. Entries that depend on it are taken back too with cascade,
// else they are listed in a [DependantsError]. It fails with [ErrTakenBack],
// [ErrNothingTaken], [ErrErased] where an entry that erased would have to go, or a
// [FoundingError] where the one that brought the case in would.
func (h *History) Compensate(seq int64, cascade bool, bodies Bodies) (Compensation, error) {
	e := h.Entries[seq-1]
	if !InForce(h.Entries)[seq] {
		return Compensation{}, ErrTakenBack
	}
	if e.Rows == 0 && len(e.Undoes) == 0 {
		return Compensation{}, ErrNothingTaken
	}
	c := newCompensation(h, bodies)
	if e.Op != OpErase && len(c.touched[seq]) == 0 && len(e.Undoes) == 0 {
		return Compensation{}, fmt.Errorf("%w: all that the entry changed", ErrErased)
	}
	c.taken[seq] = true
	for {
		c.settle()
		found, err := c.dependants()
		if err != nil {
			return Compensation{}, err
		}
		if len(found) == 0 {
			break
		}
		for s, refs := range found {
			c.taken[s] = true
			for ref := range refs {
				c.because[s] = append(c.because[s], ref)
			}
		}
	}
	if first := c.unfounded(); first > 0 {
		return Compensation{}, &FoundingError{Entry: h.Entries[first-1]}
	}
	for s := range c.taken {
		if h.Entries[s-1].Op == OpErase {
			return Compensation{}, fmt.Errorf("%w: entry %d cannot be taken back", ErrErased, s)
		}
	}
	if !cascade && len(c.because) > 0 {
		return Compensation{}, &DependantsError{Seq: seq, Dependants: c.listed()}
	}
	return c.plan(), nil
}

// listed lists the dependants found, ascending.
func (c *compensation) listed() []Dependant {
	var out []Dependant
	for s, refs := range c.because {
		underpin.SortRefs(refs)
		out = append(out, Dependant{Entry: c.h.Entries[s-1], Records: refs})
	}
	slices.SortFunc(out, func(a, b Dependant) int { return int(a.Entry.Seq - b.Entry.Seq) })
	return out
}

// plan returns what the settled compensation does.
func (c *compensation) plan() Compensation {
	var p Compensation
	for s := range c.taken {
		p.Undoes = append(p.Undoes, s)
	}
	slices.Sort(p.Undoes)
	refs := make([]underpin.RecordRef, 0, len(c.affected))
	for ref := range c.affected {
		refs = append(refs, ref)
	}
	underpin.SortRefs(refs)
	for _, ref := range refs {
		r := Restore{Ref: ref}
		if m := c.at(c.after, ref); !m.Gone {
			r.Seq = m.Seq
		}
		p.Restore = append(p.Restore, r)
	}
	return p
}
