package name_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/name"
	"underpin/internal/synth/property"
)

func TestATextIsPartedWhereItMatches(t *testing.T) {
	for _, c := range []struct{ is, text, words, want string }{
		{"a part of a word", "Idris Qorvat", "qorv", "Idris [Qorv]at"},
		{"whatever its accents", "Économie Générale", "economie", "[Économie] Générale"},
		{"an alef without its hamza", "إدريس قورفات", "ادريس", "[إدريس] قورفات"},
		{"marks go with their letter", "مُحَمَّد علي", "محمد", "[مُحَمَّد] علي"},
		{"two words", "Bank of the Littoral", "littoral bank", "[Bank] of the [Littoral]"},
		{"nothing", "Quay", "pier", "Quay"},
		{"an empty text", "", "pier", ""},
	} {
		got := ""
		for _, p := range name.Segments(c.text, strings.Fields(name.Fold(c.words))) {
			if p.Match {
				got += "[" + p.Text + "]"
			} else {
				got += p.Text
			}
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.is, got, c.want)
		}
	}
}

func TestTheSegmentsAreTheText(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		text, word := rapid.String().Draw(t, "text"), rapid.String().Draw(t, "word")
		all := ""
		for _, p := range name.Segments(text, strings.Fields(name.Fold(word))) {
			all += p.Text
		}
		if all != text {
			t.Fatalf("%q of %q", all, text)
		}
	})
}

func TestTheScriptOfAName(t *testing.T) {
	for text, want := range map[string]string{"Dalal": "Latin", "Économie": "Latin", "مريم دلال": "Arabic", "«Лев»": "Cyrillic", "ΑΘΗΝΑ": "Greek", "42": "", "": ""} {
		if got := name.Script(text); got != want {
			t.Errorf("%q is in %q, want %q", text, got, want)
		}
	}
}
