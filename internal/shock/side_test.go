package shock

import (
	"context"
	"math"
	"testing"

	"underpin"
	"underpin/internal/snapshot"
)

// everyOther are worlds of which every other one holds.
type everyOther struct{}

func (everyOther) Holds(_, world, _ int) bool { return world%2 == 1 }
func (everyOther) Same(int, int) bool         { return false }

// ally is a comparison of one tie, over some worlds, without any loss.
func ally(t *testing.T, worlds int) *Comparison {
	t.Helper()
	c := &underpin.Case{
		Entities: []underpin.Entity{{ID: "maryam", Schema: underpin.Person}, {ID: "yusuf", Schema: underpin.Person}},
		Relations: []underpin.Relation{{
			Name: "allied_with", Class: underpin.ClassAlliance, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone,
		}},
		Claims: []underpin.Claim{{ID: "c1", Subject: "maryam", Relation: "allied_with", Object: "yusuf"}},
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	both, err := Compare(p.On(everyOther{}, 0, worlds), Config{})
	if err != nil {
		t.Fatal(err)
	}
	return both
}

func TestDistancesOfSomeWorldsGiveTheErrorOfTheirMeans(t *testing.T) {
	s := ally(t, 10).newSideTable()
	s.worlds = 4 // of two patterns in turn
	s.before[0][efficiency], s.before[1][efficiency] = .5, .7
	s.after[0][efficiency], s.after[1][efficiency] = .4, .7
	s.after[1][components] = 3
	// Deviations of .15 and of .05: the root of 4 times their square over 3, over 2.
	got := s.distances()
	if math.Abs(got.SE-math.Sqrt(4*.15*.15/3)/2) > 1e-12 || math.Abs(got.Change-math.Sqrt(4*.05*.05/3)/2) > 1e-12 || got.Worlds != 4 {
		t.Errorf("got %+v", got)
	}
	side := s.side(s.after)
	if math.Abs(side.Efficiency.Mean-.55) > 1e-12 || side.Components.Mean != 1.5 {
		t.Errorf("means of 4 and of 10 worlds: got %+v and %+v", side.Efficiency, side.Components)
	}
}

func TestASmallCaseIsMeasuredInAllWorldsWithoutError(t *testing.T) {
	r, err := ally(t, 10).Report(context.Background(), snapshot.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Distances != (Distances{Worlds: 10}) || r.Before.Efficiency.Mean != .5 {
		t.Errorf("got %+v and %+v", r.Distances, r.Before.Efficiency)
	}
}
