package hinge_test

import (
	"context"
	"math/rand/v2"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
	"underpin/internal/worldset"
)

// rehearsed is a judge whose answers are given, and counts the worlds that it answers.
type rehearsed struct {
	hinge.Judge
	kind     conclusion.AnswerKind
	values   []conclusion.Value
	answered int
}

func (j *rehearsed) Kind() conclusion.AnswerKind { return j.kind }

func (j *rehearsed) Answer(_ context.Context, s *evidence.Sample, worlds worldset.Set, _ int) ([]conclusion.Value, error) {
	out := make([]conclusion.Value, s.Worlds)
	for w := range out {
		if worlds == nil || worlds.Has(w) {
			j.answered++
			out[w] = j.values[w]
		}
	}
	return out, nil
}

// TestAnAnswerFlipsInSomeOfTheWorldsAsInAll draws answers of which one has any share.
func TestAnAnswerFlipsInSomeOfTheWorldsAsInAll(t *testing.T) {
	r := rand.New(rand.NewPCG(81, 82))
	clear := 0
	for range 3000 {
		kind := []conclusion.AnswerKind{conclusion.Boolean, conclusion.Who, conclusion.Number}[r.IntN(3)]
		j := &rehearsed{kind: kind, values: make([]conclusion.Value, 1+r.IntN(200))}
		share := r.Float64()
		for w := range j.values {
			yes := r.Float64() < share
			switch {
			case kind == conclusion.Who && yes:
				j.values[w].Who = "a"
			case kind == conclusion.Who:
				j.values[w].Who = []underpin.EntityID{"", "b", "c"}[r.IntN(3)]
			case yes:
				j.values[w].Number = 1
			}
		}
		base := conclusion.Summary{Kind: kind, Who: []underpin.EntityID{"", "a", "b"}[r.IntN(3)], Value: r.Float64(), Low: r.Float64() / 2, High: .5 + r.Float64()/2}
		s := &evidence.Sample{Worlds: len(j.values)}
		got, err := hinge.Flips(t.Context(), base, s, j, 1)
		if err != nil {
			t.Fatal(err)
		}
		if want := base.Flips(conclusion.Summarise(kind, j.values)); got != want {
			t.Errorf("%s of %d worlds, of which %d were answered: %t, by all %t", kind, s.Worlds, j.answered, got, want)
		}
		if j.answered > s.Worlds {
			t.Errorf("%d worlds answered of %d", j.answered, s.Worlds)
		}
		if share > .95 && kind != conclusion.Number && j.answered <= s.Worlds*9/16 {
			clear++
		}
	}
	if clear == 0 {
		t.Error("all worlds were answered however clear the answer was")
	}
}
