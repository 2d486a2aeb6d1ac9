package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/store"
)

// ignoreRecorded compares cases without the days of recording.
var ignoreRecorded = cmpopts.IgnoreFields(underpin.Testimony{}, "Recorded")

func roundTrip(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	done := importCase(t, s, Harbour(), store.ImportPolicy{Summary: "harbour.yaml"})
	if done.Added != 14 || done.Changed+done.Removed+done.Unchanged != 0 || done.Entry.Seq != 1 || done.Entry.Rows != 14 {
		t.Errorf("the import counts %+v", done)
	}
	got := load(t, s)
	if diff := cmp.Diff(Harbour(), got, ignoreRecorded); diff != "" {
		t.Errorf("the case differs (-imported +loaded):\n%s", diff)
	}
	if got.Testimonies[0].Recorded != underpin.DayOfTime(Start) {
		t.Errorf("recorded on %s", got.Testimonies[0].Recorded)
	}
	if _, err := s.Load(t.Context(), "nowhere"); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("an unknown case: %v", err)
	}
}

func progressOfImport(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	for _, when := range []string{"new", "the same again"} {
		last := 0
		importCase(t, s, Harbour(), store.ImportPolicy{Progress: func(done, total int) {
			if done != last+1 || total != 14 {
				t.Errorf("%s: goes from %d to %d of %d, want steps of one to 14", when, last, done, total)
			}
			last = done
		}})
		if last != 14 {
			t.Errorf("%s: ends at %d of 14", when, last)
		}
	}
}

func severalCases(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	if _, err := s.Resolve(t.Context(), ""); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("an empty store: %v", err)
	}
	importCase(t, s, Harbour(), store.ImportPolicy{})
	if id, err := s.Resolve(t.Context(), ""); id != "harbour" || err != nil {
		t.Errorf("the only case: %q, %v", id, err)
	}
	importCase(t, s, &underpin.Case{ID: "airfield"}, store.ImportPolicy{})
	if _, err := s.Resolve(t.Context(), ""); !errors.Is(err, store.ErrManyCases) {
		t.Errorf("two cases: %v", err)
	}
	if _, err := s.Resolve(t.Context(), "depot"); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("an unknown case: %v", err)
	}
	cases, err := s.Cases(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	want := []store.CaseInfo{
		{ID: "airfield", Entries: 1, Changed: Start.Add(2 * time.Second)},
		{ID: "harbour", Title: "Who runs the harbour?", Entries: 1, Changed: Start.Add(time.Second)},
	}
	if diff := cmp.Diff(want, cases); diff != "" {
		t.Errorf("the list of cases (-want +got):\n%s", diff)
	}
	for _, id := range []underpin.CaseID{"", "two\nlines", "\xff"} {
		if _, err := s.Import(t.Context(), &underpin.Case{ID: id}, store.ImportPolicy{}); !errors.Is(err, store.ErrBadCase) {
			t.Errorf("a case named %q: %v", id, err)
		}
	}
}

func importAgain(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	for _, replace := range []bool{false, true} {
		done := importCase(t, s, Harbour(), store.ImportPolicy{Replace: replace})
		if done.Entry.Seq != 1 || done.Unchanged != 14 || done.Added+done.Changed+done.Removed != 0 {
			t.Errorf("replace %v: %+v", replace, done)
		}
	}
}

func mergeAndReplace(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	c := Harbour()
	c.Entities[1].Name = "Maryam al-Dalal"
	c.Claims = c.Claims[:2]
	c.Testimonies = c.Testimonies[:2]
	c.Questions = []underpin.Question{{ID: "q1", Text: "Who appoints the chair?"}}
	done := importCase(t, s, c, store.ImportPolicy{})
	if done.Added != 1 || done.Changed != 1 || done.Removed != 0 || done.Entry.Rows != 2 {
		t.Errorf("merging: %+v", done)
	}
	if got := load(t, s); len(got.Claims) != 3 || got.Entities[1].Name != "Maryam al-Dalal" {
		t.Errorf("after merging there are %d claims", len(got.Claims))
	}
	done = importCase(t, s, c, store.ImportPolicy{Replace: true})
	if done.Removed != 2 || done.Added+done.Changed != 0 {
		t.Errorf("replacing: %+v", done)
	}
	if diff := cmp.Diff(c, load(t, s), ignoreRecorded); diff != "" {
		t.Errorf("after replacing (-want +got):\n%s", diff)
	}
	twice := Harbour()
	twice.Claims = append(twice.Claims, twice.Claims[0])
	if _, err := s.Import(t.Context(), twice, store.ImportPolicy{}); !errors.Is(err, store.ErrDuplicate) {
		t.Errorf("a claim twice: %v", err)
	}
	if _, err := s.Import(t.Context(), Harbour(), store.ImportPolicy{Base: 1}); !errors.Is(err, store.ErrConflict) {
		t.Errorf("an import on a passed state: %v", err)
	}
}

func commitDiffers(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock(), Actor: "leila"})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	c := Harbour()
	changed := c.Claims[0]
	changed.Note = "checked twice"
	e := commit(t, s, store.Change{
		Op: register.OpAdd, Summary: "a note", Put: Put(t, c.Claims[1], changed),
		Remove: []underpin.RecordRef{{Kind: underpin.KindTestimony, ID: "c10.1"}},
	})
	if e.Rows != 2 || e.Seq != 2 || e.Actor != "leila" || e.Op != register.OpAdd {
		t.Errorf("the entry is %+v", e)
	}
	c.Claims[0] = changed
	c.Testimonies = c.Testimonies[:2]
	if diff := cmp.Diff(c, load(t, s), ignoreRecorded); diff != "" {
		t.Errorf("after the change (-want +got):\n%s", diff)
	}
	if _, err := s.Commit(t.Context(), "harbour", store.Change{Put: Put(t, changed)}); !errors.Is(err, store.ErrUnchanged) {
		t.Errorf("the same again: %v", err)
	}
	if _, err := s.Commit(t.Context(), "nowhere", store.Change{Put: Put(t, changed)}); !errors.Is(err, store.ErrNoCase) {
		t.Errorf("an unknown case: %v", err)
	}
}

func conflict(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	commit(t, s, store.Change{Base: 1, Put: Put(t, underpin.Question{ID: "q1", Text: "Who appoints the chair?"})})
	_, err := s.Commit(t.Context(), "harbour", store.Change{Base: 1, Put: Put(t, underpin.Question{ID: "q2", Text: "Who pays?"})})
	if !errors.Is(err, store.ErrConflict) {
		t.Errorf("a second change on entry 1: %v", err)
	}
	if got := load(t, s); len(got.Questions) != 1 {
		t.Errorf("the refused change left %d questions", len(got.Questions))
	}
}

func badChanges(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	q := underpin.Question{ID: "q1", Text: "Who appoints the chair?"}
	for _, c := range []struct {
		name   string
		change store.Change
		want   error
	}{
		{"twice put", store.Change{Put: Put(t, q, q)}, store.ErrDuplicate},
		{"put and removed", store.Change{Put: Put(t, q), Remove: []underpin.RecordRef{{Kind: underpin.KindQuestion, ID: "q1"}}}, store.ErrDuplicate},
		{"removed though not there", store.Change{Put: Put(t, q), Remove: []underpin.RecordRef{{Kind: underpin.KindQuestion, ID: "q2"}}}, store.ErrNoRecord},
		{"empty", store.Change{}, store.ErrUnchanged},
	} {
		if _, err := s.Commit(t.Context(), "harbour", c.change); !errors.Is(err, c.want) {
			t.Errorf("%s: %v", c.name, err)
		}
	}
	if diff := cmp.Diff(Harbour(), load(t, s), ignoreRecorded); diff != "" {
		t.Errorf("a refused change left something (-want +got):\n%s", diff)
	}
}

func readAt(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	first := importCase(t, s, Harbour(), store.ImportPolicy{}).Entry
	q := underpin.Question{ID: "q1", Text: "Who appoints the chair?"}
	second := commit(t, s, store.Change{Put: Put(t, q)})
	third := commit(t, s, store.Change{Remove: []underpin.RecordRef{{Kind: underpin.KindQuestion, ID: "q1"}}})
	for _, c := range []struct {
		name      string
		at        store.At
		seq       int64
		questions int
		entities  int
	}{
		{"now", store.At{}, 3, 0, 3},
		{"as of entry 2", store.At{Seq: 2}, 2, 1, 3},
		{"as of entry 1", store.At{Seq: 1}, 1, 0, 3},
		{"as of an entry to come", store.At{Seq: 9}, 3, 0, 3},
		{"at the second", store.At{Time: second.Recorded}, 2, 1, 3},
		{"just before the third", store.At{Time: third.Recorded.Add(-time.Microsecond)}, 2, 1, 3},
		{"before all", store.At{Time: first.Recorded.Add(-time.Microsecond)}, 0, 0, 0},
		{"the earlier of both", store.At{Seq: 1, Time: third.Recorded}, 1, 0, 3},
	} {
		got, last, err := s.LoadAt(t.Context(), "harbour", c.at)
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if last.Seq != c.seq || len(got.Questions) != c.questions || len(got.Entities) != c.entities {
			t.Errorf("%s: entry %d, %d questions, %d entities", c.name, last.Seq, len(got.Questions), len(got.Entities))
		}
	}
}

func clockSetBack(t *testing.T, open Opener) {
	now := Start
	s := open(t, store.Config{Now: func() time.Time { now = now.Add(-time.Hour); return now }})
	first := importCase(t, s, Harbour(), store.ImportPolicy{}).Entry
	second := commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	if want := first.Recorded.Add(time.Microsecond); !second.Recorded.Equal(want) {
		t.Errorf("recorded at %s, want %s", second.Recorded, want)
	}
}

func firstRecorded(t *testing.T, open Opener) {
	now := Start
	s := open(t, store.Config{Now: func() time.Time { now = now.AddDate(0, 0, 1); return now }})
	importCase(t, s, Harbour(), store.ImportPolicy{})
	told := Harbour().Testimonies[0]
	told.Retracted = &underpin.Retraction{Why: "asked to"}
	late := underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "HERON", Polarity: underpin.Deny}
	commit(t, s, store.Change{Op: register.OpRetract, Put: Put(t, told, late)})
	got := load(t, s)
	for i, want := range []underpin.Day{1, 2} {
		if day := got.Testimonies[i].Recorded; day != underpin.DayOfTime(Start)+want {
			t.Errorf("%s was recorded on %s", got.Testimonies[i].ID, day)
		}
	}
}

func logAndHistory(t *testing.T, open Opener) {
	s := open(t, store.Config{Now: Clock()})
	importCase(t, s, Harbour(), store.ImportPolicy{Summary: "first"})
	q := underpin.Question{ID: "q1", Text: "Who pays?"}
	ref := underpin.RecordRef{Kind: underpin.KindQuestion, ID: "q1"}
	commit(t, s, store.Change{Summary: "second", Put: Put(t, q)})
	commit(t, s, store.Change{Summary: "third", Remove: []underpin.RecordRef{ref}})
	log, err := s.Log(t.Context(), "harbour", 2)
	if err != nil {
		t.Fatal(err)
	}
	if len(log) != 2 || log[0].Summary != "third" || log[1].Summary != "second" {
		t.Errorf("the log reads %+v", log)
	}
	if head, err := s.Head(t.Context(), "harbour"); err != nil || !cmp.Equal(head, log[0]) {
		t.Errorf("the head is %+v, %v", head, err)
	}
	versions, err := s.History(t.Context(), "harbour", ref)
	if err != nil {
		t.Fatal(err)
	}
	if len(versions) != 2 || versions[0].Record.Gone() || !versions[1].Record.Gone() || versions[1].Entry.Summary != "third" {
		t.Errorf("the history reads %+v", versions)
	}
	if gone, err := s.Removed(t.Context(), "harbour", underpin.KindQuestion); err != nil || len(gone) != 1 || !cmp.Equal(gone[0], versions[0].Record) {
		t.Errorf("of questions were removed %+v: %v", gone, err)
	}
	if gone, err := s.Removed(t.Context(), "harbour", underpin.KindSource); err != nil || len(gone) != 0 {
		t.Errorf("of sources were removed %+v: %v", gone, err)
	}
	put, removed, err := s.Touched(t.Context(), "harbour", 3)
	if err != nil || len(put) != 0 || !cmp.Equal(removed, []underpin.RecordRef{ref}) {
		t.Errorf("entry 3 touched %v and removed %v: %v", put, removed, err)
	}
	if _, err := s.History(t.Context(), "harbour", underpin.RecordRef{Kind: underpin.KindClaim, ID: "c99"}); !errors.Is(err, store.ErrNoRecord) {
		t.Errorf("a record that never was: %v", err)
	}
}

func checkpoints(t *testing.T, open Opener) {
	signer, verifier := Key(t, 1)
	s := open(t, store.Config{Now: Clock(), Signer: signer})
	done := importCase(t, s, Harbour(), store.ImportPolicy{})
	if c, err := register.OpenCheckpoint(done.Checkpoint.Note, verifier); err != nil || c.Size != 1 || c.Case != "harbour" {
		t.Errorf("the import's checkpoint is %+v, %v", c, err)
	}
	same, err := s.Checkpoint(t.Context(), "harbour")
	if err != nil || same != done.Checkpoint {
		t.Errorf("a checkpoint of the same state is %+v, %v", same, err)
	}
	commit(t, s, store.Change{Put: Put(t, underpin.Question{ID: "q1", Text: "Who pays?"})})
	next, err := s.Checkpoint(t.Context(), "harbour")
	if err != nil || next.Size != 3 {
		t.Errorf("a checkpoint after a change is %+v, %v", next, err)
	}
	all, err := s.Checkpoints(t.Context(), "harbour")
	if err != nil || len(all) != 2 || all[1] != next {
		t.Errorf("the checkpoints are %+v, %v", all, err)
	}
	plain := open(t, store.Config{Now: Clock()})
	importCase(t, plain, Harbour(), store.ImportPolicy{})
	if _, err := plain.Checkpoint(t.Context(), "harbour"); !errors.Is(err, store.ErrNoSigner) {
		t.Errorf("without a key: %v", err)
	}
}
