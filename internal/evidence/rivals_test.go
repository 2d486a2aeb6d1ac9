package evidence

import (
	"context"
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"underpin"
)

// post has claims that subjects chair one body, each said by a source of its own;
// one grade a claim.
func post(subjects, grades string) *fixture {
	f := newFixture()
	f.c.Claims = nil
	for k := range subjects {
		id := "c" + string(rune('0'+k))
		f.claim(id, "e"+subjects[k:k+1], "chairs", "e9").Episode = k
		f.says(id, "s"+string(rune('0'+k)), underpin.Grade(grades[k:k+1]), nil)
	}
	return f
}

func TestRivalsShareAPostWithNobody(t *testing.T) {
	b := .85 / .15
	for _, tt := range []struct {
		name             string
		subjects, grades string
		want             []float64
	}{
		{"alone a B is a B", "1", "B", []float64{.85}},
		{"B against B leaves .0811 for none", "12", "BB", []float64{b / (1 + 2*b), b / (1 + 2*b)}},
		{"B against C", "12", "BC", []float64{b / (1 + b + 7./3), 7. / 3 / (1 + b + 7./3)}},
		{"three B", "123", "BBB", []float64{b / (1 + 3*b), b / (1 + 3*b), b / (1 + 3*b)}},
		{"two terms of one person do not compete", "11", "BB", []float64{.85, .85}},
		{"and each competes with another person", "112", "BBB", []float64{b / (1 + 2*b), b / (1 + 2*b), b / (1 + 3*b)}},
		{"an E against a B competes with nobody", "12", "BE", []float64{.85, 0}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := post(tt.subjects, tt.grades).compile()
			for i, want := range tt.want {
				c, s := m.Credence(i), m.Standing(i, date("2019-06-01").First)
				if math.Abs(c-want) > within || math.Abs(s-want) > within {
					t.Errorf("claim %d: credence %.4f, standing %.4f, want %.4f", i, c, s, want)
				}
			}
		})
	}
}

func TestARivalCountsOnlyWhileItsSpanCoversTheDate(t *testing.T) {
	f := post("12", "BB")
	f.c.Testimonies[0].Held, f.c.Testimonies[0].Attested = held("2014-01-01/2016-12-31"), underpin.Date{}
	f.c.Testimonies[1].Held, f.c.Testimonies[1].Attested = held("2017-01-01/2019-12-31"), underpin.Date{}
	m := f.compile()
	for i, a := range []at{{"2016-06-01", .85}, {"2018-06-01", .85}} {
		if got := m.Standing(i, date(a.day).First); math.Abs(got-a.want) > within {
			t.Errorf("claim %d on %s: standing %.4f, want %.4f", i, a.day, got, a.want)
		}
		if got := m.Credence(i); math.Abs(got-.85) > within {
			t.Errorf("claim %d: credence %.4f, one followed the other", i, got)
		}
	}
}

func TestViewsAndOtherObjectsAreNoRivals(t *testing.T) {
	f := post("12", "BB")
	f.c.Claims[1].Holders = []underpin.EntityID{"e4"}
	if got := f.compile().Credence(0); math.Abs(got-.85) > within {
		t.Errorf("against a view: %.4f", got)
	}
	f = post("12", "BB")
	f.c.Claims[1].Object = "e8"
	if got := f.compile().Credence(0); math.Abs(got-.85) > within {
		t.Errorf("against another body: %.4f", got)
	}
}

func TestTheRivalsHaveTheirLineAndCountAsDenial(t *testing.T) {
	a := post("123", "BBC").compile().Assess(0, date("2019-06-01").First)
	b := .85 / .15
	line := a.Lines[len(a.Lines)-1]
	if line.Text != "rivals: c1, c2" || math.Abs(line.Value+math.Log(1+b+7./3)) > within {
		t.Errorf("line %+v", line)
	}
	if !slices.Equal(a.Rivals, []underpin.ClaimID{"c1", "c2"}) || a.Conflict < .8 {
		t.Errorf("rivals %v, contested %.2f", a.Rivals, a.Conflict)
	}
}

// counts has claims on how many berths e0 has, each by a source of its own.
func counts(grades string, values ...underpin.Quantity) *fixture {
	f := newFixture()
	f.c.Claims = nil
	for k, v := range values {
		id := "c" + string(rune('0'+k))
		f.claim(id, "e0", "berths", "").Value = v
		if k < len(grades) {
			f.says(id, "s"+string(rune('0'+k)), underpin.Grade(grades[k:k+1]), nil)
		}
	}
	return f
}

func exactly(n float64) underpin.Quantity {
	return underpin.Quantity{Text: string(rune('0' + int(n))), Low: n, High: n}
}

func TestValuesCompeteWithThoseNobodyNames(t *testing.T) {
	// o = n r/(1-r) with n = 9 false values; "none" weighs n + 1 - k for k listed.
	b, c := 9*.85/.15, 9*.70/.30
	atLeast := underpin.Quantity{Text: ">=2", Low: 2, NoHigh: true}
	for _, tt := range []struct {
		name   string
		grades string
		values []underpin.Quantity
		want   []float64
	}{
		{"alone a B is a B", "B", []underpin.Quantity{exactly(3)}, []float64{.85}},
		{"B against B", "BB", []underpin.Quantity{exactly(3), exactly(4)}, []float64{b / (2*b + 8), b / (2*b + 8)}},
		{"B against C", "BC", []underpin.Quantity{exactly(3), exactly(4)}, []float64{b / (b + c + 8), c / (b + c + 8)}},
		{"three values", "BBC", []underpin.Quantity{exactly(3), exactly(4), exactly(5)}, []float64{b / (2*b + c + 7), b / (2*b + c + 7), c / (2*b + c + 7)}},
		{"values that one number satisfies do not compete", "BB", []underpin.Quantity{exactly(3), atLeast}, []float64{.85, .85}},
		{"a value of no strength is left out", "BE", []underpin.Quantity{exactly(3), exactly(4)}, []float64{.85, 0}},
		{"a value nobody names is not listed", "B", []underpin.Quantity{exactly(3), exactly(4)}, []float64{.85}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := counts(tt.grades, tt.values...).compile()
			for i, want := range tt.want {
				if got := m.Credence(i); math.Abs(got-want) > within {
					t.Errorf("claim %d: %.4f, want %.4f", i, got, want)
				}
			}
		})
	}
}

func TestManyWeakRivalsOfAStrongOneLeaveRoomForNone(t *testing.T) {
	f := post("12345678", "ADDDDDDD")
	for _, s := range []string{"u", "v", "w", "x", "y"} {
		f.says("c0", s, "A", nil)
	}
	m := f.compile()
	sum := 0.0
	for i := range 8 {
		p := m.Standing(i, date("2019-06-01").First)
		if p < .01 || p > .99 {
			t.Errorf("claim %d: %v is off the scale", i, p)
		}
		sum += p
	}
	if sum > .9991 {
		t.Errorf("the rivals have %v together", sum)
	}
}

func TestWorldsOfEpisodesAndRivals(t *testing.T) {
	f := post("1122", "BCBD")
	m := f.compile()
	when := date("2019-06-01").First
	for v, p := range mean(m, m.rivalSets[0], when) {
		if want := m.Standing(m.rivalSets[0].claims[v], when); math.Abs(p-want) > within {
			t.Errorf("claim %d: mean %.12f, standing %.12f", v, p, want)
		}
	}
	const worlds = 100_000
	s, err := m.Sample(context.Background(), SampleConfig{Worlds: worlds, Seed: 9, Dates: []underpin.Day{when}})
	if err != nil {
		t.Fatal(err)
	}
	n, both := make([]int, 4), 0
	for w := range worlds {
		for i := range n {
			if s.Holds(0, w, i) {
				n[i]++
			}
		}
		if s.Holds(0, w, 0) && s.Holds(0, w, 1) {
			both++
		}
		if (s.Holds(0, w, 0) || s.Holds(0, w, 1)) && (s.Holds(0, w, 2) || s.Holds(0, w, 3)) {
			t.Fatal("two persons hold one post in one world")
		}
	}
	for i := range n {
		if got, want := float64(n[i])/worlds, m.Standing(i, when); math.Abs(got-want) > 5*math.Sqrt(.25/worlds) {
			t.Errorf("claim %d: share %.4f, standing %.4f", i, got, want)
		}
	}
	if both == 0 {
		t.Error("two terms of one person never hold together")
	}
}

func TestMeanIsTheStandingForGeneratedRivals(t *testing.T) {
	r := rand.New(rand.NewPCG(8, 8))
	letters := "ABCDF"
	for range 300 {
		n := 1 + r.IntN(5)
		subjects, grades := "", ""
		for range n {
			subjects += string(rune('1' + r.IntN(4)))
			grades += letters[r.IntN(5):][:1]
		}
		f := post(subjects, grades)
		for range r.IntN(6) {
			f.says(string(f.c.Claims[r.IntN(n)].ID), "s"+string(rune('0'+r.IntN(n))), "C", func(t *underpin.Testimony) {
				if r.IntN(3) == 0 {
					deny(t)
				}
			})
		}
		m := f.compile()
		when := date("2020-06-01").First
		for v, p := range mean(m, m.rivalSets[0], when) {
			if want := m.Standing(m.rivalSets[0].claims[v], when); math.Abs(p-want) > within {
				t.Fatalf("%s %s, claim %d: mean %.12f, standing %.12f", subjects, grades, v, p, want)
			}
		}
	}
}

func TestEntitiesJudgedTheSamePoolTheirTestimonyInAnyOrder(t *testing.T) {
	f := newFixture()
	f.c.Claims[0].Prior = .2
	f.claim("c1", "e2", "backs", "e1")
	f.says("c0", "s", "B", nil)
	f.says("c1", "r", "B", nil)
	f.c.Samenesses = []underpin.Sameness{{ID: "same", A: "e0", B: "e2", Verdict: underpin.Same}}
	m := f.compile()
	want := sigmoid(math.Log(.25) + 2.43879)
	g := f.clone()
	slices.Reverse(g.c.Claims)
	n := g.compile()
	for i := range 2 {
		if p, q := m.Credence(i), n.Credence(i); math.Abs(p-want) > 1e-5 || p != q {
			t.Errorf("claim %d: %.6f and, in the other order, %.6f; want %.6f", i, p, q, want)
		}
	}
}

func TestARivalThatBeginsLaterIsToldOnTheDateAlone(t *testing.T) {
	f := newFixture()
	f.claim("c1", "e2", "chairs", "e9")
	f.claim("c2", "e3", "chairs", "e9")
	f.says("c1", "s", "B", nil)
	f.says("c2", "r", "B", func(t *underpin.Testimony) {
		t.Attested = underpin.Date{}
		t.Held = underpin.Span{EDTF: "2020-01-01/", Start: underpin.Bound{Kind: underpin.Stated, Date: day(2020, 1, 1)}}
		t.Said = day(2020, 1, 1)
	})
	a := f.compile().Assess(1, day(2020, 1, 1).First)
	if len(a.Rivals) != 0 || len(a.RivalsOn) != 1 || a.RivalsOn[0] != "c2" {
		t.Errorf("as told it competes with %v, on the date with %v; want none and c2", a.Rivals, a.RivalsOn)
	}
}
