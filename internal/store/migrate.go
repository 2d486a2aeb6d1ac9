package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"slices"
	"time"

	"underpin/internal/envelope"
)

//go:embed migrations/*.sql
var migrations embed.FS

// sqliteSteps returns the scripts that take a SQLite database from each version
// to the next: step i makes version i+1. A list of our own, because a migration
// library would keep a table of its own with the engine's times in it, which the
// register could not account for, and could not run all steps as one transaction.
func sqliteSteps() []string {
	var steps []string
	for _, name := range slices.Sorted(slices.Values(sqliteScripts)) {
		text, err := migrations.ReadFile(name)
		if err != nil {
			panic(err) // the file is compiled in
		}
		steps = append(steps, string(text))
	}
	return steps
}

// sqliteScripts names the scripts in order.
var sqliteScripts = []string{"migrations/sqlite_001.sql", "migrations/sqlite_002.sql", "migrations/sqlite_003.sql", "migrations/sqlite_004.sql", "migrations/sqlite_005.sql"}

// A Migration tells what was done to a database of an older version.
type Migration struct {
	From, To int
	// Copy is the path of the copy made before.
	Copy string
}

// migrationWait is how long an opener at least waits for another that brings the same
// database up to date: to copy and alter a large one takes longer than a change does.
const migrationWait = time.Minute

// migrateSQLite brings an older database up to date after making a copy of it. Of several
// that open it at once one does, and the others wait. It returns nil where there was
// nothing to do.
func migrateSQLite(ctx context.Context, db *sql.DB, path string, key *envelope.FileKey, cfg Config, steps []string) (*Migration, error) {
	if version, err := versionSQLite(ctx, db, steps); err != nil || version == len(steps) {
		return nil, sqliteError(err)
	}
	tx, err := lockedSQLite(ctx, db, max(cfg.Wait, migrationWait))
	if err != nil {
		return nil, sqliteError(err)
	}
	defer tx.Rollback()
	version, err := versionSQLite(ctx, tx, steps)
	if err != nil || version == len(steps) {
		return nil, sqliteError(err)
	}
	m := &Migration{From: version, To: len(steps)}
	m.Copy = fmt.Sprintf("%s.v%d-%s", path, version, cfg.Now().UTC().Format("20060102T150405.000000"))
	// SQLite copies on a connection outside the transaction, and sees what was before it.
	other, err := connectSQLite(path, key, cfg, 1, []string{"mode=rw"})
	if err != nil {
		return nil, err
	}
	err = copySQLite(ctx, other, m.Copy, key)
	if err := errors.Join(err, other.Close()); err != nil {
		return nil, sqliteError(err)
	}
	if err := applySQLite(ctx, tx, version, steps); err != nil {
		return nil, sqliteError(err)
	}
	return m, nil
}

// versionSQLite reads the version of a database, which is not newer than the steps lead to.
func versionSQLite(ctx context.Context, q querier, steps []string) (int, error) {
	var version int
	if err := q.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	switch {
	case version > len(steps):
		return 0, fmt.Errorf("%w: it has version %d, this program knows %d", ErrNewer, version, len(steps))
	case version < 1:
		return 0, fmt.Errorf("%w: it states version %d", ErrDamaged, version)
	}
	return version, nil
}

// lockedSQLite begins a transaction that nobody else writes beside, and waits for it.
func lockedSQLite(ctx context.Context, db *sql.DB, wait time.Duration) (*sql.Tx, error) {
	enough, cancel := context.WithTimeout(ctx, wait)
	defer cancel()
	for {
		tx, err := db.BeginTx(ctx, nil)
		if err == nil || !errors.Is(sqliteError(err), ErrLocked) {
			return tx, err
		}
		select {
		case <-enough.Done():
			return nil, err
		case <-time.After(pause):
		}
	}
}
