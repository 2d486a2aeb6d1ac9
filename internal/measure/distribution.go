package measure

import (
	"cmp"
	"math"
	"slices"

	"underpin/internal/snapshot"
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
	if len(values) == 0 {
		return Distribution{}
	}
	sum := 0.0
	for _, v := range values {
		sum += v
	}
	sorted := slices.Clone(values)
	slices.Sort(sorted)
	return Distribution{
		Mean: sum / float64(len(values)),
		Low:  sorted[place(.05, len(values))],
		High: sorted[place(.95, len(values))],
	}
}

// OverWorlds sums up the worlds of a frame by one value a pattern, in the order of
// the worlds.
func OverWorlds(f *snapshot.Frame, values func(pattern int) float64) Distribution {
	byWorld := make([]float64, f.Worlds())
	for world := range byWorld {
		byWorld[world] = values(f.Pattern(world))
	}
	return Summarise(byWorld)
}

// place is the place, from 0, of the q-quantile of n sorted values by nearest rank.
func place(q float64, n int) int {
	return min(max(int(math.Ceil(q*float64(n)-1e-9))-1, 0), n-1)
}

// quantiles returns the 5th and 95th percentile of whole numbers, one a pattern.
func quantiles(f *snapshot.Frame, values func(pattern int) int32) (low, high int32) {
	type run struct{ value, count int32 }
	runs := make([]run, f.Patterns())
	for p := range runs {
		runs[p] = run{values(p), int32(f.Count(p))}
	}
	slices.SortFunc(runs, func(a, b run) int { return cmp.Compare(a.value, b.value) })
	lowPlace, highPlace, passed := place(.05, f.Worlds()), place(.95, f.Worlds()), 0
	for _, r := range runs {
		if passed <= lowPlace {
			low = r.value
		}
		if passed <= highPlace {
			high = r.value
		}
		passed += int(r.count)
	}
	return low, high
}
