package evidence

import (
	"context"
	"fmt"
	"math"
	"testing"

	"underpin"
)

// inTurn has one B say who chaired e9 in turn, each from one date to another.
func inTurn(spans ...string) *fixture {
	f := newFixture()
	f.c.Claims = nil
	for i, h := range spans {
		id := fmt.Sprintf("c%d", i)
		f.claim(id, fmt.Sprintf("e%d", i), "chairs", "e9")
		f.says(id, "s", "B", func(t *underpin.Testimony) {
			t.Attested, t.Said = underpin.Date{}, day(2020, 1, 1)
			t.Held = held(h)
		})
	}
	return f
}

// holdOn is the share of worlds in which each claim holds on a day, and in which any.
func holdOn(t *testing.T, m *Model, on underpin.Day) (shares []float64, any float64) {
	t.Helper()
	const worlds = 20_000
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: worlds, Seed: 3, Dates: []underpin.Day{on}})
	if err != nil {
		t.Fatal(err)
	}
	shares = make([]float64, len(m.claims))
	for w := range worlds {
		holders := 0
		for i := range m.claims {
			if s.Holds(0, w, i) {
				holders++
				shares[i] += 1.0 / worlds
			}
		}
		if holders > 1 {
			t.Fatalf("%s: two hold it in one world", on)
		}
		any += float64(holders) / worlds
	}
	return shares, any
}

func TestAHandoverIsOneDayInEachWorld(t *testing.T) {
	for _, tt := range []struct {
		name string
		held []string
		on   string
		want []float64 // of the .85 of worlds in which the source is right
	}{
		{"in a month that both name", []string{"2013-03/2015-01", "2015-01/2018-06"}, "2015-01-10", []float64{21.0 / 31, 10.0 / 31}},
		{"in a year and on a day of it", []string{"2012/2016", "2016-06-01/2019"}, "2016-06-01", []float64{0, 1}},
		{"with one between them", []string{"2013-03/2015-01", "2015-01/2015-01", "2015-01/2018-06"}, "2015-01-10",
			[]float64{21.0 / 31 * 21 / 31, 2 * 10.0 / 31 * 21 / 31, 10.0 / 31 * 10 / 31}},
		{"where precise days cross", []string{"2013-03-01/2015-01-20", "2015-01-11/2018-06-30"}, "2015-01-13", []float64{.7, .3}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := inTurn(tt.held...).compile()
			shares, any := holdOn(t, m, date(tt.on).First)
			if math.Abs(any-.85) > .015 {
				t.Errorf("somebody holds it in %.3f of worlds, want .85", any)
			}
			for i, want := range tt.want {
				if math.Abs(shares[i]-.85*want) > .015 {
					t.Errorf("claim %d holds in %.3f of worlds, want %.3f", i, shares[i], .85*want)
				}
			}
		})
	}
}

func TestInTheLedgerAHandoverFallsOnTheMiddleOfTheDays(t *testing.T) {
	for _, tt := range []struct {
		name string
		held []string
		last string // day of the first holder
		next string // first day of the last
	}{
		{"a month", []string{"2013-03/2015-01", "2015-01/2018-06"}, "2015-01-15", "2015-01-16"},
		{"a day within a year", []string{"2012/2016", "2016-06-01/2019"}, "2016-05-31", "2016-06-01"},
		{"days that cross", []string{"2013-03-01/2015-01-20", "2015-01-11/2018-06-30"}, "2015-01-14", "2015-01-15"},
		{"with one between", []string{"2013-03/2015-01", "2015-01/2015-01", "2015-01/2018-06"}, "2015-01-10", "2015-01-21"},
		{"pair by pair where not all meet", []string{"2012/2015", "2015-03-01/2015-06-30", "2015-07/2018"}, "2015-02-28", "2015-07-16"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := inTurn(tt.held...).compile()
			last, next := date(tt.last).First, date(tt.next).First
			end := len(tt.held) - 1
			for d, want := range map[underpin.Day][2]bool{last: {true, false}, last + 1: {false, last+1 >= next}, next - 1: {next-1 <= last, false}, next: {false, true}} {
				if got := [2]bool{m.Standing(0, d) > .5, m.Standing(end, d) > .5}; got != want {
					t.Errorf("%s: first and last hold %v, want %v", d, got, want)
				}
			}
			for i := range m.claims {
				if a := m.Assess(i, last); a.Contested || math.Abs(a.Credence-.85) > within {
					t.Errorf("claim %d: credence %.4f, contested %v", i, a.Credence, a.Contested)
				}
			}
		})
	}
}

func TestRivalsStayRivals(t *testing.T) {
	for name, held := range map[string][]string{
		"both within one month":            {"2015-01/2015-01", "2015-01/2015-01"},
		"the same years":                   {"2012/2016", "2012/2016"},
		"days that cross by two months":    {"2012-01-01/2016-06-30", "2016-04-30/2019-12-31"},
		"one within the days of the other": {"2012-01-01/2016-06-30", "2016-06-10/2016-06-20"},
	} {
		m := inTurn(held...).compile()
		if len(m.turns[0].all()) > 0 {
			t.Errorf("%s: %+v", name, m.turns[0])
		}
	}
}

// all lists the handovers of a rival set.
func (a *arrangement) all() []handover {
	if a == nil {
		return nil
	}
	return a.handovers
}

func TestALaterWordOnABoundCutsWhatPersistsAcrossIt(t *testing.T) {
	faded := func(days float64) float64 { return math.Exp2(-days / (2 * daysPerYear)) }
	asked := date("2018-07-01")
	for _, tt := range []struct {
		name, held, said, is string
		left                 float64 // of the persistence of "is"
	}{
		{"an end that was told after it came", "2010-01-01/2018-05-10", "2018-05-11", "2018-04-01", .3},
		{"an end that was planned", "2010-01-01/2018-05-10", "2018-01-01", "2018-04-01", 1},
		{"what is attested after the end", "2010-01-01/2018-05-10", "2018-05-11", "2018-06-01", 1},
		{"a start, for one who is seen after it", "2018-08-01/2019-12-31", "2018-08-02", "2018-08-30", .3},
	} {
		f := newFixture()
		f.says("c0", "s", "B", func(t *underpin.Testimony) {
			t.Attested, t.Said, t.Held = underpin.Date{}, date(tt.said), held(tt.held)
		})
		f.says("c0", "r", "C", func(t *underpin.Testimony) { t.Attested = date(tt.is) })
		gap := math.Abs(float64(date(tt.is).First - asked.First))
		want := 0.0
		if x := logRatio(.4*faded(gap)*tt.left) - logRatio(.7); true {
			want = sigmoid(x)
		}
		if got := f.compile().Standing(0, asked.First); math.Abs(got-want) > within {
			t.Errorf("%s: standing %.6f, want %.6f", tt.name, got, want)
		}
	}
}

// Who both begins and ends within the days of a bound stays a rival; without the source of
// the beginning the ends alone are left, and there is a handover that was none.
func TestLeavingASourceOutMayMakeAHandover(t *testing.T) {
	year := underpin.Date{EDTF: "2015", First: day(2015, 1, 1).First, Last: day(2015, 12, 31).First}
	f := newFixture()
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	says := func(claim, source, grade string, from, to underpin.Bound) {
		f.says(claim, source, underpin.Grade(grade), func(s *underpin.Testimony) {
			s.Attested, s.Said = underpin.Date{}, day(2019, 6, 1)
			s.Held = underpin.Span{EDTF: claim + source, Start: from, End: to}
		})
	}
	bound := func(d underpin.Date) underpin.Bound { return underpin.Bound{Kind: underpin.Stated, Date: d} }
	open := underpin.Bound{Kind: underpin.Open}
	says("c1", "s", "A", bound(year), open)
	says("c1", "r", "B", underpin.Bound{}, bound(year))
	says("c2", "p", "B", bound(year), bound(underpin.Date{EDTF: "2015-12", First: day(2015, 12, 1).First, Last: year.Last}))
	m := f.compile()
	edited, err := m.Edited(Edits{Without: []underpin.SourceID{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, claim := range []underpin.ClaimID{"c1", "c2"} {
		i, _ := m.Claim(claim)
		for _, l := range m.Assess(i, day(2016, 1, 1).First).LeaveOut {
			if want := edited.Credence(i); l.Source == "s" && math.Abs(l.Credence-want) > within {
				t.Errorf("%s without s: %v, never entered %v", claim, l.Credence, want)
			}
		}
	}
	if set := m.rivalSetOf[1]; (m.turns[set] == nil) == (edited.turns[set] == nil) {
		t.Error("leaving the source out makes no handover that was none")
	}
}
