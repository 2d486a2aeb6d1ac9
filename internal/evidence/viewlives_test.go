package evidence

import (
	"testing"

	"underpin"
)

func TestAViewThatTiesLastsNoLongerThanTheEndsItNames(t *testing.T) {
	f := newFixture()
	view := f.claim("k1", "e2", "backs", "e3")
	view.Holders, view.Tie = []underpin.EntityID{"e4"}, true
	f.says("k1", "s1", underpin.GradeB, nil)
	died := f.claim("k2", "e2", "died", "")
	on := day(2019, 1, 1)
	died.Value = underpin.Quantity{Text: "2019-01-01", Date: on}
	f.says("k2", "s2", underpin.GradeA, nil)
	f.c.Samenesses = []underpin.Sameness{{ID: "j", A: "e2", B: "e5", Verdict: underpin.Unsure, P: .5}}
	m := f.compile()
	i, _ := m.Claim("k1")
	credence, after := m.Credence(i), m.Standing(i, on.Last+200)
	if credence == 0 || after >= credence/2 {
		t.Errorf("after the end of one of its ends it stands at %v of %v", after, credence)
	}
}
