package edtf

import (
	"strings"
	"time"

	"underpin"
)

// general is the hint where nothing better is known.
const general = "write year-month-day, for example 2020-01-03, 2019-09~ or 2019"

// Parse reads an EDTF date. Blanks around it are ignored. The error is an [*Error].
func Parse(text string) (underpin.Date, error) {
	body, offset := trim(text)
	d, f := parseDate(body)
	if f != nil {
		return underpin.Date{}, f.shift(offset).as("date", text)
	}
	return d, nil
}

// trim cuts the blanks around a text and returns how many bytes stood before.
func trim(text string) (string, int) {
	left := strings.TrimLeft(text, " \t")
	return strings.TrimRight(left, " \t"), len(text) - len(left)
}

// parseDate reads a date or a one-of set.
func parseDate(s string) (underpin.Date, *syntaxError) {
	switch {
	case s == "":
		return underpin.Date{}, faultAt(0, general, "it is empty")
	case len(s) > longest:
		return underpin.Date{}, faultAt(longest, general, "it is longer than %s", underpin.FormatCounted(longest, "byte"))
	case s[0] == '[':
		return parseSet(s)
	case s[0] == '{':
		return underpin.Date{}, faultAt(0, "write [ ] for one of several days", "all-of sets are not supported")
	case strings.Contains(s, "/"):
		how := "for some day in between write [2019-03..2019-05]"
		if near := humanDate(s); near != "" {
			how = "write " + near
		}
		return underpin.Date{}, faultAt(strings.Index(s, "/"), how, "it is an interval")
	}
	return parseSimple(s)
}

// A precision is how exactly a date is known.
type precision uint8

const (
	days precision = iota
	months
	seasons
	years
	decades
	centuries
)

// A calendarDate is a date without qualifier: its first day and its precision.
type calendarDate struct {
	year  int
	month time.Month
	day   int
	unit  precision
}

// parseSimple reads a single date with its qualifier.
func parseSimple(s string) (underpin.Date, *syntaxError) {
	body, qualified := s, false
	if q := s[len(s)-1]; q == '~' || q == '?' || q == '%' {
		body, qualified = s[:len(s)-1], true
	}
	c, f := parseCalendar(body)
	if f != nil {
		if near := humanDate(s); near != "" {
			f.how = "write " + near
		}
		return underpin.Date{}, f
	}
	d := underpin.Date{EDTF: s, First: c.plus(0), Last: c.plus(1) - 1}
	if qualified {
		d.First, d.Last = c.plus(-1), c.plus(2)-1
	}
	return d, nil
}

// plus returns the first day of the calendar date n of its units later.
func (c calendarDate) plus(n int) underpin.Day {
	switch c.unit {
	case days:
		return underpin.DayOf(c.year, c.month, c.day+n)
	case months:
		return underpin.DayOf(c.year, c.month+time.Month(n), 1)
	case seasons:
		return underpin.DayOf(c.year, c.month+time.Month(3*n), 1)
	case years:
		return underpin.DayOf(c.year+n, 1, 1)
	case decades:
		return underpin.DayOf(c.year+10*n, 1, 1)
	}
	return underpin.DayOf(c.year+100*n, 1, 1)
}

// parseCalendar reads a date without qualifier: three parts at most.
func parseCalendar(s string) (calendarDate, *syntaxError) {
	if s != "" && (s[0] == '-' || s[0] == 'Y') {
		return calendarDate{}, faultAt(0, "years go from 0001 to 9999", "years before the year 1 or after 9999 are not supported")
	}
	if at := strings.IndexAny(s, "~?%"); at >= 0 {
		return calendarDate{}, faultAt(at, "put ~, ? or % at the end, where it qualifies the whole date", "there is a qualifier inside it")
	}
	parts := strings.Split(s, "-")
	c, f := parseYear(parts[0])
	if f != nil || len(parts) == 1 {
		return c, f
	}
	if c.unit != years {
		return c, faultAt(5, "write "+parts[0], "an unspecified year has no month")
	}
	if f := c.setMonth(parts[1]); f != nil || len(parts) == 2 {
		return c, f.shift(5)
	}
	if len(parts) > 3 {
		return c, faultAt(5+len(parts[1])+1+len(parts[2]), general, "it has more than year, month and day")
	}
	return c, c.setDay(parts[1], parts[2]).shift(5 + len(parts[1]) + 1)
}

// parseYear reads four digits, the last or the last two of which may be X.
func parseYear(s string) (calendarDate, *syntaxError) {
	if at := notDigit(s); at >= 0 && !(len(s) == 4 && at >= 2 && strings.Trim(s[at:], "X") == "") {
		return calendarDate{}, faultAt(at, general, "the year is not a number of four digits")
	}
	if len(s) != 4 {
		return calendarDate{}, faultAt(0, general, "the year does not have four digits")
	}
	if s == "0000" {
		return calendarDate{}, faultAt(0, "years go from 0001 to 9999", "there is no year 0")
	}
	c := calendarDate{month: 1, day: 1, unit: years}
	switch {
	case s[2] == 'X':
		c.unit = centuries
	case s[3] == 'X':
		c.unit = decades
	}
	c.year = number(strings.ReplaceAll(s, "X", "0"))
	return c, nil
}

// setMonth reads the second part: a month, a season or XX.
func (c *calendarDate) setMonth(s string) *syntaxError {
	switch {
	case s == "XX":
		return nil
	case strings.Contains(s, "X"):
		return faultAt(0, "write XX for a month that is not known", "a partly unknown month is not supported")
	case len(s) != 2 || notDigit(s) >= 0:
		return faultAt(0, general, "the month is not a number of two digits")
	}
	m := number(s)
	switch {
	case m >= 1 && m <= 12:
		c.month, c.unit = time.Month(m), months
	case m >= 21 && m <= 24:
		c.month, c.unit = time.Month(3*(m-20)), seasons
	default:
		return faultAt(0, "months go from 01 to 12, seasons from 21 (spring) to 24 (winter)", "there is no month %d", m)
	}
	return nil
}

// setDay reads the third part: a day of the month, or XX.
func (c *calendarDate) setDay(month, s string) *syntaxError {
	switch {
	case c.unit == seasons:
		return faultAt(0, "name a month instead of the season", "a season has no days")
	case s == "XX":
		return nil
	case month == "XX":
		return faultAt(0, "write the year alone", "a day in an unknown month is not supported")
	case strings.Contains(s, "X"):
		return faultAt(0, "write XX for a day that is not known, or [2019-12-10..2019-12-19]", "a partly unknown day is not supported")
	case len(s) != 2 || notDigit(s) >= 0:
		return faultAt(0, general, "the day is not a number of two digits")
	}
	n := number(s)
	if last := underpin.DayOf(c.year, c.month+1, 0).Time().Day(); n < 1 || n > last {
		return faultAt(0, "check the day", "%s %d has no day %d", c.month, c.year, n)
	}
	c.day, c.unit = n, days
	return nil
}

// notDigit returns the place of the first byte that is no digit, or -1.
func notDigit(s string) int {
	return strings.IndexFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// number returns the value of a short run of digits.
func number(s string) int {
	n := 0
	for _, r := range s {
		n = 10*n + int(r-'0')
	}
	return n
}
