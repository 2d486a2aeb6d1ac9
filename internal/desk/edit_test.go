package desk

import (
	"errors"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"underpin"
	"underpin/internal/exchange/casebook"
	"underpin/internal/synth"
)

// everyKind is the case of the quay with a record of every kind.
func everyKind(t *testing.T) *underpin.Case {
	t.Helper()
	c := quay(t)
	c.Settings.Lose, c.Settings.Roots = []underpin.LossID{"dalal"}, []underpin.EntityID{"ministry", "dalal"}
	c.Settings.Headline = "k1"
	c.Entities = append(c.Entities,
		underpin.Entity{ID: "ministry", Schema: underpin.PublicBody, Name: "Ministry of Ports", Aliases: []underpin.Alias{{Name: "Ports", Source: "gazette"}}},
		underpin.Entity{ID: "m-dalal", Schema: underpin.Person, Name: "M. Dalal"})
	c.Sources = append(c.Sources, underpin.Source{ID: "HERON", Kind: underpin.SourcePerson, Protected: true, Descriptor: "a port official"})
	c.Samenesses = []underpin.Sameness{{ID: "s1", A: "dalal", B: "m-dalal", Verdict: underpin.Unsure, P: .6}}
	c.Origins = []underpin.Origin{{ID: "note-1", CitedBy: "gazette", Resolved: "HERON", ResolvedOn: date(t, "2020")}}
	c.Groups = []underpin.Group{{ID: "g1", Delta: .5, Members: []underpin.OriginID{"note-1", "HERON"}}}
	c.Encounters = []underpin.Encounter{{ID: "e1", Source: "HERON", Kind: "interview", Terms: underpin.Terms{Kind: underpin.TermsDeepBackground}}}
	c.Testimonies = append(c.Testimonies,
		underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "HERON", Encounter: "e1", Polarity: underpin.Affirm},
		underpin.Testimony{ID: "c1.3", Claim: "c1", Source: "gazette", Origin: "note-1", Polarity: underpin.Deny})
	c.Requests = []underpin.Request{{ID: "r1", Source: "HERON", Claim: "c1", Question: "Who signed?", State: underpin.RequestOpen}}
	c.Conclusions = []underpin.Conclusion{{ID: "k1", Text: "Dalal holds the quay", Expr: `before.command("dalal", "quay")`}}
	c.Questions = []underpin.Question{{ID: "q1", Text: "Who runs the quay?"}}
	c.Estimates = []underpin.Estimate{{ID: "f1", Text: "She stays", About: []underpin.EntityID{"dalal"}, Source: "gazette", P: .6}}
	c.Method = []underpin.Fact{{Item: "visits", Value: "2"}}
	c.Briefs = []underpin.Brief{{ID: "b1", Text: "# Who runs the quay?\n\nHERON saw it. [[claim c1]]\n"}}
	c.Views = []underpin.MapView{{ID: "v1", Name: "The quay", Only: []underpin.EntityID{"dalal"}, Regrade: []underpin.Regrading{{Source: "HERON", Grade: underpin.GradeC}}}}
	c.Sealed = []underpin.Sealed{
		{ID: "x1", Source: "HERON", Kind: underpin.SealedKey, Box: []string{"AAAA"}},
		{ID: "x2", Source: "HERON", Kind: underpin.SealedNote, Key: "x1", Box: []string{"AQEB"}},
	}
	for _, k := range underpin.Kinds {
		if k.Len(c) == 0 {
			t.Fatalf("the case has no %s", k.Name())
		}
	}
	return c
}

// book is the case of a desk as a casebook, with what is sealed in it.
func book(t testing.TB, d *Desk) string {
	t.Helper()
	var b strings.Builder
	o, err := d.load(t.Context(), "")
	if err == nil {
		err = casebook.Write(&b, o.Case)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// What is sealed leaves the file in nothing that is written in the clear.
func TestACasebookInTheClearHasNothingThatIsSealed(t *testing.T) {
	d := newDesk(t, everyKind(t))
	var b strings.Builder
	if err := d.ExportTo(t.Context(), "", &b, ExportHow{}); err != nil {
		t.Fatal(err)
	}
	if text := b.String(); strings.Contains(text, "AQEB") || strings.Contains(text, "sealed") || !strings.Contains(text, "HERON") {
		t.Errorf("it is\n%s", text)
	}
}

func undo(t testing.TB, d *Desk) {
	t.Helper()
	if _, err := d.Undo(t.Context(), "", 0, false); err != nil {
		t.Fatal(err)
	}
}

// faultOf is the fault that an error must be.
func faultOf(t testing.TB, err error, code Code) *Fault {
	t.Helper()
	var f *Fault
	if !errors.As(err, &f) || f.Code != code {
		t.Fatalf("got %v, want %s", err, code.Word)
	}
	return f
}

func TestRecordsOfEveryKindAreDraftedCommittedAndLoaded(t *testing.T) {
	c := everyKind(t)
	d := newDesk(t, &underpin.Case{ID: c.ID})
	var all []any
	for _, r := range c.Records() {
		all = append(all, r)
	}
	done, err := d.Add(t.Context(), "", Drafted(all...), false)
	if err != nil || len(done.Put) != c.Count() {
		t.Fatalf("%+v, %v", done, err)
	}
	got, err := d.load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	c.Sort()
	recorded := cmpopts.IgnoreFields(underpin.Testimony{}, "Recorded")
	if diff := cmp.Diff(c, got.Case, recorded); diff != "" {
		t.Errorf("- drafted + loaded\n%s", diff)
	}
	undo(t, d)
	if got, err := d.load(t.Context(), ""); err != nil || got.Count() != 0 {
		t.Errorf("after the undo there are %d records, %v", got.Count(), err)
	}
}

// textOf is a field of each kind that holds free words.
func textOf(kind underpin.RecordKind) string {
	for _, field := range []string{"note", "text", "title", "reads", "why", "name"} {
		for _, f := range casebook.Fields(kind) {
			if f == field {
				return f
			}
		}
	}
	return ""
}

func TestRecordsOfEveryKindAreEdited(t *testing.T) {
	c := everyKind(t)
	d := newDesk(t, c)
	before := book(t, d)
	for ref := range c.Records() {
		to := []casebook.Assignment{{Field: textOf(ref.Kind), Op: casebook.Set, Value: "other words"}}
		if ref.Kind == underpin.KindSealed {
			_, err := d.Edit(t.Context(), "", ref, to, How{})
			faultOf(t, err, NotAKind)
			continue
		}
		was, err := d.Record(t.Context(), "", ref)
		if err != nil {
			t.Fatal(err)
		}
		told, err := d.Edit(t.Context(), "", ref, to, How{Preview: true})
		if err != nil || told.Entry != 0 || book(t, d) != before {
			t.Fatalf("%s: the preview is %+v, %v", ref, told, err)
		}
		done, err := d.Edit(t.Context(), "", ref, to, How{Seen: was.Version})
		if err != nil || done.Entry == 0 || !cmp.Equal(done.Put, []underpin.RecordRef{ref}) {
			t.Fatalf("%s: %+v, %v", ref, done, err)
		}
		if strings.Contains(done.Summary, "words") {
			t.Errorf("the log repeats what was written: %s", done.Summary)
		}
		is, err := d.Record(t.Context(), "", ref)
		if err != nil || is.Version != done.Entry || !strings.Contains(is.Text, "other words") {
			t.Errorf("%s is %+v, %v", ref, is, err)
		}

		_, err = d.Edit(t.Context(), "", ref, to, How{})
		faultOf(t, err, Unchanged)
		_, err = d.Edit(t.Context(), "", ref, to, How{Preview: true})
		faultOf(t, err, Unchanged)

		to[0].Value = "words of somebody who saw the old ones"
		_, err = d.Edit(t.Context(), "", ref, to, How{Seen: was.Version})
		f := faultOf(t, err, RecordChanged)
		if len(f.Conflicts) != 1 || f.Conflicts[0].Seen != was.Version || f.Conflicts[0].There.Seq != done.Entry || f.Record != ref {
			t.Errorf("%s: the conflict is %+v", ref, f.Conflicts)
		}
		_, err = d.Remove(t.Context(), "", []underpin.RecordRef{ref}, How{Seen: was.Version, Cascade: true})
		faultOf(t, err, RecordChanged)

		undo(t, d)
		if diff := cmp.Diff(before, book(t, d)); diff != "" {
			t.Fatalf("%s: - before + after the undo\n%s", ref, diff)
		}
	}
}

func TestRecordsOfEveryKindAreRemoved(t *testing.T) {
	c := everyKind(t)
	d := newDesk(t, c)
	before := book(t, d)
	for ref := range c.Records() {
		wanted := []underpin.RecordRef{ref}
		done, err := d.Remove(t.Context(), "", wanted, How{})
		if err != nil {
			f := faultOf(t, err, IsReferredTo)
			if len(f.Problems) == 0 || book(t, d) != before {
				t.Errorf("%s: %+v", ref, f)
			}
			told, err := d.Remove(t.Context(), "", wanted, How{Cascade: true, Preview: true})
			if err != nil || book(t, d) != before {
				t.Fatalf("%s: the preview is %+v, %v", ref, told, err)
			}
			if done, err = d.Remove(t.Context(), "", wanted, How{Cascade: true}); err != nil {
				t.Fatalf("%s: %v", ref, err)
			}
			if along := len(done.Removed) - 1 + len(done.Put); along != len(f.Problems) {
				t.Errorf("%s: %d records went along or were changed, and %d were listed", ref, along, len(f.Problems))
			}
			told.Entry = done.Entry
			if diff := cmp.Diff(told, done); diff != "" {
				t.Errorf("%s: - told + done\n%s", ref, diff)
			}
		}
		if done.Entry == 0 || len(done.Removed) == 0 {
			t.Errorf("%s: %+v", ref, done)
		}
		left, err := d.load(t.Context(), "")
		if err != nil || left.Index().Has(ref) || len(left.Validate()) > 0 {
			t.Errorf("%s: left is a case with the problems %v, %v", ref, left.Validate(), err)
		}
		if _, err := d.Remove(t.Context(), "", wanted, How{}); err == nil {
			t.Errorf("%s is removed twice", ref)
		}
		undo(t, d)
		if diff := cmp.Diff(before, book(t, d)); diff != "" {
			t.Fatalf("%s: - before + after the undo\n%s", ref, diff)
		}
	}
}

// TestWhatARemovalTakesAlong holds what goes and what only loses a name.
func TestWhatARemovalTakesAlong(t *testing.T) {
	d := newDesk(t, everyKind(t))
	for _, tt := range []struct {
		name, kind, id, goes, changes string
	}{
		{"an entity takes its claims and what hangs on them", "entity", "dalal", "entity dalal, sameness s1, claim c1, testimony c1.1, testimony c1.2, testimony c1.3, conclusion k1", "settings, request r1, estimate f1, view v1"},
		{"a source takes what it said, and what it is the origin of", "source", "HERON", "source HERON, encounter e1, testimony c1.2, request r1, sealed x1, sealed x2", "origin note-1, group g1, view v1"},
		{"an author takes the estimate", "source", "gazette", "source gazette, testimony c1.1, testimony c1.3, estimate f1", "origin note-1, entity ministry"},
		{"an encounter takes what was said in it", "encounter", "e1", "encounter e1, testimony c1.2", ""},
		{"a locator leaves its group", "origin", "note-1", "origin note-1, testimony c1.3", "group g1"},
		{"a headline is struck out", "conclusion", "k1", "conclusion k1", "settings"},
		{"a root is struck out", "entity", "ministry", "entity ministry", "settings"},
	} {
		done, err := d.Remove(t.Context(), "", []underpin.RecordRef{{Kind: underpin.RecordKind(tt.kind), ID: tt.id}}, How{Cascade: true, Preview: true})
		if err != nil {
			t.Fatal(err)
		}
		if got := named(done.Removed); got != tt.goes {
			t.Errorf("%s: %s go, want %s", tt.name, got, tt.goes)
		}
		if got := named(done.Put); got != tt.changes {
			t.Errorf("%s: %s change, want %s", tt.name, got, tt.changes)
		}
	}
}

func named(refs []underpin.RecordRef) string {
	var list []string
	for _, r := range refs {
		list = append(list, r.String())
	}
	return strings.Join(list, ", ")
}

func TestAChangeThatMakesTheCaseWrongIsRefused(t *testing.T) {
	d := newDesk(t, everyKind(t))
	before := book(t, d)
	for name, tt := range map[string]struct {
		kind, id, edit string
		code           Code
		says           string
	}{
		"an end that is not there":     {"claim", "c1", "object=dock", BadRecord, `there is no entity "dock"`},
		"a name that is emptied":       {"entity", "dalal", "name=", BadRecord, "has no name"},
		"an expression that is none":   {"conclusion", "k1", "expr=before.rules(", BadRecord, "conclusion k1"},
		"an entity that is none there": {"conclusion", "k1", `expr=before.command("dalel", "quay")`, BadRecord, "dalel"},
		"a field with a wrong value":   {"testimony", "c1.1", "said=soon", BadRecord, `said: "soon"`},
		"a record that is not there":   {"claim", "c9", "text=x", Unknown(underpin.KindClaim), `no claim "c9"`},
		"a kind that is none":          {"claims", "c1", "text=x", NotAKind, "not a kind of record"},
		"a contact of a protected one": {"source", "HERON", "note=ask at +88 555 0100 100", BadRecord, "looks like a contact"},
	} {
		a, _ := casebook.ParseAssignment(tt.edit)
		_, err := d.Edit(t.Context(), "", underpin.RecordRef{Kind: underpin.RecordKind(tt.kind), ID: tt.id}, []casebook.Assignment{a}, How{})
		if f := faultOf(t, err, tt.code); !strings.Contains(f.Message, tt.says) || strings.Contains(f.Error(), "0100") {
			t.Errorf("%s: %v", name, f)
		}
	}
	if book(t, d) != before {
		t.Error("something was changed")
	}
}

// A case that broke a rule before the rule was made can be mended bit by bit.
func TestWhatWasWrongBeforeIsNoReasonToRefuse(t *testing.T) {
	c := quay(t)
	c.Entities[0].Name, c.Entities[1].Name = "", ""
	next := underpin.Merge(c, &underpin.Case{Entities: []underpin.Entity{{ID: "dalal", Schema: underpin.Person, Name: "Maryam Dalal"}}})
	if err := problems(c, next, true); err != nil {
		t.Errorf("one of two problems is mended: %v", err)
	}
	next.Entities[0].Schema = "Human"
	if err := problems(c, next, true); err == nil || strings.Contains(err.Error(), "no name") {
		t.Errorf("a new problem beside an old one: %v", err)
	}
}

func TestSettingsCanBeEmptiedAndFilled(t *testing.T) {
	d := newDesk(t, quay(t))
	settings := underpin.RecordRef{Kind: underpin.KindSettings}
	title := func(value string) []casebook.Assignment {
		return []casebook.Assignment{{Field: "title", Op: casebook.Set, Value: value}}
	}
	done, err := d.Edit(t.Context(), "", settings, title(""), How{})
	if err != nil || !cmp.Equal(done.Removed, []underpin.RecordRef{settings}) {
		t.Fatalf("%+v, %v", done, err)
	}
	if done, err = d.Edit(t.Context(), "", settings, title("The quay"), How{}); err != nil || !cmp.Equal(done.Put, []underpin.RecordRef{settings}) {
		t.Fatalf("%+v, %v", done, err)
	}
}

func TestADraftPutsRemovesAndTellsWhatItSaw(t *testing.T) {
	d := newDesk(t, everyKind(t))
	claim := underpin.RecordRef{Kind: underpin.KindClaim, ID: "c1"}
	question := underpin.RecordRef{Kind: underpin.KindQuestion, ID: "q1"}
	was, err := d.Record(t.Context(), "", claim)
	if err != nil {
		t.Fatal(err)
	}
	edited := *was.Value.(*underpin.Claim)
	edited.Topic = "ports"
	dr := Drafted(edited, underpin.Question{ID: "q2", Text: "Since when?"})
	dr.Remove, dr.Seen = []underpin.RecordRef{question}, map[underpin.RecordRef]int64{claim: was.Version, question: 1}
	done, err := d.Change(t.Context(), "", dr, false)
	if err != nil || done.Summary != "put claim c1, question q2; remove question q1" {
		t.Fatalf("%+v, %v", done, err)
	}
	_, err = d.Change(t.Context(), "", dr, false)
	f := faultOf(t, err, RecordChanged)
	if len(f.Conflicts) != 2 || !f.Conflicts[1].Gone || !strings.Contains(f.Problems[1].Message, "removed it since") {
		t.Errorf("the conflicts are %+v", f.Conflicts)
	}
	dr.Seen = nil
	_, err = d.Change(t.Context(), "", dr, false)
	faultOf(t, err, Unknown(underpin.KindQuestion))
	dr.Remove = nil
	_, err = d.Change(t.Context(), "", dr, false)
	faultOf(t, err, Unchanged)
}

// Statements that are edited keep the day on which they were first recorded.
func TestAnEditedTestimonyWasRecordedWhenItWas(t *testing.T) {
	d := newDesk(t, quay(t))
	first, err := d.load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	d.cfg.Now = func() time.Time { return now.AddDate(1, 0, 0) }
	if _, err := d.Edit(t.Context(), "", underpin.RecordRef{Kind: underpin.KindTestimony, ID: "c1.1"}, []casebook.Assignment{{Field: "note", Op: casebook.Set, Value: "x"}}, How{}); err != nil {
		t.Fatal(err)
	}
	again, err := d.load(t.Context(), "")
	if err != nil || again.Testimonies[0].Recorded != first.Testimonies[0].Recorded {
		t.Errorf("recorded on %d, was %d, %v", again.Testimonies[0].Recorded, first.Testimonies[0].Recorded, err)
	}
}

// TestRemovingAndUndoingIsTheIdentity draws records of drawn cases.
func TestRemovingAndUndoingIsTheIdentity(t *testing.T) {
	for seed := range uint64(3) {
		c := synth.Case(synth.CaseConfig{Seed: seed})
		d := newDesk(t, c)
		before := book(t, d)
		var refs []underpin.RecordRef
		for ref := range c.Records() {
			refs = append(refs, ref)
		}
		draw := rand.New(rand.NewPCG(seed, 1))
		for range 12 {
			wanted := refs[draw.IntN(len(refs))]
			if _, err := d.Remove(t.Context(), "", []underpin.RecordRef{wanted}, How{Cascade: true}); err != nil {
				t.Fatal(err)
			}
			left, err := d.load(t.Context(), "")
			if err != nil || len(left.Validate()) > 0 {
				t.Fatalf("without %s the case has the problems %v, %v", wanted, left.Validate(), err)
			}
			undo(t, d)
			if diff := cmp.Diff(before, book(t, d)); diff != "" {
				t.Fatalf("%s: - before + after the undo\n%s", wanted, diff)
			}
			_, err = d.Change(t.Context(), "", Drafted(c.Index().Find(wanted)), false)
			faultOf(t, err, Unchanged)
		}
	}
}
