package desk

import (
	"context"
	"fmt"

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
// record that do not fit, as a fault of the kind Tampered. Kept are the texts of
// checkpoints kept elsewhere, as [KeptCheckpoints] reads them; a text that is none is a
// fault of the kind BadInput.
func (d *Desk) Verify(ctx context.Context, id underpin.CaseID, kept []string) (_ *Verified, err error) {
	defer settle(ctx, &err)
	id, err = d.store.Resolve(ctx, id)
	if err != nil {
		return nil, err
	}
	// Another file chosen by mistake says nothing of the register.
	for _, text := range kept {
		if _, err := register.PeekCheckpoint(text); err != nil {
			return nil, faultf(NotACheckpoint, "choose the files that were written when checkpoints were signed", "a file that was to be held against the register is not a checkpoint")
		}
	}
	d.tell("checking the records against the register")
	r, err := d.store.Verify(ctx, id, kept...)
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
