package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
)

func TestASearchInAnyScriptFindsWhoAndWhatIsSaid(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	for _, tt := range []struct{ is, words, first, claim string }{
		{"an alef without hamza", "ادريس قورفات", "idris-qorvat", "c27"},
		{"vowel marks", "قُورْفَات", "idris-qorvat", "c27"},
		{"the stroke that lengthens", "مريـــم", "maryam-dalal", "c25"},
		{"heh for teh marbuta", "هيئه الميناء", "harbour-authority", "c27"},
		{"Cyrillic in capitals", "АРБАН ЛАЙНС", "arban-lines", ""},
		{"another spelling", "Korvat", "idris-qorvat", "c27"},
	} {
		t.Run(tt.is, func(t *testing.T) {
			f, err := d.Search(t.Context(), Query{}, tt.words, 100)
			if err != nil || len(f.Entities) == 0 || f.Entities[0].Entity != underpin.EntityID(tt.first) {
				t.Fatalf("%+v, %v", f, err)
			}
			if tt.claim != "" && !slices.ContainsFunc(f.Claims, func(c FoundClaim) bool { return c.Claim == underpin.ClaimID(tt.claim) }) {
				t.Errorf("%s is not among %d claims", tt.claim, len(f.Claims))
			}
		})
	}
}

func TestASearchRanksByTheBestOfTheNames(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	f, err := d.Search(t.Context(), Query{}, "harbour authority", 2)
	if err != nil || len(f.Entities) != 2 || f.Entities[0].Entity != "harbour-authority" {
		t.Fatalf("%+v, %v", f, err)
	}
	if f.OfClaims <= 2 || len(f.Claims) != 2 {
		t.Errorf("%d of %d claims", len(f.Claims), f.OfClaims)
	}
	none, err := d.Search(t.Context(), Query{}, strings.Repeat("\u064e", 40), 2)
	if err != nil || len(none.Entities)+len(none.Claims)+len(none.Others) != 0 {
		t.Errorf("marks alone find %+v, %v", none, err)
	}
}
