package hinge_test

import (
	"slices"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

// Every source and origin is taken out in all worlds: what the screen says cannot flip the
// answer does not, and most of what cannot it excludes.
func TestTheScreenExcludesNothingThatFlipsTheAnswer(t *testing.T) {
	flipping, excluded, all := 0, 0, 0
	for seed := range uint64(3) {
		c := generated(seed)
		var every []hinge.Ref
		for i := range c.Sources {
			every = append(every, hinge.Ref{Kind: hinge.Source, ID: string(c.Sources[i].ID)})
		}
		for i := range c.Origins {
			every = append(every, hinge.Ref{Kind: hinge.Origin, ID: string(c.Origins[i].ID)})
		}
		for _, expr := range []string{
			`before.top("betweenness", "Person")`, `before.top("degree", "")`, `after.components - before.components >= 1`,
			`before.command("person-0", "group-1")`, `after.contested("group-1") || after.weakened("asset-0")`, `before.components > 4`, `after.df`,
		} {
			b := newBench(t, c, evidence.Edits{}, expr, []underpin.EntityID{"person-0"}, 250, 9)
			screened, err := hinge.Find(t.Context(), b.base, hinge.Config{})
			if err != nil {
				t.Fatal(err)
			}
			truth, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: -1, Named: every})
			if err != nil {
				t.Fatal(err)
			}
			for _, h := range truth.Hinges {
				k := slices.IndexFunc(screened.Screen, func(s hinge.Screened) bool { return s.Ref == h.Ref })
				may := k >= 0 && screened.Screen[k].MayFlip
				if all++; h.Flips {
					flipping++
				}
				if !may {
					excluded++
				}
				if h.Flips && !may {
					t.Errorf("%d %s: the answer flips without %s %s, which the screen excludes: %+v", seed, expr, h.Kind, h.ID, h)
				}
			}
		}
	}
	if flipping < 5 || 2*excluded < all {
		t.Errorf("%d flip the answer, %d of %d are excluded", flipping, excluded, all)
	}
	t.Log(flipping, excluded, all)
}
