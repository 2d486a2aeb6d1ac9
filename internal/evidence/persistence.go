package evidence

import "underpin"

// An affirmation without a stated end speaks for later days only by persistence: it
// has heard of no change. A later word on the bound beats that. Where an affirmation
// that was said on or after a bound states it, what persists across the bound weighs
// only 1 - rho of its own, rho the greatest correlation among those that state one
// between. A bound that was stated before it came is a plan: it denies, but cuts no
// persistence.

// cut is the greatest rho with which a bound is stated between what a chain asserts
// and the day, 0 where none is; rho says that of each of the claim's chains, and is 0
// for those that do not speak.
func (cl *compiledClaim) cut(s *compiledChain, d underpin.Day, days []underpin.Day, rho func(k int) float64) float64 {
	gap := s.span.gap(d, days)
	if gap == 0 {
		return 0
	}
	first, last := s.span.interval(days)
	most := 0.0
	for k := range cl.says {
		x := &cl.says[k]
		if x.affirm && x.span.affirm && x.base > 0 && cl.between(s, x, d, first, last, gap > 0, days) {
			most = max(most, rho(k))
		}
	}
	return most
}

// between reports whether a chain states a bound between the days from first to last,
// which another asserts, and a later or an earlier day. What persists of a denial is
// cut by either bound.
func (cl *compiledClaim) between(s, x *compiledChain, d, first, last underpin.Day, later bool, days []underpin.Day) bool {
	if b := x.span.start; b >= 0 && (!later || !s.affirm) {
		if begin := days[b]; x.span.said >= begin && (later && last < begin && begin <= d || !later && d < begin && begin <= first) {
			return true
		}
	}
	if b := x.span.end; b >= 0 && (later || !s.affirm) {
		finish := days[b]
		return x.span.said >= finish && (later && last <= finish && finish < d || !later && d <= finish && finish < first)
	}
	return false
}
