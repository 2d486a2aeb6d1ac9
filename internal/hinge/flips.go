package hinge

import (
	"context"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// Flips reports whether the answer of a conclusion in another sample than that of the
// base flips. For yes or no and for who no more worlds are answered than decide that;
// a loss of what is not there in that sample changes nothing.
func Flips(ctx context.Context, base conclusion.Summary, s *evidence.Sample, j Judge, workers int) (bool, error) {
	if j.Kind() == conclusion.Number || s.Worlds == 0 {
		values, err := j.Answer(ctx, s, nil, workers)
		return base.Flips(conclusion.Summarise(j.Kind(), values)), err
	}
	var answered []conclusion.Value
	// Where nearly all worlds agree, hardly more than half of them decide.
	for _, share := range []float64{9. / 16, 3. / 4, 1} {
		worlds, until := worldset.New(s.Worlds), int(share*float64(s.Worlds))
		for w := len(answered); w < until; w++ {
			worlds.Add(w)
		}
		values, err := j.Answer(ctx, s, worlds, workers)
		if err != nil {
			return false, err
		}
		answered = append(answered, values[len(answered):until]...)
		if settled(j.Kind(), answered, s.Worlds) {
			break
		}
	}
	return base.Flips(conclusion.Summarise(j.Kind(), answered)), nil
}

// settled reports whether the answers of the worlds that are left, whatever they are,
// leave the answer that is most frequent among all: it leads every other by more worlds
// than are left.
func settled(kind conclusion.AnswerKind, answered []conclusion.Value, worlds int) bool {
	count := map[underpin.EntityID]int{}
	first, second := 0, 0
	if kind == conclusion.Boolean {
		for _, v := range answered {
			first += int(v.Number)
		}
		second = len(answered) - first
	} else {
		for _, v := range answered {
			count[v.Who]++
		}
		for _, n := range count {
			second = max(second, min(n, first))
			first = max(first, n)
		}
	}
	return max(first, second)-min(first, second) > worlds-len(answered)
}
