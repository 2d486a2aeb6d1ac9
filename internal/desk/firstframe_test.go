package desk

import (
	"context"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// Who comes first is the same whether all worlds were drawn or only the first, however the
// case is asked about.
func TestARankingOfTheFirstWorldsIsThatOfAll(t *testing.T) {
	d, c := keptDesk(t, 17)
	m, err := measure.Node("betweenness")
	if err != nil {
		t.Fatal(err)
	}
	for name, q := range queries(c) {
		t.Run(name, func(t *testing.T) {
			q.Worlds = 700
			s, err := d.study(t.Context(), q, false)
			if err != nil {
				t.Fatal(err)
			}
			first, err := s.firstFrame(t.Context(), s.At)
			if err != nil || first.Worlds() != measure.SettledWorlds {
				t.Fatalf("%v", err)
			}
			all := func(ctx context.Context) (*snapshot.Frame, error) { return s.Frame(ctx, s.At) }
			whole, err := all(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(whole.Node, first.Node); diff != "" {
				t.Error("other nodes: ", diff)
			}
			var got [2][]measure.Ranked
			var how [2]measure.Method
			for k, f := range []*snapshot.Frame{whole, first} {
				o := measure.RankingOptions{Budget: 1}
				if f == first {
					o.Whole = all
				}
				run := func(*measure.Measure) snapshot.RunConfig { return snapshot.RunConfig{} }
				err := measure.Who(t.Context(), f, []*measure.Measure{m}, o, run, func(_ *measure.Measure, rows []measure.Ranked, method measure.Method) {
					got[k], how[k] = rows, method
				})
				if err != nil {
					t.Fatal(err)
				}
			}
			if diff := cmp.Diff(got[0], got[1]) + cmp.Diff(how[0], how[1]); diff != "" {
				t.Error(diff)
			}
		})
	}
}
