package edtf

import (
	"cmp"
	"slices"
	"strings"
	"time"

	"underpin"
)

// A few are the values that a component allows: from first to last.
type few struct{ first, last int }

func (f few) one() bool { return f.first == f.last }

// A calendarDate is a date as its components allow it, before it becomes days.
type calendarDate struct {
	years few
	// months are those of the first year counted from 1; of a season, a quarter or
	// the like the first alone, with length of them. Length is 0 for a whole year.
	months few
	length int
	// days are those of the month; zero for whole months.
	days few
	// spread says which components may be off by one step: years, months, days.
	spread [3]bool
	// step is the number of years that one step of the year takes: a decade for 201X.
	step int
}

// periods are the numbers of EDTF that stand for parts of a year in the place of a
// month: where each begins and how many months it has. Plain seasons are those of
// the northern hemisphere; winter begins in December of its year, the southern
// summer too.
var periods = map[int]struct{ month, length int }{
	21: {3, 3}, 22: {6, 3}, 23: {9, 3}, 24: {12, 3}, // seasons
	25: {3, 3}, 26: {6, 3}, 27: {9, 3}, 28: {12, 3}, // northern
	29: {9, 3}, 30: {12, 3}, 31: {3, 3}, 32: {6, 3}, // southern
	33: {1, 3}, 34: {4, 3}, 35: {7, 3}, 36: {10, 3}, // quarters
	37: {1, 4}, 38: {5, 4}, 39: {9, 4}, // thirds
	40: {1, 6}, 41: {7, 6}, // halves
}

// parseCalendar reads one to three components.
func parseCalendar(parts []component) (calendarDate, *syntaxError) {
	var c calendarDate
	if f := c.setYears(parts[0].text); f != nil {
		return c, f.shift(parts[0].at)
	}
	if len(parts) > 1 {
		if f := c.setMonths(parts[1].text); f != nil {
			return c, f.shift(parts[1].at)
		}
	}
	if len(parts) > 2 {
		if f := c.setDays(parts[1].text, parts[2].text); f != nil {
			return c, f.shift(parts[2].at)
		}
	}
	for k, p := range parts {
		if !p.alone && !p.group {
			continue
		}
		for k > 0 && strings.Trim(parts[k].text, "X") == "" {
			k-- // the precision of 2019-XX is the year
		}
		c.spread[k] = true
	}
	return c, nil
}

// setYears reads four digits, of which the last or the last two may be X, perhaps
// with a minus before them. The year before 0001 is 0000.
func (c *calendarDate) setYears(s string) *syntaxError {
	digits, minus := strings.CutPrefix(s, "-")
	if at := notDigit(digits); at >= 0 && !(len(digits) == 4 && at >= 2 && strings.Trim(digits[at:], "X") == "") {
		return faultAt(len(s)-len(digits)+at, general, "the year is not a number of four digits")
	}
	switch {
	case len(digits) != 4:
		return faultAt(0, general, "the year does not have four digits")
	case s == "-0000":
		return faultAt(0, "write 0000", "there is no year minus 0")
	}
	c.years = between(digits)
	c.step = max(1, c.years.last-c.years.first+1)
	if minus {
		c.years = few{-c.years.last, -c.years.first}
	}
	return nil
}

// between returns the numbers that digits with X at their end allow.
func between(s string) few {
	return few{number(strings.ReplaceAll(s, "X", "0")), number(strings.ReplaceAll(s, "X", "9"))}
}

// setMonths reads the second component: a month, a part of the year, or X.
func (c *calendarDate) setMonths(s string) *syntaxError {
	if s == "XX" {
		return nil
	}
	if !twoDigits(s) {
		return faultAt(0, general, "the month is not a number of two digits")
	}
	m := between(s)
	if p, ok := periods[m.first]; ok && m.one() {
		c.months, c.length = few{p.month, p.month}, p.length
		return nil
	}
	m = few{max(m.first, 1), min(m.last, 12)}
	if m.first > m.last {
		return faultAt(0, "months go from 01 to 12, seasons from 21 (spring) to 24 (winter), quarters from 33 to 36", "there is no month %s", strings.TrimPrefix(s, "0"))
	}
	c.months, c.length = m, 1
	return nil
}

// setDays reads the third component: a day of the month, or X.
func (c *calendarDate) setDays(month, s string) *syntaxError {
	switch {
	case c.length > 1:
		return faultAt(0, "name a month instead of the season", "a season has no days")
	case s == "XX":
		return nil
	case !twoDigits(s):
		return faultAt(0, general, "the day is not a number of two digits")
	}
	if month == "XX" {
		c.months, c.length = few{1, 12}, 1
	}
	n := between(s)
	c.days = few{max(n.first, 1), min(n.last, 31)}
	if n.last < 1 || n.first > 31 {
		return faultAt(0, "check the day", "no month has a day %d", n.first)
	}
	if c.years.one() && c.months.one() && c.days.first > daysIn(c.years.first, c.months.first) {
		return faultAt(0, "check the day", "%s %d has no day %d", time.Month(c.months.first), c.years.first, c.days.first)
	}
	return nil
}

// twoDigits reports whether a component has two digits, the second of which may be X.
func twoDigits(s string) bool {
	at := notDigit(s)
	return len(s) == 2 && (at < 0 || at == 1 && s[1] == 'X')
}

func daysIn(year, month int) int {
	return underpin.DayOf(year, time.Month(month+1), 0).Time().Day()
}

// runs returns the days that the date allows, as runs in order that do not touch.
func (c calendarDate) runs() []underpin.DayRange {
	var runs []underpin.DayRange
	for _, dy := range offsets(c.spread[0]) {
		for _, dm := range offsets(c.spread[1]) {
			for y := c.years.first; y <= c.years.last; y++ {
				runs = c.inYear(runs, y+dy*c.step, dm*max(c.length, 1))
			}
		}
	}
	return joined(runs)
}

// offsets are the steps by which a component may be off.
func offsets(spread bool) []int {
	if spread {
		return []int{-1, 0, 1}
	}
	return []int{0}
}

// inYear adds what the date allows in one year, its months moved by some.
func (c calendarDate) inYear(runs []underpin.DayRange, year, moved int) []underpin.DayRange {
	if c.length == 0 {
		return append(runs, underpin.DayRange{First: underpin.DayOf(year, 1, 1), Last: underpin.DayOf(year+1, 1, 0)})
	}
	for month := c.months.first + moved; month <= c.months.last+moved; month++ {
		begins := underpin.DayOf(year, time.Month(month), 1)
		ends := underpin.DayOf(year, time.Month(month+c.length), 0)
		if c.days == (few{}) {
			runs = append(runs, underpin.DayRange{First: begins, Last: ends})
			continue
		}
		first, last := begins+underpin.Day(c.days.first-1), min(ends, begins+underpin.Day(c.days.last-1))
		if moved != 0 || c.spread[0] {
			first = min(first, ends) // about January 31 and a month on is the last of February
		}
		if c.spread[2] {
			first, last = first-1, last+1
		}
		if first <= last {
			runs = append(runs, underpin.DayRange{First: first, Last: last})
		}
	}
	return runs
}

// joined puts runs in order and joins those that meet.
func joined(runs []underpin.DayRange) []underpin.DayRange {
	slices.SortFunc(runs, func(a, b underpin.DayRange) int {
		return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last))
	})
	var out []underpin.DayRange
	for _, r := range runs {
		if k := len(out) - 1; k >= 0 && r.First <= out[k].Last+1 {
			out[k].Last = max(out[k].Last, r.Last)
			continue
		}
		out = append(out, r)
	}
	return out
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
