package desk

import (
	"strings"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/hinge"
	"underpin/internal/measure"
)

func TestAnAnswerSaysHowWhoComesFirstWasDecided(t *testing.T) {
	for _, x := range []struct {
		name string
		sum  conclusion.Summary
		want string
	}{
		{"by exact values", conclusion.Summary{Kind: conclusion.Who, Worlds: 1000}, ""},
		{
			"from samples in some worlds", conclusion.Summary{Kind: conclusion.Who, Worlds: 1000, Sampled: 812, Err: measure.FirstPlaceErrs},
			"who comes first was decided from sampled searches in 812 of 1,000 worlds, with a chance of error below 1 in 3,500 in each",
		},
	} {
		if got := decided(x.sum); got != x.want {
			t.Errorf("%s: %q", x.name, got)
		}
	}
	c, err := (&Study{Case: &underpin.Case{}, Index: &underpin.Index{}}).concluded(t.Context(), new(conclusion.Expression),
		&hinge.Answers{Summary: conclusion.Summary{Kind: conclusion.Number, Worlds: 10, Sampled: 3, Err: .01}})
	if err != nil || !strings.Contains(c.Decided, "3 of 10") {
		t.Errorf("%+v", c)
	}
}
