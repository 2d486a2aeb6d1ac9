package desk

import (
	"context"
	"iter"
	"math"
)

// An Answer is what a question comes to in the first of its worlds, or in all.
type Answer[T any] struct {
	Value T
	// Worlds is the number of worlds it comes from, Of that of all.
	Worlds, Of int
	// SE bounds the sampling error of every share of worlds in it: that of one half.
	SE float64
}

// Final reports whether it comes from all worlds.
func (a Answer[T]) Final() bool { return a.Worlds == a.Of }

// The first answer comes from firstWorlds, each better one from betterBy times as many.
// A world costs about the same in each, so that all but the last together cost a small
// part of it.
const firstWorlds, betterBy = 64, 16

// firstSearches is how many searches a world a costly measure takes in an answer that is
// not the last, unless more or all were asked for: the few worlds err by more than the
// sources left out.
const firstSearches = 256

// Answers asks a question first in the first worlds of the query and then in more of them
// until it has been asked in all: an answer now and a better one later. The worlds are the
// same ones, so that the final answer is to the bit that of the question asked once,
// whatever came before. Who has seen enough, because the error is below what is shown,
// stops; an error, as when the context ends, ends it too.
//
//	for a, err := range desk.Answers(ctx, q, func(ctx context.Context, q desk.Query) (*desk.Shock, error) {
//		return d.Shock(ctx, q, nil)
//	}) { … }
func Answers[T any](ctx context.Context, q Query, ask func(context.Context, Query) (T, error)) iter.Seq2[Answer[T], error] {
	return func(yield func(Answer[T], error) bool) {
		all := q.withDefaults().Worlds
		final := q
		for _, worlds := range stepsTo(all) {
			q := final
			if q.Worlds = worlds; worlds < all && q.Budget == 0 {
				q.Budget = firstSearches * worlds
			}
			value, err := ask(ctx, q)
			if !yield(Answer[T]{value, worlds, all, halfError(worlds)}, err) || err != nil {
				return
			}
		}
	}
}

// halfError is the sampling error of a share of one half, the greatest that a share has.
func halfError(worlds int) float64 { return .5 / math.Sqrt(float64(worlds)) }

// stepsTo lists in how many worlds a question is asked, the last in all.
func stepsTo(all int) (steps []int) {
	for worlds := firstWorlds; worlds <= all/4; worlds *= betterBy {
		steps = append(steps, worlds)
	}
	return append(steps, all)
}
