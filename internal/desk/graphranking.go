package desk

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/network"
)

// A GraphRanking lists the nodes of a graph by a measure, the highest value first.
type GraphRanking struct {
	Measure string `json:"measure"`
	Says    string `json:"says"`
	// Mode is "exact", "sampled", "left out", or "undefined" where the measure tells
	// nothing of this graph; How says more as a sentence.
	Mode   string `json:"mode"`
	How    string `json:"how,omitempty"`
	Pivots int    `json:"pivots,omitempty"`
	// Nodes is how many nodes there are; Rows lists the first of them.
	Nodes int        `json:"nodes"`
	Rows  []GraphRow `json:"rows"`
}

// A GraphRow is a node's place in a ranking. The best rank is 1; nodes whose values
// are [network.Tied] share the better rank.
type GraphRow struct {
	Rank  int     `json:"rank"`
	ID    string  `json:"id"`
	Label string  `json:"label,omitempty"`
	Value float64 `json:"value"`
	// Raw is the value before it is divided, where that is told: of betweenness, by the
	// number of pairs of others.
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

func (r *graphRun) ranking(m *measure.Measure) (*GraphRanking, error) {
	out := &GraphRanking{Measure: m.Name, Says: m.Sentence(), Mode: "exact", Nodes: r.n, Rows: []GraphRow{}}
	byLength := r.q.Weighted && m.InGraph.Weights == measure.Lengths
	if byLength {
		out.Says = m.SentenceByLengths()
	}
	if m.Sampled(r.directed) && (r.q.Sample > 0 || !r.affordable(m)) {
		return out, r.sampled(m, out)
	}
	if why := r.leaveOut(m); why != "" {
		out.Mode, out.How = "left out", why
		return out, nil
	}
	g, err := r.graphFor(m)
	if err != nil {
		return nil, err
	}
	values, spectrum, err := m.Raw(g, r.q.Threads)
	if err != nil {
		return nil, err
	}
	for v, x := range values {
		if math.IsInf(x, 0) || math.IsNaN(x) {
			return nil, faultf(NotFinite, "", "the %s of %s is more than a number can hold", m.Name, r.file.Label(int32(v)))
		}
	}
	switch {
	case spectrum != nil && spectrum.Parts == 0:
		out.Mode, out.How = "undefined", undefined(r.g)
		if r.q.Table != "" || r.q.GraphML != "" {
			r.columns = append(r.columns, graphColumn{name: m.Name})
		}
		return out, nil
	case spectrum != nil:
		out.How = found(spectrum)
	case byLength:
		out.How = "Weights are lengths: the path with the smallest sum is the shortest."
	}
	out.Rows = r.rows(m, values, nil)
	return out, nil
}

// undefined says why a graph has no leading eigenvector.
func undefined(g *network.Graph) string {
	why := "no tie has a weight above 0"
	switch {
	case g.M() == 0:
		why = "it has no ties"
	case g.Directed():
		why = "no chain of ties leads back to where it began"
	}
	return "The matrix of this graph has no positive eigenvalue, as " + why + ": the measure tells nothing here."
}

// found says how values were found by iteration, and how far they are to be trusted.
func found(s *network.Spectrum) string {
	how := fmt.Sprintf("Found in %s, with a residual of %s.", count(s.Iterations, "iteration"), underpin.FormatMagnitude(s.Residual))
	if !s.Converged {
		how = fmt.Sprintf("The iteration did not converge: after %s the residual is %s, so the values are rough.", count(s.Iterations, "round"), underpin.FormatMagnitude(s.Residual))
	}
	if s.Parts > 1 {
		how += fmt.Sprintf(" The vector is not unique: %s of the graph have the same largest eigenvalue, and how they stand to each other is arbitrary.", count(s.Parts, "part"))
	}
	return how
}

// graphFor is the graph that a measure reads: with weights, as lengths or as
// strengths, where these are asked for.
func (r *graphRun) graphFor(m *measure.Measure) (*network.Graph, error) {
	if !r.q.Weighted || m.InGraph.Weights == measure.Unweighted {
		return r.g, nil
	}
	o := network.BuildOptions{Directed: r.directed, Weights: r.file.Weights}
	switch {
	case m.InGraph.Weights == measure.Lengths:
		o.Merge = network.MergeMin
	case m.InGraph.Weights == measure.Needed && m.InGraph.Arcs == measure.Both:
		o.Directed = false // what arrives and what leaves, and a tie both ways once
	}
	return r.file.Graph(o)
}

// affordable reports whether a measure is computed unasked.
func (r *graphRun) affordable(m *measure.Measure) bool {
	if r.q.Exact {
		return true
	}
	switch m.Cost {
	case measure.Paths:
		return float64(r.n)*float64(r.m) <= exactUpTo
	case measure.Distances:
		if r.q.Weighted && m.InGraph.Weights == measure.Lengths {
			return float64(r.n)*float64(r.m) <= exactUpTo
		}
		return r.distancesAffordable()
	case measure.Neighbours:
		return r.holesCost() <= holesUpTo
	}
	return true
}

// leaveOut says why a measure is not computed, if it is not.
func (r *graphRun) leaveOut(m *measure.Measure) string {
	switch {
	case m.InGraph.Weights == measure.Needed && !r.q.Weighted:
		return capital(m.Name) + " needs weights: give --weighted."
	case r.affordable(m):
		return ""
	case m.Cost == measure.Neighbours:
		return "The hubs have too many pairs of neighbours; --exact computes it anyway."
	}
	return fmt.Sprintf("It needs the distances between all %s, which would take too long, and in a directed graph it is not sampled; --exact computes it anyway, --directed=false samples it.", count(r.n, "node"))
}

// sampled estimates a measure from some sources.
func (r *graphRun) sampled(m *measure.Measure, out *GraphRanking) error {
	if r.q.Weighted && m.InGraph.Weights == measure.Lengths {
		return faultf(TooLong, "", "%s with lengths is not sampled, and would take too long for %s and %s", m.Name, count(r.n, "node"), count(r.m, "tie"))
	}
	pivots := r.pivots()
	c := network.BetweennessConfig{Pivots: pivots, Seed: r.q.Seed, Threads: r.q.Threads}
	if m.Cost == measure.Distances {
		c.Priority = r.priorities()
	}
	s := m.Estimate(r.g, c)
	out.Mode, out.Pivots = "sampled", s.Pivots
	chosen := fmt.Sprintf("%s asked for, %s", underpin.FormatCount(pivots), m.InGraph.Full)
	if r.q.Sample == 0 {
		chosen = fmt.Sprintf("because all searches in a graph of %s and %s would take long; --exact computes all", count(r.n, "node"), count(r.m, "tie"))
	}
	out.How = fmt.Sprintf("Estimated from %s (%s), seed %d. Each value has its standard error beside it%s.",
		count(s.Pivots, "search"), chosen, r.q.Seed, m.InGraph.Hint)
	out.Rows = r.rows(m, s.Values, s.Errors)
	return nil
}

// priorities are one random number a node, by the seed.
func (r *graphRun) priorities() []uint64 {
	random := rand.New(rand.NewPCG(r.q.Seed, 0))
	out := make([]uint64, r.n)
	for v := range out {
		out[v] = random.Uint64()
	}
	return out
}

// pivots is the number of searches of a sample, unless the user says it.
func (r *graphRun) pivots() int {
	if r.q.Sample > 0 {
		return r.q.Sample
	}
	return int(min(max(4e9/float64(r.m), 64), 1024))
}

// rows lists the first nodes by their raw values.
func (r *graphRun) rows(m *measure.Measure, values, errs []float64) []GraphRow {
	scale := m.Scale(r.g)
	if r.q.Table != "" || r.q.GraphML != "" {
		r.columns = append(r.columns, graphColumn{name: m.Name, values: values, errs: errs, scale: scale})
	}
	best := first(values, r.q.Top)
	out := make([]GraphRow, 0, len(best))
	for i, v := range best {
		row := GraphRow{Rank: i + 1, ID: r.file.ID(v), Value: values[v] / scale}
		if label := r.file.Label(v); label != row.ID {
			row.Label = label
		}
		if i > 0 && network.Tied(values[v], values[best[i-1]]) {
			row.Rank = out[i-1].Rank
		}
		if errs != nil {
			row.Error = pointer(errs[v] / scale)
		}
		if m.InGraph.Raw {
			row.Raw = pointer(values[v])
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
