package underpin

import "time"

// A Day is a calendar day of the proleptic Gregorian calendar, counted from
// 1 January 1970 (day 0); earlier days are negative.
type Day int32

// MinDay and MaxDay stand for "as early as can be" and "as late as can be".
const (
	MinDay Day = -1 << 30
	MaxDay Day = 1 << 30
)

// DayOf returns the day of a year, month (1 to 12) and day of the month.
// Values outside their range carry over, as in [time.Date].
func DayOf(year int, month time.Month, day int) Day {
	return Day(time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

// DayOfTime returns the day on which t falls in UTC.
func DayOfTime(t time.Time) Day {
	t = t.UTC()
	return DayOf(t.Year(), t.Month(), t.Day())
}

// Time returns midnight UTC at the start of the day.
func (d Day) Time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// String writes the day as ISO 8601, for example "2020-01-03".
func (d Day) String() string {
	switch d {
	case MinDay:
		return "the beginning"
	case MaxDay:
		return "the end"
	}
	return d.Time().Format("2006-01-02")
}

// A DayRange is a run of days, both ends included.
type DayRange struct {
	First Day `json:"first"`
	Last  Day `json:"last"`
}

// A Date is an EDTF date as the set of days it allows. "2019-05-14" allows one
// day, "2019" all of that year, "2019-09~" September and a month on either side.
// The zero Date states nothing.
type Date struct {
	// EDTF is the date in canonical form, empty for the zero Date.
	EDTF string `json:"edtf"`
	// First and Last are the earliest and the latest day the date allows.
	First Day `json:"first"`
	Last  Day `json:"last"`
	// Set lists the runs of days of a one-of set ("[2019-03-01,2019-05]") that
	// is not one run; it is nil otherwise. It is a pointer because dates are most of a
	// large case, and hardly one has a set.
	Set *[]DayRange `json:"set,omitempty"`
}

// IsZero reports whether the date states nothing.
func (d Date) IsZero() bool { return d.EDTF == "" }

// Vague reports whether the date allows more than one day.
func (d Date) Vague() bool { return d.First != d.Last }

// String returns the date in canonical EDTF.
func (d Date) String() string { return d.EDTF }

// Middle returns the middle of the days the date allows; of an even number the
// earlier of the two.
func (d Date) Middle() Day {
	n := d.Days()
	return d.Nth((n - 1) / 2)
}

// Quantile returns the day at u of the days the date allows, all alike likely.
// u lies in [0, 1).
func (d Date) Quantile(u float64) Day {
	n := d.Days()
	k := int64(u * float64(n))
	return d.Nth(min(max(k, 0), n-1))
}

// Days counts the days the date allows.
func (d Date) Days() int64 {
	if d.Set == nil {
		return int64(d.Last) - int64(d.First) + 1
	}
	var n int64
	for _, r := range d.set() {
		n += int64(r.Last) - int64(r.First) + 1
	}
	return n
}

func (d Date) set() []DayRange {
	if d.Set == nil {
		return nil
	}
	return *d.Set
}

// Nth returns the k-th day the date allows, k from 0.
func (d Date) Nth(k int64) Day {
	for _, r := range d.set() {
		n := int64(r.Last) - int64(r.First) + 1
		if k < n {
			return r.First + Day(k)
		}
		k -= n
	}
	return d.First + Day(k)
}

// Common returns the days that two dates both allow, false where there are none.
func (d Date) Common(o Date) (Date, bool) {
	if d.IsZero() || o.IsZero() || d.First > o.Last || o.First > d.Last {
		return Date{}, false
	}
	var runs []DayRange
	for _, a := range d.runs() {
		for _, b := range o.runs() {
			if first, last := max(a.First, b.First), min(a.Last, b.Last); first <= last {
				runs = append(runs, DayRange{first, last})
			}
		}
	}
	if len(runs) == 0 {
		return Date{}, false
	}
	out := Date{First: runs[0].First, Last: runs[len(runs)-1].Last}
	out.EDTF = out.First.String() + "/" + out.Last.String()
	if len(runs) > 1 {
		out.Set = &runs
	}
	return out, true
}

// A BoundKind says what a span states about one of its ends.
type BoundKind uint8

const (
	// Unstated: the testimony does not say when it began or ended.
	Unstated BoundKind = iota
	// Open: said to hold still ("2014/..") or ever since before ("../2016").
	Open
	// Stated: a date is given; outside it the testimony counts as a denial.
	Stated
)

// A Bound is one end of a span.
type Bound struct {
	Kind BoundKind `json:"kind"`
	// Date is set for Stated bounds only.
	Date Date `json:"date,omitzero"`
}

// A Span is an EDTF interval, or a single date, for which a claim is said to
// hold: "2014-03?/2016", "2019/..", "/2020-01-03" (start not stated), "2019-05-14".
// The zero Span states nothing.
type Span struct {
	// EDTF is the span in canonical form, empty for the zero Span.
	EDTF  string `json:"edtf"`
	Start Bound  `json:"start"`
	End   Bound  `json:"end"`
	// Single marks a lone date: start and end are one and the same date, so
	// that a vague one ("2019-09~") is drawn once.
	Single bool `json:"single,omitempty"`
}

// IsZero reports whether the span states nothing.
func (s Span) IsZero() bool { return s.EDTF == "" }

// String returns the span in canonical EDTF.
func (s Span) String() string { return s.EDTF }

// Overlaps reports whether some day is allowed by both dates.
func (d Date) Overlaps(e Date) bool {
	for _, r := range d.runs() {
		for _, s := range e.runs() {
			if r.First <= s.Last && s.First <= r.Last {
				return true
			}
		}
	}
	return false
}

// runs are the runs of days that the date allows.
func (d Date) runs() []DayRange {
	if d.Set != nil {
		return *d.Set
	}
	return []DayRange{{d.First, d.Last}}
}
