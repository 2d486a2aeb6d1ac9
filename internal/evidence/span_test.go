package evidence

import (
	"math"
	"testing"

	"underpin"
	"underpin/internal/edtf"
)

// held and date read EDTF.
func held(text string) underpin.Span {
	s, err := edtf.ParseSpan(text)
	if err != nil {
		panic(err)
	}
	return s
}

func date(text string) underpin.Date {
	d, err := edtf.Parse(text)
	if err != nil {
		panic(err)
	}
	return d
}

// statement is a B who says e0 has a relation to e1, dated as written.
func statement(relation, heldFor, attested, said string) *fixture {
	f := newFixture()
	f.c.Claims[0].Relation = underpin.RelationName(relation)
	f.says("c0", "s", "B", func(t *underpin.Testimony) {
		t.Attested = underpin.Date{}
		if heldFor != "" {
			t.Held = held(heldFor)
		}
		if attested != "" {
			t.Attested = date(attested)
		}
		if said != "" {
			t.Said = date(said)
		}
	})
	return f
}

// at is a day and the standing there.
type at struct {
	day  string
	want float64
}

// faded is the standing of a B after so many days of a half-life in years.
func faded(days, years float64) float64 {
	return (1 + .7*math.Exp2(-days/(years*daysPerYear))) / 2
}

func TestStandingByWhatIsStatedOfTheSpan(t *testing.T) {
	const b = .85
	for _, tt := range []struct {
		name                           string
		relation, held, attested, said string
		at                             []at
	}{
		{"between two stated bounds it holds, and on no other day", "backs", "2014-03-01/2016-05-31", "2015", "",
			[]at{{"2014-02-28", 0}, {"2014-03-01", b}, {"2016-05-31", b}, {"2016-06-01", 0}}},
		{"still: it holds when said and fades after the testimony's date", "backs", "2014-03-01/..", "", "2018-06-01",
			[]at{{"2014-02-28", 0}, {"2014-03-01", b}, {"2018-06-01", b}, {"2018-06-11", faded(10, 2)}}},
		{"still: the words place it earlier, but it was said later", "backs", "2014-03-01/..", "2016", "2018-06-01",
			[]at{{"2018-06-01", b}, {"2018-06-11", faded(10, 2)}}},
		{"an end left unstated fades after the last date at which it is said to hold", "backs", "2014-03-01/", "2016-07-01", "2018-06-01",
			[]at{{"2014-02-28", 0}, {"2014-03-01", b}, {"2016-07-01", b}, {"2016-07-11", faded(10, 2)}}},
		{"an end left unstated of words that place it nowhere fades after they were said", "backs", "2014-03-01/", "", "2018-06-01",
			[]at{{"2018-06-01", b}, {"2018-06-11", faded(10, 2)}}},
		{"ever since before, until a stated end", "backs", "../2016-05-31", "2015", "",
			[]at{{"1990-01-01", b}, {"2016-05-31", b}, {"2016-06-01", 0}}},
		{"a start left unstated fades backwards from what the words place", "backs", "/2016-05-31", "2015-03-01", "",
			[]at{{"2015-02-19", faded(10, 2)}, {"2015-03-01", b}, {"2016-05-31", b}, {"2016-06-01", 0}}},
		{"words placed wholly before a stated end reach to that end", "backs", "/2016-05-31", "2012-03-01", "",
			[]at{{"2012-03-01", b}, {"2014-01-01", b}, {"2016-05-31", b}}},
		{"a stated end before the last day the words place cuts it", "backs", "/2016-05-31", "2016", "",
			[]at{{"2016-01-01", b}, {"2016-05-31", b}, {"2016-06-01", 0}, {"2016-12-31", 0}}},
		{"a lone date holds on that date", "backs", "2016-05-31", "", "",
			[]at{{"2016-05-30", 0}, {"2016-05-31", b}, {"2016-06-01", 0}}},
		{"nothing stated, placed in a month", "backs", "", "2016-05", "",
			[]at{{"2016-04-21", faded(10, 2)}, {"2016-05-01", b}, {"2016-05-31", b}, {"2016-06-10", faded(10, 2)}}},
		{"nothing stated and nothing placed: when it was said", "backs", "", "", "2016-05-31",
			[]at{{"2016-05-21", faded(10, 2)}, {"2016-05-31", b}, {"2016-06-10", faded(10, 2)}}},
		{"nobody says when: it does not fade", "backs", "", "", "",
			[]at{{"1950-01-01", b}, {"2050-01-01", b}}},
		{"two half-lives on it is a tie, a day later it has gone quiet", "backs", "", "2016-01-01", "",
			[]at{{"2018-01-01", faded(731, 2)}, {"2020-01-01", faded(1461, 2)}, {"2020-01-02", 0}}},
		{"a vague end takes its middle day", "backs", "2014-01-01/2016-05", "2015", "",
			[]at{{"2016-05-16", b}, {"2016-05-17", 0}}},
		{"an end about a month is a month wider on either side", "backs", "2014-01-01/2016-05~", "2015", "",
			[]at{{"2016-05-16", b}, {"2016-05-17", 0}}},
		{"an end within a year takes the middle of the year", "backs", "2014-01-01/2015", "2014-06-01", "",
			[]at{{"2015-07-02", b}, {"2015-07-03", 0}}},
		{"a designation never fades and did not hold before", "listed", "", "2016-05-31", "",
			[]at{{"2016-05-30", 0}, {"2016-05-31", b}, {"2100-01-01", b}}},
		{"a designation from a stated day", "listed", "2016-05-31/..", "", "2018-01-01",
			[]at{{"2016-05-30", 0}, {"2016-05-31", b}, {"2100-01-01", b}}},
		{"a designation that was lifted", "listed", "2016-05-31/2018-05-31", "", "",
			[]at{{"2016-05-30", 0}, {"2018-05-31", b}, {"2018-06-01", 0}}},
		{"an act is a tie on its date", "met", "2016-05-31", "", "",
			[]at{{"2016-05-30", 0}, {"2016-05-31", b}, {"2016-06-01", 0}}},
		{"an act placed by its words", "met", "", "2016-05-31", "2018-01-01",
			[]at{{"2016-05-30", 0}, {"2016-05-31", b}, {"2018-01-01", 0}}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			m := statement(tt.relation, tt.held, tt.attested, tt.said).compile()
			for _, a := range tt.at {
				if got := m.Standing(0, date(a.day).First); math.Abs(got-a.want) > 5e-5 {
					t.Errorf("%s: standing %.4f, want %.4f", a.day, got, a.want)
				}
			}
			if got := m.Credence(0); math.Abs(got-b) > within {
				t.Errorf("credence %.4f: no end and no fading may enter it", got)
			}
		})
	}
}

func TestAnEndThatIsOneOfASetOfDaysTakesTheMiddleOne(t *testing.T) {
	f := statement("backs", "2014-01-01/2016-05-31", "2015", "")
	f.c.Testimonies[0].Held.End.Date = date("[2016-03-01,2016-05-01,2016-09-01]")
	m := f.compile()
	for _, a := range []at{{"2016-05-01", .85}, {"2016-05-02", 0}} {
		if got := m.Standing(0, date(a.day).First); math.Abs(got-a.want) > within {
			t.Errorf("%s: standing %.4f, want %.4f", a.day, got, a.want)
		}
	}
}

func TestWhoLedAndDiedKeepsTheCredenceAndLosesTheStanding(t *testing.T) {
	f := newFixture()
	f.c.Entities[0].Name = "Idris Qorvat"
	f.claim("c1", "e0", "chairs", "e9")
	for _, s := range []string{"daily", "weekly"} {
		f.says("c1", s, "B", func(t *underpin.Testimony) { t.Held, t.Attested = held("1998/2020-01-03"), date("2019") })
	}
	m := f.compile()
	i, _ := m.Claim("c1")
	for _, a := range []at{{"2019-06-01", .9197}, {"2020-01-03", .9197}, {"2020-01-04", 0}, {"2026-06-01", 0}} {
		got := m.Assess(i, date(a.day).First)
		if math.Abs(got.Credence-.9197) > 5e-5 || math.Abs(got.Standing-a.want) > 5e-5 || got.Word != "very likely" {
			t.Errorf("%s: credence %.4f %q, standing %.4f; want .9197 very likely, %.4f", a.day, got.Credence, got.Word, got.Standing, a.want)
		}
	}
}

func TestADenialSpeaksOfItsTime(t *testing.T) {
	for _, tt := range []struct {
		name               string
		held, attested     string
		credence, standing float64 // on 2019-06-01, when a B affirms it
	}{
		{"a denial without a time denies the claim", "", "", .5, .5},
		{"a denial of that time denies it", "2019-01-01/2019-12-31", "", .5, .5},
		{"a denial of another time counts with what the gap leaves", "2012-01-01/2012-12-31", "", 1 / (1 + math.Exp(logRatio(.7*math.Exp2(-2343/(2*daysPerYear)))-logRatio(.7))), .85},
		{"a denial placed on the day denies it", "", "2019-06-01", .5, .5},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture()
			f.says("c0", "s", "B", nil)
			f.says("c0", "r", "B", func(t *underpin.Testimony) {
				deny(t)
				t.Attested = underpin.Date{}
				if tt.attested != "" {
					t.Attested = date(tt.attested)
				}
				if tt.held != "" {
					t.Held = held(tt.held)
				}
			})
			m := f.compile()
			if c, s := m.Credence(0), m.Standing(0, date("2019-06-01").First); math.Abs(c-tt.credence) > within || math.Abs(s-tt.standing) > within {
				t.Errorf("credence %.4f, standing %.4f; want %.4f, %.4f", c, s, tt.credence, tt.standing)
			}
		})
	}
}

func TestAViewIsTestifiedToBeHeldWithFullWeight(t *testing.T) {
	f := newFixture()
	f.c.Claims[0].Holders = []underpin.EntityID{"e4"}
	f.says("c0", "s", "B", func(t *underpin.Testimony) { t.Basis = underpin.BasisPerceived })
	if got := f.compile().Credence(0); math.Abs(got-.85) > within {
		t.Errorf("credence %.4f, want .8500", got)
	}
}

func TestHedgesAndInterestsMultiplyTheCorrelation(t *testing.T) {
	for _, tt := range []struct {
		name   string
		set    func(*underpin.Testimony)
		factor float64 // of a B's .7; negative where it denies
	}{
		{"certain", func(t *underpin.Testimony) { t.Hedge = underpin.HedgeCertain }, 1},
		{"believes", func(t *underpin.Testimony) { t.Hedge = underpin.HedgeBelieves }, .8},
		{"heard", func(t *underpin.Testimony) { t.Hedge = underpin.HedgeHeard }, .5},
		{"reported", func(t *underpin.Testimony) { t.Basis = underpin.BasisReported }, 1},
		{"official", func(t *underpin.Testimony) { t.Basis = underpin.BasisOfficial }, 1},
		{"from interviews", func(t *underpin.Testimony) { t.Basis = underpin.BasisInterviews }, 1},
		{"assessed", func(t *underpin.Testimony) { t.Basis = underpin.BasisAssessed }, .8},
		{"inferred", func(t *underpin.Testimony) { t.Basis = underpin.BasisInferred }, .8},
		{"doubts", func(t *underpin.Testimony) { t.Polarity = underpin.Doubt }, -.5},
		{"against its interest", func(t *underpin.Testimony) { t.Interest = underpin.InterestAgainst }, 1},
		{"self-serving", func(t *underpin.Testimony) { t.Interest = underpin.InterestSelfServing }, .5},
		{"a self-serving denial", func(t *underpin.Testimony) { deny(t); t.Interest = underpin.InterestSelfServing }, -.5},
		{"a denial by the accused", func(t *underpin.Testimony) {
			deny(t)
			t.Source, t.Interest = "accused", underpin.InterestSelfServing
		}, -.3},
	} {
		t.Run(tt.name, func(t *testing.T) {
			f := newFixture()
			f.source("accused", "B")
			f.c.Sources[0].Entity = "e0"
			f.says("c0", "s", "B", tt.set)
			var sc weigher
			w := sc.weigh(f.compile().claims[0], &weighOptions{day: date("2019-06-01").First})
			if want := math.Copysign(logRatio(.7*math.Abs(tt.factor)), tt.factor); math.Abs(w.score-want) > within {
				t.Errorf("log-odds %.4f, want %.4f", w.score, want)
			}
		})
	}
}
