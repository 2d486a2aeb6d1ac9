package underpin

import (
	"slices"
	"testing"
)

func TestAWordInCommonIsAHint(t *testing.T) {
	known := []string{"Brightwater Trading", "trading", "Kestra Cement", "kestra", "holds_post", "shareholder_of"}
	for _, tt := range []struct{ name, word, want string }{
		{"the first word of a name", "Brightwater", "Brightwater Trading"},
		{"a part of an id", "holds_share", ""},
		{"a part of one id alone", "owner_share", "shareholder_of"},
		{"a name with another word", "Brightwater Trading Ltd", "Brightwater Trading"},
		{"two that have it", "Kestra", ""},
		{"short words do not count", "the X of", ""},
	} {
		got, ok := sharing(tt.word, known)
		if ok != (tt.want != "") || ok && got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}

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
		{"another number is no near one", "c102", []string{"c101", "c1020"}, ""},
		{"the same number written out is", "c005", []string{"c05", "c101"}, "c05"},
		{"a letter and a number", "v101", []string{"c101"}, "c101"},
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

func TestAReferenceThatIsANameIsToldItsID(t *testing.T) {
	c := &Case{
		ID:        "x",
		Relations: []Relation{{Name: "owns", Class: ClassOwnership}},
		Entities:  []Entity{{ID: "ana", Schema: Person, Name: "Ana Ruiz"}, {ID: "firm", Schema: Company, Name: "Lantern Fuel"}},
		Claims: []Claim{
			{ID: "c1", Subject: "Ana Ruiz", Relation: "owns", Object: "firm"},
			{ID: "c2", Subject: "ana", Relation: "owns", Object: "Lantern Fule"},
			{ID: "c3", Subject: "anna", Relation: "own", Object: "firm"},
		},
	}
	want := []string{"write its id: ana", "did you mean Lantern Fuel (firm)?", "did you mean ana?", "did you mean owns?"}
	var got []string
	for _, p := range c.Validate() {
		got = append(got, p.Hint)
	}
	if !slices.Equal(got, want) {
		t.Errorf("the hints are %q, want %q", got, want)
	}
}
