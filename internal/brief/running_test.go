package brief

import (
	"strings"
	"testing"

	"underpin"
)

func TestReferencesFitTheirSentences(t *testing.T) {
	m := veltria()
	m.Claims["c20"] = m.Claims["c01"].with("The Authority runs the quays")
	m.Names = append(m.Names, Name{Text: "The Hague"})
	m.Claims["c21"] = m.Claims["c01"].with("The Hague keeps a list")
	for _, test := range []struct{ name, text, want string }{
		{"a stop stands before the note", "[[sentence c20]]. So it is.", "The Authority runs the quays.[^1] So it is."},
		{"a comma too", "[[claim c20 | It runs them]], and has long.", "It runs them,[^1] and has long."},
		{"a note behind a stop stays there", "It is so.[[claim c20]] And so on.", "It is so.[^1] And so on."},
		{"how sure begins a sentence with a capital", "It is so.[[claim c01]] [[credence c01]].", "It is so.[^1] Very likely, from"},
		{"and none within one", "It is *[[credence c01]]*.", "It is *very likely, from"},
		{"a sentence within one has none", "We hold that [[sentence c20]].", "We hold that the Authority runs the quays.[^1]"},
		{"but for a name", "We hold that [[sentence c21]].", "We hold that The Hague keeps a list.[^1]"},
		{"the author's own words stay", "We hold that [[claim c20 | The Authority does]].", "We hold that The Authority does.[^1]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			out, err := Markdown(parse(t, "# T\n\n"+test.text+"\n"), m)
			if err != nil || !strings.Contains(string(out), test.want) {
				t.Errorf("%v: want %q in\n%s", err, test.want, out)
			}
		})
	}
}

// with is the claim with another sentence.
func (c Claim) with(text string) Claim {
	c.Text = text
	return c
}

func TestFactsOfMethodAreInWords(t *testing.T) {
	for value, want := range map[string]string{
		">300": "more than 300", "2018-11/2019-12": "November 2018 to December 2019", "2019-03-01": "1 March 2019", "41": "41", "16-year track record": "16-year track record", "now and later": "now and later", "": "", "~400": "about 400",
	} {
		if got := factWords(value); got != want {
			t.Errorf("%q: got %q, want %q", value, got, want)
		}
	}
}

func TestALineThatPrintsNothingIsFound(t *testing.T) {
	m := veltria()
	m.Questions, m.Estimates = nil, nil
	all := findings(t, "# T\n\n{{questions}}\n\n{{estimates}}\n", m)
	if len(all) != 2 || all[0].Rule != RuleEmpty || all[0].Line != 3 || all[1].Line != 5 || all[1].Severity != Warning {
		t.Errorf("%v", all)
	}
}

func TestASumIsOfAllThatWasPaidUpToADay(t *testing.T) {
	m := veltria()
	k := m.Conclusions["central"]
	k.Kind, k.Mean, k.Low, k.High, k.Unit, k.On = Number, 3, 2, 4, "USD", []underpin.Day{readDay(t, "2012-05-01")}
	m.Conclusions["central"] = k
	if p := page(t, "# T\n\n[[conclusion central]].\n", m); !strings.Contains(p, "(up to 1 May 2012") {
		t.Error(p)
	}
}

func TestTheRunningHeadIsTextWhateverTheTitle(t *testing.T) {
	if got, want := runningHead(`a "</style>" \ b`), `@page{@top-left{content:"a \000022\00003c/style\00003e\000022 \00005c b"`; !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
}
