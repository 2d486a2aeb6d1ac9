package store

import (
	"context"
	"database/sql"
	"time"

	"underpin"
	"underpin/internal/register"
)

// coarse is how exactly a notice says when it was recorded: by the day. Who opens what
// is sealed, and when, says when a source was dealt with.
const coarse = 24 * time.Hour

// Notice records that something was done to a case that changed none of its records, such
// as the opening of what is sealed in it. Of the time only the day is kept, or, where the
// entry before is of that day, that it came after. The summary must not hold anything that
// is sealed. It fails with [ErrNoCase], [ErrLocked] or [ErrFull].
func (s *Store) Notice(ctx context.Context, id underpin.CaseID, op register.Op, summary string) (register.Entry, error) {
	var e register.Entry
	err := s.write(ctx, func(tx *sql.Tx) error {
		h, err := head(ctx, tx, id)
		if err != nil {
			return err
		}
		if h.Seq == 0 {
			return ErrNoCase
		}
		e, err = s.append(ctx, tx, h, pendingEntry{op: op, summary: summary, empty: true, exact: coarse}, each(nil))
		return err
	})
	return e, s.fail("record a notice in", string(id), err)
}
