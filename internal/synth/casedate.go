package synth

import (
	"fmt"
	"time"

	"underpin"
)

// caseStart and caseEnd are the first and the last day of generated cases.
var (
	caseStart = underpin.DayOf(2009, time.January, 1)
	caseEnd   = underpin.DayOf(2019, time.December, 31)
)

// day returns a day of the case, recent ones more often.
func (b *caseGenerator) day() underpin.Day {
	u := b.rng.Float64()
	return caseEnd - underpin.Day(u*u*float64(caseEnd-caseStart))
}

func dayDate(d underpin.Day) underpin.Date {
	return underpin.Date{EDTF: d.String(), First: d, Last: d}
}

func monthDate(d underpin.Day) underpin.Date {
	t := d.Time()
	return underpin.Date{
		EDTF:  t.Format("2006-01"),
		First: underpin.DayOf(t.Year(), t.Month(), 1),
		Last:  underpin.DayOf(t.Year(), t.Month()+1, 0),
	}
}

// aboutMonth is a month "~": one month more on either side.
func aboutMonth(d underpin.Day) underpin.Date {
	t := d.Time()
	return underpin.Date{
		EDTF:  t.Format("2006-01") + "~",
		First: underpin.DayOf(t.Year(), t.Month()-1, 1),
		Last:  underpin.DayOf(t.Year(), t.Month()+2, 0),
	}
}

func yearDate(d underpin.Day) underpin.Date {
	y := d.Time().Year()
	return underpin.Date{
		EDTF:  fmt.Sprintf("%04d", y),
		First: underpin.DayOf(y, time.January, 1),
		Last:  underpin.DayOf(y, time.December, 31),
	}
}

// vague returns a date about a day: the day itself, its month, about its month,
// or its year.
func (b *caseGenerator) vague(d underpin.Day) underpin.Date {
	switch b.rng.IntN(5) {
	case 0:
		return monthDate(d)
	case 1:
		return aboutMonth(d)
	case 2:
		return yearDate(d)
	}
	return dayDate(d)
}

// held returns a span: an interval, one without end, one without start, a lone
// date, or nothing.
func (b *caseGenerator) held(from underpin.Day) underpin.Span {
	start := b.vague(from)
	switch b.rng.IntN(6) {
	case 0:
		return span(stated(start), stated(b.after(start)))
	case 1:
		return span(stated(start), underpin.Bound{Kind: underpin.Open})
	case 2:
		return span(stated(start), underpin.Bound{})
	case 3:
		return span(underpin.Bound{}, stated(b.after(start)))
	}
	return underpin.Span{}
}

// after returns a date wholly after another.
func (b *caseGenerator) after(d underpin.Date) underpin.Date {
	return dayDate(d.Last + 200 + underpin.Day(b.rng.IntN(2500)))
}

func stated(d underpin.Date) underpin.Bound {
	return underpin.Bound{Kind: underpin.Stated, Date: d}
}

func span(start, end underpin.Bound) underpin.Span {
	return underpin.Span{EDTF: boundText(start) + "/" + boundText(end), Start: start, End: end}
}

// lone returns the span of a lone date, as acts have it.
func lone(d underpin.Date) underpin.Span {
	return underpin.Span{EDTF: d.EDTF, Start: stated(d), End: stated(d), Single: true}
}

func boundText(b underpin.Bound) string {
	switch b.Kind {
	case underpin.Stated:
		return b.Date.EDTF
	case underpin.Open:
		return ".."
	}
	return ""
}
