package desk

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/edtf"
)

func TestAPreviewTellsWhatAChangeWouldDoAndWritesNothing(t *testing.T) {
	d := newDesk(t, quay(t))
	gazette := Drafted(
		underpin.Testimony{ID: "c1.2", Claim: "c1", Source: "herald", Polarity: underpin.Affirm},
		underpin.Source{ID: "herald", Kind: underpin.SourceDocument, Name: "The Herald", Gradings: []underpin.Grading{{Grade: "B"}}})
	for _, preview := range []bool{true, false} {
		done, err := d.Add(t.Context(), "", gazette, preview)
		if err != nil {
			t.Fatal(err)
		}
		if (done.Entry == 0) != preview {
			t.Errorf("preview %v wrote entry %d", preview, done.Entry)
		}
		if len(done.Effects) != 1 || done.Effects[0].Claim != "c1" || done.Effects[0].CredenceAfter <= done.Effects[0].CredenceBefore {
			t.Fatalf("the effects are %+v", done.Effects)
		}
		if got := done.Effects[0].Before; got != "one origin: Gazette says so, uncorroborated" {
			t.Errorf("before: %s", got)
		}
		if got := done.Effects[0].After; got != "almost certain, from 2 independent origins" {
			t.Errorf("after: %s", got)
		}
	}
}

// An undated statement is about the day on which it is written down: a rival is one
// about then, and not in all times.
func TestThePreviewOfAnUndatedStatementIsWhatItComesToOnceRecorded(t *testing.T) {
	c := quay(t)
	held, err := edtf.ParseSpan("2018-05/2019-01")
	if err != nil {
		t.Fatal(err)
	}
	c.Testimonies[0].Held = held
	d := newDesk(t, c)
	dr := Drafted(
		underpin.Entity{ID: "orel", Schema: underpin.Person, Name: "Tomas Orel"},
		underpin.Claim{ID: "c2", Subject: "orel", Relation: "leads", Object: "quay"},
		underpin.Source{ID: "herald", Kind: underpin.SourcePerson, Name: "H. Erald", Gradings: []underpin.Grading{{Grade: "B"}}},
		underpin.Testimony{ID: "c2.1", Claim: "c2", Source: "herald", Polarity: underpin.Affirm},
	)
	told, err := d.Add(t.Context(), "", dr, true)
	if err != nil {
		t.Fatal(err)
	}
	done, err := d.Add(t.Context(), "", dr, false)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(told.Effects, done.Effects); diff != "" || len(told.Effects) != 2 {
		t.Errorf("the preview tells of %d effects; recorded (-preview +recorded):\n%s", len(told.Effects), diff)
	}
	for _, e := range told.Effects {
		shown, err := d.Show(t.Context(), Query{}, e.Claim)
		if err != nil || shown.Credence == nil || *shown.Credence != e.CredenceAfter {
			t.Errorf("%s: told %v, shown %+v, %v", e.Claim, e.CredenceAfter, shown, err)
		}
	}
}

func TestADraftTakesNobodysPlace(t *testing.T) {
	c := quay(t)
	c.Requests = []underpin.Request{{ID: "r1", Source: "gazette", Question: "Who?", State: underpin.RequestOpen}}
	c.Conclusions = []underpin.Conclusion{{ID: "k1", Expr: "true"}}
	d := newDesk(t, c)
	for ref, record := range c.Records() {
		if ref.Kind == underpin.KindSettings {
			continue
		}
		_, err := d.Add(t.Context(), "", Drafted(record), false)
		var f *Fault
		if !errors.As(err, &f) || f.Kind != BadInput {
			t.Errorf("a second %s: %v", ref.Kind, err)
		}
	}
	if log, err := d.Log(t.Context(), "", 0); err != nil || len(log) != 1 {
		t.Errorf("the log is %v, %v", log, err)
	}
}

func TestTestimonyWithoutAnIdGetsTheNextThatIsFree(t *testing.T) {
	c := quay(t)
	c.Testimonies[0].ID = "c1.2"
	d := newDesk(t, c)
	done, err := d.Add(t.Context(), "", Drafted(underpin.Testimony{Claim: "c1", Source: "gazette", Polarity: underpin.Affirm}), false)
	if err != nil || done.Summary != "add testimony c1.3" {
		t.Errorf("%+v, %v", done, err)
	}
}
