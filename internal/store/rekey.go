package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"underpin/internal/envelope"
)

// A Copying says how a copy is made.
type Copying struct {
	// Key is what the copy is encrypted with. By default it is the key of the database,
	// or none where that is plain.
	Key *envelope.FileKey
	// Check, where set, is called with the whole copy under another name, and may
	// refuse it.
	Check func(path string) error
}

// CopyTo writes a consistent copy of the database to a path where nothing is, while
// others read and write. The copy appears whole or not at all. It fails with [ErrExists],
// [ErrFull], or as the check does.
func (s *Store) CopyTo(ctx context.Context, path string, o Copying) error {
	return s.fail("copy to", path, s.copyTo(ctx, path, o))
}

func (s *Store) copyTo(ctx context.Context, path string, o Copying) error {
	if _, err := os.Lstat(path); err == nil {
		return ErrExists
	}
	temp := path + newMark + envelope.NewFileID().String()
	defer removeIfThere(temp)
	if err := s.copy(ctx, temp, o.Key); err != nil {
		return err
	}
	if o.Check != nil {
		if err := o.Check(temp); err != nil {
			return err
		}
	}
	if err := placeFile(temp, path); err != nil {
		return err
	}
	return envelope.SyncFolder(filepath.Dir(path))
}

// Reencrypt encrypts the database at path with another key; it may be plain before.
// Whatever happens, one whole database lies there, under the one key or the other:
// whoever calls it keeps both until it returns. It needs the file for itself and fails
// with [ErrLocked] while somebody else has it open, or as [Open] does.
//
// The old file is overwritten before it is given up. That reaches neither what a flash
// disk keeps aside nor copies made by others.
func Reencrypt(ctx context.Context, path string, cfg Config, key envelope.FileKey) error {
	s, err := Open(ctx, path, cfg) // brings it up to date and refuses what is not ours
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	return fail("encrypt", path, sqliteError(reencryptSQLite(ctx, path, cfg.withDefaults(), key)))
}

func reencryptSQLite(ctx context.Context, path string, cfg Config, next envelope.FileKey) error {
	key, err := checkSQLiteHeader(path, cfg.Keys)
	if err != nil {
		return err
	}
	old, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer old.Close()
	lock, err := holdSQLite(ctx, path, key, cfg)
	if err != nil {
		return err
	}
	defer lock.release()
	db, err := connectSQLite(path, key, cfg, 1, []string{"mode=rw"})
	if err != nil {
		return err
	}
	defer db.Close()
	if err := removeLeftovers(path); err != nil {
		return err
	}
	temp := fmt.Sprintf("%s%s%s", path, newMark, envelope.NewFileID())
	defer removeIfThere(temp)
	if err := copySQLite(ctx, db, temp, &next); err != nil {
		return err
	}
	if err := soundUnder(ctx, temp, next, cfg); err != nil {
		return err
	}
	if err := os.Rename(temp, path); err != nil {
		return err
	}
	if err := envelope.SyncFolder(filepath.Dir(path)); err != nil {
		return err
	}
	// Somebody may be waiting for the old file, which has no name any more: what is
	// recorded there would be lost. Without its head it is no database.
	return blank(old)
}

// newMark begins what is added to the name of a database while it is being made.
const newMark = ".new-"

// removeLeftovers removes what is left of a database that was being made when the
// program was killed. The caller has the database for itself.
func removeLeftovers(path string) error {
	names, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		return err
	}
	for _, n := range names {
		if strings.HasPrefix(n.Name(), filepath.Base(path)+newMark) {
			if err := removeIfThere(filepath.Join(filepath.Dir(path), n.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}

// A sqliteHold keeps everybody else from changing a database.
type sqliteHold struct {
	db *sql.DB
	tx *sql.Tx
}

func (h *sqliteHold) release() { _, _ = h.tx.Rollback(), h.db.Close() }

// holdSQLite takes a database that nobody else has open out of the mode with a log beside
// it, and keeps everybody else from changing it. There is then no file beside it that
// belongs to it and would be taken for one of the file that comes in its place: this is
// why the lock is that of a transaction that writes nothing, and not the mode in which
// SQLite keeps its locks, which leaves a journal.
func holdSQLite(ctx context.Context, path string, key *envelope.FileKey, cfg Config) (*sqliteHold, error) {
	db, err := connectSQLite(path, key, cfg, 1, []string{"mode=rw", "_txlock=immediate"}, "journal_mode(delete)")
	if err != nil {
		return nil, err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	hold := &sqliteHold{db: db, tx: tx}
	var mode string
	if err = tx.QueryRowContext(ctx, "PRAGMA journal_mode").Scan(&mode); err == nil && mode != "delete" {
		err = ErrLocked // somebody has opened it meanwhile
	}
	if err != nil {
		hold.release()
		return nil, err
	}
	return hold, nil
}

// soundUnder checks a database that has just been written under a key.
func soundUnder(ctx context.Context, path string, key envelope.FileKey, cfg Config) error {
	if _, err := checkSQLiteHeader(path, []envelope.FileKey{key}); err != nil {
		return err
	}
	db, err := connectSQLite(path, &key, cfg, 1, []string{"mode=ro"})
	if err != nil {
		return err
	}
	return errors.Join(checkSQLite(ctx, db), db.Close())
}

// blank overwrites a file with zeros, unless it has another name by which somebody keeps
// it.
func blank(f *os.File) error {
	info, err := f.Stat()
	if err != nil || linked(info) {
		return err
	}
	_, err = io.Copy(io.NewOffsetWriter(f, 0), io.LimitReader(zeros{}, info.Size()))
	return errors.Join(err, f.Sync())
}

// zeros reads as zeros without end.
type zeros struct{}

func (zeros) Read(p []byte) (int, error) {
	clear(p)
	return len(p), nil
}
