package api

import (
	"context"

	"underpin"
	"underpin/internal/desk"
)

type takingInput struct {
	ReadInput
	ShownInput
	Screen  string   `path:"screen" doc:"the word of a screen: map, evidence and so on"`
	Source  string   `query:"source" doc:"the key of the source that the screen is about"`
	About   string   `query:"about" doc:"the key of the entity that the screen is about"`
	Own     bool     `query:"own" doc:"all that is held, marked as for the own use of the analyst"`
	Measure []string `query:"measure,explode" maxItems:"20" doc:"names of measures by which the network is ranked, or all; the usual one where there are none"`
}

// taking turns the address of a screen into what is taken of it.
func (in *takingInput) taking(a *asked) (t desk.Taking, err error) {
	t = desk.Taking{Screen: in.Screen, Own: in.Own}
	switch desk.TakingOf(in.Screen) {
	case desk.OfMap:
		in.Selected, in.Picked = "", nil // they are drawn like the others
		t.Map, err = in.selection(a)
	case desk.OfSelected:
		if in.Source != "" {
			t.Source, err = one[underpin.SourceID](a, underpin.KindSource, in.Source)
		} else {
			t.Entity, err = optional[underpin.EntityID](a, underpin.KindEntity, in.Selected)
		}
	case desk.OfAbout:
		t.Entity, err = optional[underpin.EntityID](a, underpin.KindEntity, in.About)
	case desk.OfMeasures:
		t.Measures = in.Measure
	}
	return t, err
}

// takings registers what is taken out of screens.
func (s *Handler) takings() {
	readBy(s, "read-taking", "/takings/{screen}", "What a screen shows as pictures and tables, by the terms of the sources", func(ctx context.Context, a *asked, q desk.Query, in *takingInput) (*desk.Taken, error) {
		t, err := in.taking(a)
		if err != nil {
			return nil, err
		}
		return a.desk.Take(ctx, q, t)
	})
}
