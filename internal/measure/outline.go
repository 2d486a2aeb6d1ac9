package measure

import (
	"context"

	"underpin/internal/snapshot"
)

// A WholeValue is one measure of the whole network over the worlds.
type WholeValue struct {
	Name string `json:"name"`
	Says string `json:"says"`
	Distribution
	// Worlds is how many worlds, from the first on, it was computed in.
	Worlds int `json:"worlds"`
}

// Outline returns measures of the whole network, in their order: in all worlds, or,
// where that is costly and all are not asked for, in the first. Those that the
// components tell are always of all worlds, without the network of each. Where the
// communities of the frame are at hand, and else nil, no world is divided a second time.
func Outline(ctx context.Context, f *snapshot.Frame, measures []*Measure, c *Communities, all bool, run snapshot.RunConfig) ([]WholeValue, error) {
	nodes, ties := typical(f, snapshot.Binding)
	out := make([]WholeValue, len(measures))
	var told []int            // the measures that the components tell
	others := map[int][]int{} // those that are computed in so many patterns
	portions := make([]worldPrefix, len(measures))
	for i, m := range measures {
		out[i] = WholeValue{Name: m.Name, Says: m.Sentence(), Worlds: f.Worlds()}
		if m.ByShape() {
			told = append(told, i)
			continue
		}
		portions[i] = prefixOf(f, m.cost(float64(nodes), max(ties, 1)), all)
		out[i].Worlds = portions[i].worlds
		if m.InCase.divides && c != nil && c.Worlds == portions[i].worlds {
			out[i].Distribution = portions[i].distribution(func(pattern int) float64 { return c.modularity[pattern] })
			continue
		}
		others[portions[i].patterns] = append(others[portions[i].patterns], i)
	}
	if err := fillFromShapes(ctx, f, measures, out, told, run); err != nil {
		return nil, err
	}
	for _, group := range others {
		if err := portions[group[0]].fill(ctx, measures, out, group, run); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// fillFromShapes fills in the lines of those of the measures that the components tell.
func fillFromShapes(ctx context.Context, f *snapshot.Frame, measures []*Measure, lines []WholeValue, some []int, run snapshot.RunConfig) error {
	if len(some) == 0 {
		return nil
	}
	worlds, err := f.BitParallel(nil).Shapes(ctx, run)
	if err != nil {
		return err
	}
	values := make([]float64, len(worlds))
	for _, i := range some {
		for world, s := range worlds {
			values[world], _ = measures[i].FromShape(s)
		}
		lines[i].Distribution = Summarise(values)
	}
	return nil
}

// fill fills in the values of some of the measures, from the networks of the first worlds.
func (p worldPrefix) fill(ctx context.Context, measures []*Measure, lines []WholeValue, some []int, run snapshot.RunConfig) error {
	values := make([]float64, p.patterns*len(some))
	err := p.each(ctx, run, func() func(int) {
		w, k := p.f.World(), new(Kernels)
		return func(pattern int) {
			w.Set(pattern, nil)
			for j, i := range some {
				values[pattern*len(some)+j] = k.Value(measures[i], w)
			}
		}
	})
	if err != nil {
		return err
	}
	for j, i := range some {
		lines[i].Distribution = p.distribution(func(pattern int) float64 { return values[pattern*len(some)+j] })
	}
	return nil
}
