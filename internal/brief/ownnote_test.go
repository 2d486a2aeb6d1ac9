package brief

import (
	"strings"
	"testing"
)

func TestTheAuthorsFootnotesStandAmongTheNotes(t *testing.T) {
	const text = "# Who\n\nIt is known.[[claim c07]] My own remark stands here.[^own] The guard is commanded.[[claim c01]] Again.[^own]\n\n" +
		"[^own]: The remark, with *emphasis*, on the pilots.[[claim c06]]\n"
	p := page(t, text, veltria())
	wellFormed(t, p)
	for _, want := range []string{
		`<li id="note-2">The remark, with <em>emphasis</em>, on the pilots.`, `id="ref-2-2" href="#note-2"`,
		`stands here.<sup><a id="ref-2" href="#note-2"`, `on the pilots.<sup><a id="ref-3" href="#note-3"`, `commanded.<sup><a id="ref-4" href="#note-4"`,
	} {
		if !strings.Contains(p, want) {
			t.Errorf("the page does not hold %s:\n%s", want, p)
		}
	}
	if strings.Contains(p, "[^") || strings.Count(p, "The remark") != 1 {
		t.Error("the footnote stands in the text as well")
	}
	md, err := Markdown(parse(t, text), veltria())
	if err != nil || !strings.Contains(string(md), "[^2]: The remark, with *emphasis*, on the pilots.[^3]\n") {
		t.Errorf("%v\n%s", err, md)
	}
}

func TestWhatIsFoundInTheAuthorsFootnotes(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"one that is not there", "It is so.[^1]", "1:10: error: there is no note [^1]"},
		{"one that the text does not refer to", "It is so.\n\n[^1]: A remark.", "3:7: warning: the text does not refer to the note [^1]"},
		{"a statement about a person without a note of its own", "It is so.[^1]\n\n[^1]: Dario Fenn paid for it.", "3:7: error: a statement about Dario Fenn has no note"},
		{"a sealed word", "It is so.[^1]\n\n[^1]: By KESTREL.", "3:10: error: the sealed word KESTREL would be published"},
		{"a claim that is not there", "It is so.[^1]\n\n[^1]: It is.[[claim c99]]", `3:13: error: there is no claim "c99"`},
		{"a list", "It is so.[^1]\n\n[^1]: First\n\n    - a\n", "error: the note [^1] contains more than paragraphs"},
		{"a word too strong", "It is so.[^1]\n\n[^1]: Almost certainly so.[[claim c01]]", "3:7: warning: “almost certainly” is stronger"},
		{"one that refers to itself is none", "It is so.[^1]\n\n[^1]: See above.[^1]", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			all := findings(t, test.text, veltria())
			if test.want == "" {
				if len(all) > 0 {
					t.Errorf("found %v", all)
				}
				return
			}
			for _, f := range all {
				if strings.Contains(f.String(), test.want) {
					return
				}
			}
			t.Errorf("found %v", all)
		})
	}
}
