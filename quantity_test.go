package underpin

import "testing"

func TestQuantitiesOverlapWhereOneNumberSatisfiesBoth(t *testing.T) {
	exact := func(x float64) Quantity { return Quantity{Text: "n", Low: x, High: x} }
	about := func(x float64) Quantity { q := exact(x); q.About = true; return q }
	above := func(x float64, open bool) Quantity { return Quantity{Text: "n", Low: x, LowOpen: open, NoHigh: true} }
	below := func(x float64, open bool) Quantity { return Quantity{Text: "n", High: x, HighOpen: open, NoLow: true} }
	between := func(a, b float64) Quantity { return Quantity{Text: "n", Low: a, High: b} }
	unit := func(q Quantity, u string) Quantity { q.Unit = u; return q }
	for _, tt := range []struct {
		name string
		a, b Quantity
		want bool
	}{
		{"a number and itself", exact(60), exact(60), true},
		{"two numbers", exact(60), exact(61), false},
		{"a number at a closed bound", above(60, false), exact(60), true},
		{"a number at an open bound", above(60, true), exact(60), false},
		{"two bounds that meet, both closed", above(60, false), below(60, false), true},
		{"two bounds that meet, one open", above(60, false), below(60, true), false},
		{"two bounds without an upper end", above(60, true), above(1e9, true), true},
		{"ranges that share an end", between(1, 2), between(2, 3), true},
		{"ranges apart", between(1, 2), between(3, 4), false},
		{"about 100 and 109", about(100), exact(109), true},
		{"about 100 and 111", about(100), exact(111), false},
		{"about 100 and about 120", about(100), about(120), true},
		{"about a negative number", about(-100), exact(-109), true},
		{"another unit", unit(exact(60), "USD"), unit(exact(60), "EUR"), false},
		{"one without a unit", exact(60), unit(exact(60), "members"), false},
		{"a duration in two units", unit(exact(4), "years"), unit(exact(48), "months"), true},
		{"two durations", unit(exact(4), "years"), unit(exact(47), "months"), false},
	} {
		if tt.a.Overlaps(tt.b) != tt.want || tt.b.Overlaps(tt.a) != tt.want {
			t.Errorf("%s: want %v either way", tt.name, tt.want)
		}
	}
}
