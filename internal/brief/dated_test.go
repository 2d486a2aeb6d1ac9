package brief

import (
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
)

func readDay(t *testing.T, text string) underpin.Day {
	t.Helper()
	d, err := edtf.ParseDay(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// twoDays is Veltria with something to say for 2012 and nothing for 1900.
func twoDays(t *testing.T) *Material {
	m := veltria()
	then := readDay(t, "2012-05-01")
	c := m.Claims["c01"]
	c.Shown, c.Held, c.Word = .3, .3, "unlikely"
	k := m.Conclusions["central"]
	k.On = []underpin.Day{then}
	m.On = map[underpin.Day]Dated{
		then: {Claims: map[underpin.ClaimID]Claim{"c01": c}, Conclusions: map[string]Conclusion{"central": k},
			Exhibits: map[string]Exhibit{"network": {Words: []string{"The network of then."}}}, Absent: map[underpin.ClaimID]bool{"c03": true},
			Refused: map[string]underpin.Outside{"shock": {Message: "Ana Ruiz has no ties on 1 May 2012", Hint: "choose another"}}},
		readDay(t, "2013-05-01"): {Conclusions: map[string]Conclusion{"central": k}},
		readDay(t, "1900-01-01"): {Outside: "nothing of the case is as early as 1900", Hint: "write a date from 2010"},
	}
	own := m.Conclusions["central"]
	own.On = []underpin.Day{then}
	m.Conclusions["central"] = own
	own.ID, own.Untied = "early", "the port"
	m.Conclusions["early"] = own
	return m
}

func TestWhatReferencesWithADateBecome(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a credence is for the day", "It is [[credence c01 at=2012-05-01]].", ", for 1 May 2012."},
		{"in words for the day", "It is [[credence c01 at=2012-05-01]].", "unlikely, from"},
		{"nobody says so for the day", "It is so: [[credence c03 at=2012-05-01]].", "nobody says that it held on 1 May 2012"},
		{"a conclusion prints its day", "[[conclusion central at=2012-05-01]].", " (on 1 May 2012): "},
		{"also its own day", "[[conclusion central]].", " (on 1 May 2012): "},
		{"a figure is that of the day", "{{network at=2012-05-01}}", "The network of then."},
	} {
		t.Run(test.name, func(t *testing.T) {
			if p := page(t, "# T\n\n"+test.text+"\n", twoDays(t)); !strings.Contains(p, test.want) {
				t.Errorf("the page does not say %q:\n%s", test.want, p)
			}
		})
	}
}

func TestWhatIsFoundInReferencesWithADate(t *testing.T) {
	for _, test := range []struct{ name, text, want string }{
		{"a date that is none", "It is [[credence c01 at=2012-13]].", "1:22: error: "},
		{"a day outside the case", "{{network at=1900-01-01}}", "1:11: error: nothing of the case is as early as 1900 (write a date from 2010)"},
		{"a date that a conclusion does not heed", "[[conclusion central at=2013-05-01]].", "warning: conclusion central is computed on 1 May 2012, whatever the date beside it (leave out at="},
		{"an exhibit without a date", "{{ask at=2012-05-01}}", "1:7: error: {{ask}} takes no date"},
		{"a claim that does not cover the day it is cited for", "So it was.[[claim c03 at=2012-05-01]]",
			"1:11: warning: claim c03 does not cover 1 May 2012: it is cited for 1 May 2012, and nobody says that the claim held then"},
		{"a claim beside a conclusion of another day", "[[conclusion central]].[[claim c03]]",
			"1:24: warning: claim c03 does not cover 1 May 2012: conclusion central is computed for 1 May 2012, and nobody says"},
		{"a claim of that day is none", "[[conclusion central]].[[claim c01]]", ""},
		{"another sentence is none", "It was.[[claim c03]] [[conclusion central]].", ""},
		{"a conclusion on which nothing bears on its day", "[[conclusion early]].", "1:1: warning: conclusion early is computed on 1 May 2012, and nobody says that the port had any tie then that it looks at (compute it with at="},
		{"what that hangs on", "{{hinges early}}", "warning: conclusion early is computed on 1 May 2012, and nobody says that the port"},
		{"what a conclusion hangs on, on a day that it does not heed", "{{hinges central at=2013-05-01}}", "1:18: warning: conclusion central is computed on 1 May 2012, whatever the date beside it"},
		{"a loss on a day on which nothing is there to lose", "{{shock at=2012-05-01}}", "1:1: error: Ana Ruiz has no ties on 1 May 2012 (choose another)"},
		{"an unknown claim with a date", "It is [[credence c0l at=2012-05-01]].", `1:7: error: there is no claim "c0l"`},
	} {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, f := range findings(t, test.text, twoDays(t)) {
				if f.Rule == RuleDate || f.Rule == RuleUncovered || f.Rule == RuleReference || f.Rule == RuleLoss {
					got = append(got, f.String())
				}
			}
			if all := strings.Join(got, "\n"); !strings.Contains(all, test.want) || (test.want == "") != (all == "") {
				t.Errorf("found\n%s\nwant %s", all, test.want)
			}
		})
	}
}

func TestADocumentListsItsReferences(t *testing.T) {
	d := parse(t, "# [[credence c01 at=2012]]\n\n- [[conclusion central at=2012-05-01]] *[[claim c03]] [[claim c03]]*\n\n{{network at=2012-05}}\n\n{{network at=soon}}\n")
	var got []string
	for _, a := range d.Asked() {
		on := ""
		if a.Dated {
			on = " on " + a.On.String()
		}
		got = append(got, a.Exhibit()+on)
	}
	if all := strings.Join(got, "; "); all != "credence c01 on 2012-12-31; conclusion central on 2012-05-01; claim c03; network on 2012-05-31" {
		t.Errorf("asked: %s", all)
	}
}
