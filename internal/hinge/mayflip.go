package hinge

import (
	"math"

	"underpin"
	"underpin/internal/conclusion"
)

// surely is how many standard errors a change is taken to lie within where it is not
// known by the worlds themselves.
const surely = 4

// mayFlip reports whether the answer may be another one without a premise that was taken
// out in the first worlds: of the others it is known in which the answer cannot have
// changed. Of a number, whose answers have no bound, what the first worlds say decides.
func (r *finder) mayFlip(a *counterfactual) bool {
	switch r.base.judge.Kind() {
	case conclusion.Boolean:
		return r.mayTurn(a)
	case conclusion.Who:
		return r.mayPass(a)
	}
	d := r.difference(a).withPrior(r.scale())
	return a.may.Any() && r.mayLeave(d.mean, d.se())
}

// mayTurn is mayFlip for yes or no.
func (r *finder) mayTurn(a *counterfactual) bool {
	least, most := 0.0, 0.0
	for w, v := range r.base.Values {
		switch {
		case w < len(a.values):
			least, most = least+a.values[w].Number, most+a.values[w].Number
		case a.may.Has(w):
			most++
		default:
			least, most = least+v.Number, most+v.Number
		}
	}
	n := float64(len(r.base.Values))
	if r.base.Summary.Value > .5 {
		return least/n <= .5
	}
	return most/n > .5
}

// mayPass is mayFlip for who: whether another may come to as many worlds.
func (r *finder) mayPass(a *counterfactual) bool {
	count, open := map[underpin.EntityID]int{}, 0
	for w, v := range r.base.Values {
		switch {
		case w < len(a.values):
			count[a.values[w].Who]++
		case a.may.Has(w):
			open++
		default:
			count[v.Who]++
		}
	}
	best := 0
	for who, n := range count {
		if who != r.base.Summary.Who {
			best = max(best, n)
		}
	}
	return best+open >= count[r.base.Summary.Who]
}

// mayLeave reports whether an answer that is changed by about so much may be another one.
func (r *finder) mayLeave(delta, se float64) bool {
	s := r.base.Summary
	change := math.Abs(delta) + surely*se
	switch s.Kind {
	case conclusion.Boolean:
		return change >= math.Abs(s.Value-.5)
	case conclusion.Who:
		second := 0.0
		for _, x := range s.Shares {
			if x.Who != s.Who {
				second = max(second, x.Share)
			}
		}
		return 2*change >= s.Value-second
	}
	return change >= min(s.High-s.Value, s.Value-s.Low)
}
