package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/shock"
)

func TestAWhatIfTellsWhatItsReasonsStandOn(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	w, err := d.WhatIf(t.Context(), Query{Worlds: 200}, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(w.Headlines) != len(w.Roots) || w.Headlines[0] != "Command goes in part, support stays" || w.Headlines[1] != "Command stays" {
		t.Errorf("the headlines of %v are %q", w.Roots, w.Headlines)
	}
	if len(w.Leads) != len(w.Roots) || !strings.HasPrefix(w.Leads[0], "No line of command is left to ") || !strings.Contains(w.Leads[0], " more; that to ") || len(w.Leads[0]) > 220 {
		t.Errorf("the leads of %v are %q", w.Roots, w.Leads)
	}
	if len(w.Taken) != 1 || w.Taken[0].Name != "Idris Qorvat" || w.Taken[0].Shape != "person" {
		t.Errorf("taken out: %+v", w.Taken)
	}
	rests := w.Rests["fuel-depot"]
	if !slices.ContainsFunc(rests, func(r Resting) bool { return r.Claim == "c35" }) {
		t.Errorf("the depot rests on %+v", rests)
	}
	for _, it := range w.Items {
		if (it.Reason == nil) != (it.Class == shock.Untouched) || it.Reason == nil && len(w.Rests[it.Entity]) > 0 {
			t.Errorf("%s is %s and rests on %v", it.Entity, it.Class, w.Rests[it.Entity])
		}
		if w.Shapes[it.Entity].Shape == "" {
			t.Errorf("%s has no shape", it.Entity)
		}
	}
	for _, f := range w.Fates {
		if (f.Rule == "") != f.Unchanged || f.Unchanged != (f.Class == shock.Untouched) {
			t.Errorf("%s has the rule %q, unchanged %v", f.Class, f.Rule, f.Unchanged)
		}
	}
}

func TestAHeadlineSaysNoMoreThanItsLines(t *testing.T) {
	some := []underpin.EntityID{"a"}
	for _, tt := range []struct {
		change rootChange
		want   string
	}{
		{rootChange{}, "No command to lose, and no support is left"},
		{rootChange{stays: some}, "No command to lose"},
		{rootChange{led: true, gone: some}, "Command goes, and no support is left"},
		{rootChange{led: true, gone: some, stays: some}, "Command goes, support stays"},
		{rootChange{led: true, gone: some, kept: some, stays: some}, "Command goes in part, support stays"},
		{rootChange{led: true, thinner: some, stays: some}, "Command stays, less certain"},
		{rootChange{led: true, kept: some, stays: some}, "Command stays"},
	} {
		if got := tt.change.headline(); got != tt.want {
			t.Errorf("%+v: %q, want %q", tt.change, got, tt.want)
		}
	}
}
