package desk

import (
	"strings"
	"testing"

	"underpin"
)

func TestClaimsWordForWordAlikeAreNamed(t *testing.T) {
	c := &underpin.Case{
		Relations: []underpin.Relation{
			{Name: "owns", Class: underpin.ClassOwnership, Sign: "+", HalfLife: underpin.HalfLife{Years: 8}},
			{Name: "pays", Class: underpin.ClassPayment, Sign: "+"},
		},
		Entities: []underpin.Entity{{ID: "a", Name: "Ana"}, {ID: "quay", Name: "The Quay"}},
		Claims: []underpin.Claim{
			{ID: "c1", Subject: "a", Relation: "owns", Object: "quay"},
			{ID: "c2", Subject: "a", Relation: "owns", Object: "quay", Text: "Ana has the quay."},
			{ID: "c3", Subject: "a", Relation: "owns", Object: "quay", Episode: 2},
			{ID: "c4", Subject: "a", Relation: "owns", Object: "quay", Holders: []underpin.EntityID{"quay"}},
			{ID: "c5", Subject: "a", Relation: "pays", Object: "quay", Value: underpin.Quantity{Text: "5 USD"}},
			{ID: "c6", Subject: "a", Relation: "pays", Object: "quay", Value: underpin.Quantity{Text: "5 USD"}},
			{ID: "c7", Subject: "a", Relation: "pays", Object: "quay", Value: underpin.Quantity{Text: "5 USD"}},
			{ID: "c8", Subject: "a", Relation: "pays", Object: "quay", Value: underpin.Quantity{Text: "6 USD"}},
		},
		Testimonies: []underpin.Testimony{
			{ID: "t5", Claim: "c5", Attested: underpin.Date{EDTF: "2014"}},
			{ID: "t6", Claim: "c6", Attested: underpin.Date{EDTF: "2015"}},
			{ID: "t7", Claim: "c7", Attested: underpin.Date{EDTF: "2014"}},
			{ID: "t8", Claim: "c8", Attested: underpin.Date{EDTF: "2014"}},
		},
	}
	got := strings.Join(alikeRemarks(c.Index(), c.Claims), "\n")
	want := "c1 and c2 say the same and count apart, so neither supports the other. If they are one, add the testimony of c2 to c1 and remove c2; if it happened again, give c2 an episode\n" +
		"c5 and c7 say the same and count apart, so neither supports the other. If they are one, add the testimony of c7 to c5 and remove c7; if it happened again, give c7 an episode"
	if got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
