package measure_test

import (
	"slices"
	"testing"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// boundless let held go on to the end.
var boundless = measure.HeldBounds{Titles: 1000, Behind: 1000, Crowd: 1000}

// Whoever reaches an entity by command is listed as holding it by command, and nobody
// else is, where the list does not end before. A way holds in no more worlds than those in
// which its holder reaches the entity.
func TestWhoHoldsByCommandIsWhoReachesByCommand(t *testing.T) {
	const worlds = 130
	for seed := range uint64(4) {
		c := synth.Case(synth.CaseConfig{Entities: 40 + 20*int(seed), Claims: 160 + 80*int(seed), Sources: 12, Seed: seed + 1})
		c.Samenesses = nil // whether two names are one, a way leaves open
		c.Claims = slices.DeleteFunc(c.Claims, func(cl underpin.Claim) bool { return cl.Relation == "same_as" })
		p, sample := drawnOnItsDay(t, c, worlds)
		frame := p.On(sample, 0, worlds)
		counts := make([][]int64, len(c.Entities))
		for root := range counts {
			var err error
			if counts[root], err = frame.BitParallel(nil).Counts(t.Context(), snapshot.Command, int32(root)); err != nil {
				t.Fatal(err)
			}
		}
		f := p.Shareholdings(sample, 0, worlds)
		own := measure.NewOwnership(f)
		ended, crowded := 0, 0
		for x := range c.Entities {
			bounds := []measure.HeldBounds{boundless, {Titles: 1000, Behind: 3, Crowd: 1000}, {Titles: 1000, Behind: 1000, Crowd: 2}}[x%3]
			all, err := measure.Held(t.Context(), f, sample, 0, own, c.Entities[x].ID, bounds)
			if err != nil {
				t.Fatal(err)
			}
			ends := all.Cut || len(all.Crowds) > 0
			if all.Cut {
				ended++
			}
			crowded += len(all.Crowds)
			held := map[underpin.EntityID]float64{}
			for _, w := range all.Ways {
				if w.Reading == snapshot.Command.String() && !w.View {
					held[w.Holder] = max(held[w.Holder], counted(&w))
				}
			}
			for root := range c.Entities {
				reached := float64(counts[root][x]) / worlds
				p := held[c.Entities[root].ID]
				if root == x || frame.StandsFor(int32(root)) != int32(root) || frame.StandsFor(int32(x)) != int32(x) {
					continue
				}
				if p > 0 && reached == 0 || p == 0 && reached > 0 && !ends || p > reached+1e-9 {
					t.Errorf("seed %d: %s reaches %s by command in %.3f of worlds, and holds it by one way in %.3f", seed, c.Entities[root].ID, c.Entities[x].ID, reached, p)
				}
			}
		}
		if ended == 0 || crowded == 0 {
			t.Errorf("seed %d: %d lists ended, and behind %d crowds it did not go on", seed, ended, crowded)
		}
	}
}
