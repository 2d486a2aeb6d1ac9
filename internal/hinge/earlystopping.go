package hinge

import (
	"context"
	"math"
	"slices"

	"underpin/internal/conclusion"
	"underpin/internal/worldset"
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

// sampleEnough answers as many worlds, from the first on, as are needed, and returns how
// many, with how the score changes in them. That is a matter of the answers alone.
func (r *finder) sampleEnough(ctx context.Context, a *counterfactual) (n int, d pairedDifference, err error) {
	precision := r.precision()
	switch {
	case precision > 0:
		return r.sampleUntilPrecise(ctx, a, precision)
	case r.cfg.Flipping && r.base.judge.Kind() != conclusion.Number:
		n, err = r.sampleUntilExcluded(ctx, a)
	default:
		n = r.base.sample.Worlds
		err = r.extend(ctx, a, n)
	}
	if err != nil {
		return 0, d, err
	}
	return n, r.difference(a.in(n)), nil
}

// sampleUntilPrecise answers as many worlds as the precision asks for.
func (r *finder) sampleUntilPrecise(ctx context.Context, a *counterfactual, precision float64) (int, pairedDifference, error) {
	all := r.base.sample.Worlds
	for n := min(leastWorlds, all); ; {
		if err := r.extend(ctx, a, n); err != nil {
			return 0, pairedDifference{}, err
		}
		d := r.difference(a.in(n))
		if n == all {
			return n, d, nil
		}
		if d = d.withPrior(r.scale()); d.se() <= precision {
			return n, d, nil
		}
		n = worldsNeeded(d, precision, all)
	}
}

// sampleUntilExcluded answers worlds until the answer cannot be another one whatever that of
// the others is; all where it never is excluded.
func (r *finder) sampleUntilExcluded(ctx context.Context, a *counterfactual) (int, error) {
	all := r.base.sample.Worlds
	for n := 0; ; {
		n = r.excludedAt(a.in(n))
		if err := r.extend(ctx, a, n); err != nil || n == all || !r.mayFlip(a.in(n)) {
			return n, err
		}
	}
}

// excludedAt is the number of worlds, in whole words beyond those answered, by which it is
// excluded that the answer is another one, if no answer changes any more; all where it is not.
func (r *finder) excludedAt(a *counterfactual) int {
	all, n := len(r.base.Values), len(a.values)
	for ; n < all; n = min(n+worldset.Lanes, all) {
		as := &counterfactual{a.sample, a.may, slices.Concat(a.values, r.base.Values[len(a.values):n])}
		if !r.mayFlip(as) {
			break
		}
	}
	return n
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
