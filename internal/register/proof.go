package register

import (
	"errors"
	"fmt"
	"time"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// ErrProof is returned for a proof that does not hold.
var ErrProof = errors.New("the proof is not valid")

// A Proof shows that a version of a record stood in a case's register when a
// checkpoint was signed. It holds that record and the entry that wrote it, and of
// all others only hashes. It is plain data and is kept as JSON.
type Proof struct {
	Kind underpin.RecordKind `json:"kind"`
	ID   string              `json:"id"`
	Body string              `json:"body"`
	Salt []byte              `json:"salt"`
	// Row is the number of the record's row in the entry, from 1.
	Row      int64        `json:"row"`
	RowProof []tlog.Hash  `json:"row_proof"`
	Entry    EntryContent `json:"entry"`
	// EntryProof leads from the entry to the root that the checkpoint signs.
	EntryProof []tlog.Hash `json:"entry_proof"`
	Checkpoint string      `json:"checkpoint"`
}

// EntryContent is an entry with its salt, for a proof.
type EntryContent struct {
	Entry
	Salt []byte `json:"salt"`
}

// Proven is what a proof shows.
type Proven struct {
	Case     underpin.CaseID
	Record   Record
	Entry    Entry
	Recorded time.Time
	// Size is the number of entries the checkpoint covers.
	Size int64
}

// NewProof makes the proof for one row of an entry: rows are the leaves of all its
// rows, tree the case's tree, which the checkpoint covers as far as its size.
func NewProof(row StoredRecord, rows []tlog.Hash, e Entry, tree tlog.HashReader, signed Checkpoint) (Proof, error) {
	p := Proof{
		Kind: row.Ref.Kind, ID: row.Ref.ID, Body: string(row.Body), Salt: row.Salt, Row: row.Number,
		Entry: EntryContent{e, e.Salt}, Checkpoint: signed.Note,
	}
	var inner Tree
	for _, leaf := range rows {
		if _, err := inner.Add(leaf); err != nil {
			return p, err
		}
	}
	var err error
	if p.RowProof, err = tlog.ProveRecord(inner.Size(), row.Number-1, &inner); err != nil {
		return p, err
	}
	p.EntryProof, err = tlog.ProveRecord(signed.Size, e.Seq-1, tree)
	return p, err
}

// Check verifies the proof by the verifier key and returns what it shows. It fails
// with [ErrProof] or [ErrCheckpoint].
func (p Proof) Check(verifier string) (Proven, error) {
	signed, err := OpenCheckpoint(p.Checkpoint, verifier)
	if err != nil {
		return Proven{}, err
	}
	e := p.Entry.Entry
	e.Salt = p.Entry.Salt
	r := Record{Ref: underpin.RecordRef{Kind: p.Kind, ID: p.ID}, Body: []byte(p.Body)}
	if len(p.Salt) != SaltSize || len(e.Salt) != SaltSize || e.Case != signed.Case {
		return Proven{}, ErrProof
	}
	if err := tlog.CheckRecord(p.RowProof, e.Rows, e.RowsRoot, p.Row-1, Leaf(r, p.Salt)); err != nil {
		return Proven{}, fmt.Errorf("%w: the record is not in the entry: %w", ErrProof, err)
	}
	if err := tlog.CheckRecord(p.EntryProof, signed.Size, signed.Root, e.Seq-1, e.Leaf()); err != nil {
		return Proven{}, fmt.Errorf("%w: the entry is not in the register: %w", ErrProof, err)
	}
	return Proven{Case: e.Case, Record: r, Entry: e, Recorded: e.Recorded, Size: signed.Size}, nil
}
