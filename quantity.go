package underpin

import (
	"math"
	"strconv"
	"strings"
	"time"
)

// A Quantity is a number with bounds: "60000", "~60000" (about), ">60", ">=4",
// "10000000..99999999", optionally with a unit; or a date ("2014-05-02"), as the value
// of a claim can be. The zero Quantity states nothing.
type Quantity struct {
	// Text is the quantity in canonical form.
	Text string `json:"text"`
	// Low and High bound the number; they are equal where it is exact.
	// Unbounded ends are -Inf and +Inf in meaning and marked by the flags below,
	// with the field left 0.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
	// NoLow and NoHigh mark an end without a bound.
	NoLow  bool `json:"no_low,omitempty"`
	NoHigh bool `json:"no_high,omitempty"`
	// LowOpen and HighOpen mark a bound that is itself excluded (">60").
	LowOpen  bool `json:"low_open,omitempty"`
	HighOpen bool `json:"high_open,omitempty"`
	// About marks a number given as approximate.
	About bool `json:"about,omitempty"`
	// Unit is the word after the number, for example "USD" or "members".
	Unit string `json:"unit,omitempty"`
	// Date is set where the quantity is a date; Low and High are then its first and
	// last day.
	Date Date `json:"date,omitzero"`
}

// IsZero reports whether the quantity states nothing.
func (q Quantity) IsZero() bool { return q.Text == "" }

// String returns the quantity in canonical form.
func (q Quantity) String() string { return q.Text }

// Words writes the quantity as a sentence does: "about 700 million USD", "more than 60",
// "10 to 99 million", "12,345.50 EUR".
func (q Quantity) Words() string {
	var out string
	switch {
	case q.IsZero():
		return ""
	case !q.Date.IsZero():
		return FormatDate(q.Date)
	case q.NoHigh && q.LowOpen:
		out = "more than " + grouped(q.Low)
	case q.NoHigh:
		out = "at least " + grouped(q.Low)
	case q.NoLow && q.HighOpen:
		out = "less than " + grouped(q.High)
	case q.NoLow:
		out = "at most " + grouped(q.High)
	case q.Low != q.High:
		low, high := grouped(q.Low), grouped(q.High)
		if a, word, ok := strings.Cut(low, " "); ok && strings.HasSuffix(high, " "+word) {
			low = a
		}
		out = low + " to " + high
	default:
		out = grouped(q.Low)
	}
	if q.About {
		out = "about " + out
	}
	if q.Unit != "" {
		out += " " + q.Unit
	}
	return out
}

// said is the quantity as the object of a sentence, and the sentence with X and Y
// that fits it: what began on a day began in a month.
func (q Quantity) said(reads string) (object, fitting string) {
	date, ok := q.AsDate()
	switch {
	case !ok:
		return q.Words(), reads
	case !date.Vague():
		return FormatDate(date), reads
	}
	words, preposition := FormatDate(date), " in Y"
	if strings.HasPrefix(words, "between ") {
		preposition = " Y"
	}
	return words, strings.Replace(reads, " on Y", preposition, 1)
}

// grouped writes a number with its thousands set apart, and round millions as such.
func grouped(x float64) string {
	for _, scale := range []struct {
		size, step float64
		word       string
	}{{1e9, 1e5, " billion"}, {1e6, 1e4, " million"}} {
		if n := x / scale.size; abs(n) >= 1 && abs(n) < 1000 && math.Mod(x, scale.step) == 0 {
			return strconv.FormatFloat(n, 'f', -1, 64) + scale.word
		}
	}
	s := strconv.FormatFloat(x, 'f', -1, 64)
	whole, fraction, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0 && whole[i-1] != '-'; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if fraction != "" {
		whole += "." + fraction
	}
	return whole
}

// AsDate returns the date that the quantity is, and whether it is one. A whole number
// of four digits is a year.
func (q Quantity) AsDate() (Date, bool) {
	if !q.Date.IsZero() {
		return q.Date, true
	}
	year := int(q.Low)
	if len(q.Text) != 4 || q.Low != q.High || q.Text != strconv.Itoa(year) {
		return Date{}, false
	}
	return Date{EDTF: q.Text, First: DayOf(year, time.January, 1), Last: DayOf(year, time.December, 31)}, true
}

// durations are the units of time, in days.
var durations = map[string]float64{
	"day": 1, "days": 1, "week": 7, "weeks": 7,
	"month": 365.25 / 12, "months": 365.25 / 12, "year": 365.25, "years": 365.25,
}

// Overlaps reports whether some number satisfies both quantities, or some day both
// dates. Quantities of different units never overlap, but durations are compared in
// days. A quantity given as "about" is widened by a tenth on either side.
func (q Quantity) Overlaps(r Quantity) bool {
	if !q.Date.IsZero() || !r.Date.IsZero() {
		a, okA := q.AsDate()
		b, okB := r.AsDate()
		return okA && okB && a.Overlaps(b)
	}
	if q.Unit != r.Unit {
		a, b := durations[q.Unit], durations[r.Unit]
		if a == 0 || b == 0 {
			return false
		}
		q.Low, q.High, r.Low, r.High = q.Low*a, q.High*a, r.Low*b, r.High*b
	}
	return !q.below(r) && !r.below(q)
}

// below reports whether every number of q lies below every number of r.
func (q Quantity) below(r Quantity) bool {
	if q.NoHigh || r.NoLow {
		return false
	}
	high, low := q.High, r.Low
	if q.About {
		high += abs(high) / 10
	}
	if r.About {
		low -= abs(low) / 10
	}
	return high < low || high == low && (q.HighOpen || r.LowOpen)
}

func abs(x float64) float64 {
	if x < 0 {
		return -x
	}
	return x
}
