package desk

import (
	"errors"
	"strings"
	"testing"

	"underpin"
)

func TestABareCaseHasAFirstLook(t *testing.T) {
	d := newDesk(t, quay(t))
	look, err := d.FirstLook(t.Context(), Query{})
	if err != nil {
		t.Fatal(err)
	}
	if want := "Maryam Dalal leads The quay. One origin: Gazette says so, uncorroborated (c1)."; look.Says != want {
		t.Errorf("it opens with %q, want %q", look.Says, want)
	}
	if look.Loss != "" || len(look.Before)+len(look.Gone)+len(look.HangsOn)+len(look.AskNext) > 0 {
		t.Errorf("it tells of what is not there: %+v", look)
	}
}

func TestAnEmptyCaseHasAFirstLook(t *testing.T) {
	c := &underpin.Case{ID: "empty", Settings: underpin.Settings{Title: "Nothing yet"}}
	look, err := newDesk(t, c).FirstLook(t.Context(), Query{})
	if err != nil || look.Says != "" {
		t.Errorf("%+v, %v", look, err)
	}
}

func TestTheFirstLookShowsTheHeadline(t *testing.T) {
	c := quay(t)
	c.Settings.Roots = []underpin.EntityID{"dalal"}
	c.Conclusions = []underpin.Conclusion{
		{ID: "a", Text: "There are two", Expr: "before.components == 2"},
		{ID: "b", Text: "Dalal holds the quay", Expr: `before.command("dalal", "quay")`},
	}
	for headline, want := range map[string]string{"": "There are two", "b": "Dalal holds the quay"} {
		c.Settings.Headline = headline
		look, err := newDesk(t, c).FirstLook(t.Context(), Query{Worlds: 200})
		if err != nil {
			t.Fatal(err)
		}
		if len(look.HangsOn) == 0 || !strings.HasPrefix(look.HangsOn[0], want) {
			t.Errorf("headline %q: %v", headline, look.HangsOn)
		}
	}
}

func TestTheFirstLookOfOneAuthorsCaseGivesNoConclusionMoreWeight(t *testing.T) {
	c := quay(t)
	c.Settings.SingleAuthor = "gazette"
	c.Conclusions = []underpin.Conclusion{
		{ID: "a", Text: "There are two", Expr: "before.components == 2"},
		{ID: "b", Text: "Dalal holds the quay", Expr: `before.command("dalal", "quay")`, At: date(t, "2018-05-31")},
	}
	d := newDesk(t, c)
	look, err := d.FirstLook(t.Context(), Query{Worlds: 200})
	if err != nil {
		t.Fatal(err)
	}
	if len(look.HangsOn) != 3 || look.HangsOn[0] != "By Gazette's account as coded, as of 31 May 2018 (not a forecast):" || !strings.HasSuffix(look.HangsOn[1], "(a).") || !strings.Contains(look.HangsOn[2], "Dalal holds the quay: yes, ") {
		t.Errorf("it shows %q", look.HangsOn)
	}
	_, err = d.Hinges(t.Context(), Query{}, "", 3, nil)
	_, asked := d.Ask(t.Context(), Query{}, "")
	for _, err := range []error{err, asked} {
		var f *Fault
		if !errors.As(err, &f) || f.Code != NoConclusion || !strings.Contains(f.Hint, "a, b") {
			t.Errorf("asked without a name: %v", err)
		}
	}
	c.Settings.Headline = "b"
	if look, err = newDesk(t, c).FirstLook(t.Context(), Query{Worlds: 200}); err != nil || !strings.HasPrefix(look.HangsOn[0], "Dalal holds") {
		t.Errorf("with a headline: %q, %v", look.HangsOn, err)
	}
}

func TestTheFirstLookOfTheRealCaseNamesItsAuthorAndNoHeir(t *testing.T) {
	look, err := newDesk(t, example(t, "iraq-2020")).FirstLook(t.Context(), Query{Worlds: 500})
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(look.Says, "One author: Michael Knights ") {
		t.Errorf("it opens with %q", look.Says)
	}
	for _, s := range append(append(look.Open, look.Outcomes...), look.NotSaid...) {
		if strings.Contains(s, "successor") {
			t.Errorf("it names an heir: %s", s)
		}
	}
}
