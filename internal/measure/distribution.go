package measure

import (
	"math"
	"slices"
)

// A Distribution sums up a value over worlds.
type Distribution struct {
	Mean float64 `json:"mean"`
	// Low and High are the 5th and the 95th percentile.
	Low  float64 `json:"low"`
	High float64 `json:"high"`
}

// Summarise sums up one value a world. No values give the zero Distribution.
func Summarise(values []float64) Distribution {
	return summed(slices.Clone(values))
}

// summed is Summarise, and puts the values in another order.
func summed(values []float64) Distribution {
	if len(values) == 0 {
		return Distribution{}
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	low, high := interval(values)
	return Distribution{Mean: sum / float64(len(values)), Low: low, High: high}
}

// place is the place, from 0, of the q-quantile of n sorted values by nearest rank.
func place(q float64, n int) int {
	return min(max(int(math.Ceil(q*float64(n)-1e-9))-1, 0), n-1)
}

// interval returns the 5th and the 95th percentile of values, which it puts in
// another order. There must be one at least.
func interval[T int32 | float64](values []T) (low, high T) {
	from, to := place(.05, len(values)), place(.95, len(values))
	low = nth(values, from)
	return low, nth(values[from:], to-from)
}

// nth returns the value at place k, from 0, of the values in ascending order, and
// leaves none behind that place which is less.
func nth[T int32 | float64](values []T, k int) T {
	// Hoare, C. A. R. (1961), Algorithm 65: Find; in three parts, as equal values
	// are common.
	for len(values) > 1 {
		pivot := middle(values[0], values[len(values)/2], values[len(values)-1])
		less, more := 0, len(values)
		for i := 0; i < more; {
			switch v := values[i]; {
			case v < pivot:
				values[i], values[less] = values[less], v
				less++
				i++
			case v > pivot:
				more--
				values[i], values[more] = values[more], v
			default:
				i++
			}
		}
		switch {
		case k < less:
			values = values[:less]
		case k < more:
			return pivot
		default:
			values, k = values[more:], k-more
		}
	}
	return values[0]
}

func middle[T int32 | float64](a, b, c T) T { return max(min(a, b), min(max(a, b), c)) }
