package cite

import (
	"fmt"

	"underpin"
)

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
