package measure_test

import (
	"context"
	"math"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

func TestAnEstimateLiesWithinItsErrorAndSaysThatItIsOne(t *testing.T) {
	f := generated(t, synth.CaseConfig{Entities: 400, Claims: 2400, Sources: 20, Seed: 3}, 60)
	for _, name := range []string{"betweenness", "closeness", "harmonic"} {
		t.Run(name, func(t *testing.T) {
			m, err := measure.Node(name)
			if err != nil {
				t.Fatal(err)
			}
			full, how, err := who(context.Background(), f, m, measure.RankingOptions{Exact: true})
			if err != nil || how.Mode != measure.Exact || how.Pivots != 0 {
				t.Fatalf("exact: %+v, %v", how, err)
			}
			few, how, err := who(context.Background(), f, m, measure.RankingOptions{Budget: 60 * 64})
			if err != nil || how.Mode != measure.Sampled || how.Pivots != 64 || how.Nodes <= 64 {
				t.Fatalf("sampled: %+v, %v", how, err)
			}
			far := 0
			for _, r := range full[:12] {
				got := find(t, few, r.Entity)
				if r.SE != 0 || got.SE < 0 {
					t.Fatalf("errors: %g exact, %g estimated", r.SE, got.SE)
				}
				if math.Abs(got.Mean-r.Mean) > 3*got.SE+1e-9 {
					far++
				}
			}
			if far > 1 {
				t.Errorf("%d of the first 12 lie more than three standard errors off", far)
			}
			if few[0].Entity != full[0].Entity {
				t.Errorf("first is %s, estimated %s", full[0].Entity, few[0].Entity)
			}
		})
	}
}

// estimatedAndExact ranks by betweenness from as few searches as that is done from, and in full.
func estimatedAndExact(t *testing.T, f *snapshot.Frame) (few, full []measure.Ranked, how measure.Method) {
	t.Helper()
	m, err := measure.Node("betweenness")
	if err != nil {
		t.Fatal(err)
	}
	full, _, err = who(t.Context(), f, m, measure.RankingOptions{Exact: true})
	if err != nil {
		t.Fatal(err)
	}
	few, how, err = who(t.Context(), f, m, measure.RankingOptions{Budget: 1})
	if err != nil || how.Mode != measure.Sampled || how.Pivots != 64 {
		t.Fatalf("sampled: %+v, %v", how, err)
	}
	return few, full, how
}

func TestTheErrorsOfEstimatesHoldOverManyCases(t *testing.T) {
	// Errors are those of the worlds drawn as well, which exact values share here: they lie
	// nearer than one error.
	for _, worlds := range []int{20, 120, 600} {
		n, far, squares, wider := 0, 0, 0.0, 0.0
		for seed := range uint64(4) {
			f := generated(t, synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 20, Seed: seed}, worlds)
			few, full, how := estimatedAndExact(t, f)
			if how.Worlds != worlds && (how.Worlds != 512 || !how.Settled) {
				t.Errorf("seed %d, %d worlds: %+v", seed, worlds, how)
			}
			for _, r := range full[:15] {
				got := find(t, few, r.Entity)
				z := (got.Mean - r.Mean) / got.SE
				squares += z * z
				wider += (got.High - got.Low) / (r.High - r.Low)
				if n++; math.Abs(z) > 2 {
					far++
				}
			}
		}
		if rms := math.Sqrt(squares / float64(n)); rms > 1.1 || rms < .25 || far > n/20 {
			t.Errorf("%d worlds: of %d means, %d are more than two standard errors off, the root mean square %.2f of one", worlds, n, far, rms)
		}
		if wider /= float64(n); wider < .9 || wider > 1.5 {
			t.Errorf("%d worlds: intervals are %.2f times as wide as exact ones", worlds, wider)
		}
	}
}

func TestASettledOrderIsTheExactOneSaveForThoseAsGoodAsEqual(t *testing.T) {
	f := generated(t, synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 20, Seed: 11}, 1200)
	few, full, how := estimatedAndExact(t, f)
	if !how.Settled || how.Worlds >= 1200 {
		t.Fatalf("not settled before all worlds: %+v", how)
	}
	for i, a := range few[:measure.SettledOf] {
		exact := find(t, full, a.Entity)
		for _, b := range few[i+1:] {
			if later := find(t, full, b.Entity); later.Mean > 1.15*exact.Mean {
				t.Errorf("%s comes before %s: %g and %g, exactly %g and %g", a.Entity, b.Entity, a.Mean, b.Mean, exact.Mean, later.Mean)
			}
		}
	}
	if few[0].PTop != 0 && math.Abs(few[0].PTop-find(t, full, few[0].Entity).PTop) > .07 {
		t.Errorf("first in %g of worlds, exactly %g", few[0].PTop, find(t, full, few[0].Entity).PTop)
	}
}

func TestWhereAllWorldsAreAlikeAnEstimateHasNoSpread(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 300, Claims: 1500, Sources: 20, Seed: 2})
	few, full, how := estimatedAndExact(t, frame(t, c, always{}, 600))
	for _, r := range full[:10] {
		got := find(t, few, r.Entity)
		if got.High-got.Low > 1e-9*got.Mean || got.RankLow != got.RankHigh {
			t.Errorf("%s: %+v, though only pivots part the worlds", r.Entity, got)
		}
		if math.Abs(got.Mean-r.Mean) > 3*got.SE {
			t.Errorf("%s: %g ± %g, exactly %g (%+v)", r.Entity, got.Mean, got.SE, r.Mean, how)
		}
	}
}

func TestABudgetForAllSearchesGivesTheExactBits(t *testing.T) {
	f := generated(t, synth.CaseConfig{Entities: 120, Claims: 500, Seed: 4}, 40)
	m, _ := measure.Node("betweenness")
	full, _, _ := who(context.Background(), f, m, measure.RankingOptions{Exact: true})
	for name, o := range map[string]measure.RankingOptions{"a large budget": {Budget: 1 << 40}, "a small case": {}} {
		got, how, err := who(context.Background(), f, m, o)
		if err != nil || how.Mode != measure.Exact {
			t.Fatalf("%s: %+v, %v", name, how, err)
		}
		if diff := cmp.Diff(full, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestOneWorkerOrManyEstimateTheSameBits(t *testing.T) {
	f := generated(t, synth.CaseConfig{Entities: 400, Claims: 1600, Seed: 5}, 50)
	for _, name := range []string{"betweenness", "closeness", "harmonic"} {
		m, _ := measure.Node(name)
		one, _, _ := who(context.Background(), f, m, measure.RankingOptions{Budget: 1, RunConfig: snapshot.RunConfig{Workers: 1}})
		many, how, _ := who(context.Background(), f, m, measure.RankingOptions{Budget: 1, RunConfig: snapshot.RunConfig{Workers: 4}})
		if diff := cmp.Diff(one, many); diff != "" || how.Mode != measure.Sampled {
			t.Errorf("%s, %v: %s", name, how, diff)
		}
	}
}

// BenchmarkWhoOfALargeCase ranks 5,000 entities and 20,000 claims over 200 worlds.
func BenchmarkWhoOfALargeCase(b *testing.B) {
	f := generated(b, synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, Seed: 1}, 200)
	for _, name := range []string{"betweenness", "closeness"} {
		m, _ := measure.Node(name)
		for mode, o := range map[string]measure.RankingOptions{"exact": {Exact: true}, "sampled": {Budget: 1}} {
			b.Run(name+"/"+mode, func(b *testing.B) {
				for b.Loop() {
					if _, _, err := who(context.Background(), f, m, o); err != nil {
						b.Fatal(err)
					}
				}
			})
		}
	}
}
