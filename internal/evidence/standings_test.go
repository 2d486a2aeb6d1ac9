package evidence

import (
	"testing"

	"underpin"
	"underpin/internal/synth"
)

func TestStandingsAreThoseOfEachClaim(t *testing.T) {
	for seed := range uint64(5) {
		c := synth.Case(synth.CaseConfig{Entities: 30, Claims: 150, Seed: seed})
		m := compiled(t, c, Holding)
		for _, day := range []underpin.Day{c.Settings.AsOf.Last, c.Settings.AsOf.Last - 1500} {
			for i, got := range m.Standings(day) {
				if want := m.Standing(i, day); got != want {
					t.Errorf("seed %d, %s on %s: %v, want %v", seed, c.Claims[i].ID, day, got, want)
				}
			}
		}
	}
}

// One step of a time slider: 5,000 entities with three claims each.
func BenchmarkStandings15000Claims(b *testing.B) {
	c := synth.Case(synth.CaseConfig{Entities: 5000, Claims: 15000, Sources: 200, Seed: 1})
	m, err := Compile(c, Config{Known: underpin.MaxDay})
	if err != nil {
		b.Fatal(err)
	}
	day := c.Settings.AsOf.Last
	for b.Loop() {
		m.Standings(day)
		day--
	}
}
