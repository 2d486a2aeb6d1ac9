package shock_test

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

// The worlds of a generated case go through the whole room: the same to the bit
// for any number of workers, and no command gained.
func TestTheWorldsOfTheEvidence(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 5})
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	day := underpin.DayOf(2019, 6, 1)
	worlds, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: 300, Seed: 1, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	f := frame(t, c, worlds, worlds.Worlds)
	if len(f.Active) == 0 {
		t.Fatal("the generated case has no tie on the day")
	}
	lost := c.Entities[f.Ties[f.Active[0]].Subject].ID
	both := compare(t, f, shock.Config{
		Entities: []underpin.EntityID{lost},
		Standing: func(claim int) float64 { return m.Standing(claim, day) },
	})
	one, err := both.Report(context.Background(), snapshot.RunConfig{Workers: 1})
	if err != nil {
		t.Fatal(err)
	}
	many, err := both.Report(context.Background(), snapshot.RunConfig{Workers: 4})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, many); diff != "" {
		t.Error(diff)
	}
	for _, i := range one.Items {
		if i.CommandAfter > i.CommandBefore {
			t.Errorf("%s is commanded more after a loss: %+v", i.Entity, i)
		}
	}
}
