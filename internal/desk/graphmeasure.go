package desk

import (
	"cmp"
	"fmt"

	"underpin/internal/measure"
	"underpin/internal/network"
)

// A GraphMeasure is a measure of the nodes of a bare graph.
type GraphMeasure struct {
	Name string
	// Says is what the value tells, as a sentence for a person.
	Says string
	// distances and holes mark what the cost grows with.
	distances, holes bool
	of               func(g *network.Graph, threads int) []float64
	// iterated, where set, stands for of: it tells how well its values solve their
	// equation.
	iterated func(g *network.Graph, threads int) network.Spectrum
}

// GraphMeasures lists the measures of nodes of a bare graph, in the words of those
// of a case where both have them.
var GraphMeasures = []GraphMeasure{
	{Name: "betweenness", of: betweennessOf},
	{Name: "degree", of: degreeOf},
	{Name: "indegree", Says: "How many arcs arrive at it.", of: func(g *network.Graph, _ int) []float64 { return outDegreeOf(g.Reverse()) }},
	{Name: "outdegree", Says: "How many arcs leave it.", of: func(g *network.Graph, _ int) []float64 { return outDegreeOf(g) }},
	{Name: "strength", Says: "The sum of the weights of its ties.", of: strengthOf},
	{Name: "closeness", distances: true, of: network.Closeness},
	{Name: "harmonic", distances: true, of: harmonicOf},
	{Name: "eigenvector", iterated: func(g *network.Graph, _ int) network.Spectrum {
		return network.Eigenvector(g, network.EigenvectorConfig{})
	}},
	{Name: "pagerank", iterated: func(g *network.Graph, threads int) network.Spectrum {
		return network.PageRank(g, network.PageRankConfig{Threads: threads})
	}},
	{Name: "core", of: coreOf},
	{Name: "effective_size", holes: true, of: func(g *network.Graph, _ int) []float64 {
		return holesOf(g, func(h network.Hole) float64 { return h.EffectiveSize })
	}},
	{Name: "constraint", holes: true, of: func(g *network.Graph, _ int) []float64 {
		return holesOf(g, func(h network.Hole) float64 { return h.Constraint })
	}},
}

// values are those of all nodes of a graph.
func (m GraphMeasure) values(g *network.Graph, threads int) []float64 {
	if m.iterated != nil {
		return m.iterated(g, threads).Values
	}
	return m.of(g, threads)
}

func graphMeasure(name string) (GraphMeasure, error) {
	known := make([]string, len(GraphMeasures))
	for i, m := range GraphMeasures {
		if m.Name == name {
			if m.Says == "" {
				of, err := measure.Node(name)
				if err != nil {
					return m, err
				}
				m.Says = of.Says
			}
			return m, nil
		}
		known[i] = m.Name
	}
	hint := cmp.Or(nearest(name, known), fmt.Sprintf("choose among %v", known))
	return GraphMeasure{}, faultf(NoGraphMeasure, hint, "there is no measure %q of the nodes of a graph", name)
}

func betweennessOf(g *network.Graph, threads int) []float64 {
	values := network.Betweenness(g, threads)
	divisor := pairs(g)
	for v := range values {
		values[v] /= divisor
	}
	return values
}

func degreeOf(g *network.Graph, _ int) []float64 { return outDegreeOf(g.Underlying()) }

func outDegreeOf(g *network.Graph) []float64 {
	out := make([]float64, g.N())
	for v := range out {
		out[v] = float64(g.Degree(int32(v)))
	}
	return out
}

// strengthOf sums the weights of ties, arriving and leaving.
func strengthOf(g *network.Graph, _ int) []float64 {
	out := make([]float64, g.N())
	for v := range int32(g.N()) {
		weights := g.Weights(v)
		for i, u := range g.Neighbours(v) {
			out[v] += weights[i]
			if g.Directed() {
				out[u] += weights[i]
			}
		}
	}
	return out
}

func harmonicOf(g *network.Graph, threads int) []float64 {
	out := network.Harmonic(g, threads)
	for v := range out {
		out[v] /= float64(max(g.N()-1, 1))
	}
	return out
}

func coreOf(g *network.Graph, _ int) []float64 {
	out := make([]float64, g.N())
	for v, k := range network.CoreNumbers(g) {
		out[v] = float64(k)
	}
	return out
}

func holesOf(g *network.Graph, value func(network.Hole) float64) []float64 {
	out := make([]float64, g.N())
	for v, h := range network.StructuralHoles(g) {
		out[v] = value(h)
	}
	return out
}
