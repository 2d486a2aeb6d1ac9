package evidence

import (
	"testing"

	"pgregory.net/rapid"

	"underpin"
)

// With the claims alone that bear on some, these hold in the same worlds as in the whole case.
func TestAClaimHoldsInTheSameWorldsWithWhatBearsOnItAlone(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.c.Sort()
		marked := make([]bool, len(f.c.Claims))
		for i := range marked {
			marked[i] = chance(t, "marked", 30)
		}
		part, at := *f.c, map[int]int{}
		part.Claims, part.Testimonies = nil, nil
		in := map[underpin.ClaimID]bool{}
		for i, bears := range Bearing(f.c, f.c.Index(), marked) {
			if bears {
				at[i] = len(part.Claims)
				part.Claims, in[f.c.Claims[i].ID] = append(part.Claims, f.c.Claims[i]), true
			} else if marked[i] {
				t.Fatalf("%s does not bear on itself", f.c.Claims[i].ID)
			}
		}
		for i := range f.c.Testimonies {
			if in[f.c.Testimonies[i].Claim] {
				part.Testimonies = append(part.Testimonies, f.c.Testimonies[i])
			}
		}
		cfg := SampleConfig{Worlds: 70, Seed: 3, Dates: []underpin.Day{on, day(2016, 5, 5).First}}
		want, got := worldsOf(t, f.c, cfg), worldsOf(t, &part, cfg)
		for i := range marked {
			for d := range cfg.Dates {
				for world := range cfg.Worlds {
					if j := at[i]; marked[i] && want.Holds(d, world, i) != got.Holds(d, world, j) {
						t.Fatalf("%s is otherwise in world %d", f.c.Claims[i].ID, world)
					}
				}
			}
		}
	})
}

func worldsOf(t *rapid.T, c *underpin.Case, cfg SampleConfig) *Sample {
	m, err := Compile(c, Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	return s
}
