package underpin_test

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/google/go-cmp/cmp"

	"underpin"
)

// A case that is patched is what merging makes of a copy.
func TestAPatchIsAMergeInPlace(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	some := func(n int) (out []underpin.Entity) {
		for _, i := range rng.Perm(40)[:n] {
			out = append(out, underpin.Entity{ID: underpin.EntityID(fmt.Sprint("e", i)), Name: fmt.Sprint(rng.IntN(1000))})
		}
		return out
	}
	for round := range 200 {
		c := &underpin.Case{Entities: some(rng.IntN(30)), Questions: []underpin.Question{{ID: "q"}}}
		c.Sort()
		over := &underpin.Case{Entities: some(rng.IntN(15)), Settings: underpin.Settings{Title: "patched"}}
		gone := map[underpin.RecordRef]bool{{Kind: underpin.KindQuestion, ID: "q"}: round%2 == 0}
		for _, e := range some(rng.IntN(5)) {
			gone[underpin.RecordRef{Kind: underpin.KindEntity, ID: string(e.ID)}] = true
		}
		want := underpin.Merge(c.Without(gone), over)
		want.Sort()
		c.Patch(gone, over)
		if diff := cmp.Diff(want, c); diff != "" {
			t.Fatalf("round %d (-merged +patched):\n%s", round, diff)
		}
	}
}
