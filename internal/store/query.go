package store

import "strconv"

// Every statement sent to the database, in SQL that SQLite and PostgreSQL both
// run. The first mention of each placeholder is in the order of the numbers,
// because SQLite numbers them by first mention.
const (
	queryCases = `SELECT case_id, COUNT(*), MAX(seq), MAX(recorded_at) FROM entry GROUP BY case_id ORDER BY case_id`

	queryCaseIDs = `SELECT DISTINCT case_id FROM entry ORDER BY case_id`

	queryEntryColumns = `SELECT seq, op, actor, recorded_at, summary, row_count, rows_root, undoes, signer, salt FROM entry `
	queryHead         = queryEntryColumns + `WHERE case_id = $1 ORDER BY seq DESC LIMIT 1`
	queryEntry        = queryEntryColumns + `WHERE case_id = $1 AND seq = $2`
	queryEntries      = queryEntryColumns + `WHERE case_id = $1 ORDER BY seq`
	queryLog          = queryEntryColumns + `WHERE case_id = $1 ORDER BY seq DESC LIMIT $2`
	querySeqAt        = `SELECT COALESCE(MAX(seq), 0) FROM entry WHERE case_id = $1 AND recorded_at <= $2`
	queryTimes        = `SELECT seq, recorded_at FROM entry WHERE case_id = $1 AND seq <= $2`
	insertEntry       = `INSERT INTO entry (case_id, seq, op, actor, recorded_at, summary, row_count, rows_root, undoes, signer, salt) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`

	queryVersions      = `SELECT kind, id, seq, body FROM record WHERE case_id = $1 AND seq <= $2 ORDER BY kind, id, seq`
	queryVersionMarks  = `SELECT kind, id, seq, CASE WHEN body = '' THEN 1 ELSE 0 END FROM record WHERE case_id = $1 ORDER BY kind, id, seq`
	queryCurrent       = `SELECT seq, body FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 ORDER BY seq DESC LIMIT 1`
	queryAhead         = `SELECT r.id, r.body, e.recorded_at FROM json_each($1) j CROSS JOIN record r ON r.case_id = $2 AND r.kind = $3 AND r.id = j.value JOIN entry e ON e.case_id = r.case_id AND e.seq = r.seq ORDER BY r.id, r.seq`
	queryVersion       = `SELECT body FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 AND seq = $4`
	queryHistory       = `SELECT seq, body FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 ORDER BY seq`
	queryVersionsOf    = `SELECT id, body FROM record WHERE case_id = $1 AND kind = $2 ORDER BY id, seq`
	queryChangedSince  = `SELECT kind, id, body FROM record WHERE case_id = $1 AND seq > $2 AND seq <= $3 ORDER BY seq, row_no`
	queryCountSince    = `SELECT COUNT(*) FROM record WHERE case_id = $1 AND seq > $2 AND seq <= $3`
	queryBefore        = `SELECT body FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 AND seq <= $4 ORDER BY seq DESC LIMIT 1`
	queryFirstRecorded = `SELECT e.recorded_at FROM record r JOIN entry e ON e.case_id = r.case_id AND e.seq = r.seq WHERE r.case_id = $1 AND r.kind = $2 AND r.id = $3 ORDER BY r.seq LIMIT 1`
	queryTouched       = `SELECT kind, id, CASE WHEN body = '' THEN 1 ELSE 0 END FROM record WHERE case_id = $1 AND seq = $2 ORDER BY row_no`
	queryRowColumns    = `SELECT seq, row_no, kind, id, salt, leaf, body FROM record WHERE case_id = $1 `
	queryRows          = queryRowColumns + `ORDER BY seq, row_no`
	queryRowsByKind    = queryRowColumns + `ORDER BY kind, id, seq`
	queryAnyRow        = `SELECT 1 FROM record WHERE case_id = $1 LIMIT 1`
	queryEntryRows     = `SELECT row_no, kind, id, salt, leaf, body FROM record WHERE case_id = $1 AND seq = $2 ORDER BY row_no`
	queryEntryCut      = `SELECT row_no, leaf FROM erased WHERE case_id = $1 AND seq = $2 AND row_no > 0 ORDER BY row_no`
	deleteVersion      = `DELETE FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 AND seq = $4`
	queryPlaces        = `SELECT seq, row_no, leaf FROM record WHERE case_id = $1 AND kind = $2 AND id = $3 ORDER BY seq`
	insertRecordHead   = `INSERT INTO record (case_id, kind, id, seq, row_no, salt, leaf, body) VALUES `

	queryErased      = `SELECT seq, row_no, leaf, now, mark, by_seq, by_row FROM erased WHERE case_id = $1 ORDER BY seq, row_no`
	queryMarked      = `SELECT 1 FROM erased WHERE case_id = $1 AND mark = $2 LIMIT 1`
	queryAnyErased   = `SELECT 1 FROM erased WHERE case_id = $1 LIMIT 1`
	queryErasedSince = `SELECT 1 FROM entry WHERE case_id = $1 AND seq > $2 AND op = 'erase' LIMIT 1`
	querySummaryCut  = `SELECT 1 FROM erased WHERE case_id = $1 AND seq = $2 AND row_no = 0`
	insertErased     = `INSERT INTO erased (case_id, seq, row_no, leaf, now, mark, by_seq, by_row) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`
	forgetSummary    = `UPDATE entry SET summary = $1, salt = $2 WHERE case_id = $3 AND seq = $4`

	queryNode   = `SELECT hash FROM node WHERE case_id = $1 AND idx = $2`
	queryNodes  = `SELECT idx, hash FROM node WHERE case_id = $1 ORDER BY idx`
	insertNode  = `INSERT INTO node (case_id, idx, hash) VALUES ($1, $2, $3)`
	queryStrays = `SELECT case_id FROM record UNION SELECT case_id FROM erased UNION SELECT case_id FROM node UNION SELECT case_id FROM checkpoint EXCEPT SELECT case_id FROM entry ORDER BY case_id`

	queryPiece   = `SELECT sum, data FROM snapshot WHERE case_id = $1 AND part = $2 AND first = $3`
	queryPieces  = `SELECT first, sum, data FROM snapshot WHERE case_id = $1 AND part = $2 ORDER BY first`
	queryPieceOf = `SELECT first, sum, data FROM snapshot WHERE case_id = $1 AND part = $2 AND first <= $3 ORDER BY first DESC LIMIT 1`
	insertPiece  = `INSERT INTO snapshot (case_id, part, first, sum, data) VALUES ($1, $2, $3, $4, $5)`
	deletePieces = `DELETE FROM snapshot WHERE case_id = $1`

	queryCheckpoint  = `SELECT note FROM checkpoint WHERE case_id = $1 AND size = $2`
	queryCheckpoints = `SELECT size, note FROM checkpoint WHERE case_id = $1 ORDER BY size`
	queryCovering    = `SELECT note FROM checkpoint WHERE case_id = $1 AND size >= $2 ORDER BY size LIMIT 1`
	insertCheckpoint = `INSERT INTO checkpoint (case_id, size, note) VALUES ($1, $2, $3)`

	querySecret  = `SELECT value FROM secret WHERE name = $1`
	insertSecret = `INSERT INTO secret (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING`

	queryMap    = `SELECT entity, x, y FROM place WHERE case_id = $1`
	insertPlace = `INSERT INTO place (case_id, entity, x, y) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id, entity) DO UPDATE SET x = excluded.x, y = excluded.y`
	deletePlace = `DELETE FROM place WHERE case_id = $1 AND entity = $2`

	queryDrafts = `SELECT id, version, body FROM draft WHERE case_id = $1 ORDER BY id`
	queryDraft  = `SELECT version, body FROM draft WHERE case_id = $1 AND id = $2`
	insertDraft = `INSERT INTO draft (case_id, id, version, body) VALUES ($1, $2, $3, $4) ON CONFLICT (case_id, id) DO UPDATE SET version = excluded.version, body = excluded.body`
	deleteDraft = `DELETE FROM draft WHERE case_id = $1 AND id = $2`
)

// recordColumns is the number of columns that insertRecordHead names.
const recordColumns = 8

// insertRecords returns the statement that inserts n records at once.
func insertRecords(n int) string {
	b := []byte(insertRecordHead)
	for i := range n * recordColumns {
		switch {
		case i%recordColumns > 0:
			b = append(b, ", $"...)
		case i > 0:
			b = append(b, "), ($"...)
		default:
			b = append(b, "($"...)
		}
		b = strconv.AppendInt(b, int64(i+1), 10)
	}
	return string(append(b, ')'))
}
