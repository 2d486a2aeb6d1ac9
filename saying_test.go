package underpin

import (
	"strings"
	"testing"
)

// TestWhoSaysWhatIsWordedByItsBasis walks every basis and polarity: nobody says, denies
// or doubts what we read out of a source.
func TestWhoSaysWhatIsWordedByItsBasis(t *testing.T) {
	for _, b := range append([]Basis{""}, Bases...) {
		if _, ok := wordings[b]; !ok {
			t.Errorf("nothing words %q", b)
		}
		said := map[string]bool{}
		for _, p := range Polarities {
			text := Saying("Ana Ruiz", b, p)
			said[text] = true
			if strings.Count(text, "Ana Ruiz") != 1 || strings.Contains(text, "%") {
				t.Errorf("%s, %s: %q", b, p, text)
			}
			if reading := strings.Contains(text, "our reading of Ana Ruiz"); reading != (b == BasisInferred) ||
				reading && strings.Contains(text, "says") {
				t.Errorf("%s, %s: %q", b, p, text)
			}
		}
		if len(said) != len(Polarities) {
			t.Errorf("%s: %v", b, said)
		}
	}
	if len(wordings) != len(Bases)+1 {
		t.Errorf("%d wordings for %d bases", len(wordings), len(Bases))
	}
}
