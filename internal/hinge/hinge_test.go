package hinge_test

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
	"underpin/internal/hinge"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/worldset"
)

var today = underpin.DayOf(2020, 1, 3)

// A bench is a case with its worlds and one conclusion.
type bench struct {
	model  *evidence.Model
	sample *evidence.Sample
	judge  *conclusion.Judge
	base   *hinge.Answers
}

func newBench(t testing.TB, c *underpin.Case, edits evidence.Edits, expr string, lose []underpin.EntityID, worlds int, seed uint64) *bench {
	t.Helper()
	b, err := tryBench(t, c, edits, expr, lose, worlds, seed)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// tryBench is newBench that hands on what the losses are refused for.
func tryBench(t interface {
	rapid.TB
	Context() context.Context
}, c *underpin.Case, edits evidence.Edits, expr string, lose []underpin.EntityID, worlds int, seed uint64) (*bench, error) {
	t.Helper()
	m, err := evidence.Compile(c, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	if !edits.IsZero() {
		if m, err = m.Edited(edits); err != nil {
			t.Fatal(err)
		}
	}
	b := &bench{model: m}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	k, err := conclusion.Find(c, expr)
	if err != nil {
		t.Fatal(err)
	}
	if b.sample, err = m.Sample(t.Context(), evidence.SampleConfig{Worlds: worlds, Seed: seed, Dates: dates(c, k)}); err != nil {
		t.Fatal(err)
	}
	b.judge = conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lose})
	b.base, err = hinge.Answer(t.Context(), m, b.sample, b.judge, 0)
	return b, err
}

// dates are the days of a conclusion: its own, or that of the losses, and those that
// it names.
func dates(c *underpin.Case, k *conclusion.Expression) []underpin.Day {
	switch at, shock := k.At(), c.Settings.ShockAt; {
	case !at.IsZero():
		return k.Dates(at.Last)
	case !shock.IsZero():
		return k.Dates(shock.Last)
	}
	return k.Dates(today)
}

func generated(seed uint64) *underpin.Case {
	return synth.Case(synth.CaseConfig{Entities: 40, Claims: 120, Sources: 12, Seed: seed})
}

// expressions of every kind over a generated case.
var expressions = []string{
	`before.top("betweenness", "Person")`,
	`before.support("group-0", "group-1") && !after.support("group-0", "group-1")`,
	`before.command("person-0", "group-1")`,
	`after.components - before.components`,
	`after.df`,
	`after.channels("group-0", "person-3")`,
	`after.contested("group-1") || after.weakened("asset-0")`,
	`after.vacant("post-0")`,
	`before.top("superiors", "") == "person-0" ? 1 : 0`,
	`on("2018").components`,
	`on("2018-06").command("person-0", "group-1") != after.command("person-0", "group-1")`,
	`on("2017").without("group-0").channels("group-1", "person-3") + on("2018").channels("group-1", "person-3")`,
	`on("2018").without("person-0").weakened("asset-0") || on("2018").without("group-1").vacant("post-0")`,
	`on("2018").top("degree", "Person")`,
}

// TestSolvedEqualsBruteForce is the oracle: the evidence edited, compiled, drawn and
// measured afresh with the same seed gives the very answers that the hinge was
// computed from.
func TestSolvedEqualsBruteForce(t *testing.T) {
	for seed := range uint64(2) {
		c := generated(seed)
		for _, expr := range expressions {
			lose := []underpin.EntityID{"person-0"}
			b := newBench(t, c, evidence.Edits{}, expr, lose, 250, 9)
			report, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: 3, Named: []hinge.Ref{{Kind: hinge.Source, ID: "s000"}, {Kind: hinge.Claim, ID: "c00003"}}})
			if err != nil {
				t.Fatal(err)
			}
			if len(report.Hinges) == 0 {
				t.Errorf("%d %s: no hinges", seed, expr)
			}
			for _, h := range report.Hinges {
				brute(t, c, expr, lose, h, report.Base)
			}
		}
	}
}

// A source of which only a life hangs moves no claim in the worlds in which the dead has no
// tie anyway, and yet there the dead are no component.
func TestSolvedEqualsBruteForceWhereLivesAreDrawn(t *testing.T) {
	c := generated(3)
	died := underpin.DayOf(2016, 5, 1)
	var named []hinge.Ref
	for k := range 6 {
		doctor := underpin.SourceID(fmt.Sprintf("doctor-%d", k))
		grade := []underpin.Grade{"B", "C", "D"}[k%3]
		c.Sources = append(c.Sources, underpin.Source{ID: doctor, Kind: underpin.SourceDocument, Name: string(doctor), Gradings: []underpin.Grading{{Grade: grade}}})
		date := underpin.Date{EDTF: died.String(), First: died, Last: died}
		claim := underpin.Claim{
			ID: underpin.ClaimID(fmt.Sprintf("death-%d", k)), Subject: underpin.EntityID(fmt.Sprintf("person-%d", 2*k)), Relation: "died",
			Value: underpin.Quantity{Text: date.EDTF, Low: float64(died), High: float64(died), Date: date},
		}
		c.Claims = append(c.Claims, claim)
		c.Testimonies = append(c.Testimonies, underpin.Testimony{
			ID: underpin.TestimonyID(string(claim.ID) + ".1"), Claim: claim.ID, Source: doctor, Polarity: underpin.Affirm, Said: date,
		})
		named = append(named, hinge.Ref{Kind: hinge.Source, ID: string(doctor)}, hinge.Ref{Kind: hinge.Claim, ID: string(claim.ID)})
	}
	moved := 0
	for _, expr := range []string{"before.components", "after.components - before.components", `on("2018").components`, `on("2018").components - on("2015").components`, "before.df", `before.top("degree", "Person")`} {
		lose := []underpin.EntityID{"person-0"}
		b := newBench(t, c, evidence.Edits{}, expr, lose, 250, 9)
		report, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: -1, Named: named})
		if err != nil {
			t.Fatal(err)
		}
		for _, h := range report.Hinges {
			if brute(t, c, expr, lose, h, report.Base); h.Delta != 0 {
				moved++
			}
		}
	}
	if moved < 12 {
		t.Errorf("%d hinges change anything", moved)
	}
}

// brute checks a hinge against everything done afresh.
func brute(t *testing.T, c *underpin.Case, expr string, lose []underpin.EntityID, h hinge.Hinge, base conclusion.Summary) {
	t.Helper()
	edited := edit(c, h.Ref)
	m, err := evidence.Compile(edited, evidence.Config{Known: underpin.MaxDay})
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(edited, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	k, err := conclusion.Find(edited, expr)
	if err != nil {
		t.Fatal(err)
	}
	s, err := m.Sample(t.Context(), evidence.SampleConfig{Worlds: base.Worlds, Seed: 9, Dates: dates(c, k)})
	if err != nil {
		t.Fatal(err)
	}
	// All worlds by name: a loss that is not there without the hinge is none.
	all := worldset.All(s.Worlds)
	values, err := conclusion.NewJudge(k, p, conclusion.JudgeConfig{Entities: lose}).Answer(t.Context(), s, all, 0)
	if err != nil {
		t.Fatal(err)
	}
	got := conclusion.Summarise(k.Kind(), values)
	want := got.Value
	if k.Kind() == conclusion.Who {
		want = 0
		for _, x := range got.Shares {
			if x.Who == base.Who {
				want = x.Share
			}
		}
		if h.Answer != got.Who {
			t.Errorf("%s without %s %s: %q, brute force %q", expr, h.Kind, h.ID, h.Answer, got.Who)
		}
	}
	if math.Abs(h.Without-want) > 1e-12 || math.Abs(h.Delta-(want-h.Base)) > 1e-9 || h.Flips != base.Flips(got) {
		t.Errorf("%s without %s %s: %v (%+v), brute force %v", expr, h.Kind, h.ID, h.Without, h, want)
	}
}

// edit takes a premise out of a copy of the case, by hand: what is left with no chain
// is as if it had never been entered.
func edit(c *underpin.Case, ref hinge.Ref) *underpin.Case {
	out := *c
	out.Testimonies = nil
	x := c.Index()
	for i := range c.Claims {
		id := c.Claims[i].ID
		left := map[underpin.TestimonyID]bool{}
		for _, chain := range x.KnownOn(underpin.MaxDay).Chains(x.ByClaim[id]) {
			gone := ref.Kind == hinge.Claim && string(id) == ref.ID
			for _, t := range chain.Links {
				gone = gone || ref.Kind == hinge.Origin && string(t.Origin) == ref.ID
			}
			gone = gone || ref.Kind == hinge.Source && slices.Contains(chain.Sources, underpin.SourceID(ref.ID))
			left[chain.Testimony().ID] = left[chain.Testimony().ID] || !gone
		}
		for _, t := range x.ByClaim[id] {
			if left[t.ID] {
				out.Testimonies = append(out.Testimonies, *t)
			}
		}
	}
	return &out
}

func TestTheErrorIsThatOfThePairedDifference(t *testing.T) {
	c := generated(1)
	expr := `after.components`
	const repeats = 24
	var deltas []float64
	stated := 0.0
	for seed := range uint64(repeats) {
		b := newBench(t, c, evidence.Edits{}, expr, []underpin.EntityID{"person-0"}, 400, 100+seed)
		r, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: -1, Named: []hinge.Ref{{Kind: hinge.Source, ID: "s000"}}})
		if err != nil {
			t.Fatal(err)
		}
		deltas = append(deltas, r.Hinges[0].Delta)
		stated += r.Hinges[0].SE / repeats
	}
	mean, squares := 0.0, 0.0
	for _, d := range deltas {
		mean += d / repeats
	}
	for _, d := range deltas {
		squares += (d - mean) * (d - mean) / (repeats - 1)
	}
	if seen := math.Sqrt(squares); seen > 1.8*stated || seen < stated/1.8 {
		t.Errorf("the differences of %d seeds spread by %.4f, the stated error is %.4f", repeats, seen, stated)
	}
}

func TestTheResultDoesNotDependOnTheWorkers(t *testing.T) {
	c := generated(2)
	var first *hinge.Findings
	for _, workers := range []int{1, 2, 7} {
		b := newBench(t, c, evidence.Edits{}, expressions[0], []underpin.EntityID{"person-0"}, 300, 4)
		r, err := hinge.Find(t.Context(), b.base, hinge.Config{Workers: workers, Largest: 5})
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = r
		} else if d := cmp.Diff(first, r); d != "" {
			t.Errorf("%d workers: %s", workers, d)
		}
	}
}

func TestHingesAreRankedByTheSizeOfTheChange(t *testing.T) {
	b := newBench(t, generated(3), evidence.Edits{}, expressions[3], []underpin.EntityID{"person-0"}, 300, 4)
	r, err := hinge.Find(t.Context(), b.base, hinge.Config{})
	if err != nil {
		t.Fatal(err)
	}
	if len(r.Hinges) != 10 {
		t.Errorf("%d hinges", len(r.Hinges))
	}
	for i := 1; i < len(r.Hinges); i++ {
		if r.Hinges[i].Changed == 0 {
			t.Errorf("%s %s changes nothing", r.Hinges[i].Kind, r.Hinges[i].ID)
		}
		if math.Abs(r.Hinges[i].Delta) > math.Abs(r.Hinges[i-1].Delta) {
			t.Errorf("hinge %d is larger than the one before", i)
		}
		if r.Hinges[i].Screened == nil {
			t.Errorf("%s %s was not screened", r.Hinges[i].Kind, r.Hinges[i].ID)
		}
	}
}

// TestTheScreenKeepsTheOrder looks at rank order only: the screen is no number. Of
// pairs whose solved effects differ by more than a tenth of the largest, nearly all
// must stand in order.
func TestTheScreenKeepsTheOrder(t *testing.T) {
	right, wrong := 0, 0
	for seed := range uint64(2) {
		b := newBench(t, generated(seed), evidence.Edits{}, expressions[3], []underpin.EntityID{"person-0"}, 1000, 4)
		r, err := hinge.Find(t.Context(), b.base, hinge.Config{Kinds: []hinge.PremiseKind{hinge.Source, hinge.Origin}, Largest: 100})
		if err != nil {
			t.Fatal(err)
		}
		x, y := order(r)
		right, wrong = right+x, wrong+y
	}
	t.Logf("%d pairs in order, %d not", right, wrong)
	if right < 20*wrong {
		t.Errorf("%d pairs in order, %d not", right, wrong)
	}
}

// order counts the pairs of hinges that the screen has in order and those it has not.
func order(r *hinge.Findings) (right, wrong int) {
	for i, x := range r.Hinges {
		for _, y := range r.Hinges[i+1:] {
			if math.Abs(x.Delta)-math.Abs(y.Delta) < math.Abs(r.Hinges[0].Delta)/10 {
				continue
			}
			if math.Abs(x.Screened.Delta) > math.Abs(y.Screened.Delta) {
				right++
			} else {
				wrong++
			}
		}
	}
	return right, wrong
}

// TestConditioningKeepsTheOrderOfSourcesOfOneGrade: source k alone says that k+1
// persons are members.
func TestConditioningKeepsTheOrderOfSourcesOfOneGrade(t *testing.T) {
	c := star(6)
	b := newBench(t, c, evidence.Edits{}, "before.largest", nil, 2000, 4)
	r, err := hinge.Find(t.Context(), b.base, hinge.Config{Kinds: []hinge.PremiseKind{hinge.Source}, Conditioning: true})
	if err != nil {
		t.Fatal(err)
	}
	if right, wrong := order(r); wrong > 0 || right < 10 {
		t.Errorf("%d pairs in order, %d not", right, wrong)
	}
	for _, s := range r.Screen {
		if s.By != hinge.Conditioned {
			t.Errorf("%s was screened by %s", s.ID, s.By)
		}
	}
}

// star is a case in which source k, graded B, alone says that k+1 persons belong to
// the group.
func star(sources int) *underpin.Case {
	c := &underpin.Case{ID: "star", Relations: synth.Case(synth.CaseConfig{}).Relations}
	c.Settings.ShockAt = underpin.Date{EDTF: "2020-01-03", First: today, Last: today}
	c.Entities = []underpin.Entity{{ID: "group", Schema: underpin.Organization, Name: "The group"}}
	for k := range sources {
		s := underpin.SourceID(fmt.Sprintf("s%d", k))
		c.Sources = append(c.Sources, underpin.Source{ID: s, Kind: underpin.SourcePerson, Name: "A person", Gradings: []underpin.Grading{{Grade: underpin.GradeB}}})
		for i := range k + 1 {
			person, claim := fmt.Sprintf("p%d-%d", k, i), fmt.Sprintf("c%d-%d", k, i)
			c.Entities = append(c.Entities, underpin.Entity{ID: underpin.EntityID(person), Schema: underpin.Person, Name: person})
			c.Claims = append(c.Claims, underpin.Claim{ID: underpin.ClaimID(claim), Subject: underpin.EntityID(person), Relation: "member_of", Object: "group"})
			c.Testimonies = append(c.Testimonies, underpin.Testimony{
				ID: underpin.TestimonyID(claim + ".1"), Claim: underpin.ClaimID(claim), Source: s, Polarity: underpin.Affirm,
				Attested: c.Settings.ShockAt, Said: c.Settings.ShockAt,
			})
		}
	}
	return c
}

func TestTheOneAuthorIsSaidOnceAndNotRanked(t *testing.T) {
	c := generated(0)
	c.Settings.SingleAuthor = "s000"
	b := newBench(t, c, evidence.Edits{}, expressions[3], nil, 300, 4)
	r, err := hinge.Find(t.Context(), b.base, hinge.Config{Named: []hinge.Ref{{Kind: hinge.Source, ID: "s000"}}})
	if err != nil {
		t.Fatal(err)
	}
	if r.Trivial != "s000" {
		t.Errorf("trivial: %q", r.Trivial)
	}
	for _, s := range r.Screen {
		if s.ID == "s000" {
			t.Error("the one author was screened")
		}
	}
	n := 0
	for _, h := range r.Hinges {
		if h.Trivial {
			n++
		}
	}
	if n != 1 {
		t.Errorf("%d trivial hinges", n)
	}
}

func TestAnUnknownHingeIsRefusedWithTheNearest(t *testing.T) {
	b := newBench(t, generated(0), evidence.Edits{}, expressions[3], nil, 100, 4)
	for _, ref := range []hinge.Ref{{Kind: hinge.Source, ID: "s0000"}, {Kind: hinge.Claim, ID: "c1"}, {Kind: "person", ID: "person-0"}, {Kind: hinge.Origin, ID: "nowhere"}} {
		if _, err := hinge.Find(t.Context(), b.base, hinge.Config{Named: []hinge.Ref{ref}}); !errors.Is(err, hinge.ErrUnknown) {
			t.Errorf("%+v: %v", ref, err)
		}
	}
}

func TestACancelledSearchEnds(t *testing.T) {
	b := newBench(t, generated(0), evidence.Edits{}, expressions[3], nil, 100, 4)
	ctx, cancel := context.WithCancel(t.Context())
	_, err := hinge.Find(ctx, b.base, hinge.Config{Progress: func(done, _ int) {
		if done == 3 {
			cancel()
		}
	}})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("%v", err)
	}
}

func TestAHingeOnTopOfAWhatIfIsBothTogether(t *testing.T) {
	c := generated(2)
	expr := expressions[4]
	without := evidence.Edits{Without: []underpin.SourceID{"s001"}}
	b := newBench(t, c, without, expr, nil, 300, 9)
	r, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: 4})
	if err != nil {
		t.Fatal(err)
	}
	for _, h := range r.Hinges {
		brute(t, edit(c, hinge.Ref{Kind: hinge.Source, ID: "s001"}), expr, nil, h, r.Base)
	}
}

func BenchmarkFind(b *testing.B) {
	for _, size := range []struct {
		entities, claims, sources, worlds, largest int
		expr                                       string
	}{
		{80, 120, 12, 2000, 5, `before.support("group-0", "group-1") && !after.support("group-0", "group-1")`},
		{80, 120, 12, 2000, 5, `before.top("betweenness", "Person")`},
		{80, 120, 12, 2000, 5, `after.components - before.components`},
	} {
		c := synth.Case(synth.CaseConfig{Entities: size.entities, Claims: size.claims, Sources: size.sources, Seed: 1})
		name := fmt.Sprintf("claims=%d,worlds=%d,solved=%d/%s", size.claims, size.worlds, size.largest, size.expr[:12])
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				x := newBench(b, c, evidence.Edits{}, size.expr, []underpin.EntityID{"person-0"}, size.worlds, 1)
				if _, err := hinge.Find(b.Context(), x.base, hinge.Config{Largest: size.largest}); err != nil {
					b.Fatal(err)
				}
				hinge.Ask(x.base, hinge.AskConfig{Known: today, Today: today})
			}
		})
	}
}

// paidCase has payments of one date each, some by several sources, one denied, and a
// namesake of the payer that may be it.
const paidCase = `underpin: casebook/1
case: {id: money, as_of: 2012-06-01, shock: {at: 2011-06-01}, roots: [fund]}
relations:
  - {relation: pays, class: payment, power: none, control: none, sign: "+", half_life: 0, reads: X pays Y}
  - {relation: heads, class: command, power: subject, control: full, sign: "+", half_life: 4y, reads: X heads Y}
sources:
  - {id: audit, kind: document, name: Auditor, grade: B}
  - {id: courier, kind: document, name: Courier, grade: C}
  - {id: clerk, kind: document, name: Clerk, grade: B}
  - {id: post, kind: document, name: Post, grade: D}
entities:
  - {id: fund, schema: Company, name: Fund}
  - {id: fund-two, schema: Company, name: Fund Two}
  - {id: firm, schema: Company, name: Firm}
sameness:
  - {id: s1, a: fund, b: fund-two, verdict: unsure}
claims:
  - {id: p1, subject: fund, relation: pays, object: firm, value: 100..300 USD, says: [{source: audit, held: 2009-03}, {source: courier, held: 2009-03}, {source: post, held: 2009-03, polarity: deny}]}
  - {id: p2, subject: fund, relation: pays, object: firm, value: 70 USD, says: [{source: courier, held: 2010-05-02}]}
  - {id: p3, subject: fund-two, relation: pays, object: firm, value: 90 USD, says: [{source: clerk, held: 2009}]}
  - {id: p4, subject: fund, relation: pays, object: firm, value: 1000 USD, says: [{source: clerk, held: 2012}]}
`

// TestWhatIsPaidHangsOnItsPayments: hinges of a sum are those of everything done afresh,
// and a payment after the date is none.
func TestWhatIsPaidHangsOnItsPayments(t *testing.T) {
	c, err := casebook.Read(strings.NewReader(paidCase), "money.yaml")
	if err != nil {
		t.Fatal(err)
	}
	for _, expr := range []string{
		`before.paid("fund", "firm", "USD")`,
		`on("2010").paid("fund", "firm", "USD") > 190.0`,
		`before.channels("fund", "firm") == 0 && on("2009-06").paid("fund", "firm", "USD") < 200.0`,
	} {
		b := newBench(t, c, evidence.Edits{}, expr, nil, 2000, 9)
		named := []hinge.Ref{{Kind: hinge.Source, ID: "courier"}, {Kind: hinge.Source, ID: "post"}, {Kind: hinge.Claim, ID: "p1"}, {Kind: hinge.Claim, ID: "p4"}}
		report, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: 10, Named: named})
		if err != nil {
			t.Fatal(err)
		}
		first := false
		for _, h := range report.Hinges {
			brute(t, c, expr, nil, h, report.Base)
			first = first || h.ID == "p1" && h.Delta != 0
			if h.ID == "p4" && h.Delta != 0 {
				t.Errorf("%s hangs on a payment after the date: %+v", expr, h)
			}
		}
		if !first {
			t.Errorf("%s: nothing hangs on p1", expr)
		}
	}
}
