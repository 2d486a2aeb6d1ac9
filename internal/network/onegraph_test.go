package network

// The measures of a graph that is measured once, for tests: what the program measures,
// it measures in storage that it keeps.

func newDirected(n int, us, vs []int32) *Graph {
	g, err := Build(n, us, vs, BuildOptions{Directed: true})
	if err != nil {
		panic(err)
	}
	return g
}

func reach(g *Graph, sources []int32) []bool { return new(Searcher).Reach(g, sources) }

func largestComponent(g *Graph) int { return new(Searcher).Largest(g) }

func fragmentation(g *Graph) float64 { return new(Searcher).Fragmentation(g) }

func distanceFragmentation(g *Graph) float64 { return new(Searcher).DistanceFragmentation(g) }

func efficiency(g *Graph) float64 { return new(Searcher).Efficiency(g) }

func sampleBetweenness(g *Graph, c BetweennessConfig) BetweennessSample {
	return new(Brandes).Sample(g, c)
}

// without is a graph of the same nodes, of which some have lost their ties.
func without(g *Graph, lost []bool) *Graph {
	var us, vs []int32
	for u := range int32(g.N()) {
		for _, v := range g.Neighbours(u) {
			if !lost[u] && !lost[v] {
				us, vs = append(us, u), append(vs, v)
			}
		}
	}
	return NewUndirected(g.N(), us, vs)
}
