package evidence

import (
	"math"
	"sync"

	"underpin"
)

// weighOptions select how the testimony of a claim is weighed.
type weighOptions struct {
	// told weighs all testimony at full strength, as for the credence; otherwise
	// the standing on day is computed.
	told bool
	day  underpin.Day
	// days are those on which the bounds of the claim fall in a world, nil for those
	// of the ledger.
	days []underpin.Day
	// drop leaves chains out, nil for none.
	drop func(*compiledChain) bool
}

// daysOf are the days on which the bounds of a claim fall.
func (how *weighOptions) daysOf(cl *compiledClaim) []underpin.Day {
	if how.days != nil {
		return how.days
	}
	return cl.days
}

// A weighing is the outcome of one reading of one claim.
type weighing struct {
	asserted        bool
	support, denial float64
	score           float64 // log-odds before rivals, prior included
}

// A weigher weighs claims. It keeps its buffers and is for one goroutine.
type weigher struct {
	pro, con setPacking
}

// weighers keeps weighers from claim to claim: their buffers were most of what asking for
// one number of one claim allocated.
var weighers = sync.Pool{New: func() any { return new(weigher) }}

// weigh reads the testimony of a claim.
func (sc *weigher) weigh(cl *compiledClaim, how *weighOptions) weighing {
	sc.pro.reset()
	sc.con.reset()
	var w weighing
	var told extent
	if how.told {
		told = cl.told(how.daysOf(cl), how.drop)
	}
	for k := range cl.says {
		s := &cl.says[k]
		if how.drop != nil && how.drop(s) {
			continue
		}
		rho, affirm, covers := 0.0, s.affirm, s.affirm && s.base > 0
		if how.told {
			rho = s.base
			if !affirm {
				rho *= cl.bears(s, &told)
			}
		} else {
			if rho, affirm, covers = cl.strength(s, how); rho > 0 {
				rho *= cl.uncut(s, how)
			}
		}
		w.asserted = w.asserted || covers
		if rho <= 0 {
			continue
		}
		if affirm {
			sc.pro.add(cl.edge(k, rho, affirm))
		} else {
			sc.con.add(cl.edge(k, rho, affirm))
		}
	}
	w.support, w.denial = sc.pro.solve(), sc.con.solve()
	w.score = cl.prior + w.support - w.denial
	return w
}

// edge is how a chain of correlation rho bears on its claim.
func (cl *compiledClaim) edge(k int, rho float64, affirm bool) edge {
	s := &cl.says[k]
	e := edge{nodes: s.nodes, group: s.groupNo, delta: s.delta, says: k}
	if affirm {
		e.l = cl.weight(rho)
	} else {
		e.l = logRatio(rho)
	}
	return e
}

// strength is rho of a chain on a day, on which side it counts, and whether it makes
// the claim asserted.
func (cl *compiledClaim) strength(s *compiledChain, how *weighOptions) (rho float64, affirm, covers bool) {
	w, covers := s.span.weight(how.day, how.daysOf(cl))
	affirm = s.affirm
	if w < 0 {
		w, affirm = -w, !affirm
	}
	return s.base * w, affirm, covers && s.affirm && s.base > 0
}

// uncut is what is left of the strength of a chain once what persists of it is cut by
// the bounds that others state, in the ledger.
func (cl *compiledClaim) uncut(s *compiledChain, how *weighOptions) float64 {
	if len(cl.bounds) == 0 {
		return 1
	}
	return 1 - cl.cut(s, how.day, how.daysOf(cl), func(k int) float64 {
		if x := &cl.says[k]; how.drop == nil || !how.drop(x) {
			return x.base
		}
		return 0
	})
}

// alternatives is n of step (10), the least number of false values that a value
// competes with.
const alternatives = 9

// weight is l of an affirmation of correlation rho. A value is one of many, so
// naming it says more than affirming a proposition: l = ln(n r / (1-r)).
func (cl *compiledClaim) weight(rho float64) float64 {
	if !cl.valued {
		return logRatio(rho)
	}
	return math.Log(float64(cl.others)) + logRatio(rho)
}

// sigmoid is the logistic function.
func sigmoid(x float64) float64 {
	if x >= 0 {
		return 1 / (1 + math.Exp(-x))
	}
	e := math.Exp(x)
	return e / (1 + e)
}

// floor is the least probability of what somebody asserts.
const floor = .01

// clip keeps a probability on the scale of words: nothing is certain.
func clip(p float64) float64 { return min(max(p, floor), 1-floor) }
