package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestImportNamesWhatComesOfWhoIsOne(t *testing.T) {
	c := &underpin.Case{
		Relations: []underpin.Relation{{Name: "owns", Class: underpin.ClassOwnership, Sign: "+"}},
		Entities:  []underpin.Entity{{ID: "a", Name: "Ana"}, {ID: "b", Name: "B."}, {ID: "quay", Name: "The Quay"}},
		Samenesses: []underpin.Sameness{
			{ID: "s", A: "a", B: "b", Verdict: underpin.Unsure, P: .5},
		},
		Claims: []underpin.Claim{
			{ID: "c1", Subject: "a", Relation: "owns", Object: "quay", Prior: .2},
			{ID: "c2", Subject: "b", Relation: "owns", Object: "quay"},
			{ID: "c3", Subject: "a", Relation: "owns", Object: "b"},
		},
	}
	got := strings.Join(whoIsOneRemarks(c, c.Index()), "\n")
	want := "c1 and c2 say the same if the entities that they name are one, but their priors differ: then that of c1 (0.20) counts\n" +
		"If Ana is B., both ends of c3 are the same, and it forms no tie"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
	c.Samenesses[0].Verdict = underpin.NotSame
	if got := whoIsOneRemarks(c, c.Index()); len(got) > 0 {
		t.Errorf("of two who are not the same: %q", got)
	}
}
