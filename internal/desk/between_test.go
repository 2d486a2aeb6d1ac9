package desk

import (
	"errors"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
	"underpin/internal/hinge"
	"underpin/internal/store"
)

// A conclusion about two entities, and what it hangs on, are those of the whole case where
// only what lies between the two is weighed: of a case that is open and of one that is not.
func TestHingesReadWhatLiesBetween(t *testing.T) {
	d, c := keptDesk(t, 17)
	k := underpin.Conclusion{ID: "since", Text: "It holds since the snapshot", Expr: `after.holds("group-0", "asset-0") || after.command("person-1", "asset-0")`}
	said := underpin.Testimony{ID: "t-since", Claim: c.Claims[0].ID, Source: c.Sources[4].ID, Polarity: underpin.Deny}
	gone := underpin.RecordRef{Kind: underpin.KindTestimony, ID: string(c.Testimonies[3].ID)}
	if _, err := d.Add(t.Context(), "", Drafted(k, said), false); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Remove(t.Context(), "", []underpin.RecordRef{gone}, How{}); err != nil {
		t.Fatal(err)
	}
	named := []hinge.Ref{{Kind: hinge.Source, ID: string(c.Sources[0].ID)}, {Kind: hinge.Source, ID: string(c.Sources[1].ID)}, {Kind: hinge.Claim, ID: string(c.Claims[5].ID)}}
	smaller := 0
	for name, q := range queries(c) {
		q.Worlds = 150
		for _, expr := range []string{
			`before.command("group-0", "group-1")`, "command-lost", "since", `after.channels("person-0", "asset-1")`, `before.support("The group number 2", "asset-0")`,
		} {
			t.Run(name+", "+expr, func(t *testing.T) {
				whole, err := d.study(t.Context(), q, true)
				if err != nil {
					t.Fatal(err)
				}
				want, err := whole.hangsOn(t.Context(), expr, -1, named)
				if err != nil {
					t.Fatal(err)
				}
				open, err := whole.betweenOf(t.Context(), expr, named)
				if err != nil {
					t.Fatal(err)
				}
				cold, err := another(t, d).between(t.Context(), q, expr, named, 1)
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(open.Case.Claims, cold.Case.Claims); diff != "" {
					t.Errorf("the claims (-of the open case +of the cold one):\n%s", diff)
				}
				if diff := cmp.Diff(open.Case.Testimonies, cold.Case.Testimonies); diff != "" {
					t.Errorf("the testimony (-of the open case +of the cold one):\n%s", diff)
				}
				if len(cold.Case.Claims) < len(c.Claims)*3/4 {
					smaller++
				}
				for _, part := range []*Study{open, cold} {
					got, err := part.hangsOn(t.Context(), expr, -1, named)
					if err != nil {
						t.Fatal(err)
					}
					if diff := cmp.Diff(want, got, cmp.FilterPath(func(p cmp.Path) bool { return p.Last().String() == ".Changed" }, cmp.Ignore())); diff != "" {
						t.Errorf("(-whole +part):\n%s", diff)
					}
				}
			})
		}
	}
	if smaller == 0 {
		t.Error("hardly anything was left out")
	}
}

// What asks about the whole network is answered on the whole case.
func TestWhatAsksAboutAllIsNotReadInPart(t *testing.T) {
	d, _ := keptDesk(t, 18)
	for _, expr := range []string{"centre", "falls-apart", `after.vacant("post-0")`, `after.weakened("asset-0") || after.command("group-0", "group-1")`} {
		if _, err := another(t, d).between(t.Context(), Query{}, expr, nil, 1); !errors.Is(err, store.ErrWhole) {
			t.Errorf("%s: %v", expr, err)
		}
	}
	if _, err := another(t, d).between(t.Context(), Query{}, "command-lost", nil, 1000); !errors.Is(err, store.ErrWhole) {
		t.Errorf("a small case: %v", err)
	}
}
