package desk

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestAMatrixOfTheFirstClaimsIsTheBeginningOfTheWhole(t *testing.T) {
	d := newDesk(t, example(t, "harbour"))
	all, err := d.Matrix(t.Context(), Query{}, nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(all.Rows) != all.Claims || all.Claims < 4 {
		t.Fatalf("%d rows of %d claims", len(all.Rows), all.Claims)
	}
	spoken := make([]int, len(all.Sources))
	for _, r := range all.Rows {
		for i, cell := range r.Cells {
			if cell != CellGap {
				spoken[i]++
			}
		}
	}
	for i, s := range all.Sources {
		if s.Claims != spoken[i] || spoken[i] == 0 {
			t.Errorf("%s: %d claims, and cells in %d rows", s.ID, s.Claims, spoken[i])
		}
	}
	few, err := d.Matrix(t.Context(), Query{}, nil, 3)
	if err != nil {
		t.Fatal(err)
	}
	want := *all
	want.Rows = all.Rows[:3]
	if diff := cmp.Diff(&want, few); diff != "" {
		t.Errorf("the first three differ (-whole +few):\n%s", diff)
	}
}
