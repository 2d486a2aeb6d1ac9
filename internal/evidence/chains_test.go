package evidence

import (
	"fmt"
	"math"
	"testing"

	"pgregory.net/rapid"

	"underpin"
)

// quotes lets some testimony of a drawn case quote others on its claim, so that there
// are chains of up to four.
func (f *fixture) quotes(t *rapid.T) {
	for i := range f.c.Testimonies {
		s := &f.c.Testimonies[i]
		if !chance(t, "quotes another", 40) {
			continue
		}
		if u := one(t, "quoted", f.c.Testimonies...); u.Claim == s.Claim && u.Source != s.Source && len(s.Via) == 0 {
			s.Origin = underpin.OriginID(u.Source)
		}
	}
}

// repeated adds a testimony that only repeats one whose chain counts: by a source of
// its own, with nothing said of when.
func repeated(t *rapid.T, f *fixture, of *underpin.Testimony) *fixture {
	g := f.clone()
	again := underpin.Testimony{
		ID: underpin.TestimonyID(fmt.Sprintf("t%d", rapid.IntRange(-1, 1).Draw(t, "first or last")*1000+500) + "r"), Claim: of.Claim,
		Source: g.source("repeater", one(t, "grade of the repeater", underpin.GradeLetters...)), Origin: underpin.OriginID(of.Source),
		Polarity: of.Polarity, Said: someDay(t, "repeated on"), Hedge: one(t, "hedge of the repeater", "", underpin.HedgeHeard),
		Interest: one(t, "interest of the repeater", "", underpin.InterestSelfServing),
	}
	g.c.Testimonies = append(g.c.Testimonies, again)
	return g
}

func TestI21RepeatingASourceAlreadyCountedRaisesNothing(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := anything.draw(t)
		f.quotes(t)
		if len(f.c.Testimonies) == 0 {
			return
		}
		of := one(t, "repeated", f.c.Testimonies...)
		g := repeated(t, f, &of)
		m, n := f.compile(), g.compile()
		for i := range f.c.Claims {
			a, b := m.Assess(i, on), n.Assess(i, on)
			if a.Greedy || b.Greedy {
				return
			}
			s, d, _ := f.sides(i)
			s2, d2, _ := g.sides(i)
			if s2 > s+within || d2 > d+within || b.Origins > a.Origins || math.Abs(b.Standing-a.Standing) > within {
				t.Fatalf("claim %d: support %v then %v, denial %v then %v, origins %d then %d, standing %v then %v",
					i, s, s2, d, d2, a.Origins, b.Origins, a.Standing, b.Standing)
			}
		}
	})
}

func TestAnOriginThatHasItFromSomebodyAndARelayNamedInPassingAreTheSame(t *testing.T) {
	holds(t, func(t *rapid.T) {
		f := plain.draw(t)
		paper := f.source("paper", one(t, "paper", underpin.GradeLetters...))
		from := one(t, "from", append(f.origins(), underpin.OriginUnknown)...)
		if from == underpin.OriginID(paper) {
			return
		}
		f.says("c0", "paper", "", func(s *underpin.Testimony) {
			s.Origin = from
			s.Hedge = one(t, "hedge of the paper", "", underpin.HedgeBelieves, underpin.HedgeHeard)
			s.Interest = one(t, "interest of the paper", "", underpin.InterestSelfServing)
		})
		quoting := func(set func(*underpin.Testimony)) *fixture {
			g := f.clone()
			hedge := one(t, "hedge", "", underpin.HedgeBelieves)
			g.says("c0", "quoter", one(t, "quoter", underpin.GradeLetters...), func(s *underpin.Testimony) {
				s.Hedge = hedge
				set(s)
			})
			return g
		}
		for _, u := range f.c.Testimonies {
			if u.Claim == "c0" && (u.Source == paper && u.Polarity != underpin.Affirm || underpin.OriginID(u.Source) == from || u.Source == f.compile().known.SourceOf(from)) {
				return // the head is followed further
			}
		}
		origin := quoting(func(s *underpin.Testimony) { s.Origin = "paper" })
		via := origin.clone()
		last := &via.c.Testimonies[len(via.c.Testimonies)-1]
		last.Origin, last.Via = from, []underpin.SourceID{paper}
		credence, _ := origin.numbers()
		c, _ := via.numbers()
		equal(t, "credence", c, credence)
	})
}

func TestWithdrawingATestimonyTakesAllThatRepeatsItAlone(t *testing.T) {
	f := newFixture()
	f.says("c0", "first", "B", origin("unknown"))
	f.says("c0", "second", "B", origin("first"))
	f.says("c0", "third", "C", nil)
	f.c.Testimonies[0].Retracted = &underpin.Retraction{}
	a := f.compile().Assess(0, on)
	if math.Abs(a.Credence-.7) > within || a.Origins != 1 {
		t.Errorf("credence %.4f of %d origins, want the third paper's .7", a.Credence, a.Origins)
	}
	for i, why := range []AsideReason{Withdrawn, Withdrawn} {
		if a.Asides[i].Why != why {
			t.Errorf("%s is not counted because %s, want %s", a.Asides[i].Testimony, a.Asides[i].Why, why)
		}
	}
}

func TestTheLedgerSaysWhyATestimonyIsNotCounted(t *testing.T) {
	f := newFixture()
	f.says("c0", "first", "B", nil)
	f.says("c0", "second", "B", origin("first"))
	f.says("c0", "idle", "E", nil)
	f.says("c0", "late", "B", func(s *underpin.Testimony) { s.Learned = day(2030, 1, 1) })
	f.says("c0", "ring", "B", origin("round"))
	f.says("c0", "round", "B", origin("ring"))
	f.says("c0", "then", "B", func(s *underpin.Testimony) {
		deny(s)
		s.Attested = day(2022, 1, 1)
	})
	f.c.Testimonies[0].Held = held("2012/2019")
	m, err := Compile(f.c, Config{Known: day(2025, 1, 1).First})
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprint(m.Assess(0, on).Asides)
	for _, x := range m.Assess(0, on).Asides {
		want := map[underpin.TestimonyID]AsideReason{"t2": Repeats, "t3": Weightless, "t4": NotLearned, "t5": Circular, "t6": Circular, "t7": AnotherTime}[x.Testimony]
		if x.Why != want || (x.Why == Repeats) != (x.Voice == "t1") {
			t.Errorf("%s: %s of %q, want %s (%s)", x.Testimony, x.Why, x.Voice, want, got)
		}
	}
}

// The case that a long run of I3 has found, with what it does not need taken out: its two
// claims are one only because their subjects are.
func TestADenialThatTellsWhereADenierHasItFromMayRaiseTheClaim(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "backs", "e1")
	f.c.Samenesses = []underpin.Sameness{{ID: "j0", A: "e0", B: "e2", Verdict: underpin.Same}}
	f.says("c0", "paper", "B", nil)
	f.says("c0", "clerk", "B", deny)
	one := f.clone()
	f.source("official", "B")
	f.says("c0", "letter", "B", func(s *underpin.Testimony) {
		deny(s)
		s.Origin = "official"
	})
	told := f.clone()
	told.says("c1", "official", "B", func(s *underpin.Testimony) {
		deny(s)
		s.Origin = "clerk"
	})
	if !f.quoted(1, told) {
		t.Error("the letter cites the official, and the official says from whom it is: that is the exception to I3")
	}
	_, alone := one.numbers()
	_, before := f.numbers()
	_, after := told.numbers()
	if before[1] >= alone[1]-.01 {
		t.Errorf("with a clerk and an official who deny it %v, with the clerk alone %v: the official is a second voice", before[1], alone[1])
	}
	if after[1] != alone[1] {
		t.Errorf("the clerk alone gives %v, the clerk of whom the official and the letter have it %v: all of that is one voice", alone[1], after[1])
	}
}
