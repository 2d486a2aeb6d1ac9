package brief

import "testing"

func TestASealedWordIsFoundAsAReaderSeesIt(t *testing.T) {
	for _, test := range []struct {
		name, text, word string
		exact            bool
	}{
		{"the word itself", "It was KESTREL.", "KESTREL", true},
		{"a possessive", "KESTREL’s file", "KESTREL", true},
		{"a plural", "two KESTRELs and three KESTRELS", "KESTREL", true},
		{"a plural in es", "the FINCHES", "FINCH", true},
		{"a plural in ies", "the CANARIES", "CANARY", true},
		{"a soft hyphen", "KES\u00adTREL", "KESTREL", true},
		{"a zero-width space", "KES\u200bTREL", "KESTREL", true},
		{"a zero-width joiner within and a mark of direction before", "\u200eKE\u200dSTREL", "KESTREL", true},
		{"a word joiner and a variation selector", "K\u2060ESTR\ufe0fEL", "KESTREL", true},
		{"a Cyrillic letter", "\u041aESTR\u0415L", "KESTREL", true},
		{"Greek letters", "\u039a\u0395STREL", "KESTREL", true},
		{"full width", "ＫＥＳＴＲＥＬ", "KESTREL", true},
		{"mathematical letters", "𝐊𝐄𝐒𝐓𝐑𝐄𝐋", "KESTREL", true},
		{"an accent", "KÉSTREL", "KESTREL", true},
		{"other letters only remind of it", "the kestrels flew", "KESTREL", false},
		{"a sealed id", "after visit-3", "visit-3", true},
		{"a word in it is none", "KESTRELIAN", "", false},
		{"part of an id is none", "visit-33", "", false},
		{"a shorter word is none", "A CANAR", "", false},
	} {
		t.Run(test.name, func(t *testing.T) {
			hit := newSealed([]string{"KESTREL", "FINCH", "CANARY", "visit-3"})(test.text)
			switch {
			case test.word == "":
				if hit != nil {
					t.Errorf("found %+v", *hit)
				}
			case hit == nil || hit.word != test.word || hit.exact != test.exact:
				t.Errorf("found %+v, want %s, exact %t", hit, test.word, test.exact)
			}
		})
	}
}

func TestASealedWordIsSoughtInWhatAFigureSaysAndNotInItsTags(t *testing.T) {
	m := veltria()
	m.Sealed = []string{"circle", "PATH", "title"}
	if all := findings(t, "# T\n\n{{network}}", m); len(all) > 0 {
		t.Errorf("found in the markup: %v", all)
	}
	m.Sealed = []string{"HARBOURMASTER"}
	e := m.Exhibits["network"]
	for _, svg := range []string{
		"<svg xmlns='http://www.w3.org/2000/svg'><text>HARBOUR\u00adMASTER</text></svg>", `<svg xmlns="http://www.w3.org/2000/svg"><title>By HARBOURMASTER</title></svg>`,
		`<svg xmlns="http://www.w3.org/2000/svg" aria-label="HARBOURMASTER"><circle/></svg>`,
	} {
		e.Figures[0].SVG = svg
		if all := findings(t, "# T\n\n{{network}}", m); len(all) != 1 || all[0].Rule != RuleSealed || all[0].Severity != Error {
			t.Errorf("%s: found %v", svg, all)
		}
	}
}
