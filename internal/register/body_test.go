package register_test

import (
	"testing"

	"underpin"
	"underpin/internal/register"
)

func TestARecordMatchesNoBodyThatLeavesSomethingOut(t *testing.T) {
	date := func(edtf string, first underpin.Day) underpin.Date {
		return underpin.Date{EDTF: edtf, First: first, Last: first}
	}
	plain := underpin.Estimate{ID: "e1", Text: "It <will> close", P: .5, Due: date("1970-01-03", 2)}
	hidden := plain
	hidden.Made.First = 5
	for name, c := range map[string]struct {
		record underpin.Estimate
		body   func(body string) string
		want   bool
	}{
		"the body of the record":                 {plain, func(b string) string { return b }, true},
		"a byte more":                            {plain, func(b string) string { return b + " " }, false},
		"no body":                                {plain, func(string) string { return "" }, false},
		"days of a date that is not written":     {hidden, func(b string) string { return b }, false},
		"a text that is none":                    {underpin.Estimate{ID: "e1", Text: "a\xffb"}, func(b string) string { return b }, false},
		"the sign that stands for it, as itself": {underpin.Estimate{ID: "e1", Text: "a\ufffdb"}, func(b string) string { return b }, true},
	} {
		r, err := register.New(&c.record)
		if err != nil {
			t.Fatal(err)
		}
		var m register.Matcher
		for range 2 {
			if got := m.Matches(&c.record, []byte(c.body(string(r.Body)))); got != c.want {
				t.Errorf("%s: %t", name, got)
			}
		}
	}
}
