package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type takingInput struct {
	ReadInput
	Screen string `path:"screen" doc:"the word of a screen: map, evidence and so on"`
	Entity string `query:"entity" doc:"the key of the entity that the screen is about"`
	Source string `query:"source" doc:"the key of the source that the screen is about"`
	Own    bool   `query:"own" doc:"all that is held, marked as for the own use of the analyst"`
}

// takings registers what is taken out of screens.
func (s *Handler) takings() {
	read(s, "read-taking", "/takings/{screen}", "What a screen shows as pictures and tables, by the terms of the sources", func(ctx context.Context, a *asked, in *takingInput) (*desk.Taken, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		t := desk.Taking{Screen: in.Screen, Own: in.Own}
		if in.Entity != "" {
			if t.Entity, err = one[underpin.EntityID](a, underpin.KindEntity, in.Entity); err != nil {
				return nil, err
			}
		}
		if in.Source != "" {
			if t.Source, err = one[underpin.SourceID](a, underpin.KindSource, in.Source); err != nil {
				return nil, err
			}
		}
		return a.desk.Take(ctx, q, t)
	})
}
