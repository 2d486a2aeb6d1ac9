package evidence

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin"
)

func TestI14EveryProbabilityIsFiniteAndOnTheScale(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		m := f.compile()
		for i := range f.c.Claims {
			a := m.Assess(i, someDay(t, "asked").First)
			all := []float64{a.Credence, a.Standing, a.Publishable}
			for _, l := range a.LeaveOut {
				all = append(all, l.Credence)
			}
			// A mean over readings or lives, in some of which nothing is left, has no floor.
			least := floor
			if a.Readings != nil || len(m.bounds) > 0 {
				least = 0
			}
			for _, p := range all {
				if p != 0 && !(p >= least && p <= .99) {
					t.Fatalf("%v is off the scale: %+v", p, a)
				}
			}
			if a.Asserted != (a.Credence > 0) || a.Standing > 0 && !a.Asserted {
				t.Fatalf("asserted and probabilities disagree: %+v", a)
			}
			if math.IsNaN(a.LogOdds+a.Conflict+a.Effective) || a.Conflict < 0 || a.Conflict > 1 || math.IsInf(a.LogOdds, 0) {
				t.Fatalf("not a number: %+v", a)
			}
		}
	})
}

func TestI15TheLinesSumToTheLogOddsAndASilentSourceChangesNothing(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.source("silent", "B")
		m := f.compile()
		without, err := m.Edited(Edits{Without: []underpin.SourceID{"silent"}})
		if err != nil {
			t.Fatal(err)
		}
		for i := range f.c.Claims {
			a := m.Assess(i, on)
			sum := 0.0
			for _, l := range a.Lines {
				sum += l.Value
			}
			if math.Abs(sum-a.LogOdds) > 1e-12 {
				t.Fatalf("the lines sum to %v, the log-odds are %v: %+v", sum, a.LogOdds, a.Lines)
			}
			// The credence is the log-odds on the scale, unless rivals need room or it is a
			// mean over readings.
			if room := len(a.Rivals) > 0 || a.Readings != nil; a.Asserted && !room && a.Credence != clip(sigmoid(a.LogOdds)) {
				t.Fatalf("credence %v, log-odds %v", a.Credence, a.LogOdds)
			}
			if without.Credence(i) != a.Credence || slices.ContainsFunc(a.LeaveOut, func(l LeaveOut) bool { return l.Source == "silent" }) {
				t.Fatalf("a source that says nothing counts")
			}
		}
	})
}

func TestI16OneRumourOrAThousand(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := plain.draw(t)
		kept := slices.DeleteFunc(f.c.Testimonies, func(s underpin.Testimony) bool { return s.Origin == underpin.OriginUnknown })
		f.c.Testimonies = kept
		grade := one(t, "grade of those who tell it", underpin.GradeLetters...)
		rumour := func(s *underpin.Testimony) { s.Origin = underpin.OriginUnknown }
		f.says("c0", "teller0", grade, rumour)
		credence, standing := f.numbers()
		n := rapid.IntRange(1, 30).Draw(t, "more")
		if chance(t, "very many", 2) {
			n = 1000
		}
		for k := range n {
			f.says("c0", fmt.Sprintf("teller%d", k+1), grade, rumour)
		}
		c, s := f.numbers()
		equal(t, "credence", c, credence)
		equal(t, "standing", s, standing)
	})
}

func TestI17UnstatedEndsFadeToThePriorWithoutAJump(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := plain.draw(t)
		for i := range f.c.Testimonies {
			f.c.Testimonies[i].Attested = someDate(t, "attested")
		}
		m := f.compile()
		var sc weigher
		at := func(i int, d underpin.Day) float64 { return sc.weigh(m.claims[m.lead[i]], &weighOptions{day: d}).score }
		for i, cl := range m.claims {
			far := underpin.Day(365 * 200)
			for _, d := range []underpin.Day{on - far, on + far} {
				if math.Abs(at(i, d)-cl.prior) > within {
					t.Fatalf("two hundred years away the log-odds are %v, the prior's %v", at(i, d), cl.prior)
				}
			}
			for k := range cl.says {
				first, last := cl.says[k].span.interval(cl.days)
				for _, d := range []underpin.Day{first - 1, last} {
					if jump := math.Abs(at(i, d) - at(i, d+1)); jump > .02*float64(len(cl.says)) {
						t.Fatalf("the log-odds jump by %v at the end of an interval", jump)
					}
				}
			}
		}
	})
}

// without returns the case as if nothing that passes a source on all its chains had
// been entered; false where such a testimony lends its doubts to one that stays, or
// passes the source, or itself, in one reading of who is one and not in another: what
// has been laid stays as it was laid.
func (f *fixture) without(m *Model, s underpin.SourceID) (*fixture, bool) {
	kept, gone, lent := map[underpin.TestimonyID]bool{}, map[underpin.TestimonyID]bool{}, map[underpin.TestimonyID]bool{}
	for u, laid := range m.laid {
		if !slices.ContainsFunc(m.rivalSets, func(c *rivalSet) bool { return slices.Contains(c.claims, u) }) {
			continue // weighed in no reading
		}
		here := map[underpin.TestimonyID]bool{}
		for _, i := range m.units[u].pool {
			for _, t := range m.x.ByClaim[m.c.Claims[i].ID] {
				here[t.ID] = false
			}
		}
		for _, c := range laid {
			id := c.Testimony().ID
			if here[id] = here[id] || !slices.Contains(c.Sources, s); slices.Contains(c.Sources, s) {
				continue
			}
			for _, t := range c.Lent {
				lent[t.ID] = true
			}
		}
		for id, stays := range here {
			kept[id], gone[id] = kept[id] || stays, gone[id] || !stays
		}
	}
	g := f.clone()
	g.c.Testimonies = slices.DeleteFunc(g.c.Testimonies, func(t underpin.Testimony) bool { return !kept[t.ID] })
	for id := range kept {
		if kept[id] && gone[id] {
			return g, false
		}
	}
	for id := range lent {
		if !kept[id] {
			return g, false
		}
	}
	return g, true
}

func TestI19LeavingOutIsNeverHavingEntered(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		s := one(t, "source", f.c.Sources...).ID
		m := f.compile()
		g, ok := f.without(m, s)
		if !ok {
			return
		}
		edited, err := m.Edited(Edits{Without: []underpin.SourceID{s}})
		if err != nil {
			t.Fatal(err)
		}
		same := func(a, b float64) bool { return a == b }
		if len(m.pairs) > 0 { // a mean over other readings, or over the same in another order
			same = func(a, b float64) bool { return math.Abs(a-b) <= within }
		}
		credence, standing := g.numbers()
		for i := range f.c.Claims {
			if c, st := edited.Credence(i), edited.Standing(i, on); !same(c, credence[i]) || !same(st, standing[i]) {
				t.Fatalf("claim %d without %s: %v and %v, never entered: %v and %v", i, s, c, st, credence[i], standing[i])
			}
			for _, l := range m.Assess(i, on).LeaveOut {
				if l.Source == s && (!same(l.Credence, credence[i]) || l.Nobody != (credence[i] == 0)) {
					t.Fatalf("claim %d: the assessment leaves out %+v, never entered: %v", i, l, credence[i])
				}
			}
		}
	})
}
