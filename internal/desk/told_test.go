package desk

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
)

// article returns the case of the quay as one author tells it, on a basis.
func article(t *testing.T, b underpin.Basis) *underpin.Case {
	t.Helper()
	c := quay(t)
	c.Settings.SingleAuthor, c.Settings.AsOf = "gazette", date(t, "2019-09-30")
	c.Settings.Roots, c.Settings.ShockAt, c.Settings.Lose = []underpin.EntityID{"port"}, date(t, "2020-01-03"), []underpin.LossID{"salma"}
	c.Sources[0].Author = "Ana Ruiz"
	c.Entities = append(c.Entities,
		underpin.Entity{ID: "port", Schema: underpin.PublicBody, Name: "Port Company"},
		underpin.Entity{ID: "salma", Schema: underpin.Person, Name: "Salma Idris"},
		underpin.Entity{ID: "crew", Schema: underpin.Organization, Name: "Crews", Collective: true})
	c.Claims = append(c.Claims,
		underpin.Claim{ID: "c2", Subject: "port", Relation: "leads", Object: "dalal"},
		underpin.Claim{ID: "c3", Subject: "salma", Relation: "leads", Object: "crew"})
	for _, id := range []string{"c2", "c3"} {
		s := c.Testimonies[0]
		s.ID, s.Claim = underpin.TestimonyID(id+".1"), underpin.ClaimID(id)
		c.Testimonies = append(c.Testimonies, s)
	}
	c.Testimonies[0].Basis = b
	c.Conclusions = []underpin.Conclusion{{ID: "k", Text: "The Port Company has a line to the quay", Expr: `after.command("port", "quay")`}}
	return c
}

// TestWhatIsReadOutOfASourceIsOurReadingOnEverySurface asks each surface of a claim on
// each basis: all of them name who, and only what we infer is a reading.
func TestWhatIsReadOutOfASourceIsOurReadingOnEverySurface(t *testing.T) {
	for _, b := range append([]underpin.Basis{""}, underpin.Bases...) {
		t.Run(string(b), func(t *testing.T) {
			d, ctx, q := newDesk(t, article(t, b)), t.Context(), Query{Worlds: 400}
			said := map[string]string{}
			shown, err := d.Show(ctx, q, "c1")
			must(t, err)
			said["show"], said["testimony"] = shown.Says, shown.Testimony[0].Sentence
			hits, err := d.Find(ctx, q, "Dalal leads", []underpin.RecordKind{underpin.KindClaim}, 1)
			must(t, err)
			said["find"] = hits[0].Hits[0].Says
			held, err := d.Held(ctx, q, "quay")
			must(t, err)
			said["held"] = held.Ways[0].Says[0]
			want := underpin.Saying("Ana Ruiz", b, underpin.Affirm)
			for surface, text := range said {
				if !strings.Contains(strings.ToLower(text), strings.ToLower(want)) {
					t.Errorf("%s: %q, want %q", surface, text, want)
				}
			}
			matrix, err := d.Matrix(ctx, q, nil, 0)
			must(t, err)
			hinges, err := d.Hinges(ctx, q, "k", 0, nil)
			must(t, err)
			asked, err := d.Ask(ctx, q, "k")
			must(t, err)
			look, err := d.FirstLook(ctx, q)
			must(t, err)
			path := filepath.Join(t.TempDir(), "brief.md")
			_, err = d.Brief(ctx, q, "b.md", []byte("# The quay\n\nThe quay is led.[[claim c1]]\n\n[[conclusion k]].\n\n{{network}}\n\n{{hinges k}}\n\n{{ask}}\n"), path, "")
			must(t, err)
			page, err := os.ReadFile(path)
			must(t, err)
			for surface, text := range map[string]string{
				"matrix": matrix.Rows[0].Sentence, "hinges": hinges.Conclusion.Answer + labels(hinges), "ask": asked.Conclusion.Answer + asked.Sentences[0],
				"first screen": strings.Join(look.HangsOn, " "), "brief": string(page),
			} {
				reading := strings.Contains(strings.ToLower(text), "our reading of ana ruiz") || strings.Contains(text, "a reading of ours")
				if reading != (b == underpin.BasisInferred) {
					t.Errorf("%s: %q", surface, text)
				}
				if b == underpin.BasisInferred && strings.Contains(text, "says so") {
					t.Errorf("%s: %q", surface, text)
				}
			}
			// The line of the headline itself says that it rests on one reading.
			for surface, line := range map[string]string{"hinges": hinges.Conclusion.Answer, "ask": asked.Conclusion.Answer, "first screen": look.HangsOn[0]} {
				if got := strings.Contains(line, "it hangs on a reading of ours (c1)"); got != (b == underpin.BasisInferred) {
					t.Errorf("%s: %q", surface, line)
				}
			}
		})
	}
}

func labels(h *Hinging) string {
	var b strings.Builder
	for _, x := range h.Hinges {
		b.WriteString(" " + x.Label)
	}
	return b.String()
}

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestTheMapMarksReadingsAndGivesNoArrowToWhoOnlyBacks draws a tie that we read out of an
// article, and one of support.
func TestTheMapMarksReadingsAndGivesNoArrowToWhoOnlyBacks(t *testing.T) {
	draw := func(b underpin.Basis, class underpin.RelationClass) string {
		c := article(t, b)
		c.Relations[0].Class = class
		s, err := newDesk(t, c).study(t.Context(), Query{}, false)
		must(t, err)
		x, err := s.network(t.Context())
		must(t, err)
		return string(x.Figures[0].SVG)
	}
	said, read, backed := draw(underpin.BasisReported, underpin.ClassCommand), draw(underpin.BasisInferred, underpin.ClassCommand), draw(underpin.BasisReported, underpin.ClassSupport)
	if strings.Contains(said, "our reading") || !strings.Contains(read, "our reading of a source") || !strings.Contains(read, "our reading of Ana Ruiz") {
		t.Errorf("readings are not marked apart:\n%s", read)
	}
	if !strings.Contains(said, "has power over") || strings.Contains(backed, "has power over") {
		t.Errorf("an arrow says power of a tie of support:\n%s", backed)
	}
}

func TestOfSeveralVoicesThoseThatWeReadAreSaid(t *testing.T) {
	c := article(t, underpin.BasisInferred)
	c.Sources = append(c.Sources, underpin.Source{ID: "herald", Kind: underpin.SourceDocument, Name: "Herald", Gradings: []underpin.Grading{{Grade: "B"}}})
	second := c.Testimonies[0]
	second.ID, second.Source = "c1.2", "herald"
	for basis, want := range map[underpin.Basis]string{
		underpin.BasisReported: "from 2 independent origins; in part our reading of Ana Ruiz",
		underpin.BasisInferred: "from 2 independent origins; our reading of Ana Ruiz and Herald",
	} {
		second.Basis = basis
		both := *c
		both.Testimonies = append(append([]underpin.Testimony{}, c.Testimonies...), second)
		shown, err := newDesk(t, &both).Show(t.Context(), Query{}, "c1")
		if err != nil || !strings.HasSuffix(shown.Says, want) {
			t.Errorf("%v: %q, want %q", err, shown.Says, want)
		}
	}
}

// TestAnEndIsToldOnlyWhereTheTestimonyStatesOne holds "until" to what was said.
func TestAnEndIsToldOnlyWhereTheTestimonyStatesOne(t *testing.T) {
	for span, want := range map[string]string{
		"2018-05/..": "from May 2018 on", "2018-05/": "from May 2018", "2018-05/2019": "from May 2018 to 2019", "/2019": "until 2019", "": "",
	} {
		c := article(t, underpin.BasisReported)
		c.Testimonies[0].Held = underpin.Span{}
		if span != "" {
			c.Testimonies[0].Held = heldSpan(t, span)
		}
		shown, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
		must(t, err)
		got := shown.Testimony[0].Sentence
		if !strings.Contains(got, want) || strings.Contains(got, "until") != (span == "/2019") {
			t.Errorf("%q: %q, want %q", span, got, want)
		}
	}
}

// TestWhatNobodyDatesIsNotDated holds a designation, a founding and an act without a
// date apart from one that does not stand.
func TestWhatNobodyDatesIsNotDated(t *testing.T) {
	for _, x := range []struct {
		name     string
		life     underpin.HalfLife
		held     string
		attested string
		at       string
		want     string
		stands   bool
	}{
		{"a designation that nobody dates", underpin.HalfLife{Never: true}, "", "2019-09-12", "2019-09-12", "not dated; attested on 12 September 2019", true},
		{"before it is attested", underpin.HalfLife{Never: true}, "", "2019-09", "2019-08-01", "not dated; attested in September 2019", false},
		{"a designation with its date", underpin.HalfLife{Never: true}, "2018-03-01/..", "", "2019-09-12", "", true},
		{"a founding that nobody dates", underpin.HalfLife{}, "", "2019-08", "2019-09-30", "not dated; attested in August 2019", false},
		{"an act off its day", underpin.HalfLife{}, "2019-05~", "2019-09", "2019-09-30", "an act, told for about May 2019; it has no standing on any other day", false},
		{"an act on its day", underpin.HalfLife{}, "2019-05-14", "", "2019-05-14", "", true},
		{"what fades is another matter", underpin.HalfLife{Years: 2}, "", "2019-09-12", "2019-09-12", "", true},
	} {
		c := article(t, underpin.BasisReported)
		c.Relations = append(c.Relations, underpin.Relation{Name: "names", Class: underpin.ClassDesignation, HalfLife: x.life, Reads: "X names Y"})
		c.Claims = append(c.Claims, underpin.Claim{ID: "c4", Subject: "port", Relation: "names", Object: "crew"})
		said := underpin.Testimony{ID: "c4.1", Claim: "c4", Source: "gazette", Polarity: underpin.Affirm, Learned: date(t, "2020-01")}
		if x.held != "" {
			said.Held = heldSpan(t, x.held)
		}
		if x.attested != "" {
			said.Attested = date(t, x.attested)
		}
		c.Testimonies = append(c.Testimonies, said)
		shown, err := newDesk(t, c).Show(t.Context(), Query{At: x.at}, "c4")
		must(t, err)
		if shown.Dating != x.want || shown.Standing > 0 != x.stands {
			t.Errorf("%s: %q, standing %.2f", x.name, shown.Dating, shown.Standing)
		}
	}
}

// TestAViewSaysWhoseItIsWithoutATextOfItsOwn words a view that has no sentence.
func TestAViewSaysWhoseItIsWithoutATextOfItsOwn(t *testing.T) {
	for holder, want := range map[underpin.EntityID]string{
		"salma": "As Salma Idris sees it, Maryam Dalal leads The quay", underpin.HolderUnstated: "In a view whose holder is not stated, Maryam Dalal leads The quay",
	} {
		c := article(t, underpin.BasisPerceived)
		c.Claims[0].Holders = []underpin.EntityID{holder}
		shown, err := newDesk(t, c).Show(t.Context(), Query{}, "c1")
		if err != nil || shown.Sentence != want {
			t.Errorf("%v: %q, want %q", err, shown.Sentence, want)
		}
	}
}

func heldSpan(t *testing.T, text string) underpin.Span {
	t.Helper()
	s, err := edtf.ParseSpan(text)
	must(t, err)
	return s
}
