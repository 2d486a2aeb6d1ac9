package desk

import (
	"slices"
	"strings"
	"testing"

	"underpin"
	"underpin/internal/edtf"
)

func TestAShareUnderARelationByWhichNobodyOwnsIsRemarked(t *testing.T) {
	share, err := edtf.ParseQuantity("40")
	if err != nil {
		t.Fatal(err)
	}
	c := &underpin.Case{
		Relations: []underpin.Relation{{Name: "owns", Control: underpin.ControlShare}, {Name: "uses", Control: underpin.ControlNone}},
		Claims: []underpin.Claim{
			{ID: "c1", Subject: "a", Relation: "owns", Object: "b", Share: share},
			{ID: "c2", Subject: "a", Relation: "uses", Object: "b", Share: share},
			{ID: "c3", Subject: "b", Relation: "uses", Object: "a", Share: share},
			{ID: "c4", Subject: "b", Relation: "uses", Object: "a"},
		},
	}
	const want = `"uses" is not a relation of ownership: the share stated in c2 and c3 is kept, but counts for nothing.`
	if got := importRemarks(c); !slices.ContainsFunc(got, func(r string) bool { return strings.HasPrefix(r, want) }) {
		t.Errorf("got %q", got)
	}
	if got := ownerless(c.Index(), c.Claims[:1]); len(got) != 0 {
		t.Errorf("a share of ownership: %q", got)
	}
}
