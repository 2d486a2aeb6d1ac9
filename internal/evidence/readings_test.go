package evidence

import (
	"context"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin"
)

// exactMean is the mean of a claim of the case over the readings of who is one, over who
// lives, and over soundness, each by enumeration.
func exactMean(m *Model, i int, on underpin.Day) float64 {
	sum := 0.0
	for k := range m.spots[i] {
		s := &m.spots[i][k]
		c := m.rivalSets[s.rivalSet]
		chance := make([]float64, len(c.mortals))
		for j := range c.mortals {
			chance[j] = m.lives(&c.mortals[j], on)
		}
		each(chance, func(weight float64, lives func(int) bool) {
			for _, end := range c.ends[s.at] {
				if end != none && !lives(end) {
					return
				}
			}
			d := m.newDecider(c, on, new(scratch))
			for bit, mortal := range d.frail {
				if !lives(mortal) {
					d.dead |= 1 << bit
				}
			}
			sum += s.weigh(m.weightOf[m.bundleOf[i]]) * weight * meanIn(d)[s.at]
		})
	}
	return sum
}

func TestTheMeanOverReadingsLivesAndSoundnessIsTheStanding(t *testing.T) {
	holds(t, func(t *rapid.T) {
		m := anything.draw(t).compile()
		on := someDay(t, "on").First
		for i := range m.c.Claims {
			vague := slices.ContainsFunc(m.spots[i], func(s spot) bool {
				d := m.newDecider(m.rivalSets[s.rivalSet], on, new(scratch))
				return len(d.vague) > 0 || len(d.vars) > 8 // by the draw, or slow
			})
			if got, want := exactMean(m, i, on), m.Standing(i, on); !vague && math.Abs(got-want) > 1e-9 {
				t.Fatalf("claim %s on %s: mean %.12f, standing %.12f", m.c.Claims[i].ID, on, got, want)
			}
		}
	})
}

func TestTheLedgerOfEachReadingAddsUpAndTheirMeanIsTheCredence(t *testing.T) {
	holds(t, func(t *rapid.T) {
		m := anything.draw(t).compile()
		on := someDay(t, "on").First
		for i := range m.c.Claims {
			a := m.Assess(i, on)
			if a.Readings == nil {
				continue
			}
			weight, credence, standing := 0.0, 0.0, 0.0
			for _, r := range a.Readings {
				sum := 0.0
				for _, l := range r.Lines {
					sum += l.Value
				}
				if math.Abs(sum-r.LogOdds) > 1e-9 {
					t.Fatalf("claim %s: lines sum to %.12f, log-odds %.12f", a.Claim, sum, r.LogOdds)
				}
				weight, credence, standing = weight+r.Weight, credence+r.Weight*r.Credence, standing+r.Weight*r.Standing
			}
			if math.Abs(weight-1) > 1e-9 || math.Abs(credence-a.Credence) > 1e-9 || math.Abs(standing-a.Standing) > 1e-9 {
				t.Fatalf("claim %s: weight %v, credence %v of %v, standing %v of %v", a.Claim, weight, credence, a.Credence, standing, a.Standing)
			}
		}
	})
}

// identityCase has two names that may be one person, by testimony, two holders of one
// post, one of whom may have died, and a body that was dissolved.
func identityCase() *fixture {
	f := newFixture()
	f.c.Samenesses = []underpin.Sameness{{ID: "j", A: "e3", B: "e4", Verdict: underpin.Unsure, P: .4}}
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.claim("c3", "e2", "same_as", "e3")
	f.claim("c4", "e2", "died", "").Value = dateValue(day(2019, 3, 1))
	f.claim("c5", "e3", "died", "").Value = dateValue(day(2019, 9, 1))
	f.claim("c6", "e1", "died", "").Value = dateValue(day(2019, 8, 1))
	f.claim("c7", "e4", "backs", "e1")
	for claim, source := range map[string]string{"c0": "s", "c1": "s", "c2": "r", "c3": "q", "c4": "q", "c6": "p", "c7": "r"} {
		f.says(claim, source, "B", nil)
	}
	f.says("c5", "p", "C", nil)
	f.says("c3", "p", "C", nil)
	return f
}

func dateValue(d underpin.Date) underpin.Quantity { return underpin.Quantity{Text: d.EDTF, Date: d} }

func TestTheShareOfWorldsIsTheStandingWhereItHangsOnWhoIsOneAndWhoLives(t *testing.T) {
	m := identityCase().compile()
	const worlds = 200_000
	for _, on := range []underpin.Day{day(2019, 2, 1).First, day(2019, 6, 1).First, day(2019, 12, 1).First} {
		s, err := m.Sample(context.Background(), SampleConfig{Worlds: worlds, Seed: 1, Dates: []underpin.Day{on}})
		if err != nil {
			t.Fatal(err)
		}
		for i := range m.c.Claims {
			want := m.Standing(i, on)
			if got := share(s, i); math.Abs(got-want) > 5*math.Sqrt(.25/worlds) {
				t.Errorf("claim %s on %s: share %.4f, standing %.4f", m.c.Claims[i].ID, on, got, want)
			}
		}
	}
}

func TestResolvedWorldsEqualBruteForceWhereItHangsOnWhoIsOneAndWhoLives(t *testing.T) {
	f := identityCase()
	m := f.compile()
	cfg := SampleConfig{Worlds: 700, Seed: 3, Dates: []underpin.Day{day(2019, 6, 10).First, day(2019, 12, 31).First}}
	base, err := m.Sample(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []Edits{{Without: []underpin.SourceID{"q"}}, {Without: []underpin.SourceID{"p"}}, {Reject: []underpin.ClaimID{"c3"}}, {Reject: []underpin.ClaimID{"c5"}}} {
		edited, err := m.Edited(e)
		if err != nil {
			t.Fatal(err)
		}
		got, changed, err := edited.Resolve(context.Background(), base)
		if err != nil {
			t.Fatal(err)
		}
		want, err := edited.Sample(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		for w := range cfg.Worlds {
			differs := false
			for d := range cfg.Dates {
				for i := range m.c.Claims {
					if got.Holds(d, w, i) != want.Holds(d, w, i) {
						t.Fatalf("%+v: claim %s in world %d differs from brute force", e, m.c.Claims[i].ID, w)
					}
					differs = differs || got.Holds(d, w, i) != base.Holds(d, w, i)
				}
			}
			for k := range m.listed {
				if got.Same(w, k) != want.Same(w, k) {
					t.Fatalf("%+v: pair %d in world %d differs from brute force", e, k, w)
				}
				differs = differs || got.Same(w, k) != base.Same(w, k)
			}
			if differs && !changed.Has(w) {
				t.Fatalf("%+v: world %d changed and is not marked", e, w)
			}
		}
	}
}

func TestAReadingThatContradictsAVerdictIsLeftOut(t *testing.T) {
	f := newFixture()
	f.c.Samenesses = []underpin.Sameness{
		{ID: "a", A: "e2", B: "e3", Verdict: underpin.Unsure, P: .5}, {ID: "b", A: "e3", B: "e4", Verdict: underpin.Unsure, P: .5},
		{ID: "c", A: "e2", B: "e4", Verdict: underpin.NotSame},
	}
	for _, p := range f.compile().Pairs() {
		if p.Stated != .5 || math.Abs(p.Weighed-1./3) > 1e-12 {
			t.Errorf("%+v", p)
		}
	}
}

// A and B each have one B for owning one thing alone: pooled .9197, as rivals .4595.
func TestHowUnsureAPairIsDecidesHowMuchEachReadingWeighs(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.says("c1", "s", "B", nil)
	f.says("c2", "r", "B", nil)
	for _, p := range []float64{.05, .3, .5, .7, .95} {
		f.c.Samenesses = []underpin.Sameness{{ID: "j", A: "e2", B: "e3", Verdict: underpin.Unsure, P: p}}
		m := f.compile()
		if w := m.Pairs()[0].Weighed; math.Abs(w-p) > 1e-12 {
			t.Errorf("unsure with %v: they are one in %v", p, w)
		}
		i, _ := m.Claim("c1")
		pooled, apart := sigmoid(2.43879), .85/.15/(1+2*.85/.15)
		a := m.Assess(i, day(2019, 6, 1).First)
		if a.Drawn {
			t.Errorf("unsure with %v: all readings are taken", p)
		}
		if got, want := a.Credence, p*pooled+(1-p)*apart; math.Abs(got-want) > 1e-5 {
			t.Errorf("unsure with %v: credence %.5f, want %.5f", p, got, want)
		}
	}
}

func TestARejectedClaimTakesItsOwnTestimonyAlong(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "backs", "e1")
	f.says("c0", "s", "B", nil)
	f.says("c1", "r", "C", nil)
	f.says("c1", "q", "C", origin("s"))
	for _, test := range []struct {
		name   string
		judged underpin.Sameness
		want   float64
	}{
		{"one", underpin.Sameness{ID: "j", A: "e0", B: "e2", Verdict: underpin.Same}, .7}, // r alone: q repeats s
		{"one with .4", underpin.Sameness{ID: "j", A: "e0", B: "e2", Verdict: underpin.Unsure, P: .4}, .4*.7 + .6*.7623},
	} {
		f.c.Samenesses = []underpin.Sameness{test.judged}
		m, err := f.compile().Edited(Edits{Reject: []underpin.ClaimID{"c0"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := m.Credence(1); math.Abs(got-test.want) > 1e-4 {
			t.Errorf("%s: the claim that is not rejected comes to %.4f, want %.4f", test.name, got, test.want)
		}
	}
}

func TestWhoIsOneByTestimonyAloneIsTwoWhereNobodySaysSo(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "same_as", "e3")
	f.says("c1", "s", "B", nil)
	for what, e := range map[string]Edits{"rejected": {Reject: []underpin.ClaimID{"c1"}}, "without its source": {Without: []underpin.SourceID{"s"}}} {
		m, err := f.compile().Edited(e)
		if err != nil {
			t.Fatal(err)
		}
		if p := m.Pairs()[0]; p.Weighed != 0 {
			t.Errorf("%s: they are one in %v", what, p.Weighed)
		}
	}
}

func TestAPairOfWhichNobodyIsLeftWhoSpeaksForbidsNoReading(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "same_as", "e3")
	f.says("c1", "s", "B", nil)
	f.c.Samenesses = []underpin.Sameness{
		{ID: "j", A: "e0", B: "e2", Verdict: underpin.Unsure, P: .95},
		{ID: "k", A: "e0", B: "e3", Verdict: underpin.Unsure},
	}
	m, err := f.compile().Edited(Edits{Without: []underpin.SourceID{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, p := range m.Pairs() {
		want := map[underpin.EntityID]float64{"e2": .95, "e3": .5}[p.B]
		if p.A == "e2" {
			want = .95 * .5 // both are e0, and so one
		}
		if math.Abs(p.Weighed-want) > 1e-12 {
			t.Errorf("%s and %s are one in %v, want %v", p.A, p.B, p.Weighed, want)
		}
	}
}

func TestManyPairsAreSampledAndTheMeanIsStillTheStanding(t *testing.T) {
	f := newFixture()
	for k, pair := range [][2]underpin.EntityID{{"e0", "e1"}, {"e1", "e2"}, {"e2", "e3"}, {"e3", "e4"}, {"e4", "e5"}, {"e5", "e6"}, {"e6", "e7"}} {
		f.c.Samenesses = append(f.c.Samenesses, underpin.Sameness{ID: string(rune('a' + k)), A: pair[0], B: pair[1], Verdict: underpin.Unsure, P: .3 + .05*float64(k)})
	}
	f.c.Samenesses = append(f.c.Samenesses, underpin.Sameness{ID: "z", A: "e8", B: "e9", Verdict: underpin.Unsure, P: .6})
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e7", "chairs", "e8")
	f.says("c1", "s", "B", nil)
	f.says("c2", "r", "B", nil)
	m := f.compile()
	on := day(2019, 6, 1).First
	const worlds = 100_000
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: worlds, Seed: 2, Dates: []underpin.Day{on}})
	if err != nil {
		t.Fatal(err)
	}
	for _, i := range []int{1, 2} {
		if a := m.Assess(i, on); !a.Drawn {
			t.Errorf("claim %d: nothing says that its readings are drawn", i)
		}
		want := m.Standing(i, on)
		if got := share(s, i); math.Abs(got-want) > 5*math.Sqrt(.25/worlds) || !m.bundles[m.bundleOf[i]].sampled {
			t.Errorf("claim %d: share %.4f, standing %.4f", i, got, want)
		}
	}
}

func TestDatesThatShareDaysAreOneValueTheNarrowestOfThem(t *testing.T) {
	f := newFixture()
	may := underpin.Date{EDTF: "2014-05", First: day(2014, 5, 1).First, Last: day(2014, 5, 31).First}
	f.claim("c1", "e2", "died", "").Value = dateValue(may)
	f.claim("c2", "e2", "died", "").Value = dateValue(day(2014, 5, 20))
	f.claim("c3", "e2", "backs", "e9")
	f.says("c1", "s", "B", nil)
	f.says("c2", "r", "B", nil)
	f.says("c3", "p", "A", func(t *underpin.Testimony) { t.Attested = day(2014, 5, 1) })
	m := f.compile()
	if a := m.Assess(1, day(2014, 5, 1).First); a.Origins != 2 || a.Credence < .9 {
		t.Errorf("%+v", a)
	}
	if before, after := m.Standing(3, day(2014, 5, 20).First), m.Standing(3, day(2014, 5, 21).First); before < .9 || after > .1 {
		t.Errorf("standing on the day %v, on the next %v", before, after)
	}
}

func TestWhatIsSaidOfTheDeadIsMarked(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e0", "died", "").Value = dateValue(day(2018, 5, 20))
	f.says("c0", "s", "A", nil)
	f.says("c1", "r", "B", nil)
	a := f.compile().Assess(0, day(2018, 1, 1).First)
	if !a.Contested || !slices.Equal(a.CannotBe, []underpin.ClaimID{"c1"}) || a.Credence < .94 {
		t.Errorf("%+v", a)
	}
}
