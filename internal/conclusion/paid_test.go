package conclusion_test

import (
	"errors"
	"math"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// moneyCase has payments of the fund to the firm, one of them denied, and a namesake of
// the fund that may be it.
const moneyCase = `underpin: casebook/1
case: {id: money, as_of: 2012-06-01, roots: [fund]}
relations:
  - {relation: pays, class: payment, power: none, control: none, sign: "+", half_life: 0, reads: X pays Y}
  - {relation: heads, class: command, power: subject, control: full, sign: "+", half_life: 4y, reads: X heads Y}
sources:
  - {id: audit, kind: document, name: Auditor, grade: A}
  - {id: courier, kind: document, name: Courier, grade: C}
  - {id: clerk, kind: document, name: Clerk, grade: B}
  - {id: post, kind: document, name: Post, grade: D}
entities:
  - {id: fund, schema: Company, name: Fund}
  - {id: fund-two, schema: Company, name: Fund Two}
  - {id: firm, schema: Company, name: Firm}
  - {id: bank, schema: Company, name: Bank}
sameness:
  - {id: s1, a: fund, b: fund-two, verdict: unsure}
claims:
  - {id: p1, subject: fund, relation: pays, object: firm, value: 100..300 USD, says: [{source: audit, held: 2009-03}, {source: post, held: 2009-03, polarity: deny}]}
  - {id: p2, subject: fund, relation: pays, object: firm, value: 70 USD, says: [{source: courier, held: 2010-05-02}]}
  - {id: p3, subject: fund, relation: pays, object: firm, value: 9 EUR, says: [{source: clerk, held: 2009}]}
  - {id: p4, subject: fund-two, relation: pays, object: bank, value: 5 USD, says: [{source: clerk, held: 2009-02-01}]}
  - {id: c1, subject: fund, relation: heads, object: bank, says: [{source: clerk, held: 2008/..}]}
`

// money answers an expression in the worlds of moneyCase.
func money(t *testing.T, expr string, part worldset.Set) ([]conclusion.Value, *evidence.Model, *evidence.Sample) {
	t.Helper()
	c, err := casebook.Read(strings.NewReader(moneyCase), "money.yaml")
	if err != nil {
		t.Fatal(err)
	}
	k, err := conclusion.Compile(c, expr)
	if err != nil {
		t.Fatal(err)
	}
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: 20_000, Seed: 5, Dates: k.Dates(underpin.DayOf(2011, 1, 1))})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	values, err := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: []underpin.EntityID{"bank"}}).Answer(t.Context(), s, part, 2)
	if err != nil {
		t.Fatal(err)
	}
	return values, m, s
}

func mean(values []conclusion.Value) float64 {
	sum := 0.0
	for _, v := range values {
		sum += v.Number
	}
	return sum / float64(len(values))
}

// TestWhatIsPaidByEnumeration goes through what two payments of different sources can
// be: each made or not, by its credence as told.
func TestWhatIsPaidByEnumeration(t *testing.T) {
	_, m, _ := money(t, "before.components", nil)
	q := []float64{m.Credence(0), m.Credence(1)}
	if q[0] > .94 || q[0] < .5 || q[1] > .9 {
		t.Fatalf("the credences %v tell nothing", q)
	}
	amounts := []float64{200, 70}
	for _, test := range []struct {
		name, expr string
		of         func(made [2]bool, sum float64) float64
	}{
		{"the sum of both", `on("2010-05-02").paid("fund", "firm", "USD")`, func(_ [2]bool, sum float64) float64 { return sum }},
		{"that it is all", `on("2010-06").paid("fund", "firm", "USD") >= 270`, func(made [2]bool, _ float64) float64 { return bit(made[0] && made[1]) }},
		{"before the second", `on("2010-05-01").paid("fund", "firm", "USD")`, func(made [2]bool, _ float64) float64 { return 200 * bit(made[0]) }},
		{"before the first", `on("2009-03-30").paid("fund", "firm", "USD")`, func([2]bool, float64) float64 { return 0 }},
		{"on the date of the conclusion", `before.paid("fund", "firm", "USD")`, func(_ [2]bool, sum float64) float64 { return sum }},
		{"a loss undoes no payment", `after.paid("fund", "firm", "USD")`, func(_ [2]bool, sum float64) float64 { return sum }},
		{"what came between two dates", `before.paid("fund", "firm", "USD") - on("2009-12").paid("fund", "firm", "USD")`, func(made [2]bool, _ float64) float64 { return 70 * bit(made[1]) }},
		{"a currency that nothing was paid in", `before.paid("fund", "firm", "GBP")`, func([2]bool, float64) float64 { return 0 }},
		{"the other way round", `before.paid("firm", "fund", "USD")`, func([2]bool, float64) float64 { return 0 }},
	} {
		values, _, _ := money(t, test.expr, nil)
		want, square := 0.0, 0.0
		for pattern := range 4 {
			made := [2]bool{pattern&1 != 0, pattern&2 != 0}
			chance, sum := 1.0, 0.0
			for i, yes := range made {
				chance *= math.Abs(bit(!yes) - q[i])
				sum += amounts[i] * bit(yes)
			}
			x := test.of(made, sum)
			want, square = want+chance*x, square+chance*x*x
		}
		error4 := 4 * math.Sqrt(max(square-want*want, 0)/float64(len(values)))
		if got := mean(values); math.Abs(got-want) > error4+1e-9 {
			t.Errorf("%s: %g, by enumeration %g", test.name, got, want)
		}
	}
}

func bit(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// TestWhatIsPaidWorldByWorld holds the sums to what each world says of each payment on
// its own date, beside questions to the network, and among some worlds alone.
func TestWhatIsPaidWorldByWorld(t *testing.T) {
	some := worldset.New(20_000)
	for w := 3; w < 20_000; w += 7 {
		some.Add(w)
	}
	for _, test := range []struct {
		expr string
		of   func(holds func(day underpin.Day, claim int) bool, same bool) float64
	}{
		{`on("2010-05-02").paid("fund", "firm", "USD") + before.paid("fund", "firm", "EUR")`, func(holds func(underpin.Day, int) bool, _ bool) float64 {
			return 200*bit(holds(underpin.DayOf(2009, 3, 31), 0)) + 70*bit(holds(underpin.DayOf(2010, 5, 2), 1)) + 9*bit(holds(underpin.DayOf(2009, 12, 31), 2))
		}},
		{`before.channels("fund", "bank") == 1 ? before.paid("fund", "firm", "USD") : -1.0`, func(holds func(underpin.Day, int) bool, _ bool) float64 {
			if !holds(underpin.DayOf(2011, 1, 1), 4) {
				return -1
			}
			return 200*bit(holds(underpin.DayOf(2009, 3, 31), 0)) + 70*bit(holds(underpin.DayOf(2010, 5, 2), 1))
		}},
		{`on("2010").paid("fund", "bank", "USD")`, func(holds func(underpin.Day, int) bool, same bool) float64 {
			return 5 * bit(same && holds(underpin.DayOf(2009, 2, 1), 3))
		}},
	} {
		values, _, s := money(t, test.expr, nil)
		part, _, _ := money(t, test.expr, some)
		for w, v := range values {
			holds := func(day underpin.Day, claim int) bool { return s.Holds(slices.Index(s.Dates, day), w, claim) }
			if want := test.of(holds, s.Same(w, 0)); v.Number != want || some.Has(w) && part[w].Number != want {
				t.Fatalf("%s in world %d: %g, want %g", test.expr, w, v.Number, want)
			}
		}
		if mean(values) == 0 {
			t.Errorf("%s: nothing was paid in any world", test.expr)
		}
	}
}

func TestWhatCannotBeAskedOfPayments(t *testing.T) {
	c, err := casebook.Read(strings.NewReader(moneyCase), "money.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for expr, says := range map[string]string{
		`before.paid("fnd", "firm", "USD")`:                                `no entity "fnd"`,
		`before.paid("fund", "firm")`:                                      "paid takes 3 ids or words, but 2 were given",
		`before.paid(before.top("degree", ""), "firm", "USD") > 1.0`:       "must be written out",
		`before.paid("fund", before.df > 0.0 ? "firm" : "bank", "USD")`:    "must be written out",
		`on("2009").paid("fund", "firm", before.df > 0.0 ? "USD" : "EUR")`: "must be written out",
	} {
		var m *conclusion.Mistake
		if _, err := conclusion.Compile(c, expr); !errors.As(err, &m) || !strings.Contains(m.Message, says) {
			t.Errorf("%s: %v", expr, err)
		}
	}
}
