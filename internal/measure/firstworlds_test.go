package measure_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// firstOf returns the frame of the first worlds of a generated case, with the nodes of all.
func firstOf(t *testing.T, cfg synth.CaseConfig, n int) *snapshot.Frame {
	t.Helper()
	c := synth.Case(cfg)
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	all := evidence.SampleConfig{Worlds: n, Seed: 1, Dates: []underpin.Day{day}}
	few := all
	few.Worlds = measure.SettledWorlds
	s, err := m.Sample(t.Context(), few)
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	worlds := m.FirstWorlds(t.Context(), s, all)
	f := p.On(worlds, 0, s.Worlds)
	if err := worlds.Err(); err != nil {
		t.Fatal(err)
	}
	return f
}

func TestARankingFromTheFirstWorldsIsThatOfAllToTheBit(t *testing.T) {
	soon := synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 20, Seed: 1}
	late := synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 20, Seed: 11}
	const worlds = 1200
	for name, test := range map[string]struct {
		cfg    synth.CaseConfig
		o      measure.RankingOptions
		widens bool
		mode   measure.Mode
	}{
		"settled in the first":     {soon, measure.RankingOptions{Budget: 1}, false, measure.Sampled},
		"settled in more":          {late, measure.RankingOptions{Budget: 1}, true, measure.Sampled},
		"sampled only in all":      {soon, measure.RankingOptions{Budget: 130 * worlds}, true, measure.Sampled},
		"cheap enough to be exact": {synth.CaseConfig{Entities: 100, Claims: 250, Seed: 3}, measure.RankingOptions{Budget: 1 << 40}, true, measure.Exact},
	} {
		t.Run(name, func(t *testing.T) {
			m, err := measure.Node("betweenness")
			if err != nil {
				t.Fatal(err)
			}
			whole := generated(t, test.cfg, worlds)
			rows, how, err := who(t.Context(), whole, m, test.o)
			if err != nil || how.Mode != test.mode {
				t.Fatalf("%+v, %v", how, err)
			}
			widened := false
			test.o.Whole = func(context.Context) (*snapshot.Frame, error) { widened = true; return whole, nil }
			got, gotHow, err := who(t.Context(), firstOf(t, test.cfg, worlds), m, test.o)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(rows, got) + cmp.Diff(how, gotHow); diff != "" {
				t.Error(diff)
			}
			if widened != test.widens {
				t.Errorf("all worlds asked for: %v; %+v", widened, how)
			}
		})
	}
}
