package hinge_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
	"underpin/internal/snapshot"
	"underpin/internal/synth"
	"underpin/internal/synth/property"
)

// askedBetween are expressions that what lies between two entities decides, of every kind.
var askedBetween = []string{
	`before.command(%[1]q, %[2]q)`,
	`before.support(%[1]q, %[2]q) && !after.support(%[1]q, %[2]q)`,
	`after.channels(%[1]q, %[2]q)`,
	`after.holds(%[1]q, %[2]q) || after.command(%[2]q, %[3]q)`,
	`on("2018-06").command(%[1]q, %[2]q) != after.command(%[1]q, %[2]q)`,
	`on("2017").without(%[3]q).channels(%[1]q, %[2]q) + on("2018").channels(%[1]q, %[2]q)`,
	`after.command(%[1]q, %[2]q) ? before.channels(%[2]q, %[3]q) : before.channels(%[1]q, %[3]q)`,
	`before.command(%[1]q, %[2]q) || before.support(%[2]q, %[1]q)`,
}

// relevantPart is a case with the claims alone that bear on the answer of an expression.
func relevantPart(t rapid.TB, c *underpin.Case, expr string, keep conclusion.Kept) *underpin.Case {
	t.Helper()
	k, err := conclusion.Find(c, expr)
	if err != nil {
		t.Fatal(err)
	}
	p, err := snapshot.New(c, nil, snapshot.TieFilter{})
	if err != nil {
		t.Fatal(err)
	}
	kept := k.Relevant(p, keep)
	if kept == nil {
		t.Fatalf("%s is taken to ask about the whole network", expr)
	}
	part, in := *c, map[underpin.ClaimID]bool{}
	part.Claims, part.Testimonies = nil, nil
	for i := range c.Claims {
		if kept[i] {
			part.Claims = append(part.Claims, c.Claims[i])
			in[c.Claims[i].ID] = true
		}
	}
	for i := range c.Testimonies {
		if in[c.Testimonies[i].Claim] {
			part.Testimonies = append(part.Testimonies, c.Testimonies[i])
		}
	}
	first, last := c.Extent()
	part.Whole = &underpin.DayRange{First: first, Last: last}
	return &part
}

// What does not lie between the two who are asked about decides nothing: without it all
// worlds answer as they do in the whole case, and what changes the answer there changes it as
// much.
func TestWhatDoesNotLieBetweenDecidesNothing(t *testing.T) {
	smaller := 0
	property.Check(t, func(t *rapid.T) {
		c := synth.Case(synth.CaseConfig{
			Entities: rapid.IntRange(12, 60).Draw(t, "entities"), Claims: rapid.IntRange(10, 110).Draw(t, "claims"),
			Sources: 9, MaxTestimonies: 3, Seed: rapid.Uint64Range(0, 1<<32).Draw(t, "seed"),
		})
		entity := rapid.Map(rapid.IntRange(0, len(c.Entities)-1), func(i int) underpin.EntityID { return c.Entities[i].ID })
		a, b, x := entity.Draw(t, "a"), entity.Draw(t, "b"), entity.Draw(t, "x")
		expr := fmt.Sprintf(rapid.SampledFrom(askedBetween).Draw(t, "expression"), a, b, x)
		var lose []underpin.EntityID
		if rapid.Bool().Draw(t, "a loss") {
			lose = append(lose, entity.Draw(t, "lost"))
		}
		edits := evidence.Edits{}
		if rapid.Bool().Draw(t, "a what-if") {
			edits.Without = []underpin.SourceID{c.Sources[2].ID}
			edits.Reject = []underpin.ClaimID{c.Claims[rapid.IntRange(0, len(c.Claims)-1).Draw(t, "rejected")].ID}
		}
		whole, err := tryBench(t, c, edits, expr, lose, 90, 5)
		part := relevantPart(t, c, expr, conclusion.Kept{Entities: lose, Claims: edits.Reject})
		few, fault := tryBench(t, part, edits, expr, lose, 90, 5)
		if fmt.Sprint(err) != fmt.Sprint(fault) {
			t.Fatalf("the whole says %v, the part %v", err, fault)
		}
		if err != nil {
			return
		}
		if diff := cmp.Diff(whole.base.Values, few.base.Values); diff != "" {
			t.Fatalf("%s with %d of %d claims (-whole +part):\n%s", expr, len(part.Claims), len(c.Claims), diff)
		}
		if len(part.Claims) < len(c.Claims) {
			smaller++
		}
		sameHinges(t, whole, few)
	})
	if smaller == 0 {
		t.Error("nothing was ever left out")
	}
}

// sameHinges takes every premise out of the whole case and of its part.
func sameHinges(t *rapid.T, whole, few *bench) {
	var all, left []hinge.Ref
	c := whole.model.Case()
	for i := range c.Sources {
		all = append(all, hinge.Ref{Kind: hinge.Source, ID: string(c.Sources[i].ID)})
	}
	for i := range c.Origins {
		all = append(all, hinge.Ref{Kind: hinge.Origin, ID: string(c.Origins[i].ID)})
	}
	for i := range c.Claims {
		ref := hinge.Ref{Kind: hinge.Claim, ID: string(c.Claims[i].ID)}
		if _, in := few.model.Claim(c.Claims[i].ID); in {
			all = append(all, ref)
		} else {
			left = append(left, ref)
		}
	}
	want, got := taken(t, whole, all), taken(t, few, all)
	if diff := cmp.Diff(want, got); diff != "" {
		t.Fatalf("without each premise (-whole +part):\n%s", diff)
	}
	for _, h := range taken(t, whole, left) {
		if h.Delta != 0 || h.Flips {
			t.Fatalf("%s %s changes the answer by %g, and does not lie between", h.Kind, h.ID, h.Delta)
		}
	}
}

// taken are the hinges of premises, without how many worlds had to be answered again for each.
func taken(t *rapid.T, b *bench, refs []hinge.Ref) []hinge.Hinge {
	r, err := hinge.Find(t.Context(), b.base, hinge.Config{Largest: -1, Named: refs})
	if err != nil {
		t.Fatal(err)
	}
	out := slices.Clone(r.Hinges)
	for i := range out {
		out[i].Changed = 0
	}
	return out
}
