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

func TestALineWhoseClaimIsGoneAsksWhichOneIsMeant(t *testing.T) {
	d := harbour(t)
	line := lines(t, d)("dalia-nasreh", "maryam-dalal", "owns", "presidency")
	line.Much = "30"
	if _, err := d.KeepLine(t.Context(), "", line); err != nil {
		t.Fatal(err)
	}
	line.Double, line.Same = SameClaim, "gone"
	r, err := d.ReadLine(t.Context(), "", line)
	if err != nil || len(r.Problems) != 1 || r.Problems[0].Field != partDouble {
		t.Errorf("%+v, %v", r, err)
	}
	if _, err := d.KeepLine(t.Context(), "", line); err == nil || err.(*Fault).Field != partDouble {
		t.Errorf("it is kept: %v", err)
	}
}
