package brief

import (
	"strings"
	"testing"
)

func TestAnUnknownReferenceIsAnErrorWhereverItStands(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"in a line", "So {{netwrk}} it is.", `1:4: error: there is no reference "netwrk" (did you mean network?)`},
		{"in a heading", "## As {{netwrk}} has it", `1:7: error: there is no reference "netwrk" (did you mean network?)`},
		{"within brackets in a heading", "## As [[clam c01]] has it", `1:7: error: there is no reference "clam" (did you mean claim?)`},
		{"in a list", "- one\n- {{netwrk}}", `2:3: error: there is no reference "netwrk" (did you mean network?)`},
		{"in a line of a list", "- one {{netwrk}} and [[claim c0l]]", `1:7: error: there is no reference "netwrk" (did you mean network?)`},
		{"a claim in a list", "- one [[claim c0l]]", `1:7: error: there is no claim "c0l"`},
		{"in a quotation", "> one\n> {{netwrk}}", `2:3: error: there is no reference "netwrk" (did you mean network?)`},
		{"in a cell", "| a | b |\n|---|---|\n| {{netwrk}} | [[claim c0l]] |", `3:3: error: there is no reference "netwrk" (did you mean network?)`},
		{"a claim in a cell", "| a | b |\n|---|---|\n| x | [[claim c0l]] |", `3:7: error: there is no claim "c0l"`},
		{"with a bar in a cell", "| a | b |\n|---|---|\n| x | [[claim c01 | so]] |", `3:7: error: a reference does not end on its line`},
		{"in the words of a link", "[so [[claim c0l]]](https://example.org)", `1:5: error: there is no claim "c0l"`},
		{"in emphasis", "*so {{netwrk}}*", `1:5: error: there is no reference "netwrk"`},
		{"in code", "As `[[claim c0l]]` shows.", `1:5: error: [[claim c0l]] is inside code`},
		{"in a block of code", "```\nx\n{{network}}\n```", `3:1: error: {{network}} is inside code`},
		{"in HTML", "<div>\n[[claim c01]]\n</div>", `2:1: error: [[claim c01]] is inside HTML`},
		{"a known one in a line", "So {{network}} it is.", `1:4: error: {{network}} is inside a line (put it on a line of its own`},
		{"over two lines", "So [[claim\nc01]] it is.", `1:4: error: a reference does not end on its line`},
		{"indexes in code are none", "As `x[[1]]` shows.", ""},
		{"one that is escaped is none", `As \[\[claim c0l\]\] shows.`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var all []string
			for _, f := range findings(t, test.text, veltria()) {
				if f.Severity == Error {
					all = append(all, f.String())
				}
			}
			if got := strings.Join(all, "\n"); !strings.Contains(got, test.want) || (test.want == "") != (got == "") {
				t.Errorf("found\n%s\nwant %s", got, test.want)
			}
		})
	}
}
