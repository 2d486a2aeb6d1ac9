package desk

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/register"
	"underpin/internal/store"
)

// A Changed tells what a change did, and what it did to credence.
type Changed struct {
	Case    underpin.CaseID `json:"case"`
	Entry   int64           `json:"entry"`
	Summary string          `json:"summary"`
	// Put are the records that were written, Removed those that were taken away, with
	// what was changed or went along.
	Put     []underpin.RecordRef `json:"put,omitempty"`
	Removed []underpin.RecordRef `json:"removed,omitempty"`
	// Effects are the claims whose credence moved.
	Effects []Effect `json:"effects"`
	// Remarks say how the testimony of the change is read, where that may not be what
	// was meant.
	Remarks []string `json:"remarks,omitempty"`
	// Odd says what is odd about the time of the entry; empty where nothing is.
	Odd string `json:"odd_time,omitempty"`
}

// A Draft is a change of a case that is yet to be recorded. All that changes the
// records of a case, but for an import and an undo, is one, and becomes one entry.
type Draft struct {
	// Put holds the records to add, or to put in the place of those with the same ids.
	// Settings that say nothing are none.
	Put underpin.Case
	// Remove names records to take away. What refers to one of them stands in the way,
	// unless Cascade takes it along; see [underpin.Bond].
	Remove  []underpin.RecordRef
	Cascade bool
	// Seen tells, for records that the draft was made from, the last entry that was in
	// force when they were read; see [Desk.Record]. A record that was changed since is
	// a conflict, and then nothing is changed. Records that are not named here are put
	// or removed as they are.
	Seen map[underpin.RecordRef]int64
	// Summary is a line for the log, without any words of a source. Defaults to the
	// names of the records.
	Summary string
}

// Drafted returns a draft of records, each a value of its domain type or a pointer
// to one.
func Drafted(records ...any) Draft {
	var dr Draft
	for _, r := range records {
		if k, ok := underpin.KindOfRecord(r); ok {
			k.Append(&dr.Put, r)
		}
	}
	return dr
}

// A draftFunc works out what to change in a case as it is.
type draftFunc func(held *openCase) (Draft, error)

// Change records a draft as one entry, with preview it only tells what would change.
func (d *Desk) Change(ctx context.Context, id underpin.CaseID, dr Draft, preview bool) (_ *Changed, err error) {
	defer settle(ctx, &err)
	op := register.OpEdit
	if dr.Put.Count() == 0 {
		op = register.OpRemove
	}
	return d.change(ctx, id, op, preview, func(*openCase) (Draft, error) { return dr, nil })
}

// change carries a plan out as one entry. The case as it would become is checked
// first; problems are all reported and nothing is changed. With preview nothing is
// written either. Where an entry of somebody else comes between, the plan is made
// anew on what is there then, if what that recorded does not touch it; else it is a
// conflict.
func (d *Desk) change(ctx context.Context, id underpin.CaseID, op register.Op, preview bool, p draftFunc) (*Changed, error) {
	if !preview {
		d.changing.Lock()
		defer d.changing.Unlock()
	}
	var m meanwhile
	for try := 1; ; try++ {
		out, err := d.changeOnce(ctx, id, op, preview, p, &m)
		if err == nil || try == triesMeanwhile || !errors.Is(err, store.ErrConflict) {
			return out, err
		}
	}
}

func (d *Desk) changeOnce(ctx context.Context, id underpin.CaseID, op register.Op, preview bool, p draftFunc, m *meanwhile) (*Changed, error) {
	held, err := d.load(ctx, id)
	if err != nil {
		return nil, err
	}
	dr, err := p(held)
	if err != nil {
		return nil, err
	}
	if err := d.conflicts(ctx, held.ID, held.head.Seq, dr.Seen); err != nil {
		return nil, err
	}
	dr = dr.recorded(underpin.DayOfTime(d.cfg.Now()))
	on, w, err := dr.workOutWhereTouched(held)
	if err != nil {
		return nil, err
	}
	if m.base == 0 {
		m.id, m.base = held.ID, held.head.Seq
	}
	m.put, m.removed = &w.changed, w.remove
	if err := d.undisturbed(ctx, *m, held.head.Seq); err != nil {
		return nil, err
	}
	out := &Changed{Case: held.ID, Summary: dr.Summary, Put: w.written(), Removed: w.remove}
	if out.Summary == "" {
		out.Summary = dr.summary()
	}
	if along := len(w.remove) - len(dr.Remove); along > 0 {
		out.Summary += ", and " + count(along, "record") + " with it"
	}
	if out.Effects, out.Remarks, err = d.effects(ctx, on, w.next, &dr.Put); err != nil || preview {
		return out, err
	}
	entry, err := d.store.Commit(ctx, held.ID, store.Change{Op: op, Summary: out.Summary, Put: w.put, Remove: w.remove, Base: held.head.Seq})
	if err != nil {
		return nil, err
	}
	out.Entry, out.Odd = entry.Seq, d.clockOf(ctx, held.ID, entry.Seq)
	return out, nil
}

// A work is a draft worked out on a case: the case as it becomes, and what that
// takes.
type work struct {
	next   *underpin.Case
	put    []register.Record
	remove []underpin.RecordRef
	// changed is what put holds, as a case.
	changed underpin.Case
}

// workOutWhereTouched works the draft out on the part of the case that it touches, or
// on the whole.
func (dr Draft) workOutWhereTouched(held *openCase) (touched, *work, error) {
	if part, ok := held.touchedBy(&dr); ok {
		if w, err := dr.workOut(part.Case, held.index()); err == nil {
			return part, w, nil
		}
	}
	w, err := dr.workOut(held.Case, held.index())
	return touched{openCase: held}, w, err
}

// workOut merges the draft into the case, takes away what it removes, and checks what
// comes of it.
func (dr Draft) workOut(old *underpin.Case, x *underpin.Index) (*work, error) {
	w := &work{next: underpin.Merge(old, &dr.Put)}
	put := dr.Put
	if len(dr.Remove) > 0 {
		r, err := dr.removal(w.next, x)
		if err != nil {
			return nil, err
		}
		w.remove = r.removed()
		put = *underpin.Merge(dr.Put.Without(r.gone), r.struckOut())
		w.next = underpin.Merge(w.next.Without(r.gone), &put)
	}
	if err := w.differences(&put, x); err != nil {
		return nil, err
	}
	return w, problems(old, w.next, len(put.Conclusions)+len(dr.Remove) > 0)
}

// differences notes the records that say something else than those that are there.
func (w *work) differences(put *underpin.Case, x *underpin.Index) error {
	for r, err := range register.All(put) {
		if err != nil {
			return err
		}
		if there := x.Find(r.Ref); there != nil {
			was, err := register.New(there)
			if err != nil {
				return err
			}
			if bytes.Equal(was.Body, r.Body) {
				continue
			}
		}
		w.put = append(w.put, r)
		v, err := r.Value()
		if err != nil {
			return err
		}
		k, _ := underpin.KindOf(r.Ref.Kind)
		k.Append(&w.changed, v)
	}
	if len(w.put)+len(w.remove) == 0 {
		return faultf(Unchanged, "", "the case already says that; nothing was changed")
	}
	return nil
}

// written names the records to write.
func (w *work) written() []underpin.RecordRef {
	var refs []underpin.RecordRef
	for _, r := range w.put {
		refs = append(refs, r.Ref)
	}
	return refs
}

// summary names what a draft puts and removes, without any words of a source.
func (dr Draft) summary() string {
	var refs []underpin.RecordRef
	for ref := range dr.Put.Records() {
		refs = append(refs, ref)
	}
	var parts []string
	if len(refs) > 0 {
		parts = append(parts, "put "+listed(refs))
	}
	if len(dr.Remove) > 0 {
		parts = append(parts, "remove "+listed(dr.Remove))
	}
	return strings.Join(parts, "; ")
}

// listed names some records, and counts what would be too many for a line.
func listed(refs []underpin.RecordRef) string {
	const most = 8
	var parts []string
	for i, ref := range refs {
		if i == most && len(refs) > most+1 {
			parts = append(parts, "and "+count(len(refs)-most, "more record"))
			break
		}
		parts = append(parts, ref.String())
	}
	return strings.Join(parts, ", ")
}

// problems reports what a change would make wrong with the case, as one fault. What
// was wrong with it before is left: it is mended one change at a time. Expressions are
// checked where the change may bear on one.
func problems(old, next *underpin.Case, expressions bool) error {
	check := func(c *underpin.Case) []underpin.Problem {
		found := c.Validate()
		if expressions {
			found = append(found, conclusion.Check(c)...)
		}
		return found
	}
	found := check(next)
	if len(found) == 0 {
		return nil
	}
	before := check(old)
	return problemsFault(slices.DeleteFunc(found, func(p underpin.Problem) bool { return slices.Contains(before, p) }))
}

// problemsFault is one fault of all problems; nil where there are none.
func problemsFault(found []underpin.Problem) error {
	switch len(found) {
	case 0:
		return nil
	case 1:
		f := faultf(BadRecord, found[0].Hint, "%s: %s", found[0].Record, found[0].Message)
		f.Record, f.Problems = found[0].Record, []Problem{problemOf(found[0])}
		return f
	}
	f := faultf(BadRecord, "", "%s; nothing was changed", count(len(found), "problem"))
	for _, p := range found {
		f.Problems = append(f.Problems, problemOf(p))
	}
	return f
}

// problemOf is a problem of a record with its field, and where in the text of that it
// begins.
func problemOf(p underpin.Problem) Problem {
	return Problem{Place: Place{Column: p.Column}, Record: p.Record, Field: p.Field, Message: p.Message, Hint: p.Hint, Unchosen: p.Unchosen}
}

// recorded returns the draft with the day on which its new testimony is written: one
// that names no date speaks of that day, in a preview too.
func (dr Draft) recorded(today underpin.Day) Draft {
	dr.Put.Testimonies = slices.Clone(dr.Put.Testimonies)
	for i := range dr.Put.Testimonies {
		if t := &dr.Put.Testimonies[i]; t.Recorded == 0 {
			t.Recorded = today
		}
	}
	return dr
}
