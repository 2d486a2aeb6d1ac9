package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

// A ShownInput says what of a map is shown: the parameters of the screen's own address.
type ShownInput struct {
	HideKinds   []string                 `query:"hide_kinds,explode" doc:"kinds of entities that are not drawn"`
	HideBands   []underpin.StandingBand  `query:"hide_bands,explode" doc:"bands of standing, each named by its least, whose ties are not drawn"`
	HideClasses []underpin.RelationClass `query:"hide_classes,explode" doc:"classes of ties that are not drawn"`
	HideTurns   []underpin.TieTurn       `query:"hide_turns,explode" doc:"what became of ties between the two dates that is not drawn"`
	Only        []string                 `query:"only,explode" doc:"keys of the entities that alone are drawn"`
	Hide        []string                 `query:"hide,explode" doc:"keys of entities that are not drawn"`
	Expanded    []string                 `query:"expanded,explode" doc:"keys of entities that are drawn with all that they are tied to, whatever is hidden"`
	Selected    string                   `query:"sel" doc:"the key of what is selected"`
	Picked      []string                 `query:"picked,explode" doc:"keys of entities picked beside it: a large map draws them with all that they are tied to"`
	All         bool                     `query:"all" doc:"draw all of a large map that has a tie of what is drawn"`
	And         string                   `query:"and" doc:"the second date, in EDTF"`
	World       int                      `query:"world" minimum:"0" maximum:"65536" doc:"which of the worlds alone is shown, from 1; all where it is missing"`
}

// selection turns the keys of what is shown into a selection of the desk.
func (in *ShownInput) selection(a *asked) (desk.MapSelection, error) {
	m := desk.MapSelection{HideKinds: in.HideKinds, HideBands: in.HideBands, HideClasses: in.HideClasses, HideTurns: in.HideTurns, All: in.All, And: in.And, World: in.World}
	around := in.Picked
	if in.Selected != "" {
		around = append([]string{in.Selected}, around...)
	}
	for _, l := range []struct {
		keys []string
		ids  *[]underpin.EntityID
	}{{in.Only, &m.Only}, {in.Hide, &m.Hide}, {in.Expanded, &m.Expanded}, {around, &m.Around}} {
		var err error
		if *l.ids, err = found[underpin.EntityID](a, underpin.KindEntity, l.keys); err != nil {
			return m, err
		}
	}
	return m, nil
}

// mapInput says what of a map is wanted.
type mapInput struct {
	ReadInput
	ShownInput
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
	long(s, jobSettle, "read-map", "/map", "Who holds power over whom, on a date", func(ctx context.Context, a *asked, q desk.Query, in *mapInput) (*desk.NetworkMap, error) {
		which, err := in.selection(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Map(ctx, q, which)
	})
	readBy(s, "tell-ties", "/map/ties", "What ties of a map say, and who says so", func(ctx context.Context, a *asked, q desk.Query, in *tiesInput) ([]desk.ToldClaim, error) {
		return a.desk.TellTies(ctx, q, in.Number)
	})
	readBy(s, "read-world", "/map/world", "Which ties hold in one of the possible states", func(ctx context.Context, a *asked, q desk.Query, in *worldInput) (*desk.MapWorld, error) {
		return a.desk.MapWorld(ctx, q, in.World)
	})
	readBy(s, "read-turns", "/map/turns", "What became of the ties of a map from one date to another", func(ctx context.Context, a *asked, q desk.Query, in *mapInput) (*desk.MapTurns, error) {
		which, err := in.selection(a)
		if err != nil {
			return nil, err
		}
		return a.desk.MapTurns(ctx, q, which)
	})
	readBy(s, "read-standings", "/standings", "How every claim stands on a date, by the number that the map has of it: a step of the time slider", func(ctx context.Context, a *asked, q desk.Query, _ *ReadInput) ([]float64, error) {
		return a.desk.Standings(ctx, q)
	})
	readBy(s, "read-timeline", "/timeline", "Of which months testimony speaks, and on which days to stop: what a time slider runs along", func(ctx context.Context, a *asked, q desk.Query, _ *ReadInput) (*desk.Timeline, error) {
		return a.desk.Timeline(ctx, q)
	})
}
