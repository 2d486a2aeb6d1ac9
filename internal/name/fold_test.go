package name_test

import (
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/name"
	"underpin/internal/synth/property"
)

func TestFold(t *testing.T) {
	for _, c := range []struct{ is, a, b string }{
		{"case makes no difference", "Quay BANK", "quay bank"},
		{"accents make none", "Économie Générale", "economie generale"},
		{"nor do those that are written apart", "E\u0301conomie", "Économie"},
		{"nor the forms of apostrophes", "Ka’aba", "ka'aba"},
		{"nor the ain of a transliteration", "ʿAli", "'ali"},
		{"nor ligatures and wide letters", "ﬁrm Ｑ", "firm q"},
		{"nor the hamza of an alef", "أحمد إسلام آل", "احمد اسلام ال"},
		{"nor the wasla", "ٱلله", "الله"},
		{"nor the dots of a yeh at the end", "مصطفى", "مصطفي"},
		{"nor how a Persian writes yeh and kaf", "علی کرم", "علي كرم"},
		{"nor teh marbuta", "فاطمة", "فاطمه"},
		{"nor vowel marks", "مُحَمَّد", "محمد"},
		{"nor the stroke that lengthens", "محـــمد", "محمد"},
		{"nor marks that are not seen", "Ana\u200f\u200e", "ana"},
		{"nor capitals of Greek and Cyrillic", "ΑΘΉΝΑ ЙОСИФ", "αθηνα иосиф"},
	} {
		if x, y := name.Fold(c.a), name.Fold(c.b); x != y {
			t.Errorf("%s: %q and %q", c.is, x, y)
		}
	}
	for in, want := range map[string]string{"Müller": "muller", "ŞAHİN": "sahin", "Kata’ib": "kata'ib", "ʿAbd": "'abd", "": ""} {
		if got := name.Fold(in); got != want {
			t.Errorf("%q is folded to %q, want %q", in, got, want)
		}
	}
	if name.Fold("Omar") == name.Fold("Amar") {
		t.Error("other letters are other names")
	}
}

func TestFoldingTwiceIsFoldingOnce(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		s := rapid.String().Draw(t, "text")
		once := name.Fold(s)
		if twice := name.Fold(once); twice != once {
			t.Fatalf("%q, then %q", once, twice)
		}
	})
}
