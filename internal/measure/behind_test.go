package measure_test

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// Whoever stands behind an entity does so by the most probable of its ways that hand
// something on.
func TestBehindIsTheMostProbableWayOfEach(t *testing.T) {
	const worlds = 130
	for seed := range uint64(4) {
		c := synth.Case(synth.CaseConfig{Entities: 60 + 30*int(seed), Claims: 300 + 150*int(seed), Sources: 12, Seed: seed + 1})
		p, sample := drawnOnItsDay(t, c, worlds)
		f := p.Shareholdings(sample, 0, worlds)
		own := measure.NewOwnership(f)
		for i := range c.Entities {
			x, but := c.Entities[i].ID, c.Claims[(7*i)%len(c.Claims)].ID
			all, err := measure.Held(t.Context(), f, sample, 0, own, x, boundless)
			if err != nil {
				t.Fatal(err)
			}
			want, got := map[underpin.EntityID]float64{}, map[underpin.EntityID]float64{}
			for _, w := range all.Ways {
				if !w.View && w.Reading != "none" && !slices.Contains(w.Claims, but) && overTitles(p.Index, &w) {
					want[w.Holder] = max(want[w.Holder], counted(&w))
				}
			}
			behind, err := measure.Behind(t.Context(), f, sample, 0, own, x, but)
			if err != nil {
				t.Fatal(err)
			}
			for k, w := range behind {
				got[w.Holder] = counted(&w)
				if w.View || w.Reading == "none" || slices.Contains(w.Claims, but) {
					t.Errorf("seed %d, %s: %+v", seed, x, w)
				}
				if k > 0 && counted(&behind[k-1]) < counted(&w) {
					t.Errorf("seed %d: %s stands behind %s before a more probable one", seed, behind[k-1].Holder, x)
				}
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, behind %s without %s (-held +behind):\n%s", seed, x, but, diff)
			}
		}
	}
}

// counted is how probably somebody stands behind by a way: an owner as far as it controls.
func counted(w *measure.Way) float64 {
	if w.Control > 0 {
		return w.Control
	}
	return w.P
}

// overTitles reports whether a way leads on from posts, owners and nominees alone.
func overTitles(x *underpin.Index, w *measure.Way) bool {
	for k, e := range w.Through {
		r := x.Relations[x.Claims[w.Claims[k+1]].Relation]
		if x.Entities[e].Schema != underpin.Position && r.Class.Traits().Gives != underpin.GivesTitle && !r.Fronts() {
			return false
		}
	}
	return true
}

// drawnOnItsDay reads a case as of its own day, and draws worlds of it.
func drawnOnItsDay(t *testing.T, c *underpin.Case, worlds int) (*snapshot.Projection, *evidence.Sample) {
	t.Helper()
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	sample, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: worlds, Seed: 1, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return p, sample
}
