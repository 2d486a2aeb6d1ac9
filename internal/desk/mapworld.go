package desk

import (
	"context"
	"fmt"

	"underpin"
)

// A MapWorld is one of the possible states of affairs on a date: which ties of a map hold
// in it.
type MapWorld struct {
	// World counts from 1 to Worlds.
	World  int `json:"world"`
	Worlds int `json:"worlds"`
	// Numbers are those of the ties that hold, as [MapTies] has them.
	Numbers []int `json:"numbers"`
	// Sentence says what is shown and what it means.
	Sentence string  `json:"sentence"`
	Caption  Caption `json:"caption"`
}

// MapWorld shows one of the worlds that all answers are worked out in, by its number from
// 1: the same for the same seed.
func (d *Desk) MapWorld(ctx context.Context, q Query, world int) (_ *MapWorld, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	sample, err := s.Sample(ctx, s.At)
	if err != nil {
		return nil, err
	}
	if world < 1 || world > sample.Worlds {
		return nil, faultf(NoWorlds, "choose one from 1 to "+underpin.FormatCount(sample.Worlds), "there is no world %s", underpin.FormatCount(world))
	}
	ties, err := s.tied(ctx)
	if err != nil {
		return nil, err
	}
	standing, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	out := &MapWorld{World: world, Worlds: sample.Worlds, Numbers: []int{}, Caption: s.Caption(true)}
	possible := 0
	for i := range ties.claims {
		c := ties.claims[i].claim
		if standing[c] > 0 {
			possible++
		}
		if sample.Holds(0, world-1, c) {
			out.Numbers = append(out.Numbers, c)
		}
	}
	sound := 0
	for i := range s.Case.Sources {
		if sample.SourceRow(i).Has(world - 1) {
			sound++
		}
	}
	out.Sentence = fmt.Sprintf("World %s of %s, one possible state of affairs drawn by the evidence: %s of the %s that may hold on %s do, and %s of %s can be relied on.",
		underpin.FormatCount(world), underpin.FormatCount(sample.Worlds), underpin.FormatCount(len(out.Numbers)), underpin.FormatCounted(possible, "tie"), out.Caption.On(),
		underpin.FormatCount(sound), underpin.FormatCounted(len(s.Case.Sources), "source"))
	for k, p := range s.Index.Pairs() {
		if n := sample.PairRow(k).Count(); n > 0 && n < sample.Worlds && sample.Same(world-1, k) {
			out.Sentence += fmt.Sprintf(" %s and %s are one in it.", s.Index.NameOf(p.A), s.Index.NameOf(p.B))
		}
	}
	return out, nil
}
