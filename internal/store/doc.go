// Package store keeps cases in a database, as versioned records under an
// append-only register.
//
// # Use
//
//	s, err := store.Open(ctx, "underpin.db", store.Config{Create: true, Signer: key})
//	done, err := s.Import(ctx, c, store.ImportPolicy{Summary: "harbour.yaml"})
//	c, last, err := s.LoadAt(ctx, "harbour", store.At{})
//	r, err := register.New(claim)
//	e, err := s.Commit(ctx, "harbour", store.Change{Put: []register.Record{r}, Base: last.Seq})
//	e, err = s.Undo(ctx, "harbour", store.UndoOptions{})
//	report, err := s.Verify(ctx, "harbour")
//
// # What is stored
//
// Four tables, each with the case first in its key, so that several cases share a
// file. Nothing in them is ever changed or deleted.
//
//	entry       one row a change: seq, operation, actor, time, summary, the number
//	            of its rows and their root, what it takes back, who signed
//	record      one row a version of a record: kind, id, seq, row number, salt,
//	            leaf hash, body (JSON of the domain type; empty: removed)
//	node        the Merkle tree over the entries
//	checkpoint  signed notes of the tree's size and root
//
// There is no table of the current state that could come to differ: the case is
// read by folding the versions, which lie in the order of kind, id and seq. The
// room internal/register says what is hashed and how.
//
// # Changes
//
// A change is one entry with all its records in one transaction; it is on the
// disk when the call returns. [Change.Base] refuses a change worked out on a
// state that has passed. The time of recording never runs backwards within a
// case.
//
// # The file
//
// SQLite, with a write-ahead log beside it while it is open, readable by its owner
// only. A file that is not ours, is cut off, or comes from a newer program is
// refused and left as it is; one from an older program is brought up to date
// after a copy was made beside it. Errors are sentences with a hint: see [Error].
package store
