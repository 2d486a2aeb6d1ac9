package measure

import (
	"testing"

	"underpin"
	"underpin/internal/snapshot"
)

// bits are worlds that differ in every claim as the digits of their number do.
type bits struct{}

func (bits) Holds(_, world, claim int) bool { return world>>claim&1 != 0 }
func (bits) Same(int, int) bool             { return false }

func TestACostlyMeasureTakesTheFirstWorlds(t *testing.T) {
	c := &underpin.Case{ID: "portion", Relations: []underpin.Relation{{
		Name: "allied_with", Class: underpin.ClassAlliance, Power: underpin.PowerNone, Sign: "+", Control: underpin.ControlNone,
	}}}
	for _, id := range []underpin.EntityID{"hub", "a", "b", "c", "d", "e", "f", "g"} {
		c.Entities = append(c.Entities, underpin.Entity{ID: id, Schema: underpin.Person, Name: string(id)})
		if id != "hub" {
			c.Claims = append(c.Claims, underpin.Claim{ID: underpin.ClaimID(id), Subject: "hub", Relation: "allied_with", Object: id})
		}
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	f := p.On(bits{}, 0, 256) // 128 patterns, each twice
	for _, test := range []struct {
		name             string
		cost             float64
		all              bool
		worlds, patterns int
	}{
		{"all where it costs little", 1, false, 256, 128},
		{"all where all are asked for", 1e12, true, 256, 128},
		{"as many as fit, up to the first that is one more", costBudget / 100, false, 100, 100},
		{"never fewer than an interval takes", 1e12, false, leastWorlds, leastWorlds},
	} {
		t.Run(test.name, func(t *testing.T) {
			got := prefixOf(f, test.cost, test.all)
			if got.worlds != test.worlds || got.patterns != test.patterns {
				t.Errorf("got %d worlds of %d patterns, want %d of %d", got.worlds, got.patterns, test.worlds, test.patterns)
			}
			seen := 0
			err := got.each(t.Context(), snapshot.RunConfig{Workers: 1}, func() func(int) { return func(int) { seen++ } })
			if err != nil || seen != test.patterns {
				t.Errorf("handled %d patterns, %v", seen, err)
			}
		})
	}
}
