package property

import (
	"flag"
	"slices"
	"testing"

	"pgregory.net/rapid"
)

func TestEveryRunDrawsTheSameCases(t *testing.T) {
	draws := func() (all []uint64) {
		Check(t, func(t *rapid.T) { all = append(all, rapid.Uint64().Draw(t, "x")) })
		return all
	}
	if first, second := draws(), draws(); !slices.Equal(first, second) {
		t.Errorf("%d draws, then %d others", len(first), len(second))
	}
	if s := flag.Lookup("rapid.seed").Value.String(); s == "0" {
		t.Error("the seed is left to chance")
	}
}

func TestTheNumberOfCasesIsADefault(t *testing.T) {
	checks := flag.Lookup("rapid.checks").Value
	defer flag.Set("rapid.checks", checks.String())
	t.Setenv("RAPID_CHECKS", "")
	Cases(7)
	if checks.String() != "7" {
		t.Errorf("%s cases, want 7", checks)
	}
	t.Setenv("RAPID_CHECKS", "5000")
	Cases(9)
	if checks.String() != "7" {
		t.Errorf("%s cases although the environment says how many", checks)
	}
}
