package snapshot_test

import (
	"context"
	"errors"
	"testing"

	"underpin"
	"underpin/internal/snapshot"
)

func TestReadings(t *testing.T) {
	share := func(q underpin.Quantity) func(*underpin.Claim) {
		return func(c *underpin.Claim) { c.Share = q }
	}
	for _, test := range []struct {
		name, claim               string
		change                    func(*underpin.Claim)
		binding, command, support string
	}{
		{"a leader and the body hold power over each other", "maryam leads authority", nil,
			"maryam-authority", "maryam>authority authority>maryam", "maryam>authority authority>maryam"},
		{"what is a part is held by the whole", "authority part_of ministry", nil,
			"ministry-authority", "ministry>authority", "ministry>authority"},
		{"a sponsor supports and does not command", "ministry sponsors crane-co", nil,
			"ministry-crane-co", "", "ministry>crane-co"},
		{"backing without control binds and no more", "ministry supports crane-co", nil, "ministry-crane-co", "", ""},
		{"a post belongs to its body without power over it", "chair post_in authority", nil, "authority-chair", "", ""},
		{"an act is a tie of no power", "maryam ordered authority", nil, "maryam-authority", "", ""},
		{"what divides is in no reading", "maryam opposes yusuf", nil, "", "", ""},
		{"a designation forms no tie", "ministry designated crane-co", nil, "", "", ""},
		{"a place forms no tie", "crane-co acts_in old-town", nil, "", "", ""},
		{"an event is no node", "maryam allied_with strike", nil, "", "", ""},
		{"nobody is tied to himself", "maryam allied_with maryam", nil, "", "", ""},
		{"an owner without a stated share controls", "maryam owns crane-co", nil,
			"maryam-crane-co", "maryam>crane-co", "maryam>crane-co"},
		{"half a company is no control", "maryam owns crane-co", share(underpin.Quantity{Text: "50", Low: 50, High: 50}),
			"maryam-crane-co", "", ""},
		{"more than half is control", "maryam owns crane-co", share(underpin.Quantity{Text: ">50", Low: 50, LowOpen: true, NoHigh: true}),
			"maryam-crane-co", "maryam>crane-co", "maryam>crane-co"},
		{"a view forms no tie", "maryam leads authority",
			func(c *underpin.Claim) { c.Holders = []underpin.EntityID{"yusuf"} }, "", "", ""},
		{"a view forms one where the analyst says so", "maryam commands authority",
			func(c *underpin.Claim) { c.Holders, c.Tie = []underpin.EntityID{"yusuf"}, true },
			"maryam-authority", "maryam>authority", "maryam>authority"},
		{"a claim with roles forms no tie", "maryam commands authority",
			func(c *underpin.Claim) { c.Roles = []underpin.Role{{Role: "bidder", Entity: "crane-co"}} }, "", "", ""},
		{"an attribute forms no tie", "authority strength ministry",
			func(c *underpin.Claim) { c.Object, c.Value = "", underpin.Quantity{Text: "40", Low: 40, High: 40} }, "", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := harbour(t, test.claim)
			if test.change != nil {
				test.change(&c.Claims[0])
			}
			p := project(t, c, snapshot.TieFilter{})
			w := p.On(certain(c), 0, 1).World()
			w.Set(0, nil)
			for reading, want := range map[snapshot.Reading]string{
				snapshot.Binding: test.binding, snapshot.Command: test.command, snapshot.Support: test.support,
			} {
				if got := ties(p, w, reading); got != want {
					t.Errorf("%v: got %q, want %q", reading, got, want)
				}
			}
		})
	}
}

func TestPowerPassesThroughAPost(t *testing.T) {
	c := harbour(t, "maryam holds_post chair", "chair heads authority")
	p := project(t, c, snapshot.TieFilter{})
	w := p.On(certain(c), 0, 1).World()
	w.Set(0, nil)
	if got, want := ties(p, w, snapshot.Command), "maryam>chair chair>authority"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestFilters(t *testing.T) {
	c := harbour(t, "maryam leads authority", "ministry sponsors crane-co", "yusuf commands authority")
	for _, test := range []struct {
		name    string
		options snapshot.TieFilter
		want    int
	}{
		{"none keeps all", snapshot.TieFilter{}, 3},
		{"a class keeps its own", snapshot.TieFilter{Classes: []underpin.RelationClass{underpin.ClassSupport}}, 1},
		{"entities keep what lies among them", snapshot.TieFilter{Entities: []underpin.EntityID{"maryam", "authority", "crane-co"}}, 1},
		{"a least credence keeps what passes it", snapshot.TieFilter{Keep: func(claim int) bool { return claim > 0 }}, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			if got := len(project(t, c, test.options).Ties); got != test.want {
				t.Errorf("got %d ties, want %d", got, test.want)
			}
		})
	}
	for _, o := range []snapshot.TieFilter{{Classes: []underpin.RelationClass{"comand"}}, {Entities: []underpin.EntityID{"nobody"}}} {
		if _, err := snapshot.New(c, nil, o); !errors.Is(err, snapshot.ErrUnknown) {
			t.Errorf("a filter on what does not exist: got %v", err)
		}
	}
}

func TestWorldsWithTheSameTiesAreOnePattern(t *testing.T) {
	c := harbour(t, "maryam leads authority", "yusuf opposes maryam", "maryam designated yusuf")
	f := project(t, c, snapshot.TieFilter{}).On(all{3}, 0, 8)
	if f.Patterns() != 4 {
		t.Fatalf("two ties make 4 patterns, got %d", f.Patterns())
	}
	for k := range 4 {
		if f.Count(k) != 2 {
			t.Errorf("pattern %d occurs %d times, want 2", k, f.Count(k))
		}
	}
	if f.Pattern(3) != f.Pattern(7) || f.Pattern(3) == f.Pattern(2) {
		t.Error("worlds are in the wrong patterns")
	}
	if got := f.Share(0); got != .5 {
		t.Errorf("a tie that holds in half the worlds has share %g", got)
	}
}

func TestSamenesses(t *testing.T) {
	unsure := func(id string, a, b underpin.EntityID) underpin.Sameness {
		return underpin.Sameness{ID: id, A: a, B: b, Verdict: underpin.Unsure, P: .5}
	}
	for _, test := range []struct {
		name       string
		samenesses []underpin.Sameness
		drawn      int // a bit for each sameness
		nodes      int
	}{
		{"nobody is merged unasked", nil, 0, 3},
		{"an unsure sameness that is drawn merges", []underpin.Sameness{unsure("s1", "maryam", "m-dalal")}, 1, 2},
		{"one that is not drawn does not", []underpin.Sameness{unsure("s1", "maryam", "m-dalal")}, 0, 3},
		{"a merge against a judgement of not same is not made", []underpin.Sameness{
			unsure("s1", "maryam", "m-dalal"), unsure("s2", "m-dalal", "yusuf"),
			{ID: "s3", A: "maryam", B: "yusuf", Verdict: underpin.NotSame}}, 3, 2},
		{"same goes before unsure", []underpin.Sameness{
			unsure("s1", "maryam", "m-dalal"), {ID: "s2", A: "m-dalal", B: "yusuf", Verdict: underpin.Same},
			{ID: "s3", A: "maryam", B: "yusuf", Verdict: underpin.NotSame}}, 3, 2},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := harbour(t, "maryam allied_with m-dalal", "m-dalal allied_with yusuf")
			c.Samenesses = test.samenesses
			f := project(t, c, snapshot.TieFilter{}).On(all{2}, 0, 4<<len(test.samenesses))
			w := f.World()
			w.Set(f.Pattern(3|test.drawn<<2), nil)
			if w.N() != test.nodes {
				t.Errorf("got %d nodes, want %d", w.N(), test.nodes)
			}
		})
	}
}

func TestALossTakesNodesAndTies(t *testing.T) {
	c := harbour(t, "maryam leads authority", "ministry commands authority", "m-dalal allied_with yusuf")
	c.Samenesses = []underpin.Sameness{{ID: "s1", A: "maryam", B: "m-dalal", Verdict: underpin.Same}}
	p := project(t, c, snapshot.TieFilter{})
	f := p.On(certain(c), 0, 1)
	w := f.World()

	lost := make([]bool, len(c.Entities))
	maryam, _ := p.Entity("maryam")
	lost[maryam] = true
	w.Set(0, &snapshot.Loss{Entities: lost})
	if got := ties(p, w, snapshot.Binding); got != "ministry-authority" || w.N() != 3 {
		t.Errorf("after the loss of maryam, who is m-dalal: %q among %d nodes", got, w.N())
	}
	gone := make([]bool, len(p.Ties))
	gone[1] = true
	w.Set(0, &snapshot.Loss{Ties: gone})
	if got := ties(p, w, snapshot.Command); got != "m-dalal>authority authority>m-dalal" || w.N() != 4 {
		t.Errorf("after the loss of a claim: %q among %d nodes", got, w.N())
	}
	w.Set(0, nil)
	if w.N() != 4 || w.Graph(snapshot.Binding).M() != 3 {
		t.Error("a world set anew keeps what was lost before")
	}
}

func TestEachVisitsEveryPatternOnce(t *testing.T) {
	c := harbour(t, "maryam leads authority", "ministry commands authority", "m-dalal allied_with yusuf",
		"chair heads authority", "yusuf holds_post chair", "maryam owns quay")
	f := project(t, c, snapshot.TieFilter{}).On(all{6}, 0, 64)
	for _, workers := range []int{1, 3} {
		visits := make([]int, f.Patterns())
		last := 0
		err := f.Each(context.Background(), snapshot.RunConfig{Workers: workers, Progress: func(done, total int) {
			if done <= last || total != 64 {
				t.Errorf("progress goes from %d to %d of %d", last, done, total)
			}
			last = done
		}}, func() func(int) { return func(pattern int) { visits[pattern]++ } })
		if err != nil || last != 64 {
			t.Fatalf("%d workers: %v after %d", workers, err, last)
		}
		for p, n := range visits {
			if n != 1 {
				t.Errorf("%d workers visit pattern %d %d times", workers, p, n)
			}
		}
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if err := f.Each(stopped, snapshot.RunConfig{}, func() func(int) { return func(int) {} }); !errors.Is(err, context.Canceled) {
		t.Errorf("a cancelled run: got %v", err)
	}
}

func TestAnEmptyCaseHasAnEmptyNetwork(t *testing.T) {
	c := harbour(t)
	w := project(t, c, snapshot.TieFilter{}).On(all{0}, 0, 3).World()
	w.Set(0, nil)
	if w.N() != 0 || w.Graph(snapshot.Binding).M() != 0 || w.Superiors().N() != 0 {
		t.Error("the empty network has nodes or ties")
	}
}

func BenchmarkOn(b *testing.B) {
	c := harbour(b, "maryam leads authority", "ministry commands authority", "m-dalal allied_with yusuf",
		"chair heads authority", "yusuf holds_post chair", "maryam owns quay")
	p := project(b, c, snapshot.TieFilter{})
	for b.Loop() {
		p.On(all{6}, 0, 2000)
	}
}

// TestMembershipInACollectiveIsNoCommand holds that to be counted among others is to
// be commanded by none of them, in no direction and whatever the row of the relation
// says; a part of a body that is no plural answers to it.
func TestMembershipInACollectiveIsNoCommand(t *testing.T) {
	for _, tt := range []struct {
		name       string
		collective bool
		class      underpin.RelationClass
		power      underpin.Power
		want       bool
	}{
		{"a member of a body", false, underpin.ClassStructure, underpin.PowerObject, true},
		{"one of a plural", true, underpin.ClassStructure, underpin.PowerObject, false},
		{"one of a plural, turned round", true, underpin.ClassStructure, underpin.PowerSubject, false},
		{"one of a plural, either way", true, underpin.ClassStructure, underpin.PowerBoth, false},
		{"who commands a plural", true, underpin.ClassCommand, underpin.PowerSubject, true},
		{"an alliance with a body", false, underpin.ClassAlliance, underpin.PowerSubject, false},
		{"what benefits a body", false, underpin.ClassBenefit, underpin.PowerSubject, false},
	} {
		r := underpin.Relation{Name: "r", Class: tt.class, Power: tt.power, Sign: "+", Control: underpin.ControlFull, HalfLife: underpin.HalfLife{Years: 2}}
		c := &underpin.Case{
			Relations: []underpin.Relation{r},
			Entities:  []underpin.Entity{{ID: "a", Schema: underpin.Organization}, {ID: "b", Schema: underpin.Organization, Collective: tt.collective}},
			Claims:    []underpin.Claim{{ID: "c", Subject: "a", Relation: "r", Object: "b"}},
		}
		p, err := snapshot.New(c, nil, snapshot.TieFilter{})
		if err != nil || len(p.Ties) != 1 {
			t.Fatalf("%s: %d ties, %v", tt.name, len(p.Ties), err)
		}
		tie := &p.Ties[0]
		powers := 0
		for range tie.Controllers {
			powers++
		}
		if tie.Command != tt.want || tie.Support != tt.want || (powers > 0) != tt.want || !tie.Binding {
			t.Errorf("%s: %+v, power in %d directions", tt.name, *tie, powers)
		}
	}
}
