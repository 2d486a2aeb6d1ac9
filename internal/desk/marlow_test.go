package desk

import (
	"math"
	"os"
	"testing"

	"underpin"
	"underpin/internal/exchange/casebook"
)

// A case entered from the command line alone: a bank with three directors in turn, a share
// of 60 % held through 51 %, a chain of quotations with a later denial, and money that is
// passed on. Every figure is reckoned by hand, grades A, B, C standing for .95, .85, .70.
func TestTheFiguresOfABankReckonedByHand(t *testing.T) {
	f, err := os.Open("testdata/marlow.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, "marlow.yaml")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, c)
	near := func(what string, got, want, within float64) {
		t.Helper()
		if math.Abs(got-want) > within {
			t.Errorf("%s: %.4f, want %.4f", what, got, want)
		}
	}

	quoted, err := d.Show(t.Context(), Query{}, "c13")
	if err != nil {
		t.Fatal(err)
	}
	// Three papers repeat one B, and one B denies it: as much against as for.
	near("credence of the quoted claim", *quoted.Credence, .5, 1e-9)
	if quoted.Origins != 1 {
		t.Errorf("the chain of quotations counts as %d origins", quoted.Origins)
	}

	q := Query{At: "2017-06-01", Worlds: 40_000}
	bank, err := d.Held(t.Context(), q, "marlow-bank")
	if err != nil {
		t.Fatal(err)
	}
	// One register of grade A tells both shares: it is sound with .9/.94 = .9574; each is
	// then true with .97, and with .5 where it is not, both with .9115. So much control has
	// the owner, and .9115 x 60 % x 51 % flows to him.
	const both = .9115
	for _, o := range bank.Owners {
		switch o.Entity {
		case "kestel-holding":
			near("control of the holding company", o.Control, .95, .005)
			near("what flows to it", o.Flow.Mean, .95*60, .3)
		case "tomas-reik":
			near("control of its owner", o.Control, both, .006)
			near("what flows to him", o.Flow.Mean, both*30.6, .25)
		case "hanna-vey": // 10 to 30 %, but for what the 60 leave: 20 in the mean
			near("what flows to a small holder", o.Flow.Mean, .85*20, .3)
		}
	}
	for _, w := range bank.Ways {
		if w.Holder == "ministry-of-trade" && len(w.Claims) == 2 {
			near("the ministry through the director", w.P, .95*.5, .008)
		}
	}

	for on, want := range map[string]underpin.EntityID{"2016-05-31": "ines-calder", "2016-06-01": "ivo-brandt", "2018-03-14": "ivo-brandt", "2018-03-15": "petra-sohl"} {
		post, err := d.Held(t.Context(), Query{At: on, Worlds: 40_000}, "director-of-marlow-bank")
		if err != nil {
			t.Fatal(err)
		}
		if w := post.Ways[0]; w.Holder != want || len(w.Claims) != 1 {
			t.Errorf("on %s the post is held by %s", on, w.Holder)
		} else {
			near("the director on "+on, w.P, .95, .005)
		}
	}

	paid, err := d.Payments(t.Context(), Query{Worlds: 40_000}, PaymentQuery{})
	if err != nil {
		t.Fatal(err)
	}
	near("expected in EUR", paid.Sums[0].Expected.Low, .85*3e6, 1)
	near("certain in USD", paid.Sums[1].Certain.Low, 40e6, 1)
	near("passed on in USD", paid.Sums[1].Again.Low, 25e6, 1)
	// 40 by a B and 25 by a C, of which what is passed on counts once where both were paid.
	near("expected in USD", paid.Sums[1].Expected.Low, (.85*40+.70*25-.85*.70*25)*1e6, .3e6)
}
