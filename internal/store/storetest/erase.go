package storetest

import (
	"errors"
	"testing"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// erasing makes a store whose case had a person entered by mistake, who was talked of
// by two records and struck out of the settings, and erases that person.
func erasing(t *testing.T, open Opener) (*store.Store, store.EraseResult, string) {
	t.Helper()
	signer, _ := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	kept := importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"}).Checkpoint.Note
	mistake := underpin.Entity{ID: "nadim-x", Schema: underpin.Person, Name: "Nadim X"}
	settings := Harbour().Settings
	settings.Roots = append(settings.Roots, "nadim-x")
	claim := underpin.Claim{ID: "c11", Subject: "nadim-x", Relation: "chairs", Object: "harbour-authority"}
	testimony := underpin.Testimony{ID: "c11.1", Claim: "c11", Source: "HERON", Polarity: underpin.Affirm}
	question := underpin.Question{ID: "q1", Text: "Who pays?"}
	commit(t, s, store.Change{Summary: "add entity nadim-x", Put: Put(t, mistake, claim, testimony, question, settings)})
	mistake.Name = "Nadim Y"
	commit(t, s, store.Change{Summary: "edit entity nadim-x: name", Put: Put(t, mistake)})
	gone := []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c11.1"}, {Kind: underpin.KindClaim, ID: "c11"}}
	commit(t, s, store.Change{Op: register.OpRemove, Summary: "remove claim c11, and 1 record with it", Remove: gone})
	done, err := s.Erase(t.Context(), "harbour", store.Erasing{
		Records: []underpin.RecordRef{{Kind: underpin.KindEntity, ID: "nadim-x"}},
		Put:     Put(t, Harbour().Settings), Base: 4,
	})
	if err != nil || done.Unscoured != nil {
		t.Fatal(err, done.Unscoured)
	}
	return s, done, kept
}

func erase(t *testing.T, open Opener) {
	s, done, kept := erasing(t, open)
	// The entity twice, the claim, its testimony and their tombstones, and one version of
	// the settings.
	if len(done.Records) != 3 || done.Rows != 7 || len(done.Versions) != 1 || len(done.Entries) != 3 || len(done.Mentions) != 0 {
		t.Errorf("erased %+v", done)
	}
	for _, ref := range done.Records {
		if _, err := s.History(t.Context(), "harbour", ref); !errors.Is(err, store.ErrNoRecord) {
			t.Errorf("the history of %s: %v", ref, err)
		}
	}
	for seq := int64(1); seq <= 5; seq++ {
		c, _, err := s.LoadAt(t.Context(), "harbour", store.At{Seq: seq})
		if err != nil || len(c.Entities) != 3 || len(c.Claims) != 3 || len(c.Settings.Roots) != 1 {
			t.Errorf("as of entry %d: %+v, %v", seq, c, err)
		}
	}
	r, err := s.Verify(t.Context(), "harbour", kept, kept)
	if err != nil || r.Fault != nil || r.Erased != 3 || r.ErasedVersions != 7 || r.Kept != 2 || r.Covered != 5 {
		t.Errorf("verified %+v, %v", r, err)
	}
	log, err := s.Log(t.Context(), "harbour", 0)
	if err != nil || log[0].Summary != "erase for good: 1 entity, 1 claim, 1 testimony" || log[1].Summary != register.ErasedSummary {
		t.Errorf("the log says %+v, %v", log, err)
	}
	if _, err := s.Since(t.Context(), "harbour", 4); !errors.Is(err, store.ErrNoEntry) {
		t.Errorf("what was held before the erasure can be brought up to date: %v", err)
	}
}

func nothingBringsBack(t *testing.T, open Opener) {
	s, done, _ := erasing(t, open)
	for seq := int64(2); seq <= 4; seq++ {
		if _, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: seq}); err != nil && !errors.Is(err, register.ErrErased) {
			t.Errorf("undo of entry %d: %v", seq, err)
		}
	}
	for _, cascade := range []bool{false, true} {
		if _, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: 5, Cascade: cascade}); !errors.Is(err, register.ErrErased) {
			t.Errorf("undo of the erasure: %v", err)
		}
	}
	if _, err := s.Redo(t.Context(), "harbour", store.UndoOptions{}); err != nil {
		t.Error(err)
	}
	if c := load(t, s); len(c.Entities) != 3 || len(c.Claims) != 3 {
		t.Errorf("it is back: %+v", c)
	}
	for _, ref := range done.Records {
		if _, err := s.Prove(t.Context(), "harbour", ref, 2); !errors.Is(err, register.ErrErased) && !errors.Is(err, store.ErrNoRecord) {
			t.Errorf("%s is proved: %v", ref, err)
		}
	}
	again := underpin.Entity{ID: "nadim-x", Schema: underpin.Person, Name: "Nadim"}
	if _, err := s.Commit(t.Context(), "harbour", store.Change{Put: Put(t, again)}); !errors.Is(err, store.ErrErasedID) {
		t.Errorf("the id is given again: %v", err)
	}
	old := Harbour()
	old.Entities = append(old.Entities, again)
	if _, err := s.Import(t.Context(), old, store.ImportPolicy{}); !errors.Is(err, store.ErrErasedID) {
		t.Errorf("the id is imported again: %v", err)
	}
	if taken, err := s.WasErased(t.Context(), "harbour", done.Records[0]); !taken || err != nil {
		t.Errorf("%v, %v", taken, err)
	}
	r, err := s.Verify(t.Context(), "harbour")
	if err != nil || r.Fault != nil {
		t.Errorf("verified %+v, %v", r, err)
	}
}

// neighbours of what was erased are proved as before.
func provedBesideErased(t *testing.T, open Opener) {
	signer, verifier := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	gone := []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}, {Kind: underpin.KindClaim, ID: "c10"}}
	if _, err := s.Erase(t.Context(), "harbour", store.Erasing{Records: gone}); err != nil {
		t.Fatal(err)
	}
	for ref := range load(t, s).Records() {
		p, err := s.Prove(t.Context(), "harbour", ref, 0)
		if err != nil {
			t.Fatal(err)
		}
		if shown, err := p.Check(verifier); err != nil || shown.Record.Ref != ref {
			t.Errorf("the proof of %s shows %+v, %v", ref, shown, err)
		}
	}
	unsigned := open(t, store.Config{Now: Clock()})
	importCase(t, unsigned, Harbour(), store.ImportPolicy{})
	if _, err := unsigned.Erase(t.Context(), "harbour", store.Erasing{Records: gone}); !errors.Is(err, store.ErrNoSigner) {
		t.Errorf("erased without a key: %v", err)
	}
	for _, c := range []struct {
		erasing store.Erasing
		want    error
	}{
		{store.Erasing{Records: gone}, store.ErrNoRecord},
		{store.Erasing{Records: []underpin.RecordRef{{Kind: underpin.KindClaim, ID: "c1"}}, Base: 1}, store.ErrConflict},
	} {
		if _, err := s.Erase(t.Context(), "harbour", c.erasing); !errors.Is(err, c.want) {
			t.Errorf("%+v: %v, want %v", c.erasing, err, c.want)
		}
	}
}
