package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

// mapInput says what of a map of more than 2,000 entities is wanted.
type mapInput struct {
	ReadInput
	HideKinds   []string                 `query:"hidekind,explode" doc:"kinds of entities that are not to be drawn, of a large map"`
	HideBands   []int                    `query:"hidestanding,explode" doc:"steps of standing, 0 to 3, whose ties are not to be drawn, of a large map"`
	HideClasses []underpin.RelationClass `query:"hideclass,explode" doc:"classes of ties that are not to be drawn, of a large map"`
	Around      []string                 `query:"around,explode" doc:"keys of entities that a large map draws with all that they are tied to"`
	All         bool                     `query:"all" doc:"draw all of a large map that has a tie of what is drawn"`
}

type tiesInput struct {
	ReadInput
	Number []int `query:"number,explode" maxItems:"500" doc:"the numbers of the ties, as the map has them"`
}

type worldInput struct {
	ReadInput
	World int `query:"world" minimum:"1" maximum:"65536" default:"1" doc:"which of the worlds, from 1"`
}

// maps registers what is asked of the map.
func (s *Handler) maps() {
	read(s, "read-map", "/map", "Who holds power over whom, on a date", func(ctx context.Context, a *asked, in *mapInput) (*desk.NetworkMap, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		which := desk.MapFilter{HideKinds: in.HideKinds, HideBands: in.HideBands, HideClasses: in.HideClasses, All: in.All}
		if which.Around, err = found[underpin.EntityID](a, underpin.KindEntity, in.Around); err != nil {
			return nil, err
		}
		return a.desk.Map(ctx, q, which)
	})
	read(s, "tell-ties", "/map/ties", "What ties of a map say, and who says so", func(ctx context.Context, a *asked, in *tiesInput) ([]desk.ToldClaim, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.TellTies(ctx, q, in.Number)
	})
	read(s, "read-world", "/map/world", "Which ties hold in one of the possible states", func(ctx context.Context, a *asked, in *worldInput) (*desk.MapWorld, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.MapWorld(ctx, q, in.World)
	})
	read(s, "read-standings", "/standings", "How every claim stands on a date, by the number that the map has of it: a step of the time slider", func(ctx context.Context, a *asked, in *ReadInput) ([]float64, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Standings(ctx, q)
	})
	read(s, "read-timeline", "/timeline", "Of which months testimony speaks, and on which days to stop: what a time slider runs along", func(ctx context.Context, a *asked, in *ReadInput) (*desk.Timeline, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Timeline(ctx, q)
	})
}
