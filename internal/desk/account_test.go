package desk

import (
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"underpin"
)

// flat is what no page of a case of one author announces as history: counts of what
// somebody reaches, and that nobody holds, leads or contests what one account names.
var flat = regexp.MustCompile(`(?i)\bcommands \d+|loses command|has no (leader|commander)|nobody holds|\bcontested\b|unaffected|most paths|still reaches|standing 0\.0|says so until`)

// killed is the article's case of a person whom an event names as killed, and who
// commanded a plural that holds a quay.
func killed(t *testing.T) *underpin.Case {
	t.Helper()
	c := article(t, underpin.BasisReported)
	c.Relations[0].Vacancy = "has no leader"
	c.Relations = append(c.Relations,
		underpin.Relation{Name: "happened", Class: underpin.ClassEvent, HalfLife: underpin.HalfLife{}, Reads: "X happened"})
	c.Entities = append(c.Entities,
		underpin.Entity{ID: "strike", Schema: underpin.Event, Name: "The strike"},
		underpin.Entity{ID: "pier", Schema: underpin.Asset, Name: "The pier"})
	c.Claims = append(c.Claims,
		underpin.Claim{ID: "c5", Subject: "port", Relation: "leads", Object: "salma"},
		underpin.Claim{ID: "c6", Subject: "crew", Relation: "leads", Object: "pier"},
		underpin.Claim{ID: "e1", Subject: "strike", Relation: "happened", Roles: []underpin.Role{{Role: "killed", Entity: "salma"}}, Text: "A strike killed Salma Idris"})
	for _, id := range []string{"c5", "c6", "e1"} {
		s := c.Testimonies[0]
		s.ID, s.Claim = underpin.TestimonyID(id+".1"), underpin.ClaimID(id)
		if id == "e1" {
			s.Held = heldSpan(t, "2020-01-03")
		}
		c.Testimonies = append(c.Testimonies, s)
	}
	return c
}

func TestACaseOfOneAuthorIsToldAsItsAuthorsAccount(t *testing.T) {
	d, ctx, q := newDesk(t, killed(t)), t.Context(), Query{Worlds: 200}
	look, err := d.FirstLook(ctx, q)
	must(t, err)
	said := strings.Join(append(append(append(append([]string{look.Loss}, look.Before...), look.Gone...), look.Stays...), append(look.Open, look.Outcomes...)...), "\n")
	if flat.MatchString(said) {
		t.Errorf("the first screen announces %q in\n%s", flat.FindString(said), said)
	}
	for _, want := range []string{
		"Killed on 3 January 2020: Salma Idris. A strike killed Salma Idris (e1): one author: Ana Ruiz reports it, uncorroborated.",
		"By Ana Ruiz's account as coded, as described for September 2019, lines of command lead from Port Company to",
		"By Ana Ruiz's account as coded, no line of command is left from Port Company to",
		"no other leader is named for Crews", "Not told apart which member of a collective holds them: The pier", "Not a forecast.",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("it does not say %q but\n%s", want, said)
		}
	}
	if !strings.Contains(look.HangsOn[0], "(by Ana Ruiz's account as coded; not a forecast)") {
		t.Errorf("the headline has no frame: %s", look.HangsOn[0])
	}
	if !strings.Contains(look.Caption.Grades, "Ana Ruiz is graded A by us") {
		t.Errorf("grades: %q", look.Caption.Grades)
	}
}

func TestTheFrameIsNeverSaidTwice(t *testing.T) {
	c := killed(t)
	c.Conclusions[0].Text = "By her account as coded, the Port Company has a line to the quay. Not a forecast"
	h, err := newDesk(t, c).Hinges(t.Context(), Query{Worlds: 200}, "k", 0, nil)
	if err != nil || strings.Count(h.Conclusion.Says, "as coded") != 1 || strings.Count(h.Conclusion.Says, "a forecast") != 1 {
		t.Errorf("%v: %s", err, h.Conclusion.Says)
	}
}

func TestNoPersonStandsInTheReachOfALossOfACaseOfOneAuthor(t *testing.T) {
	s, err := newDesk(t, killed(t)).Shock(t.Context(), Query{Worlds: 200}, nil)
	must(t, err)
	text, err := json.Marshal(struct{ Before, After, Items any }{s.Before.Reach, s.After.Reach, s.Items})
	must(t, err)
	if strings.Contains(string(text), "dalal") || strings.Contains(string(text), "Dalal") {
		t.Errorf("a person stands in %s", text)
	}
}

// TestAPersonOfACaseOfOneAuthorIsNotCounted lists a person among those who are said to
// hold a thing, beside no share of worlds.
func TestAPersonOfACaseOfOneAuthorIsNotCounted(t *testing.T) {
	c := killed(t)
	h, err := newDesk(t, c).Held(t.Context(), Query{Worlds: 200}, "crew")
	must(t, err)
	counted := map[underpin.EntityID]bool{}
	for _, w := range h.Ways {
		counted[w.Holder] = w.P > 0
	}
	person := underpin.EntityID("salma")
	if got, met := counted[person]; !met || got {
		t.Errorf("%s: met %v, counted %v in %+v", person, met, got, h.Ways)
	}
}

func TestTheFiguresOfACaseOfOneAuthorAnnounceNothing(t *testing.T) {
	text := "# The quay\n\n[[conclusion k]].\n\n{{network}}\n\n{{shock}}\n\n{{hinges k}}\n\n{{ask}}\n\n{{method}}\n"
	for _, name := range []string{"b.md", "b.html"} {
		path := filepath.Join(t.TempDir(), name)
		_, err := newDesk(t, killed(t)).Brief(t.Context(), Query{Worlds: 200}, "b.md", []byte(text), path, "")
		must(t, err)
		page, err := os.ReadFile(path)
		must(t, err)
		_, body, found := strings.Cut(string(page), "<body>")
		if !found {
			body = string(page)
		}
		if at := flat.FindStringIndex(body); at != nil {
			t.Errorf("%s says …%s…", name, body[max(0, at[0]-80):min(len(body), at[1]+80)])
		}
		for _, want := range []string{"account as coded", "graded A by us", "As described for September 2019"} {
			if !strings.Contains(body, want) {
				t.Errorf("%s does not say %q", name, want)
			}
		}
		if strings.Contains(body, "Words of likelihood follow") {
			t.Errorf("%s names a yardstick whose words it does not use", name)
		}
	}
}
