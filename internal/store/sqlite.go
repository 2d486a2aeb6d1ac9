package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"syscall"

	"github.com/ncruces/go-sqlite3"
	"github.com/ncruces/go-sqlite3/driver"
)

// applicationID marks a SQLite file as ours: "Undp" in ASCII, at byte 68.
const applicationID = 0x556e6470

const fileMode = 0o600

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
	if err := checkSQLiteHeader(path); err != nil {
		return nil, sqliteError(err)
	}
	e, err := engineSQLite(ctx, path, cfg, steps, "mode=rw")
	if errors.Is(err, ErrDenied) { // a medium only for reading, perhaps
		mode := []string{"mode=ro"}
		if wal, err := os.Stat(path + "-wal"); err != nil || wal.Size() == 0 {
			mode = append(mode, "immutable=1") // there is nobody who could write a log
		}
		if e, err := engineSQLite(ctx, path, cfg, steps, mode...); err == nil {
			return e, nil
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

// engineSQLite connects to a database that is there, in a mode.
func engineSQLite(ctx context.Context, path string, cfg Config, steps []string, mode ...string) (*engine, error) {
	options := append(mode[:len(mode):len(mode)], "_txlock=immediate", "_pragma=cache_size(-32768)")
	if mode[0] == "mode=rw" {
		options = append(options, "_pragma=journal_mode(wal)")
	}
	writer, err := connectSQLite(path, cfg, 1, options...)
	if err != nil {
		return nil, err
	}
	reader, err := connectSQLite(path, cfg, cfg.Readers, append(mode[:len(mode):len(mode)], "_pragma=query_only(on)", "_pragma=cache_size(-8192)")...)
	if err != nil {
		writer.Close()
		return nil, err
	}
	e := &engine{writer: writer, reader: reader, classify: sqliteError, check: checkSQLite}
	e.scour = func(ctx context.Context) error { return scourSQLite(ctx, writer) }
	if e.migration, err = migrateSQLite(ctx, writer, path, cfg, steps); err != nil {
		e.close()
		return nil, err
	}
	return e, nil
}

// connectSQLite returns a pool of at most n connections.
func connectSQLite(path string, cfg Config, n int, options ...string) (*sql.DB, error) {
	abs, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	slashed := filepath.ToSlash(abs)
	if !strings.HasPrefix(slashed, "/") {
		slashed = "/" + slashed
	}
	u := url.URL{Path: slashed}
	all := append([]string{
		"modeof=" + strings.ReplaceAll(url.QueryEscape(abs), "+", "%20"), // the log gets the permissions of the file
		fmt.Sprintf("_pragma=busy_timeout(%d)", cfg.Wait.Milliseconds()),
	}, options...)
	all = append(all, "_pragma=synchronous(full)", "_pragma=foreign_keys(on)", "_pragma=secure_delete(on)", "_pragma=trusted_schema(off)")
	db, err := driver.Open("file:" + u.EscapedPath() + "?" + strings.Join(all, "&"))
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
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".new-*")
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
	db, err := connectSQLite(temp, cfg, 1, "mode=rw")
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
	return syncDir(filepath.Dir(path))
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

// copySQLite writes a consistent copy to a path that must not exist.
func copySQLite(ctx context.Context, db *sql.DB, path string) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDWR, fileMode)
	if err != nil {
		return err
	}
	if err := f.Close(); err != nil {
		return err
	}
	if _, err := db.ExecContext(ctx, "VACUUM INTO $1", path); err != nil {
		return errors.Join(err, removeIfThere(path))
	}
	if f, err = os.OpenFile(path, os.O_RDWR, 0); err != nil {
		return err
	}
	if err := errors.Join(f.Sync(), f.Close()); err != nil {
		return err
	}
	return syncDir(filepath.Dir(path))
}

// sqliteError adds to an error the kind it is of.
func sqliteError(err error) error {
	var kind error
	switch {
	case err == nil:
		return nil
	case errors.Is(err, sqlite3.BUSY), errors.Is(err, sqlite3.LOCKED):
		kind = ErrLocked
	case errors.Is(err, sqlite3.FULL), errors.Is(err, sqlite3.IOERR_WRITE), errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EFBIG), errors.Is(err, syscall.EDQUOT):
		kind = ErrFull
	case errors.Is(err, sqlite3.CORRUPT), errors.Is(err, sqlite3.NOTADB), errors.Is(err, sqlite3.IOERR_SHORT_READ):
		kind = ErrDamaged
	case errors.Is(err, sqlite3.PERM), errors.Is(err, sqlite3.READONLY), errors.Is(err, sqlite3.CANTOPEN), errors.Is(err, fs.ErrPermission):
		kind = ErrDenied
	default:
		return err
	}
	if errors.Is(err, kind) {
		return err
	}
	return fmt.Errorf("%w (%w)", kind, err)
}
