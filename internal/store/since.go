package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"underpin"
	"underpin/internal/register"
)

// A Delta is what became of a case between two of its entries: each record that some
// entry between wrote, as it is after the last of them. Who holds the case as of Since
// has it as of Head by taking away what is Gone and putting in what is in Put.
type Delta struct {
	Since int64
	Head  register.Entry
	// Put holds the records that were added or changed, Gone those that were removed,
	// in the order of [underpin.SortRefs].
	Put  *underpin.Case
	Gone []underpin.RecordRef
}

// Empty reports whether nothing changed.
func (d *Delta) Empty() bool { return len(d.Gone) == 0 && d.Put.Count() == 0 }

// Since returns what the case has become since an entry, without reading the rest of
// it. It fails with [ErrNoCase], or with [ErrNoEntry] for an entry that is not there or
// after which something was erased: the case that is held is then not of this register,
// and must be loaded anew.
func (s *Store) Since(ctx context.Context, id underpin.CaseID, seq int64) (Delta, error) {
	var d Delta
	err := s.read(ctx, func(q querier) error {
		h, err := head(ctx, q, id)
		switch {
		case err != nil:
			return err
		case h.Seq == 0:
			return ErrNoCase
		case seq < 0 || seq > h.Seq:
			return ErrNoEntry
		}
		erased, err := isThere(ctx, q, queryErasedSince, string(id), seq)
		if err != nil {
			return err
		}
		if erased { // what is held may hold what nothing may hold any more
			return ErrNoEntry
		}
		d, err = since(ctx, q, h, seq)
		return err
	})
	return d, s.fail("read the latest changes of", string(id), err)
}

// since reads what became of a case between an entry and a later one.
func since(ctx context.Context, q querier, h register.Entry, seq int64) (Delta, error) {
	d := Delta{Since: seq, Head: h, Put: &underpin.Case{ID: h.Case}}
	if seq == h.Seq {
		return d, nil
	}
	latest := map[underpin.RecordRef][]byte{}
	var refs []underpin.RecordRef
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var ref underpin.RecordRef
		var body []byte
		if err := scan(&ref.Kind, &ref.ID, &body); err != nil {
			return err
		}
		if _, met := latest[ref]; !met {
			refs = append(refs, ref)
		}
		latest[ref] = body
		return nil
	}, queryChangedSince, string(h.Case), seq, h.Seq)
	if err != nil {
		return d, err
	}
	underpin.SortRefs(refs)
	for _, ref := range refs {
		r := register.Record{Ref: ref, Body: latest[ref]}
		if r.Gone() {
			d.Gone = append(d.Gone, ref)
			continue
		}
		if err := put(ctx, q, d.Put, r); err != nil {
			return d, err
		}
	}
	return d, nil
}

// put decodes a record into a case, a testimony with the day on which it was first
// recorded.
func put(ctx context.Context, q querier, c *underpin.Case, r register.Record) error {
	v, err := r.Value()
	if err != nil {
		return errors.Join(ErrDamaged, err)
	}
	if t, ok := v.(*underpin.Testimony); ok {
		var at int64
		err := q.QueryRowContext(ctx, queryFirstRecorded, string(c.ID), string(r.Ref.Kind), r.Ref.ID).Scan(&at)
		if errors.Is(err, sql.ErrNoRows) {
			return fmt.Errorf("%w: %s belongs to no entry", ErrDamaged, r.Ref)
		}
		if err != nil {
			return err
		}
		t.Recorded = underpin.DayOfTime(time.UnixMicro(at))
	}
	k, _ := underpin.KindOf(r.Ref.Kind) // Value knew it
	k.Append(c, v)
	return nil
}
