package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/register"
)

// Verify recomputes a case's register from what is stored: the leaf of every
// version of every record from its words, the rows of every entry, the tree, and
// every signed checkpoint. The Report names the first entry and record that do not
// fit; that is no error. Checkpoints kept elsewhere (their notes) hold the
// register to what it was then. It fails with [ErrNoCase], or if the database
// cannot be read at all.
func (s *Store) Verify(ctx context.Context, id underpin.CaseID, kept ...string) (register.Verification, error) {
	v := verifier{store: s, id: id, checker: register.NewChecker(id, nil)}
	var report register.Verification
	err := s.read(ctx, func(q querier) error {
		fault, err := v.run(ctx, q)
		if err == nil && fault == nil {
			fault, err = v.around(ctx, q)
		}
		if errors.Is(s.classify(err), ErrDamaged) {
			fault, err = &register.Mismatch{Seq: v.checker.Next(), What: "it cannot be read: " + s.classify(err).Error()}, nil
		}
		if err == nil && fault == nil {
			fault, err = v.snapshot()
		}
		report = v.checker.Report()
		report.Versions, report.Fault = v.versions, fault
		for _, text := range kept {
			if report.Fault == nil {
				report.Fault = v.checker.Kept(text)
			}
			if report.Fault == nil {
				report.Kept++
			}
		}
		return err
	})
	if v.differs {
		s.forget(ctx, id)
	}
	return report, s.fail("verify", string(id), err)
}

// VerifyAll verifies every case of the database, and that nothing in it belongs to
// no case. Each kept checkpoint is held against the case it names.
func (s *Store) VerifyAll(ctx context.Context, kept ...string) ([]register.Verification, error) {
	ids, err := s.everyCase(ctx)
	if err != nil {
		return nil, err
	}
	byCase := map[underpin.CaseID][]string{}
	var out []register.Verification
	for _, text := range kept {
		c, err := register.PeekCheckpoint(text)
		if err != nil || !slices.Contains(ids, c.Case) {
			fault := &register.Mismatch{What: fmt.Sprintf("the case %q of a kept checkpoint is not in the database", c.Case)}
			out = append(out, register.Verification{Case: c.Case, Fault: fault})
			continue
		}
		byCase[c.Case] = append(byCase[c.Case], text)
	}
	for _, id := range ids {
		r, err := s.Verify(ctx, id, byCase[id]...)
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// everyCase lists the cases, those included that have no entry.
func (s *Store) everyCase(ctx context.Context) ([]underpin.CaseID, error) {
	var ids []underpin.CaseID
	add := func(scan func(...any) error) error {
		var id underpin.CaseID
		if err := scan(&id); err != nil {
			return err
		}
		ids = append(ids, id)
		return nil
	}
	err := s.read(ctx, func(q querier) error {
		if err := eachRow(ctx, q, add, queryCaseIDs); err != nil {
			return err
		}
		return eachRow(ctx, q, add, queryStrays)
	})
	return ids, s.fail("list the cases of", s.path, err)
}

// A verifier is one run over a case.
type verifier struct {
	store    *Store
	id       underpin.CaseID
	checker  *register.Checker
	versions int64

	entries []register.Entry
	// gone are the rows that were erased, in their order, erasing those that say so.
	gone, erasing []register.Erasure
	// unread is the fault of an entry that cannot be read, after those that can.
	unread *register.Mismatch
	nodes  []register.TreeHash
	notes  map[int64]string
	// rows are those of the case, in the order of entries once all are read.
	rows []register.HashedRow
	// compared is the snapshot as far as it was compared with the rows, nil where there is
	// none; notCompared is why it could not be.
	compared    *shotCheck
	notCompared error
	// differs: the register is sound, and the snapshot is not what it gives.
	differs bool
}

// snapshot compares the snapshot of the case, if there is one that would be used, with
// what the register gives for its entry, piece by piece.
func (v *verifier) snapshot() (*register.Mismatch, error) {
	if v.compared == nil || v.notCompared != nil {
		return nil, v.notCompared
	}
	part, err := v.compared.part()
	if part == "" || err != nil {
		return nil, err
	}
	v.differs = true
	return &register.Mismatch{What: fmt.Sprintf("what is kept beside the register to read it faster is not what the register gives (%s); the register itself is sound, and the rest has been dropped, to be made again: verify once more", part)}, nil
}

// run checks the case. The rows are read where they lie, by kind and id, as to look each up
// by its entry takes longer than all else; what is kept of them is small.
func (v *verifier) run(ctx context.Context, q querier) (*register.Mismatch, error) {
	if err := v.read(ctx, q); err != nil {
		return nil, err
	}
	v.compared, v.notCompared = newShotCheck(ctx, q, v.id)
	err := v.readRows(ctx, q, queryRowsByKind)
	if errors.Is(v.store.classify(err), ErrDamaged) {
		v.compared = nil
		err = v.readRows(ctx, q, queryRows) // so that the entry can be named
	}
	for _, i := range v.order() {
		if fault := v.row(&v.rows[i]); fault != nil {
			return fault, nil
		}
	}
	if err != nil {
		return nil, err
	}
	for v.more() {
		if fault := v.entry(); fault != nil {
			return fault, nil
		}
	}
	return v.left(), nil
}

// readRows reads the rows of the case.
func (v *verifier) readRows(ctx context.Context, q querier, query string) error {
	v.rows = slices.Grow(v.rows[:0], v.counted())
	var r register.StoredRecord
	var kind, salt, leaf, body sql.RawBytes
	var hasher register.Hasher
	into := []any{&r.Seq, &r.Number, &kind, &r.Ref.ID, &salt, &leaf, &body}
	return eachRow(ctx, q, func(scan func(...any) error) error {
		if err := scan(into...); err != nil {
			return err
		}
		if string(r.Ref.Kind) != string(kind) {
			r.Ref.Kind = underpin.RecordKind(kind)
		}
		r.Salt, r.Leaf, r.Body = salt, leaf, body
		v.rows = append(v.rows, hasher.Row(&r))
		if v.compared != nil {
			v.compared.row(&r)
		}
		return nil
	}, query, string(v.id))
}

// mostCounted is how many rows are believed to be there before they are.
const mostCounted = 1 << 20

// counted is the number of rows that the entries say they have, if they are to be believed.
func (v *verifier) counted() int {
	n := int64(0)
	for _, e := range v.entries {
		if n += max(e.Rows, 0); n > mostCounted || n < 0 {
			return 0
		}
	}
	return int(n)
}

// order lists the rows in the order of entries and of their numbers. A row is put where the
// entries say it lies; only where that is not possible, as something is missing or does not
// fit, are they sorted.
func (v *verifier) order() []int {
	at, ok := v.placed()
	if ok {
		return at
	}
	for i := range at {
		at[i] = i
	}
	slices.SortStableFunc(at, func(i, k int) int {
		a, b := &v.rows[i], &v.rows[k]
		return cmp.Or(cmp.Compare(a.Seq, b.Seq), cmp.Compare(a.Number, b.Number))
	})
	return at
}

// placed puts every row where the entries say it lies. It reports whether there is one of
// each number.
func (v *verifier) placed() (at []int, ok bool) {
	at = make([]int, len(v.rows))
	before := make([]int64, len(v.entries)+1)
	for i, e := range v.entries {
		if e.Seq != int64(i+1) || e.Rows < 0 || e.Rows > int64(len(at)) {
			return at, false
		}
		before[i+1] = before[i] + e.Rows
	}
	if before[len(v.entries)] != int64(len(at)) {
		return at, false
	}
	there := make([]bool, len(at))
	for i := range v.rows {
		r := &v.rows[i]
		if r.Seq < 1 || r.Seq > int64(len(v.entries)) || r.Number < 1 || r.Number > v.entries[r.Seq-1].Rows {
			return at, false
		}
		place := before[r.Seq-1] + r.Number - 1
		if there[place] {
			return at, false
		}
		at[place], there[place] = i, true
	}
	return at, true
}

// row checks the next row, after the entries that lie before it.
func (v *verifier) row(r *register.HashedRow) *register.Mismatch {
	for v.checker.Next() < r.Seq && v.more() {
		if fault := v.entry(); fault != nil {
			return fault
		}
	}
	if fault := v.erased(r.Seq, r.Number); fault != nil {
		return fault
	}
	v.versions++
	return v.checker.Row(r)
}

func (v *verifier) more() bool { return len(v.entries) > 0 || v.unread != nil }

// entry checks the next entry with its part of the tree and its checkpoint.
func (v *verifier) entry() *register.Mismatch {
	if len(v.entries) == 0 {
		return v.unread
	}
	e := v.entries[0]
	v.entries = v.entries[1:]
	if fault := v.erased(v.checker.Next(), latest); fault != nil {
		return fault
	}
	end := register.NodesAfter(v.checker.Next())
	n := 0
	for n < len(v.nodes) && v.nodes[n].Index < end {
		n++
	}
	mine := v.nodes[:n]
	v.nodes = v.nodes[n:]
	note := v.notes[e.Seq]
	delete(v.notes, e.Seq)
	return v.checker.Entry(e, mine, note)
}

// left reports what belongs to no entry.
func (v *verifier) left() *register.Mismatch {
	if fault := v.erased(v.checker.Next(), latest); fault != nil {
		return fault
	}
	if fault := v.checker.Rest(); fault != nil {
		return fault
	}
	switch {
	case len(v.nodes) > 0:
		return &register.Mismatch{Seq: v.checker.Next(), What: "it is missing, but its hashes are in the tree"}
	case len(v.notes) > 0:
		return &register.Mismatch{Seq: v.checker.Next(), What: "it is missing, but a checkpoint counts it"}
	}
	return nil
}

// around checks that the file as a whole is sound: its structure, and that nothing
// in it lies outside every case.
func (v *verifier) around(ctx context.Context, q querier) (*register.Mismatch, error) {
	if err := v.store.check(ctx, q); err != nil {
		if errors.Is(err, ErrDamaged) {
			return &register.Mismatch{What: err.Error()}, nil
		}
		return nil, err
	}
	var fault *register.Mismatch
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var id string
		if err := scan(&id); err != nil {
			return err
		}
		fault = &register.Mismatch{What: fmt.Sprintf("there are records of a case %q without an entry", id)}
		return nil
	}, queryStrays)
	return fault, err
}

// read fetches the entries, the tree and the checkpoints.
func (v *verifier) read(ctx context.Context, q querier) error {
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		e, err := scanEntry(v.id, scan)
		switch {
		case v.unread != nil:
		case errors.Is(err, ErrDamaged):
			v.unread = &register.Mismatch{Seq: int64(len(v.entries) + 1), What: "it is not what was recorded: " + err.Error()}
		case err != nil:
			return err
		default:
			v.entries = append(v.entries, e)
		}
		return nil
	}, queryEntries, string(v.id))
	if err != nil {
		return err
	}
	if err := v.readErased(ctx, q); err != nil {
		return err
	}
	if err := v.readTree(ctx, q); err != nil {
		return err
	}
	v.notes = map[int64]string{}
	err = eachRow(ctx, q, func(scan func(...any) error) error {
		var size int64
		var text string
		if err := scan(&size, &text); err != nil {
			return err
		}
		v.notes[size] = text
		return nil
	}, queryCheckpoints, string(v.id))
	if err == nil && !v.more() && len(v.nodes) == 0 && len(v.notes) == 0 {
		return v.nothing(ctx, q)
	}
	return err
}

// nothing tells a case that is not there from one that lost its entries.
func (v *verifier) nothing(ctx context.Context, q querier) error {
	var one int
	rows, err := q.QueryContext(ctx, queryAnyRow, string(v.id))
	if err != nil {
		return err
	}
	defer rows.Close()
	if rows.Next() {
		return rows.Scan(&one)
	}
	return errors.Join(rows.Err(), ErrNoCase)
}

func (v *verifier) readTree(ctx context.Context, q querier) error {
	return eachRow(ctx, q, func(scan func(...any) error) error {
		var n register.TreeHash
		var hash []byte
		if err := scan(&n.Index, &hash); err != nil {
			return err
		}
		if len(hash) != len(n.Hash) {
			n.Index = -1 // fits nowhere
		}
		copy(n.Hash[:], hash)
		v.nodes = append(v.nodes, n)
		return nil
	}, queryNodes, string(v.id))
}
