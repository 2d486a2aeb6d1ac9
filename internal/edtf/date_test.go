package edtf

import (
	"errors"
	"strings"
	"testing"
	"time"

	"underpin"
)

// day reads an ISO day of a test table.
func day(t *testing.T, s string) underpin.Day {
	t.Helper()
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		t.Fatal(err)
	}
	return underpin.DayOfTime(d)
}

func TestParse(t *testing.T) {
	for _, test := range []struct{ name, text, canonical, first, last string }{
		{"a day is itself", "2020-01-03", "2020-01-03", "2020-01-03", "2020-01-03"},
		{"a month is all its days", "2020-02", "2020-02", "2020-02-01", "2020-02-29"},
		{"a year is all its days", "2019", "2019", "2019-01-01", "2019-12-31"},
		{"blanks around a date are ignored", "  2019 ", "2019", "2019-01-01", "2019-12-31"},
		{"about a year takes in its neighbours", "2019~", "2019~", "2018-01-01", "2020-12-31"},
		{"a doubted year is as wide as an approximate one", "2019?", "2019?", "2018-01-01", "2020-12-31"},
		{"doubted and approximate is no wider", "2019%", "2019%", "2018-01-01", "2020-12-31"},
		{"about a month takes in its neighbours", "2019-09~", "2019-09~", "2019-08-01", "2019-10-31"},
		{"about January crosses the year", "2020-01~", "2020-01~", "2019-12-01", "2020-02-29"},
		{"about a day is a day wider", "2019-03-01~", "2019-03-01~", "2019-02-28", "2019-03-02"},
		{"some day of a month", "2019-12-XX", "2019-12-XX", "2019-12-01", "2019-12-31"},
		{"some month of a year", "2019-XX", "2019-XX", "2019-01-01", "2019-12-31"},
		{"some day of a year", "2019-XX-XX", "2019-XX-XX", "2019-01-01", "2019-12-31"},
		{"some year of a decade", "201X", "201X", "2010-01-01", "2019-12-31"},
		{"some year of a century", "19XX", "19XX", "1900-01-01", "1999-12-31"},
		{"about a decade takes in its neighbours", "201X~", "201X~", "2000-01-01", "2029-12-31"},
		{"spring is March to May", "2019-21", "2019-21", "2019-03-01", "2019-05-31"},
		{"winter ends in the next year", "2019-24", "2019-24", "2019-12-01", "2020-02-29"},
		{"about a season takes in its neighbours", "2019-22~", "2019-22~", "2019-03-01", "2019-11-30"},
		{"a run of days", "[2019-12..2020-01-02]", "[2019-12..2020-01-02]", "2019-12-01", "2020-01-02"},
		{"a set is put in order", "[2019-05, 2019-03-01]", "[2019-03-01,2019-05]", "2019-03-01", "2019-05-31"},
		{"a set of one date is that date", "[2019]", "2019", "2019-01-01", "2019-12-31"},
		{"a time is kept and the day counts", "1985-04-12T23:20:30", "1985-04-12T23:20:30", "1985-04-12", "1985-04-12"},
		{"a time with its offset counts on the day as written", "1985-04-12T23:20:30-04", "1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"},
		{"a time in fractions of a second", "1985-04-12T23:20:30.25Z", "1985-04-12T23:20:30.25Z", "1985-04-12", "1985-04-12"},
		{"midnight at the end of a day", "2020-01-03T24:00:00", "2020-01-03T24:00:00", "2020-01-03", "2020-01-03"},
		{"the first decade", "000X", "000X", "0000-01-01", "0009-12-31"},
		{"about the first year", "0001~", "0001~", "0000-01-01", "0002-12-31"},
		{"the first quarter", "2014-33", "2014-33", "2014-01-01", "2014-03-31"},
		{"about the last quarter", "2014-36~", "2014-36~", "2014-07-01", "2015-03-31"},
		{"the second third of a year", "2014-38", "2014-38", "2014-05-01", "2014-08-31"},
		{"the second half of a year", "2014-41", "2014-41", "2014-07-01", "2014-12-31"},
		{"a southern summer", "2014-30", "2014-30", "2014-12-01", "2015-02-28"},
		{"a doubted year of a known day", "?2004-06-11", "?2004-06-11", "2003-06-11", "2005-06-11"},
		{"about a month of a known day", "2004-06~-11", "2004-06~-11", "2004-05-11", "2004-07-11"},
		{"the last day of about a month", "2004-03~-31", "2004-03~-31", "2004-02-29", "2004-04-30"},
		{"about a day alone", "2004-06-~11", "2004-06-~11", "2004-06-10", "2004-06-12"},
		{"Christmas of some year of a decade", "156X-12-25", "156X-12-25", "1560-12-25", "1569-12-25"},
		{"leap day of some year of a decade", "196X-02-29", "196X-02-29", "1960-02-29", "1968-02-29"},
		{"one of the thirties of a month", "2019-12-3X", "2019-12-3X", "2019-12-30", "2019-12-31"},
		{"October to December", "2019-1X", "2019-1X", "2019-10-01", "2019-12-31"},
		{"then or before, within a hundred years", "[..2014-03]", "[..2014-03]", "1914-03-01", "2014-03-31"},
		{"then or later, within a hundred years", "[2014-03..]", "[2014-03..]", "2014-03-01", "2114-04-01"},
		{"a set names each date once", "[2019,2019]", "2019", "2019-01-01", "2019-12-31"},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, err := Parse(test.text)
			if err != nil {
				t.Fatal(err)
			}
			if d.EDTF != test.canonical || d.First != day(t, test.first) || d.Last != day(t, test.last) {
				t.Errorf("Parse(%q) = %s, %s to %s", test.text, d.EDTF, d.First, d.Last)
			}
		})
	}
}

func TestYearsBeforeTheFirstAndAfterTheLastOfFourDigits(t *testing.T) {
	for text, want := range map[string][2]underpin.Day{
		"-0044":   {underpin.DayOf(-44, 1, 1), underpin.DayOf(-44, 12, 31)},
		"-004X":   {underpin.DayOf(-49, 1, 1), underpin.DayOf(-40, 12, 31)},
		"Y17000":  {underpin.DayOf(17000, 1, 1), underpin.DayOf(17000, 12, 31)},
		"Y-17000": {underpin.DayOf(-17000, 1, 1), underpin.DayOf(-17000, 12, 31)},
	} {
		if d, err := Parse(text); err != nil || d.First != want[0] || d.Last != want[1] || d.EDTF != text {
			t.Errorf("Parse(%q) = %+v, %v", text, d, err)
		}
	}
}

func TestSetsKeepTheirGaps(t *testing.T) {
	d, err := Parse("[2019-03-01,2019-05]")
	if err != nil {
		t.Fatal(err)
	}
	if d.Set == nil || len(*d.Set) != 2 || (*d.Set)[0].Last != day(t, "2019-03-01") || (*d.Set)[1].First != day(t, "2019-05-01") {
		t.Errorf("runs = %v", d.Set)
	}
	if d, err = Parse("156X-12-25"); err != nil || d.Set == nil || len(*d.Set) != 10 || d.Days() != 10 {
		t.Errorf("the Christmases of ten years are %v, %v", d.Set, err)
	}
	if d, err = Parse("?2004-06-11"); err != nil || d.Set == nil || len(*d.Set) != 3 || d.Nth(1) != day(t, "2004-06-11") {
		t.Errorf("one day in three years is %v, %v", d.Set, err)
	}
	if d, err = Parse("[2019-04,2019-05,2019-04-20..2019-06]"); err != nil || d.Set != nil {
		t.Errorf("runs that touch make one: %v, %v", d.Set, err)
	}
}

func TestParseErrors(t *testing.T) {
	for _, test := range []struct {
		name, text, message string
		column              int
		hint                string
	}{
		{"nothing", "", "it is empty", 1, "write year-month-day"},
		{"a month 13", "2020-13", "there is no month 13", 6, "months go from 01 to 12"},
		{"a 30 February", "2020-02-30", "February 2020 has no day 30", 9, "check"},
		{"a 29 February of a common year", "2019-02-29", "February 2019 has no day 29", 9, ""},
		{"a day as people write it", "3 Jan 2020", "four digits", 2, "write 2020-01-03"},
		{"a day as Americans write it", "January 3, 2020", "four digits", 1, "write 2020-01-03"},
		{"an ordinal day", "3rd January 2020", "four digits", 2, "write 2020-01-03"},
		{"a month as people write it", "Sept 2019", "four digits", 1, "write 2019-09"},
		{"about in words", "circa 2019", "four digits", 1, "write 2019~"},
		{"a slashed date that may be of two days", "3/1/2020", "it can be two dates", 2, "write 2020-01-03 or 2020-03-01"},
		{"a slashed date of an American day", "12/31/2019", "an interval", 3, "write 2019-12-31"},
		{"a year and the next in two digits", "2015/16", "an interval", 5, "write 2015/2016 for the span"},
		{"a year and what may be a month", "2005/06", "an interval", 5, "write 2005-06 for the month, or 2005/2006 for the span"},
		{"a year in Arabic digits", "١٩٩٠", "four digits", 1, "write 1990, if"},
		{"brackets of the first EDTF", "2004-06-(01)~", "two digits", 9, "without brackets"},
		{"a slashed date that is of one day", "2020/01/03", "an interval", 5, "write 2020-01-03"},
		{"digits without dashes", "20200103", "four digits", 1, "write 2020-01-03"},
		{"a missing nought", "2020-1-3", "month is not a number of two digits", 6, "write 2020-01-03"},
		{"a year of nine digits", "Y170000002", "beyond 999999", 2, "five or six"},
		{"a long year with a month", "Y17000-03", "something other than a digit", 7, "alone"},
		{"a year minus nought", "-0000", "no year minus 0", 1, "0000"},
		{"an hour 25", "2020-01-03T25:00:00", "not a time of day", 12, "T10:15:00Z"},
		{"a time of a month", "2020-01T10:00:00", "only a whole day has a time", 8, "without the time"},
		{"an offset that is none", "2020-01-03T10:00:00+1", "offset", 20, "hours"},
		{"two qualifiers", "2019~?", "something after a qualifier", 6, "one ~"},
		{"a day that none of the months has", "2019-02-3X", "has no day 30", 9, "check"},
		{"a leap day of years without one", "[1900-02-29]", "no day 29", 10, "check"},
		{"a run without ends", "[..]", "neither beginning nor end", 2, "name one end"},
		{"before a year, which may take it in or not", "before 2014", "four digits", 1, "[..2014]"},
		{"a winter of one year, which may be of two", "winter 2019", "four digits", 1, "2019-24"},
		{"since, as a person says it", "since 2014", "four digits", 1, "write [2014..]"},
		{"an unknown year", "XXXX", "four digits", 1, ""},
		{"a season with a day", "2019-21-01", "a season has no days", 9, "month"},
		{"a set without end", "[2019-12", "not closed", 8, "]"},
		{"an empty element", "[2019,,2020]", "is empty", 7, ""},
		{"a wrong second element", "[2019, 2020-13]", "no month 13", 13, ""},
		{"a run backwards", "[2020..2019]", "ends before it begins", 8, "earlier"},
		{"an all-of set", "{2019,2020}", "all-of sets", 1, "[ ]"},
		{"too much of it", "2019-01-01-01", "more than year, month and day", 11, ""},
		{"a very long text", strings.Repeat("9", 5000), "longer than 1,000 bytes", 1001, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, err := Parse(test.text)
			checkError(t, err, test.message, test.column, test.hint)
		})
	}
}

// checkError checks what an error says, where and with which hint.
func checkError(t *testing.T, err error, message string, column int, hint string) {
	t.Helper()
	var e *Error
	if !errors.As(err, &e) {
		t.Fatalf("err = %v", err)
	}
	if !strings.Contains(e.Message, message) || e.Column != column || !strings.Contains(e.Hint, hint) || e.Hint == "" {
		t.Errorf("message %q, column %d, hint %q", e.Message, e.Column, e.Hint)
	}
	if len(err.Error()) > 400 {
		t.Errorf("the message has %d bytes", len(err.Error()))
	}
}

func TestADayGivenByAUserIsTheLastOfItsMonthOrYear(t *testing.T) {
	for text, want := range map[string]string{"2020-01-03": "2020-01-03", "2020-02": "2020-02-29", "2019": "2019-12-31"} {
		if d, err := ParseDay(text); err != nil || d != day(t, want) {
			t.Errorf("ParseDay(%q) = %s, %v", text, d, err)
		}
	}
	if _, err := ParseDay("tomorrow"); err == nil {
		t.Error("ParseDay read a word")
	}
	if d := Of(day(t, "2020-01-03")); d.EDTF != "2020-01-03" || d.Vague() {
		t.Errorf("Of = %+v", d)
	}
}
