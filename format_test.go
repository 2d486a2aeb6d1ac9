package underpin

import "testing"

func TestFormatTellsNearlyCertainFromCertain(t *testing.T) {
	for _, test := range []struct {
		x           float64
		probability string
		share       string
	}{
		{0, "0", "0 %"}, {1e-6, "<0.01", "<1 %"}, {.004, "<0.01", "<1 %"}, {.005, "0.01", "1 %"}, {.5, "0.50", "50 %"},
		{.834, "0.83", "83 %"}, {.9949, "0.99", "99 %"}, {.996, ">0.99", ">99 %"}, {.9999, ">0.99", ">99 %"}, {1, "1", "100 %"},
	} {
		if got := FormatProbability(test.x); got != test.probability {
			t.Errorf("the probability %g is written %s, want %s", test.x, got, test.probability)
		}
		if got := FormatShare(test.x); got != test.share {
			t.Errorf("the share %g is written %s, want %s", test.x, got, test.share)
		}
	}
}

func TestFormatCountSetsThousandsApart(t *testing.T) {
	for n, want := range map[int]string{0: "0", 999: "999", 2000: "2,000", -1234567: "-1,234,567"} {
		if got := FormatCount(n); got != want {
			t.Errorf("%d is written %s, want %s", n, got, want)
		}
	}
}
