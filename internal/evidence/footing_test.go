package evidence

import (
	"testing"

	"underpin/internal/synth"
)

func TestFootingsAreThoseOfEachAssessment(t *testing.T) {
	for seed := range uint64(6) {
		c := synth.Case(synth.CaseConfig{Entities: 30, Claims: 150, Seed: seed})
		day := c.Settings.AsOf.Last
		for _, purpose := range []Purpose{Holding, Citing} {
			m := compiled(t, c, purpose)
			for i, got := range m.Footings() {
				a := m.Assess(i, day)
				got.Contested = got.Contested || len(m.CrowdedOut(i, day)) > 0
				if want := (Footing{a.Asserted, a.Origins, a.Contested}); got != want {
					t.Errorf("seed %d, %s: %+v, want %+v", seed, c.Claims[i].ID, got, want)
				}
			}
		}
	}
}
