package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// A Change is what one entry is to record.
type Change struct {
	// Op says what kind of change it is; [register.OpAdd] by default.
	Op register.Op
	// Summary is a line for the log. It must not hold anything that is sealed.
	Summary string
	// Actor is who makes it; the Config's by default.
	Actor string
	// Put holds the records to write, Remove those to take away.
	Put    []register.Record
	Remove []underpin.RecordRef
	// Base is the last entry of the state that the change was worked out on.
	// If the case has moved on since, the change is refused with [ErrConflict].
	// 0 makes the change whatever the state.
	Base int64
}

// Commit records a change as one entry, all of it or nothing. Records that are
// already as the change wants them get no new version; if that goes for all,
// nothing is written and the error is [ErrUnchanged]. It fails with [ErrNoCase]
// for a case that no import has made, [ErrConflict], [ErrDuplicate],
// [ErrNoRecord] for a removal of what is not there, [ErrErasedID], [ErrLocked] or
// [ErrFull].
func (s *Store) Commit(ctx context.Context, id underpin.CaseID, c Change) (register.Entry, error) {
	var e register.Entry
	err := s.write(ctx, func(tx *sql.Tx) error {
		h, err := head(ctx, tx, id)
		if err != nil {
			return err
		}
		if h.Seq == 0 {
			return ErrNoCase
		}
		if c.Base > 0 && c.Base != h.Seq {
			return fmt.Errorf("%w: it was read at entry %d and is at %d", ErrConflict, c.Base, h.Seq)
		}
		rows, err := s.changedRows(ctx, tx, id, c)
		if err != nil {
			return err
		}
		if len(rows) == 0 {
			e = h
			return ErrUnchanged
		}
		if c.Op == "" {
			c.Op = register.OpAdd
		}
		d := pendingEntry{op: c.Op, summary: c.Summary, actor: c.Actor}
		e, err = s.append(ctx, tx, h, d, each(rows))
		return err
	})
	return e, s.fail("change the case", string(id), err)
}

// changedRows returns the rows of a change that alter something.
func (s *Store) changedRows(ctx context.Context, q querier, id underpin.CaseID, c Change) ([]register.Record, error) {
	all := append([]register.Record(nil), c.Put...)
	for _, ref := range c.Remove {
		all = append(all, register.Record{Ref: ref})
	}
	seen := make(map[underpin.RecordRef]bool, len(all))
	var rows []register.Record
	for i, r := range all {
		if seen[r.Ref] {
			return nil, fmt.Errorf("%w: %s", ErrDuplicate, r.Ref)
		}
		seen[r.Ref] = true
		was, last, err := current(ctx, q, id, r.Ref)
		if err == nil && last == 0 {
			err = s.checkNew(ctx, q, id, r.Ref)
		}
		if err != nil {
			return nil, err
		}
		if i >= len(c.Put) && was.Gone() {
			return nil, fmt.Errorf("%w: %s", ErrNoRecord, r.Ref)
		}
		if !register.SameBody(r.Ref.Kind, was.Body, r.Body) {
			rows = append(rows, r)
		}
	}
	return rows, nil
}

func each(rows []register.Record) iter.Seq2[register.Record, error] {
	return func(yield func(register.Record, error) bool) {
		for _, r := range rows {
			if !yield(r, nil) {
				return
			}
		}
	}
}

// A pendingEntry is an entry before it is recorded.
type pendingEntry struct {
	op      register.Op
	actor   string
	summary string
	undoes  []int64
	// sign asks for a checkpoint at this entry, if there is a key.
	sign bool
	// empty allows an entry without rows.
	empty bool
	// exact is how exactly the time is recorded. Defaults to a microsecond.
	exact time.Duration
	// more adds rows that are no versions of records, after n that are, and returns
	// their leaves.
	more func(ctx context.Context, tx *sql.Tx, seq, n int64) ([]tlog.Hash, error)
}

// append records an entry after h with the rows given. It fails with
// [ErrUnchanged] where there are none, unless the draft allows it.
func (s *Store) append(ctx context.Context, tx *sql.Tx, h register.Entry, d pendingEntry, rows iter.Seq2[register.Record, error]) (register.Entry, error) {
	e := register.Entry{Case: h.Case, Seq: h.Seq + 1, Op: d.op, Actor: d.actor, Summary: d.summary, Undoes: d.undoes}
	if e.Actor == "" {
		e.Actor = s.cfg.Actor
	}
	e.Recorded = register.Recorded(s.cfg.Now().UTC().Truncate(d.exact), h.Recorded)
	leaves, err := s.insertRows(ctx, tx, e, rows)
	if err != nil {
		return h, err
	}
	if d.more != nil {
		more, err := d.more(ctx, tx, e.Seq, int64(len(leaves)))
		if err != nil {
			return h, err
		}
		leaves = append(leaves, more...)
	}
	if len(leaves) == 0 && !d.empty {
		return h, ErrUnchanged
	}
	e.Rows, e.RowsRoot = int64(len(leaves)), register.RowsRoot(leaves)
	if d.sign && s.cfg.Signer != "" {
		if e.Signer, err = register.VerifierKey(s.cfg.Signer); err != nil {
			return h, err
		}
	}
	if e.Salt, err = s.salt(); err != nil {
		return h, err
	}
	return e, s.insertEntry(ctx, tx, e)
}

// insertEntry writes the entry, its nodes of the tree and its checkpoint.
func (s *Store) insertEntry(ctx context.Context, tx *sql.Tx, e register.Entry) error {
	_, err := tx.ExecContext(ctx, insertEntry, string(e.Case), e.Seq, string(e.Op), e.Actor, e.Recorded.UnixMicro(),
		e.Summary, e.Rows, e.RowsRoot[:], register.FormatSeqs(e.Undoes), e.Signer, e.Salt)
	if err != nil {
		return err
	}
	added, err := register.Append(e.Seq, e.Leaf(), nodes(ctx, tx, e.Case))
	if err != nil {
		return err
	}
	for _, n := range added {
		if _, err := tx.ExecContext(ctx, insertNode, string(e.Case), n.Index, n.Hash[:]); err != nil {
			return err
		}
	}
	if e.Signer == "" {
		return nil
	}
	root, err := tlog.TreeHash(e.Seq, nodes(ctx, tx, e.Case))
	if err != nil {
		return err
	}
	c, err := register.Sign(s.cfg.Signer, e.Case, e.Seq, root)
	if err != nil {
		return err
	}
	_, err = tx.ExecContext(ctx, insertCheckpoint, string(e.Case), e.Seq, c.Note)
	return err
}

// insertRows writes the rows of an entry in batches and returns their leaves.
func (s *Store) insertRows(ctx context.Context, tx *sql.Tx, e register.Entry, rows iter.Seq2[register.Record, error]) ([]tlog.Hash, error) {
	const size = 64
	var leaves []tlog.Hash
	var full *sql.Stmt
	args := make([]any, 0, size*recordColumns)
	flush := func() (err error) {
		switch {
		case len(args) == 0:
			return nil
		case len(args) < size*recordColumns:
			_, err = tx.ExecContext(ctx, insertRecords(len(args)/recordColumns), args...)
		default:
			if full == nil {
				if full, err = tx.PrepareContext(ctx, insertRecords(size)); err != nil {
					return err
				}
			}
			_, err = full.ExecContext(ctx, args...)
		}
		args = args[:0]
		return err
	}
	defer func() {
		if full != nil {
			full.Close()
		}
	}()
	for r, err := range rows {
		if err != nil {
			return nil, err
		}
		salt, err := s.salt()
		if err != nil {
			return nil, err
		}
		leaf := register.Leaf(r, salt)
		leaves = append(leaves, leaf)
		args = append(args, string(e.Case), string(r.Ref.Kind), r.Ref.ID, e.Seq, int64(len(leaves)), salt, leaf[:], string(r.Body))
		if len(args) == cap(args) {
			if err := flush(); err != nil {
				return nil, err
			}
		}
	}
	return leaves, flush()
}

// checkCaseID refuses names that could not stand in a checkpoint or on a screen.
func checkCaseID(id underpin.CaseID) error {
	s := string(id)
	if s == "" || len(s) > 200 || !utf8.ValidString(s) || strings.ContainsFunc(s, unicode.IsControl) {
		return fmt.Errorf("%w: %q", ErrBadCase, s)
	}
	return nil
}
