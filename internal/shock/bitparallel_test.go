package shock_test

import (
	"context"
	"fmt"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// generated compares a generated case, with or without drawn samenesses, before and
// after the loss of entities of every rank.
func generated(t testing.TB, cfg synth.CaseConfig, worlds int, unsure bool, roots []underpin.EntityID, lose ...underpin.EntityID) (*underpin.Case, *shock.Comparison) {
	t.Helper()
	c := synth.Case(cfg)
	if !unsure {
		for i := range c.Samenesses {
			if c.Samenesses[i].Verdict == underpin.Unsure {
				c.Samenesses[i].Verdict, c.Samenesses[i].P = underpin.Same, 0
			}
		}
	}
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: worlds, Seed: 1, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	both, err := shock.Compare(p.On(s, 0, worlds), shock.Config{Entities: lose, Roots: roots})
	if err != nil {
		t.Fatal(err)
	}
	return c, both
}

func TestAllWorldsAtOnceAnswerAsTheStatesDo(t *testing.T) {
	for seed := range uint64(4) {
		for _, unsure := range []bool{false, true} {
			t.Run(fmt.Sprint(seed, unsure), func(t *testing.T) {
				cfg := synth.CaseConfig{Entities: 240, Claims: 900, Seed: seed}
				c, both := generated(t, cfg, 100, unsure, nil, "person-0", "group-1")
				before, after := both.BitParallel()
				last := c.Samenesses[0] // persons that may be one
				for _, from := range []underpin.EntityID{"group-0", "person-0", "person-1", "company-0", last.A, last.B} {
					root, _ := both.Resolve(from)
					for e := 0; e < len(c.Entities); e += 3 {
						check(t, both, c, before, after, root, int32(e))
					}
					to, _ := both.Resolve(last.B)
					check(t, both, c, before, after, root, to)
				}
				shapes(t, both, before, after)
			})
		}
	}
}

// check compares what a root reaches.
func check(t *testing.T, both *shock.Comparison, c *underpin.Case, before, after *snapshot.BitParallel, root, target int32) {
	t.Helper()
	rows := [4]worldset.Set{
		before.Reaches(snapshot.Command, root, target), before.Reaches(snapshot.Support, root, target),
		after.Reaches(snapshot.Command, root, target), after.Reaches(snapshot.Support, root, target),
	}
	a, b := c.Entities[root].ID, c.Entities[target].ID
	for world := range 100 {
		if world%7 > 0 && !rows[1].Has(world) {
			continue
		}
		x, y := both.At(world)
		want := [4]bool{x.Command(a, b), x.Support(a, b), y.Command(a, b), y.Support(a, b)}
		for i, row := range rows {
			if row.Has(world) != want[i] {
				t.Fatalf("world %d, %s to %s, question %d: got %v, want %v", world, a, b, i, row.Has(world), want[i])
			}
		}
		if world > 20 {
			break
		}
	}
}

// shapes compares components with those of the networks.
func shapes(t *testing.T, both *shock.Comparison, before, after *snapshot.BitParallel) {
	t.Helper()
	for side, look := range []*snapshot.BitParallel{before, after} {
		one, err := look.Shapes(context.Background(), snapshot.RunConfig{Workers: 1})
		if err != nil {
			t.Fatal(err)
		}
		many, _ := look.Shapes(context.Background(), snapshot.RunConfig{Workers: 3})
		parts, err := look.Components(context.Background())
		if err != nil {
			t.Fatal(err)
		}
		for world, got := range one {
			x, y := both.At(world)
			s := []*shock.State{x, y}[side]
			if got != many[world] || parts[world] != got.Components {
				t.Fatalf("world %d, side %d: got %+v, %+v and %d", world, side, got, many[world], parts[world])
			}
			for _, m := range measure.Wholes {
				if value, told := m.FromShape(got); told && value != s.Whole(m.Name) {
					t.Fatalf("world %d, side %d: %s is %g by shape, %g by the network", world, side, m.Name, value, s.Whole(m.Name))
				}
			}
		}
	}
}

func TestTheReportOfAGeneratedCaseIsTheSumOfItsStates(t *testing.T) {
	const worlds = 30
	root := underpin.EntityID("group-0")
	_, both := generated(t, synth.CaseConfig{Entities: 240, Claims: 1100, Seed: 7}, worlds, true, []underpin.EntityID{root}, "person-0", "company-0")
	r, err := both.Report(context.Background(), snapshot.RunConfig{Workers: 2})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Items) < 30 {
		t.Fatalf("only %d items", len(r.Items))
	}
	for _, item := range r.Items {
		classes, command, channels, left := map[shock.Class]int{}, 0, 0, 0
		for world := range worlds {
			before, after := both.At(world)
			classes[after.Class(item.Entity)]++
			channels += before.Channels(root, item.Entity)
			left += after.Channels(root, item.Entity)
			if after.Command(root, item.Entity) {
				command++
			}
		}
		for class, p := range item.Classes {
			if p != float64(classes[class])/worlds {
				t.Errorf("%s is %s in %g of worlds, by the states in %d", item.Entity, class, p, classes[class])
			}
		}
		if item.ChannelsBefore != float64(channels)/worlds || item.ChannelsAfter != float64(left)/worlds || item.CommandAfter != float64(command)/worlds {
			t.Errorf("%s: got %+v, want %d and %d channels, %d times reached", item.Entity, item, channels, left, command)
		}
	}
}

// BenchmarkReportOfALargeCase reports a loss among 5,000 entities and 20,000 claims,
// over 100 worlds.
func BenchmarkReportOfALargeCase(b *testing.B) {
	_, both := generated(b, synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, Seed: 1}, 100, true, nil, "person-0")
	for b.Loop() {
		if _, err := both.Report(context.Background(), snapshot.RunConfig{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkTogether answers reach and components in 2,000 worlds of that case.
func BenchmarkTogether(b *testing.B) {
	_, both := generated(b, synth.CaseConfig{Entities: 5000, Claims: 20000, Sources: 300, Seed: 1}, 2000, true, nil, "person-0")
	root, _ := both.Resolve("group-0")
	target, _ := both.Resolve("group-1")
	for b.Loop() {
		before, after := both.BitParallel()
		for _, look := range []*snapshot.BitParallel{before, after} {
			look.Reaches(snapshot.Command, root, target)
			if _, err := look.Shapes(context.Background(), snapshot.RunConfig{}); err != nil {
				b.Fatal(err)
			}
		}
	}
}
