package underpin

import "testing"

func TestPairsAreListedOnceWhicheverWayTheyAreTold(t *testing.T) {
	c := &Case{
		Relations: []Relation{{Name: "same_as", Class: ClassIdentity}},
		Samenesses: []Sameness{
			{ID: "s1", A: "b10", B: "b9", Verdict: Unsure},
			{ID: "s2", A: "b9", B: "a", Verdict: Same},
		},
		Claims: []Claim{
			{ID: "c2", Subject: "b9", Relation: "same_as", Object: "b10"},
			{ID: "c1", Subject: "b10", Relation: "same_as", Object: "b9"},
			{ID: "c3", Subject: "a", Relation: "same_as", Object: "z"},
		},
	}
	x := c.Index()
	pairs := x.Pairs()
	if len(pairs) != 3 || pairs[0].B != "b9" || pairs[1].B != "z" || pairs[2].A != "b9" {
		t.Fatalf("%+v", pairs)
	}
	if p := pairs[2]; p.Sameness.ID != "s1" || len(p.Claims) != 2 || p.Claims[0] != "c1" {
		t.Errorf("%+v", p)
	}
	if one := x.JudgedSame(x.KnownOn(MaxDay)); one.Of("b9") != "a" || one.Of("b10") != "b10" {
		t.Errorf("%v", one)
	}
}
