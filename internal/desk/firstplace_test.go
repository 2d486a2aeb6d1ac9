package desk

import (
	"math"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/conclusion"
)

// sharedQuay is a quay that two lead together: each has one tie where both hold, and
// then neither alone comes first by degree.
func sharedQuay(t *testing.T) *underpin.Case {
	c := quay(t)
	c.Settings.ShockAt = date(t, "2018-06-01")
	c.Relations[0].Exclusive = false
	c.Entities = append(c.Entities, underpin.Entity{ID: "yusuf", Schema: underpin.Person, Name: "Yusuf Qasim"})
	c.Claims = append(c.Claims, underpin.Claim{ID: "c2", Subject: "yusuf", Relation: "leads", Object: "quay"})
	second := c.Testimonies[0]
	second.ID, second.Claim = "c2.1", "c2"
	c.Testimonies = append(c.Testimonies, second)
	c.Conclusions = []underpin.Conclusion{{ID: "first", Text: "Who comes first", Expr: `after.top("degree", "Person")`}}
	return c
}

func TestASharedFirstPlaceIsNobodysOnEverySurface(t *testing.T) {
	d := newDesk(t, sharedQuay(t))
	q := Query{Worlds: 500, At: "2018-06-01"}
	rankings, err := d.Who(t.Context(), q, []string{"degree"}, underpin.Person)
	if err != nil {
		t.Fatal(err)
	}
	first := map[underpin.EntityID]float64{"": rankings[0].Method.Shared}
	for _, row := range rankings[0].Rows {
		first[row.Entity] = row.PTop
	}
	if first[""] < .5 {
		t.Fatalf("the two are to share the first place mostly; who says %v", first)
	}
	hinges, err := d.Hinges(t.Context(), q, "first", 3, nil)
	if err != nil {
		t.Fatal(err)
	}
	sum := hinges.Conclusion.Summary
	for _, share := range sum.Shares {
		if math.Abs(share.Share-first[share.Who]) > 1e-12 {
			t.Errorf("%q comes first in %g of worlds by the conclusion, in %g by who", share.Who, share.Share, first[share.Who])
		}
	}
	if sum.Who != "" || !strings.HasPrefix(hinges.Conclusion.Answer, "nobody alone, in ") {
		t.Errorf("the answer is %q, %q", sum.Who, hinges.Conclusion.Answer)
	}
	for _, h := range hinges.Hinges {
		if h.AnswerName == "" {
			t.Errorf("without %s the answer has no name", h.ID)
		}
	}
	page, err := written(t, sharedQuay(t), "# The quay\n\n[[conclusion first]].\n")
	if err != nil || !strings.Contains(page, "nobody alone") {
		t.Errorf("%v\n%s", err, page)
	}
}

func TestAnAnswerThatIsSharedByWorldsNamesAllAndNobodyAlone(t *testing.T) {
	s := &Study{Index: sharedQuay(t).Index()}
	values := []conclusion.Value{{Who: "dalal"}, {Who: "yusuf"}}
	if got, want := s.inWords(conclusion.Summarise(conclusion.Who, values), ""), "nobody alone: Maryam Dalal and Yusuf Qasim, each, in 50 % of worlds"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	values = append(values, conclusion.Value{Who: "yusuf"})
	if got, want := s.inWords(conclusion.Summarise(conclusion.Who, values), ""), "Yusuf Qasim, in 67 % of worlds"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
