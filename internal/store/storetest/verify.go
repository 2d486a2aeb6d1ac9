package storetest

import (
	"errors"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

func verifyClean(t *testing.T, open Opener) {
	signer, verifier := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	kept := importCase(t, s, Harbour(), store.ImportPolicy{}).Checkpoint.Note
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	undo(t, s, store.UndoOptions{})
	r, err := s.Verify(t.Context(), "harbour", kept)
	if err != nil || r.Fault != nil {
		t.Fatalf("verify: %v, %v", r.Fault, err)
	}
	if r.Entries != 3 || r.Versions != 16 || r.Checkpoints != 1 || r.Kept != 1 || len(r.Signers) != 1 || r.Signers[0] != verifier {
		t.Errorf("the report is %+v", r)
	}
	if _, err := s.Verify(t.Context(), "nowhere"); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("an unknown case: %v", err)
	}
}

// verifyKept holds a register against checkpoints of another history.
func verifyKept(t *testing.T, open Opener) {
	signer, _ := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	other := open(t, store.Config{Now: Clock(), Signer: signer})
	rewritten := Harbour()
	rewritten.Testimonies[0].Wording = "she does not chair it"
	kept := importCase(t, other, rewritten, store.ImportPolicy{}).Checkpoint.Note
	commit(t, other, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	longer, err := other.Checkpoint(t.Context(), "harbour")
	if err != nil {
		t.Fatal(err)
	}
	stranger, _ := Key(t, 2)
	foreign := open(t, store.Config{Now: Clock(), Signer: stranger})
	unknown := importCase(t, foreign, Harbour(), store.ImportPolicy{}).Checkpoint.Note
	for _, c := range []struct{ name, note, want string }{
		{"a rewritten history", kept, "entries 1 to 1 are not those"},
		{"a history cut off", longer.Note, "a kept checkpoint counts 3 entries"},
		{"an unknown key", unknown, "not signed by a key of this register"},
		{"no checkpoint", "harbour", "not signed by a key of this register"},
		{"an altered checkpoint", strings.Replace(kept, "\n1\n", "\n2\n", 1), "not signed by a key of this register"},
	} {
		r, err := s.Verify(t.Context(), "harbour", c.note)
		if err != nil || r.Fault == nil || !strings.Contains(r.Fault.String(), c.want) {
			t.Errorf("%s: %v, %v", c.name, r.Fault, err)
		}
	}
	all, err := s.VerifyAll(t.Context(), strings.Replace(kept, "harbour", "airfield", 1))
	if err != nil || len(all) != 2 || all[0].Fault == nil || all[1].Fault != nil {
		t.Errorf("a checkpoint of a case that is not there: %+v, %v", all, err)
	}
}

func proofs(t *testing.T, open Opener) {
	signer, verifier := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	if _, err := s.Checkpoint(t.Context(), "harbour"); err != nil {
		t.Fatal(err)
	}
	for _, ref := range []underpin.RecordRef{{Kind: underpin.KindClaim, ID: "c10"}, {Kind: underpin.KindQuestion, ID: "q1"}} {
		p, err := s.Prove(t.Context(), "harbour", ref, 0)
		if err != nil {
			t.Fatal(err)
		}
		shown, err := p.Check(verifier)
		if err != nil || shown.Record.Ref != ref || !strings.Contains(string(shown.Record.Body), ref.ID) {
			t.Errorf("the proof of %s shows %+v, %v", ref, shown, err)
		}
		p.Body = strings.Replace(p.Body, ref.ID, "c99", 1)
		if _, err := p.Check(verifier); !errors.Is(err, register.ErrProof) {
			t.Errorf("an altered proof of %s: %v", ref, err)
		}
	}
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q2", Text: "Who is paid?"})})
	if _, err := s.Prove(t.Context(), "harbour", underpin.RecordRef{Kind: underpin.KindQuestion, ID: "q2"}, 0); !errors.Is(err, store.ErrUnsigned) {
		t.Errorf("a record after the last checkpoint: %v", err)
	}
}
