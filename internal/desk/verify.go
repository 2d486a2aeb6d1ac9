package desk

import (
	"context"
	"fmt"
	"io"
	"os"

	"golang.org/x/mod/sumdb/tlog"

	"underpin"
	"underpin/internal/register"
)

// A Verified tells that the records of a case fit its register.
type Verified struct {
	Case        underpin.CaseID `json:"case"`
	Entries     int64           `json:"entries"`
	Records     int64           `json:"records"`
	Checkpoints int             `json:"checkpoints"`
	// Kept counts the checkpoints kept elsewhere that it was held against.
	Kept int `json:"kept"`
	// Erased counts the records that were erased.
	Erased int `json:"erased,omitempty"`
	// Covered is the last entry that a signed checkpoint in the register covers, 0 for
	// none; Keys are the keys, in short form, that signed.
	Covered int64    `json:"covered"`
	Keys    []string `json:"keys,omitempty"`
	// Root is the root of the register in short form.
	Root string `json:"root"`
	// OddTimes say which entries bear times that a right clock would hardly give.
	OddTimes []string `json:"odd_times,omitempty"`
}

// Verify recomputes everything the register says and names the first entry and
// record that do not fit, as a fault of the kind Tampered. Kept are files with
// checkpoints kept elsewhere.
func (d *Desk) Verify(ctx context.Context, id underpin.CaseID, kept []string) (_ *Verified, err error) {
	defer settle(ctx, &err)
	id, err = d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	var notes []string
	for _, path := range kept {
		b, err := os.ReadFile(path)
		if err != nil {
			return nil, fileFault(path, err)
		}
		notes = append(notes, string(b))
	}
	d.tell("checking the records against the register")
	r, err := d.store.Verify(ctx, id, notes...)
	if err != nil {
		return nil, err
	}
	if r.Fault != nil {
		return nil, faultf(NotVerified, "the records up to there fit; go back to a copy that verifies", "%s does not fit its register: %s", id, r.Fault)
	}
	out := &Verified{
		Case: id, Entries: r.Entries, Records: r.Versions, Checkpoints: r.Checkpoints, Kept: r.Kept, Erased: r.Erased,
		Covered: r.Covered, Root: shortRoot(r.Root),
	}
	for _, key := range r.Signers {
		out.Keys = append(out.Keys, register.ShortKey(key))
	}
	out.OddTimes, err = d.clocks(ctx, id)
	return out, err
}

// shortRoot is the root of a register in the short form that briefs carry.
func shortRoot(root tlog.Hash) string { return fmt.Sprintf("%x", root[:4]) }

// WriteCheckpoint writes a signed checkpoint of a case as it is to a file, to keep
// elsewhere. The file appears whole or not at all.
func (d *Desk) WriteCheckpoint(ctx context.Context, id underpin.CaseID, path string) (err error) {
	defer settle(ctx, &err)
	id, err = d.store.Resolve(ctx, id)
	if err != nil {
		return err
	}
	c, err := d.store.Checkpoint(ctx, id)
	if err != nil {
		return err
	}
	err = writeFile(path, func(w io.Writer) error {
		_, err := io.WriteString(w, c.Note)
		return err
	})
	if err != nil {
		return AfterEntry(ctx, c.Size, err)
	}
	return nil
}
