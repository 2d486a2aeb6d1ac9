package snapshot_test

import (
	"context"
	"fmt"
	"math"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/network"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
)

const worlds = 130 // two words of worlds, and a part of a third

// drawn is a generated case in worlds. Without unsure samenesses those of the case are
// settled.
func drawn(t *testing.T, seed uint64, unsure bool) (*evidence.Model, *snapshot.Projection, *snapshot.Frame) {
	t.Helper()
	c := synth.Case(synth.CaseConfig{Entities: 60, Claims: 200, Sources: 20, Seed: seed})
	for i := range c.Samenesses {
		if s := &c.Samenesses[i]; !unsure && s.Verdict == underpin.Unsure {
			s.Verdict, s.P = underpin.Same, 0
		}
	}
	beginAndEnd(c)
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	p := project(t, c, snapshot.TieFilter{})
	return m, p, p.On(sample(t, m), 0, worlds)
}

// beginAndEnd says of every third entity that it had ended by the day of the case, of every
// fifth that it began later, and of the pairs that may be one the same of one of them.
func beginAndEnd(c *underpin.Case) {
	never := underpin.HalfLife{Never: true}
	c.Relations = append(c.Relations,
		underpin.Relation{Name: "founded", Class: underpin.ClassAttribute, Bound: underpin.LifeBegins, HalfLife: never},
		underpin.Relation{Name: "dissolved", Class: underpin.ClassAttribute, Bound: underpin.LifeEnds, HalfLife: never})
	day := c.Settings.AsOf.Last
	say := func(e underpin.EntityID, relation underpin.RelationName, day underpin.Day) {
		id := fmt.Sprintf("life%d", len(c.Claims))
		value := underpin.Quantity{Text: id, Date: underpin.Date{EDTF: id, First: day, Last: day}}
		c.Claims = append(c.Claims, underpin.Claim{ID: underpin.ClaimID(id), Subject: e, Relation: relation, Value: value})
		c.Testimonies = append(c.Testimonies, underpin.Testimony{
			ID: underpin.TestimonyID(id), Claim: underpin.ClaimID(id), Source: c.Sources[len(c.Claims)%len(c.Sources)].ID, Polarity: underpin.Affirm,
		})
	}
	for i := range c.Entities {
		if i%3 == 0 {
			say(c.Entities[i].ID, "dissolved", day-underpin.Day(100+i))
		}
		if i%5 == 0 {
			say(c.Entities[i].ID, "founded", day+underpin.Day(100+i))
		}
	}
	for i := range c.Samenesses {
		say(c.Samenesses[i].B, "dissolved", day-underpin.Day(50+i))
	}
}

// deadIn counts the nodes of a world of which one that goes by it has ended or not begun.
func deadIn(m *evidence.Model, s *evidence.Sample, w *snapshot.World, world int) int {
	dead := map[int32]bool{}
	for e := range m.Case().Entities {
		if node := w.Node(int32(e)); node >= 0 && s.DeadRow(0, e).Has(world) {
			dead[node] = true
		}
	}
	return len(dead)
}

func sample(t *testing.T, m *evidence.Model) *evidence.Sample {
	t.Helper()
	s, err := m.Sample(t.Context(), evidence.SampleConfig{
		Worlds: worlds, Seed: 1, Dates: []underpin.Day{m.Case().Settings.AsOf.Last},
	})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// someLoss loses every 13th entity and every 17th tie.
func someLoss(p *snapshot.Projection) *snapshot.Loss {
	l := &snapshot.Loss{Entities: make([]bool, len(p.Case.Entities)), Ties: make([]bool, len(p.Ties))}
	for e := 0; e < len(l.Entities); e += 13 {
		l.Entities[e] = true
	}
	for k := 0; k < len(l.Ties); k += 17 {
		l.Ties[k] = true
	}
	return l
}

// each runs a test on generated cases with samenesses drawn and not.
func each(t *testing.T, test func(t *testing.T, m *evidence.Model, p *snapshot.Projection, f *snapshot.Frame)) {
	for seed := range uint64(3) {
		for _, unsure := range []bool{false, true} {
			t.Run(fmt.Sprintf("case %d, samenesses drawn %v", seed, unsure), func(t *testing.T) {
				t.Parallel()
				m, p, f := drawn(t, seed, unsure)
				test(t, m, p, f)
			})
		}
	}
}

func TestAllWorldsAtOnceReachWhatEachWorldReaches(t *testing.T) {
	each(t, func(t *testing.T, _ *evidence.Model, p *snapshot.Projection, f *snapshot.Frame) {
		w := f.World()
		for _, loss := range []*snapshot.Loss{nil, someLoss(p)} {
			look := f.BitParallel(loss)
			for _, r := range []snapshot.Reading{snapshot.Command, snapshot.Support} {
				for root := int32(0); root < 60; root += 7 {
					counts, err := look.Counts(t.Context(), r, root)
					if err != nil {
						t.Fatal(err)
					}
					want := make([]int64, len(counts))
					for world := range worlds {
						w.Set(f.Pattern(world), loss)
						from := w.Node(root)
						if from < 0 {
							continue
						}
						reached := new(network.Searcher).Reach(w.Graph(r), []int32{from})
						for e := range want {
							if to := w.Node(int32(e)); to >= 0 && to != from && reached[to] {
								want[e]++
							}
						}
					}
					if !slices.Equal(counts, want) {
						t.Fatalf("%v from %d: %v, world by world %v", r, root, counts, want)
					}
					for e := range int32(60) {
						if got := look.Reaches(r, root, e).Count(); int64(got) != want[e] {
							t.Fatalf("%v from %d to %d: in %d worlds, want %d", r, root, e, got, want[e])
						}
					}
				}
			}
		}
	})
}

func TestAllWorldsAtOnceHaveTheComponentsOfEachWorld(t *testing.T) {
	each(t, func(t *testing.T, m *evidence.Model, p *snapshot.Projection, f *snapshot.Frame) {
		loss, drawn, dead := someLoss(p), sample(t, m), 0
		before, after := f.BeforeAndAfter(loss)
		alone := f.BitParallel(loss)
		for name, side := range map[string]struct {
			look *snapshot.BitParallel
			loss *snapshot.Loss
		}{"before": {before, nil}, "after": {after, loss}, "after, alone": {alone, loss}} {
			parts, err := side.look.Components(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			shapes, err := side.look.Shapes(t.Context(), snapshot.RunConfig{Workers: 2})
			if err != nil {
				t.Fatal(err)
			}
			w := f.World()
			for world := range worlds {
				w.Set(f.Pattern(world), side.loss)
				want := w.Shape()
				_, sets := network.Components(w.Graph(snapshot.Binding))
				gone := deadIn(m, drawn, w, world)
				dead += gone
				if want.Components != sets-gone || want.Nodes != w.N() {
					t.Fatalf("%s, world %d: shape %+v, the network has %d components of %d nodes, %d of them dead", name, world, want, sets, w.N(), gone)
				}
				if shapes[world] != want || parts[world] != want.Components {
					t.Fatalf("%s, world %d: %+v and %d components, want %+v", name, world, shapes[world], parts[world], want)
				}
				if f := new(network.Searcher).Fragmentation(w.Graph(snapshot.Binding)); math.Abs(want.Fragmentation()-f) > 1e-12 {
					t.Fatalf("%s, world %d: F %v, of the network %v", name, world, want.Fragmentation(), f)
				}
			}
		}
		if dead == 0 {
			t.Error("no world has a dead node")
		}
		if before.Counter() == nil || alone.Counter() != nil {
			t.Error("only what looks at both sides lends its counter")
		}
	})
}

// What has been counted is counted for other evidence as by looking afresh.
func TestACounterCountsTheWorldsOfOtherEvidence(t *testing.T) {
	lent := 0
	for seed := range uint64(3) {
		m, p, f := drawn(t, seed, false)
		loss := someLoss(p)
		before, _ := f.BeforeAndAfter(loss)
		if _, err := before.Components(t.Context()); err != nil {
			t.Fatal(err)
		}
		counter := before.Counter()
		if !counter.Of(worlds) || counter.Of(worlds+1) {
			t.Fatal("it counts as many worlds as the frame has")
		}
		for i := range m.Case().Sources {
			other, err := m.Edited(evidence.Edits{Without: []underpin.SourceID{m.Case().Sources[i].ID}})
			if err != nil {
				t.Fatal(err)
			}
			s := sample(t, other)
			with, ok := counter.With(s, 0)
			if !ok {
				continue
			}
			lent++
			gotBefore, gotAfter, err := with.Count(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			x, y := p.On(s, 0, worlds).BeforeAndAfter(loss)
			wantBefore, _ := x.Components(t.Context())
			wantAfter, _ := y.Components(t.Context())
			if !slices.Equal(gotBefore, wantBefore) || !slices.Equal(gotAfter, wantAfter) {
				t.Fatalf("without %s: %v and %v, want %v and %v", m.Case().Sources[i].ID, gotBefore, gotAfter, wantBefore, wantAfter)
			}
		}
	}
	if lent == 0 {
		t.Error("no counter was lent")
	}
}

func TestTheExpectedNetworkWeighsTiesByTheirWorlds(t *testing.T) {
	each(t, func(t *testing.T, _ *evidence.Model, p *snapshot.Projection, f *snapshot.Frame) {
		g, node, err := f.Expected()
		if err != nil {
			t.Fatal(err)
		}
		got := 0.0
		for v := range int32(g.N()) {
			for _, x := range g.Weights(v) {
				got += x / 2
			}
		}
		in := map[[2]int32]int{}
		for world := range worlds {
			held := map[[2]int32]bool{}
			for k, tie := range p.Ties {
				u, v := node[tie.Subject], node[tie.Object]
				if tie.Binding && u != v && f.Holds(f.Pattern(world), k) {
					held[[2]int32{min(u, v), max(u, v)}] = true
				}
			}
			for pair := range held {
				in[pair]++
			}
		}
		want := 0.0
		for _, n := range in {
			want += float64(n) / worlds
		}
		if g.M() != len(in) || math.Abs(got-want) > 1e-9 {
			t.Errorf("%d ties of weight %v, want %d of %v", g.M(), got, len(in), want)
		}
	})
}

func TestAWorldTellsWhatStandsAndWhatIsGone(t *testing.T) {
	each(t, func(t *testing.T, _ *evidence.Model, p *snapshot.Projection, f *snapshot.Frame) {
		loss, w := someLoss(p), f.World()
		total := 0
		for pattern := range f.Patterns() {
			total += f.Count(pattern)
			w.Set(pattern, loss)
			if w.Pattern() != pattern {
				t.Fatalf("set to %d, is %d", pattern, w.Pattern())
			}
			for e := range int32(len(p.Case.Entities)) {
				switch v := w.Node(e); {
				case loss.Entities[e] && !w.Gone(e), w.Gone(e) && v >= 0:
					t.Fatalf("entity %d: lost %v, gone %v, node %d", e, loss.Entities[e], w.Gone(e), v)
				case v >= 0 && w.One(w.First(v)) != w.One(e):
					t.Fatalf("entity %d is node %d, whose first is %d and not the same", e, v, w.First(v))
				}
			}
			for k, tie := range p.Ties {
				want := f.Holds(pattern, k) && !loss.Ties[k] && !w.Gone(tie.Subject) && !w.Gone(tie.Object)
				if w.Stands(k) != want {
					t.Fatalf("tie %d stands: %v, want %v", k, w.Stands(k), want)
				}
			}
		}
		if total != f.Worlds() {
			t.Errorf("patterns of %d worlds, of %d", total, f.Worlds())
		}
		for k, tie := range p.Ties {
			n := 0
			for world := range worlds {
				if f.Holds(f.Pattern(world), k) {
					n++
				}
			}
			if got := f.Share(k); math.Abs(got-float64(n)/worlds) > 1e-12 {
				t.Fatalf("tie %d: share %v, in %d worlds", k, got, n)
			}
			if at, ok := p.TieOf(tie.Claim); !ok || at != k {
				t.Fatalf("claim %d is tie %d, %v, want %d", tie.Claim, at, ok, k)
			}
		}
	})
}

func TestWhatIsCancelledSaysSo(t *testing.T) {
	_, p, f := drawn(t, 1, true)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	look := f.BitParallel(someLoss(p))
	_, counts := look.Counts(ctx, snapshot.Command, 0)
	_, parts := look.Components(ctx)
	_, shapes := look.Shapes(ctx, snapshot.RunConfig{})
	for name, err := range map[string]error{"counts": counts, "components": parts, "shapes": shapes} {
		if err != context.Canceled {
			t.Errorf("%s: %v", name, err)
		}
	}
}
