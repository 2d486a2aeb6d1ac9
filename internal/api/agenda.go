package api

import (
	"context"

	"underpin/internal/desk"
)

// agenda registers what the first screen of a case asks.
func (s *Handler) agenda() {
	read(s, "read-desk", "/desk", "What needs the analyst: requests, contradictions, terms, what has gone quiet, judgements that fall due, recent changes", func(ctx context.Context, a *asked, in *ReadInput) (*desk.Agenda, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Agenda(ctx, q)
	})
	read(s, "read-answers", "/answers", "Where the answers stand", func(ctx context.Context, a *asked, in *ReadInput) ([]desk.AnswerStands, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.AnswersStand(ctx, q)
	})
}
