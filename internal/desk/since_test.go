package desk

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/shock"
	"underpin/internal/synth"
)

// TestOnlyTheWorldsThatALineMovesAreAskedAgain draws drafts on drawn cases, and holds the
// answers of all sorts of conclusions, from those before, against the answers in all worlds.
func TestOnlyTheWorldsThatALineMovesAreAskedAgain(t *testing.T) {
	q := Query{Worlds: 70}.withDefaults()
	partly, fewer, drafts := 0, 0, 0
	for seed := range uint64(8) {
		c := synth.Case(synth.CaseConfig{Entities: 30, Claims: 140, Seed: seed, Plain: seed%2 == 0})
		c.Sort()
		p, o, last := c.Entities[0].ID, c.Entities[1].ID, c.Entities[len(c.Entities)-1].ID
		c.Settings.Lose = []underpin.LossID{underpin.LossID(p)}
		for i, expr := range []string{
			`before.top("degree", "Person")`, `before.measure("betweenness", "` + string(o) + `")`, "after.components - before.components",
			fmt.Sprintf("before.support(%q, %q)", p, o), fmt.Sprintf("after.command(%q, %q)", o, last),
			fmt.Sprintf("before.channels(%q, %q)", p, o), fmt.Sprintf("after.vacant(%q)", last),
			fmt.Sprintf("after.reassigned(%q) || after.orphaned(%q)", last, o), fmt.Sprintf("after.weakened(%q)", last),
		} {
			c.Conclusions = append(c.Conclusions, underpin.Conclusion{ID: fmt.Sprintf("z%d", i), Text: expr, Expr: expr})
		}
		held, d := newOpenCase(c, register.Entry{}), &Desk{cfg: Config{}.withDefaults()}
		draw := rand.New(rand.NewPCG(seed, 11))
		for range 8 {
			dr := drawnDraft(draw, c).recorded(underpin.DayOfTime(d.cfg.Now()))
			done, err := dr.workOut(held.Case, held.index())
			if err != nil {
				continue
			}
			before, after, err := d.around(t.Context(), q, held, &dr, done.next)
			if err != nil {
				t.Fatal(err)
			}
			drafts++
			alone, err := newStudy(t.Context(), newOpenCase(done.next, register.Entry{}), q, d.cfg.Now(), true)
			if err != nil {
				t.Fatal(err)
			}
			sameRows(t, after, alone, fmt.Sprintf("seed %d, %s", seed, dr.summary()))
			for _, k := range c.Conclusions {
				values, err := before.values(t.Context(), k.ID)
				if errors.Is(err, shock.ErrNotThere) {
					continue
				}
				if err != nil {
					t.Fatal(err)
				}
				got, err := after.since(t.Context(), k.ID, values)
				_, want, whole := alone.answer(t.Context(), k.ID)
				if (err == nil) != (whole == nil) {
					t.Fatalf("seed %d, %s, %s: %v, in all worlds %v", seed, dr.summary(), k.Expr, err, whole)
				}
				if err == nil && !slices.Equal(got, want.Values) {
					t.Fatalf("seed %d, %s, %s:\n%v, in all worlds\n%v", seed, dr.summary(), k.Expr, got, want.Values)
				}
				if after.from == nil {
					continue
				}
				_, judge, now, err := after.judged(t.Context(), k.ID)
				if err != nil {
					t.Fatal(err)
				}
				_, earlier, was, err := before.judged(t.Context(), k.ID)
				if err != nil {
					t.Fatal(err)
				}
				if row, ok := judge.Since(earlier, was, now); ok {
					partly++
					if n := row.Count(); n > 0 && n < q.Worlds {
						fewer++
					}
				}
			}
		}
	}
	t.Logf("of %d drafts, %d answers asked partly, %d of these in some worlds", drafts, partly, fewer)
	if partly < drafts || fewer*2 < partly {
		t.Errorf("of %d drafts, %d answers were asked partly, %d of these in some worlds", drafts, partly, fewer)
	}
}

// sameRows holds the worlds of a study against those of another.
func sameRows(t *testing.T, got, want *Study, of string) {
	t.Helper()
	a, err := got.Sample(t.Context(), got.At)
	if err != nil {
		t.Fatal(err)
	}
	b, err := want.Sample(t.Context(), want.At)
	if err != nil {
		t.Fatal(err)
	}
	for i := range want.Case.Claims {
		if !slices.Equal(a.ClaimRow(0, i), b.ClaimRow(0, i)) {
			t.Fatalf("%s: claim %s holds in other worlds", of, want.Case.Claims[i].ID)
		}
	}
}
