package desk

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/exchange/casebook"
)

// paid is a case of payments: "fund fuel 2009 ~700 USD" is told by an auditor of grade A.
func paid(t *testing.T, payments ...string) *underpin.Case {
	t.Helper()
	var b strings.Builder
	b.WriteString(`underpin: casebook/1
case: {id: paid, as_of: 2012-06-01}
relations:
  - {relation: pays, class: payment, power: none, control: none, sign: "+", half_life: 0, reads: X pays Y}
  - {relation: sponsors, class: support, power: subject, control: partial, sign: "+", half_life: 2y, reads: X funds Y}
sources:
  - {id: audit, kind: document, name: Auditor-General, grade: A}
entities:
`)
	for _, e := range []string{"fund", "fuel", "blue", "bank"} {
		fmt.Fprintf(&b, "  - {id: %s, schema: Company, name: %s}\n", e, e)
	}
	b.WriteString("claims:\n")
	for i, line := range payments {
		f := strings.Fields(line)
		value := ""
		if len(f) > 3 {
			value = fmt.Sprintf("value: %q, ", strings.Join(f[3:], " "))
		}
		fmt.Fprintf(&b, "  - {id: p%d, subject: %s, relation: pays, object: %s, %ssays: [{source: audit, held: %s}]}\n", i+1, f[0], f[1], value, f[2])
	}
	c, err := casebook.Read(strings.NewReader(b.String()), "paid.yaml")
	if err != nil {
		t.Fatalf("%v\n%s", err, b.String())
	}
	return c
}

func TestWhatPaymentsComeTo(t *testing.T) {
	for _, test := range []struct {
		name     string
		payments []string
		which    PaymentQuery
		want     string // by currency: certain, paid on
	}{
		{"a sum by currency, never across", []string{"fund fuel 2009 700 USD", "fund blue 2009 30 USD", "fund bank 2010 5 EUR"}, PaymentQuery{},
			"EUR 5..5 again 0..0; USD 730..730 again 0..0"},
		{"about is a tenth either side", []string{"fund fuel 2009 ~700 USD"}, PaymentQuery{}, "USD 630..770 again 0..0"},
		{"bounds are summed", []string{"fund fuel 2009 10..20 USD", "fund blue 2009 5 USD"}, PaymentQuery{}, "USD 15..25 again 0..0"},
		{"money that passes through is counted at the entrance", []string{"fund fuel 2009-01 700 USD", "fuel blue 2009-02 500 USD"}, PaymentQuery{},
			"USD 700..700 again 500..500"},
		{"what is paid back, too, and what comes back is paid on again", []string{"fund fuel 2009-01 100 USD", "fuel blue 2009-02 60 USD", "blue fuel 2009-03 10 USD", "fuel fund 2009-04 20 USD", "fund fuel 2009-05 50 EUR"}, PaymentQuery{},
			"EUR 50..50 again 0..0; USD 100..100 again 90..90"},
		{"also on one day, in whatever order it is told", []string{"blue bank 2009 300 USD", "fuel blue 2009 500 USD", "fund fuel 2009 700 USD"}, PaymentQuery{},
			"USD 700..700 again 800..800"},
		{"what was paid before it came is not passed on", []string{"fuel blue 2008 500 USD", "fund fuel 2009 700 USD"}, PaymentQuery{}, "USD 1200..1200 again 0..0"},
		{"no more is passed on than came", []string{"fund fuel 2009-01 100 USD", "fuel blue 2009-02 500 USD"}, PaymentQuery{}, "USD 500..500 again 100..100"},
		{"a circle counts once", []string{"fund fuel 2009-01 100 USD", "fuel fund 2009-02 100 USD"}, PaymentQuery{}, "USD 100..100 again 100..100"},
		{"what comes from two passes on together: 100 + 50 came, 120 of it goes on", []string{"fund fuel 2009-01 100 USD", "bank fuel 2009-02 50 USD", "fuel blue 2009-03 120 USD"}, PaymentQuery{},
			"USD 150..150 again 120..120"},
		{"what came is passed on once: 100 came, 80 and then 20 of the 50 are of it and 30 are not", []string{"fund fuel 2009-01 100 USD", "fuel blue 2009-02 80 USD", "fuel bank 2009-03 50 USD"}, PaymentQuery{},
			"USD 130..130 again 100..100"},
		{"each currency passes through by itself", []string{"fund fuel 2009-01 100 USD", "fuel blue 2009-02 80 EUR"}, PaymentQuery{},
			"EUR 80..80 again 0..0; USD 100..100 again 0..0"},
		{"by payer", []string{"fund fuel 2009-01 700 USD", "fuel blue 2009-02 500 USD"}, PaymentQuery{From: []underpin.EntityID{"fuel"}}, "USD 500..500 again 0..0"},
		{"by payee", []string{"fund fuel 2009-01 700 USD", "fuel blue 2009-02 500 USD"}, PaymentQuery{To: []underpin.EntityID{"fuel"}}, "USD 700..700 again 0..0"},
		{"between two dates", []string{"fund fuel 2009-01 1 USD", "fund fuel 2010-01 2 USD", "fund fuel 2011-01 4 USD"},
			PaymentQuery{Since: "2009-02", Until: "2010-06"}, "USD 2..2 again 0..0"},
		{"what is not stated adds nothing", []string{"fund fuel 2009", "fund fuel 2009 5 USD"}, PaymentQuery{}, " 0..0 again 0..0; USD 5..5 again 0..0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			p, err := newDesk(t, paid(t, test.payments...)).Payments(t.Context(), Query{}, test.which)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range p.Sums {
				got = append(got, fmt.Sprintf("%s %.6g..%.6g again %.6g..%.6g", s.Currency, s.Certain.Low, s.Certain.High, s.Again.Low, s.Again.High))
				all := s.Certain.Low + s.Again.Low
				if s.Again.isZero() && math.Abs(s.Expected.Low-.95*all) > 1e-9 {
					t.Errorf("%g is expected of %g", s.Expected.Low, all)
				}
				if s.Expected.Low < .95*s.Certain.Low-1e-9 || s.Expected.Low > .95*all+1e-9 {
					t.Errorf("%g is expected of %g to %g", s.Expected.Low, s.Certain.Low, all)
				}
			}
			if strings.Join(got, "; ") != test.want {
				t.Errorf("got %q, want %q", strings.Join(got, "; "), test.want)
			}
		})
	}
}

func TestAPaymentIsASentenceWithItsPayee(t *testing.T) {
	d := newDesk(t, paid(t, "fund fuel 2009-09-30 ~700000000 USD"))
	s, err := d.Show(t.Context(), Query{}, "p1")
	if err != nil {
		t.Fatal(err)
	}
	if s.Sentence != "fund pays fuel about 700 million USD" || s.Object != "fuel" || s.Amount != "about 700 million USD" {
		t.Errorf("got %q, to %q, %q", s.Sentence, s.Object, s.Amount)
	}
}

func TestPaymentsInABrief(t *testing.T) {
	page, err := written(t, paid(t, "fund fuel 2009-09-30 700 USD"), "# Money\n\n{{payments}}\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"| fund to fuel[^1] | 30 September 2009 | 700 USD | 1 origin |", "| USD | if all of it is as told: 700 USD |"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not in\n%s", want, page)
		}
	}
}

func TestALoanIsAPaymentThatSaysSo(t *testing.T) {
	c := paid(t, "fund fuel 2009 700 USD", "bank fund 2010 50 USD")
	for i := range c.Relations {
		if c.Relations[i].Name == "pays" {
			loan := c.Relations[i]
			loan.Name, loan.Reads, loan.FtM = "lends_to", "X lends Y", "Debt"
			c.Relations = append(c.Relations, loan)
			break
		}
	}
	c.Claims[1].Relation = "lends_to"
	out, err := newDesk(t, c).Payments(t.Context(), Query{}, PaymentQuery{})
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Payments) != 2 || out.Payments[0].Loan || !out.Payments[1].Loan {
		t.Errorf("loans: %+v", out.Payments)
	}
	sum := out.Sums[0]
	if sum.Certain.Low != 750 || sum.Lent.Low != 50 {
		t.Errorf("the sum is %v, lent %v", sum.Certain, sum.Lent)
	}
	if text := strings.Join(sum.Text(true), "\n"); !strings.Contains(text, "of this, lent and to be repaid: 50 USD") {
		t.Error(text)
	}
}

// 700 come in and 500 of it go on. By their credences that is 700 p + 500 q, of which what is
// passed on is counted twice where both were paid. Sources of grades A and B, .95 and .85,
// are sound apart: both were paid with .95 x .85 = .8075. One of grade A is sound with
// .9/.94 = .9574; each claim is then true with .97, and with .5 where it is not: both with
// .9574 x .97^2 + .0426 x .25 = .9115.
func TestWhatIsExpectedOfMoneyThatIsPassedOn(t *testing.T) {
	for _, test := range []struct {
		name, second string
		want         float64
	}{
		{"by sources that are sound apart", "other", .95*700 + .85*500 - .8075*500},
		{"by one source", "audit", .95*700 + .95*500 - .9115*500},
	} {
		t.Run(test.name, func(t *testing.T) {
			c := paid(t, "fund fuel 2009-01 700 USD", "fuel blue 2009-02 500 USD")
			c.Sources = append(c.Sources, underpin.Source{ID: "other", Kind: c.Sources[0].Kind, Name: "The other", Gradings: []underpin.Grading{{Grade: "B"}}})
			c.Testimonies[1].Source = underpin.SourceID(test.second)
			p, err := newDesk(t, c).Payments(t.Context(), Query{Worlds: 100_000}, PaymentQuery{})
			if err != nil {
				t.Fatal(err)
			}
			if got := p.Sums[0].Expected; math.Abs(got.Low-test.want) > 2 || got.Low != got.High {
				t.Errorf("%g to %g is expected, want %.2f", got.Low, got.High, test.want)
			}
			whole, err := newDesk(t, c).Payments(t.Context(), Query{Worlds: 100_000, Edits: evidence.Edits{Regrade: map[underpin.SourceID]underpin.Grade{"audit": "A"}}}, PaymentQuery{})
			if err != nil {
				t.Fatal(err)
			}
			if got := whole.Sums[0].Expected; math.Abs(got.Low-test.want) > 2 {
				t.Errorf("%g is expected by the worlds of the whole case, want %.2f", got.Low, test.want)
			}
		})
	}
}

func TestAShockThatReachesNothingIsASentenceInABrief(t *testing.T) {
	c := paid(t, "fund fuel 2012-06-01")
	c.Claims[0].Relation = "sponsors"
	c.Settings.Roots, c.Settings.Lose = []underpin.EntityID{"blue"}, []underpin.LossID{"fuel"}
	page, err := written(t, c, "# Loss\n\n{{shock}}\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, "From blue no line of command leads to anything") || strings.Contains(page, "To whom lines of command lead") {
		t.Error(page)
	}
}
