package store

import (
	"context"
	"database/sql"
	"errors"

	"underpin"
	"underpin/internal/register"
)

// Checkpoint returns a signed checkpoint of the case as it is. Where the last
// entry has none, one is signed at an entry of its own, so that the register
// tells when that was done. It fails with [ErrNoCase] or [ErrNoSigner].
func (s *Store) Checkpoint(ctx context.Context, id underpin.CaseID) (register.Checkpoint, error) {
	var e register.Entry
	err := s.write(ctx, func(tx *sql.Tx) error {
		h, err := head(ctx, tx, id)
		if err != nil {
			return err
		}
		switch {
		case h.Seq == 0:
			return ErrNoCase
		case h.Signer != "":
			e = h
			return nil
		case s.cfg.Signer == "":
			return ErrNoSigner
		}
		e, err = s.append(ctx, tx, h, pendingEntry{op: register.OpCheckpoint, sign: true, empty: true}, each(nil))
		return err
	})
	if err != nil {
		return register.Checkpoint{}, s.fail("sign a checkpoint of", string(id), err)
	}
	return s.checkpointAt(ctx, e)
}

// Checkpoints returns the signed checkpoints of a case, oldest first.
func (s *Store) Checkpoints(ctx context.Context, id underpin.CaseID) ([]register.Checkpoint, error) {
	var out []register.Checkpoint
	err := eachRow(ctx, s.reader, func(scan func(...any) error) error {
		var size int64
		var text string
		if err := scan(&size, &text); err != nil {
			return err
		}
		c, err := register.PeekCheckpoint(text)
		if err != nil {
			return errors.Join(ErrDamaged, err)
		}
		out = append(out, c)
		return nil
	}, queryCheckpoints, string(id))
	return out, s.fail("read the checkpoints of", string(id), err)
}

// checkpointAt returns the checkpoint signed at an entry.
func (s *Store) checkpointAt(ctx context.Context, e register.Entry) (register.Checkpoint, error) {
	var text string
	err := s.reader.QueryRowContext(ctx, queryCheckpoint, string(e.Case), e.Seq).Scan(&text)
	if err != nil {
		return register.Checkpoint{}, s.fail("read a checkpoint of", string(e.Case), err)
	}
	c, err := register.OpenCheckpoint(text, e.Signer)
	return c, s.fail("read a checkpoint of", string(e.Case), err)
}

func isUnchanged(err error) bool { return errors.Is(err, ErrUnchanged) }
