package evidence

import (
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
)

// mixedCase has relays, a group, a denial, rivals, a rumour, an unsure sameness
// and vague dates.
func mixedCase() *fixture {
	f := newFixture()
	f.says("c0", "s", "B", nil)
	f.says("c0", "r", "C", origin("s"))
	f.says("c0", "q", "D", deny)
	f.says("c0", "q2", "C", origin("unknown"))
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.says("c1", "s", "B", nil)
	f.says("c2", "r", "C", nil)
	f.says("c2", "p", "B", nil)
	f.claim("c3", "e4", "backs", "e9")
	vague := underpin.Date{EDTF: "2019-06", First: day(2019, 6, 1).First, Last: day(2019, 6, 30).First}
	f.says("c3", "s", "A", func(t *underpin.Testimony) {
		t.Held = underpin.Span{EDTF: "/2019-06", End: underpin.Bound{Kind: underpin.Stated, Date: vague}}
		t.Attested = day(2019, 1, 1)
	})
	f.says("c3", "p", "B", nil)
	f.c.Groups = append(f.c.Groups, underpin.Group{ID: "g", Delta: .6, Members: []underpin.OriginID{"r", "p"}})
	return f
}

// mean is the mean over soundness of the probability of each claim of a rival set in
// the states of its sources, by enumeration.
func mean(m *Model, c *rivalSet, on underpin.Day) []float64 {
	return meanIn(m.newDecider(c, on, new(scratch)))
}

// meanIn is mean among those that the decider has not buried.
func meanIn(d *decider) []float64 {
	c, t := d.c, d.makeTable()
	out := make([]float64, len(c.claims))
	if t.none {
		return out
	}
	weight, patterns := d.states(t)
	for k := range weight {
		score := d.outcomeOf(t, patterns[k*t.words:(k+1)*t.words]).score
		total, bySubject := 1.0, make([]float64, len(score))
		for v, x := range score {
			if c.rivals {
				bySubject[c.subject[v]] += softplus(x)
			}
		}
		for _, l := range bySubject {
			total += math.Expm1(l)
		}
		for v, x := range score {
			if t.binary {
				out[v] += weight[k] * sigmoid(x)
			} else {
				out[v] += weight[k] * sigmoid(x) * math.Exp(bySubject[c.subject[v]]) / total
			}
		}
	}
	return out
}

func TestTheMeanOverSoundnessIsTheStanding(t *testing.T) {
	m := mixedCase().compile()
	for _, on := range []underpin.Day{day(2019, 5, 1).First, day(2019, 7, 2).First, day(2020, 2, 2).First} {
		for _, c := range m.rivalSets {
			for v, p := range mean(m, c, on) {
				want := m.Standing(c.claims[v], on)
				if math.Abs(p-want) > 1e-9 {
					t.Errorf("%s on %s: mean %.12f, standing %.12f", m.claims[c.claims[v]].c.ID, on, p, want)
				}
			}
		}
	}
}

func TestWorldsAreTheSameForAnyNumberOfWorkers(t *testing.T) {
	m := mixedCase().compile()
	cfg := SampleConfig{Worlds: 777, Seed: 5, Dates: []underpin.Day{day(2019, 6, 10).First}}
	var first *Sample
	for _, workers := range []int{1, 2, 7} {
		cfg.Workers = workers
		s, err := m.Sample(context.Background(), cfg)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = s
			continue
		}
		for i := range m.claims {
			if !slices.Equal(s.ClaimRow(0, i), first.ClaimRow(0, i)) {
				t.Errorf("%d workers draw claim %d otherwise", workers, i)
			}
		}
	}
}

func TestDrawingWorldsSaysHowManyClaimsAreDecided(t *testing.T) {
	m := mixedCase().compile()
	for _, workers := range []int{1, 4} {
		last, whole := 0, 0
		cfg := SampleConfig{Worlds: 100, Seed: 5, Dates: []underpin.Day{day(2019, 6, 10).First}, Workers: workers}
		cfg.Progress = func(done, total int) {
			if done <= last || done > total {
				t.Errorf("%d workers: progress goes from %d to %d of %d", workers, last, done, total)
			}
			last, whole = done, total
		}
		if _, err := m.Sample(t.Context(), cfg); err != nil {
			t.Fatal(err)
		}
		if claims := len(m.claims); last != whole || whole != claims {
			t.Errorf("%d workers: ends at %d of %d, want %d claims", workers, last, whole, claims)
		}
	}
}

// share is the share of worlds in which a claim holds on the first date.
func share(s *Sample, claim int) float64 {
	n := 0
	for w := range s.Worlds {
		if s.Holds(0, w, claim) {
			n++
		}
	}
	return float64(n) / float64(s.Worlds)
}

func TestTheShareOfWorldsIsTheStanding(t *testing.T) {
	m := mixedCase().compile()
	on := day(2019, 5, 1).First
	const worlds = 200_000
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: worlds, Seed: 1, Dates: []underpin.Day{on}})
	if err != nil {
		t.Fatal(err)
	}
	for i := range m.claims {
		want := m.Standing(i, on)
		if got := share(s, i); math.Abs(got-want) > 5*math.Sqrt(.25/worlds) {
			t.Errorf("claim %d: share %.4f, standing %.4f", i, got, want)
		}
	}
	for w := range worlds {
		if s.Holds(0, w, 1) && s.Holds(0, w, 2) {
			t.Fatal("two rivals hold one post in one world")
		}
	}
}

func TestResolvedWorldsEqualThoseOfACaseEnteredWithoutTheSource(t *testing.T) {
	f := mixedCase()
	m := f.compile()
	cfg := SampleConfig{Worlds: 1000, Seed: 3, Dates: []underpin.Day{day(2019, 6, 10).First, day(2019, 12, 31).First}}
	base, err := m.Sample(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	edited, err := m.Edited(Edits{Without: []underpin.SourceID{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	got, changed, err := edited.Resolve(context.Background(), base)
	if err != nil {
		t.Fatal(err)
	}
	kept := *f.c
	kept.Testimonies = slices.DeleteFunc(slices.Clone(f.c.Testimonies), func(t underpin.Testimony) bool {
		return t.Source == "s" || t.Origin == "s"
	})
	fresh, err := Compile(&kept, Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	want, err := fresh.Sample(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for d := range cfg.Dates {
		for w := range cfg.Worlds {
			differs := false
			for i := range m.claims {
				if got.Holds(d, w, i) != want.Holds(d, w, i) {
					t.Fatalf("claim %d in world %d on date %d differs from brute force", i, w, d)
				}
				differs = differs || got.Holds(d, w, i) != base.Holds(d, w, i)
			}
			if differs && !changed.Has(w) {
				t.Fatalf("world %d changed and is not marked", w)
			}
		}
	}
}

func TestWhatIsSeenIsResolvedAsAmongAll(t *testing.T) {
	m := mixedCase().compile()
	base, err := m.Sample(context.Background(), SampleConfig{Worlds: 500, Seed: 3, Dates: []underpin.Day{day(2019, 6, 10).First}})
	if err != nil {
		t.Fatal(err)
	}
	edited, err := m.Edited(Edits{Without: []underpin.SourceID{"s"}})
	if err != nil {
		t.Fatal(err)
	}
	all, _, err := edited.Resolve(context.Background(), base)
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for i := range m.claims {
		one, err := edited.ResolveSeen(context.Background(), base, func(claim int) bool { return claim == i })
		if err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(one.ClaimRow(0, i), all.ClaimRow(0, i)) {
			t.Errorf("claim %d is decided otherwise where it alone is seen", i)
		}
		for k := range m.claims {
			if !slices.Equal(one.ClaimRow(0, k), all.ClaimRow(0, k)) && slices.Equal(one.ClaimRow(0, k), base.ClaimRow(0, k)) {
				kept++
			}
		}
	}
	if kept == 0 {
		t.Error("no claim out of sight was left as it was")
	}
}

func TestBeyondTwelveVariablesTheMeanIsSolvedOverFixedDraws(t *testing.T) {
	f := newFixture()
	for k := range 16 {
		f.says("c0", fmt.Sprintf("s%d", k), []underpin.Grade{"B", "C", "D"}[k%3], nil)
	}
	m := f.compile()
	on := day(2019, 6, 1).First
	if got, want := mean(m, m.rivalSets[0], on)[0], m.Standing(0, on); math.Abs(got-want) > 1e-9 {
		t.Errorf("mean over the fixed draws %.12f, standing %.12f", got, want)
	}
}

func TestTestimonyOfMoreSourcesThanAWordHasBitsIsDrawnAsItStands(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.claim("c3", "e3", "chairs", "e9").Episode = 2
	for claim, sources := range map[string]int{"c0": 70, "c1": 13, "c2": 90, "c3": 5} {
		for k := range sources {
			f.says(claim, fmt.Sprintf("s%d", k), []underpin.Grade{"B", "C", "D"}[k%3], func(s *underpin.Testimony) {
				if k%2 > 0 {
					deny(s)
				}
			})
		}
	}
	m := f.compile()
	on := day(2019, 6, 1).First
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: 20_000, Seed: 3, Dates: []underpin.Day{on}})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range m.rivalSets {
		for v, p := range mean(m, c, on) {
			i := c.claims[v]
			want := m.Standing(i, on)
			if math.Abs(p-want) > 1e-9 {
				t.Errorf("%s: mean over the fixed draws %.12f, standing %.12f", m.claims[i].c.ID, p, want)
			}
			if got := share(s, i); math.Abs(got-want) > .02 {
				t.Errorf("%s holds in %.4f of the worlds, standing %.4f", m.claims[i].c.ID, got, want)
			}
		}
	}
}

func TestShiftsOfRivalsAreSolvedJointly(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 200 {
		n, k := 1+r.IntN(4), 1+r.IntN(6)
		mx := mixture{weight: make([]float64, k), score: make([][]float64, n)}
		for j := range mx.weight {
			mx.weight[j] = 1 / float64(k)
		}
		target := make([]float64, n)
		for v := range mx.score {
			for range k {
				mx.score[v] = append(mx.score[v], 6*r.NormFloat64())
			}
			target[v] = .01 + .98*r.Float64()/float64(n)
		}
		s := mx.solveShifts(target)
		got := make([]float64, n)
		p := make([]float64, n)
		for j, w := range mx.weight {
			mx.partition(j, s, p)
			for v := range p {
				got[v] += w * p[v]
			}
		}
		for v := range got {
			if math.Abs(got[v]-target[v]) > 1e-9 {
				t.Fatalf("mean %v, target %v", got, target)
			}
		}
	}
}
