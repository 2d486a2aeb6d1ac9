package api

import (
	"context"

	"underpin/internal/desk"
)

type tiesInput struct {
	ReadInput
	Number []int `query:"number,explode" maxItems:"500" doc:"the numbers of the ties, as the map has them"`
}

// maps registers what is asked of the map.
func (s *Handler) maps() {
	read(s, "read-map", "/map", "Who holds power over whom, on a date", func(ctx context.Context, a *asked, in *ReadInput) (*desk.NetworkMap, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Map(ctx, q)
	})
	read(s, "tell-ties", "/map/ties", "What ties of a map say, and who says so", func(ctx context.Context, a *asked, in *tiesInput) ([]desk.ToldClaim, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.TellTies(ctx, q, in.Number)
	})
	read(s, "read-standings", "/standings", "How every claim stands on a date: a step of the time slider", func(ctx context.Context, a *asked, in *ReadInput) ([]desk.Stands, error) {
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
