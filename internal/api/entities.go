package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type entityInput struct {
	ReadInput
	Entity string `path:"entity" doc:"the key of the entity"`
}

// entities registers what is asked of an entity.
func (s *Handler) entities() {
	read(s, "read-held", "/entities/{entity}/held", "Every way in which power over an entity is claimed", func(ctx context.Context, a *asked, in *entityInput) (*desk.HowHeld, error) {
		q, id, err := onOne[underpin.EntityID](a, &in.ReadInput, underpin.KindEntity, in.Entity)
		if err != nil {
			return nil, err
		}
		return a.desk.Held(ctx, q, id)
	})
}
