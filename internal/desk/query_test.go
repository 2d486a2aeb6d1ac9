package desk

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/register"
)

func TestADayBeforeAnythingWasLearnedIsNamed(t *testing.T) {
	c := quay(t)
	for i := range c.Testimonies {
		c.Testimonies[i].Learned = date(t, "2019-05-02")
	}
	d := newDesk(t, c)
	for known, want := range map[string]string{"": "", "2019-06": "", "2019-05-01": "Nothing in the case had been learned by 1 May 2019: the first of it was learned on 2 May 2019."} {
		p, err := d.Payments(t.Context(), Query{Known: known}, PaymentQuery{})
		if err != nil || p.Caption.Unlearned != want {
			t.Errorf("as known on %q: %v, %q, want %q", known, err, p.Caption.Unlearned, want)
		}
	}
	c.Settings.Lose = []underpin.LossID{"dalal"}
	_, err := newDesk(t, c).Shock(t.Context(), Query{Known: "2019-05-01", Worlds: 10}, nil)
	if f, ok := err.(*Fault); !ok || f.Code != NotThere || !strings.Contains(f.Message, "nothing can be lost. Nothing in the case had been learned by 1 May 2019") {
		t.Errorf("a loss then: %v", err)
	}
}

func TestADateIsRefusedOutsideTheCase(t *testing.T) {
	c := quay(t) // from May 2018 to two half-lives of four years after 31 May 2018
	for _, tt := range []struct {
		on string
		ok bool
	}{{"2018-04-30", false}, {"2018-05-01", true}, {"2026-05-31", true}, {"2026-06-01", false}} {
		err := within(c, date(t, tt.on).First)
		var f *Fault
		if (err == nil) != tt.ok || err != nil && (!errors.As(err, &f) || f.Kind != BadInput || f.Hint == "") {
			t.Errorf("%s: %v", tt.on, err)
		}
	}
	if err := within(&underpin.Case{}, 0); err != nil {
		t.Errorf("without testimony: %v", err)
	}
}

func TestTheDateOfAStudyIsTheNearestDefault(t *testing.T) {
	c := quay(t)
	check := func(what string, q Query, shock bool, want string) {
		t.Helper()
		s, err := newStudy(t.Context(), newOpenCase(c, register.Entry{}), q, now, shock)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.At.String(); got != want {
			t.Errorf("%s: the case is read on %s, want %s", what, got, want)
		}
	}
	check("the last asserted date", Query{}, false, "2018-05-31")
	c.Settings.AsOf = date(t, "2019-06")
	check("the case's date", Query{}, false, "2019-06-30")
	c.Settings.ShockAt = date(t, "2019-08-03")
	check("the case's date, not a what-if", Query{}, false, "2019-06-30")
	check("the date of its what-if", Query{}, true, "2019-08-03")
	check("the date asked", Query{At: "2019"}, true, "2019-12-31")
}

func TestAMonthOrYearMeansItsLastDay(t *testing.T) {
	for text, want := range map[string]string{"2019": "2019-12-31", "2019-02": "2019-02-28", "2020-01-03": "2020-01-03"} {
		if d, err := day("--at", text); err != nil || d.String() != want {
			t.Errorf("%s: %s, %v", text, d, err)
		}
	}
	if _, err := day("--at", "soon"); err == nil {
		t.Error("soon is a date")
	}
}

// A judgement of January 2020 that two entities are one is not known in December 2019:
// they are two on the map then, as their testimony is that of two.
func TestWhoIsOneIsAskedAsKnown(t *testing.T) {
	c := quay(t)
	c.Entities = append(c.Entities, underpin.Entity{ID: "m-dalal", Schema: underpin.Person, Name: "M. Dalal"}, underpin.Entity{ID: "pier", Schema: underpin.Asset, Name: "The pier"})
	c.Claims = append(c.Claims, underpin.Claim{ID: "c2", Subject: "m-dalal", Relation: "leads", Object: "pier"})
	said := c.Testimonies[0]
	said.ID, said.Claim = "c2.1", "c2"
	c.Testimonies = append(c.Testimonies, said)
	c.Samenesses = []underpin.Sameness{{ID: "s1", A: "dalal", B: "m-dalal", Verdict: underpin.Same, On: date(t, "2020-01-10")}}
	d := newDesk(t, c)
	ties := map[string]float64{}
	for _, known := range []string{"2019-12-31", "2020-01-31", ""} {
		r, err := d.Who(t.Context(), Query{Known: known, Worlds: 64}, []string{"degree"}, underpin.Person)
		if err != nil {
			t.Fatal(err)
		}
		ties[known] = r[0].Rows[0].Mean
		if also := r[0].Rows[0].Also; slices.Contains(also, "M. Dalal") == (known == "2019-12-31") {
			t.Errorf("known on %q: also %v", known, also)
		}
	}
	if ties["2019-12-31"] > 1 || ties["2020-01-31"] < 1.5 || ties[""] < 1.5 {
		t.Errorf("the ties of Dalal, a mean: %v", ties)
	}
}

func TestPersonsStandInNoRankingWhereTheCaseKeepsThemApart(t *testing.T) {
	for name, test := range map[string]struct {
		set  func(*underpin.Settings)
		says string
	}{
		"a case of several authors":  {func(*underpin.Settings) {}, ""},
		"a case of one author":       {func(s *underpin.Settings) { s.SingleAuthor = "gazette" }, "the case rests on one author"},
		"a case that names no heirs": {func(s *underpin.Settings) { s.NoHeirs = true }, "the case names no heirs"},
	} {
		c := quay(t)
		c.Entities = append(c.Entities, underpin.Entity{ID: "authority", Schema: underpin.PublicBody, Name: "Authority"})
		c.Claims = append(c.Claims, underpin.Claim{ID: "c2", Subject: "authority", Relation: "leads", Object: "dalal"})
		second := c.Testimonies[0]
		second.ID, second.Claim = "c2.1", "c2"
		c.Testimonies = append(c.Testimonies, second)
		test.set(&c.Settings)
		d := newDesk(t, c)
		ranked, err := d.Who(t.Context(), Query{Worlds: 50}, nil, "")
		if err != nil {
			t.Fatal(err)
		}
		reached, err := d.Reach(t.Context(), Query{Worlds: 50}, []underpin.EntityID{"authority"})
		if err != nil {
			t.Fatal(err)
		}
		persons := 0
		for _, row := range ranked[0].Rows {
			if row.Entity == "dalal" {
				persons++
			}
		}
		for _, row := range reached[0].Rows {
			if row.Entity == "dalal" {
				persons++
			}
		}
		if want := 2; test.says == "" && persons != want || test.says != "" && persons != 0 || !strings.Contains(ranked[0].Caption.Persons, test.says) || !strings.Contains(reached[0].Caption.Persons, test.says) {
			t.Errorf("%s: Dalal stands in %d lists, which say %q", name, persons, ranked[0].Caption.Persons)
		}
		held, err := d.Held(t.Context(), Query{Worlds: 50}, "quay")
		if err != nil || !slices.ContainsFunc(held.Ways, func(w Mechanism) bool { return w.Holder == "dalal" }) {
			t.Errorf("%s: %v, held by %+v", name, err, held)
		}
	}
}
