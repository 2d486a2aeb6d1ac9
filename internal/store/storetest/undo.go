package storetest

import (
	"errors"
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
	"underpin/internal/synth/property"
)

func undo(t testing.TB, s *store.Store, o store.UndoOptions) register.Entry {
	t.Helper()
	e, err := s.Undo(t.Context(), "harbour", o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func redo(t testing.TB, s *store.Store, o store.UndoOptions) register.Entry {
	t.Helper()
	e, err := s.Redo(t.Context(), "harbour", o)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

func undoAndRedo(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	first := load(t, s)
	c := Harbour()
	changed := c.Claims[0]
	changed.Note = "checked twice"
	commit(t, s, store.Change{
		Put:    Put(t, changed, underpin.Question{ID: "q1", Text: "Who pays?"}),
		Remove: []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}},
	})
	second := load(t, s)
	e := undo(t, s, store.UndoOptions{})
	if e.Op != register.OpUndo || e.Rows != 3 || !cmp.Equal(e.Undoes, []int64{2}) {
		t.Errorf("the undo is %+v", e)
	}
	if diff := cmp.Diff(first, load(t, s)); diff != "" {
		t.Errorf("undo after do differs (-before +after):\n%s", diff)
	}
	e = redo(t, s, store.UndoOptions{})
	if e.Op != register.OpRedo || !cmp.Equal(e.Undoes, []int64{3}) {
		t.Errorf("the redo is %+v", e)
	}
	if diff := cmp.Diff(second, load(t, s)); diff != "" {
		t.Errorf("redo after undo differs (-before +after):\n%s", diff)
	}
	undo(t, s, store.UndoOptions{Seq: 4})
	if diff := cmp.Diff(first, load(t, s)); diff != "" {
		t.Errorf("the undo of the redo differs (-before +after):\n%s", diff)
	}
	if _, err := s.Redo(t.Context(), "harbour", store.UndoOptions{Seq: 1}); !errors.Is(err, store.ErrNothingToUndo) {
		t.Errorf("redo of what is in force: %v", err)
	}
	_, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: 2})
	if !errors.Is(err, register.ErrTakenBack) {
		t.Errorf("undo of what is taken back: %v", err)
	}
	if e := redo(t, s, store.UndoOptions{Seq: 2}); !cmp.Equal(e.Undoes, []int64{3}) {
		t.Errorf("the redo by the number of what was undone takes back %v", e.Undoes)
	}
	if diff := cmp.Diff(second, load(t, s)); diff != "" {
		t.Errorf("after that redo (-before +after):\n%s", diff)
	}
	for _, seq := range []int64{-1, 99} {
		if _, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: seq}); !errors.Is(err, store.ErrNoEntry) {
			t.Errorf("undo of entry %d: %v", seq, err)
		}
	}
}

func undoEverything(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	first := load(t, s)
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	more := Harbour()
	more.Entities = append(more.Entities, underpin.Entity{ID: "quay-bank", Schema: underpin.Company, Name: "Quay Bank"})
	importCase(t, s, more, store.ImportPolicy{})
	full := load(t, s)
	for range 2 {
		undo(t, s, store.UndoOptions{})
	}
	if diff := cmp.Diff(first, load(t, s)); diff != "" {
		t.Errorf("after undoing everything (-want +got):\n%s", diff)
	}
	for _, o := range []store.UndoOptions{{}, {Seq: 1}, {Seq: 1, Cascade: true}} {
		var whole *register.FoundingError
		if _, err := s.Undo(t.Context(), "harbour", o); !errors.As(err, &whole) || whole.Entry.Seq != 1 {
			t.Errorf("undo of the import that made the case, %+v: %v", o, err)
		}
	}
	if diff := cmp.Diff(first, load(t, s)); diff != "" {
		t.Errorf("a refused undo changed the case (-want +got):\n%s", diff)
	}
	for range 2 {
		redo(t, s, store.UndoOptions{})
	}
	if diff := cmp.Diff(full, load(t, s)); diff != "" {
		t.Errorf("after redoing everything (-want +got):\n%s", diff)
	}
	if _, err := s.Redo(t.Context(), "harbour", store.UndoOptions{}); !errors.Is(err, store.ErrNothingToUndo) {
		t.Errorf("one redo more: %v", err)
	}
}

func undoDependants(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	before := load(t, s)
	bank := underpin.Entity{ID: "quay-bank", Schema: underpin.Company, Name: "Quay Bank"}
	owns := underpin.Claim{ID: "c11", Subject: "tarek-odeh", Relation: "owns", Object: "quay-bank"}
	said := underpin.Testimony{ID: "c11.1", Claim: "c11", Source: "HERON", Polarity: underpin.Affirm}
	commit(t, s, store.Change{Put: Put(t, bank)}) // 2
	commit(t, s, store.Change{Put: Put(t, owns)}) // 3
	commit(t, s, store.Change{Put: Put(t, said)}) // 4
	bank.Note = "licensed"
	commit(t, s, store.Change{Put: Put(t, bank)})                                           // 5
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})}) // 6
	stands := underpin.Conclusion{ID: "stands", Expr: `after.command("tarek-odeh", 'quay-bank')`}
	commit(t, s, store.Change{Put: Put(t, stands)}) // 7
	_, err := s.Undo(t.Context(), "harbour", store.UndoOptions{Seq: 2})
	var d *register.DependantsError
	if !errors.As(err, &d) {
		t.Fatalf("undo with dependants: %v", err)
	}
	got := map[int64][]underpin.RecordRef{}
	for _, x := range d.Dependants {
		got[x.Entry.Seq] = x.Records
	}
	want := map[int64][]underpin.RecordRef{
		3: {{Kind: underpin.KindClaim, ID: "c11"}},
		4: {{Kind: underpin.KindTestimony, ID: "c11.1"}},
		5: {{Kind: underpin.KindEntity, ID: "quay-bank"}},
		7: {{Kind: underpin.KindConclusion, ID: "stands"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the dependants (-want +got):\n%s", diff)
	}
	full := load(t, s)
	e := undo(t, s, store.UndoOptions{Seq: 2, Cascade: true})
	if !cmp.Equal(e.Undoes, []int64{2, 3, 4, 5, 7}) {
		t.Errorf("the cascade takes back %v", e.Undoes)
	}
	before.Questions = full.Questions
	if diff := cmp.Diff(before, load(t, s)); diff != "" {
		t.Errorf("after the cascade (-want +got):\n%s", diff)
	}
	redo(t, s, store.UndoOptions{})
	if diff := cmp.Diff(full, load(t, s)); diff != "" {
		t.Errorf("after its redo (-want +got):\n%s", diff)
	}
}

func redoDependants(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	q := underpin.Question{ID: "q1", Text: "Who pays?"}
	commit(t, s, store.Change{Put: Put(t, q)}) // 2
	undo(t, s, store.UndoOptions{})            // 3
	q.Text = "Who is paid?"
	commit(t, s, store.Change{Put: Put(t, q)}) // 4
	if _, err := s.Redo(t.Context(), "harbour", store.UndoOptions{}); !errors.Is(err, register.ErrDependants) {
		t.Errorf("a redo over a later change: %v", err)
	}
	redo(t, s, store.UndoOptions{Cascade: true})
	if got := load(t, s).Questions; len(got) != 1 || got[0].Text != "Who pays?" {
		t.Errorf("the redo leaves %+v", got)
	}
	claim := underpin.Claim{ID: "c11", Subject: "tarek-odeh", Relation: "owns", Object: "harbour-authority"}
	commit(t, s, store.Change{Put: Put(t, claim)}) // 6
	said := underpin.Testimony{ID: "c11.1", Claim: "c11", Source: "HERON", Polarity: underpin.Affirm}
	commit(t, s, store.Change{Put: Put(t, said)}) // 7
	undo(t, s, store.UndoOptions{})               // 8 takes 7
	undo(t, s, store.UndoOptions{})               // 9 takes 6
	_, err := s.Redo(t.Context(), "harbour", store.UndoOptions{Seq: 8})
	var d *register.DependantsError
	if !errors.As(err, &d) || len(d.Dependants) != 1 || d.Dependants[0].Entry.Seq != 9 {
		t.Errorf("testimony brought back without its claim: %v", err)
	}
	redo(t, s, store.UndoOptions{Seq: 8, Cascade: true})
	if got := load(t, s); len(got.Testimonies) != 4 || len(got.Claims) != 4 {
		t.Errorf("the redo leaves %d claims and %d testimonies", len(got.Claims), len(got.Testimonies))
	}
}

// undoProperty tries random histories: undo after do and redo after undo change
// nothing, and verify finds no fault.
func undoProperty(t *testing.T, open Opener) {
	n := 0
	s := open(t, store.Config{Now: Clock()})
	property.Check(t, func(rt *rapid.T) {
		n++
		id := underpin.CaseID(fmt.Sprintf("case-%d", n))
		if _, err := s.Import(t.Context(), &underpin.Case{ID: id}, store.ImportPolicy{}); err != nil {
			rt.Fatal(err)
		}
		look := func() *underpin.Case {
			c, err := s.Load(t.Context(), id)
			if err != nil {
				rt.Fatal(err)
			}
			return c
		}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			before := look()
			e, err := s.Commit(t.Context(), id, randomChange(rt, before))
			if errors.Is(err, store.ErrUnchanged) {
				continue
			}
			if err != nil {
				rt.Fatal(err)
			}
			done := look()
			if _, err := s.Undo(t.Context(), id, store.UndoOptions{Seq: e.Seq}); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(before, look(), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("undo after do (-before +after):\n%s", diff)
			}
			if _, err := s.Redo(t.Context(), id, store.UndoOptions{}); err != nil {
				rt.Fatal(err)
			}
			if diff := cmp.Diff(done, look(), cmpopts.EquateEmpty()); diff != "" {
				rt.Fatalf("redo after undo (-before +after):\n%s", diff)
			}
		}
		if r, err := s.Verify(t.Context(), id); err != nil || r.Fault != nil {
			rt.Fatalf("verify: %v, %v", r.Fault, err)
		}
	})
}

// randomChange puts and removes a few questions and claims.
func randomChange(rt *rapid.T, c *underpin.Case) store.Change {
	var ch store.Change
	seen := map[string]bool{}
	for range rapid.IntRange(1, 4).Draw(rt, "records") {
		id := rapid.SampledFrom([]string{"q1", "q2", "q3", "q10"}).Draw(rt, "id")
		if seen[id] {
			continue
		}
		seen[id] = true
		there := false
		for _, q := range c.Questions {
			there = there || q.ID == id
		}
		if there && rapid.Bool().Draw(rt, "remove") {
			ch.Remove = append(ch.Remove, underpin.RecordRef{Kind: underpin.KindQuestion, ID: id})
			continue
		}
		r, err := register.New(underpin.Question{ID: id, Text: rapid.StringN(0, 8, -1).Draw(rt, "text")})
		if err != nil {
			rt.Fatal(err)
		}
		ch.Put = append(ch.Put, r)
	}
	return ch
}
