package evidence

import (
	"math"

	"underpin"
)

// daysPerYear turns half-lives in years into days.
const daysPerYear = 365.25

// A phase says where a date lies with respect to a stated bound.
type phase int8

const (
	inside phase = iota
	before
	after
)

// An assertedSpan is when a testimony says its claim held, and how that fades.
type assertedSpan struct {
	// first and last are the days at which its words place it, or since when and
	// until when it is said to hold where that is left open.
	first, last underpin.Day
	// start and end are the stated bounds, by their number in the claim; none where
	// nothing is stated.
	start, end int
	// said is the day on which it was said, [underpin.MaxDay] where nobody knows.
	said underpin.Day
	// halfLife in days; never and act mark the two special cases.
	halfLife   float64
	never, act bool
	// timeless: it speaks for every day alike, whenever it was said.
	timeless bool
	affirm   bool
}

// none is the number of a bound that is not stated.
const none = -1

// compileSpan works out when a chain says that the claim held. Told as a denial, and
// not turned round, it reaches back over all days where no time is named: up to the
// day it was said, or to its stated end.
func (cl *compiledClaim) compileSpan(m *Model, s *compiledChain) assertedSpan {
	t := s.Dated()
	traits := cl.r.Class.Traits()
	out := assertedSpan{
		timeless: traits.Identity || traits.Value && cl.r.HalfLife.Never && t.Held.IsZero(),
		halfLife: cl.r.HalfLife.Years * daysPerYear, never: cl.r.HalfLife.Never, act: cl.r.Act(),
		affirm: t.Polarity == underpin.Affirm, start: none, end: none, said: underpin.MaxDay,
	}
	placed, said := m.x.Placed(t)
	if !said.IsZero() {
		out.said = said.Last
	}
	out.first, out.last = placed.First, placed.Last
	if placed.IsZero() {
		out.first, out.last = underpin.MinDay, underpin.MaxDay
	}
	denies := !out.affirm && !s.affirm
	if denies && t.Held.IsZero() && t.Attested.IsZero() {
		out.first, out.last = underpin.MinDay, out.said
	}
	if denies && t.Held.Start.Kind == underpin.Unstated && t.Held.End.Kind == underpin.Stated {
		out.first = underpin.MinDay
	}
	if t.Held.Start.Kind == underpin.Open {
		out.first = underpin.MinDay
	}
	if t.Held.End.Kind == underpin.Open && !said.IsZero() {
		out.last = max(out.last, said.Last)
	}
	out.start, out.end = cl.boundsOf(t.Held)
	return out
}

// SaidOn returns when a testimony was said: on its own date, at its encounter, when its
// document came out, else when we learned it; zero where nobody knows.
func (m *Model) SaidOn(t *underpin.Testimony) underpin.Date {
	_, said := m.x.Placed(t)
	return said
}

// interval is the asserted interval, given the days on which the bounds of the claim
// fall: from the stated start, else the first day at which the words place it, to the
// stated end, else the last such day.
func (s *assertedSpan) interval(days []underpin.Day) (first, last underpin.Day) {
	first, last = s.first, s.last
	if s.start >= 0 {
		first = days[s.start]
	}
	if s.end >= 0 {
		last = days[s.end]
	}
	if s.end >= 0 && s.start < 0 {
		return min(first, last), last
	}
	return first, max(first, last)
}

// at tells where a date lies, given the days on which the bounds of the claim fall.
func (s *assertedSpan) at(d underpin.Day, days []underpin.Day) phase {
	start := underpin.MinDay
	if s.start >= 0 {
		if start = days[s.start]; d < start {
			return before
		}
	}
	if s.end >= 0 && d > max(days[s.end], start) {
		return after
	}
	if s.end >= 0 && days[s.end] == start-1 {
		return after // who stands between two handovers of one day holds on no day
	}
	return inside
}

// weight is what is left of a testimony's strength on a date: 1 within its
// asserted interval, less as it fades, and -1 where it says that the claim did
// not hold. covers reports whether an affirmation of it makes the claim asserted.
func (s *assertedSpan) weight(d underpin.Day, days []underpin.Day) (w float64, covers bool) {
	if s.timeless {
		return 1, true
	}
	if p := s.at(d, days); p != inside {
		if s.affirm && !s.act && (!s.never || p == after) {
			return -1, false
		}
		return 0, false
	}
	gap := s.gap(d, days)
	switch {
	case gap == 0:
		return 1, true
	case s.act:
		return 0, false
	case s.never:
		if gap > 0 {
			return 1, true
		}
		return 0, false
	}
	w = math.Exp2(-math.Abs(gap) / s.halfLife)
	return w, math.Abs(gap) <= 2*s.halfLife
}

// gap is the number of days between a date and the asserted interval, counting
// only ends that are not stated; it is negative before the interval.
func (s *assertedSpan) gap(d underpin.Day, days []underpin.Day) float64 {
	first, last := s.interval(days)
	switch {
	case s.start < 0 && d < first:
		return float64(d) - float64(first)
	case s.end < 0 && d > last:
		return float64(d) - float64(last)
	}
	return 0
}
