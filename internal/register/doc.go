// Package register holds the pure part of a case's append-only record: how a
// change is written down so that it can be proved, verified and undone. It knows
// no database; the room internal/store keeps what this package computes.
//
// # Records and entries
//
// A case is a set of records: its settings, entities, sources, claims,
// testimonies and so on, each with an [underpin.RecordRef] and a body, the JSON of
// its domain type. [All] takes a case apart, a [CaseBuilder] puts it
// together. A record that is gone has an empty body, a tombstone.
//
// Every change to a case is one [Entry], numbered from 1 without a gap. An entry
// states its operation, who made it, when it was recorded, and the rows it wrote:
// the new version of each record it touches. No version is ever overwritten; one can be
// erased. The current case is the latest version of each record, the case as of an entry
// the latest up to it.
//
// # Hashes
//
// The leaf of a row is the RFC 6962 leaf hash of this text, in which every field
// is its name, a space, the length of its value in bytes, a colon, the value and
// a newline:
//
//	underpin record 1
//	salt 32:…
//	kind 5:claim
//	id 3:c05
//	body 78:{"id":"c05","subject":"maryam-dalal", …}
//
// The salt is 32 random bytes, so that no hash gives away a name to someone who
// guesses names. The rows of an entry form a Merkle tree in the order of their
// row numbers, counted from 1; its root stands in the entry. The leaf of
// the entry is the leaf hash of a text of the same form that begins with
// "underpin entry 1" ([Entry.Text]). The leaves of a case's entries form the
// case's tree, stored as golang.org/x/mod/sumdb/tlog numbers its hashes.
//
// # Checkpoints
//
// A checkpoint is a note (golang.org/x/mod/sumdb/note, Ed25519) that signs the
// size and the root of the tree:
//
//	underpin/harbour
//	12
//	GVXFVjbMUp0S6bfxlNYJ3ZNGA8DL9KoYNv9CPIKCzsw=
//
//	— analyst uAfLpGl5…=
//
// The entry at which a checkpoint is signed names the key, so that neither the
// checkpoint nor the key can be taken away unseen. Whoever keeps a checkpoint
// elsewhere can later tell whether anything up to it was altered, even by someone
// who holds the key and rewrites the whole database. What is not promised: that
// entries after the last kept checkpoint have not been cut off, or that whoever
// holds the key and every checkpoint did not write another history.
//
// # Undo
//
// An entry of the operation undo or redo is a compensating entry: it names the
// entries it takes back and writes rows that restore what the records would be
// without them. An entry is in force unless an entry in force takes it back; so
// a redo is the undo of an undo, and both can be done at any time later. At all
// times the case equals the fold of the other entries that are in force.
// [History.Compensate] computes the plan and the entries that depend on those
// taken back: later ones that touched the same records, and those whose records
// refer to records that would vanish. The entry with which the case came in, its start or
// the import that made it, is not taken back ([FoundingError]): an undo too many would
// leave an empty case.
//
// # Erasure
//
// What should never have been recorded can be erased, which is no undo: of a row only its
// leaf stays, of an entry whose summary named it all but the summary and the salt. An
// entry of the operation erase, which must be signed, has an [Erasure] as a row for each:
// the place, the leaf as it was, and for a summary the leaf of what stands there since.
// So the tree and every checkpoint and proof of other records hold as before, and a row
// that is missing without such an entry is found. No compensating entry takes an erasure
// back, and there is nothing left that it could restore.
//
// # Proof
//
// [Proof] shows, to someone who holds only the verifier key, that a record stood
// in the register with these words when a checkpoint was signed, without showing
// any other record.
package register
