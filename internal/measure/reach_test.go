package measure_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// harbour returns a case of claims "subject relation object" about the Harbour
// Authority.
func harbour(claims ...string) *underpin.Case {
	relation := func(name underpin.RelationName, class underpin.RelationClass, power underpin.Power, control underpin.Control) underpin.Relation {
		return underpin.Relation{Name: name, Inverse: string(name) + " by", Class: class, Power: power, Sign: "+", Control: control, HalfLife: underpin.HalfLife{Years: 2}}
	}
	c := &underpin.Case{ID: "harbour", Relations: []underpin.Relation{
		relation("commands", underpin.ClassCommand, underpin.PowerSubject, underpin.ControlFull),
		relation("heads", underpin.ClassCommand, underpin.PowerSubject, underpin.ControlFull),
		relation("holds_post", underpin.ClassOffice, underpin.PowerSubject, underpin.ControlFull),
		relation("part_of", underpin.ClassStructure, underpin.PowerObject, underpin.ControlFull),
		relation("sponsors", underpin.ClassSupport, underpin.PowerSubject, underpin.ControlPartial),
		relation("infiltrates", underpin.ClassBenefit, underpin.PowerSubject, underpin.ControlNone),
	}}
	for id, schema := range map[underpin.EntityID]underpin.Schema{
		"maryam": underpin.Person, "yusuf": underpin.Person, "ministry": underpin.PublicBody, "authority": underpin.PublicBody,
		"pilots": underpin.PublicBody, "chair": underpin.Position, "crane-co": underpin.Company, "quay": underpin.Asset,
	} {
		c.Entities = append(c.Entities, underpin.Entity{ID: id, Schema: schema, Name: string(id)})
	}
	for i, line := range claims {
		words := strings.Fields(line)
		c.Claims = append(c.Claims, underpin.Claim{
			ID: underpin.ClaimID(fmt.Sprint("c", i)), Subject: underpin.EntityID(words[0]),
			Relation: underpin.RelationName(words[1]), Object: underpin.EntityID(words[2]),
		})
	}
	return c
}

func TestReach(t *testing.T) {
	for _, test := range []struct {
		name   string
		claims []string
		want   []measure.Reached // in all worlds of claims of one half
	}{
		{"a command of one half reaches in half the worlds", []string{"ministry commands authority"},
			[]measure.Reached{{Entity: "authority", Command: .5, Support: .5, Channels: .5}}},
		{"two in a row reach in a quarter", []string{"ministry commands authority", "authority commands quay"},
			[]measure.Reached{{Entity: "authority", Command: .5, Support: .5, Channels: .5}, {Entity: "quay", Command: .25, Support: .25, Channels: .25}}},
		{"two side by side are two channels", []string{"ministry commands authority", "ministry commands authority", "ministry commands pilots",
			"pilots commands authority"},
			[]measure.Reached{{Entity: "authority", Command: .8125, Support: .8125, Channels: 1}, {Entity: "pilots", Command: .5, Support: .5, Channels: .5}}},
		{"a sponsor supports and does not command", []string{"ministry sponsors crane-co"},
			[]measure.Reached{{Entity: "crane-co", Support: .5}}},
		{"a whole reaches its part", []string{"pilots part_of ministry"},
			[]measure.Reached{{Entity: "pilots", Command: .5, Support: .5, Channels: .5}}},
		{"who has no ties reaches nothing", []string{"maryam commands authority"}, []measure.Reached{}},
	} {
		t.Run(test.name, func(t *testing.T) {
			f := frame(t, harbour(test.claims...), every{}, 1<<len(test.claims))
			for _, workers := range []int{1, 4} {
				got, err := measure.Reach(context.Background(), f, "ministry", snapshot.RunConfig{Workers: workers})
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(test.want, got); diff != "" {
					t.Error(diff)
				}
			}
		})
	}
	f := frame(t, harbour("ministry commands authority"), every{}, 2)
	_, err := measure.Reach(context.Background(), f, "minstry", snapshot.RunConfig{})
	if !errors.Is(err, measure.ErrUnknownEntity) || !strings.Contains(err.Error(), "did you mean ministry?") {
		t.Errorf("an unknown root: got %v", err)
	}
}

func TestHeldListsEveryWayByWhatItHandsOnTheMostProbableFirst(t *testing.T) {
	c := harbour("chair heads authority", "maryam holds_post chair", "authority part_of ministry", "yusuf sponsors authority",
		"crane-co infiltrates authority", "ministry commands authority", "authority commands quay")
	c.Claims[5].Holders = []underpin.EntityID{"yusuf"}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	f := p.Shareholdings(every{}, 0, 1<<7)
	holding, err := measure.Held(t.Context(), f, every{}, 0, measure.NewOwnership(f), "authority", measure.UsualBounds)
	if err != nil {
		t.Fatal(err)
	}
	want := []measure.Way{
		{Holder: "chair", Name: "chair", Class: "command", Relation: "heads", Reading: "command", Claims: []underpin.ClaimID{"c0"}, P: .5},
		{Holder: "ministry", Name: "ministry", Class: "structure", Relation: "part_of", Reading: "command", Claims: []underpin.ClaimID{"c2"}, P: .5},
		{Holder: "maryam", Name: "maryam", Post: "chair", Through: []underpin.EntityID{"chair"}, Class: "command", Relation: "heads", Reading: "command", Claims: []underpin.ClaimID{"c0", "c1"}, P: .25},
		{Holder: "yusuf", Name: "yusuf", Class: "support", Relation: "sponsors", Reading: "support", Claims: []underpin.ClaimID{"c3"}, P: .5},
		{Holder: "crane-co", Name: "crane-co", Class: "benefit", Relation: "infiltrates", Reading: "none", Claims: []underpin.ClaimID{"c4"}, P: .5},
		{Holder: "ministry", Name: "ministry", Class: "command", Relation: "commands", Reading: "command", Claims: []underpin.ClaimID{"c5"}, P: .5, View: true},
	}
	if diff := cmp.Diff(want, holding.Ways); diff != "" {
		t.Error(diff)
	}
	if _, err := measure.Held(t.Context(), f, every{}, 0, measure.NewOwnership(f), "nobody", measure.UsualBounds); !errors.Is(err, measure.ErrUnknownEntity) {
		t.Errorf("an unknown entity: got %v", err)
	}
}
