package edtf

import (
	"strings"

	"underpin"
)

// general is the hint where nothing better is known.
const general = "write year-month-day, for example 2020-01-03, 2019-09~ or 2019"

// Parse reads an EDTF date. Blanks around it are ignored. The error is an [*Error].
func Parse(text string) (underpin.Date, error) {
	body, offset := trim(text)
	d, f := parseDate(body)
	if f != nil {
		f.near(body, rewriteDate(body))
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
		return underpin.Date{}, faultAt(0, "write [ ] for one of several days, or a testimony for each", "all-of sets are not supported")
	case strings.Contains(s, "/"):
		return underpin.Date{}, faultAt(strings.Index(s, "/"), "for some day in between write [2019-03..2019-05]", "it is an interval")
	}
	return parseSimple(s)
}

// parseSimple reads a single date: components with their qualifiers, or a day with a
// time, which the text keeps and the days do not.
func parseSimple(s string) (underpin.Date, *syntaxError) {
	if day, clock, timed := strings.Cut(s, "T"); timed {
		d, f := parseComponents(day)
		switch {
		case f != nil:
			return underpin.Date{}, f
		case !wholeDay(day):
			return underpin.Date{}, faultAt(len(day), "write the date without the time", "only a whole day has a time")
		}
		d.EDTF = s
		return d, parseClock(clock).shift(len(day) + 1)
	}
	return parseComponents(s)
}

// parseComponents reads a date without time.
func parseComponents(s string) (underpin.Date, *syntaxError) {
	if strings.HasPrefix(s, "Y") {
		return parseLongYear(s)
	}
	parts, f := split(s)
	if f != nil {
		return underpin.Date{}, f
	}
	c, f := parseCalendar(parts)
	if f != nil {
		return underpin.Date{}, f
	}
	runs := c.runs()
	if len(runs) == 0 {
		return underpin.Date{}, faultAt(parts[len(parts)-1].at, "check the day", "none of these months has such a day")
	}
	return dateOf(s, runs), nil
}

// dateOf returns the date of runs of days, which are in order and do not touch.
func dateOf(text string, runs []underpin.DayRange) underpin.Date {
	d := underpin.Date{EDTF: text, First: runs[0].First, Last: runs[len(runs)-1].Last}
	if len(runs) > 1 {
		d.Set = &runs
	}
	return d
}

// A component is the year, the month or the day of a date.
type component struct {
	text string // without qualifiers
	at   int    // its byte in the date
	// alone says that a qualifier stands before it, which qualifies it alone;
	// group that one follows it, which qualifies it and what stands to its left.
	alone, group bool
}

// split takes a date apart at its hyphens. A minus before the year stays with it.
func split(s string) ([]component, *syntaxError) {
	var parts []component
	at := 0
	for {
		p := component{at: at}
		if at < len(s) && qualifies(s[at]) {
			p.alone = true
			p.at++
		}
		end := p.at
		if len(parts) == 0 && strings.HasPrefix(s[end:], "-") {
			end++
		}
		for end < len(s) && s[end] != '-' && !qualifies(s[end]) {
			end++
		}
		p.text = s[p.at:end]
		if end < len(s) && qualifies(s[end]) {
			p.group = true
			end++
		}
		parts = append(parts, p)
		switch {
		case end == len(s):
			return parts, nil
		case s[end] != '-':
			return nil, faultAt(end, "put one ~, ? or % before or after a part of the date", "there is something after a qualifier")
		case len(parts) == 3:
			return nil, faultAt(end, general, "it has more than year, month and day")
		}
		at = end + 1
	}
}

func qualifies(b byte) bool { return b == '~' || b == '?' || b == '%' }
