package shock

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// lossOf compares a generated case before and after a loss.
func lossOf(t *testing.T, seed uint64, lost underpin.EntityID) *Comparison {
	t.Helper()
	c := synth.Case(synth.CaseConfig{Entities: 160, Claims: 700, Seed: seed})
	day := c.Settings.AsOf.Last
	m, err := evidence.Compile(c, evidence.Config{Known: day, Today: day})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(context.Background(), evidence.SampleConfig{Worlds: 40, Seed: seed, Dates: []underpin.Day{day}})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	both, err := Compare(p.On(s, 0, 40), Config{Entities: []underpin.EntityID{lost}, Roots: []underpin.EntityID{"group-1", "person-1"}})
	if err != nil {
		t.Fatal(err)
	}
	return both
}

func TestTheTiesThatStandAreThoseOfAllThatDo(t *testing.T) {
	some := false
	for seed := range uint64(3) {
		c := lossOf(t, seed, "person-0")
		s := c.newStates()
		for pattern := range c.Patterns() {
			s.set(pattern)
			j, bit := s.classifier()
			for e := range int32(len(c.frame.Case.Entities)) {
				var got, want []string
				j.ties.each(e, func(g *controlTie, before, after uint64) {
					if (before|after)&bit != 0 {
						got = append(got, fmt.Sprint(*g, before&bit != 0, after&bit != 0))
					}
				})
				for _, alike := range c.control.mayBe[e] {
					for _, g := range c.control.over[alike] {
						before, after := s.before.w.Stands(g.tie), s.after.w.Stands(g.tie)
						if s.before.w.One(alike) == s.before.w.One(e) && (before || after) {
							want = append(want, fmt.Sprint(g, before, after))
							some = some || before && !after
						}
					}
				}
				if !slices.Equal(got, want) {
					t.Fatalf("seed %d, pattern %d, entity %d:\ngot  %v\nwant %v", seed, pattern, e, got, want)
				}
			}
		}
	}
	if !some {
		t.Error("no tie was lost: nothing was tested")
	}
}

func TestWhatNoLossComesNearIsTouchedByAChannelAlone(t *testing.T) {
	far := 0
	for seed := range uint64(3) {
		c := lossOf(t, seed, "person-0")
		j := newClassifier(c)
		for word := range worldset.Words(c.Worlds()) {
			j.set(word)
			for i, e := range c.items {
				if c.affected[i] {
					continue
				}
				far++
				if f := j.find(e, j.ties.all(), 0); f.touched != 0 {
					t.Fatalf("seed %d: %s is touched in %b, and no loss is near it", seed, c.frame.Case.Entities[e].ID, f.touched)
				}
			}
		}
	}
	if far == 0 {
		t.Error("every loss is near everything: nothing was tested")
	}
}

func TestWhatTheRootsReachTogetherIsCountedAsWorldByWorld(t *testing.T) {
	for seed := range uint64(3) {
		c := lossOf(t, seed, "person-0")
		before, after := c.BitParallel()
		got, err := c.countFromRoots(context.Background(), before, after)
		if err != nil {
			t.Fatal(err)
		}
		want := rootCounts{}
		for _, counts := range []*[]int64{&want.commandBefore, &want.commandAfter, &want.supportBefore, &want.supportAfter} {
			*counts = make([]int64, len(c.frame.Case.Entities))
		}
		s := c.newStates()
		for world := range c.Worlds() {
			s.set(c.Pattern(world))
			for e := range int32(len(want.commandBefore)) {
				if s.after.w.Gone(e) {
					continue
				}
				count := func(v *view, reach func(node int32) []bool, counts []int64) {
					to := v.w.Node(e)
					if to < 0 {
						return
					}
					for _, root := range c.roots {
						if from := v.w.Node(root); from >= 0 && from != to && reach(from)[to] {
							counts[e]++
							return
						}
					}
				}
				count(s.before, s.before.commandFrom, want.commandBefore)
				count(s.after, s.after.commandFrom, want.commandAfter)
				count(s.before, s.before.supportFrom, want.supportBefore)
				count(s.after, s.after.supportFrom, want.supportAfter)
			}
		}
		if g, w := fmt.Sprint(*got), fmt.Sprint(want); g != w {
			t.Errorf("seed %d:\ngot  %s\nwant %s", seed, g, w)
		}
	}
}
