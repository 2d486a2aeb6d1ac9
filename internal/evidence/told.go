package evidence

import (
	"math"
	"slices"

	"underpin"
)

// An extent is the asserted interval of a claim: from the first day to the last for
// which an affirmation of some strength says that it held.
type extent struct {
	any         bool
	first, last underpin.Day
	// from and to are the outermost days that its bounds allow.
	from, to underpin.Day
	// begins and ends are the earliest start and the latest end that affirmations state,
	// at the outermost day they allow.
	begins, ends underpin.Day
}

// told is the asserted interval of a claim, given the days on which its bounds fall,
// without what drop leaves out.
func (cl *compiledClaim) told(days []underpin.Day, drop func(*compiledChain) bool) extent {
	e := extent{begins: underpin.MaxDay, ends: underpin.MinDay}
	for k := range cl.says {
		s := &cl.says[k]
		if !s.affirm || s.base == 0 || drop != nil && drop(s) {
			continue
		}
		first, last := s.span.interval(days)
		from, to := cl.outermost(s)
		if !e.any {
			e.any, e.first, e.last, e.from, e.to = true, first, last, from, to
		}
		e.first, e.last = min(e.first, first), max(e.last, last)
		e.from, e.to = min(e.from, from), max(e.to, to)
		if s.span.start >= 0 {
			e.begins = min(e.begins, cl.bounds[s.span.start].date.First)
		}
		if s.span.end >= 0 {
			e.ends = max(e.ends, cl.bounds[s.span.end].date.Last)
		}
	}
	return e
}

// outermost is the asserted interval of a chain with its vague bounds taken at the
// outermost day they allow.
func (cl *compiledClaim) outermost(s *compiledChain) (from, to underpin.Day) {
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
func (cl *compiledClaim) bears(denial *compiledChain, told *extent) float64 {
	if !told.any {
		return 0
	}
	if denial.span.timeless {
		return 1
	}
	from, to := cl.outermost(denial)
	gap := 0.0
	switch {
	case to < told.from:
		if to < told.begins && told.begins <= told.from {
			return 0
		}
		gap = float64(told.from) - float64(to)
	case from > told.to:
		if told.to <= told.ends && told.ends < from {
			return 0
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
// rival set: the last of its asserted interval on which its own testimony, spans counted
// and rivals left aside, is at least even; the last of all where there is none.
func (m *Model) lastTold(sc *weigher, c *rivalSet, v int, how *weighOptions) underpin.Day {
	cl := m.claims[c.claims[v]]
	e := cl.told(how.daysOf(cl), how.drop)
	if !e.any {
		return underpin.MinDay
	}
	if len(c.claims) == 1 {
		return e.last
	}
	own := *how
	own.told = false
	even := func(d underpin.Day) bool {
		own.day = d
		return sc.weigh(cl, &own).score >= 0
	}
	if even(e.last) {
		return e.last
	}
	for _, run := range cl.runs(how.daysOf(cl), e) {
		if d, ok := cl.latestEven(sc, &own, run); ok {
			return d
		}
	}
	return e.last
}

// latestEven finds the last day of a run on which the testimony of a claim is at least
// even. Within a run the strength of each chain rises or falls all the way, so that
// what it comes to at its better end bounds all between (branch and bound).
func (cl *compiledClaim) latestEven(sc *weigher, how *weighOptions, run underpin.DayRange) (underpin.Day, bool) {
	const rounding = 1e-9
	if cl.mostBetween(sc, how, run) < -rounding {
		return 0, false
	}
	if run.First == run.Last {
		how.day = run.First
		return run.First, sc.weigh(cl, how).score >= 0
	}
	middle := run.First + (run.Last-run.First)/2
	if d, ok := cl.latestEven(sc, how, underpin.DayRange{First: middle + 1, Last: run.Last}); ok {
		return d, true
	}
	return cl.latestEven(sc, how, underpin.DayRange{First: run.First, Last: middle})
}

// mostBetween bounds the log-odds of a claim from above on the days of a run.
func (cl *compiledClaim) mostBetween(sc *weigher, how *weighOptions, run underpin.DayRange) float64 {
	sc.pro.reset()
	sc.con.reset()
	for k := range cl.says {
		s := &cl.says[k]
		if how.drop != nil && how.drop(s) {
			continue
		}
		how.day = run.First
		rho, affirm, _ := cl.strength(s, how)
		rho *= cl.uncut(s, how)
		how.day = run.Last
		other, _, _ := cl.strength(s, how)
		other *= cl.uncut(s, how)
		switch {
		case affirm:
			if rho = max(rho, other); rho > 0 {
				sc.pro.add(cl.edge(k, rho, true))
			}
		default:
			if rho = min(rho, other); rho > 0 {
				sc.con.add(cl.edge(k, rho, false))
			}
		}
	}
	return cl.prior + sc.pro.solve() - sc.con.solve()
}

// runs parts the asserted interval at the days on which some testimony begins or ends
// to speak, the last first; what lies before all of these is one day.
func (cl *compiledClaim) runs(days []underpin.Day, e extent) []underpin.DayRange {
	cuts := []underpin.Day{e.last + 1}
	cut := func(d underpin.Day) {
		if d > e.first && d <= e.last && !slices.Contains(cuts, d) {
			cuts = append(cuts, d)
		}
	}
	for k := range cl.says {
		first, last := cl.says[k].span.interval(days)
		for _, d := range []underpin.Day{first, last} {
			cut(d)
			if d < e.last {
				cut(d + 1)
			}
		}
	}
	slices.Sort(cuts)
	if e.first > underpin.MinDay {
		cuts = slices.Insert(cuts, 0, e.first)
	} else {
		cuts = slices.Insert(cuts, 0, cuts[0]-1)
	}
	var out []underpin.DayRange
	for k := len(cuts) - 1; k > 0; k-- {
		if cuts[k-1] < cuts[k] {
			out = append(out, underpin.DayRange{First: cuts[k-1], Last: cuts[k] - 1})
		}
	}
	return out
}
