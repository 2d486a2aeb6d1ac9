package desk

import (
	"testing"

	"underpin"
)

func TestARemarkOnALineSaysThisClaimForAnIDThatIsNotThereYet(t *testing.T) {
	put := []underpin.RecordRef{{Kind: underpin.KindClaim, ID: "c9"}, {Kind: underpin.KindTestimony, ID: "c9.1"}}
	for from, want := range map[string]string{
		"c9.1 is not counted. See c9.":            "This testimony is not counted. See this claim.",
		"c99.1 and c9.10 stay, ac9, c9c9 and c9x": "c99.1 and c9.10 stay, ac9, c9c9 and c9x",
		"c9, c9; (c9)":       "This claim, this claim; (this claim)",
		"nothing of it":      "nothing of it",
		"By c9.1.2 and c9.1": "By c9.1.2 and this testimony",
	} {
		if got := unwritten([]string{from}, put); got[0] != want {
			t.Errorf("%q: %q, want %q", from, got[0], want)
		}
	}
}
