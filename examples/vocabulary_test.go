package examples_test

import (
	"encoding/csv"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/examples"
	"underpin/internal/exchange/casebook"
)

func standard(t *testing.T) *underpin.Index {
	t.Helper()
	c, err := casebook.Read(strings.NewReader(examples.Vocabulary), "vocabulary.yaml")
	if err != nil {
		t.Fatal(err)
	}
	return c.Index()
}

// justified lists every relation of the standard vocabulary with the power and the
// control that it gives, and why.
var justified = []struct {
	relation underpin.RelationName
	power    underpin.Power
	control  underpin.Control
	because  string
}{
	{"acquitted", "none", "none", "A court has no power over whom it lets go."},
	{"allied_with", "none", "none", "Allies are equals unless somebody says otherwise."},
	{"appointed", "subject", "partial", "Who appoints is over who is appointed."},
	{"arrested", "none", "none", "An arrest is an act; custody is no chain of command."},
	{"associate_of", "none", "none", "Dealing with each other is no power."},
	{"awarded", "none", "none", "Who gave a contract away holds it no longer."},
	{"beneficial_owner_of", "subject", "share", "A beneficial owner controls by share, or whole where no share is stated."},
	{"born", "", "", "A date has no power."},
	{"chairs", "subject", "full", "A chair leads the board, one at a time."},
	{"charged", "none", "none", "An accusation is no power over the accused."},
	{"commands", "subject", "full", "Command over a force is what the word says."},
	{"contracts_with", "none", "none", "A contract binds both sides alike."},
	{"controls", "subject", "full", "Control by whatever means is what the word says."},
	{"convicted", "none", "none", "A judgement is an act; the court commands nobody."},
	{"designated", "none", "none", "A listing forbids dealings and commands nobody."},
	{"died", "", "", "A date has no power."},
	{"director_of", "none", "none", "One seat among several decides nothing alone, and the company is not over its directors."},
	{"directs", "subject", "partial", "Instructions are command within their matter."},
	{"dissolved", "", "", "A date has no power."},
	{"employed_by", "none", "none", "Wages do not say who gives the orders."},
	{"founded", "", "", "A date has no power."},
	{"heads", "subject", "full", "The post at the head of a body commands it, whoever holds the post."},
	{"held_post", "none", "none", "A former holder commands nothing."},
	{"holds", "subject", "full", "Who holds an asset decides on it."},
	{"holds_post", "subject", "full", "Who holds a post has its power."},
	{"indicted", "none", "none", "An accusation is no power over the accused."},
	{"kin_of", "none", "none", "Kinship alone is no power."},
	{"leads", "subject", "full", "A leader commands the body."},
	{"lends_to", "none", "none", "A loan is no command over the borrower."},
	{"located_in", "none", "none", "A place has no power over who is in it."},
	{"manages", "subject", "full", "A chief executive runs the company."},
	{"member_of", "none", "none", "Membership in a collective hands on no command, to members or from them."},
	{"met", "none", "none", "A meeting says nothing on who has power."},
	{"nominee_for", "object", "full", "A nominee acts on the word of the one behind."},
	{"operates", "subject", "partial", "An operator decides on the running of a thing, and not on its sale."},
	{"opposes", "none", "none", "Opposition is no power."},
	{"owes", "none", "none", "A creditor has a claim and no command."},
	{"owns", "subject", "share", "An owner controls by share, or whole where no share is stated."},
	{"part_of", "object", "full", "A body commands its units."},
	{"partnered_with", "none", "none", "Partners are equals unless somebody says otherwise."},
	{"pays", "none", "none", "Paying is no command."},
	{"post_in", "none", "none", "That a post belongs to a body says nothing on who commands it."},
	{"profits_from", "none", "none", "To profit is no control."},
	{"removed", "none", "none", "A removal is an act, and ends what it is about."},
	{"represents", "object", "partial", "Who is represented decides within the mandate."},
	{"same_as", "none", "none", "One has no power over itself."},
	{"shareholder_of", "subject", "share", "A shareholder controls by share alone."},
	{"sponsors", "subject", "partial", "Arms and funds can be withheld: support, and no command."},
	{"succeeds", "none", "none", "A successor named beforehand holds nothing yet."},
	{"supports", "none", "none", "Goodwill hands on nothing."},
	{"took_part_in", "none", "none", "Attendance is no power."},
	{"took_place", "none", "none", "An event has no power."},
}

func TestARelationHandsOnPowerOnlyForAReason(t *testing.T) {
	x := standard(t)
	listed := map[underpin.RelationName]bool{}
	for _, want := range justified {
		listed[want.relation] = true
		r := x.Relations[want.relation]
		switch {
		case r == nil:
			t.Errorf("there is no relation %s", want.relation)
		case r.Power != want.power || r.Control != want.control:
			t.Errorf("%s has power %s and control %s; want %s and %s: %s", r.Name, r.Power, r.Control, want.power, want.control, want.because)
		case (r.Power == "" || r.Power == "none") != (r.Control == "" || r.Control == "none"):
			t.Errorf("%s has power %s and control %s: it has both or neither", r.Name, r.Power, r.Control)
		case r.Support() != (r.Power == "subject" || r.Power == "object"):
			t.Errorf("%s has power %s and is read as support: %v", r.Name, r.Power, r.Support())
		}
	}
	for name := range x.Relations {
		if !listed[name] {
			t.Errorf("%s is not in the list of what gives power and why", name)
		}
	}
}

func TestEveryWordOfTheStandardVocabularySaysWhatItDoes(t *testing.T) {
	for name, r := range standard(t).Relations {
		if r.Reads == "" || !strings.HasSuffix(r.Note, ".") || strings.Count(r.Note, ". ") > 0 {
			t.Errorf("%s reads %q and says %q: want how it reads, and one sentence", name, r.Reads, r.Note)
		}
		if r.FtM == "" && !r.Class.Traits().Identity {
			t.Errorf("%s names no schema of FollowTheMoney", name)
		}
	}
}

// Where the real case, or a golden one, has a word of the standard vocabulary, it means
// the same. "founded" is a tie there and a date here, and ownership by an unstated
// share is spelled out.
func TestSharedWordsMeanTheSame(t *testing.T) {
	x := standard(t)
	f, err := os.Open(filepath.Join("..", "..", "shared", "case", "relations.tsv"))
	if err != nil {
		t.Skip("the tables of the real case are not there")
	}
	defer f.Close()
	r := csv.NewReader(f)
	r.Comma, r.LazyQuotes = '\t', true
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	at := func(row []string, column string) string { return row[slices.Index(rows[0], column)] }
	shared := 0
	for _, row := range rows[1:] {
		ours := x.Relations[underpin.RelationName(at(row, "relation"))]
		if ours == nil || ours.Bound != "" {
			continue
		}
		shared++
		exclusive := "no"
		if ours.Exclusive {
			exclusive = "yes"
		}
		for column, have := range map[string]string{
			"class": string(ours.Class), "power": string(ours.Power), "sign": ours.Sign, "control": string(ours.Control), "exclusive": exclusive,
		} {
			if want := at(row, column); have != want {
				t.Errorf("%s: %s is %q here and %q in the real case", ours.Name, column, have, want)
			}
		}
	}
	if shared < 15 {
		t.Errorf("only %d words are shared", shared)
	}
}
