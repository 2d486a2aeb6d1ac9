package measure

import (
	"cmp"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"underpin/internal/synth/property"
)

// numbers are drawn from few as well as from all, so that ties occur.
func numbers() *rapid.Generator[[]float64] {
	few := rapid.SampledFrom([]float64{0, 1, 2, .5, -1, 1e300, 3e-310})
	return rapid.SliceOf(rapid.OneOf(few, rapid.Float64()))
}

func TestNumbersAreSortedFromTheGreatestDownAndTiesKeepTheirOrder(t *testing.T) {
	var s radixSorter
	property.Check(t, func(t *rapid.T) {
		values := numbers().Draw(t, "values")
		if rapid.Bool().Draw(t, "many") { // few are sorted by comparison
			values = slices.Repeat(values, fewNumbers)
		}
		want := make([]int32, len(values))
		for i := range want {
			want[i] = int32(i)
		}
		slices.SortStableFunc(want, func(a, b int32) int { return cmp.Compare(values[b], values[a]) })
		var got []int32
		for _, k := range s.descending(values) {
			got = append(got, k.of)
		}
		if !slices.Equal(got, want) {
			t.Fatalf("%v: got %v, want %v", values, got, want)
		}
	})
}

func TestAPercentileIsTheValueThatSortingPutsAtItsPlace(t *testing.T) {
	property.Check(t, func(t *rapid.T) {
		values := numbers().Filter(func(v []float64) bool { return len(v) > 0 }).Draw(t, "values")
		sorted := slices.Sorted(slices.Values(values))
		low, high := interval(values)
		if wantLow, wantHigh := sorted[place(.05, len(sorted))], sorted[place(.95, len(sorted))]; low != wantLow || high != wantHigh {
			t.Fatalf("%v: got %g to %g, want %g to %g", sorted, low, high, wantLow, wantHigh)
		}
	})
}
