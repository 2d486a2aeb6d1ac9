package store

import (
	"cmp"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// erasures reads what was erased of a case, in the order of entries and rows.
func erasures(ctx context.Context, q querier, id underpin.CaseID) ([]register.Erasure, error) {
	var out []register.Erasure
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var e register.Erasure
		var leaf, now []byte
		if err := scan(&e.Seq, &e.Number, &leaf, &now, &e.Mark, &e.By, &e.Row); err != nil {
			return err
		}
		if len(leaf) != len(e.Leaf) || len(now) != len(e.Now) {
			return fmt.Errorf("%w: what is left of row %d of entry %d has no hash", ErrDamaged, e.Number, e.Seq)
		}
		copy(e.Leaf[:], leaf)
		copy(e.Now[:], now)
		out = append(out, e)
		return nil
	}, queryErased, string(id))
	return out, err
}

// isThere reports whether a query finds anything.
func isThere(ctx context.Context, q querier, query string, args ...any) (bool, error) {
	var one int
	err := q.QueryRowContext(ctx, query, args...).Scan(&one)
	if errors.Is(err, sql.ErrNoRows) {
		return false, nil
	}
	return err == nil, err
}

// checkNew refuses a record whose id a record had that was erased. Without the signing
// key nobody can tell.
func (s *Store) checkNew(ctx context.Context, q querier, id underpin.CaseID, ref underpin.RecordRef) error {
	if s.cfg.Signer == "" {
		return nil
	}
	for _, spelt := range spellings(ref) {
		taken, err := isThere(ctx, q, queryMarked, string(id), register.IDMark(s.cfg.Signer, id, spelt))
		if taken {
			return fmt.Errorf("%w: %s", ErrErasedID, ref)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// spellings lists the ids by which a record is the same to a person: a code name is one in
// capitals or not.
func spellings(ref underpin.RecordRef) []underpin.RecordRef {
	out := []underpin.RecordRef{ref}
	if ref.Kind != underpin.KindSource {
		return out
	}
	lower := strings.ToLower(ref.ID)
	first, n := utf8.DecodeRuneInString(lower)
	for _, id := range []string{strings.ToUpper(ref.ID), lower, string(unicode.ToTitle(first)) + lower[n:]} {
		if spelt := (underpin.RecordRef{Kind: ref.Kind, ID: id}); !slices.Contains(out, spelt) {
			out = append(out, spelt)
		}
	}
	return out
}

// WasErased reports whether an erased record had this id. Without the signing key nobody
// can tell, and it reports false.
func (s *Store) WasErased(ctx context.Context, id underpin.CaseID, ref underpin.RecordRef) (bool, error) {
	err := s.checkNew(ctx, s.reader, id, ref)
	if errors.Is(err, ErrErasedID) {
		return true, nil
	}
	return false, s.fail("look up", ref.String(), err)
}

// cutLeaves returns the leaves of those rows of an entry that were erased, by their
// numbers.
func cutLeaves(ctx context.Context, q querier, id underpin.CaseID, seq int64) (map[int64]tlog.Hash, error) {
	out := map[int64]tlog.Hash{}
	err := eachRow(ctx, q, func(scan func(...any) error) error {
		var number int64
		var leaf []byte
		if err := scan(&number, &leaf); err != nil {
			return err
		}
		if len(leaf) != tlog.HashSize {
			return fmt.Errorf("%w: what is left of row %d of entry %d has no hash", ErrDamaged, number, seq)
		}
		out[number] = tlog.Hash(leaf)
		return nil
	}, queryEntryCut, string(id), seq)
	return out, err
}

// readErased reads what was erased.
func (v *verifier) readErased(ctx context.Context, q querier) error {
	all, err := erasures(ctx, q, v.id)
	if err != nil {
		return err
	}
	v.checker = register.NewChecker(v.id, all)
	for _, e := range all {
		if e.Number > 0 {
			v.gone = append(v.gone, e)
		}
	}
	v.erasing = all
	slices.SortFunc(v.erasing, func(a, b register.Erasure) int { return cmp.Or(cmp.Compare(a.By, b.By), cmp.Compare(a.Row, b.Row)) })
	return nil
}

// erased tells the checker of the rows of an entry that were erased, and of those that say
// so, as far as they come before a row that is there.
func (v *verifier) erased(seq, number int64) *register.Mismatch {
	for {
		var fault *register.Mismatch
		gone := len(v.gone) > 0 && (v.gone[0].Seq < seq || v.gone[0].Seq == seq && v.gone[0].Number < number)
		says := len(v.erasing) > 0 && (v.erasing[0].By < seq || v.erasing[0].By == seq && v.erasing[0].Row < number)
		switch {
		case gone && (!says || v.gone[0].Seq < v.erasing[0].By || v.gone[0].Seq == v.erasing[0].By && v.gone[0].Number < v.erasing[0].Row):
			fault = v.checker.Gone(v.gone[0])
			v.gone = v.gone[1:]
		case says:
			fault = v.checker.Erasing(v.erasing[0])
			v.erasing = v.erasing[1:]
		default:
			return nil
		}
		if fault != nil {
			return fault
		}
	}
}
