package api

import (
	"context"

	"underpin/internal/desk"
)

// maps registers what is asked of the map.
func (s *Handler) maps() {
	read(s, "read-map", "/map", "Who holds power over whom, on a date", func(ctx context.Context, a *asked, in *ReadInput) (*desk.NetworkMap, error) {
		q, err := in.query(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Map(ctx, q)
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
