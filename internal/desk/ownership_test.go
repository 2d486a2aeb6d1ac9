package desk

import (
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// firms is a case of ownership: a line "ana owns boats 51" is a claim on 1 June 2016 of a
// register of its own, of grade A, and "ana owns boats" one without a share. With "gazette"
// behind the share the source is one of grade B.
func firms(t *testing.T, claims ...string) *underpin.Case {
	t.Helper()
	var b strings.Builder
	b.WriteString(`underpin: casebook/1
case: {id: firms, as_of: 2016-06-01}
relations:
  - {relation: owns, class: ownership, power: subject, control: share, sign: "+", half_life: 8y, reads: X owns Y}
  - {relation: shareholder_of, class: ownership, power: subject, control: share, unstated: drawn, sign: "+", half_life: 8y, reads: X holds shares of Y}
  - {relation: directs, class: command, power: subject, control: full, sign: "+", half_life: 8y, reads: X directs Y}
sources:
`)
	for i := range claims {
		fmt.Fprintf(&b, "  - {id: register-%d, kind: document, name: Register %d, grade: A}\n  - {id: gazette-%d, kind: document, name: Gazette %d, grade: B}\n", i, i, i, i)
	}
	b.WriteString("entities:\n")
	seen := map[string]bool{}
	for _, line := range claims {
		for _, e := range []string{strings.Fields(line)[0], strings.Fields(line)[2]} {
			if !seen[e] {
				seen[e] = true
				fmt.Fprintf(&b, "  - {id: %s, schema: Company, name: %s}\n", e, e)
			}
		}
	}
	b.WriteString("claims:\n")
	for i, line := range claims {
		f := append(strings.Fields(line), "", "")
		share, source := "", "register"
		if f[3] != "" && f[3] != "?" {
			share = fmt.Sprintf("share: %q, ", f[3])
		}
		if f[4] != "" {
			source = f[4]
		}
		fmt.Fprintf(&b, "  - {id: c%d, subject: %s, relation: %s, object: %s, %ssays: [{source: %s-%d, held: 2010-01-01/.., said: 2016-06-01}]}\n", i+1, f[0], f[1], f[2], share, source, i)
	}
	c, err := casebook.Read(strings.NewReader(b.String()), "firms.yaml")
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return c
}

// owner finds one owner of a thing, drawn in 20,000 worlds.
func owner(t *testing.T, d *Desk, owner, thing underpin.EntityID) (control, flow float64, unknown bool) {
	t.Helper()
	h, err := d.Held(context.Background(), Query{Worlds: 20_000}, thing)
	if err != nil {
		t.Fatal(err)
	}
	for _, o := range h.Owners {
		if o.Entity == owner {
			return o.Control, o.Flow.Mean, o.Unknown
		}
	}
	return 0, 0, false
}

// sampling is what a share of 20,000 worlds may be off: four standard errors.
const sampling = .0145

func TestControlByOwnership(t *testing.T) {
	const p = .95 // of each claim, independently
	for _, test := range []struct {
		name         string
		claims       []string
		owner, thing underpin.EntityID
		control      float64
	}{
		{"more than half is control", []string{"ana owns boats 51"}, "ana", "boats", p},
		{"half is not", []string{"ana owns boats 50"}, "ana", "boats", 0},
		{"without a stated share control is handed on", []string{"ana owns boats"}, "ana", "boats", p},
		{"where the word says so the share is drawn instead", []string{"ana shareholder_of boats"}, "ana", "boats", p / 2},
		{"drawn from what the others leave", []string{"ana shareholder_of boats", "bo shareholder_of boats 40"}, "ana", "boats", p * (p*10/60 + (1-p)/2)},
		{"51 % of a firm that holds 60 %", []string{"ana owns holding 51", "holding owns boats 60"}, "ana", "boats", p * p},
		{"30 and 30 over two firms that one controls", []string{"ana owns one 100", "ana owns two 100", "one owns boats 30", "two owns boats 30"}, "ana", "boats", math.Pow(p, 4)},
		{"30 and 30 over one controlled and one not", []string{"ana owns one 100", "ana owns two 40", "one owns boats 30", "two owns boats 30"}, "ana", "boats", 0},
		{"own shares count with those of controlled firms", []string{"ana owns one 60", "ana owns boats 21", "one owns boats 30"}, "ana", "boats", math.Pow(p, 3)},
		{"an interval controls where it is drawn above half", []string{"ana owns boats 1..99"}, "ana", "boats", p * 49 / 98},
		{"a narrow interval", []string{"ana owns boats 40..60"}, "ana", "boats", p * .5},
		{"about 50 is as often above as below", []string{"ana owns boats ~50"}, "ana", "boats", p * .5},
		{"more than 40 reaches to the whole", []string{"ana owns boats >40"}, "ana", "boats", p * 50 / 60},
		{"two intervals together sum to no more than the whole", []string{"ana owns boats 30..70", "bo owns boats 30..70"}, "ana", "boats", p * (p/4 + (1-p)/2)},
		{"a circle controls nothing from within", []string{"one owns two 60", "two owns one 60", "ana owns one 20"}, "ana", "one", 0},
		{"who holds most of one firm of a circle controls all", []string{"one owns two 60", "two owns three 60", "three owns one 30", "ana owns one 51"}, "ana", "three", math.Pow(p, 3)},
		{"direction is no control", []string{"ana directs one", "one owns boats 60"}, "ana", "boats", 0},
		{"of shares that sum past the whole the better attested hold first", []string{"ana owns boats 60", "bo owns boats 60 gazette"}, "ana", "boats", p},
		{"and the others where those fail", []string{"ana owns boats 60", "bo owns boats 60 gazette"}, "bo", "boats", (1 - p) * .85},
	} {
		t.Run(test.name, func(t *testing.T) {
			d := newDesk(t, firms(t, test.claims...))
			control, _, _ := owner(t, d, test.owner, test.thing)
			if math.Abs(control-test.control) > sampling {
				t.Errorf("controls in %.4f of worlds, want %.4f", control, test.control)
			}
		})
	}
}

func TestWhatFlowsToAnOwner(t *testing.T) {
	for _, test := range []struct {
		name         string
		claims       []string
		owner, thing underpin.EntityID
		flow         float64
		unknown      bool
	}{
		{"the product along a chain", []string{"ana owns holding 51", "holding owns boats 60"}, "ana", "boats", 30.6, false},
		{"the sum over chains", []string{"ana owns one 100", "ana owns two 40", "one owns boats 30", "two owns boats 30"}, "ana", "boats", 42, false},
		{"round a circle as often as it goes", []string{"ana owns one 80", "two owns one 20", "one owns two 50"}, "ana", "one", 80 / (1 - .5*.2), false},
		{"nothing known of a share that is not stated", []string{"ana owns boats"}, "ana", "boats", 0, true},
		{"what is known beside what is not", []string{"ana owns boats 30", "ana owns one", "one owns boats 20"}, "ana", "boats", 30, true},
	} {
		t.Run(test.name, func(t *testing.T) {
			h, err := newDesk(t, firms(t, test.claims...)).Held(t.Context(), Query{}, test.thing)
			if err != nil {
				t.Fatal(err)
			}
			for _, o := range h.Owners {
				if o.Entity == test.owner && (math.Abs(o.Flow.High-test.flow) > 1e-9 || o.Unknown != test.unknown) {
					t.Errorf("in the best of worlds %.4f %% flows (unknown: %v), want %.4f %%", o.Flow.High, o.Unknown, test.flow)
				}
			}
		})
	}
}

func TestHeldFollowsOwners(t *testing.T) {
	d := newDesk(t, firms(t, "ana owns one 60", "one owns two 60", "two owns boats 60", "boats owns one 5"))
	h, err := d.Held(t.Context(), Query{}, "boats")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, w := range h.Ways {
		got = append(got, fmt.Sprintf("%s over %v: %s", w.Holder, w.Through, w.Reading))
	}
	want := "two over []: command; one over [two]: command; ana over [two one]: command"
	if strings.Join(got, "; ") != want {
		t.Errorf("got %q, want %q", strings.Join(got, "; "), want)
	}
}

func TestSharesThatSumPastTheWholeAreContested(t *testing.T) {
	d := newDesk(t, firms(t, "ana owns boats 60", "bo owns boats 60 gazette", "cy owns boats 10..20 gazette"))
	for id, want := range map[underpin.ClaimID]int{"c1": 1, "c2": 1, "c3": 0} {
		s, err := d.Show(t.Context(), Query{}, id)
		if err != nil {
			t.Fatal(err)
		}
		if s.Contested != (want > 0) || len(s.CrowdedOut) != want {
			t.Errorf("%s: contested %v beside %v", id, s.Contested, s.CrowdedOut)
		}
	}
}

func TestGoldenSharesOfTheReference(t *testing.T) {
	for _, test := range []struct {
		file         string
		owner, thing underpin.EntityID
		control      float64
	}{
		{"golden/r19-intervals.yaml", "x", "co", .4750}, {"golden/r19-intervals.yaml", "x", "co2", .4750},
		{"golden/r19-sum.yaml", "x", "co", .2494}, {"golden/r19-sum.yaml", "y", "co", .2494},
		{"inputs/model/own.yaml", "a", "e", .9500}, {"inputs/model/own.yaml", "a", "f", .9500}, {"inputs/model/own.yaml", "a", "g", .4750},
		{"inputs/model/ownerceo.yaml", "state", "co", .9500},
	} {
		path := filepath.Join("..", "..", "..", "shared", test.file)
		f, err := os.Open(path)
		if err != nil {
			t.Skip("the shared vectors are not here")
		}
		c, err := casebook.Read(f, path)
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
		if control, _, _ := owner(t, newDesk(t, c), test.owner, test.thing); math.Abs(control-test.control) > sampling {
			t.Errorf("%s: %s controls %s in %.4f of worlds, want %.4f", test.file, test.owner, test.thing, control, test.control)
		}
	}
}

func TestSharesReckonedByHand(t *testing.T) {
	path := filepath.Join("testdata", "hand-shares.yaml") // the arithmetic is at its head
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, path)
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, c)
	for _, test := range []struct {
		owner, thing  underpin.EntityID
		control, flow float64
	}{
		{"ana", "one", .9500, 82.7836}, {"ana", "two", .9025, 47.3902}, {"two", "one", 0, 0},
		{"boss", "port", .8145, 31.1363}, {"cora", "dock", 0, 28.4288},
		{"dora", "quay", 0, 47.5}, {"dora", "pier", .8574, 47.5 + .45125}, {"finn", "mole", .1742, 29.45}, {"eva", "mole", 0, 38},
		{"gil", "rope", 0, 0}, {"gil", "tow", 0, 0},
	} {
		control, flow, _ := owner(t, d, test.owner, test.thing)
		if math.Abs(control-test.control) > sampling {
			t.Errorf("%s controls %s in %.4f of worlds, want %.4f", test.owner, test.thing, control, test.control)
		}
		if test.flow > 0 && math.Abs(flow-test.flow) > .6 {
			t.Errorf("%.4f %% of %s flows to %s, want %.4f %%", flow, test.thing, test.owner, test.flow)
		}
	}
}

func TestTheOwnerOfACompanyIsNoRivalOfItsOfficers(t *testing.T) {
	c := firms(t, "state owns boats 100", "ceo directs boats", "chair directs boats")
	r, err := newDesk(t, c).Shock(t.Context(), Query{Lose: []underpin.LossID{"chair"}}, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, item := range r.Items {
		if item.Entity == "boats" && item.Class != "weakened" {
			t.Errorf("the company is %s: %s", item.Class, item.Reason.Sentence)
		}
	}
}

func TestNothingIsHeldByWhatIsOneWithIt(t *testing.T) {
	for _, test := range []struct {
		name  string
		judge []underpin.Sameness
		want  float64
	}{
		{"two firms", nil, .95},
		{"judged to be one", []underpin.Sameness{{ID: "j", A: "fleet", B: "boats", Verdict: underpin.Same}}, 0},
		{"one in a fifth of worlds", []underpin.Sameness{{ID: "j", A: "fleet", B: "boats", Verdict: underpin.Unsure, P: .2}}, .95 * .8},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := firms(t, "fleet directs boats")
			c.Samenesses = test.judge
			h, err := newDesk(t, c).Held(t.Context(), Query{Worlds: 20_000}, "boats")
			if err != nil {
				t.Fatal(err)
			}
			share := 0.0
			for _, w := range h.Ways {
				share += w.P
			}
			if math.Abs(share-test.want) > sampling {
				t.Errorf("held in %.4f of worlds, want %.4f: %+v", share, test.want, h.Ways)
			}
		})
	}
}

func TestAClaimThatGivesWayFormsNoTieThere(t *testing.T) {
	d := newDesk(t, firms(t, "ana owns boats 70", "bo owns boats 60"))
	h, err := d.Hinges(t.Context(), Query{}, `before.degree("boats") <= 1.0`, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := h.Conclusion.Summary.Value; got != 1 {
		t.Errorf("boats has one owner in %.3f of worlds, want all: 70 and 60 cannot both be", got)
	}
	held, err := d.Held(t.Context(), Query{}, "boats")
	if err != nil {
		t.Fatal(err)
	}
	sum := 0.0
	for _, w := range held.Ways {
		sum += w.P
	}
	if sum > 1 {
		t.Errorf("the two hold in %.3f of worlds together, want at most one in each", sum)
	}
}

// maybeOne are two owners of 30 each who may be one, told by one register or by two.
func maybeOne(t *testing.T, oneSource bool) *underpin.Case {
	c := firms(t, "ana owns boats 30", "anna owns boats 30")
	if oneSource {
		c.Testimonies[1].Source = c.Testimonies[0].Source
	}
	c.Samenesses = []underpin.Sameness{{ID: "s1", A: "ana", B: "anna", Verdict: underpin.Unsure, P: .5}}
	return c
}

func TestSharesOfTwoWhoMayBeOneAddUpWhereOneSourceTellsOfBoth(t *testing.T) {
	for _, tt := range []struct {
		name      string
		oneSource bool
		want      float64
	}{
		{"a register that lists both: two lots, and control where they are one", true, .48}, // both stand in .95 of worlds
		{"two registers: one holding under two names", false, 0},
	} {
		h, err := newDesk(t, maybeOne(t, tt.oneSource)).Held(t.Context(), Query{Worlds: 20_000}, "boats")
		if err != nil {
			t.Fatal(err)
		}
		got := 0.0
		for _, o := range h.Owners {
			got = max(got, o.Control)
		}
		if math.Abs(got-tt.want) > .03 {
			t.Errorf("%s: control in %.3f of worlds, want about %.2f", tt.name, got, tt.want)
		}
	}
}

func TestTheWayAlongAChainOfFirmsIsNamed(t *testing.T) {
	h, err := newDesk(t, firms(t, "ana owns one 60", "one owns two 60", "two owns boats 60")).Held(t.Context(), Query{}, "boats")
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{}
	for _, w := range h.Ways {
		paths[w.Name] = w.Path
		if w.Reading != "command" || w.Control == 0 {
			t.Errorf("%s controls by the chain: %+v", w.Name, w.Way)
		}
	}
	if paths["ana"] != "two and one" || paths["one"] != "two" || paths["two"] != "" {
		t.Errorf("paths %q", paths)
	}
}

func TestImportSaysWhereSharesAreToldByTwoRelations(t *testing.T) {
	for _, tt := range []struct {
		name   string
		claims []string
		want   string // part of the remark; empty for none
	}{
		{"one holder by two relations", []string{"ana owns boats 30", "ana shareholder_of boats 30"}, "ana holds of boats by two relations, c1 (30 %) and c2 (30 %)"},
		{"two of 30 beside one of whom nobody says how much", []string{"ana owns boats 30", "bo owns boats 30", "cy shareholder_of boats"},
			"c1 and c2 do not limit c3 (share unknown)"},
		{"all by one relation", []string{"ana shareholder_of boats 30", "bo shareholder_of boats 30", "cy shareholder_of boats"}, ""},
		{"exact shares that fit", []string{"ana owns boats 30", "bo shareholder_of boats 30"}, ""},
	} {
		got := strings.Join(importRemarks(firms(t, tt.claims...)), "\n")
		if tt.want == "" && got != "" || !strings.Contains(got, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
