package network

import (
	"math"
	"testing"
)

func TestAFirstPlaceThatIsSharedIsNobodys(t *testing.T) {
	third := 1.0 / 3
	for name, test := range map[string]struct {
		values []float64
		who    []int32 // by value; nil numbers them
		want   int32
	}{
		"nobody competes":                                 {nil, nil, -1},
		"nobody has any of it":                            {[]float64{0, 0}, nil, -1},
		"one alone":                                       {[]float64{.2, .5, .4}, nil, 1},
		"two alike":                                       {[]float64{.5, .2, .5}, nil, -1},
		"two alike behind one ahead":                      {[]float64{.5, .5, .6}, nil, 2},
		"two that differ by rounding error":               {[]float64{third + third + third, 1 + 1e-15}, nil, -1},
		"one ahead in the ninth digit":                    {[]float64{1, 1.00000001}, nil, 1},
		"alike on both sides of a boundary of ten digits": {[]float64{3.0517578125e-05, math.Nextafter(3.0517578125e-05, 0)}, nil, -1},
		"one competitor under two names":                  {[]float64{.5, .5, .1}, []int32{7, 7, 1}, 7},
		"a value that is not a number":                    {[]float64{math.NaN(), .1}, nil, 1},
	} {
		t.Run(name, func(t *testing.T) {
			var forth, back FirstPlace
			for i, x := range test.values {
				forth.Add(competitor(test.who, i), x)
			}
			for i := len(test.values) - 1; i >= 0; i-- {
				back.Add(competitor(test.who, i), test.values[i])
			}
			if forth.Alone() != test.want || back.Alone() != test.want {
				t.Errorf("got %d and, the other way round, %d; want %d", forth.Alone(), back.Alone(), test.want)
			}
		})
	}
}

func competitor(who []int32, i int) int32 {
	if who == nil {
		return int32(i)
	}
	return who[i]
}
