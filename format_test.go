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

func TestNumbersThatAreComputed(t *testing.T) {
	for _, test := range []struct {
		x    float64
		want string
	}{{0, "0.00"}, {.346, "0.35"}, {-12.5, "-12.50"}, {1234.6, "1,235"}, {-45_678, "-45,678"}, {876_150_000, "876 million"}, {1_234_500_000, "1.23 billion"}, {-247_950_000, "-248 million"}} {
		if got := FormatNumber(test.x, 2); got != test.want {
			t.Errorf("%g is written %q, want %q", test.x, got, test.want)
		}
	}
}

func TestASpreadIsWrittenWithItsUnitAndNoMoreThanItSays(t *testing.T) {
	for _, tt := range []struct {
		name            string
		mean, low, high float64
		unit, want      string
	}{
		{"an amount that differs", 1.04e9, 7e8, 1.14e9, "USD", "1.04 billion USD on average (700 million to 1.14 billion in nine worlds out of ten)"},
		{"ends that are the mean", 9e8, 9e8, 9e8, "USD", "900 million USD"},
		{"ends that read alike", 891e6, 900000001, 900000002, "USD", "891 million USD on average (900 million in nine worlds out of ten)"},
		{"a count without a unit", 1.87, 1, 2, "", "1.9 on average (1 to 2 in nine worlds out of ten)"},
		{"one number", 3, 3, 3, "", "3"},
	} {
		if got := FormatSpread(tt.mean, tt.low, tt.high, tt.unit); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.name, got, tt.want)
		}
	}
}
