package network

// pairSums are sums over ordered pairs of different nodes.
type pairSums struct {
	reached  int64 // pairs of which the first reaches the second
	distance int64 // sum of their distances
	inverse  float64
	diameter int
}

// Efficiency is the mean of 1/d over all ordered pairs of nodes, with 1/d = 0
// where no path leads, in [0, 1]. It is 0 for fewer than two nodes.
func (s *Searcher) Efficiency(g *Graph) float64 {
	// Latora, V., Marchiori, M. (2001), Efficient behavior of small-world networks.
	n := float64(g.N())
	if n < 2 {
		return 0
	}
	return s.sumOverPairs(g).inverse / float64(n*(n-1))
}

// DistanceFragmentation is DF = 1 - sum of 1/d over ordered pairs / (n(n-1)):
// 0 where all are tied to all, 1 where nobody is tied. It is 0 for fewer than
// two nodes.
func (s *Searcher) DistanceFragmentation(g *Graph) float64 {
	// Borgatti, S. P. (2006), Identifying sets of key players in a social network.
	return s.DistanceFragmentationOver(g, g.N())
}

// DistanceFragmentationOver is DF with the denominator of a graph of n nodes,
// n >= g.N(): over the old n, the loss of an isolated node is no gain.
func (s *Searcher) DistanceFragmentationOver(g *Graph, n int) float64 {
	if n < 2 {
		return 0
	}
	return 1 - s.sumOverPairs(g).inverse/float64(float64(n)*float64(n-1))
}

// sumOverPairs searches from every node, 64 at a time. Distances are counted as
// integers first, so the sum of inverses does not depend on the order of nodes.
func (s *Searcher) sumOverPairs(g *Graph) pairSums {
	var sums pairSums
	counts := s.lanes.histogram(g)
	for d := 1; d < len(counts); d++ {
		sums.reached += counts[d]
		sums.distance += counts[d] * int64(d)
		sums.inverse += float64(counts[d]) / float64(d)
		if counts[d] > 0 {
			sums.diameter = d
		}
	}
	return sums
}
