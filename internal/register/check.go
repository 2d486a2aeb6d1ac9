package register

import (
	"bytes"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
)

// A StoredRecord is a version of a record as it is stored.
type StoredRecord struct {
	Seq, Number int64
	Record
	Salt, Leaf []byte
}

// A HashedRow is a version of a record of which only the hash of its words is left.
type HashedRow struct {
	Seq, Number int64
	Ref         underpin.RecordRef
	leaf        tlog.Hash
	// fault is what is wrong with the row by itself, empty for nothing.
	fault string
}

// A Hasher recomputes the leaves of rows one after the other, in the same memory. The zero
// Hasher is ready; it is for one goroutine.
type Hasher struct{ text []byte }

// Row recomputes the leaf of a row from its words.
func (w *Hasher) Row(r *StoredRecord) HashedRow {
	h := HashedRow{Seq: r.Seq, Number: r.Number, Ref: r.Ref}
	if len(r.Salt) != SaltSize {
		h.fault = "its salt is not what was recorded"
		return h
	}
	w.text = appendRecord(w.text[:0], r.Record, r.Salt)
	h.leaf = tlog.RecordHash(w.text)
	if !bytes.Equal(h.leaf[:], r.Leaf) {
		h.fault = "its content is not what was recorded"
	}
	return h
}

// A Mismatch is the first thing in a register that does not fit.
type Mismatch struct {
	// Seq is the entry, 0 where the fault lies in none.
	Seq int64 `json:"seq,omitempty"`
	// Record is the record, nil where no single one can be named.
	Record *underpin.RecordRef `json:"record,omitempty"`
	// What is a sentence without its full stop, for example "its content is not
	// what was recorded".
	What string `json:"what"`
}

// String writes the fault for a person: "entry 5, claim c05: its content is …".
func (f Mismatch) String() string {
	switch {
	case f.Record != nil:
		return fmt.Sprintf("entry %d, %s: %s", f.Seq, f.Record, f.What)
	case f.Seq > 0:
		return fmt.Sprintf("entry %d: %s", f.Seq, f.What)
	}
	return f.What
}

// A Checker recomputes a register from what is stored, entry by entry. For each
// entry in order call [Checker.Row] for its rows, then [Checker.Entry]; the first
// [Mismatch] ends the matter.
type Checker struct {
	id     underpin.CaseID
	tree   Tree
	last   Entry
	leaves []tlog.Hash
	// signers lists the verifier keys met.
	signers []string
	notes   int
	covered int64
	// erased is what was erased, erasing how many rows of the entry being checked say
	// so; marks and goneVersions count it.
	erased       erasures
	erasing      int
	marks        map[string]bool
	goneVersions int64
}

// NewChecker returns a Checker for a case, given what was erased of it. The rows that are
// gone are told to it by [Checker.Gone], and those that say so by [Checker.Erasing], each
// in its place among the rows.
func NewChecker(id underpin.CaseID, erased []Erasure) *Checker {
	return &Checker{id: id, erased: newErasures(erased), marks: map[string]bool{}}
}

// Next returns the number of the entry being checked.
func (c *Checker) Next() int64 { return c.tree.size + 1 }

// Row checks the next row of the entry being checked.
func (c *Checker) Row(r *HashedRow) *Mismatch {
	n := int64(len(c.leaves)) + 1
	switch {
	case r.Seq != c.Next():
		return c.fault(&r.Ref, "it belongs to an entry that is not there")
	case r.Number > n:
		return c.fault(nil, fmt.Sprintf("row %d is missing", n))
	case r.Number < n:
		return c.fault(&r.Ref, fmt.Sprintf("it has the row number %d, which is not possible", r.Number))
	case r.fault != "":
		return c.fault(&r.Ref, r.fault)
	}
	c.leaves = append(c.leaves, r.leaf)
	return nil
}

// Entry checks the entry whose rows were given, with the nodes it added to the
// tree and the checkpoint signed at it, empty where there is none.
func (c *Checker) Entry(e Entry, nodes []TreeHash, note string) *Mismatch {
	switch {
	case e.Seq != c.Next():
		return c.fault(nil, "it is missing")
	case e.Rows != int64(len(c.leaves)):
		return c.fault(nil, fmt.Sprintf("it counts %s and has %s", underpin.FormatCounted(int(e.Rows), "row"), underpin.FormatCount(len(c.leaves))))
	case e.RowsRoot != RowsRoot(c.leaves):
		return c.fault(nil, "its rows are not those it was recorded with")
	case e.Seq > 1 && !e.Recorded.After(c.last.Recorded):
		return c.fault(nil, "it was recorded before the entry that it follows")
	case len(e.Salt) != SaltSize:
		return c.fault(nil, "its salt is not what was recorded")
	}
	for _, s := range e.Undoes {
		if s < 1 || s >= e.Seq {
			return c.fault(nil, fmt.Sprintf("it takes back entry %d, which does not come before it", s))
		}
	}
	e.Case = c.id
	if f := c.erases(e); f != nil {
		return f
	}
	if f := c.nodes(e, nodes); f != nil {
		return f
	}
	c.last = e
	c.leaves = c.leaves[:0]
	return c.checkpoint(e, note)
}

// nodes adds the entry to the tree and compares what that makes with what is
// stored.
func (c *Checker) nodes(e Entry, stored []TreeHash) *Mismatch {
	seq := c.Next()
	leaf, fault := c.leaf(e)
	if fault != nil {
		return fault
	}
	want, err := c.tree.Add(leaf)
	if err != nil {
		return &Mismatch{Seq: seq, What: err.Error()}
	}
	for i, n := range want {
		switch {
		case i >= len(stored) || stored[i].Index != n.Index:
			return &Mismatch{Seq: seq, What: fmt.Sprintf("the tree lacks its hash number %d", n.Index)}
		case stored[i].Hash != n.Hash && i == 0:
			return &Mismatch{Seq: seq, What: "it is not what was recorded: it does not fit its hash in the tree"}
		case stored[i].Hash != n.Hash:
			return &Mismatch{Seq: seq, What: fmt.Sprintf("hash number %d of the tree above it does not fit", n.Index)}
		}
	}
	if len(stored) > len(want) {
		return &Mismatch{Seq: seq, What: "the tree has one hash too many"}
	}
	return nil
}

// checkpoint checks the note signed at the entry just added.
func (c *Checker) checkpoint(e Entry, text string) *Mismatch {
	switch {
	case e.Signer == "" && text == "":
		return nil
	case e.Signer == "":
		return &Mismatch{Seq: e.Seq, What: "it has a checkpoint that it does not know of"}
	case text == "":
		return &Mismatch{Seq: e.Seq, What: "the checkpoint signed at it is missing"}
	}
	signed, err := OpenCheckpoint(text, e.Signer)
	if err != nil {
		return &Mismatch{Seq: e.Seq, What: "the checkpoint signed at it is not valid: " + err.Error()}
	}
	if f := c.agrees(signed); f != nil || signed.Size != e.Seq {
		return &Mismatch{Seq: e.Seq, What: "the checkpoint signed at it is of another state"}
	}
	c.notes++
	c.covered = e.Seq
	c.signer(e.Signer)
	return nil
}

func (c *Checker) signer(key string) {
	for _, s := range c.signers {
		if s == key {
			return
		}
	}
	c.signers = append(c.signers, key)
}

// Rest checks, after all entries, that no rows are left over.
func (c *Checker) Rest() *Mismatch {
	if len(c.leaves) > 0 {
		return c.fault(nil, fmt.Sprintf("it is missing, but has %s", underpin.FormatCounted(len(c.leaves), "row")))
	}
	return c.unsaid()
}

// Kept checks a checkpoint that was kept elsewhere, after all entries.
func (c *Checker) Kept(text string) *Mismatch {
	for _, key := range c.signers {
		signed, err := OpenCheckpoint(text, key)
		if err != nil {
			continue
		}
		return c.agrees(signed)
	}
	return &Mismatch{What: "a kept checkpoint is not signed by a key of this register"}
}

// agrees compares a checkpoint with the tree.
func (c *Checker) agrees(signed Checkpoint) *Mismatch {
	if signed.Case != c.id {
		return &Mismatch{What: fmt.Sprintf("a kept checkpoint is of the case %q", signed.Case)}
	}
	if signed.Size > c.tree.size {
		return &Mismatch{Seq: c.Next(), What: fmt.Sprintf("it is missing: a kept checkpoint counts %s, so this is an older copy, or its end was cut off", underpin.FormatCounted(int(signed.Size), "entry"))}
	}
	root, err := c.tree.Root(signed.Size)
	if err != nil || root != signed.Root {
		return &Mismatch{What: fmt.Sprintf("entries 1 to %d are not those that a kept checkpoint was signed for", signed.Size)}
	}
	return nil
}

func (c *Checker) fault(ref *underpin.RecordRef, what string) *Mismatch {
	return &Mismatch{Seq: c.Next(), Record: ref, What: what}
}

// A Verification is the result of a verification.
type Verification struct {
	Case underpin.CaseID `json:"case"`
	// Entries, Versions, Checkpoints and Kept count what was found to fit: entries,
	// versions of records, checkpoints in the register, and checkpoints kept
	// elsewhere.
	Entries     int64 `json:"entries"`
	Versions    int64 `json:"versions"`
	Checkpoints int   `json:"checkpoints"`
	Kept        int   `json:"kept"`
	// Covered is the last entry that a checkpoint in the register covers, 0 for none.
	Covered int64 `json:"covered"`
	// Erased counts the records that were erased, ErasedVersions the versions: of these
	// records, and of others that named one.
	Erased         int   `json:"erased"`
	ErasedVersions int64 `json:"erased_versions"`
	// Root is the root of the tree over the entries that fit.
	Root tlog.Hash `json:"root"`
	// Signers lists the verifier keys of the checkpoints.
	Signers []string `json:"signers,omitempty"`
	// Fault is the first thing that does not fit; nil if all does.
	Fault *Mismatch `json:"fault,omitempty"`
}

// Report sums up what was checked.
func (c *Checker) Report() Verification {
	root, _ := c.tree.Root(c.tree.size) // all nodes are in memory
	return Verification{
		Case: c.id, Entries: c.tree.size, Checkpoints: c.notes, Root: root, Signers: c.signers, Covered: c.covered,
		Erased: len(c.marks), ErasedVersions: c.goneVersions,
	}
}
