package conclusion_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

// onDates draws the worlds of a case on the dates of a conclusion.
func onDates(t *testing.T, c *underpin.Case, k *conclusion.Expression, at underpin.Day) (*evidence.Sample, *snapshot.Projection) {
	t.Helper()
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: 200, Seed: 3, Dates: k.Dates(at)})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	return s, p
}

// TestAMomentIsTheNetworkOfItsDate: what is asked of on(D) is what before gives when
// the whole case is read on D, in every world, and with something lost there what after
// gives.
func TestAMomentIsTheNetworkOfItsDate(t *testing.T) {
	for seed := range uint64(3) {
		c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 160, Sources: 10, Seed: seed})
		at := c.Settings.ShockAt.Last
		then := at - 700
		for _, asked := range []string{
			`command("group-0", "person-1")`, `support("group-0", "group-1")`, `components`, `df`, `channels("group-0", "person-1")`,
			`holds("person-1", "group-1")`, `vacant("post-0")`, `top("betweenness", "")`, `degree("person-1")`,
		} {
			compare(t, c, at, then, fmt.Sprintf(`on("%s").%s`, then, asked), "before."+asked, "")
			compare(t, c, at, then, fmt.Sprintf(`on("%s").without("person-1").%s`, then, asked), "after."+asked, "person-1")
		}
		compare(t, c, at, then, fmt.Sprintf(`on("%s").without("person-1").orphaned("group-1")`, then), `after.orphaned("group-1")`, "person-1")
	}
}

// compare holds an expression that names a date, answered on another, to one answered
// on that date.
func compare(t *testing.T, c *underpin.Case, at, then underpin.Day, dated, plain, lost string) {
	t.Helper()
	answers := func(expr string, at underpin.Day, lose []underpin.EntityID, part worldset.Set) []conclusion.Value {
		k, err := conclusion.Compile(c, expr)
		if err != nil {
			t.Fatal(err)
		}
		s, p := onDates(t, c, k, at)
		values, err := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lose}).Answer(t.Context(), s, part, 2)
		if err != nil {
			t.Fatalf("%s: %v", expr, err)
		}
		return values
	}
	var lose []underpin.EntityID
	if lost != "" {
		lose = append(lose, underpin.EntityID(lost))
	}
	got, want := answers(dated, at, []underpin.EntityID{"person-0"}, nil), answers(plain, then, lose, nil)
	some := worldset.Set{0xF0F, 1, 0, 0}
	part := answers(dated, at, []underpin.EntityID{"person-0"}, some)
	for w := range got {
		if got[w] != want[w] || some.Has(w) && part[w] != got[w] {
			t.Fatalf("%s in world %d: %+v, among some worlds %+v; %s on the day itself: %+v", dated, w, got[w], part[w], plain, want[w])
		}
	}
}

func TestBeforeAfterAndAMomentStandInOneExpression(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 160, Sources: 10, Seed: 2})
	at := c.Settings.ShockAt.Last
	then := at - 700
	for _, q := range []string{"components", `channels("group-0", "person-1")`} {
		expr := fmt.Sprintf(`after.%[1]s - before.%[1]s + on("%[2]s").%[1]s`, q, then)
		k, err := conclusion.Compile(c, expr)
		if err != nil {
			t.Fatal(err)
		}
		s, p := onDates(t, c, k, at)
		lost := conclusion.JudgeConfig{Entities: []underpin.EntityID{"person-0"}}
		got, err := conclusion.NewJudge(k, p, lost).Answer(t.Context(), s, nil, 1)
		if err != nil {
			t.Fatal(err)
		}
		sum := make([]float64, len(got))
		for part, sign := range map[string]float64{"after." + q: 1, "before." + q: -1, fmt.Sprintf(`on("%s").%s`, then, q): 1} {
			k, err := conclusion.Compile(c, part)
			if err != nil {
				t.Fatal(err)
			}
			values, err := conclusion.NewJudge(k, p, lost).Answer(t.Context(), s, nil, 1)
			if err != nil {
				t.Fatal(err)
			}
			for w, v := range values {
				sum[w] += sign * v.Number
			}
		}
		for w, v := range got {
			if v.Number != sum[w] {
				t.Fatalf("%s in world %d: %g, by its parts %g", expr, w, v.Number, sum[w])
			}
		}
	}
}

func TestALossAtAMomentMustBeThereThen(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 1})
	c.Entities = append(c.Entities, underpin.Entity{ID: "nobody", Schema: underpin.Person, Name: "Nobody"})
	k, err := conclusion.Compile(c, fmt.Sprintf(`on("%s").without("nobody").components`, c.Settings.ShockAt.Last))
	if err != nil {
		t.Fatal(err)
	}
	s, p := onDates(t, c, k, c.Settings.ShockAt.Last)
	if _, err := conclusion.NewJudge(k, p, conclusion.JudgeConfig{}).Answer(t.Context(), s, nil, 0); !errors.Is(err, shock.ErrNotThere) {
		t.Errorf("%v", err)
	}
}

func TestAMomentThatCannotBeIsRefusedAtItsPlace(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 1})
	for _, tt := range []struct{ name, expr, says, hint, under string }{
		{"a word that is no date", `on("last year").components > 1`, "date", "", `"last year"`},
		{"a date outside the case", `on("1800").components > 1`, "outside the case", "choose a date", `"1800"`},
		{"a date without quotation marks", `on(2019).components > 1`, "in quotation marks", `on("2009-09-30")`, "on"},
		{"no date at all", `on().components > 1`, "takes a date", `on("2009-09-30")`, "on"},
		{"a date that nothing is given to", `on.components > 1`, "takes one date", `on("2009-09-30")`, "on"},
		{"a date that is computed", `on(true ? "2019" : "2018").components > 1`, "written out", "", "?"},
		{"a date asked of after", `after.on("2019").components > 1`, "stands by itself", "", "on"},
		{"a loss asked of after", `after.without("person-0").components > 1`, "only be asked of on(…)", "", "("},
		{"a loss that is nobody", `on("2019").without("persn-0").components > 1`, "no entity or claim", "person-0", `"persn-0"`},
		{"what nothing has done", `on("2019").orphaned("post-0")`, "without them", "without", "("},
		{"an entity that is not there", `on("2019").command("persn-0", "post-0")`, "no entity", "person-0", `"persn-0"`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			_, err := conclusion.Compile(c, tt.expr)
			var m *conclusion.Mistake
			if !errors.As(err, &m) || !strings.Contains(m.Message, tt.says) || !strings.Contains(m.Hint, tt.hint) || m.Hint == "" {
				t.Fatalf("%+v, %v", m, err)
			}
			if m.Column < 1 || !strings.Contains(tt.expr[m.Column-1:], tt.under) {
				t.Errorf("column %d, want %s\n%s", m.Column, tt.under, m.Caret())
			}
		})
	}
}

func TestTheCasesOwnDateIsThatOfAConclusion(t *testing.T) {
	c := synth.Case(synth.CaseConfig{Seed: 1})
	at := c.Settings.ShockAt
	c.Conclusions = []underpin.Conclusion{{ID: "k", Expr: `on("2019").components > on("2018").components && before.components > 1`, At: at}}
	k, err := conclusion.Find(c, "k")
	if err != nil {
		t.Fatal(err)
	}
	days := k.Dates(at.Last)
	if k.At().EDTF != at.EDTF || len(days) != 3 || days[0] != at.Last || days[1].String() != "2018-12-31" || len(k.Moments()) != 2 {
		t.Errorf("at %s, from the worlds of %v", k.At(), days)
	}
}
