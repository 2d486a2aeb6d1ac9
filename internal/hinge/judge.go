package hinge

import (
	"context"
	"fmt"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// A Judge answers one conclusion in worlds. It is safe for concurrent use.
type Judge interface {
	// Kind says what sort of answer it gives.
	Kind() conclusion.AnswerKind
	// Sees reports whether a claim, by position in the case, forms a tie that the
	// conclusion looks at. Where it says no, leaving the claim out changes no answer.
	Sees(claim int) bool
	// Between reports whether a claim, by position, stands between two entities that
	// the conclusion is about.
	Between(claim int) bool
	// Names reports whether a claim, by position, has an end that the conclusion compares
	// with who comes first; or that is first, the answer of a conclusion that asks who.
	Names(claim int, first underpin.EntityID) bool
	// Steps is about how many ties are passed in answering one world. It decides
	// how much is answered, and so may depend on the case alone.
	Steps() float64
	// Answer answers in the worlds of a row, nil for all, one value a world of
	// the sample; the values of other worlds are zero. Workers bounds the
	// goroutines and changes no answer; 0 is as many as there are processors.
	Answer(ctx context.Context, s *evidence.Sample, worlds worldset.Set, workers int) ([]conclusion.Value, error)
	// Everywhere reports whether what differs between two samples bears on worlds
	// in which no claim differs: an entity without any tie in any world of one
	// of them is no part of its networks.
	Everywhere(a, b *evidence.Sample) bool
}

// Answers are a conclusion answered in every world of a sample.
type Answers struct {
	// Values are the answers by world.
	Values  []conclusion.Value
	Summary conclusion.Summary
	judge   Judge
	model   *evidence.Model
	sample  *evidence.Sample
	scores  []float64
	kept    *keptCounterfactuals
}

// Answer answers a conclusion in every world of a sample of a model. Workers as in
// [Judge].
func Answer(ctx context.Context, m *evidence.Model, s *evidence.Sample, j Judge, workers int) (*Answers, error) {
	values, err := j.Answer(ctx, s, nil, workers)
	if err != nil {
		return nil, err
	}
	if len(values) != s.Worlds {
		return nil, fmt.Errorf("%s in %s", underpin.FormatCounted(len(values), "answer"), underpin.FormatCounted(s.Worlds, "world"))
	}
	a := &Answers{Values: values, Summary: conclusion.Summarise(j.Kind(), values), judge: j, model: m, sample: s, kept: newKeptCounterfactuals(len(m.Case().Claims) * len(s.Dates))}
	a.scores = make([]float64, len(values))
	for w, v := range values {
		a.scores[w] = a.score(v)
	}
	return a, nil
}

// score is an answer as one number: itself, or for who whether it is the most
// frequent answer of the base.
func (a *Answers) score(v conclusion.Value) float64 {
	if a.judge.Kind() != conclusion.Who {
		return v.Number
	}
	if v.Who == a.Summary.Who {
		return 1
	}
	return 0
}

// MayHangOn reports whether the answer is another one in the worlds in which a claim,
// by position in the case, does not hold on every date on which it holds at all. It is a screen: other claims of
// an unsound source fail in the same worlds; [Find] gives the answer without the claim.
func (a *Answers) MayHangOn(claim int) bool {
	if !a.judge.Sees(claim) {
		return false
	}
	var without []conclusion.Value
	for w, v := range a.Values {
		for d := range a.sample.Dates {
			if row := a.sample.ClaimRow(d, claim); row.Any() && !row.Has(w) {
				without = append(without, v)
				break
			}
		}
	}
	return len(without) >= leastCell && a.Summary.Flips(conclusion.Summarise(a.judge.Kind(), without))
}

// changed returns the worlds in which the answer may differ in another sample of
// the same random numbers.
func (a *Answers) changed(s *evidence.Sample) worldset.Set {
	if a.judge.Everywhere(a.sample, s) {
		return worldset.All(a.sample.Worlds)
	}
	row := worldset.New(a.sample.Worlds)
	a.differ(row, s)
	return row
}

// differ marks the worlds in which a claim that the conclusion sees is decided
// otherwise, or who is one. Rows that are shared need no look.
func (a *Answers) differ(row worldset.Set, s *evidence.Sample) {
	for d := range s.Dates {
		for c := range a.model.Case().Claims {
			x, y := a.sample.ClaimRow(d, c), s.ClaimRow(d, c)
			if !x.Is(y) && a.judge.Sees(c) {
				row.OrXor(x, y)
			}
		}
		row.Or(s.SharesMoved(a.sample, d))
	}
	for pair := range s.Pairs() {
		row.OrXor(a.sample.PairRow(pair), s.PairRow(pair))
	}
}
