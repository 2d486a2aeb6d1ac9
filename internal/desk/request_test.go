package desk

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/register"
)

func TestABriefTellsWhoWouldNotAnswerByTheTermsOfTheSource(t *testing.T) {
	on := underpin.Date{EDTF: "2018-03-05", First: 100, Last: 100}
	for _, tt := range []struct {
		name string
		with func(c *underpin.Case)
		want []string
	}{
		{"a body declined", func(*underpin.Case) {}, []string{"The bank declined to comment on 5 March 2018."}},
		{"a body refused, without a day", func(c *underpin.Case) {
			c.Requests[0].State, c.Requests[0].Answered = underpin.RequestRefused, underpin.Date{}
		}, []string{"The bank refused to answer."}},
		{"one who was asked on a day, and refused", func(c *underpin.Case) {
			c.Requests[0].State, c.Requests[0].Asked, c.Requests[0].Answered = underpin.RequestRefused, on, underpin.Date{}
		}, []string{"The bank, asked on 5 March 2018, refused to answer."}},
		{"a protected source", func(c *underpin.Case) { c.Sources[0].Protected, c.Sources[0].Name = true, "" }, nil},
		{"one who has told us something on background", func(c *underpin.Case) {
			c.Testimonies = []underpin.Testimony{{ID: "c1.1", Claim: "c1", Source: "bank", Terms: underpin.Terms{Kind: underpin.TermsBackground}}}
		}, nil},
		{"one whom we met off the record", func(c *underpin.Case) {
			c.Encounters = []underpin.Encounter{{ID: "m1", Source: "bank", Terms: underpin.Terms{Kind: underpin.TermsOffRecord}}}
		}, nil},
		{"one who answered", func(c *underpin.Case) { c.Requests[0].State = underpin.RequestAnswered }, nil},
		{"an answer of a later day", func(c *underpin.Case) { c.Requests[0].Answered.First = 300 }, nil},
	} {
		c := &underpin.Case{
			Sources:  []underpin.Source{{ID: "bank", Kind: underpin.SourceBody, Name: "the bank"}},
			Requests: []underpin.Request{{ID: "r1", Source: "bank", State: underpin.RequestDeclined, Answered: on}},
		}
		tt.with(c)
		if tt.want == nil {
			tt.want = []string{"Nobody who may be named has declined to comment."}
		}
		s := &Study{Case: c, Index: c.Index(), Known: 200, whole: newOpenCase(c, register.Entry{})}
		if d := cmp.Diff(tt.want, s.requestExhibit().Words); d != "" {
			t.Errorf("%s: %s", tt.name, d)
		}
	}
}
