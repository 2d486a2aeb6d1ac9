-- What is derived from the record of a case as of one of its entries, so that a
-- reader need not fold and decode all of it. It may be deleted at any time, and is
-- made again. sum is a checksum of the piece and of all that says what it is of.

CREATE TABLE snapshot (
  case_id TEXT NOT NULL,
  part    TEXT NOT NULL,
  first   TEXT NOT NULL,
  sum     BLOB NOT NULL,
  data    BLOB NOT NULL,
  PRIMARY KEY (case_id, part, first)
) STRICT, WITHOUT ROWID;
