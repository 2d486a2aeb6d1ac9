package desk

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/exchange/casebook"
)

func marlow(t *testing.T) *underpin.Case {
	t.Helper()
	f, err := os.Open("testdata/marlow.yaml")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	c, err := casebook.Read(f, "marlow.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// A case entered from the command line alone: a bank with three directors in turn, a share
// of 60 % held through 51 %, a chain of quotations with a later denial, and money that is
// passed on. Every figure is reckoned by hand, grades A, B, C standing for .95, .85, .70.
func TestTheFiguresOfABankReckonedByHand(t *testing.T) {
	d := newDesk(t, marlow(t))
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
	// 3 and 5 million by a B; 200,000 by a C, which comes in anew only where the 3 did not.
	near("expected in EUR", paid.Sums[0].Expected.Low, .85*8e6+.70*.15*2e5, 2e3)
	near("certain in EUR", paid.Sums[0].Certain.Low, 8e6, 1)
	near("certain in USD", paid.Sums[1].Certain.Low, 40e6, 1)
	near("passed on in USD", paid.Sums[1].Again.Low, 25e6, 1)
	// 40 by a B and 25 by a C, of which what is passed on counts once where both were paid.
	near("expected in USD", paid.Sums[1].Expected.Low, (.85*40+.70*25-.85*.70*25)*1e6, .3e6)
}

// What is off the record, on deep background or under embargo on 1 February 2020 is in no
// brief, in no figure and in no number of one, and no protected source by its code name.
func TestTheBriefOfABankTellsOnlyWhatMayBeTold(t *testing.T) {
	text, err := os.ReadFile("testdata/marlow.md")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesk(t, marlow(t))
	q := Query{Worlds: 400}
	for _, format := range []string{"markdown", "html"} {
		out, err := d.WriteBrief(t.Context(), q, string(text), format)
		if err != nil {
			t.Fatal(err)
		}
		for _, kept := range []string{"ROOK", "WREN", "HERON", "nominee", "adviser", "close to the ministry", "Reik will be convicted",
			"200,000", "8.2 to", "directs Ivo", "met Lena", "Moss directs", "appointed Ivo", "→ Ines Calder", "→ Petra Sohl"} {
			if strings.Contains(out.Text, kept) {
				t.Errorf("the %s tells %q", format, kept)
			}
		}
	}
	out, err := d.WriteBrief(t.Context(), q, string(text), "markdown")
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range marlowSays {
		if !strings.Contains(out.Text, said) {
			t.Errorf("the brief does not say %q", said)
		}
	}
	// Without what it may not tell, the case writes the same page.
	bare := marlow(t)
	bare.Claims = slices.DeleteFunc(bare.Claims, func(c underpin.Claim) bool { return slices.Contains(marlowKeeps, c.ID) })
	bare.Testimonies = slices.DeleteFunc(bare.Testimonies, func(s underpin.Testimony) bool { return slices.Contains(marlowKeeps, s.Claim) })
	bare.Estimates = slices.DeleteFunc(bare.Estimates, func(e underpin.Estimate) bool { return e.Source == "HERON" })
	without, err := newDesk(t, bare).WriteBrief(t.Context(), q, string(text), "markdown")
	if err != nil {
		t.Fatal(err)
	}
	body := func(page string) string { b, _, _ := strings.Cut(page, "Written with Underpin"); return b }
	if diff := cmp.Diff(body(without.Text), body(out.Text)); diff != "" {
		t.Errorf("what may not be told changes the page (-without +with):\n%s", diff)
	}
}

// marlowKeeps are the claims of which none may be told.
var marlowKeeps = []underpin.ClaimID{"c16", "c17", "c18", "c31", "c32", "c33"}

// Who told us that the ministry gave orders told The Herald, too, which printed it. The note
// cites the paper, as its own origin, and not also "a bank employee": both, counted as one,
// would tell a reader of the paper who its informant is. The number is the same, since a
// voice is one voice whichever of its chains is cited.
func TestANoteDoesNotSayWhoTheInformantOfAPaperIs(t *testing.T) {
	d := newDesk(t, marlow(t))
	out, err := d.WriteBrief(t.Context(), Query{Worlds: 64}, "# T\n\n[[sentence c13]]. [[sentence c36]].\n", "markdown")
	if err != nil {
		t.Fatal(err)
	}
	for _, said := range []string{
		"]: “*The Herald*”. “*Evening Post*”; reporting what The Herald said. “*Strait Wire*”; reporting what Evening Post said. *Against:* Hanna Vey, on the record, March 2019. One origin, contested.\n",
		"]: A bank employee, speaking on background. One origin.\n",
	} {
		if !strings.Contains(out.Text, said) {
			t.Errorf("the brief does not say %q:\n%s", said, out.Text)
		}
	}
}

// marlowSays is what an editor reads in the brief, of each kind of statement one.
var marlowSays = []string{
	"Tomas Reik controlled Marlow Bank when the money came (on 1 June 2017, by the testimony as coded; not a forecast): so in ",
	"(one origin: Company Register says so, uncorroborated, for 1 June 2017)",
	"the answer changes without the word of Hanna Vey",
	"“*The Herald*”. “*Evening Post*”; reporting what The Herald said. “*Strait Wire*”; reporting what Evening Post said. *Against:* Hanna Vey, on the record, March 2019. One origin, contested.",
	"“*The Herald*”, citing an official with knowledge of the register. One origin.",
	"Orrin Trade to Kestel Holding, as a loan",
	"if all of it is as told: 8 million EUR",
	"By the testimony as coded, these losses leave no post and no command without a name.",
	"no line of command is left without Tomas Reik |",
	"Hanna Vey owns Marlow Bank (10 to 30 %)",
	"Ines Calder is a shareholder of Dunmore Shipping (share unknown)",
	"Orrin Trade was dissolved on 30 November 2018",
	"Lawyer of Tomas Reik declined to comment on 20 January 2019.",
	"Ministry of Trade, asked on 1 February 2019, refused to answer.",
	"A bank employee, speaking on background. One origin.",
	"| The licence of Marlow Bank will be withdrawn",
	"“unlikely” | 0.25 | 20 November 2019 | December 2020 |",
}
