package cite

import (
	"fmt"
	"strings"
	"time"

	"underpin"
)

// Date writes a date for a reader: "3 January 2020", "January 2020", "about
// September 2019", "2019 (uncertain)". A date of another form keeps its EDTF.
func Date(d underpin.Date) string {
	s := d.EDTF
	approx, uncertain := false, false
	switch {
	case strings.HasSuffix(s, "~"):
		approx = true
	case strings.HasSuffix(s, "?"):
		uncertain = true
	case strings.HasSuffix(s, "%"):
		approx, uncertain = true, true
	}
	s = plainDate(strings.TrimRight(s, "~?%"))
	if s == "" {
		return d.EDTF
	}
	if approx {
		s = "about " + s
	}
	if uncertain {
		s += " (uncertain)"
	}
	return s
}

func plainDate(s string) string {
	for _, f := range []struct{ in, out string }{{"2006-01-02", "2 January 2006"}, {"2006-01", "January 2006"}, {"2006", "2006"}} {
		if t, err := time.Parse(f.in, s); err == nil {
			return t.Format(f.out)
		}
	}
	return ""
}

// DayText writes a day for a reader: "3 January 2020".
func DayText(d underpin.Day) string { return underpin.FormatDay(d) }

// Month and year write a date more coarsely than it is known; empty where it is
// not within one month or year.
func Month(d underpin.Date) string {
	if d.IsZero() {
		return ""
	}
	a, b := d.First.Time(), d.Last.Time()
	if a.Year() == b.Year() && a.Month() == b.Month() {
		return a.Format("January 2006")
	}
	return year(d)
}

func year(d underpin.Date) string {
	if d.IsZero() || d.First.Time().Year() != d.Last.Time().Year() {
		return ""
	}
	return fmt.Sprint(d.First.Time().Year())
}
