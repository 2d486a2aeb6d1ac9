package desk

import (
	"cmp"
	"context"
	"fmt"
	"math/rand/v2"
	"slices"

	"underpin/internal/network"
)

// A GraphRanking lists the nodes of a graph by a measure, the highest value first.
type GraphRanking struct {
	Measure string `json:"measure"`
	Says    string `json:"says"`
	// Mode is "exact", "sampled" or "left out"; How says more as a sentence.
	Mode   string `json:"mode"`
	How    string `json:"how,omitempty"`
	Pivots int    `json:"pivots,omitempty"`
	// Nodes is how many nodes there are; Rows lists the first of them.
	Nodes int        `json:"nodes"`
	Rows  []GraphRow `json:"rows"`
}

// A GraphRow is a node's place in a ranking. The best rank is 1; nodes whose values
// agree to ten significant digits share the better rank.
type GraphRow struct {
	Rank  int     `json:"rank"`
	ID    string  `json:"id"`
	Label string  `json:"label,omitempty"`
	Value float64 `json:"value"`
	// Raw is betweenness before it is divided by the number of pairs of others.
	Raw *float64 `json:"raw,omitempty"`
	// Error is the standard error of Value where that is sampled.
	Error *float64 `json:"error,omitempty"`
}

// rank ranks by every measure asked for.
func (r *graphRun) rank(ctx context.Context) error {
	for _, name := range r.q.Measures {
		m, err := graphMeasure(name)
		if err != nil {
			return err
		}
		r.stage(name)
		err = await(ctx, func() error {
			ranking, err := r.ranking(m)
			if err == nil {
				r.report.Rankings = append(r.report.Rankings, *ranking)
			}
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (r *graphRun) ranking(m GraphMeasure) (*GraphRanking, error) {
	out := &GraphRanking{Measure: m.Name, Says: m.Says, Mode: "exact", Nodes: r.n}
	if m.Name == "betweenness" && (r.q.Sample > 0 || !r.q.Exact && float64(r.n)*float64(r.m) > exactUpTo) {
		return r.sampled(out)
	}
	if m.distances && !r.directed && (r.q.Sample > 0 || !r.distancesAffordable()) {
		r.sampledNear(m, out)
		return out, nil
	}
	if why := r.leaveOut(m); why != "" {
		out.Mode, out.How = "left out", why
		return out, nil
	}
	g, err := r.graphFor(m)
	if err != nil {
		return nil, err
	}
	if m.iterated != nil {
		s := m.iterated(g, r.q.Threads)
		out.How = fmt.Sprintf("Found by %d iterations; the equation is met to %.1g.", s.Iterations, s.Residual)
		if !s.Converged {
			out.How = fmt.Sprintf("Iteration did not settle: after %d rounds the equation is off by %.1g, so read the values as rough.", s.Iterations, s.Residual)
		}
		out.Rows = r.rows(m.Name, s.Values, nil, 0)
		return out, nil
	}
	if m.Name != "betweenness" {
		out.Rows = r.rows(m.Name, m.of(g, r.q.Threads), nil, 0)
		return out, nil
	}
	raw := []float64(nil)
	if r.q.Weighted {
		if raw, err = network.WeightedBetweenness(g, r.q.Threads); err != nil {
			return nil, err
		}
		out.How = "Weights are lengths: the way with the smallest sum is the shortest."
	} else {
		raw = network.Betweenness(g, r.q.Threads)
	}
	out.Rows = r.rows(m.Name, raw, nil, pairs(g))
	return out, nil
}

// graphFor is the graph that a measure reads: with weights, as lengths or as
// strengths, where these are asked for.
func (r *graphRun) graphFor(m GraphMeasure) (*network.Graph, error) {
	if !r.q.Weighted {
		return r.g, nil
	}
	o := network.Options{Directed: r.directed, Weights: r.file.Weights}
	switch m.Name {
	case "betweenness":
		o.Merge = network.MergeMin
	case "strength", "pagerank", "eigenvector", "effective_size", "constraint":
	default:
		return r.g, nil
	}
	g, err := r.file.Graph(o)
	return g, err
}

// leaveOut says why a measure is not computed, if it is not.
func (r *graphRun) leaveOut(m GraphMeasure) string {
	switch {
	case m.Name == "strength" && !r.q.Weighted:
		return "Strength needs weights: give --weighted."
	case m.distances && !r.distancesAffordable():
		return fmt.Sprintf("It takes the distances between all %d nodes, which costs too much, and along arcs it is not sampled; --exact computes it all the same, --directed=false samples it.", r.n)
	case m.holes && !r.q.Exact && r.holesCost() > holesUpTo:
		return "The hubs have too many pairs of neighbours; --exact computes it all the same."
	}
	return ""
}

// sampled estimates betweenness from some sources.
func (r *graphRun) sampled(out *GraphRanking) (*GraphRanking, error) {
	if r.q.Weighted {
		return nil, faultf(TooLong, "", "betweenness with lengths is not sampled, and for %d nodes and %d ties it takes long", r.n, r.m)
	}
	pivots := r.pivots()
	s := network.SampleBetweenness(r.g, network.SampleConfig{Pivots: pivots, Seed: r.q.Seed, Threads: r.q.Threads})
	out.Mode, out.Pivots = "sampled", s.Pivots
	chosen := fmt.Sprintf("%d asked for, small blocks in full", pivots)
	if r.q.Sample == 0 {
		chosen = fmt.Sprintf("chosen because %d nodes and %d ties take long; --exact computes all", r.n, r.m)
	}
	out.How = fmt.Sprintf("Estimated from %d searches (%s), seed %d. Beside each value stands its standard error; for nodes high in the list the exact value lies within two of them nine times in ten.",
		s.Pivots, chosen, r.q.Seed)
	out.Rows = r.rows(out.Measure, s.Values, s.Errors, pairs(r.g))
	return out, nil
}

// pivots is the number of searches of a sample, unless the user says it.
func (r *graphRun) pivots() int {
	if r.q.Sample > 0 {
		return r.q.Sample
	}
	return int(min(max(4e9/float64(r.m), 64), 1024))
}

// sampledNear estimates closeness or harmonic closeness of an undirected graph.
func (r *graphRun) sampledNear(m GraphMeasure, out *GraphRanking) {
	random := rand.New(rand.NewPCG(r.q.Seed, 0))
	priority := make([]uint64, r.n)
	for v := range priority {
		priority[v] = random.Uint64()
	}
	var sampler network.NearSampler
	s := sampler.Sample(r.g, r.pivots(), priority)
	out.Mode, out.Pivots = "sampled", s.Pivots
	chosen := "small components in full"
	if r.q.Sample == 0 {
		chosen = fmt.Sprintf("chosen because %d nodes and %d ties take long; --exact computes all", r.n, r.m)
	}
	out.How = fmt.Sprintf("Estimated from %d searches (%s), seed %d. Beside each value stands its standard error.", s.Pivots, chosen, r.q.Seed)
	values, errs := s.Closeness, s.ClosenessErrors
	if m.Name == "harmonic" {
		values, errs = s.Harmonic, s.HarmonicErrors
		others := float64(max(r.n-1, 1))
		for v := range values {
			values[v] /= others
			errs[v] /= others
		}
	}
	out.Rows = r.rows(m.Name, values, errs, 0)
}

// pairs is the number of pairs of other nodes, by which betweenness is divided.
func pairs(g *network.Graph) float64 {
	n := float64(g.N())
	if n < 3 {
		return 1
	}
	if g.Directed() {
		return (n - 1) * (n - 2)
	}
	return (n - 1) * (n - 2) / 2
}

// rows lists the first nodes by value. Where divisor is above 0 values are raw and
// divided by it.
func (r *graphRun) rows(measure string, values, errs []float64, divisor float64) []GraphRow {
	if r.q.Table != "" {
		r.columns = append(r.columns, graphColumn{name: measure, values: values, errs: errs, divisor: divisor})
	}
	best := first(values, r.q.Top)
	out := make([]GraphRow, 0, len(best))
	for i, v := range best {
		row := GraphRow{Rank: i + 1, ID: r.file.ID(v), Value: values[v]}
		if label := r.file.Label(v); label != row.ID {
			row.Label = label
		}
		if i > 0 && network.Rounded(values[v]) == network.Rounded(values[best[i-1]]) {
			row.Rank = out[i-1].Rank
		}
		if errs != nil {
			row.Error = pointer(errs[v])
		}
		if divisor > 0 {
			row.Raw, row.Value = pointer(values[v]), values[v]/divisor
			if errs != nil {
				row.Error = pointer(errs[v] / divisor)
			}
		}
		out = append(out, row)
	}
	return out
}

// first are the top nodes by value, or all where top is 0; equal values go by number.
func first(values []float64, top int) []int32 {
	order := func(a, b int32) int {
		return cmp.Or(cmp.Compare(network.Rounded(values[b]), network.Rounded(values[a])), cmp.Compare(a, b))
	}
	if top == 0 {
		top = len(values)
	}
	// A list twice as long as asked for is cut back whenever it is full.
	var list []int32
	room := min(2*top, len(values))
	least := 0.0
	for v := range int32(len(values)) {
		if len(list) >= top && values[v] < least*(1-1e-9) {
			continue
		}
		if list = append(list, v); len(list) == room && room > top {
			slices.SortFunc(list, order)
			list = list[:top]
			least = values[list[top-1]]
		}
	}
	slices.SortFunc(list, order)
	return list[:min(top, len(list))]
}
