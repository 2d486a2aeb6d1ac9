package desk

import (
	"math"
	"slices"
	"strings"

	"underpin"
)

// unsure reports whether a date is marked as uncertain or approximate.
func unsure(d underpin.Date) bool { return strings.ContainsAny(d.EDTF, "?~%") }

// A bandShape gathers when a claim is said to hold.
type bandShape struct {
	scale underpin.DayRange
	any   bool
	// first and last are the outermost days told; start is the date of the earliest
	// beginning and finish that of the latest end, zero where that is not stated.
	first, last   underpin.Day
	start, finish underpin.Date
	// begins and ends are all that are stated, cuts the days on which one may lie.
	begins, ends []underpin.Date
	cuts         []underpin.Day
}

func newBand(scale underpin.DayRange) *bandShape {
	return &bandShape{scale: scale, first: underpin.MaxDay, last: underpin.MinDay}
}

// hear takes in when a testimony says that the claim holds; placed is where its words
// place the matter.
func (b *bandShape) hear(t *underpin.Testimony, placed underpin.Date) {
	from, to := placed, placed
	if t.Held.Start.Kind == underpin.Stated {
		from = t.Held.Start.Date
		b.begins = append(b.begins, from)
	}
	if t.Held.End.Kind == underpin.Stated {
		to = t.Held.End.Date
		b.ends = append(b.ends, to)
	}
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	if from.IsZero() {
		return
	}
	b.any = true
	b.cuts = append(b.cuts, from.First, from.Last, to.First, to.Last)
	if from.First < b.first {
		b.first, b.start = from.First, underpin.Date{}
		if t.Held.Start.Kind == underpin.Stated {
			b.start = from
		}
	}
	if to.Last > b.last {
		b.last, b.finish = to.Last, underpin.Date{}
		if t.Held.End.Kind == underpin.Stated {
			b.finish = to
		}
	}
}

// settle takes of the earliest beginnings that can be the same the one that is told most
// exactly, and so of the latest ends.
func (b *bandShape) settle() {
	if !b.start.IsZero() {
		b.start = finest(b.start, b.begins)
		b.first = b.start.First
	}
	if !b.finish.IsZero() {
		b.finish = finest(b.finish, b.ends)
		b.last = b.finish.Last
	}
}

// finest is the date of fewest days among those that can be the same as one.
func finest(of underpin.Date, dates []underpin.Date) underpin.Date {
	out := of
	for _, d := range dates {
		if d.Overlaps(of) && d.Days() < out.Days() {
			out = d
		}
	}
	return out
}

// uncertain reports whether the beginning or the end is marked as one that may be wrong.
func (b *bandShape) uncertain() bool { return strings.ContainsAny(b.start.EDTF+b.finish.EDTF, "?%") }

// fades is at how many days between the last word and the end of the scale a band that
// fades is looked at.
const fades = 6

// outline draws the band, given the standing on a day.
func (b *bandShape) outline(standing func(underpin.Day) float64) []LanePoint {
	if !b.any {
		b.first, b.last = b.scale.First, b.scale.Last
	}
	inner := underpin.DayRange{First: b.first, Last: b.last}
	if !b.start.IsZero() {
		inner.First = b.start.Last
	}
	ends := !b.finish.IsZero() && standing(b.finish.Last+1) < leastStanding
	if ends {
		inner.Last = b.finish.First
	}
	if inner.First > inner.Last { // the two ends are told less exactly than what lies between
		middle := inner.Last + (inner.First-inner.Last)/2
		inner.First, inner.Last = middle, middle
	}
	days := b.days(inner, ends)
	heights := make([]float64, len(days))
	most := 0.0
	for k, d := range days {
		heights[k] = standing(min(max(d, inner.First), b.until(inner, ends)))
		if b.start.IsZero() && d < inner.First {
			heights[k] = standing(d)
		}
		most = max(most, heights[k])
	}
	out := make([]LanePoint, 0, len(days))
	for k, d := range days {
		h := heights[k] * b.ramp(d, inner, ends)
		if most > 0 {
			h /= most
		}
		out = append(out, LanePoint{d.String(), math.Round(1000*h) / 1000})
	}
	return trimmed(out)
}

// leastStanding is what is drawn of a band at least.
const leastStanding = .01

// until is the last day on which the standing is asked for.
func (b *bandShape) until(inner underpin.DayRange, ends bool) underpin.Day {
	if ends {
		return inner.Last
	}
	return b.scale.Last
}

// ramp is the share of a band that is left on a day by what is not certain of its ends:
// straight over the days that they allow.
func (b *bandShape) ramp(d underpin.Day, inner underpin.DayRange, ends bool) float64 {
	switch {
	case !b.start.IsZero() && d < inner.First:
		return float64(d-b.start.First) / float64(inner.First-b.start.First)
	case ends && d > inner.Last:
		return float64(b.finish.Last-d) / float64(b.finish.Last-inner.Last)
	}
	return 1
}

// days lists the days on which the outline is looked at, in order.
func (b *bandShape) days(inner underpin.DayRange, ends bool) []underpin.Day {
	from, to := b.scale.First, b.scale.Last
	if !b.start.IsZero() {
		from = max(from, b.start.First)
	}
	if ends {
		to = min(to, b.finish.Last)
	}
	days := []underpin.Day{from, to, inner.First, inner.Last}
	for _, d := range b.cuts {
		days = append(days, d-1, d, d+1)
	}
	step := func(a, z underpin.Day) {
		for k := range underpin.Day(fades) {
			days = append(days, a+(z-a)*k/fades)
		}
	}
	if b.start.IsZero() && b.any {
		step(from, max(from, b.first))
	}
	if !ends && b.any {
		step(min(b.last, to), to)
	}
	days = slices.DeleteFunc(days, func(d underpin.Day) bool {
		return d < from || d > to || !b.start.IsZero() && d > b.start.First && d < inner.First || ends && d > inner.Last && d < b.finish.Last
	})
	slices.Sort(days)
	return slices.Compact(days)
}

// trimmed leaves out what a band does not need: nothing before and after it, and no point
// between two of its own height.
func trimmed(points []LanePoint) []LanePoint {
	shown := func(p LanePoint) bool { return p.Height >= leastStanding }
	first := slices.IndexFunc(points, shown)
	if first < 0 {
		return []LanePoint{}
	}
	last := len(points) - 1
	for !shown(points[last]) {
		last--
	}
	points = points[max(0, first-1):min(len(points), last+2)]
	out := []LanePoint{points[0]}
	for k := 1; k < len(points)-1; k++ {
		if points[k].Height != points[k-1].Height || points[k].Height != points[k+1].Height {
			out = append(out, points[k])
		}
	}
	if len(points) > 1 {
		out = append(out, points[len(points)-1])
	}
	return out
}
