package desk

import (
	"context"

	"underpin"
	"underpin/internal/register"
)

// A CaseState says what the register of a case is like.
type CaseState struct {
	Case    underpin.CaseID `json:"case"`
	Title   string          `json:"title,omitempty"`
	Entries int64           `json:"entries"`
	// Covered is the last entry that a signed checkpoint covers, 0 for none.
	Covered int64 `json:"covered"`
	// Signers are the keys that signed, in short form.
	Signers []string `json:"signers,omitempty"`
	// Fault is what does not fit, as a sentence; empty where all fits.
	Fault string `json:"fault,omitempty"`
}

// Soundness recomputes the register of every case in the database.
func (d *Desk) Soundness(ctx context.Context) (_ []CaseState, err error) {
	defer settle(ctx, &err)
	d.tell("checking the records against the register")
	all, err := d.store.VerifyAll(ctx)
	if err != nil {
		return nil, err
	}
	infos, err := d.store.Cases(ctx)
	if err != nil {
		return nil, err
	}
	titles := map[underpin.CaseID]string{}
	for _, c := range infos {
		titles[c.ID] = c.Title
	}
	var out []CaseState
	for _, r := range all {
		s := CaseState{Case: r.Case, Title: titles[r.Case], Entries: r.Entries, Covered: r.Covered}
		for _, key := range r.Signers {
			s.Signers = append(s.Signers, register.ShortKey(key))
		}
		if r.Fault != nil {
			s.Fault = r.Fault.String()
		}
		out = append(out, s)
	}
	return out, nil
}
