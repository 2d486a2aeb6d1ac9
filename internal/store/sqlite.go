package store

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"

	"underpin/internal/envelope"
)

// applicationID marks a SQLite file as ours: "Undp" in ASCII, at byte 68.
const applicationID = 0x556e6470

const fileMode = 0o600

// pause is how long to wait before a lock is tried again that SQLite does not wait for.
const pause = 10 * time.Millisecond

// openSQLite opens the database at path, creating or migrating it as the Config
// allows.
func openSQLite(ctx context.Context, path string, cfg Config, steps []string) (*engine, error) {
	_, err := os.Stat(path)
	switch {
	case errors.Is(err, fs.ErrNotExist) && !cfg.Create:
		return nil, ErrMissing
	case errors.Is(err, fs.ErrNotExist):
		// Another process may have made it meanwhile: then it is as good as ours.
		if err := createSQLite(ctx, path, cfg, steps); err != nil && (cfg.New || !errors.Is(err, ErrExists)) {
			return nil, err
		}
	case err != nil:
		return nil, sqliteError(err)
	case cfg.New:
		return nil, ErrExists
	}
	key, err := checkSQLiteHeader(path, cfg.Keys)
	if err != nil {
		return nil, sqliteError(err)
	}
	e, err := patientSQLite(ctx, path, key, cfg, steps)
	if why := err; errors.Is(err, ErrDenied) || errors.Is(err, ErrFull) { // for reading, perhaps
		if mode, ok := readOnlySQLite(path, why); ok {
			if e, err := engineSQLite(ctx, path, key, cfg, steps, mode...); err == nil {
				e.unwritable = why
				return e, nil
			}
		}
	}
	if err != nil {
		return nil, err
	}
	// The index of the write-ahead log holds no content, but nobody else needs it.
	if err := os.Chmod(path+"-shm", fileMode); err != nil && !errors.Is(err, fs.ErrNotExist) {
		e.close()
		return nil, err
	}
	return e, nil
}

// patientSQLite connects to a database for writing. SQLite itself does not wait where
// another process gives a database its log at that moment.
func patientSQLite(ctx context.Context, path string, key *envelope.FileKey, cfg Config, steps []string) (*engine, error) {
	enough, cancel := context.WithTimeout(ctx, cfg.Wait)
	defer cancel()
	for {
		e, err := engineSQLite(ctx, path, key, cfg, steps, "mode=rw")
		if !errors.Is(err, ErrLocked) {
			return e, err
		}
		select {
		case <-enough.Done():
			return nil, err
		case <-time.After(pause):
		}
	}
}

// readOnlySQLite returns the mode in which a database is read where it cannot be opened
// for writing: on a medium only for reading, or on a disk too full for the index of the
// log. It reports whether there is one: what is not in the database yet cannot be read
// without an index.
func readOnlySQLite(path string, why error) (mode []string, ok bool) {
	empty := func(suffix string) bool {
		info, err := os.Stat(path + suffix)
		return err != nil || info.Size() == 0
	}
	switch {
	case errors.Is(why, ErrFull):
		// An index that has a size is in use by somebody who may write at any time.
		return []string{"mode=ro", "immutable=1"}, empty("-wal") && empty("-shm")
	case empty("-wal"):
		return []string{"mode=ro", "immutable=1"}, true // there is nobody who could write a log
	}
	return []string{"mode=ro"}, true
}

// engineSQLite connects to a database that is there, in a mode.
func engineSQLite(ctx context.Context, path string, key *envelope.FileKey, cfg Config, steps []string, mode ...string) (*engine, error) {
	pragmas := []string{"cache_size(-32768)"}
	if mode[0] == "mode=rw" {
		pragmas = append(pragmas, "journal_mode(wal)")
	}
	writer, err := connectSQLite(path, key, cfg, 1, append(mode[:len(mode):len(mode)], "_txlock=immediate"), pragmas...)
	if err != nil {
		return nil, err
	}
	reader, err := connectSQLite(path, key, cfg, cfg.Readers, mode, "query_only(on)", "cache_size(-8192)")
	if err != nil {
		writer.Close()
		return nil, err
	}
	e := &engine{writer: writer, reader: reader, classify: sqliteError, check: checkSQLite}
	e.copy = func(ctx context.Context, to string, with *envelope.FileKey) error {
		db, err := connectSQLite(path, key, cfg, 1, mode) // the readers may not even write elsewhere
		if err != nil {
			return err
		}
		return errors.Join(copySQLite(ctx, db, to, cmp.Or(with, key)), db.Close())
	}
	e.scour = func(ctx context.Context) error { return scourSQLite(ctx, writer) }
	if e.migration, err = migrateSQLite(ctx, writer, path, key, cfg, steps); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// connectSQLite returns a pool of at most n connections, by the parameters of their
// address and what each is told first, after the key that the file is encrypted with.
func connectSQLite(path string, key *envelope.FileKey, cfg Config, n int, params []string, pragmas ...string) (*sql.DB, error) {
	if key != nil {
		params = append(params[:len(params):len(params)], "vfs=adiantum")
	}
	uri, err := sqliteURI(path, params...)
	if err != nil {
		return nil, err
	}
	all := append([]string{fmt.Sprintf("busy_timeout(%d)", cfg.Wait.Milliseconds()), "temp_store(memory)"}, pragmas...)
	all = append(all, "synchronous(full)", "foreign_keys(on)", "secure_delete(on)", "trusted_schema(off)")
	db, err := driver.Open(uri, func(c *sqlite3.Conn) error {
		if err := unlock(c, key); err != nil {
			return err
		}
		return c.Exec("PRAGMA " + strings.Join(all, "; PRAGMA "))
	})
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(n)
	db.SetMaxIdleConns(n)
	return db, nil
}

// createSQLite builds the database beside its place and then puts it there, so
// that a crash leaves either no database or a whole one.
func createSQLite(ctx context.Context, path string, cfg Config, steps []string) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+newMark+"*")
	if errors.Is(err, fs.ErrNotExist) {
		return &Error{Op: "open", Subject: path, Err: fmt.Errorf("%w: there is no folder %s", ErrMissing, filepath.Dir(path)), Hint: "make the folder, or choose another path"}
	}
	if err != nil {
		return sqliteError(err)
	}
	temp := f.Name()
	defer func() {
		err = errors.Join(err, removeIfThere(temp), removeIfThere(temp+"-journal"))
	}()
	if err := errors.Join(f.Chmod(fileMode), f.Close()); err != nil {
		return sqliteError(err)
	}
	var key *envelope.FileKey
	if len(cfg.Keys) > 0 {
		key = &cfg.Keys[0]
	}
	db, err := connectSQLite(temp, key, cfg, 1, []string{"mode=rw"})
	if err != nil {
		return err
	}
	tx, err := db.BeginTx(ctx, nil)
	if err == nil {
		err = applySQLite(ctx, tx, 0, steps)
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return sqliteError(err)
	}
	if err := placeFile(temp, path); err != nil {
		return sqliteError(err)
	}
	return envelope.SyncFolder(filepath.Dir(path))
}

// placeFile gives the file its name without ever replacing another.
func placeFile(temp, path string) error {
	err := os.Link(temp, path)
	if err == nil {
		return nil
	}
	if _, statErr := os.Lstat(path); statErr == nil || errors.Is(err, fs.ErrExist) {
		return ErrExists
	}
	return os.Rename(temp, path) // a file system without links
}

func removeIfThere(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// applySQLite runs the steps from a version on and ends the transaction.
func applySQLite(ctx context.Context, tx *sql.Tx, from int, steps []string) error {
	defer tx.Rollback()
	for _, step := range steps[from:] {
		if _, err := tx.ExecContext(ctx, step); err != nil {
			return err
		}
	}
	marks := fmt.Sprintf("PRAGMA application_id = %d; PRAGMA user_version = %d", applicationID, len(steps))
	if _, err := tx.ExecContext(ctx, marks); err != nil {
		return err
	}
	return tx.Commit()
}

// copySQLite writes a consistent copy to a path that must not exist, encrypted with a
// key; nil leaves it plain.
func copySQLite(ctx context.Context, db *sql.DB, path string, key *envelope.FileKey) error {
	params := []string{"mode=rw"}
	if key != nil {
		params = append(params, "vfs=adiantum", "hexkey="+hex.EncodeToString(key[:]))
	}
	uri, err := sqliteURI(path, params...)
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, fileMode)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if err := vacuumInto(ctx, db, uri); err != nil {
		return errors.Join(err, removeIfThere(path), removeIfThere(path+"-journal"))
	}
	if f, err = os.OpenFile(path, os.O_RDWR, 0); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return envelope.SyncFolder(filepath.Dir(path))
}

// vacuumInto writes a copy to an address that may hold a key.
func vacuumInto(ctx context.Context, db *sql.DB, uri string) error {
	_, err := db.ExecContext(ctx, "VACUUM INTO $1", uri)
	return keyless(err)
}

// sqliteError adds to an error the kind it is of.
func sqliteError(err error) error {
	var kind error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sqlite3.BUSY), errors.Is(err, sqlite3.LOCKED):
		kind = ErrLocked
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.IOERR_WRITE), errors.Is(err, sqlite3.IOERR_SHMSIZE), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		kind = ErrFull
	case errors.Is(err, sqlite3.CORRUPT), errors.Is(err, sqlite3.NOTADB), errors.Is(err, sqlite3.IOERR_SHORT_READ):
		kind = ErrDamaged
	case errors.Is(err, sqlite3.PERM), errors.Is(err, sqlite3.READONLY), errors.Is(err, sqlite3.CANTOPEN), errors.Is(err, fs.ErrPermission):
		kind = ErrDenied
	default:
		return err
	}
	if errors.Is(err, sqlite3.IOERR_SHMSIZE) {
		return fmt.Errorf("%w (%w)", kind, sqlite3.IOERR_SHMSIZE) // else it blames the option that was set first
	}
	if errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}
