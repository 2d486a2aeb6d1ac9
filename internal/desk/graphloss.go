package desk

import (
	"context"

	"underpin/internal/network"
)

// A GraphLoss is a graph before and after the nodes that the user names are gone.
type GraphLoss struct {
	Lost   []string   `json:"lost"`
	Before GraphState `json:"before"`
	After  GraphState `json:"after"`
}

// A GraphState is how a graph hangs together. What is nil was left out for its cost.
type GraphState struct {
	Nodes      int     `json:"nodes"`
	Ties       int     `json:"ties"`
	Components int     `json:"components"`
	Largest    int     `json:"largest"`
	F          float64 `json:"f"`
	// FOver and DFOver have the pairs of the nodes before the loss as denominator:
	// what is lost counts as cut off.
	FOver      float64  `json:"f_over_before"`
	DF         *float64 `json:"df,omitempty"`
	DFOver     *float64 `json:"df_over_before,omitempty"`
	Efficiency *float64 `json:"efficiency,omitempty"`
}

// lose compares the graph with and without the nodes named.
func (r *graphRun) lose(ctx context.Context) error {
	if len(r.lost) == 0 {
		return nil
	}
	r.stage("losses")
	return await(ctx, func() error {
		keep := make([]bool, r.n)
		for v := range keep {
			keep[v] = true
		}
		out := &GraphLoss{}
		for _, v := range r.lost {
			if keep[v] {
				out.Lost = append(out.Lost, r.file.Label(v))
			}
			keep[v] = false
		}
		var b network.Builder
		after := b.Keep(r.g, keep, make([]int32, r.n))
		out.Before, out.After = r.state(r.g), r.state(after)
		r.report.Loss = out
		return nil
	})
}

// state describes a graph; FOver and DFOver are over the nodes before any loss.
func (r *graphRun) state(g *network.Graph) GraphState {
	if r.distancesAffordable() {
		return stateOf(g, network.LengthsOfPaths(g), r.n)
	}
	out := outline(g)
	if r.n > 1 {
		out.FOver = 1 - (1-out.F)*orderedPairs(g.N())/orderedPairs(r.n)
	}
	return out
}

// outline is what the components tell, with F of the graph read as undirected.
func outline(g *network.Graph) GraphState {
	out := GraphState{Nodes: g.N(), Ties: g.M()}
	var search network.Searcher
	_, out.Components = search.Components(g)
	joined := 0.0
	for _, size := range search.Sizes() {
		out.Largest = max(out.Largest, int(size))
		joined += orderedPairs(int(size))
	}
	if g.N() > 1 {
		out.F = 1 - joined/orderedPairs(g.N())
	}
	return out
}

// stateOf is a state by the distances of all pairs.
func stateOf(g *network.Graph, paths network.PathLengths, before int) GraphState {
	out := outline(g)
	inverse := 0.0
	for d := 1; d < len(paths.Pairs); d++ {
		inverse += float64(paths.Pairs[d]) / float64(d)
	}
	now, then := orderedPairs(g.N()), orderedPairs(before)
	share := func(sum, pairs float64) float64 { // of what could be; nothing can fall apart below two nodes
		if pairs == 0 {
			return 1
		}
		return sum / pairs
	}
	joined := float64(paths.Joined())
	out.F, out.FOver = 1-share(joined, now), 1-share(joined, then)
	out.DF, out.DFOver = pointer(1-share(inverse, now)), pointer(1-share(inverse, then))
	out.Efficiency = pointer(0.0)
	if now > 0 {
		*out.Efficiency = inverse / now
	}
	return out
}

// orderedPairs is the number of ordered pairs of n nodes.
func orderedPairs(n int) float64 { return float64(n) * float64(n-1) }
