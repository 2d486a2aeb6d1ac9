package desk

import (
	"context"
	"math"
	"slices"

	"underpin/internal/network"
)

// What is computed without being asked to.
const (
	distancesUpTo   = 1e10 // all distances, by nodes times nodes and ties: seconds
	holesUpTo       = 2e10 // squares of degrees
	communitiesUpTo = 2e6  // ties
	exactUpTo       = 1e10 // betweenness, by nodes times ties: below a minute on two processors
	worldsUpTo      = 2e10 // measures of nodes in all worlds together, by worlds times distances
)

// A GraphSummary describes a graph. What is nil was left out; LeftOut says why.
type GraphSummary struct {
	Nodes   int     `json:"nodes"`
	Ties    int     `json:"ties"`
	Density float64 `json:"density"`
	// Components, Largest, Articulation, Bridges, Core, Transitivity and Communities
	// read a directed graph as undirected.
	Isolates     int          `json:"isolates"`
	Components   int          `json:"components"`
	Largest      int          `json:"largest"`
	Degrees      GraphDegrees `json:"degrees"`
	Articulation int          `json:"articulation_points"`
	Bridges      int          `json:"bridges"`
	Core         int          `json:"largest_core"`
	// F, DF and Efficiency follow the arcs of a directed graph.
	F            *float64 `json:"f,omitempty"`
	DF           *float64 `json:"df,omitempty"`
	Efficiency   *float64 `json:"efficiency,omitempty"`
	Diameter     *int     `json:"diameter,omitempty"`
	MeanDistance *float64 `json:"mean_distance,omitempty"`
	// Transitivity is three times the triangles over the paths of two ties.
	Transitivity *float64 `json:"transitivity,omitempty"`
	// Centralization is by degree (Freeman 1979), over (n-1)(n-2).
	Centralization float64  `json:"degree_centralization"`
	Communities    int      `json:"communities,omitempty"`
	Modularity     *float64 `json:"modularity,omitempty"`
	LeftOut        []string `json:"left_out,omitempty"`
}

// GraphDegrees is the distribution of degrees of the graph read as undirected.
type GraphDegrees struct {
	Min    int     `json:"min"`
	Median int     `json:"median"`
	Mean   float64 `json:"mean"`
	P90    int     `json:"p90"`
	P99    int     `json:"p99"`
	Max    int     `json:"max"`
}

func (r *graphRun) summarise(ctx context.Context) error {
	r.stage("summary")
	return await(ctx, func() error {
		s := &r.report.Summary
		s.Nodes, s.Ties, s.Density = r.n, r.m, network.Density(r.g)
		state := outline(r.plain)
		s.Components, s.Largest = state.Components, state.Largest
		if !r.directed {
			s.F = &state.F
		}
		s.Degrees, s.Isolates = degreesOf(r.plain)
		s.Centralization = network.DegreeCentralization(r.plain, network.ByStar)
		blocks := network.FindBlocks(r.plain)
		for _, cut := range blocks.Articulation {
			if cut {
				s.Articulation++
			}
		}
		s.Bridges = len(blocks.Bridges)
		if cores := network.CoreNumbers(r.plain); len(cores) > 0 {
			s.Core = int(slices.Max(cores))
		}
		r.summariseDistances(s)
		r.summariseTriangles(s)
		r.summariseCommunities(s)
		return nil
	})
}

// degreesOf describes the degrees of a graph by counting how often each occurs.
func degreesOf(g *network.Graph) (d GraphDegrees, isolates int) {
	n := g.N()
	if n == 0 {
		return d, 0
	}
	for v := range int32(n) {
		d.Max = max(d.Max, g.Degree(v))
	}
	count := make([]int, d.Max+1)
	for v := range int32(n) {
		count[g.Degree(v)]++
	}
	at := func(share float64) int {
		left := max(int(math.Ceil(share*float64(n))), 1)
		for degree, k := range count {
			if left -= k; left <= 0 {
				return degree
			}
		}
		return d.Max
	}
	d.Min, d.Median, d.P90, d.P99 = at(0), at(.5), at(.9), at(.99)
	d.Mean = 2 * float64(g.M()) / float64(n)
	return d, count[0]
}

// distancesAffordable reports whether all distances may be computed unasked.
func (r *graphRun) distancesAffordable() bool {
	return r.q.Exact || distanceWork(int64(r.n), int64(r.m)) <= distancesUpTo
}

// distanceWork is what all distances of a graph cost: isolates cost their share too.
func distanceWork(n, m int64) float64 { return float64(n) * float64(n+m) }

func (r *graphRun) summariseDistances(s *GraphSummary) {
	if !r.distancesAffordable() {
		s.LeftOut = append(s.LeftOut, "DF, efficiency and diameter: all distances between "+count(r.n, "node")+" would take too long; --exact computes them")
		return
	}
	paths := network.LengthsOfPaths(r.g)
	state := stateOf(r.g, paths, r.n)
	s.F, s.DF, s.Efficiency = &state.F, state.DF, state.Efficiency
	s.Diameter, s.MeanDistance = pointer(paths.Diameter()), pointer(paths.Mean())
}

func (r *graphRun) summariseTriangles(s *GraphSummary) {
	if !r.q.Exact && r.holesCost() > holesUpTo {
		s.LeftOut = append(s.LeftOut, "transitivity: the hubs have too many pairs of neighbours; --exact computes it")
		return
	}
	s.Transitivity = pointer(network.Transitivity(r.plain))
}

// holesCost is the number of steps that structural holes take.
func (r *graphRun) holesCost() float64 {
	sum := 0.0
	for v := range int32(r.n) {
		d := float64(r.plain.Degree(v))
		sum += d * d
	}
	return sum
}

func (r *graphRun) summariseCommunities(s *GraphSummary) {
	if !r.q.Exact && float64(r.m) > communitiesUpTo {
		s.LeftOut = append(s.LeftOut, "communities: too many ties; --exact finds them")
		return
	}
	c := network.Leiden(r.plain, network.LeidenConfig{Seed: r.q.Seed})
	s.Communities, s.Modularity = c.Count, &c.Modularity
}

func pointer[T any](x T) *T { return &x }
