package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"underpin"
)

// A DraftText is a text that somebody has begun to write in a case and has not kept yet: it
// counts for nothing, stands in no export and has no entry in the register.
type DraftText struct {
	ID string
	// Version counts from 1 how often it was written.
	Version int64
	Body    string
}

// A DraftConflict is a draft that somebody else has written since it was seen.
type DraftConflict struct {
	// There is what is there now; its version is 0 where it is gone.
	There DraftText
}

// Error implements error.
func (c *DraftConflict) Error() string {
	if c.There.Version == 0 {
		return "the draft is gone"
	}
	return fmt.Sprintf("the draft was written to since; it is at version %d", c.There.Version)
}

// Drafts lists the drafts of a case in the order of their ids.
func (s *Store) Drafts(ctx context.Context, id underpin.CaseID) ([]DraftText, error) {
	out := []DraftText{}
	err := eachRow(ctx, s.reader, func(scan func(...any) error) error {
		var d DraftText
		err := scan(&d.ID, &d.Version, &d.Body)
		out = append(out, d)
		return err
	}, queryDrafts, string(id))
	return out, s.fail("read the drafts of", string(id), err)
}

// PutDraft writes a draft that was seen in a version, 0 for a new one, and returns the
// version that it is in then. It fails with a [DraftConflict] where it is in another, and
// with [ErrDenied] where the database can only be read.
func (s *Store) PutDraft(ctx context.Context, id underpin.CaseID, d DraftText) (int64, error) {
	err := s.write(ctx, func(tx *sql.Tx) error {
		if err := draftSeen(ctx, tx, id, d); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, insertDraft, string(id), d.ID, d.Version+1, d.Body)
		return err
	})
	return d.Version + 1, s.draftFailed(id, err)
}

// DropDraft takes a draft away that was seen in a version. It fails as PutDraft does; one
// that is gone already is no error.
func (s *Store) DropDraft(ctx context.Context, id underpin.CaseID, d DraftText) error {
	err := s.write(ctx, func(tx *sql.Tx) error {
		err := draftSeen(ctx, tx, id, d)
		if c, ok := errors.AsType[*DraftConflict](err); ok && c.There.Version == 0 {
			return nil
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, deleteDraft, string(id), d.ID)
		return err
	})
	return s.draftFailed(id, err)
}

// draftFailed leaves a conflict as it is.
func (s *Store) draftFailed(id underpin.CaseID, err error) error {
	if c, ok := errors.AsType[*DraftConflict](err); ok {
		return c
	}
	return s.fail("keep a draft of", string(id), err)
}

// draftSeen fails where a draft is not in the version that was seen.
func draftSeen(ctx context.Context, q querier, id underpin.CaseID, d DraftText) error {
	there := DraftText{ID: d.ID}
	err := q.QueryRowContext(ctx, queryDraft, string(id), d.ID).Scan(&there.Version, &there.Body)
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return err
	}
	if there.Version != d.Version {
		return &DraftConflict{there}
	}
	return nil
}
