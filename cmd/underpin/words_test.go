package main

import "testing"

func TestFiguresKeepWhatTellsThemApart(t *testing.T) {
	for x, want := range map[float64]string{
		0: "0", 3: "3", 1234: "1,234", 1234.56: "1,235", 999.96: "1000.0", 12.34: "12.3", -12.34: "-12.3", 1.23456: "1.235",
		.4567: "0.457", .036: "0.036", .0036: "0.0036", .00038123: "0.00038", -.5: "-0.500", -.00012: "-0.00012", 1e-14: "0.000000000",
	} {
		if got := figure(x); got != want {
			t.Errorf("%g is written %s, want %s", x, got, want)
		}
	}
}
