package desk

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// otherwise is a case that differs from another in nothing that a brief may tell: each
// statement whose speaker must not be known is made on another day of its window, code
// names are others, records come in another order, and what is off the record is not there.
func otherwise(c *underpin.Case, seed uint64) *underpin.Case {
	r := rand.New(rand.NewPCG(seed, 1))
	out := *c
	x := c.Index()
	name := func(s underpin.SourceID) underpin.SourceID {
		if src := x.Sources[s]; src != nil && src.Protected {
			return underpin.SourceID(fmt.Sprintf("BIRD-%d", (len(s)*7+int(s[0])*int(s[len(s)-1])+int(seed)*13)%997)) + "-" + underpin.SourceID(strings.ToLower(string(s)))
		}
		return s
	}
	moved := func(d underpin.Date, atRisk bool) underpin.Date {
		if d.IsZero() {
			return d
		}
		first := d.Last.Time().Year()
		last := first
		if atRisk {
			first -= first % 2
			last = first + 1
		}
		a, b := underpin.DayOf(first, 1, 1), underpin.DayOf(last, 12, 31)
		return edtf.Of(a + underpin.Day(r.IntN(int(b-a)+1)))
	}
	out.Testimonies = nil
	for _, t := range c.Testimonies {
		terms := x.TermsOf(&t)
		src := x.Sources[t.Source]
		if terms.Kind == underpin.TermsOffRecord {
			continue
		}
		if src.Protected {
			if e := x.Encounters[t.Encounter]; e != nil && t.Said.IsZero() {
				t.Said = e.Date
			}
			t.Said, t.Learned = moved(t.Said, src.AtRisk), moved(t.Learned, src.AtRisk)
		}
		t.Source = name(t.Source)
		t.Via = append([]underpin.SourceID(nil), t.Via...)
		for k := range t.Via {
			t.Via[k] = name(t.Via[k])
		}
		if x.Origins[t.Origin] == nil {
			t.Origin = underpin.OriginID(name(underpin.SourceID(t.Origin)))
		}
		out.Testimonies = append(out.Testimonies, t)
	}
	out.Sources, out.Origins, out.Encounters = append([]underpin.Source(nil), c.Sources...), append([]underpin.Origin(nil), c.Origins...), append([]underpin.Encounter(nil), c.Encounters...)
	out.Requests, out.Estimates, out.Groups = append([]underpin.Request(nil), c.Requests...), append([]underpin.Estimate(nil), c.Estimates...), append([]underpin.Group(nil), c.Groups...)
	for i := range out.Sources {
		out.Sources[i].ID = name(out.Sources[i].ID)
	}
	for i := range out.Origins {
		out.Origins[i].Resolved, out.Origins[i].CitedBy = name(out.Origins[i].Resolved), name(out.Origins[i].CitedBy)
	}
	for i := range out.Encounters {
		e := &out.Encounters[i]
		if src := x.Sources[e.Source]; src.Protected {
			e.Date = moved(e.Date, src.AtRisk)
		}
		e.Source = name(e.Source)
	}
	for i := range out.Requests {
		out.Requests[i].Source = name(out.Requests[i].Source)
	}
	for i := range out.Estimates {
		e := &out.Estimates[i]
		if src := x.Sources[e.Source]; src != nil && src.Protected {
			e.Made = moved(e.Made, src.AtRisk)
		}
		e.Source = name(e.Source)
	}
	for i := range out.Groups {
		g := &out.Groups[i]
		g.Members = append([]underpin.OriginID(nil), g.Members...)
		for k, m := range g.Members {
			if x.Origins[m] == nil {
				g.Members[k] = underpin.OriginID(name(underpin.SourceID(m)))
			}
		}
	}
	// Ids of testimony are given in the order of the records.
	r.Shuffle(len(out.Testimonies), func(i, j int) { out.Testimonies[i], out.Testimonies[j] = out.Testimonies[j], out.Testimonies[i] })
	for i := range out.Testimonies {
		out.Testimonies[i].ID = underpin.TestimonyID(fmt.Sprintf("t%d", i+1))
	}
	r.Shuffle(len(out.Sources), func(i, j int) { out.Sources[i], out.Sources[j] = out.Sources[j], out.Sources[i] })
	return &out
}

func TestABriefTellsNothingOfWhenAProtectedSourceSpoke(t *testing.T) {
	type tried struct {
		c     *underpin.Case
		brief string
	}
	var cases []tried
	for _, id := range []string{"harbour", "tidewater"} {
		text, err := os.ReadFile(filepath.Join("..", "..", "examples", id, "brief.md"))
		if err != nil {
			t.Fatal(err)
		}
		cases = append(cases, tried{example(t, id), string(text)})
	}
	for seed := range uint64(property.Rounds(30)) {
		c := everythingAsked(synth.Case(synth.CaseConfig{Entities: 14, Claims: 30, Sources: 9, MaxTestimonies: 5, Seed: seed}))
		cases = append(cases, tried{c, allThatMayBePrinted(t, c)})
	}
	for _, c := range cases {
		for seed := range uint64(2) {
			t.Run(fmt.Sprintf("%s %d", c.c.ID, seed), func(t *testing.T) {
				told := pageOf(t, c.c, c.brief)
				if other := pageOf(t, otherwise(c.c, seed), c.brief); told != other {
					a, b := strings.Split(told, "\n"), strings.Split(other, "\n")
					for i := range min(len(a), len(b)) {
						if a[i] != b[i] {
							t.Fatalf("line %d reads\n%.1500s\nand otherwise\n%.1500s", i+1, a[i], b[i])
						}
					}
					t.Fatalf("%d and %d lines", len(a), len(b))
				}
			})
		}
	}
}

// everythingAsked adds to a generated case what a brief can print and no generator makes:
// judgements of each source, sums of money, and a conclusion about a tie of each kind.
func everythingAsked(c *underpin.Case) *underpin.Case {
	first, last := c.Extent()
	x := c.Index()
	for i, s := range c.Sources {
		if slices.ContainsFunc(c.Testimonies, func(t underpin.Testimony) bool {
			return t.Source == s.ID && x.TermsOf(&t).Kind == underpin.TermsOffRecord
		}) {
			continue // its judgement may not be printed
		}
		c.Estimates = append(c.Estimates, underpin.Estimate{
			ID: fmt.Sprintf("f%d", i), Text: "It holds", Wording: "likely", P: .6, Source: s.ID,
			Made: edtf.Of(first + underpin.Day(i)*(last-first)/underpin.Day(len(c.Sources))), Due: edtf.Of(last + 90),
		})
	}
	classes := map[underpin.RelationClass]bool{}
	for _, claim := range c.Claims {
		class := x.Relations[claim.Relation].Class
		if claim.Object == "" || classes[class] {
			continue
		}
		classes[class] = true
		c.Conclusions = append(c.Conclusions, underpin.Conclusion{
			ID: "reaches-" + string(claim.ID), Text: "It is reached", Expr: fmt.Sprintf("after.channels(%q, %q) >= 1", claim.Subject, claim.Object),
		})
	}
	c.Settings.Headline = c.Conclusions[len(c.Conclusions)-1].ID
	return c
}

// allThatMayBePrinted is a brief of all that a case has, each on a line of its own, now and
// on another day, without the lines that are refused.
func allThatMayBePrinted(t *testing.T, c *underpin.Case) string {
	t.Helper()
	_, last := c.Extent()
	at := " at=" + (last - 200).String()
	lines := []string{"# Generated"}
	for _, block := range []string{"network", "network" + at, "shock", "shock" + at, "payments", "requests", "ask", "estimates", "questions", "method", "not-said", "sources"} {
		lines = append(lines, "{{"+block+"}}")
	}
	for _, k := range c.Conclusions {
		lines = append(lines, "[[conclusion "+k.ID+"]]", "[[conclusion "+k.ID+at+"]]", "{{hinges "+k.ID+"}}", "{{hinges "+k.ID+at+"}}")
	}
	for _, claim := range c.Claims {
		lines = append(lines, "[[sentence "+string(claim.ID)+"]] [[credence "+string(claim.ID)+"]]", "[[credence "+string(claim.ID)+at+"]] [[claim "+string(claim.ID)+"]]")
	}
	var refused *Fault
	for range 9 {
		text := strings.Join(lines, "\n\n") + "\n"
		_, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 100}, "text.md", []byte(text), filepath.Join(t.TempDir(), "brief.html"), "")
		var ok bool
		refused, ok = errors.AsType[*Fault](err)
		switch {
		case err == nil:
			return text
		case !ok || refused.Code != BriefRefused:
			t.Fatal(err)
		}
		for _, p := range refused.Problems {
			if p.Severity == "error" && p.Line > 0 {
				lines[(p.Line-1)/2] = ""
			}
		}
	}
	t.Fatalf("the brief is refused again and again: %v", refused.Problems)
	return ""
}

// pageOf is the page of a brief, without the checkpoint of the register: what is
// recorded is what differs.
func pageOf(t *testing.T, c *underpin.Case, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "brief.html")
	if _, err := newDesk(t, c).Brief(t.Context(), Query{Worlds: 100}, "text.md", []byte(text), path, ""); err != nil {
		t.Fatal(err)
	}
	page, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	before, after, _ := strings.Cut(string(page), ", at register checkpoint ")
	_, after, _ = strings.Cut(after, "</p>")
	return before + after
}
