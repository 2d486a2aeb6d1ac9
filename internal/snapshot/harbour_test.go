package snapshot_test

import (
	"fmt"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
)

var _ snapshot.Worlds = (*evidence.Sample)(nil)

// vocabulary is what the tests need of one: name class power sign control years.
const vocabulary = `
leads       command     both    + full    2
commands    command     subject + full    2
directs     command     subject + partial 2
heads       command     subject + full    2
holds_post  office      subject + full    4
post_in     office      none    + none    4
part_of     structure   object  + full    4
owns        ownership   subject + share   8
sponsors    support     subject + partial 2
supports    support     subject + none    2
allied_with alliance    none    + none    2
opposes     opposition  none    - none    2
designated  designation none    - none    2
assisted    act         none    + none    0
ordered     act         subject + full    0
acts_in     place       none    + none    8
strength    attribute   none    + none    2
`

func relations(t testing.TB) []underpin.Relation {
	var out []underpin.Relation
	for line := range strings.Lines(strings.TrimSpace(vocabulary)) {
		var name, class, power, sign, control string
		var years float64
		if _, err := fmt.Sscan(line, &name, &class, &power, &sign, &control, &years); err != nil {
			t.Fatal(err)
		}
		out = append(out, underpin.Relation{
			Name: underpin.RelationName(name), Class: underpin.RelationClass(class), Power: underpin.Power(power),
			Sign: sign, Control: underpin.Control(control), HalfLife: underpin.HalfLife{Years: years},
		})
	}
	return out
}

// harbour returns a case of claims "subject relation object", the id of each its
// place from c0.
func harbour(t testing.TB, claims ...string) *underpin.Case {
	c := &underpin.Case{ID: "harbour", Relations: relations(t), Entities: []underpin.Entity{
		{ID: "maryam", Schema: underpin.Person}, {ID: "yusuf", Schema: underpin.Person}, {ID: "m-dalal", Schema: underpin.Person},
		{ID: "ministry", Schema: underpin.PublicBody}, {ID: "authority", Schema: underpin.PublicBody},
		{ID: "chair", Schema: underpin.Position}, {ID: "crane-co", Schema: underpin.Company}, {ID: "quay", Schema: underpin.Asset},
		{ID: "strike", Schema: underpin.Event}, {ID: "old-town", Schema: underpin.Address},
	}}
	for i, line := range claims {
		words := strings.Fields(line)
		c.Claims = append(c.Claims, underpin.Claim{
			ID: underpin.ClaimID(fmt.Sprintf("c%d", i)), Subject: underpin.EntityID(words[0]),
			Relation: underpin.RelationName(words[1]), Object: underpin.EntityID(words[2]),
		})
	}
	return c
}

// all is every world of independent claims and samenesses: bit k of a world's
// number decides claim k, and the bits after the claims the samenesses.
type all struct{ claims int }

func (a all) Holds(_, world, claim int) bool   { return world>>claim&1 != 0 }
func (a all) Same(world, sameness int) bool    { return world>>(a.claims+sameness)&1 != 0 }
func certain(c *underpin.Case) snapshot.Worlds { return sure{c} }

// sure is the one world in which all claims hold and no unsure sameness is so.
type sure struct{ c *underpin.Case }

func (sure) Holds(int, int, int) bool { return true }
func (s sure) Same(_, i int) bool     { return s.c.Samenesses[i].Verdict == underpin.Same }

func project(t testing.TB, c *underpin.Case, o snapshot.TieFilter) *snapshot.Projection {
	t.Helper()
	p, err := snapshot.New(c, nil, o)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// ties writes a reading as "a>b" or "a-b", in the order of nodes.
func ties(p *snapshot.Projection, w *snapshot.World, r snapshot.Reading) string {
	var out []string
	name := func(node int32) string { return string(p.Case.Entities[w.First(node)].ID) }
	for u, v := range w.Graph(r).Ties() {
		mark := ">"
		if r == snapshot.Binding {
			mark = "-"
		}
		out = append(out, name(u)+mark+name(v))
	}
	return strings.Join(out, " ")
}
