package evidence

import (
	"fmt"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin"
)

// The invariants of the ledger, numbered as in section 2.5 of the design notes on evidence
// ("Testable invariants"). Where nothing is recomputed in another order they hold to the
// bit, else to within.
const within = 1e-9

// on is the date asked in these tests, in the middle of what is drawn.
var on = day(2018, 1, 1).First

// numbers are the credence and the standing of every claim of a case.
func (f *fixture) numbers() (credence, standing []float64) {
	m := f.compile()
	for i := range f.c.Claims {
		credence = append(credence, m.Credence(i))
		standing = append(standing, m.Standing(i, on))
	}
	return credence, standing
}

// sides returns the support and the denial of a claim as told.
func (f *fixture) sides(i int) (support, denial float64, exact bool) {
	m := f.compile()
	var sc weigher
	w := sc.weigh(m.claims[m.lead[i]], &weighOptions{told: true})
	return w.support, w.denial, !sc.pro.greedy && !sc.con.greedy
}

func (f *fixture) greedy() bool {
	m := f.compile()
	return slices.ContainsFunc(m.order, func(i int) bool { return m.Assess(i, on).Greedy })
}

func equal(t *rapid.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Float64bits(got[i]) != math.Float64bits(want[i]) {
			t.Fatalf("%s of claim %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func near(t *rapid.T, what string, got, want []float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > within {
			t.Fatalf("%s of claim %d is %v, want %v", what, i, got[i], want[i])
		}
	}
}

func TestI1WithoutTestimonyThePriorStandsAndNobodySaysSo(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.c.Testimonies = nil
		i := rapid.IntRange(0, len(f.c.Claims)-1).Draw(t, "claim")
		a := f.compile().Assess(i, on)
		pi := f.c.Claims[i].Prior
		if pi == 0 {
			pi = .5
		}
		if math.Abs(sigmoid(a.LogOdds)-pi) > within || a.Asserted || a.Credence != 0 || a.Standing != 0 {
			t.Fatalf("prior %v: %+v", pi, a)
		}
	})
}

func TestI2OneDirectSourceIsRightAsOftenAsItsGradeSays(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := newFixture()
		grade := one(t, "grade", underpin.GradeLetters...)
		f.says("c0", "s", grade, nil)
		n := rapid.IntRange(0, 30).Draw(t, "checked")
		k := rapid.IntRange(0, n).Draw(t, "right")
		f.c.Sources[0].Gradings[0].Checked, f.c.Sources[0].Gradings[0].Right = n, k
		weight := map[underpin.Grade]float64{underpin.GradeF: 2}[grade]
		if weight == 0 {
			weight = 8
		}
		r := (weight*DefaultGrades[grade] + float64(k)) / (weight + float64(n))
		want := min(max(r, .5), .97)
		if want == .5 {
			want = 0 // no strength: nobody says so
		}
		if got := f.compile().Credence(0); math.Abs(got-want) > within {
			t.Fatalf("%d of %d right, grade %s: credence %v, want %v", k, n, grade, got, want)
		}
	})
}

// oneMore draws a further testimony of any strength and way that holds on the date.
func oneMore(t *rapid.T, f *fixture, claim underpin.ClaimID, p underpin.Polarity) *fixture {
	g := f.clone()
	shape{}.drawTestimony(t, g, claim)
	last := &g.c.Testimonies[len(g.c.Testimonies)-1]
	last.ID = underpin.TestimonyID(fmt.Sprintf("t%d", rapid.IntRange(-1, 1).Draw(t, "first or last")*1000+500) + "x")
	last.Polarity = p
	last.Held, last.Attested = underpin.Span{}, underpin.Date{EDTF: on.String(), First: on, Last: on}
	return g
}

// quoted reports whether what the last testimony of g tells on a claim says where a
// source already cited has it from: the one exception to I3. Cited is who is named on its
// side by testimony on any claim that says the same in some reading.
func (f *fixture) quoted(i int, g *fixture) bool {
	last := g.c.Testimonies[len(g.c.Testimonies)-1]
	m := f.compile()
	return slices.ContainsFunc(m.spots[i], func(s spot) bool {
		return slices.ContainsFunc(m.testimonyOf(m.rivalSets[s.rivalSet].claims[s.at]), func(t *underpin.Testimony) bool {
			return (t.Polarity == underpin.Affirm) == (last.Polarity == underpin.Affirm) &&
				(m.known.SourceOf(t.Origin) == last.Source || slices.Contains(t.Via, last.Source))
		})
	})
}

func TestI3SupportNeverLowersAndDenialNeverRaises(t *testing.T) {
	holds(t, func(t *rapid.T) {
		sh := anything
		sh.reversed = false
		f := sh.draw(t)
		i := rapid.IntRange(0, len(f.c.Claims)-1).Draw(t, "claim")
		support := oneMore(t, f, f.c.Claims[i].ID, underpin.Affirm)
		denial := oneMore(t, f, f.c.Claims[i].ID, underpin.Deny)
		if f.greedy() || support.greedy() || denial.greedy() || f.quoted(i, support) || f.quoted(i, denial) {
			return
		}
		_, before := f.numbers()
		_, after := support.numbers()
		if after[i] < before[i]-within {
			t.Fatalf("support lowers the standing from %v to %v", before[i], after[i])
		}
		_, after = denial.numbers()
		if after[i] > before[i]+within {
			t.Fatalf("denial raises the standing from %v to %v", before[i], after[i])
		}
		w, u, _ := f.sides(i)
		ws, _, _ := support.sides(i)
		_, ud, _ := denial.sides(i)
		if ws < w-within || ud < u-within {
			t.Fatalf("as told: support %v then %v, denial %v then %v", w, ws, u, ud)
		}
	})
}

func TestI4ADuplicateChangesNothing(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		if len(f.c.Testimonies) == 0 {
			return
		}
		g := f.clone()
		again := one(t, "again", f.c.Testimonies...)
		again.ID = "t1000"
		g.c.Testimonies = append(g.c.Testimonies, again)
		credence, standing := f.numbers()
		c, s := g.numbers()
		equal(t, "credence", c, credence)
		equal(t, "standing", s, standing)
	})
}

// relays adds relays of what the origin says, each through a reporter of its own.
func relays(t *rapid.T, f *fixture, origin string, k int) {
	for i := range k {
		f.says("c0", fmt.Sprintf("relay%d", i), one(t, "relay grade", underpin.GradeLetters...), func(out *underpin.Testimony) {
			out.Origin = underpin.OriginID(origin)
			out.Hedge = one(t, "relay hedge", "", underpin.HedgeBelieves, underpin.HedgeHeard)
			out.Attested = underpin.Date{}
			if chance(t, "another hop", 30) {
				out.Via = []underpin.SourceID{f.source("hop", "C")}
			}
		})
	}
}

func TestI5RelaysOfOneManProveThatHeSaidSo(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.c.Claims[0].Holders = nil
		f.quotes(t)
		direct := f.source("direct", one(t, "direct grade", underpin.GradeLetters...))
		f.says("c0", string(direct), "", func(s *underpin.Testimony) { s.Attested = day(2019, 6, 1) })
		credence, standing := f.numbers()
		relays(t, f, "direct", rapid.IntRange(1, 3).Draw(t, "relays"))
		if f.greedy() {
			return
		}
		c, s := f.numbers()
		equal(t, "credence", c, credence)
		equal(t, "standing", s, standing)
	})
}

func TestI5ManyRelaysAreNoMoreThanTheBestOfThem(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := newFixture()
		f.source("absent", one(t, "grade", underpin.GradeLetters...))
		k := rapid.IntRange(1, 5).Draw(t, "relays")
		relays(t, f, "absent", k)
		best := 0.0
		for i := range k {
			g := f.clone()
			g.c.Testimonies = g.c.Testimonies[i : i+1]
			best = max(best, g.compile().Credence(0))
		}
		if got := f.compile().Credence(0); got != best {
			t.Fatalf("%d relays give %v, the best alone %v", k, got, best)
		}
	})
}

func TestI6HearsayIsNoStrongerThanWhatWasHeard(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := newFixture()
		f.says("c0", "s", one(t, "grade", underpin.GradeLetters...), nil)
		before := f.compile().Credence(0)
		said := &f.c.Testimonies[0]
		said.Origin, said.Source = "s", f.source("hop0", one(t, "teller", underpin.GradeLetters...))
		for i := range rapid.IntRange(0, 4).Draw(t, "hops") {
			after := f.compile().Credence(0)
			if after > before {
				t.Fatalf("one more hop raises %v to %v", before, after)
			}
			before = after
			said.Via = append(said.Via, f.source(fmt.Sprintf("hop%d", i+1), one(t, "hop", underpin.GradeLetters...)))
		}
	})
}

// better raises one thing about the testimony at k: its source's grade, its
// hedge, its interest or its date. The order of grades is that of their numbers.
func better(t *rapid.T, f *fixture, k int) {
	said := &f.c.Testimonies[k]
	switch rapid.IntRange(0, 3).Draw(t, "raise") {
	case 0:
		at := slices.IndexFunc(f.c.Sources, func(s underpin.Source) bool { return s.ID == said.Source })
		up := map[underpin.Grade]underpin.Grade{"E": "D", "D": "F", "F": "C", "C": "B", "B": "A", "A": "A"}
		if s := &f.c.Sources[at]; len(s.Gradings) > 0 && s.Gradings[0].Checked == 0 {
			s.Gradings[0].Grade = up[s.Gradings[0].Grade]
		}
	case 1:
		said.Hedge = underpin.HedgeCertain
	case 2:
		said.Interest = underpin.InterestNeutral
	case 3:
		d := said.Attested.First + (on-said.Attested.First)/2
		said.Attested = underpin.Date{EDTF: d.String(), First: d, Last: d}
	}
}

func TestI7ABetterTestimonyNeverWeakensItsSide(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := plain.draw(t)
		if len(f.c.Testimonies) == 0 {
			return
		}
		k := rapid.IntRange(0, len(f.c.Testimonies)-1).Draw(t, "which")
		for i := range f.c.Testimonies {
			f.c.Testimonies[i].Attested = someDay(t, "attested")
		}
		g := f.clone()
		better(t, g, k)
		m, n := f.compile(), g.compile()
		var a, b weigher
		for i := range m.c.Claims {
			before, after := a.weigh(m.claims[m.lead[i]], &weighOptions{day: on}), b.weigh(n.claims[n.lead[i]], &weighOptions{day: on})
			exact := !a.pro.greedy && !a.con.greedy && !b.pro.greedy && !b.con.greedy
			if exact && (after.support < before.support-within || after.denial < before.denial-within) {
				t.Fatalf("claim %d: %+v, then %+v", i, before, after)
			}
		}
	})
}

func TestI8DeclaringDependenceNeverRaisesASide(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		g := f.clone()
		switch n := len(g.c.Groups); {
		case n > 1 && chance(t, "merge", 50):
			a, b := &g.c.Groups[0], g.c.Groups[n-1]
			a.Delta = max(a.Delta, b.Delta)
			a.Members = append(a.Members, b.Members...)
			g.c.Groups = g.c.Groups[:n-1]
		case n > 0:
			d := &g.c.Groups[n-1].Delta
			*d += (1 - *d) * rapid.Float64Range(0, 1).Draw(t, "more")
		default:
			g.c.Groups = []underpin.Group{{ID: "g9", Delta: rapid.Float64Range(0, 1).Draw(t, "new"), Members: g.origins()}}
		}
		for i := range f.c.Claims {
			s, d, exact := f.sides(i)
			s2, d2, exact2 := g.sides(i)
			if exact && exact2 && (s2 > s+within || d2 > d+within) {
				t.Fatalf("claim %d: support %v then %v, denial %v then %v", i, s, s2, d, d2)
			}
		}
	})
}
