package evidence

import (
	"math"

	"underpin"
)

// daysPerYear turns half-lives in years into days.
const daysPerYear = 365.25

// A place says where a date lies with respect to a stated bound.
type place int8

const (
	inside place = iota
	before
	after
)

// A span is when a testimony says its claim held, and how that fades.
type span struct {
	// first and last bound the asserted interval where no bound is stated.
	first, last underpin.Day
	// start and end are the stated bounds, nil where there is none.
	start, end *underpin.Date
	single     bool
	// halfLife in days; never and act mark the two special cases.
	halfLife   float64
	never, act bool
	affirm     bool
	// always marks a denial that names no time: it denies the claim as told.
	always bool
}

// compileSpan works out the asserted interval: from the stated start, else the
// first day the words place it, to the stated end, else the last such day.
func (m *Model) compileSpan(t *underpin.Testimony, r *underpin.Relation) span {
	s := span{
		halfLife: r.HalfLife.Years * daysPerYear, never: r.HalfLife.Never, act: r.Act(),
		affirm: t.Polarity == underpin.Affirm, single: t.Held.Single,
	}
	placed, said := m.placed(t)
	s.first, s.last = placed.First, placed.Last
	if placed.IsZero() {
		s.first, s.last = underpin.MinDay, underpin.MaxDay
	}
	s.always = !s.affirm && t.Held.IsZero() && (s.act || s.never || t.Attested.IsZero() && said.IsZero())
	switch t.Held.Start.Kind {
	case underpin.Stated:
		s.start = &t.Held.Start.Date
		s.first = s.start.Middle()
	case underpin.Open:
		s.first = underpin.MinDay
	}
	switch t.Held.End.Kind {
	case underpin.Stated:
		s.end = &t.Held.End.Date
		s.last = s.end.Middle()
	case underpin.Open:
		if !said.IsZero() {
			s.last = max(s.last, said.Last)
		}
	}
	if s.end != nil && s.start == nil {
		s.first = min(s.first, s.last)
	} else {
		s.last = max(s.first, s.last)
	}
	return s
}

// placed returns when the words of a testimony place the matter, and when it was
// said: by default when its document came out, else when we learned it.
func (m *Model) placed(t *underpin.Testimony) (placed, said underpin.Date) {
	said = t.Said
	if e := m.x.Encounters[t.Encounter]; said.IsZero() && e != nil {
		said = e.Date
	}
	if said.IsZero() {
		said = m.x.Sources[t.Source].Published
	}
	if said.IsZero() {
		said = t.Learned
	}
	placed = t.Attested
	if placed.IsZero() {
		placed = said
	}
	if placed.IsZero() && t.Recorded != 0 {
		placed = underpin.Date{EDTF: t.Recorded.String(), First: t.Recorded, Last: t.Recorded}
	}
	return placed, said
}

// at tells where a date lies, given the days on which the stated bounds fall.
func (s *span) at(d, start, end underpin.Day) place {
	if s.single {
		end = start
	}
	switch {
	case s.start != nil && d < start:
		return before
	case s.end != nil && d > max(end, start):
		return after
	}
	return inside
}

// middle tells where a date lies when vague bounds take their middle day.
func (s *span) middle(d underpin.Day) place {
	start, end := underpin.MinDay, underpin.MaxDay
	if s.start != nil {
		start = s.start.Middle()
	}
	if s.end != nil {
		end = s.end.Middle()
	}
	return s.at(d, start, end)
}

// weight is what is left of a testimony's strength on a date: 1 within its
// asserted interval, less as it fades, and -1 where it says that the claim did
// not hold. covers reports whether an affirmation of it makes the claim asserted.
func (s *span) weight(d underpin.Day, p place) (w float64, covers bool) {
	if s.always {
		return 1, false
	}
	if p != inside {
		if s.affirm && !s.act && !s.never {
			return -1, false
		}
		if s.affirm && s.never && p == after {
			return -1, false
		}
		return 0, false
	}
	gap := s.gap(d)
	switch {
	case gap == 0:
		return 1, true
	case s.act:
		return 0, false
	case s.never:
		if d > s.first {
			return 1, true
		}
		return 0, false
	}
	w = math.Exp2(-gap / s.halfLife)
	return w, gap <= 2*s.halfLife
}

// gap is the number of days between a date and the asserted interval, counting
// only ends that are not stated.
func (s *span) gap(d underpin.Day) float64 {
	switch {
	case s.start == nil && d < s.first:
		return float64(s.first) - float64(d)
	case s.end == nil && d > s.last:
		return float64(d) - float64(s.last)
	}
	return 0
}

// overlaps reports whether two asserted intervals have a day in common.
func (s *span) overlaps(o *span) bool {
	return s.always || o.always || s.first <= o.last && o.first <= s.last
}
