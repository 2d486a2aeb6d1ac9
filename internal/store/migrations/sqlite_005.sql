-- What somebody has begun to write and has not kept yet. It counts for nothing, stands in
-- no export, and has no entry in the register.

CREATE TABLE draft (
  case_id TEXT    NOT NULL,
  id      TEXT    NOT NULL,
  version INTEGER NOT NULL,
  body    TEXT    NOT NULL,
  PRIMARY KEY (case_id, id)
) STRICT, WITHOUT ROWID;
