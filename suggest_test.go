package underpin

import (
	"slices"
	"testing"
)

func TestNearest(t *testing.T) {
	for _, tt := range []struct {
		name, word string
		known      []string
		want       string
	}{
		{"a letter left out", "chars", []string{"leads", "chairs"}, "chairs"},
		{"two letters swapped count as two", "charis", []string{"chairs", "leads"}, "chairs"},
		{"too far from all", "sponsors", []string{"leads", "chairs"}, ""},
		{"a third of the letters may differ, not more", "abcdef", []string{"abcdxy"}, "abcdxy"},
		{"more than a third", "abcdef", []string{"abcxyz"}, ""},
		{"of equally near ones the first in the alphabet", "lead", []string{"leaf", "bead", "lead2"}, "bead"},
		{"a word of two letters has no near one", "ab", []string{"ac"}, ""},
		{"letters count, not bytes", "ميناو", []string{"ميناء"}, "ميناء"},
		{"nothing is known", "leads", nil, ""},
		{"an empty word", "", []string{"leads"}, ""},
	} {
		got, ok := Nearest(tt.word, tt.known)
		if got != tt.want || ok != (tt.want != "") {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

func TestNearestLeavesTheListAsItIs(t *testing.T) {
	known := []string{"leads", "chairs", "backs"}
	Nearest("lead", known)
	if !slices.Equal(known, []string{"leads", "chairs", "backs"}) {
		t.Errorf("the list is now %v", known)
	}
}
