package store

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"

	"underpin"
)

const (
	sqliteMagic      = "SQLite format 3\x00"
	sqliteHeaderSize = 100
)

// checkSQLiteLength compares the length of the file with the one it states. With
// a write-ahead log beside it the file may honestly be shorter.
func checkSQLiteLength(path string, head []byte, size int64) error {
	if wal, err := os.Stat(path + "-wal"); err == nil && wal.Size() > 0 {
		return nil
	}
	page := int64(binary.BigEndian.Uint16(head[16:]))
	if page == 1 {
		page = 65536
	}
	if stated := page * int64(binary.BigEndian.Uint32(head[28:])); size < stated {
		return fmt.Errorf("%w (%s of %s bytes are there)", ErrTruncated, underpin.FormatCount(int(size)), underpin.FormatCount(int(stated)))
	}
	return nil
}

// checkSQLite asks SQLite whether the structure of the file is sound.
func checkSQLite(ctx context.Context, q querier) error {
	rows, err := q.QueryContext(ctx, "PRAGMA integrity_check(1)")
	if err != nil {
		return sqliteError(err)
	}
	defer rows.Close()
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			return sqliteError(err)
		}
		if s != "ok" {
			return fmt.Errorf("%w: %s", ErrDamaged, s)
		}
	}
	return sqliteError(rows.Err())
}
