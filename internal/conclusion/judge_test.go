package conclusion_test

import (
	"errors"
	"math/rand/v2"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

func sampled(t testing.TB, c *underpin.Case, worlds int) (*evidence.Sample, *snapshot.Projection) {
	t.Helper()
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: worlds, Seed: 3, Dates: []underpin.Day{c.Settings.ShockAt.Last}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

// TestAPartOfTheWorldsIsAnsweredAsWithinAll: any worlds asked for alone, by any
// number of workers, give the answers that they give among all.
func TestAPartOfTheWorldsIsAnsweredAsWithinAll(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for seed := range uint64(3) {
		c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 120, Sources: 10, Seed: seed})
		s, p := sampled(t, c, 200)
		for _, expr := range []string{
			`after.components - before.components`, `after.df`, `before.top("betweenness", "")`,
			`after.contested("group-4") || after.reassigned("group-1")`, `after.vacant("post-0")`,
			`after.channels("group-0", "person-1")`,
		} {
			k, err := conclusion.Compile(c, expr)
			if err != nil {
				t.Fatal(err)
			}
			j := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: []underpin.EntityID{"person-0"}})
			all, err := j.Answer(t.Context(), s, nil, 2)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range []int{0, 1, 7, 60} {
				row := make(worldset.Set, 4)
				for range n {
					w := rng.IntN(200)
					row.Add(w)
				}
				some, err := j.Answer(t.Context(), s, row, 1+n%3)
				if err != nil {
					t.Fatal(err)
				}
				for w := range some {
					if row.Has(w) && some[w] != all[w] {
						t.Errorf("seed %d, %s, world %d of %d: %+v, among all %+v", seed, expr, w, n, some[w], all[w])
					}
				}
			}
		}
	}
}

func TestALossOfWhatIsNotThereIsRefusedOnceAndForAll(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 1})
	c.Entities = append(c.Entities, underpin.Entity{ID: "nobody", Schema: underpin.Person, Name: "Nobody"})
	s, p := sampled(t, c, 64)
	k, err := conclusion.Compile(c, `after.components`)
	if err != nil {
		t.Fatal(err)
	}
	j := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: []underpin.EntityID{"nobody"}})
	if _, err := j.Answer(t.Context(), s, nil, 0); !errors.Is(err, shock.ErrNotThere) {
		t.Errorf("%v", err)
	}
	if _, err := j.Answer(t.Context(), s, worldset.Set{1}, 0); err != nil {
		t.Errorf("in part of the worlds: %v", err)
	}
}

// BenchmarkAnswer answers 40 simple conclusions in the 2,000 worlds of a case of
// 120 claims.
func BenchmarkAnswer(b *testing.B) {
	c := synth.Case(synth.CaseConfig{Entities: 80, Claims: 120, Sources: 12, Seed: 1})
	s, p := sampled(b, c, 2000)
	k, err := conclusion.Compile(c, `before.support("group-0", "group-1") && !after.support("group-0", "group-1")`)
	if err != nil {
		b.Fatal(err)
	}
	j := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: []underpin.EntityID{"person-0"}})
	b.Run("claims=120,worlds=2000,conclusions=40", func(b *testing.B) {
		for b.Loop() {
			for range 40 {
				if _, err := j.Answer(b.Context(), s, nil, 0); err != nil {
					b.Fatal(err)
				}
			}
		}
	})
}
