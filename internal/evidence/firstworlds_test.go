package evidence

import (
	"context"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/worldset"
)

func TestTheFirstWorldsKnowTheRowsOfAll(t *testing.T) {
	m := mixedCase().compile()
	cfg := SampleConfig{Worlds: 1000, Seed: 3, Dates: []underpin.Day{day(2019, 6, 15).First}}
	all, err := m.Sample(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	few := cfg
	few.Worlds = 200
	s, err := m.Sample(t.Context(), few)
	if err != nil {
		t.Fatal(err)
	}
	first := m.FirstWorlds(t.Context(), s, cfg)
	if first.All() != 1000 || first.Worlds != 200 {
		t.Fatalf("%d of %d worlds", first.Worlds, first.All())
	}
	claims := []int{2, 0}
	for k, row := range first.Later(0, claims) {
		if want := all.ClaimRow(0, claims[k]); !slices.Equal(row, want) {
			t.Errorf("claim %d: %x, not %x", claims[k], row, want)
		}
	}
	for i := range m.c.Claims {
		for world := range s.Worlds {
			if row := first.ClaimRow(0, i); row != nil && row.Has(world) != all.Holds(0, world, i) {
				t.Fatalf("claim %d is decided otherwise in world %d of fewer", i, world)
			}
		}
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if first = m.FirstWorlds(ended, s, cfg); len(first.Later(0, claims)) > 0 || first.Err() == nil {
		t.Error("later worlds were drawn after the context had ended")
	}
}

func TestASampleOfWhatIsSeenDecidesNothingElse(t *testing.T) {
	m := mixedCase().compile()
	s, err := m.Sample(t.Context(), SampleConfig{Worlds: 100, Dates: []underpin.Day{day(2019, 6, 15).First}, Sees: func(i int) bool { return i == 1 }})
	if err != nil {
		t.Fatal(err)
	}
	var have []worldset.Set
	for i := range m.c.Claims {
		have = append(have, s.ClaimRow(0, i))
	}
	if have[1] == nil || have[2] == nil || have[0] != nil || have[3] != nil {
		t.Errorf("rows of %v: of a claim that is seen, its rival and no others", have)
	}
}
