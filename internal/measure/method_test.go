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
