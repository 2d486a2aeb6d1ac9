package evidence

import (
	"math"

	"underpin"
)

// An extent is the asserted interval of a claim: from the first day to the last for
// which an affirmation of some strength says that it held.
type extent struct {
	any         bool
	first, last underpin.Day
	// from and to are the outermost days that its bounds allow.
	from, to underpin.Day
	// starts and ends list the outermost days of the bounds that affirmations state.
	starts, ends []underpin.Day
}

// told is the asserted interval of a claim, without what drop leaves out.
func (cl *claim) told(drop func(*chain) bool) extent {
	var e extent
	for k := range cl.says {
		s := &cl.says[k]
		if !s.affirm || s.base == 0 || drop != nil && drop(s) {
			continue
		}
		first, last := s.span.interval(cl.days)
		from, to := cl.outermost(s)
		if !e.any {
			e.any, e.first, e.last, e.from, e.to = true, first, last, from, to
		}
		e.first, e.last = min(e.first, first), max(e.last, last)
		e.from, e.to = min(e.from, from), max(e.to, to)
		if s.span.start >= 0 {
			e.starts = append(e.starts, cl.bounds[s.span.start].date.First)
		}
		if s.span.end >= 0 {
			e.ends = append(e.ends, cl.bounds[s.span.end].date.Last)
		}
	}
	return e
}

// outermost is the asserted interval of a chain with its vague bounds taken at the
// outermost day they allow.
func (cl *claim) outermost(s *chain) (from, to underpin.Day) {
	from, to = s.span.first, s.span.last
	if s.span.start >= 0 {
		from = cl.bounds[s.span.start].date.First
	}
	if s.span.end >= 0 {
		to = cl.bounds[s.span.end].date.Last
	}
	if s.span.end >= 0 && s.span.start < 0 {
		return min(from, to), to
	}
	return from, max(from, to)
}

// bears is how much a denial counts in the credence: in full where its days meet the
// asserted interval. Where they lie wholly before or after, nothing if an affirmation
// states the bound between, else what the gap leaves.
func (cl *claim) bears(denial *chain, told *extent) float64 {
	if !told.any {
		return 0
	}
	from, to := cl.outermost(denial)
	gap := 0.0
	switch {
	case to < told.from:
		for _, d := range told.starts {
			if to < d && d <= told.from {
				return 0
			}
		}
		gap = float64(told.from) - float64(to)
	case from > told.to:
		for _, d := range told.ends {
			if told.to <= d && d < from {
				return 0
			}
		}
		gap = float64(told.to) - float64(from)
	default:
		return 1
	}
	switch s := &denial.span; {
	case s.act, s.never && gap < 0:
		return 0
	case s.never:
		return 1
	default:
		return math.Exp2(-math.Abs(gap) / s.halfLife)
	}
}

// lastTold is the day on which the credence of a claim is read, by its position in the
// cell: the last of its asserted interval.
func (m *Model) lastTold(c *cell, v int, drop func(*chain) bool) underpin.Day {
	e := m.claims[c.claims[v]].told(drop)
	if !e.any {
		return underpin.MinDay
	}
	return e.last
}
