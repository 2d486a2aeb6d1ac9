package desk

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/register"
	"underpin/internal/synth"
)

// TestWhatAChangeTouchesIsAllThatItMoves draws drafts on drawn cases, and holds what they
// do, worked out on the part that they touch, against what they do in the whole case.
func TestWhatAChangeTouchesIsAllThatItMoves(t *testing.T) {
	drafts, parts, mistakes, moves := 0, 0, 0, 0
	for seed := range uint64(8) {
		c := synth.Case(synth.CaseConfig{Entities: 40, Claims: 160, Seed: seed})
		c.Sort()
		held := newOpenCase(c, register.Entry{})
		d := &Desk{cfg: Config{}.withDefaults()}
		draw := rand.New(rand.NewPCG(seed, 7))
		for range 24 {
			dr := drawnDraft(draw, c).recorded(underpin.DayOfTime(d.cfg.Now()))
			drafts++
			whole := touched{openCase: held}
			w, err := dr.workOut(held.Case, held.index())
			part, ok := held.touchedBy(&dr)
			if !ok {
				continue
			}
			parts++
			pw, partly := dr.workOut(part.Case, held.index())
			if (err == nil) != (partly == nil) {
				t.Fatalf("seed %d, %s: in the whole %v, in part %v", seed, dr.summary(), err, partly)
			}
			if err != nil {
				mistakes++
				continue
			}
			want, remarks, err := d.effects(t.Context(), whole, w.next, &dr.Put)
			if err != nil {
				t.Fatal(err)
			}
			got, partly2, err := d.effects(t.Context(), part, pw.next, &dr.Put)
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Fatalf("seed %d, %s: - in the whole + in part\n%s", seed, dr.summary(), diff)
			}
			if diff := cmp.Diff(remarks, partly2); diff != "" {
				t.Fatalf("seed %d, %s, remarks: - in the whole + in part\n%s", seed, dr.summary(), diff)
			}
			moves += len(want)
		}
	}
	t.Logf("%d drafts, %d in part, %d with mistakes, %d claims moved", drafts, parts, mistakes, moves)
	if parts*2 < drafts || mistakes == 0 || moves < parts {
		t.Errorf("of %d drafts only %d were worked out in part, %d with mistakes, and %d claims moved", drafts, parts, mistakes, moves)
	}
}

// drawnDraft draws a change of a few records: new ones, or those that are there said
// otherwise.
func drawnDraft(draw *rand.Rand, c *underpin.Case) Draft {
	var dr Draft
	entity := func() underpin.EntityID { return c.Entities[draw.IntN(len(c.Entities))].ID }
	source := func() underpin.SourceID { return c.Sources[draw.IntN(len(c.Sources))].ID }
	claim := func() underpin.ClaimID { return c.Claims[draw.IntN(len(c.Claims))].ID }
	said := func(id underpin.ClaimID) underpin.Testimony {
		t := c.Testimonies[draw.IntN(len(c.Testimonies))]
		t.ID, t.Claim, t.Source, t.Encounter, t.Retracted = underpin.TestimonyID(fmt.Sprintf("new.%d", draw.IntN(1000))), id, source(), "", nil
		if draw.IntN(3) == 0 {
			t.Origin, t.Via = underpin.OriginID(source()), nil
		}
		return t
	}
	for range 1 + draw.IntN(2) {
		switch draw.IntN(9) {
		case 0: // another claim of the same kind, with testimony
			cl := c.Claims[draw.IntN(len(c.Claims))]
			cl.ID = underpin.ClaimID(fmt.Sprintf("k%d", draw.IntN(1000)))
			switch draw.IntN(3) {
			case 0:
				cl.Subject = entity()
			case 1:
				if cl.Object != "" {
					cl.Object = entity()
				}
			}
			dr.Put.Claims = append(dr.Put.Claims, cl)
			dr.Put.Testimonies = append(dr.Put.Testimonies, said(cl.ID))
		case 1:
			dr.Put.Testimonies = append(dr.Put.Testimonies, said(claim()))
		case 2: // withdrawn, or placed on another claim
			t := c.Testimonies[draw.IntN(len(c.Testimonies))]
			if draw.IntN(2) == 0 {
				t.Retracted = &underpin.Retraction{}
			} else {
				t.Claim = claim()
			}
			dr.Put.Testimonies = append(dr.Put.Testimonies, t)
		case 3, 4:
			s := c.Sources[draw.IntN(len(c.Sources))]
			s.Gradings = append(s.Gradings[:len(s.Gradings):len(s.Gradings)], underpin.Grading{Grade: underpin.GradeLetters[draw.IntN(6)]})
			dr.Put.Sources = append(dr.Put.Sources, s)
		case 5:
			s := underpin.Sameness{A: entity(), B: entity(), Verdict: underpin.Verdicts[draw.IntN(3)]}
			s.ID = string(s.A + "." + s.B)
			dr.Put.Samenesses = append(dr.Put.Samenesses, s)
		case 6:
			e := c.Entities[draw.IntN(len(c.Entities))]
			e.Name += " the younger"
			dr.Put.Entities = append(dr.Put.Entities, e)
		case 7: // moved
			cl := c.Claims[draw.IntN(len(c.Claims))]
			cl.Subject, cl.Prior = entity(), .2
			dr.Put.Claims = append(dr.Put.Claims, cl)
		default:
			dr.Put.Entities = append(dr.Put.Entities, underpin.Entity{ID: "somebody-new", Schema: underpin.Person, Name: "Somebody New"})
		}
	}
	return dr
}
