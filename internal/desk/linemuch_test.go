package desk

import "testing"

func TestALineIsReadWithItsShare(t *testing.T) {
	d := harbour(t)
	line := lines(t, d)("dalia-nasreh", "maryam-dalal", "owns", "presidency")
	for much, want := range map[string]string{"1,5": "(1.5 %)", "": "(share unknown)", "most of it": "(share unknown)"} {
		line.Much = much
		r, err := d.ReadLine(t.Context(), "", line)
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Reading[len(r.Reading)-len(want):]; got != want {
			t.Errorf("%q: %s", much, r.Reading)
		}
	}
}
