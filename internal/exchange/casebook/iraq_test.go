package casebook

import (
	"bufio"
	"os"
	"slices"
	"strings"
	"testing"

	"underpin"

	"github.com/google/go-cmp/cmp"
)

// caseTables is where the tables lie from which examples/iraq-2020 was coded. They
// are not part of the project.
const caseTables = "../../../../shared/case/"

// rows reads a table: for each row a map from column to value.
func rows(t *testing.T, name string) []map[string]string {
	t.Helper()
	f, err := os.Open(caseTables + name)
	if os.IsNotExist(err) {
		t.Skip("the tables of the case are not here")
	}
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var columns []string
	var list []map[string]string
	for s := bufio.NewScanner(f); s.Scan(); {
		values := strings.Split(s.Text(), "\t")
		if columns == nil {
			columns = values
			continue
		}
		row := map[string]string{}
		for i, v := range values {
			row[columns[i]] = v
		}
		list = append(list, row)
	}
	return list
}

// iraq reads the example.
func iraq(t *testing.T) (*underpin.Case, *underpin.Index) {
	t.Helper()
	text, err := os.ReadFile("../../../examples/iraq-2020/casebook.yaml")
	if err != nil {
		t.Fatal(err)
	}
	c := imported(t, text)
	return c, c.Index()
}

// same compares one value of a row.
func same(t *testing.T, row map[string]string, what, got, want string) {
	t.Helper()
	if got != want {
		t.Errorf("row %v: %s is %q, want %q", row, what, got, want)
	}
}

// joined writes ids as the tables do.
func joined[S ~string](list []S) string {
	words := make([]string, len(list))
	for i, s := range list {
		words[i] = string(s)
	}
	return strings.Join(words, ";")
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

// noHolder stands in the tables where a view has no stated holder. The model has a
// value for it, and no entity.
const noHolder = "unstated-holder"

// spelledBy are the marks in the tables of an alias that is not in the article, by
// the source that spells it so.
var spelledBy = map[underpin.SourceID]string{"": "", "official-list": " (official list)", "general-knowledge": " (not in the article)"}

func TestIraqHasEveryEntity(t *testing.T) {
	_, x := iraq(t)
	for _, row := range rows(t, "entities.tsv") {
		if row["id"] == noHolder {
			continue
		}
		e := x.Entities[underpin.EntityID(row["id"])]
		if e == nil {
			t.Errorf("no entity %s", row["id"])
			continue
		}
		same(t, row, "schema", string(e.Schema), row["schema"])
		same(t, row, "name", e.Name, row["name"])
		same(t, row, "label", e.Label, row["label"])
		same(t, row, "collective", yes(e.Collective), row["collective"])
		same(t, row, "note", e.Note, row["note"])
		var aka []string
		for _, a := range e.Aliases {
			mark, known := spelledBy[a.Source]
			if !known {
				t.Errorf("%s is spelled so by %s", a.Name, a.Source)
			}
			aka = append(aka, a.Name+mark)
		}
		same(t, row, "aka", strings.Join(aka, ";"), row["aka"])
	}
}

func TestIraqHasEveryRelation(t *testing.T) {
	_, x := iraq(t)
	for _, row := range rows(t, "relations.tsv") {
		r := x.Relations[underpin.RelationName(row["relation"])]
		if r == nil {
			t.Errorf("no relation %s", row["relation"])
			continue
		}
		same(t, row, "inverse", r.Inverse, row["inverse"])
		same(t, row, "class", string(r.Class), row["class"])
		same(t, row, "power", string(r.Power), row["power"])
		same(t, row, "sign", r.Sign, row["sign"])
		same(t, row, "control", string(r.Control), row["control"])
		same(t, row, "exclusive", yes(r.Exclusive), strings.TrimPrefix(row["exclusive"], "no"))
		same(t, row, "half_life", halfLife(r.HalfLife), row["half_life"])
		same(t, row, "ftm", r.FtM, row["ftm"])
		same(t, row, "reads", r.Reads, row["reads"])
	}
}

func TestIraqHasEveryClaim(t *testing.T) {
	_, x := iraq(t)
	for _, row := range rows(t, "claims.tsv") {
		c := x.Claims[underpin.ClaimID(row["id"])]
		if c == nil || len(x.ByClaim[c.ID]) == 0 {
			t.Errorf("no claim %s, or nobody says so", row["id"])
			continue
		}
		same(t, row, "subject", string(c.Subject), row["subject"])
		same(t, row, "relation", string(c.Relation), row["relation"])
		same(t, row, "object", string(c.Object)+c.Value.Text, row["object"])
		same(t, row, "holder", strings.Replace(joined(c.Holders), string(underpin.HolderUnstated), noHolder, 1), row["holder"])
		text := c.Text
		if c.Note != "" {
			text += " (" + strings.ToLower(c.Note[:1]) + c.Note[1:] + ")"
		}
		same(t, row, "text", text, row["text"])
		checkSaid(t, row, x.ByClaim[c.ID][0])
	}
}

// checkSaid compares a row with the testimony of the article, or of general
// knowledge.
func checkSaid(t *testing.T, row map[string]string, s *underpin.Testimony) {
	t.Helper()
	source, note := "article", string(s.Origin)
	switch row["basis"] {
	case "background":
		source = "general-knowledge"
	case "assessed", "inferred":
		note = s.Locator
		same(t, row, "origin", string(s.Origin), "")
	}
	same(t, row, "source", string(s.Source), source)
	same(t, row, "note", note, row["note"])
	same(t, row, "basis", string(s.Basis), row["basis"])
	same(t, row, "polarity", string(s.Polarity), "affirm")
	same(t, row, "attested", s.Attested.EDTF, row["attested"])
	same(t, row, "learned", s.Learned.EDTF, "2020-01")
	same(t, row, "wording", s.Wording, row["wording"])
	held := row["from"] + "/" + row["to"]
	if row["from"] == row["to"] {
		held = row["from"]
	}
	same(t, row, "held", s.Held.EDTF, held)
}

func TestIraqHasEveryEvent(t *testing.T) {
	_, x := iraq(t)
	for _, row := range rows(t, "events.tsv") {
		c := x.Claims[underpin.ClaimID(row["id"])]
		if c == nil || len(x.ByClaim[c.ID]) != 1 {
			t.Errorf("no event %s", row["id"])
			continue
		}
		e, s := x.Entities[c.Subject], x.ByClaim[c.ID][0]
		same(t, row, "schema", string(e.Schema), row["schema"])
		same(t, row, "name", e.Name, row["name"])
		same(t, row, "date", s.Held.EDTF, row["date"])
		same(t, row, "origin", string(s.Origin), row["note"])
		same(t, row, "text", c.Note, row["text"])
		var roles []string
		for _, r := range c.Roles {
			roles = append(roles, string(r.Entity)+":"+r.Role)
		}
		same(t, row, "participants", strings.Join(roles, ";"), row["participants"])
	}
}

func TestIraqHasTheContradictionWithItsRelay(t *testing.T) {
	_, x := iraq(t)
	for _, row := range rows(t, "testimony.tsv") {
		s := x.Testimonies[underpin.TestimonyID(row["id"])]
		if s == nil {
			t.Errorf("no testimony %s", row["id"])
			continue
		}
		source, toldBy := string(s.Source), ""
		if row["told_by"] != "" { // whose word it is, told by another
			source, toldBy = string(s.Origin), string(s.Source)
			if len(s.Via) > 0 {
				source = joined(s.Via)
			}
		}
		note := s.Locator
		if _, place := x.Origins[s.Origin]; place {
			note = string(s.Origin)
		}
		same(t, row, "source", source, row["source"])
		same(t, row, "told_by", toldBy, row["told_by"])
		same(t, row, "origin", string(s.Origin), row["origin"])
		same(t, row, "claim", string(s.Claim), row["claim"])
		same(t, row, "polarity", string(s.Polarity), row["polarity"])
		same(t, row, "interest", strings.Replace(string(s.Interest), "neutral", "unknown", 1), row["interest"])
		same(t, row, "note", note, row["note"])
		same(t, row, "text", s.Note, row["text"])
		same(t, row, "attested", s.Attested.EDTF, row["attested"])
	}
}

func TestIraqHasEveryConclusion(t *testing.T) {
	c, _ := iraq(t)
	for _, row := range rows(t, "conclusions.tsv") {
		i := slices.IndexFunc(c.Conclusions, func(k underpin.Conclusion) bool { return k.ID == row["id"] })
		if i < 0 {
			t.Errorf("no conclusion %s", row["id"])
			continue
		}
		k := c.Conclusions[i]
		same(t, row, "text", k.Text, row["text"])
		same(t, row, "expr", k.Expr, row["expr"])
		same(t, row, "at", k.At.EDTF, row["at"])
		same(t, row, "about", k.About, row["about"])
		same(t, row, "by_construction", yes(k.ByConstruction), strings.TrimPrefix(row["by_construction"], "no"))
	}
}

func TestIraqHasEveryQuestionEstimateAndFact(t *testing.T) {
	c, _ := iraq(t)
	questions, estimates, facts := map[string]underpin.Question{}, map[string]underpin.Estimate{}, map[string]underpin.Fact{}
	for _, q := range c.Questions {
		questions[q.ID] = q
	}
	for _, e := range c.Estimates {
		estimates[e.ID] = e
	}
	for _, f := range c.Method {
		facts[f.Item] = f
	}
	for _, row := range rows(t, "questions.tsv") {
		same(t, row, "text", questions[row["id"]].Text, row["text"])
	}
	for _, row := range rows(t, "estimates.tsv") {
		e := estimates[row["id"]]
		same(t, row, "text", e.Text, row["text"])
		same(t, row, "wording", e.Wording, row["wording"])
		same(t, row, "about", joined(e.About), row["about"])
		same(t, row, "made", e.Made.EDTF, row["made"])
		same(t, row, "source", string(e.Source), "article")
	}
	for _, row := range rows(t, "method.tsv") {
		f := facts[row["item"]]
		same(t, row, "value", f.Value, row["value"])
		same(t, row, "text", f.Text, row["text"])
	}
}

func TestIraqAddsNothingToTheTables(t *testing.T) {
	c, x := iraq(t)
	count := func(name string) int { return len(rows(t, name)) }
	for _, n := range []struct {
		what      string
		got, want int
	}{
		{"entities", len(c.Entities), count("entities.tsv") - 1 + count("events.tsv")},
		{"relations", len(c.Relations), count("relations.tsv") + 1},
		{"claims", len(c.Claims), count("claims.tsv") + count("events.tsv")},
		{"testimonies", len(c.Testimonies), count("claims.tsv") + count("events.tsv") + count("testimony.tsv")},
		{"conclusions", len(c.Conclusions), count("conclusions.tsv")},
		{"questions", len(c.Questions), count("questions.tsv")},
		{"estimates", len(c.Estimates), count("estimates.tsv")},
		{"facts", len(c.Method), count("method.tsv")},
	} {
		if n.got != n.want {
			t.Errorf("%d %s, want %d", n.got, n.what, n.want)
		}
	}
	for _, id := range []underpin.OriginID{"N1", "N3"} {
		if o := x.Origins[id]; o == nil || o.Resolved != "article" {
			t.Errorf("%s, the author's own article, is a second voice", id)
		}
	}
	for _, s := range c.Testimonies {
		if s.Basis == underpin.BasisBackground && s.Source != "general-knowledge" {
			t.Errorf("%s gives background to the article", s.ID)
		}
	}
}

func TestTheHeadOfIraqIsThatOfItsGuide(t *testing.T) {
	c, _ := iraq(t)
	s := c.Settings
	if !strings.Contains(s.Notice, "one origin, uncorroborated in this file") {
		t.Errorf("the notice is %q", s.Notice)
	}
	want := underpin.Settings{
		Title: "Iraq, September 2019 to January 2020, by one author's account", Notice: s.Notice, AsOf: s.AsOf, ShockAt: s.ShockAt,
		Lose: []underpin.LossID{"soleimani", "muhandis"}, Roots: s.Roots, SingleAuthor: "article", NoHeirs: true,
	}
	if diff := cmp.Diff(want, s); diff != "" || s.AsOf.EDTF != "2019-09-30" || s.ShockAt.EDTF != "2020-01-03" {
		t.Errorf("as of %s, lost on %s\n%s", s.AsOf, s.ShockAt, diff)
	}
	for i := range c.Sources { // the grade of the article is ours
		if g := c.Sources[i].Gradings; c.Sources[i].ID == "article" && (len(g) != 1 || !strings.Contains(g[0].Why, "Our grade")) {
			t.Errorf("the article is graded %v", g)
		}
	}
}
