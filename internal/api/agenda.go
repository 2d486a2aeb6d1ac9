package api

import (
	"context"

	"underpin/internal/desk"
)

// agenda registers what the first screen of a case asks.
func (s *Handler) agenda() {
	readBy(s, "read-desk", "/desk", "What needs the analyst: requests, contradictions, terms, what has gone quiet, judgements that fall due, recent changes", func(ctx context.Context, a *asked, q desk.Query, _ *ReadInput) (*desk.Agenda, error) {
		return a.desk.Agenda(ctx, q)
	})
	long(s, jobAnswers, "read-answers", "/answers", "Where the answers stand", func(ctx context.Context, a *asked, q desk.Query, _ *ReadInput) ([]desk.AnswerStands, error) {
		return a.desk.AnswersStand(ctx, q)
	})
}
