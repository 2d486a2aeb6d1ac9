package measure_test

import (
	"testing"

	"underpin/internal/measure"
)

func TestWhatIsPutBackIsLentAgainAndNeverTwiceAtATime(t *testing.T) {
	var s measure.Shelf
	take, back := s.Lend()
	first, second := take(), take()
	other, _ := s.Lend()
	if third := other(); first == second || third == first || third == second {
		t.Error("two hold the same")
	}
	back()
	take, _ = s.Lend()
	if a, b := take(), take(); a != second || b != first {
		t.Error("what was put back is not lent again")
	}
	take, back = (*measure.Shelf)(nil).Lend()
	if a, b := take(), take(); a == b {
		t.Error("no shelf lends the same twice")
	}
	back()
}
