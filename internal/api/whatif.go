package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type shockInput struct {
	ReadInput
	From []string `query:"from,explode" doc:"keys of the roots; the case's own where there are none"`
}

type conclusionInput struct {
	ReadInput
	Conclusion string `path:"conclusion" doc:"the key of the conclusion"`
	Largest    int    `query:"largest" minimum:"0" maximum:"100" doc:"how many hinges are computed, 10 where it is missing"`
}

// whatIf registers what is asked of losses and of conclusions.
func (s *Handler) whatIf() {
	long(s, jobShock, "read-shock", "/shock", "What goes and what stays when somebody goes", func(ctx context.Context, a *asked, q desk.Query, in *shockInput) (*desk.WhatIf, error) {
		from, err := found[underpin.EntityID](a, underpin.KindEntity, in.From)
		if err != nil {
			return nil, err
		}
		return a.desk.WhatIf(ctx, q, from)
	})
	long(s, jobHinges, "read-hinges", "/conclusions/{conclusion}/hinges", "What a conclusion hangs on", func(ctx context.Context, a *asked, q desk.Query, in *conclusionInput) (*desk.Hinging, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Hinges(ctx, q, id, in.Largest, nil)
	})
	long(s, jobAsk, "read-questions", "/conclusions/{conclusion}/ask", "What to ask next about a conclusion", func(ctx context.Context, a *asked, q desk.Query, in *conclusionInput) (*desk.Asking, error) {
		id, err := in.id(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Ask(ctx, q, id)
	})
}

func (in *conclusionInput) id(a *asked) (string, error) {
	return one[string](a, underpin.KindConclusion, in.Conclusion)
}
