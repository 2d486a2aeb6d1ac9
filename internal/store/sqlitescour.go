package store

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"

	"underpin/internal/envelope"
)

// scourSQLite writes the database anew and empties its write-ahead log. What is deleted is
// overwritten with zeros as it goes, but pages that were rearranged may keep old copies
// in their gaps, and the log has the pages as they were.
func scourSQLite(ctx context.Context, db *sql.DB) error {
	if _, err := db.ExecContext(ctx, "VACUUM"); err != nil {
		return sqliteError(err)
	}
	var busy, pages, done int
	if err := db.QueryRowContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done); err != nil {
		return sqliteError(err)
	}
	if busy != 0 {
		return fmt.Errorf("%w: its write-ahead log could not be emptied", ErrLocked)
	}
	return nil
}

// Copies names the files beside the database that are databases of this program too:
// copies made before it was brought up to date, backups, other cases. Copies that lie
// elsewhere nobody knows.
func (s *Store) Copies() []string {
	own, err := os.Stat(s.path)
	if err != nil {
		return nil
	}
	names, err := os.ReadDir(filepath.Dir(s.path))
	if err != nil {
		return nil
	}
	var out []string
	for _, n := range names {
		path := filepath.Join(filepath.Dir(s.path), n.Name())
		if info, err := n.Info(); err != nil || !info.Mode().IsRegular() || os.SameFile(info, own) {
			continue
		}
		if isOursUnder(path, s.cfg.Keys) || hasEnvelope(path) {
			out = append(out, path)
		}
	}
	return out
}

// hasEnvelope reports whether a file has an envelope beside it: it is encrypted then, with
// a key that is not known here perhaps.
func hasEnvelope(path string) bool {
	_, err := envelope.Read(envelope.Path(path))
	return err == nil
}
