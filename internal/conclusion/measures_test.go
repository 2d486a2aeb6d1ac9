package conclusion_test

import (
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/measure"
	"underpin/internal/shock"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// TestEveryMeasureOfTheRegistryIsAskedByItsName: in every world the answer is the
// kernel's, whether worlds are answered together, one by one, or some of them alone.
func TestEveryMeasureOfTheRegistryIsAskedByItsName(t *testing.T) {
	const worlds = 100
	lost, asked := []underpin.EntityID{"person-0"}, underpin.EntityID("group-1")
	c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 120, Sources: 10, Seed: 4})
	s, p := sampled(t, c, worlds)
	losses, err := shock.Compare(p.On(s, 0, worlds), shock.Config{Entities: lost})
	if err != nil {
		t.Fatal(err)
	}
	for i := range measure.Registry {
		m := &measure.Registry[i]
		if m.InCase == nil {
			continue
		}
		expressions := []string{"after." + m.Name}
		switch {
		case m.OfNodes():
			expressions = []string{"after." + m.Name + `("group-1")`, `after.measure("` + m.Name + `", "group-1")`}
		case m.Also != "":
			expressions = append(expressions, "after."+m.Also)
		}
		for _, expr := range expressions {
			k, err := conclusion.Compile(c, expr)
			if err != nil {
				t.Fatal(err)
			}
			judge := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lost})
			answers, err := judge.Answer(t.Context(), s, nil, 2)
			if err != nil {
				t.Fatal(err)
			}
			some, err := judge.Answer(t.Context(), s, worldset.Set{0xf0f0, 0}, 1)
			if err != nil {
				t.Fatal(err)
			}
			for world, answer := range answers {
				_, after := losses.At(world)
				want := after.Whole(m.Name)
				if m.OfNodes() {
					want = after.Measure(m.Name, asked)
				}
				alone := world < 64 && 0xf0f0>>world&1 != 0
				if answer.Number != want || alone && some[world] != answer {
					t.Fatalf("%s in world %d: %v, asked for alone %v, by the kernel %v", expr, world, answer.Number, some[world].Number, want)
				}
			}
			if k.Kind() != conclusion.Number || k.Needs().Distances != m.Cost.Searches() {
				t.Errorf("%s is a %s and needs %+v", expr, k.Kind(), k.Needs())
			}
		}
	}
}
