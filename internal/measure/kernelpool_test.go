package measure_test

import (
	"testing"

	"underpin/internal/measure"
)

func TestWhatIsPutBackIsLentAgainAndNeverTwiceAtATime(t *testing.T) {
	var s measure.KernelPool
	take, back := s.Borrow()
	first, second := take(), take()
	other, _ := s.Borrow()
	if third := other(); first == second || third == first || third == second {
		t.Error("two hold the same")
	}
	back()
	take, _ = s.Borrow()
	if a, b := take(), take(); a != second || b != first {
		t.Error("what was put back is not lent again")
	}
	take, back = (*measure.KernelPool)(nil).Borrow()
	if a, b := take(), take(); a == b {
		t.Error("no pool lends the same twice")
	}
	back()
}
