package measure

import (
	"context"

	"underpin/internal/snapshot"
)

// A Line is one measure of the whole network over the worlds.
type Line struct {
	Name string `json:"name"`
	Says string `json:"says"`
	Distribution
	// Worlds is how many worlds, from the first on, it was computed in.
	Worlds int `json:"worlds"`
}

// Outline returns all measures of the whole network: in all worlds, or, where that is
// costly and all are not asked for, in the first.
func Outline(ctx context.Context, f *snapshot.Frame, all bool, run snapshot.Run) ([]Line, error) {
	nodes, ties := typical(f, snapshot.Binding)
	out := make([]Line, len(Wholes))
	of := map[int][]int{} // the measures that are computed in so many patterns
	portions := make([]portion, len(Wholes))
	for i, m := range Wholes {
		portions[i] = portionOf(f, wholeCost(m.Name, float64(nodes), max(ties, 1)), all)
		of[portions[i].patterns] = append(of[portions[i].patterns], i)
		out[i] = Line{Name: m.Name, Says: m.Says, Worlds: portions[i].worlds}
	}
	for _, group := range of {
		p := portions[group[0]]
		values := make([][]float64, p.patterns)
		err := p.each(ctx, run, func() func(int) {
			w, k := f.World(), new(Kernels)
			return func(pattern int) {
				w.Set(pattern, nil)
				values[pattern] = make([]float64, len(group))
				for j, i := range group {
					values[pattern][j] = k.Value(Wholes[i], w)
				}
			}
		})
		if err != nil {
			return nil, err
		}
		for j, i := range group {
			out[i].Distribution = p.distribution(func(pattern int) float64 { return values[pattern][j] })
		}
	}
	return out, nil
}

// wholeCost is about how many nanoseconds a measure of the whole takes in one world.
func wholeCost(name string, nodes, ties float64) float64 {
	switch name {
	case "df", "efficiency":
		return distanceCost * nodes * ties
	case "betweenness_centralization":
		return estimators["betweenness"].exact * nodes * ties
	case "modularity":
		return divideCost * ties
	}
	return 100 * ties
}
