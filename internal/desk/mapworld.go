package desk

import (
	"context"
	"fmt"

	"underpin"
	"underpin/internal/evidence"
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
	s, ties, err := d.tiedStudy(ctx, q)
	if err != nil {
		return nil, err
	}
	sample, err := s.worlds(ctx, world, s.At)
	if err != nil {
		return nil, err
	}
	said, err := s.worldSaid(ctx, sample, ties, world)
	if err != nil {
		return nil, err
	}
	out := &MapWorld{World: world, Worlds: sample.Worlds, Numbers: []int{}, Caption: s.Caption(true)}
	for k := range ties.claims {
		if c := ties.claims[k].claim; sample.Holds(0, world-1, c) {
			out.Numbers = append(out.Numbers, c)
		}
	}
	sound := 0
	for i := range s.Case.Sources {
		if sample.SourceRow(i).Has(world - 1) {
			sound++
		}
	}
	out.Sentence = fmt.Sprintf("%s, and %s of %s can be relied on.%s", said, underpin.FormatCount(sound), count(len(s.Case.Sources), "source"), s.oneIn(sample, world))
	return out, nil
}

// worldSaid says, without its full stop, which possible state is shown, and how many of the
// ties that may hold on the date of the study hold in it.
func (s *Study) worldSaid(ctx context.Context, sample *evidence.Sample, ties *tiedCase, world int) (string, error) {
	standing, err := s.standings(ctx)
	if err != nil {
		return "", err
	}
	possible, holding := 0, 0
	for k := range ties.claims {
		c := ties.claims[k].claim
		if standing[c] > 0 {
			possible++
		}
		if sample.Holds(0, world-1, c) {
			holding++
		}
	}
	return fmt.Sprintf("World %s of %s, one possible state of affairs drawn by the evidence: %s of the %s that may hold on %s do",
		underpin.FormatCount(world), underpin.FormatCount(sample.Worlds), underpin.FormatCount(holding), count(possible, "tie"), onDay(s.At)), nil
}

// oneIn says which entities that may be one are so in a world; empty where none are.
func (s *Study) oneIn(sample *evidence.Sample, world int) (said string) {
	for k, p := range s.Index.Pairs() {
		if n := sample.PairRow(k).Count(); n > 0 && n < sample.Worlds && sample.Same(world-1, k) {
			said += fmt.Sprintf(" %s and %s are one in it.", s.Index.NameOf(p.A), s.Index.NameOf(p.B))
		}
	}
	return said
}
