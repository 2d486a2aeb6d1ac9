package store

import (
	"bufio"
	"context"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"sync"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/envelope"
	"underpin/internal/register"
)

// A Store is an open database of cases. Its methods may be called at the same
// time from several goroutines, and several processes may have one file open;
// changes are made one after the other, readers see the state at their start.
type Store struct {
	path string
	file os.FileInfo // what lay there when it was opened; nil where that cannot be told
	cfg  Config
	*engine

	saltMu sync.Mutex
	salts  *bufio.Reader
}

// An engine is a database of one make: its connections and the little that
// differs between makes.
type engine struct {
	// writer has one connection, reader several.
	writer, reader *sql.DB
	// classify adds to an error of the driver the sentinel it amounts to.
	classify func(error) error
	// check asks the database whether its own structure is sound.
	check func(ctx context.Context, q querier) error
	// scour leaves nothing in any file of what was deleted.
	scour func(ctx context.Context) error
	// copy writes a consistent copy, under a key or, where that is nil, the same.
	copy      func(ctx context.Context, to string, key *envelope.FileKey) error
	migration *Migration
	// unwritable says why the database is open only for reading; nil where it is not.
	unwritable error
}

func (e *engine) close() error { return errors.Join(e.reader.Close(), e.writer.Close()) }

// A querier is a database, a connection or a transaction.
type querier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// Open opens the SQLite database at path. It fails with [ErrMissing],
// [ErrExists], [ErrNotOurs], [ErrTruncated], [ErrDamaged], [ErrLocked],
// [ErrNewer], [ErrDenied], [ErrKey], [ErrNotEncrypted] or [ErrConfig], and then leaves the
// file as it was. A database of an older version is brought up to date after a
// copy was made: see [Store.Migrated].
func Open(ctx context.Context, path string, cfg Config) (*Store, error) {
	return open(ctx, path, cfg, sqliteSteps())
}

func open(ctx context.Context, path string, cfg Config, steps []string) (*Store, error) {
	cfg = cfg.withDefaults()
	if err := cfg.validate(); err != nil {
		return nil, fail("open", path, err)
	}
	e, err := openSQLite(ctx, path, cfg, steps)
	if err != nil {
		return nil, fail("open", path, err)
	}
	file, _ := os.Stat(path)
	return &Store{path: path, file: file, cfg: cfg, engine: e, salts: bufio.NewReaderSize(cfg.Rand, 1<<16)}, nil
}

// Close closes the database. Every change that was acknowledged is on the disk
// already.
func (s *Store) Close() error { return s.fail("close", s.path, s.engine.close()) }

// Path returns where the database lies.
func (s *Store) Path() string { return s.path }

// Migrated tells what opening did to a database of an older version; nil where
// there was nothing to do.
func (s *Store) Migrated() *Migration { return s.migration }

// fail classifies an error and wraps it for a person.
func (s *Store) fail(op, subject string, err error) error {
	return fail(op, subject, s.classify(err))
}

// read runs f on one unchanging state of the database.
func (s *Store) read(ctx context.Context, f func(q querier) error) error {
	tx, err := s.reader.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return err
	}
	defer tx.Rollback()
	return f(tx)
}

// write runs f in a transaction that no other change can come between.
func (s *Store) write(ctx context.Context, f func(tx *sql.Tx) error) error {
	if s.unwritable != nil {
		return s.unwritable
	}
	if s.moved() {
		return ErrMoved
	}
	tx, err := s.writer.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	if err := f(tx); err != nil {
		return err
	}
	return tx.Commit()
}

// moved reports whether another file, or none, lies where the database was opened.
func (s *Store) moved() bool {
	if s.file == nil {
		return false
	}
	now, err := os.Stat(s.path)
	return errors.Is(err, fs.ErrNotExist) || err == nil && !os.SameFile(s.file, now)
}

// salt returns a fresh salt.
func (s *Store) salt() ([]byte, error) {
	s.saltMu.Lock()
	defer s.saltMu.Unlock()
	b := make([]byte, register.SaltSize)
	for n := 0; n < len(b); {
		m, err := s.salts.Read(b[n:])
		if err != nil {
			return nil, err
		}
		n += m
	}
	return b, nil
}

// eachRow calls f for every row of a query.
func eachRow(ctx context.Context, q querier, f func(scan func(...any) error) error, query string, args ...any) error {
	rows, err := q.QueryContext(ctx, query, args...)
	if err != nil {
		return err
	}
	defer rows.Close()
	scan := rows.Scan
	for rows.Next() {
		if err := f(scan); err != nil {
			return err
		}
	}
	return rows.Err()
}

// nodes reads the hashes of a case's tree from the database.
func nodes(ctx context.Context, q querier, id underpin.CaseID) tlog.HashReader {
	return tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		out := make([]tlog.Hash, len(indexes))
		for i, x := range indexes {
			var b []byte
			if err := q.QueryRowContext(ctx, queryNode, string(id), x).Scan(&b); err != nil {
				return nil, err
			}
			copy(out[i][:], b)
		}
		return out, nil
	})
}
