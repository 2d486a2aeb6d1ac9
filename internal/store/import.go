package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"iter"

	"underpin"
	"underpin/internal/register"
)

// An ImportPolicy says how an import treats what is there.
type ImportPolicy struct {
	// Replace removes records of the case that the import does not have, but for what
	// is sealed of a source that it has. By default they stay, and the import adds to
	// them.
	Replace bool
	// Summary is a line for the log.
	Summary string
	// Actor is who imports; the Config's by default.
	Actor string
	// Base is as in [Change]; 0 imports whatever the state.
	Base int64
	// First says that the import was worked out on no case: one that is there is a
	// conflict.
	First bool
	// Progress, where set, is told after each record of the import how many are
	// compared with what is there, and written where they differ, and of how many.
	// Calls do not overlap; it changes nothing in the result.
	Progress func(done, total int)
}

// An ImportResult tells what an import did.
type ImportResult struct {
	// Entry is the entry that records it; where nothing changed, the last one
	// that was there.
	Entry                              register.Entry
	Added, Changed, Removed, Unchanged int
	// Checkpoint is signed at the entry; its Note is empty without a key.
	Checkpoint register.Checkpoint
}

// Import records a whole case as one entry, under the case's ID, creating the
// case if there is none. The caller has validated it. Records that are as they
// were get no new version; if that goes for all, nothing is written and that is no
// error. It fails with [ErrBadCase], [ErrConflict], [ErrDuplicate], [ErrErasedID],
// [ErrLocked] or [ErrFull], and then nothing is changed.
func (s *Store) Import(ctx context.Context, c *underpin.Case, o ImportPolicy) (ImportResult, error) {
	var done ImportResult
	made := false
	err := s.write(ctx, func(tx *sql.Tx) error {
		if err := checkCaseID(c.ID); err != nil {
			return err
		}
		h, err := head(ctx, tx, c.ID)
		if err != nil {
			return err
		}
		if o.First && h.Seq > 0 {
			return fmt.Errorf("%w: it was not there when it was read and is at entry %d", ErrConflict, h.Seq)
		}
		if o.Base > 0 && o.Base != h.Seq {
			return fmt.Errorf("%w: it was read at entry %d and is at %d", ErrConflict, o.Base, h.Seq)
		}
		d := differ{store: s, id: c.ID, q: tx, replace: o.Replace, progress: o.Progress}
		if err := d.remember(ctx, h.Seq); err != nil {
			return err
		}
		e, err := s.append(ctx, tx, h, pendingEntry{
			op: register.OpImport, actor: o.Actor, summary: o.Summary, sign: true, empty: h.Seq == 0,
		}, d.rows(ctx, c))
		done = d.done
		done.Entry, made = e, h.Seq == 0
		return err
	})
	err = s.fail("import", string(c.ID), err)
	if isUnchanged(err) {
		err = nil
	}
	if err == nil && made {
		s.keepImported(ctx, c, done.Entry)
	}
	if err == nil && done.Entry.Signer != "" {
		done.Checkpoint, err = s.checkpointAt(ctx, done.Entry)
	}
	return done, err
}

// A differ tells what an import changes.
type differ struct {
	store    *Store
	id       underpin.CaseID
	q        querier
	replace  bool
	progress func(done, total int)
	have     map[underpin.RecordRef]bodyHash
	// sealed holds the source of every sealed record that is there.
	sealed map[underpin.RecordRef]underpin.SourceID
	// cut: something was erased of the case.
	cut  bool
	done ImportResult
}

// A bodyHash stands for the body of a record that is there.
type bodyHash [sha256.Size]byte

// remember notes what the case holds.
func (d *differ) remember(ctx context.Context, seq int64) error {
	d.have, d.sealed = map[underpin.RecordRef]bodyHash{}, map[underpin.RecordRef]underpin.SourceID{}
	if seq == 0 {
		return nil
	}
	var err error
	if d.cut, err = isThere(ctx, d.q, queryAnyErased, string(d.id)); err != nil {
		return err
	}
	return fold(ctx, d.q, d.id, latest, func(f folded) error {
		if !f.Gone() {
			d.have[f.Ref] = sha256.Sum256(f.Body)
		}
		if f.Gone() || f.Ref.Kind != underpin.KindSealed {
			return nil
		}
		v, err := f.Value()
		if err != nil {
			return err
		}
		d.sealed[f.Ref] = v.(*underpin.Sealed).Source
		return nil
	})
}

// rows yields the records that the import changes, then the tombstones of those
// it does not have, if it replaces.
func (d *differ) rows(ctx context.Context, c *underpin.Case) iter.Seq2[register.Record, error] {
	return func(yield func(register.Record, error) bool) {
		seen := map[underpin.RecordRef]bool{} // only where there may be others
		total, done := c.Count(), 0
		var last underpin.RecordRef
		for r, err := range register.All(c) {
			if err == nil && done > 0 && r.Ref == last { // they come in order
				err = fmt.Errorf("%w: %s", ErrDuplicate, r.Ref)
			}
			last = r.Ref
			if done++; d.replace && len(d.have) > 0 {
				seen[r.Ref] = true
			}
			changed := err != nil
			if err == nil {
				changed, err = d.changed(ctx, r)
			}
			if changed && !yield(r, err) {
				return
			}
			if d.progress != nil {
				d.progress(done, total)
			}
		}
		if d.replace {
			d.tombstones(seen, yield)
		}
	}
}

// changed counts a record and reports whether it needs a new version.
func (d *differ) changed(ctx context.Context, r register.Record) (bool, error) {
	was, ok := d.have[r.Ref]
	if !ok {
		d.done.Added++
		if !d.cut {
			return true, nil
		}
		_, last, err := current(ctx, d.q, d.id, r.Ref)
		if err == nil && last == 0 {
			err = d.store.checkNew(ctx, d.q, d.id, r.Ref)
		}
		return true, err
	}
	if was == sha256.Sum256(r.Body) {
		d.done.Unchanged++
		return false, nil
	}
	old, _, err := current(ctx, d.q, d.id, r.Ref)
	if err != nil {
		return true, err
	}
	if register.SameBody(r.Ref.Kind, old.Body, r.Body) {
		d.done.Unchanged++
		return false, nil
	}
	d.done.Changed++
	return true, nil
}

// tombstones takes away what the import does not have. What is sealed of a source stays
// as long as the source: a casebook in the clear never has it.
func (d *differ) tombstones(seen map[underpin.RecordRef]bool, yield func(register.Record, error) bool) {
	var gone []underpin.RecordRef
	for ref := range d.have {
		source := underpin.RecordRef{Kind: underpin.KindSource, ID: string(d.sealed[ref])}
		if !seen[ref] && !seen[source] {
			gone = append(gone, ref)
		}
	}
	underpin.SortRefs(gone)
	for _, ref := range gone {
		d.done.Removed++
		if !yield(register.Record{Ref: ref}, nil) {
			return
		}
	}
}
