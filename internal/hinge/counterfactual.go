package hinge

import (
	"context"
	"math"
	"sync"
	"sync/atomic"

	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// A counterfactual is the answers without a premise in the first worlds, beside which
// those of the base stand.
type counterfactual struct {
	sample *evidence.Sample
	// may are the worlds in which the answer may be another one.
	may    worldset.Set
	values []conclusion.Value
}

// in is the counterfactual in the first n of the worlds that were answered.
func (a *counterfactual) in(n int) *counterfactual {
	return &counterfactual{a.sample, a.may, a.values[:n]}
}

// changed counts the worlds that were answered anew.
func (a *counterfactual) changed() int {
	n := 0
	for w := range a.values {
		if a.may.Has(w) {
			n++
		}
	}
	return n
}

// without takes a premise out. No world is answered yet, unless it was taken out before.
func (r *finder) without(ctx context.Context, ref Ref) (*counterfactual, error) {
	if a := r.base.kept.take(ref); a != nil {
		return a, nil
	}
	edited, err := r.base.model.Edited(ref.edits())
	if err != nil {
		return nil, err
	}
	sample, err := edited.ResolveSeen(ctx, r.base.sample, r.base.judge.Sees)
	if err != nil {
		return nil, err
	}
	return &counterfactual{sample: sample, may: r.base.changed(sample)}, nil
}

// extend goes on to the first n worlds, answering anew those in which anything that
// the conclusion sees has changed.
func (r *finder) extend(ctx context.Context, a *counterfactual, n int) error {
	worlds, from := worldset.New(a.sample.Worlds), len(a.values)
	for w := from; w < n; w++ {
		if a.may.Has(w) {
			worlds.Add(w)
		}
	}
	again := r.base.Values
	if worlds.Any() {
		_, inner := r.workers()
		var err error
		if again, err = r.base.judge.Answer(ctx, a.sample, worlds, inner); err != nil {
			return err
		}
	}
	for w := from; w < n; w++ {
		if a.may.Has(w) {
			a.values = append(a.values, again[w])
		} else {
			a.values = append(a.values, r.base.Values[w])
		}
	}
	return nil
}

// A pairedDifference is how the score changes, over n worlds paired one by one.
type pairedDifference struct{ n, mean, variance float64 }

func (d pairedDifference) se() float64 { return math.Sqrt(d.variance / d.n) }

// difference sums up in the order of the worlds.
func (r *finder) difference(a *counterfactual) pairedDifference {
	n, sum, squares := float64(len(a.values)), 0.0, 0.0
	for w := range a.values {
		if a.may.Has(w) {
			d := r.base.score(a.values[w]) - r.base.scores[w]
			sum += d
			squares += d * d
		}
	}
	mean := sum / n
	return pairedDifference{n, mean, max(squares/n-mean*mean, 0)}
}

// hinge computes one premise.
func (r *finder) hinge(ctx context.Context, ref Ref) (Hinge, error) {
	a, err := r.without(ctx, ref)
	if err != nil {
		return Hinge{}, err
	}
	n, d, err := r.sampleEnough(ctx, a)
	if err != nil {
		return Hinge{}, err
	}
	r.base.kept.put(ref, a, math.Abs(d.mean))
	a = a.in(n)
	kind, base := r.base.judge.Kind(), r.base.Summary
	after := conclusion.Summarise(kind, a.values)
	sampled := after.Sampled
	if n < len(r.base.Values) {
		after = base.Moved(conclusion.Summarise(kind, r.base.Values[:n]), after)
	}
	h := Hinge{Ref: ref, Base: base.Value, Delta: d.mean, SE: d.se(), Worlds: n, Changed: a.changed(), Sampled: sampled, Flips: base.Flips(after)}
	h.Without = h.Base + h.Delta
	if kind == conclusion.Who {
		h.Answer = after.Who
	} else {
		h.Without = after.Value
	}
	return h, nil
}

// solveAll computes premises in their order: the named, and the others, where that is
// costly, as far as it goes.
func (r *finder) solveAll(ctx context.Context, refs []Ref) ([]Hinge, error) {
	out, solved := make([]Hinge, len(refs)), make([]bool, len(refs))
	answered, enough := 0, worldsForAll*r.base.sample.Worlds
	err := r.each(ctx, len(refs), func(i int) (err error) {
		if r.costly() { // then one comes after the other
			if i >= r.named && answered >= enough {
				return nil
			}
			defer func() { answered += out[i].Changed }()
		}
		out[i], err = r.hinge(ctx, refs[i])
		solved[i] = true
		return err
	})
	kept := out[:0]
	for i, h := range out {
		if solved[i] {
			kept = append(kept, h)
		}
	}
	return kept, err
}

// each calls do for 0 to n-1 on several goroutines, each with a slot of its own, so
// that their number does not matter, and reports progress. Of several errors it
// returns that of the least number.
func (r *finder) each(ctx context.Context, n int, do func(i int) error) error {
	var next atomic.Int64
	var failed atomic.Bool
	var report sync.Mutex
	var group sync.WaitGroup
	faults := make([]error, n)
	r.total += n
	outer, _ := r.workers()
	for range min(outer, n) {
		group.Go(func() {
			for ctx.Err() == nil && !failed.Load() {
				i := int(next.Add(1)) - 1
				if i >= n {
					return
				}
				if faults[i] = do(i); faults[i] != nil {
					failed.Store(true)
				}
				report.Lock()
				r.done++
				if r.cfg.Progress != nil {
					r.cfg.Progress(r.done, r.total)
				}
				report.Unlock()
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for _, err := range faults {
		if err != nil {
			return err
		}
	}
	return nil
}
