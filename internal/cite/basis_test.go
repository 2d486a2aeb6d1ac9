package cite

import (
	"strings"
	"testing"

	"underpin"
)

// TestWhoSaysWhatIsWordedByItsBasis walks every basis and polarity: nobody says, denies
// or doubts what we read out of a source.
func TestWhoSaysWhatIsWordedByItsBasis(t *testing.T) {
	for _, b := range append([]underpin.Basis{""}, underpin.Bases...) {
		if _, ok := wordings[b]; !ok {
			t.Errorf("nothing words %q", b)
		}
		said := map[string]bool{}
		for _, p := range underpin.Polarities {
			text := Saying("Ana Ruiz", b, p)
			said[text] = true
			if strings.Count(text, "Ana Ruiz") != 1 || strings.Contains(text, "%") {
				t.Errorf("%s, %s: %q", b, p, text)
			}
			if reading := strings.Contains(text, "our reading of Ana Ruiz"); reading != (b == underpin.BasisInferred) ||
				reading && strings.Contains(text, "says") {
				t.Errorf("%s, %s: %q", b, p, text)
			}
		}
		if len(said) != len(underpin.Polarities) {
			t.Errorf("%s: %v", b, said)
		}
	}
	if len(wordings) != len(underpin.Bases)+1 {
		t.Errorf("%d wordings for %d bases", len(wordings), len(underpin.Bases))
	}
}

func TestAClaimIsAReadingWhereNobodyElseAffirmsIt(t *testing.T) {
	read := Statement{Testimony: underpin.Testimony{Basis: underpin.BasisInferred, Polarity: underpin.Affirm}}
	told := Statement{Testimony: underpin.Testimony{Basis: underpin.BasisReported, Polarity: underpin.Affirm}}
	denied := Statement{Testimony: underpin.Testimony{Polarity: underpin.Deny}}
	for _, x := range []struct {
		name string
		list []Statement
		want bool
	}{
		{"nobody speaks", nil, false},
		{"a reading alone", []Statement{read}, true},
		{"a reading that another denies", []Statement{denied, read}, true},
		{"a reading beside a report", []Statement{read, told}, false},
		{"a denial alone", []Statement{denied}, false},
	} {
		if got := Reading(x.list); got != x.want {
			t.Errorf("%s: %v", x.name, got)
		}
	}
}
