package shock_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
)

// vocabulary: name class power sign control exclusive succession.
const vocabulary = `
leads      command   both    + full    yes -
commands   command   subject + full    yes -
directs    command   subject + partial no  -
heads      command   subject + full    yes -
holds_post office    subject + full    yes -
part_of    structure object  + full    no  -
member_of  structure object  + partial no  -
controls   ownership subject + full    no  -
holds      ownership subject + full    yes -
owns       ownership subject + share   no  -
appoints   appointment subject + none  no  -
sponsors   support   subject + partial no  -
allied     alliance  none    + none    no  -
succeeds   alliance  none    + none    no  subject
precedes   alliance  none    + none    no  object
opposes    opposition none   - none    no  -
`

// schemata of the invented case; the rest are public bodies.
var schemata = map[underpin.EntityID]underpin.Schema{
	"maryam": underpin.Person, "yusuf": underpin.Person, "salma": underpin.Person, "chair": underpin.Position, "deputy": underpin.Position,
	"quay": underpin.Asset, "cranes": underpin.Asset, "gangs": underpin.Organization, "crews": underpin.Organization, "north-gang": underpin.Organization,
	"south-gang": underpin.Organization, "crane-co": underpin.Company, "tug-co": underpin.Company,
}

// harbour returns a case of claims "subject relation object", the id of each its
// place from c0. The gangs are a collective.
func harbour(t testing.TB, claims ...string) *underpin.Case {
	c := &underpin.Case{ID: "harbour"}
	for line := range strings.Lines(strings.TrimSpace(vocabulary)) {
		var name, class, power, sign, control, exclusive, succession string
		if _, err := fmt.Sscan(line, &name, &class, &power, &sign, &control, &exclusive, &succession); err != nil {
			t.Fatal(err)
		}
		c.Relations = append(c.Relations, underpin.Relation{
			Name: underpin.RelationName(name), Class: underpin.RelationClass(class), Power: underpin.Power(power), Sign: sign,
			Control: underpin.Control(control), Exclusive: exclusive == "yes",
			Succession: underpin.Succession(strings.Trim(succession, "-")), HalfLife: underpin.HalfLife{Years: 2},
		})
	}
	known := map[string]bool{}
	for i, line := range claims {
		words := strings.Fields(line)
		for _, id := range []string{words[0], words[2]} {
			if !known[id] {
				known[id] = true
				c.Entities = append(c.Entities, entity(underpin.EntityID(id)))
			}
		}
		c.Claims = append(c.Claims, underpin.Claim{
			ID: underpin.ClaimID(fmt.Sprint("c", i)), Subject: underpin.EntityID(words[0]),
			Relation: underpin.RelationName(words[1]), Object: underpin.EntityID(words[2]),
		})
	}
	return c
}

func entity(id underpin.EntityID) underpin.Entity {
	schema, ok := schemata[id]
	if !ok {
		schema = underpin.PublicBody
	}
	return underpin.Entity{ID: id, Schema: schema, Name: string(id), Collective: id == "gangs" || id == "crews"}
}

// always is any number of worlds in which every claim holds.
type always struct{}

func (always) Holds(int, int, int) bool { return true }
func (always) Same(int, int) bool       { return true }

// every is all 2^m worlds of m claims, each of probability one half.
type every struct{ always }

func (every) Holds(_, world, claim int) bool { return world>>claim&1 != 0 }

func frame(t testing.TB, c *underpin.Case, w snapshot.Worlds, n int) *snapshot.Frame {
	t.Helper()
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return p.On(w, 0, n)
}

func compare(t testing.TB, f *snapshot.Frame, cfg shock.Config) *shock.Comparison {
	t.Helper()
	c, err := shock.Compare(f, cfg)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func report(t testing.TB, c *shock.Comparison) *shock.Report {
	t.Helper()
	r, err := c.Report(context.Background(), snapshot.RunConfig{})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func itemOf(t testing.TB, r *shock.Report, id underpin.EntityID) shock.Item {
	t.Helper()
	i := slices.IndexFunc(r.Items, func(i shock.Item) bool { return i.Entity == id })
	if i < 0 {
		t.Fatalf("%s is not among the items", id)
	}
	return r.Items[i]
}
