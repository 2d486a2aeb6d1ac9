package store

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"iter"

	"underpin"
	"underpin/internal/register"
)

// UndoOptions say what to undo or redo.
type UndoOptions struct {
	// Seq is the entry to take back; 0 means the last one that can be.
	Seq int64
	// Cascade takes back the entries that depend on it too.
	Cascade bool
	// Summary is a line for the log; by default it names what is taken back.
	Summary string
	// Actor is who does it; the Config's by default.
	Actor string
}

// Undo takes back an entry, however old, by a compensating entry that restores
// what the records would be without it; the entry returned lists in Undoes what
// was taken back. Undo of an undo is a redo. Entries that depend on it are listed
// by a [register.DependantsError], which is [register.ErrDependants], unless they
// are to go too. It fails with [ErrNoCase], [ErrNoEntry], [ErrNothingToUndo],
// [register.ErrTakenBack], [register.ErrNothingTaken] or [register.ErrErased], and with a
// [register.FoundingError] where the entry is the one that brought the case in.
func (s *Store) Undo(ctx context.Context, id underpin.CaseID, o UndoOptions) (register.Entry, error) {
	return s.takeBack(ctx, id, o, "undo", (*register.History).LastToUndo)
}

// Redo takes back an undo, which brings back what that took; Seq is the number of
// the undo, or of an entry that it took. It fails as [Store.Undo] does; entries depend on a redo when they
// touched the same records since.
func (s *Store) Redo(ctx context.Context, id underpin.CaseID, o UndoOptions) (register.Entry, error) {
	return s.takeBack(ctx, id, o, "redo", (*register.History).LastToRedo)
}

func (s *Store) takeBack(ctx context.Context, id underpin.CaseID, o UndoOptions, verb string, last func(*register.History) (int64, bool)) (register.Entry, error) {
	subject := string(id)
	var done register.Entry
	err := s.write(ctx, func(tx *sql.Tx) error {
		h, err := history(ctx, tx, id)
		if err != nil {
			return err
		}
		seq := o.Seq
		if seq == 0 {
			var ok bool
			if seq, ok = last(h); !ok {
				return ErrNothingToUndo
			}
		}
		subject = fmt.Sprintf("entry %d of %s", seq, id)
		if seq < 1 || seq > int64(len(h.Entries)) {
			return ErrNoEntry
		}
		if verb == "redo" && h.Entries[seq-1].Op != register.OpUndo {
			if seq = register.TakenBackBy(h.Entries, seq); seq == 0 {
				return fmt.Errorf("%w: it is in force", ErrNothingToUndo)
			}
		}
		target := h.Entries[seq-1]
		q := prepared{tx: tx, of: map[string]*sql.Stmt{}}
		defer q.close()
		plan, err := h.Compensate(seq, o.Cascade, &storedBodies{ctx: ctx, q: q, id: id})
		if err != nil {
			return err
		}
		d := compensating(target, plan, o)
		done, err = s.append(ctx, tx, h.Entries[len(h.Entries)-1], d, restored(ctx, q, id, plan.Restore))
		return err
	})
	return done, s.undoHint(verb, subject, err)
}

// compensating drafts the entry that takes back the target.
func compensating(target register.Entry, plan register.Compensation, o UndoOptions) pendingEntry {
	d := pendingEntry{op: register.OpUndo, actor: o.Actor, summary: o.Summary, undoes: plan.Undoes, empty: true}
	if target.Op == register.OpUndo {
		d.op = register.OpRedo
	}
	if d.summary == "" {
		d.summary = fmt.Sprintf("takes back entry %s", register.FormatSeqs(plan.Undoes))
	}
	return d
}

func (s *Store) undoHint(verb, subject string, err error) error {
	e, ok := errors.AsType[*Error](s.fail(verb, subject, err))
	if !ok {
		return err
	}
	if e.Hint == "" {
		switch {
		case errors.Is(err, register.ErrDependants):
			e.Hint = "take them back first, or all together with cascade"
		case errors.Is(err, register.ErrTakenBack):
			e.Hint = "the log shows by which entry; redo that one to bring it back"
		case errors.Is(err, ErrNoEntry), errors.Is(err, ErrNothingToUndo):
			e.Hint = "the log lists the entries and what can be taken back"
		}
	}
	return e
}

// restored yields the rows that bring records to the versions wanted, where they
// are not so already.
func restored(ctx context.Context, q querier, id underpin.CaseID, wanted []register.Restore) iter.Seq2[register.Record, error] {
	return func(yield func(register.Record, error) bool) {
		for _, w := range wanted {
			r := register.Record{Ref: w.Ref}
			now, _, err := current(ctx, q, id, w.Ref)
			if err == nil && w.Seq > 0 {
				r.Body, err = version(ctx, q, id, w)
			}
			same := err == nil && bytes.Equal(now.Body, r.Body)
			if !same && !yield(r, err) {
				return
			}
		}
	}
}

func version(ctx context.Context, q querier, id underpin.CaseID, v register.Restore) ([]byte, error) {
	var body []byte
	err := q.QueryRowContext(ctx, queryVersion, string(id), string(v.Ref.Kind), v.Ref.ID, v.Seq).Scan(&body)
	return body, err
}

// history reads what the register knows of a case apart from the bodies.
func history(ctx context.Context, q querier, id underpin.CaseID) (*register.History, error) {
	h := &register.History{Marks: map[underpin.RecordRef][]register.Mark{}}
	var err error
	if h.Entries, err = entries(ctx, q, id, queryEntries, string(id)); err != nil {
		return nil, err
	}
	if len(h.Entries) == 0 {
		return nil, ErrNoCase
	}
	for i, e := range h.Entries {
		if e.Seq != int64(i+1) {
			return nil, fmt.Errorf("%w: entry %d is missing", ErrDamaged, i+1)
		}
	}
	err = eachRow(ctx, q, func(scan func(...any) error) error {
		var ref underpin.RecordRef
		var m register.Mark
		if err := scan(&ref.Kind, &ref.ID, &m.Seq, &m.Gone); err != nil {
			return err
		}
		if m.Seq < 1 || m.Seq > int64(len(h.Entries)) {
			return fmt.Errorf("%w: %s belongs to no entry", ErrDamaged, ref)
		}
		h.Marks[ref] = append(h.Marks[ref], m)
		return nil
	}, queryVersionMarks, string(id))
	return h, err
}

// storedBodies implements register.Bodies on the database.
type storedBodies struct {
	ctx context.Context
	q   querier
	id  underpin.CaseID
}

// Of implements [register.Bodies].
func (b *storedBodies) Of(v register.Restore) ([]underpin.Reference, error) {
	body, err := version(b.ctx, b.q, b.id, v)
	if err != nil {
		return nil, err
	}
	return register.References(register.Record{Ref: v.Ref, Body: body})
}

// Refers implements [register.Bodies]. Bodies that do not mention a wanted id are
// not decoded, if few are wanted; but those of conclusions are, which name entities
// in the middle of a text.
func (b *storedBodies) Refers(wanted map[underpin.RecordRef]bool) (map[register.Restore][]underpin.Reference, error) {
	const few = 32
	var needles [][]byte
	if len(wanted) <= few {
		for ref := range wanted {
			needles = append(needles, register.Quoted(ref.ID))
		}
	}
	out := map[register.Restore][]underpin.Reference{}
	err := eachRow(b.ctx, b.q, func(scan func(...any) error) error {
		var r register.Record
		var seq int64
		if err := scan(&r.Ref.Kind, &r.Ref.ID, &seq, &r.Body); err != nil {
			return err
		}
		if needles != nil && r.Ref.Kind != underpin.KindConclusion && !containsAny(r.Body, needles) {
			return nil
		}
		references, err := register.References(r)
		if err != nil {
			return errors.Join(ErrDamaged, err)
		}
		if refersTo(references, wanted) {
			out[register.Restore{Ref: r.Ref, Seq: seq}] = references
		}
		return nil
	}, queryVersions, string(b.id), int64(latest))
	return out, err
}

func containsAny(body []byte, needles [][]byte) bool {
	for _, n := range needles {
		if bytes.Contains(body, n) {
			return true
		}
	}
	return false
}

func refersTo(references []underpin.Reference, wanted map[underpin.RecordRef]bool) bool {
	for _, r := range references {
		if r.Satisfied(func(ref underpin.RecordRef) bool { return wanted[ref] }) {
			return true
		}
	}
	return false
}
