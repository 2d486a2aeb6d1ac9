package desk

import (
	"strings"
	"testing"

	"underpin"
)

// twiceHeldQuay is a quay that Dalal led until the end of 2015.
func twiceHeldQuay(t *testing.T) *underpin.Case {
	c := spokenQuay(t)
	c.Settings.Lose = nil
	for i := range c.Testimonies {
		c.Testimonies[i].Terms = underpin.Terms{Kind: underpin.TermsOnRecord}
		held, err := ParseSpan("held", "2010-01-01/2015-12-31")
		if err != nil {
			t.Fatal(err)
		}
		c.Testimonies[i].Held = held
	}
	c.Conclusions[0].Expr = `before.command("dalal", "quay")`
	return c
}

func TestABriefIsComputedOnTheDatesOfItsReferences(t *testing.T) {
	page, err := written(t, twiceHeldQuay(t), "# The quay\n\n[[conclusion held at=2012-06-01]].\n\n[[conclusion held at=2018-06-01]].\n\nIt is [[credence c1 at=2012-06-01]], then [[credence c1 at=2018]].\n\n{{network at=2012-06-01}}\n\n{{network at=2018-06-01}}\n")
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"(on 1 June 2012, by the testimony as coded; not a forecast): so in", "(on 1 June 2018, by the testimony as coded; not a forecast): **almost no chance**", ", for 1 June 2012", "nobody says that it held on 31 December 2018", "Who is said to hold what on 1 June 2012", "Who is said to hold what on 1 June 2018"} {
		if !strings.Contains(page, want) {
			t.Errorf("the brief does not say %q:\n%s", want, page)
		}
	}
}

func TestAClaimBesideAConclusionOfAnotherDayIsFound(t *testing.T) {
	d := newDesk(t, twiceHeldQuay(t))
	b, err := d.Brief(t.Context(), Query{Worlds: 100}, "text.md", []byte("# The quay\n\n[[conclusion held]].[[claim c1]]\n"), t.TempDir()+"/b.md", "")
	if err != nil || len(b.Findings) != 2 || !strings.Contains(b.Findings[0].Message, "conclusion held is computed on 1 June 2018, and nobody says that Maryam Dalal had any tie then") ||
		!strings.Contains(b.Findings[1].Message, "claim c1 does not cover 1 June 2018: conclusion held is computed for 1 June 2018") {
		t.Errorf("%v: %+v", err, b)
	}
}

func TestALossOnADayWithoutTiesIsFoundWhereItStands(t *testing.T) {
	c := twiceHeldQuay(t)
	c.Settings.Lose = []underpin.LossID{"dalal"}
	c.Conclusions[0].Expr = `after.command("dalal", "quay")`
	_, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 100}, "text.md", []byte("# The quay\n\n{{hinges held at=2018-06-01}}\n\n{{shock at=2018-06-01}}\n"), t.TempDir()+"/b.md", "")
	f, ok := err.(*Fault)
	if !ok || f.Code != BriefRefused || len(f.Problems) != 2 || f.Problems[0].Line != 3 || f.Problems[1].Line != 5 || !strings.Contains(f.Problems[0].Message, "Maryam Dalal has no ties on 1 June 2018") {
		t.Errorf("%v: %+v", err, f)
	}
}

func TestAStandingLossWithoutTiesOnItsDayIsFoundWhereItIsAskedFor(t *testing.T) {
	c := twiceHeldQuay(t)
	c.Settings.Lose = []underpin.LossID{"dalal"} // whose ties end years before the loss
	c.Conclusions[0].Expr = `after.command("dalal", "quay")`
	c.Settings.Headline = c.Conclusions[0].ID
	text := "# The quay\n\nDalal led it.[[claim c1]]\n\n{{shock}}\n\nIt is so: [[conclusion held]].\n\n{{hinges held}}\n\n{{ask}}\n"
	_, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 100}, "text.md", []byte(text), t.TempDir()+"/b.md", "")
	f, ok := err.(*Fault)
	if !ok || f.Code != BriefRefused || len(f.Problems) != 4 {
		t.Fatalf("%v: %+v", err, f)
	}
	for i, line := range []int{5, 7, 9, 11} {
		if p := f.Problems[i]; p.Line != line || !strings.Contains(p.Message, "Maryam Dalal has no ties on 1 June 2018, and so cannot be lost") || !strings.Contains(p.Hint, "the settings of the case name who is lost") {
			t.Errorf("problem %d: %v", i, p)
		}
	}
	if _, err := written(t, c, "# The quay\n\nDalal led it.[[claim c1]]\n\n{{network}}\n"); err != nil {
		t.Errorf("a brief that does not ask what the loss does: %v", err)
	}
}
