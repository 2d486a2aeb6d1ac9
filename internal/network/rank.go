package network

import "math"

// tied is how far two values may differ, relative to the greater, and count as equal:
// half a unit of the tenth significant digit. Sums of a million terms in another order
// differ by less than a thousandth of that.
const tied = 5e-10

// Tied reports whether two values differ by rounding error only.
func Tied(a, b float64) bool {
	return a == b || math.Abs(a-b) <= tied*max(math.Abs(a), math.Abs(b))
}

// Rounded is x to ten significant digits: sort by it, so that values that differ by
// rounding error only fall to the next criterion.
func Rounded(x float64) float64 {
	if x == 0 || math.IsNaN(x) || math.IsInf(x, 0) {
		return x
	}
	exponent := 9 - int(math.Floor(math.Log10(math.Abs(x))))
	if exponent > 300 || exponent < -300 {
		return x
	}
	scale := math.Pow10(exponent)
	return math.Round(float64(x*scale)) / scale
}

// A FirstPlace finds who alone has the greatest of some values. It is the one rule of
// first places, for all surfaces: what is shared is nobody's, values that are [Tied]
// share it, and none is won with nothing. The answer does not depend on the order. The
// zero FirstPlace is ready.
type FirstPlace struct {
	best   float64
	who    int32
	shared bool
}

// Add enters the value of a competitor; one entered twice shares nothing with itself.
func (f *FirstPlace) Add(who int32, value float64) {
	switch {
	case !(value > 0):
	case Tied(value, f.best):
		f.best = max(f.best, value)
		f.shared = f.shared || who != f.who
	case value > f.best:
		f.best, f.who, f.shared = value, who, false
	}
}

// Alone returns who alone comes first, -1 where nobody does.
func (f *FirstPlace) Alone() int32 {
	if f.best == 0 || f.shared {
		return -1
	}
	return f.who
}
