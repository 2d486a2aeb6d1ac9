package store

import (
	"context"
	"database/sql"
	"errors"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// Prove returns the proof that a version of a record stands in the register: the
// one that entry seq wrote, or, for 0, the latest. It fails with [ErrNoRecord], with
// [ErrUnsigned] if no checkpoint was signed since, or with [register.ErrErased] where the
// summary of the entry, by which the proof leads, was erased.
func (s *Store) Prove(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef, seq int64) (register.Proof, error) {
	var p register.Proof
	err := s.read(ctx, func(q querier) error {
		if seq == 0 {
			var err error
			if _, seq, err = current(ctx, q, id, ref); err != nil {
				return err
			}
		}
		e, err := entry(ctx, q, id, seq)
		if errors.Is(err, ErrNoEntry) {
			return ErrNoRecord
		}
		if err != nil {
			return err
		}
		if cut, err := isThere(ctx, q, querySummaryCut, string(id), seq); cut || err != nil {
			return errors.Join(err, register.ErrErased)
		}
		row, leaves, err := rowOf(ctx, q, e, ref)
		if err != nil {
			return err
		}
		signed, err := coveredBy(ctx, q, e)
		if err != nil {
			return err
		}
		p, err = register.NewProof(row, leaves, e, nodes(ctx, q, id), signed)
		return err
	})
	return p, s.fail("prove", ref.String(), err)
}

// rowOf returns the row of a record in an entry, and the leaves of all its rows.
func rowOf(ctx context.Context, q querier, e register.Entry, ref underpin.RecordRef) (register.StoredRecord, []tlog.Hash, error) {
	var found register.StoredRecord
	var leaves []tlog.Hash
	cut, err := cutLeaves(ctx, q, e.Case, e.Seq)
	if err != nil {
		return found, nil, err
	}
	fill := func() {
		for leaf, ok := cut[int64(len(leaves)+1)]; ok; leaf, ok = cut[int64(len(leaves)+1)] {
			leaves = append(leaves, leaf)
		}
	}
	err = eachRow(ctx, q, func(scan func(...any) error) error {
		r := register.StoredRecord{Seq: e.Seq}
		if err := scan(&r.Number, &r.Ref.Kind, &r.Ref.ID, &r.Salt, &r.Leaf, &r.Body); err != nil {
			return err
		}
		fill()
		leaves = append(leaves, register.Leaf(r.Record, r.Salt))
		if r.Ref == ref {
			found = r
		}
		return nil
	}, queryEntryRows, string(e.Case), e.Seq)
	fill()
	if err == nil && found.Number == 0 {
		err = ErrNoRecord
	}
	return found, leaves, err
}

// coveredBy returns the first checkpoint that covers an entry.
func coveredBy(ctx context.Context, q querier, e register.Entry) (register.Checkpoint, error) {
	var text string
	err := q.QueryRowContext(ctx, queryCovering, string(e.Case), e.Seq).Scan(&text)
	if errors.Is(err, sql.ErrNoRows) {
		return register.Checkpoint{}, ErrUnsigned
	}
	if err != nil {
		return register.Checkpoint{}, err
	}
	c, err := register.PeekCheckpoint(text)
	if err != nil {
		err = errors.Join(ErrDamaged, err)
	}
	return c, err
}
