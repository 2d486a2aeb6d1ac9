-- What is left of rows and of summaries of entries (row_no 0) that were erased: the
-- hashes, and which row of which entry says that they were.

CREATE TABLE erased (
  case_id TEXT    NOT NULL,
  seq     INTEGER NOT NULL,
  row_no  INTEGER NOT NULL,
  leaf    BLOB    NOT NULL,
  now     BLOB    NOT NULL,
  mark    BLOB    NOT NULL,
  by_seq  INTEGER NOT NULL,
  by_row  INTEGER NOT NULL,
  PRIMARY KEY (case_id, seq, row_no)
) STRICT, WITHOUT ROWID;

CREATE UNIQUE INDEX erased_by_entry ON erased (case_id, by_seq, by_row);
