-- What a screen needs and the register does not account for: the secret of which the
-- keys of records are made, and where the entities of a case stand on its map. Either
-- may be deleted at any time: the keys and the map then change.

CREATE TABLE secret (
  name  TEXT PRIMARY KEY,
  value BLOB NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE place (
  case_id TEXT NOT NULL,
  entity  TEXT NOT NULL,
  x       REAL NOT NULL,
  y       REAL NOT NULL,
  PRIMARY KEY (case_id, entity)
) STRICT, WITHOUT ROWID;
