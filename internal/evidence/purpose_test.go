package evidence

import (
	"reflect"
	"testing"

	"underpin"
	"underpin/internal/synth"
)

func TestAModelForAnotherPurposeIsTheOneCompiledForIt(t *testing.T) {
	for seed := range uint64(6) {
		c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 200, Seed: seed + 1})
		edits := Edits{Without: []underpin.SourceID{c.Sources[0].ID}}
		held := compiled(t, c, Holding)
		for _, p := range []Purpose{Holding, Concluding, Citing} {
			got, err := held.For(p)
			if err != nil {
				t.Fatal(err)
			}
			sameAnswers(t, got, compiled(t, c, p))
			if p == Holding && got != held {
				t.Error("a model for the purpose that it has is compiled again")
			}
			edited, err := edit(t, held, edits).For(p)
			if err != nil {
				t.Fatal(err)
			}
			sameAnswers(t, edited, edit(t, compiled(t, c, p), edits))
		}
	}
}

func compiled(t *testing.T, c *underpin.Case, p Purpose) *Model {
	t.Helper()
	m, err := Compile(c, Config{Known: underpin.MaxDay, Today: c.Settings.AsOf.Last, For: p})
	if err != nil {
		t.Fatal(err)
	}
	return m
}

func edit(t *testing.T, m *Model, e Edits) *Model {
	t.Helper()
	out, err := m.Edited(e)
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// sameAnswers holds that two models assess every claim alike to the last bit, and draw
// the same worlds.
func sameAnswers(t *testing.T, got, want *Model) {
	t.Helper()
	on := want.c.Settings.AsOf.Last
	for i := range want.c.Claims {
		a, b := got.Assess(i, on), want.Assess(i, on)
		for _, x := range []*Assessment{&a, &b} { // chains are pointers into each model
			for k := range x.Voices {
				x.Voices[k].Chain = nil
			}
		}
		if !reflect.DeepEqual(a, b) {
			t.Fatalf("claim %s:\n%+v\nwant\n%+v", want.c.Claims[i].ID, a, b)
		}
	}
	cfg := SampleConfig{Worlds: 200, Seed: 3, Dates: []underpin.Day{on, on - 900}}
	a, err := got.Sample(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	b, err := want.Sample(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(a.holds, b.holds) {
		t.Fatal("the worlds differ")
	}
}
