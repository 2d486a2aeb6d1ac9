package desk

import (
	"context"
	"errors"
	"fmt"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/shock"
)

// An AnswerStands is a conclusion with its answer, and nothing of what that hangs on,
// which takes longer and is asked of one conclusion at a time: see [Desk.Hinges].
type AnswerStands struct {
	Kind   underpin.RecordKind   `json:"kind"`
	ID     string                `json:"id"`
	Text   string                `json:"text"`
	Asks   conclusion.AnswerKind `json:"asks"`
	On     string                `json:"on"`
	Answer string                `json:"answer"`
	// Share is the share of the worlds that answer yes, or with the most frequent who;
	// nothing where a number is asked for.
	Share *float64 `json:"share,omitempty"`
	// Refused says why there is no answer; empty where there is one.
	Refused string `json:"refused,omitempty"`
	// ByConstruction: no evidence could change it.
	ByConstruction bool `json:"by_construction,omitempty"`
	// Worlds is the number of worlds that it comes from, SE the sampling error of a share of
	// one half, the greatest that a share has.
	Worlds int     `json:"worlds"`
	SE     float64 `json:"se"`
}

// AnswersStand answers every conclusion of a case, each on its own date unless the query
// asks for another. On an open desk they are worked out once: what is asked again with the
// same dates, losses, worlds and seed is there. It must not be changed.
func (d *Desk) AnswersStand(ctx context.Context, q Query) (_ []AnswerStands, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	key := fmt.Sprintf("%v %v %d %d %d %q", s.At, s.dated, s.Query.Worlds, s.Query.Seed, s.Query.Budget, s.Query.Lose)
	return s.model.stand.of(ctx, key, func() ([]AnswerStands, error) { return s.answersStand(ctx) })
}

func (s *Study) answersStand(ctx context.Context) ([]AnswerStands, error) {
	out := []AnswerStands{}
	for i := range s.Case.Conclusions {
		k := &s.Case.Conclusions[i]
		c, answers, err := s.answer(ctx, k.ID)
		if no, ok := errors.AsType[*shock.Error](err); ok {
			out = append(out, AnswerStands{Kind: underpin.KindConclusion, ID: k.ID, Text: k.Text, Refused: no.Message})
			continue
		}
		if err != nil {
			return nil, err
		}
		sum := answers.Summary
		one := AnswerStands{
			Kind: underpin.KindConclusion, ID: k.ID, Text: k.Text, Asks: c.Kind(), On: s.dateOf(c).String(), Answer: s.inWords(sum, c.Unit()), ByConstruction: k.ByConstruction,
			Worlds: s.Query.Worlds, SE: halfError(s.Query.Worlds),
		}
		if c.Kind() != conclusion.Number {
			one.Share = &sum.Value
		}
		out = append(out, one)
	}
	return out, nil
}
