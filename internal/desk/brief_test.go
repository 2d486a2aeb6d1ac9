package desk

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/shock"
)

// spokenQuay is the quay with one more source, a person without protection, who says on
// background that Dalal leads it, and on the record that Dalal leads the pier.
func spokenQuay(t *testing.T) *underpin.Case {
	c := quay(t)
	c.Settings.ShockAt = date(t, "2018-06-01")
	c.Sources = append(c.Sources, underpin.Source{ID: "fenn", Kind: underpin.SourcePerson, Name: "Dario Fenn", Gradings: []underpin.Grading{{Grade: "A"}}})
	c.Entities = append(c.Entities, underpin.Entity{ID: "pier", Schema: underpin.Asset, Name: "The pier"})
	c.Claims = append(c.Claims, underpin.Claim{ID: "c2", Subject: "dalal", Relation: "leads", Object: "pier"})
	background := c.Testimonies[0]
	background.Source, background.Terms = "fenn", underpin.Terms{Kind: underpin.TermsBackground, Words: "a port official"}
	onRecord := background
	onRecord.ID, onRecord.Claim, onRecord.Terms = "c2.1", "c2", underpin.Terms{Kind: underpin.TermsOnRecord}
	c.Testimonies = []underpin.Testimony{background, onRecord}
	c.Conclusions = []underpin.Conclusion{{ID: "held", Text: "Dalal holds the quay", Expr: `after.command("dalal", "quay")`}}
	return c
}

func written(t *testing.T, c *underpin.Case, text string) (string, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), "brief.md")
	if _, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 200}, "text.md", []byte(text), path, ""); err != nil {
		return "", err
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(page), nil
}

func TestAHingeNamesNobodyWhoSpokeOnBackground(t *testing.T) {
	page, err := written(t, spokenQuay(t), "# The quay\n\n[[conclusion held]].\n")
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(page, "Dalal holds the quay") || strings.Contains(page, "Fenn") {
		t.Errorf("the brief reads:\n%s", page)
	}
	c := spokenQuay(t)
	c.Testimonies[0].Terms = underpin.Terms{Kind: underpin.TermsOnRecord}
	if page, err = written(t, c, "# The quay\n\n[[conclusion held]].\n"); err != nil || !strings.Contains(page, "Dario Fenn") {
		t.Errorf("with all of it on the record: %v\n%s", err, page)
	}
}

func TestTheMapCallsAnEntityByItsLabel(t *testing.T) {
	c := spokenQuay(t)
	c.Entities[1].Label = "East quay"
	path := filepath.Join(t.TempDir(), "brief.html")
	if _, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 200}, "text.md", []byte("# The quay\n\n{{network}}\n"), path, ""); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	_, drawn, _ := strings.Cut(string(page), "<svg")
	drawn, _, _ = strings.Cut(drawn, "</svg>")
	if !strings.Contains(drawn, ">East quay<") || strings.Contains(drawn, ">The quay<") || !strings.Contains(drawn, ">The pier<") {
		t.Errorf("the map reads\n%s", drawn)
	}
}

func TestWhatIsSoByConstructionIsMarkedBesideItsAnswer(t *testing.T) {
	c := spokenQuay(t)
	c.Questions = []underpin.Question{{ID: "q1", Text: "Who holds the quay?"}}
	c.Conclusions[0].About, c.Conclusions[0].ByConstruction = "q1", true
	page, err := written(t, c, "# The quay\n\n[[conclusion held]].\n")
	if err != nil || !strings.Contains(page, "; so by construction, whatever the evidence") {
		t.Errorf("%v\n%s", err, page)
	}
	h, err := newDesk(t, c).Hinges(t.Context(), Query{Worlds: 200}, "held", 0, nil)
	if err != nil || !h.Conclusion.ByConstruction || !strings.HasSuffix(h.Conclusion.Answer, "of worlds; so by construction, whatever the evidence") {
		t.Errorf("%v: %+v", err, h)
	}
}

func TestAnEstimateTakesTheStrictestTermsOfItsSource(t *testing.T) {
	c := spokenQuay(t)
	c.Estimates = []underpin.Estimate{{ID: "e1", Text: "Dalal will be gone by May", Source: "fenn"}}
	page, err := written(t, c, "# The quay\n\n{{estimates}}\n")
	if err != nil || !strings.Contains(page, "gone by May") || strings.Contains(page, "Fenn") {
		t.Errorf("%v\n%s", err, page)
	}
	c.Testimonies[1].Terms = underpin.Terms{Kind: underpin.TermsOffRecord}
	var refused *brief.Refused
	if page, err = written(t, c, "# The quay\n\n{{estimates}}\n"); !errors.As(err, &refused) {
		t.Errorf("%v\n%s", err, page)
	}
}

func TestTheFigureOfCohesionSaysInWhichWorldsDistancesWereComputed(t *testing.T) {
	s := &Study{Case: &underpin.Case{}, Query: Query{Worlds: 2000}}
	for _, test := range []struct {
		name      string
		distances shock.Distances
		want      string
	}{
		{"in all worlds nothing is said", shock.Distances{Worlds: 2000}, ""},
		{"in some it is, with the error", shock.Distances{Worlds: 64, SE: .0123, Change: .004},
			"DF and efficiency are computed in the first 64 of 2,000 worlds; the sampling error of their means is ±0.012, of the change ±0.0040."},
	} {
		t.Run(test.name, func(t *testing.T) {
			fig, err := s.cohesionFigure(&shock.Report{Distances: test.distances})
			if err != nil {
				t.Fatal(err)
			}
			for what, caption := range map[string]string{"figure": fig.Caption, "table": fig.Data.Caption} {
				if test.want == "" && strings.Contains(caption, "first") || !strings.HasSuffix(caption, test.want) {
					t.Errorf("the %s says %q", what, caption)
				}
			}
		})
	}
}
