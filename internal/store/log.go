package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"math"
	"time"

	"underpin"
	"underpin/internal/register"
)

// A CaseInfo is a line of the list of cases.
type CaseInfo struct {
	ID    underpin.CaseID `json:"id"`
	Title string          `json:"title,omitempty"`
	// Entries counts the changes, Changed is when the last was recorded.
	Entries int64     `json:"entries"`
	Changed time.Time `json:"changed"`
}

// Cases lists the cases of the database by name.
func (s *Store) Cases(ctx context.Context) ([]CaseInfo, error) {
	var out []CaseInfo
	err := s.read(ctx, func(q querier) error {
		err := eachRow(ctx, q, func(scan func(...any) error) error {
			var c CaseInfo
			var last, at int64
			if err := scan(&c.ID, &c.Entries, &last, &at); err != nil {
				return err
			}
			c.Changed = time.UnixMicro(at).UTC()
			out = append(out, c)
			return nil
		}, queryCases)
		if err != nil {
			return err
		}
		for i := range out {
			if out[i].Title, err = title(ctx, q, out[i].ID); err != nil {
				return err
			}
		}
		return nil
	})
	return out, s.fail("list the cases of", s.path, err)
}

func title(ctx context.Context, q querier, id underpin.CaseID) (string, error) {
	r, _, err := current(ctx, q, id, underpin.RecordRef{Kind: underpin.KindSettings})
	if err != nil || r.Gone() {
		return "", err
	}
	v, err := r.Value()
	if err != nil {
		return "", nil // verify says what is wrong with it
	}
	return v.(*underpin.Settings).Title, nil
}

// Resolve returns the case that is meant: the one named, or, for an empty name,
// the only one there is. It fails with [ErrNoCase] or [ErrManyCases], whose hint
// lists the cases.
func (s *Store) Resolve(ctx context.Context, id underpin.CaseID) (underpin.CaseID, error) {
	all, err := s.Cases(ctx)
	if err != nil {
		return "", err
	}
	names := ""
	for _, c := range all {
		if c.ID == id {
			return id, nil
		}
		if names != "" {
			names += ", "
		}
		names += string(c.ID)
	}
	switch {
	case len(all) == 0:
		return "", &Error{Op: "open a case of", Subject: s.path, Err: ErrNoCase, Hint: "the database is empty; import a casebook first"}
	case id != "":
		return "", &Error{Op: "open the case", Subject: string(id), Err: ErrNoCase, Hint: "the database holds " + names}
	case len(all) > 1:
		return "", &Error{Op: "open a case of", Subject: s.path, Err: ErrManyCases, Hint: "name one of them: " + names}
	}
	return all[0].ID, nil
}

// Log returns the last entries of a case, latest first; all of them for a limit
// of 0. It fails with [ErrNoCase].
func (s *Store) Log(ctx context.Context, id underpin.CaseID, limit int) ([]register.Entry, error) {
	if limit <= 0 {
		limit = math.MaxInt32
	}
	var out []register.Entry
	err := s.read(ctx, func(q querier) (err error) {
		out, err = entries(ctx, q, id, queryLog, string(id), limit)
		return err
	})
	if err == nil && len(out) == 0 {
		err = ErrNoCase
	}
	return out, s.fail("read the log of", string(id), err)
}

// Head returns the last entry of a case. It fails with [ErrNoCase].
func (s *Store) Head(ctx context.Context, id underpin.CaseID) (register.Entry, error) {
	e, err := head(ctx, s.reader, id)
	if err == nil && e.Seq == 0 {
		err = ErrNoCase
	}
	return e, s.fail("read the log of", string(id), err)
}

// A Version is one state a record was in.
type Version struct {
	Entry register.Entry
	// Record is a tombstone where the entry removed the record.
	Record register.Record
}

// History returns every version of a record, oldest first. It fails with
// [ErrNoRecord] if there never was one.
func (s *Store) History(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef) ([]Version, error) {
	var out []Version
	err := s.read(ctx, func(q querier) error {
		err := eachRow(ctx, q, func(scan func(...any) error) error {
			v := Version{Record: register.Record{Ref: ref}}
			if err := scan(&v.Entry.Seq, &v.Record.Body); err != nil {
				return err
			}
			out = append(out, v)
			return nil
		}, queryHistory, string(id), string(ref.Kind), ref.ID)
		if err != nil {
			return err
		}
		for i := range out {
			if out[i].Entry, err = entry(ctx, q, id, out[i].Entry.Seq); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && len(out) == 0 {
		err = ErrNoRecord
	}
	return out, s.fail("read the history of", ref.String(), err)
}

// Removed lists the records of a kind that were taken out of a case, each as it last was, in
// the order of their ids: the register still names them.
func (s *Store) Removed(ctx context.Context, id underpin.CaseID, kind underpin.RecordKind) ([]register.Record, error) {
	var out []register.Record
	var last register.Record // the record that is read, as it last was
	gone := false
	end := func() {
		if gone && !last.Gone() {
			out = append(out, last)
		}
	}
	err := eachRow(ctx, s.reader, func(scan func(...any) error) error {
		v := register.Record{Ref: underpin.RecordRef{Kind: kind}}
		if err := scan(&v.Ref.ID, &v.Body); err != nil {
			return err
		}
		if v.Ref != last.Ref {
			end()
			last = v
		}
		if gone = v.Gone(); !gone {
			last = v
		}
		return nil
	}, queryVersionsOf, string(id), string(kind))
	end()
	return out, s.fail("read what was removed from", string(id), err)
}

// Touched lists the records that an entry wrote a version of, and those among
// them that it removed.
func (s *Store) Touched(ctx context.Context, id underpin.CaseID, seq int64) (put, removed []underpin.RecordRef, err error) {
	err = eachRow(ctx, s.reader, func(scan func(...any) error) error {
		var r underpin.RecordRef
		var gone int
		if err := scan(&r.Kind, &r.ID, &gone); err != nil {
			return err
		}
		if gone == 1 {
			removed = append(removed, r)
		} else {
			put = append(put, r)
		}
		return nil
	}, queryTouched, string(id), seq)
	return put, removed, s.fail("read", fmt.Sprintf("entry %d of %s", seq, id), err)
}

// head returns the last entry of a case; its Seq is 0 where there is none.
func head(ctx context.Context, q querier, id underpin.CaseID) (register.Entry, error) {
	e, err := scanEntry(id, q.QueryRowContext(ctx, queryHead, string(id)).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return register.Entry{Case: id}, nil
	}
	return e, err
}

func entry(ctx context.Context, q querier, id underpin.CaseID, seq int64) (register.Entry, error) {
	e, err := scanEntry(id, q.QueryRowContext(ctx, queryEntry, string(id), seq).Scan)
	if errors.Is(err, sql.ErrNoRows) {
		return e, ErrNoEntry
	}
	return e, err
}

func entries(ctx context.Context, q querier, id underpin.CaseID, query string, args ...any) ([]register.Entry, error) {
	var out []register.Entry
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		e, err := scanEntry(id, scan)
		out = append(out, e)
		return err
	}, query, args...)
	return out, err
}

// scanEntry reads a row of queryEntryColumns.
func scanEntry(id underpin.CaseID, scan func(...any) error) (register.Entry, error) {
	e := register.Entry{Case: id}
	var at int64
	var root []byte
	var undoes string
	err := scan(&e.Seq, &e.Op, &e.Actor, &at, &e.Summary, &e.Rows, &root, &undoes, &e.Signer, &e.Salt)
	if err != nil {
		return e, err
	}
	e.Recorded = time.UnixMicro(at).UTC()
	if len(root) != len(e.RowsRoot) {
		return e, fmt.Errorf("%w: entry %d has a root of %s", ErrDamaged, e.Seq, underpin.FormatCounted(len(root), "byte"))
	}
	copy(e.RowsRoot[:], root)
	if e.Undoes, err = register.ParseSeqs(undoes); err != nil {
		return e, fmt.Errorf("%w: entry %d takes back %q", ErrDamaged, e.Seq, undoes)
	}
	return e, nil
}
