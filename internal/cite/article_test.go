package cite

import "testing"

func TestALabelOfOneWhoSpeaksHasItsArticle(t *testing.T) {
	for label, want := range map[string]string{
		"unnamed senior official":         "an unnamed senior official",
		"official with knowledge of it":   "an official with knowledge of it",
		"its an official with knowledge":  "an official with knowledge",
		"its own sources":                 "its own sources",
		"a port official":                 "a port official",
		"source for the committee papers": "a source for the committee papers",
		"university lawyer":               "a university lawyer",
		"uniformed officer":               "a uniformed officer",
		"unnamed officials":               "unnamed officials",
		"endnote 4 of the article":        "endnote 4 of the article",
		"committee papers":                "committee papers",
		"note 7":                          "note 7",
	} {
		if got := withArticle(label); got != want {
			t.Errorf("%q became %q, want %q", label, got, want)
		}
	}
}
