package conclusion_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// TestWhoLeadsALargeNetworkIsWhoLeadsItByExactValues answers from some of the searches
// where it may, and says so, whichever worlds are asked for and by how many workers.
func TestWhoLeadsALargeNetworkIsWhoLeadsItByExactValues(t *testing.T) {
	const worlds = 48
	lost := []underpin.EntityID{"person-0"}
	for seed := range uint64(2) {
		c := synth.Case(synth.CaseConfig{Entities: 1600, Claims: 6400, Sources: 60, Seed: seed})
		s, p := sampled(t, c, worlds)
		losses, err := shock.Compare(p.On(s, 0, worlds), shock.Config{Entities: lost})
		if err != nil {
			t.Fatal(err)
		}
		k, err := conclusion.Compile(c, `after.top("betweenness", "Person")`)
		if err != nil {
			t.Fatal(err)
		}
		judge := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lost})
		answers, err := judge.Answer(t.Context(), s, nil, 2)
		if err != nil {
			t.Fatal(err)
		}
		for world, answer := range answers {
			_, after := losses.At(world)
			after.Measure("betweenness", "") // once all values are known, they decide
			if exact := after.Top("betweenness", "Person"); answer.Who != exact || after.Sampled() {
				t.Errorf("world %d: %q, by exact values %q", world, answer.Who, exact)
			}
		}
		sum := conclusion.Summarise(conclusion.Who, answers)
		if sum.Sampled < worlds/2 || sum.Err <= 0 || sum.Err > 1e-3 {
			t.Errorf("%d worlds of %d were sampled, with an error of %v", sum.Sampled, worlds, sum.Err)
		}
		row := worldset.Set{0xf0f0}
		some, err := judge.Answer(t.Context(), s, row, 1)
		if err != nil {
			t.Fatal(err)
		}
		for world := range worlds {
			if row.Has(world) {
				if d := cmp.Diff(answers[world], some[world]); d != "" {
					t.Errorf("world %d asked for alone: %s", world, d)
				}
			}
		}
	}
}

func TestWhoLeadsASmallNetworkIsNotSampled(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 200, Claims: 800, Sources: 20, Seed: 1})
	s, p := sampled(t, c, 20)
	losses, err := shock.Compare(p.On(s, 0, 20), shock.Config{})
	if err != nil {
		t.Fatal(err)
	}
	err = losses.Each(t.Context(), snapshot.RunConfig{}, func() func(int, *shock.State, *shock.State) {
		return func(pattern int, before, _ *shock.State) {
			if before.Top("betweenness", ""); before.Sampled() {
				t.Errorf("pattern %d was sampled", pattern)
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}
