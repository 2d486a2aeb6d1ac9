package register_test

import (
	"testing"

	"underpin/internal/register"
)

func TestANameIsStruckOutOfAText(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"KESTREL told us, and Kestrel's son.", "[x] told us, and [x]'s son."},
		{"KESTRELS and a-KESTREL stay", "KESTRELS and a-KESTREL stay"},
		{"from (kestrel)", "from ([x])"},
		{"İ says KESTREL", "i says [x]"},
		{"nobody", "nobody"},
		{"", ""},
	} {
		got := register.Strike(c.text, "KESTREL", "[x]")
		if got != c.want || register.Names(c.text, "KESTREL") != (got != c.text) {
			t.Errorf("%q becomes %q, want %q", c.text, got, c.want)
		}
	}
	if got := register.Strike("text", "", "[x]"); got != "text" {
		t.Errorf("no name is struck out of it: %q", got)
	}
}

func TestALineBreakInABodyDoesNotHideAName(t *testing.T) {
	for body, want := range map[string]bool{
		`{"text":"# Quay\n\nKESTREL saw it"}`: true,
		`{"text":"a\tKESTREL\r\n"}`:           true,
		`{"text":"a\\nKESTREL"}`:              false, // a backslash and the word nKESTREL
		`{"text":"nKESTREL"}`:                 false,
	} {
		if got := register.BodyNames([]byte(body), "KESTREL"); got != want {
			t.Errorf("%s: %t", body, got)
		}
	}
}
