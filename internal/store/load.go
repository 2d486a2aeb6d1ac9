package store

import (
	"context"
	"database/sql"
	"errors"
	"math"
	"time"

	"underpin"
	"underpin/internal/register"
)

// An At names a state of a case in the register: as of an entry, or as recorded
// at a time. The zero At is the latest state.
type At struct {
	// Seq is the last entry to count, 0 for no limit.
	Seq int64
	// Time is the time of recording of the last entry to count; zero for no limit.
	Time time.Time
}

// Load returns a case as it is now, every slice in natural order of ids, with the
// day on which each testimony was first recorded. It fails with [ErrNoCase].
func (s *Store) Load(ctx context.Context, id underpin.CaseID) (*underpin.Case, error) {
	c, _, err := s.LoadAt(ctx, id, At{})
	return c, err
}

// LoadAt returns a case as it was recorded at some point, with the last entry
// that it counts. An At before the first entry gives an empty case and an Entry
// whose Seq is 0. It fails with [ErrNoCase].
func (s *Store) LoadAt(ctx context.Context, id underpin.CaseID, at At) (*underpin.Case, register.Entry, error) {
	var c *underpin.Case
	var last register.Entry
	stale := false
	err := s.read(ctx, func(q querier) error {
		h, err := head(ctx, q, id)
		if err != nil {
			return err
		}
		if h.Seq == 0 {
			return ErrNoCase
		}
		if last, err = resolveAt(ctx, q, h, at); err != nil {
			return err
		}
		if last.Seq == h.Seq {
			c, stale, err = loadHead(ctx, q, h)
		} else {
			c, err = load(ctx, q, id, last.Seq)
		}
		return err
	})
	if err == nil && stale {
		s.keep(ctx, c, last)
	}
	return c, last, s.fail("load the case", string(id), err)
}

// resolveAt returns the last entry that an At counts, given the last there is.
func resolveAt(ctx context.Context, q querier, h register.Entry, at At) (register.Entry, error) {
	seq := h.Seq
	if at.Seq > 0 {
		seq = min(seq, at.Seq)
	}
	if !at.Time.IsZero() {
		var by int64
		if err := q.QueryRowContext(ctx, querySeqAt, string(h.Case), at.Time.UnixMicro()).Scan(&by); err != nil {
			return h, err
		}
		seq = min(seq, by)
	}
	switch seq {
	case h.Seq:
		return h, nil
	case 0:
		return register.Entry{Case: h.Case}, nil
	}
	return entry(ctx, q, h.Case, seq)
}

// load folds the versions up to an entry into a case. It reads ahead on one
// goroutine and decodes on another.
func load(ctx context.Context, q querier, id underpin.CaseID, upTo int64) (*underpin.Case, error) {
	days, err := recordedDays(ctx, q, id, upTo)
	if err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	batches := make(chan []folded, 4)
	var b caseLoader
	done := make(chan error, 1)
	go func() {
		err := b.run(batches, days)
		if err != nil {
			cancel()
		}
		done <- err
	}()
	readErr := feed(ctx, batches, func(yield func(folded) error) error {
		return fold(ctx, q, id, upTo, yield)
	})
	close(batches)
	if err := <-done; err != nil {
		return nil, err
	}
	if readErr != nil {
		return nil, readErr
	}
	c := b.Case()
	c.ID = id
	return c, nil
}

// feed sends what produce yields in batches.
func feed(ctx context.Context, to chan<- []folded, produce func(yield func(folded) error) error) error {
	const size = 512
	batch := make([]folded, 0, size)
	send := func() error {
		select {
		case to <- batch:
			batch = make([]folded, 0, size)
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	err := produce(func(f folded) error {
		batch = append(batch, f)
		if len(batch) < size {
			return nil
		}
		return send()
	})
	if err != nil {
		return err
	}
	return send()
}

// A caseLoader makes a case of folded records.
type caseLoader struct{ register.CaseBuilder }

func (b *caseLoader) run(batches <-chan []folded, days map[int64]underpin.Day) error {
	for batch := range batches {
		for _, f := range batch {
			if f.Gone() {
				continue
			}
			v, err := f.Value()
			if err != nil {
				return errors.Join(ErrDamaged, err)
			}
			if t, ok := v.(*underpin.Testimony); ok {
				t.Recorded = days[f.first]
			}
			if err := b.Add(v); err != nil {
				return err
			}
		}
	}
	return nil
}

func recordedDays(ctx context.Context, q querier, id underpin.CaseID, upTo int64) (map[int64]underpin.Day, error) {
	days := map[int64]underpin.Day{}
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var seq, at int64
		if err := scan(&seq, &at); err != nil {
			return err
		}
		days[seq] = underpin.DayOfTime(time.UnixMicro(at))
		return nil
	}, queryTimes, string(id), upTo)
	return days, err
}

// A folded record is the latest version of a record, with the entries that wrote
// its first and its latest version.
type folded struct {
	register.Record
	first, last int64
}

// fold yields the latest version up to an entry of every record that ever was,
// tombstones included.
func fold(ctx context.Context, q querier, id underpin.CaseID, upTo int64, yield func(folded) error) error {
	var have folded
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var kind, rid string
		var seq int64
		var body []byte
		if err := scan(&kind, &rid, &seq, &body); err != nil {
			return err
		}
		if have.last > 0 && string(have.Ref.Kind) == kind && have.Ref.ID == rid {
			have.Body, have.last = body, seq
			return nil
		}
		if have.last > 0 {
			if err := yield(have); err != nil {
				return err
			}
		}
		ref := underpin.RecordRef{Kind: underpin.RecordKind(kind), ID: rid}
		have = folded{Record: register.Record{Ref: ref, Body: body}, first: seq, last: seq}
		return nil
	}, queryVersions, string(id), upTo)
	if err != nil || have.last == 0 {
		return err
	}
	return yield(have)
}

// current returns the latest version of a record, a tombstone where there never
// was one, and the entry that wrote it, 0 for none.
func current(ctx context.Context, q querier, id underpin.CaseID, ref underpin.RecordRef) (register.Record, int64, error) {
	r := register.Record{Ref: ref}
	var seq int64
	err := q.QueryRowContext(ctx, queryCurrent, string(id), string(ref.Kind), ref.ID).Scan(&seq, &r.Body)
	if errors.Is(err, sql.ErrNoRows) {
		return r, 0, nil
	}
	return r, seq, err
}

// latest is an upper limit that every entry number is below.
const latest = math.MaxInt64
