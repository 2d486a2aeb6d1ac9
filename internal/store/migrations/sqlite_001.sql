-- The append-only record of every case in the file. Times are microseconds since
-- 1970 in UTC; hashes and salts have 32 bytes.

CREATE TABLE entry (
  case_id     TEXT    NOT NULL,
  seq         INTEGER NOT NULL,
  op          TEXT    NOT NULL,
  actor       TEXT    NOT NULL,
  recorded_at INTEGER NOT NULL,
  summary     TEXT    NOT NULL,
  row_count   INTEGER NOT NULL,
  rows_root   BLOB    NOT NULL,
  undoes      TEXT    NOT NULL,
  signer      TEXT    NOT NULL,
  salt        BLOB    NOT NULL,
  PRIMARY KEY (case_id, seq)
) STRICT, WITHOUT ROWID;

-- Every version of every record; an empty body is a tombstone. The current case
-- is the version with the highest seq of each kind and id.
CREATE TABLE record (
  case_id TEXT    NOT NULL,
  kind    TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  row_no  INTEGER NOT NULL,
  salt    BLOB    NOT NULL,
  leaf    BLOB    NOT NULL,
  body    TEXT    NOT NULL,
  PRIMARY KEY (case_id, kind, id, seq)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX record_by_entry ON record (case_id, seq, row_no);

CREATE TABLE node (
  case_id TEXT    NOT NULL,
  idx     INTEGER NOT NULL,
  hash    BLOB    NOT NULL,
  PRIMARY KEY (case_id, idx)
) STRICT, WITHOUT ROWID;

CREATE TABLE checkpoint (
  case_id TEXT    NOT NULL,
  size    INTEGER NOT NULL,
  note    TEXT    NOT NULL,
  PRIMARY KEY (case_id, size)
) STRICT, WITHOUT ROWID;
