package hinge

import (
	"context"
	"math"
	"math/bits"
	"sync"
	"sync/atomic"

	"underpin/internal/conclusion"
	"underpin/internal/evidence"
)

// A solved premise is what becomes of the answer without it, in the first n worlds.
type solved struct {
	// delta is the mean change of the score, se its standard error.
	delta, se float64
	changed   int
	// values are the answers by world, for all worlds alone.
	values []conclusion.Value
}

// solve takes a premise out and answers anew the worlds among the first n in which
// anything that the conclusion sees has changed.
func (r *search) solve(ctx context.Context, ref Ref, n int) (solved, error) {
	edited, err := r.base.model.Edited(ref.edits())
	if err != nil {
		return solved{}, err
	}
	sample, _, err := edited.Resolve(ctx, r.base.sample)
	if err != nil {
		return solved{}, err
	}
	worlds, count := r.base.changed(sample, n)
	out := solved{changed: count}
	again := r.base.Values
	if count > 0 {
		if again, err = r.base.judge.Answer(ctx, sample, worlds, 1); err != nil {
			return solved{}, err
		}
	}
	r.difference(&out, worlds, again, n)
	if n >= r.base.sample.Worlds {
		out.values = make([]conclusion.Value, len(r.base.Values))
		for w := range out.values {
			if out.values[w] = r.base.Values[w]; worlds.Has(w) {
				out.values[w] = again[w]
			}
		}
	}
	return out, nil
}

// difference works out the mean change of the score over n worlds, of which those
// outside the row have none, and its standard error.
func (r *search) difference(out *solved, worlds evidence.Row, again []conclusion.Value, n int) {
	sum, squares := 0.0, 0.0
	for k, word := range worlds {
		for ; word != 0; word &= word - 1 {
			w := 64*k + bits.TrailingZeros64(word)
			d := r.base.score(again[w]) - r.base.scores[w]
			sum += d
			squares += d * d
		}
	}
	worldsInAll := float64(n)
	out.delta = sum / worldsInAll
	variance := squares/worldsInAll - out.delta*out.delta
	out.se = math.Sqrt(max(variance, 0) / worldsInAll)
}

// hinge computes one premise in all worlds.
func (r *search) hinge(ctx context.Context, ref Ref) (Hinge, error) {
	s, err := r.solve(ctx, ref, r.base.sample.Worlds)
	if err != nil {
		return Hinge{}, err
	}
	kind := r.base.judge.Kind()
	after := conclusion.Summarise(kind, s.values)
	h := Hinge{Ref: ref, Base: r.base.Summary.Value, Delta: s.delta, SE: s.se, Changed: s.changed, Flips: r.base.Summary.Flips(after)}
	h.Without = h.Base + h.Delta
	if kind == conclusion.Who {
		h.Answer = after.Who
	} else {
		h.Without = after.Value
	}
	return h, nil
}

// solveAll computes premises, several at a time.
func (r *search) solveAll(ctx context.Context, refs []Ref) ([]Hinge, error) {
	out := make([]Hinge, len(refs))
	err := r.each(ctx, len(refs), func(i int) (err error) {
		out[i], err = r.hinge(ctx, refs[i])
		return err
	})
	return out, err
}

// each calls do for 0 to n-1 on several goroutines, each with a slot of its own, so
// that their number does not matter, and reports progress. Of several errors it
// returns that of the least number.
func (r *search) each(ctx context.Context, n int, do func(i int) error) error {
	var next atomic.Int64
	var failed atomic.Bool
	var report sync.Mutex
	var group sync.WaitGroup
	faults := make([]error, n)
	r.total += n
	for range min(r.cfg.Workers, n) {
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
