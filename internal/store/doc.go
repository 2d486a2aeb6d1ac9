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
// Tables with the case first in their keys, so that several cases share a file. Nothing
// in the first five is ever changed or deleted, but by [Store.Erase].
//
//	entry       one row a change: seq, operation, actor, time, summary, the number
//	            of its rows and their root, what it takes back, who signed
//	record      one row a version of a record: kind, id, seq, row number, salt,
//	            leaf hash, body (JSON of the domain type; empty: removed)
//	node        the Merkle tree over the entries
//	checkpoint  signed notes of the tree's size and root
//	erased      what is left of rows and summaries that were erased: hashes
//
//	snapshot    pieces derived from all these as of one entry; see below
//	secret      of which the keys of records are made
//	place       where entities stand on the map
//
// A case is the fold of its versions, which lie in the order of kind, id and seq. The
// room internal/register says what is hashed and how.
//
// # The snapshot
//
// To fold and decode a large case takes seconds, so whoever had to do it leaves a
// snapshot behind: all records in columns (the room internal/store/columns), as of the
// entry at which the case stood. It is read together with what was recorded since, so
// that it is never behind, and a change does not pay for it; with too much recorded
// since, the next who loads the whole case writes it anew. Each piece has a checksum
// over what it holds, its place, and the hash of the entry: a piece that is damaged,
// missing, of another case or of another history is not used, and neither is what a
// program with other records wrote; the versions are then folded, and the snapshot is
// written again. Where nothing can be written, everything works without. [Store.Verify]
// compares it with the register piece by piece. It lies in the database and nowhere
// else, and is dropped as a whole.
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
// only. With [Config.Keys] every page of it, and of the log, is encrypted (Adiantum, a
// wide-block cipher for disks): that hides what it holds and tells no forger from its
// author, which [Store.Verify] does by the register. The key reaches SQLite as the first
// statement of a connection, or in the address of a copy; no error shows either. A file that is not ours, is cut off, or comes from a newer program is
// refused and left as it is; one from an older program is brought up to date
// after a copy was made beside it. Errors are sentences with a hint: see [Error].
package store
