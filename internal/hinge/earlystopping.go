package hinge

import (
	"context"
	"math"

	"underpin/internal/conclusion"
)

// leastWorlds are answered before it is asked whether more must be.
const leastWorlds = 256

// costlySteps is how many ties are passed for one hinge before it counts as costly.
const costlySteps = 500_000_000

// costly reports whether answering all worlds takes long.
func (r *finder) costly() bool {
	return float64(r.base.sample.Worlds)*r.steps >= costlySteps
}

// worldsForAll is how many times the worlds of the sample are answered for all that
// is shown unasked, where that is costly.
const worldsForAll = 4

// workers says how many goroutines take premises, and how many the worlds of one:
// where answering is costly, all work on one.
func (r *finder) workers() (outer, inner int) {
	if r.costly() {
		return 1, r.cfg.Workers
	}
	return r.cfg.Workers, 1
}

// sampleUntilPrecise answers as many worlds, from the first on, as the precision asks for.
// How many that are is a matter of the answers alone.
func (r *finder) sampleUntilPrecise(ctx context.Context, a *counterfactual) (pairedDifference, error) {
	all := r.base.sample.Worlds
	precision := r.precision()
	n := all
	if precision > 0 {
		n = min(leastWorlds, all)
	}
	for {
		if err := r.extend(ctx, a, n); err != nil {
			return pairedDifference{}, err
		}
		d := r.difference(a)
		if n == all {
			return d, nil
		}
		if d = d.withPrior(r.scale()); d.se() <= precision {
			return d, nil
		}
		n = worldsNeeded(d, precision, all)
	}
}

// worldsNeeded is the number of worlds, in whole words, in which the error should come
// within the precision; all where that is most of them.
func worldsNeeded(d pairedDifference, precision float64, all int) int {
	ratio := d.se() / precision
	n := max(64*math.Ceil(d.n*ratio*ratio/64), d.n+64)
	if n > .8*float64(all) {
		return all
	}
	return int(n)
}

// precision is the sampling error that is good enough, 0 where all worlds are to be
// answered: below what is shown of a share, and small beside the spread of a number.
func (r *finder) precision() float64 {
	switch {
	case r.cfg.Precision < 0 || r.cfg.Precision == 0 && !r.costly():
		return 0
	case r.cfg.Precision > 0:
		return r.cfg.Precision
	case r.base.judge.Kind() == conclusion.Number:
		return r.scale() / 100
	}
	return .005
}

// scale is how much answers differ: by one, or as the numbers of the base do.
func (r *finder) scale() float64 {
	if r.base.judge.Kind() == conclusion.Number {
		return math.Sqrt(momentsOf(r.base.scores).variance)
	}
	return 1
}

// withPrior adds half a world in which the answer rises by the scale and half a one in
// which it falls, as Jeffreys's prior does for a share: where no answer has changed
// yet, that of the next world may.
func (d pairedDifference) withPrior(scale float64) pairedDifference {
	squares := d.n*(d.variance+d.mean*d.mean) + scale*scale
	n := d.n + 1
	d.variance = max(squares/n-d.mean*d.mean, 0)
	return d
}
