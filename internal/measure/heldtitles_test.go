package measure_test

import (
	"fmt"
	"testing"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// Firms that all own each other lead to one of them by more chains than could be followed.
func TestHeldEndsWhereFirmsOwnEachOther(t *testing.T) {
	const worlds = 130
	for _, tt := range []struct {
		firms, ways int
		cut         bool
	}{
		{5, 4 + 4*3 + 4*3*2 + 4*3*2*1, false},
		{12, 11 + 250, true}, // the direct ones, and the most probable of the others
	} {
		c := circleOfFirms(tt.firms)
		p, err := snapshot.New(c, nil, snapshot.TieFilter{})
		if err != nil {
			t.Fatal(err)
		}
		w := draw(len(c.Claims), worlds, .9, 1)
		f := p.Shareholdings(w, 0, worlds)
		all, err := measure.Held(t.Context(), f, w, 0, measure.NewOwnership(f), "f0", measure.UsualBounds)
		if err != nil {
			t.Fatal(err)
		}
		if len(all.Ways) != tt.ways || all.Cut != tt.cut {
			t.Errorf("%d firms: %d ways, cut %t; want %d, %t", tt.firms, len(all.Ways), all.Cut, tt.ways, tt.cut)
		}
		least, worst := 1.0, 1.0 // of all ways, and of those of two claims
		for _, way := range all.Ways {
			if least = min(least, way.P); len(way.Claims) == 2 {
				worst = min(worst, way.P)
			}
		}
		if tt.cut && worst < .75 || least == 0 {
			t.Errorf("%d firms: a way of two claims has %.3f, any %.3f", tt.firms, worst, least)
		}
	}
}

// circleOfFirms is a case in which each firm owns each other.
func circleOfFirms(n int) *underpin.Case {
	c := &underpin.Case{ID: "circle", Relations: []underpin.Relation{{
		Name: "owns", Inverse: "owned by", Class: underpin.ClassOwnership, Power: underpin.PowerSubject, Sign: "+",
		Control: underpin.ControlFull, HalfLife: underpin.HalfLife{Years: 8},
	}}}
	firm := func(i int) underpin.EntityID { return underpin.EntityID(fmt.Sprint("f", i)) }
	for i := range n {
		c.Entities = append(c.Entities, underpin.Entity{ID: firm(i), Schema: underpin.Company, Name: string(firm(i))})
		for k := range n {
			if k != i {
				c.Claims = append(c.Claims, underpin.Claim{ID: underpin.ClaimID(fmt.Sprint("c", len(c.Claims))), Subject: firm(i), Relation: "owns", Object: firm(k)})
			}
		}
	}
	return c
}
