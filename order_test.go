package underpin

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
)

func TestIdsAreSortedAsAPersonWould(t *testing.T) {
	want := " 02 2 9 10 b9 c c1 c1.1 c1.2 c1.10 c02 c2 c02b c2b c10 claim"
	got := strings.Split(want, " ")
	rand.New(rand.NewPCG(3, 4)).Shuffle(len(got), func(i, j int) { got[i], got[j] = got[j], got[i] })
	slices.SortFunc(got, CompareIDs)
	if s := strings.Join(got, " "); s != want {
		t.Errorf("got  %s\nwant %s", s, want)
	}
}
