package evidence

import (
	"fmt"
	"math"
	"testing"

	"underpin"
)

// The golden vectors of the ledger, to four decimals, prior "no view".
func TestLedgerGoldenVectors(t *testing.T) {
	b := func(f *fixture, n int, grade underpin.Grade, prefix string) {
		for i := range n {
			f.says("c0", fmt.Sprintf("%s%d", prefix, i), grade, nil)
		}
	}
	group := func(f *fixture, delta float64, members ...underpin.OriginID) {
		f.c.Groups = append(f.c.Groups, underpin.Group{ID: "g", Delta: delta, Members: members})
	}
	tests := []struct {
		name  string
		build func(*fixture)
		want  float64
	}{
		{"one direct B is right with its grade's probability", func(f *fixture) { b(f, 1, "B", "s") }, .8500},
		{"two B", func(f *fixture) { b(f, 2, "B", "s") }, .9197},
		{"three B", func(f *fixture) { b(f, 3, "B", "s") }, .9417},
		{"five B", func(f *fixture) { b(f, 5, "B", "s") }, .9603},
		{"two A", func(f *fixture) { b(f, 2, "A", "s") }, .9803},
		{"two C", func(f *fixture) { b(f, 2, "C", "s") }, .7819},
		{"three C", func(f *fixture) { b(f, 3, "C", "s") }, .8236},
		{"ten C add little", func(f *fixture) { b(f, 10, "C", "s") }, .9134},
		{"B and C", func(f *fixture) { b(f, 1, "B", "s"); b(f, 1, "C", "r") }, .8970},
		{"B and D", func(f *fixture) { b(f, 1, "B", "s"); b(f, 1, "D", "r") }, .8656},
		{"three B of one document family", func(f *fixture) { b(f, 3, "B", "s"); group(f, .8, "s0", "s1", "s2") }, .8785},
		{"three B of one faction and a C outside it", func(f *fixture) {
			b(f, 3, "B", "s")
			b(f, 1, "C", "r")
			group(f, .6, "s0", "s1", "s2")
		}, .9213},
		{"relays of one B say only that it said so", func(f *fixture) {
			b(f, 1, "B", "s")
			for i := range 5 {
				f.says("c0", fmt.Sprintf("relay%d", i), "C", origin("s0"))
			}
		}, .8500},
		{"hearsay of a B through a C alone", func(f *fixture) { f.source("s0", "B"); f.says("c0", "r", "C", origin("s0")) }, .6400},
		{"ten anonymous rumours through C are one", func(f *fixture) {
			for i := range 10 {
				f.says("c0", fmt.Sprintf("r%d", i), "C", origin("unknown"))
			}
		}, .5400},
		{"a B against a C", func(f *fixture) { b(f, 1, "B", "s"); f.says("c0", "r", "C", deny) }, .7083},
		{"two B against a B", func(f *fixture) { b(f, 2, "B", "s"); f.says("c0", "r", "B", deny) }, .6691},
		{"two B against a C", func(f *fixture) { b(f, 2, "B", "s"); f.says("c0", "r", "C", deny) }, .8308},
		{"a prior of one in five and a B", func(f *fixture) { b(f, 1, "B", "s"); f.c.Claims[0].Prior = .2 }, .5862},
		{"an E weighs nothing", func(f *fixture) { b(f, 1, "B", "s"); b(f, 3, "E", "r") }, .8500},
		{"a B article that cites two endnotes is one reporter", func(f *fixture) {
			for _, n := range []string{"N1", "N2"} {
				f.c.Origins = append(f.c.Origins, underpin.Origin{ID: underpin.OriginID(n), CitedBy: "article"})
				f.says("c0", "article", "B", origin(n))
			}
		}, .8500},
		{"a lone B on a value among ten", func(f *fixture) {
			f.c.Claims[0].Relation, f.c.Claims[0].Object = "berths", ""
			f.c.Claims[0].Value = underpin.Quantity{Text: "12", Low: 12, High: 12}
			b(f, 1, "B", "s")
		}, .8500},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture()
			tt.build(f)
			if got := f.compile().Credence(0); math.Abs(got-tt.want) > 5e-5 {
				t.Errorf("credence %.4f, want %.4f", got, tt.want)
			}
		})
	}
}

func TestTwoDirectBHaveTheLogOddsOfTheReference(t *testing.T) {
	f := newFixture()
	f.says("c0", "s", "B", nil)
	f.says("c0", "r", "B", nil)
	if got := f.compile().Assess(0, 0).LogOdds; math.Abs(got-2.43879) > 5e-6 {
		t.Errorf("log-odds %.5f, want 2.43879", got)
	}
}

func TestContestedIndexOfABAgainstAC(t *testing.T) {
	f := newFixture()
	f.says("c0", "s", "B", nil)
	f.says("c0", "r", "C", deny)
	// 2 · .84730 / (1.73460 + .84730) = .65634; the reference prints .6564.
	if got := f.compile().Assess(0, 0).Conflict; math.Abs(got-.65634) > 5e-6 {
		t.Errorf("contested %.4f, want .65634", got)
	}
}

func TestStandingFadesByHalfLives(t *testing.T) {
	f := newFixture()
	f.says("c0", "s", "B", nil)
	m := f.compile()
	at := day(2019, 6, 1).First
	year := 365.25
	for _, tt := range []struct {
		years, want float64
	}{{0, .85}, {2, .6750}, {-2, .6750}, {4.01, 0}} {
		got := m.Standing(0, at+underpin.Day(math.Round(tt.years*year)))
		if math.Abs(got-tt.want) > 1e-3 {
			t.Errorf("%g years on: standing %.4f, want %.4f", tt.years, got, tt.want)
		}
	}
	if got := m.Credence(0); math.Abs(got-.85) > 1e-9 {
		t.Errorf("credence %.4f: no fading may enter it", got)
	}
}

func TestRivalsForOnePostShareItWithNobody(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.says("c1", "s", "B", nil)
	if got := f.compile().Credence(1); math.Abs(got-.85) > 1e-9 {
		t.Errorf("a lone B: %.4f, want .8500", got)
	}
	f.says("c2", "r", "B", nil)
	m := f.compile()
	p, q := m.Credence(1), m.Credence(2)
	if math.Abs(p-.4595) > 5e-5 || math.Abs(q-.4595) > 5e-5 || math.Abs(1-p-q-.0811) > 1e-4 {
		t.Errorf("B against B: %.4f and %.4f, want .4595 each, .0811 for none", p, q)
	}
}

func TestAStatedEndDeniesWhatComesAfter(t *testing.T) {
	f := newFixture()
	end := day(2020, 1, 3)
	f.says("c0", "s", "B", func(t *underpin.Testimony) {
		t.Held = underpin.Span{EDTF: "/2020-01-03", End: underpin.Bound{Kind: underpin.Stated, Date: end}}
	})
	f.says("c0", "r", "C", nil)
	m := f.compile()
	if got := m.Standing(0, end.First); math.Abs(got-.897) > .05 {
		t.Errorf("on its last day the standing is %.4f", got)
	}
	after := m.Standing(0, end.First+1)
	if after >= .5 || after < .01 {
		t.Errorf("the day after, a B denies and a C says it fades: standing %.4f, want below one half", after)
	}
}

func TestAnActIsATieOnItsDateOnly(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "met", "e3")
	on := day(2019, 5, 14)
	f.says("c1", "s", "B", func(t *underpin.Testimony) {
		b := underpin.Bound{Kind: underpin.Stated, Date: on}
		t.Held = underpin.Span{EDTF: on.EDTF, Start: b, End: b, Single: true}
	})
	f.says("c1", "r", "B", func(t *underpin.Testimony) {
		deny(t)
		t.Attested = underpin.Date{}
	})
	m := f.compile()
	for d, want := range map[underpin.Day]float64{on.First: .5, on.First - 1: 0, on.First + 1: 0} {
		if got := m.Standing(1, d); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: standing %.4f, want %.4f", d, got, want)
		}
	}
	if got := m.Credence(1); math.Abs(got-.5) > 1e-9 {
		t.Errorf("affirmed by a B, denied by a B: credence %.4f, want .5", got)
	}
}

func TestADesignationHoldsFromWhenItIsAttestedOn(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "listed", "e3")
	f.says("c1", "s", "B", nil)
	m := f.compile()
	at := day(2019, 6, 1).First
	for d, want := range map[underpin.Day]float64{at - 1: 0, at: .85, at + 36500: .85} {
		if got := m.Standing(1, d); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: standing %.4f, want %.4f", d, got, want)
		}
	}
}

func TestLeaveOutAndPublishable(t *testing.T) {
	f := newFixture()
	f.says("c0", "s", "B", func(t *underpin.Testimony) { t.Terms.Kind = underpin.TermsOffRecord })
	a := f.compile().Assess(0, day(2019, 6, 1).First)
	if !a.SingleOrigin || a.Word != "" {
		t.Errorf("one origin must carry no word of likelihood, got %d origins and %q", a.Origins, a.Word)
	}
	if len(a.LeaveOut) != 1 || !a.LeaveOut[0].Nobody {
		t.Errorf("without its only source nobody says so: %+v", a.LeaveOut)
	}
	if a.Publishable != 0 {
		t.Errorf("all is off the record, yet publishable is %.4f", a.Publishable)
	}
	f.says("c0", "r", "C", nil)
	a = f.compile().Assess(0, day(2019, 6, 1).First)
	if a.Word != "very likely" || math.Abs(a.Credence-.8970) > 5e-5 || math.Abs(a.Publishable-.70) > 1e-9 {
		t.Errorf("held %.4f %q, publishable %.4f; want .8970 very likely, .7000", a.Credence, a.Word, a.Publishable)
	}
}
