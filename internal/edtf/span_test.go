package edtf

import (
	"testing"

	"underpin"
)

func TestParseSpan(t *testing.T) {
	const u, o, s = underpin.Unstated, underpin.Open, underpin.Stated
	for _, test := range []struct {
		name, text, canonical string
		start, end            underpin.BoundKind
		single                bool
	}{
		{"a lone date is both ends at once", "2019-09~", "2019-09~", s, s, true},
		{"an interval", "2014-03?/2016", "2014-03?/2016", s, s, false},
		{"an interval that still holds", "2014/..", "2014/..", s, o, false},
		{"an interval that ever held", "../2016", "../2016", o, s, false},
		{"an interval whose end is not stated", "2014/", "2014/", s, u, false},
		{"an interval whose start is not stated", "/2020-01-03", "/2020-01-03", u, s, false},
		{"an interval that always held", "../..", "../..", o, o, false},
		{"blanks are dropped", " 2014 / 2016 ", "2014/2016", s, s, false},
		{"vague ends may overlap", "2019-09~/2019-10~", "2019-09~/2019-10~", s, s, false},
		{"a set for an end", "2014/[2016-01,2016-03]", "2014/[2016-01,2016-03]", s, s, false},
		{"times at both ends", "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z", "2005-07-25T10:10:10Z/2006-01-01T10:10:10Z", s, s, false},
		{"an end at the latest is not before the start", "2014/[..2016]", "2014/[2014..2016]", s, s, false},
		{"a start at the earliest is not after the end", "[2014..]/2016", "[2014..2016]/2016", s, s, false},
		{"a start at the latest", "[..2014]/2016", "[..2014]/2016", s, s, false},
		{"an interval of one day is no lone date", "2014-01-01/2014-01-01", "2014-01-01/2014-01-01", s, s, false},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := ParseSpan(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if got.EDTF != test.canonical || got.Start.Kind != test.start || got.End.Kind != test.end || got.Single != test.single {
				t.Errorf("ParseSpan(%q) = %+v", test.text, got)
			}
		})
	}
}

func TestParseSpanErrors(t *testing.T) {
	for _, test := range []struct {
		name, text, message string
		column              int
		hint                string
	}{
		{"nothing", "", "it is empty", 1, "year-month-day"},
		{"an end before its start", "2020/2019", "end is before its start", 6, "earlier date first"},
		{"neither start nor end", "/", "neither start nor end", 1, "leave the span out"},
		{"a wrong start", "2020-13/2021", "no month 13", 6, ""},
		{"a wrong end", "2020/2021-13", "no month 13", 11, ""},
		{"three ends", "2014/2015/2016", "more than two ends", 10, "start/end"},
		{"a slashed day", "2020/01/03", "more than two ends", 8, "write 2020-01-03"},
		{"words", "since 2014", "four digits", 1, "write 2014/.."},
		{"the words of an older EDTF", "2014/open", "four digits", 6, "write 2014/.."},
		{"two years with a hyphen", "2014-2016", "two digits", 6, "write 2014/2016"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := ParseSpan(test.text)
			checkError(t, err, test.message, test.column, test.hint)
		})
	}
}
