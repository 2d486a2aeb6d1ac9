package underpin

import (
	"testing"
	"time"
)

func days(first, last Day) Date { return Date{EDTF: "drawn", First: first, Last: last} }

func TestDaysCountFrom1970(t *testing.T) {
	for _, tt := range []struct {
		name  string
		year  int
		month time.Month
		day   int
		want  Day
		text  string
	}{
		{"the first day is 0", 1970, 1, 1, 0, "1970-01-01"},
		{"the day before is -1", 1969, 12, 31, -1, "1969-12-31"},
		{"a leap day", 2020, 2, 29, 18321, "2020-02-29"},
		{"the day after 28 February of a common year", 2019, 2, 29, 17956, "2019-03-01"},
		{"a year before the calendar was in use", 1, 1, 1, -719162, "0001-01-01"},
	} {
		got := DayOf(tt.year, tt.month, tt.day)
		if got != tt.want || got.String() != tt.text || DayOfTime(got.Time()) != got {
			t.Errorf("%s: %d %q, want %d %q", tt.name, got, got, tt.want, tt.text)
		}
	}
}

func TestADayOfATimeIsThatOfUTC(t *testing.T) {
	late := time.Date(2020, 1, 3, 23, 30, 0, 0, time.FixedZone("west", -5*3600))
	if got := DayOfTime(late).String(); got != "2020-01-04" {
		t.Errorf("got %s", got)
	}
}

func TestTheEndsOfTimeHaveNames(t *testing.T) {
	if MinDay.String() != "the beginning" || MaxDay.String() != "the end" {
		t.Errorf("%s, %s", MinDay, MaxDay)
	}
}

func TestTheMiddleOfAVagueDate(t *testing.T) {
	for _, tt := range []struct {
		name string
		date Date
		want Day
	}{
		{"one day", days(5, 5), 5},
		{"an odd number of days", days(5, 9), 7},
		{"of an even number the earlier of the two", days(5, 8), 6},
		{"before 1970", days(-8, -5), -7},
		{"of a set, by the days it allows and not by its reach", Date{EDTF: "set", First: 0, Last: 101, Set: &[]DayRange{{0, 4}, {100, 101}}}, 3},
		{"of a set with the middle in a later run", Date{EDTF: "set", First: 0, Last: 104, Set: &[]DayRange{{0, 0}, {100, 104}}}, 101},
	} {
		if got := tt.date.Middle(); got != tt.want {
			t.Errorf("%s: %d, want %d", tt.name, got, tt.want)
		}
	}
}

func TestQuantilesGoThroughEveryAllowedDayAlike(t *testing.T) {
	set := Date{EDTF: "set", First: 0, Last: 101, Set: &[]DayRange{{0, 2}, {100, 101}}}
	count := map[Day]int{}
	for k := range 1000 {
		count[set.Quantile((float64(k)+.5)/1000)]++
	}
	for _, d := range []Day{0, 1, 2, 100, 101} {
		if count[d] != 200 {
			t.Errorf("day %d comes %d times of 1000, want 200", d, count[d])
		}
	}
	for u, want := range map[float64]Day{0: 0, .9999999: 101, 1: 101, -1: 0} {
		if got := set.Quantile(u); got != want {
			t.Errorf("at %v: %d, want %d", u, got, want)
		}
	}
}

func TestZeroDatesAndSpansStateNothing(t *testing.T) {
	if !(Date{}).IsZero() || !(Span{}).IsZero() || days(1, 1).IsZero() {
		t.Error("only the zero values state nothing")
	}
	if days(1, 1).Vague() || !days(1, 2).Vague() {
		t.Error("a date is vague when it allows more than one day")
	}
}
