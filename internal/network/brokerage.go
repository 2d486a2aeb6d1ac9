package network

// A Brokerage counts, for one node j, the paths i->j->k between nodes i and k
// of which no arc leads from i to k, by the groups of the three.
type Brokerage struct {
	Coordinator    int64 // all three in one group (w_I)
	Itinerant      int64 // i and k in one group, j in another (w_O)
	Representative int64 // i and j in one group, k in another (b_IO)
	Gatekeeper     int64 // j and k in one group, i in another (b_OI)
	Liaison        int64 // three groups (b_O)
}

// Total is the number of paths of all kinds.
func (b Brokerage) Total() int64 {
	return b.Coordinator + b.Itinerant + b.Representative + b.Gatekeeper + b.Liaison
}

// Add adds another count, so many times over.
func (b *Brokerage) Add(o Brokerage, times int64) {
	b.Coordinator += times * o.Coordinator
	b.Itinerant += times * o.Itinerant
	b.Representative += times * o.Representative
	b.Gatekeeper += times * o.Gatekeeper
	b.Liaison += times * o.Liaison
}

// Brokerages counts the brokerage of every node and its sum over all nodes.
// group must hold one label a node. In an undirected graph each pair i, k
// counts in both orders.
func Brokerages(g *Graph, group []int32) (each []Brokerage, all Brokerage) {
	// Gould, R. V., Fernandez, R. M. (1989), Structures of mediation.
	n := g.N()
	each = make([]Brokerage, n)
	direct := make([]int32, n) // 1 + the node i last seen to have an arc to here
	for i := range int32(n) {
		for _, k := range g.Neighbours(i) {
			direct[k] = i + 1
		}
		for _, j := range g.Neighbours(i) {
			for _, k := range g.Neighbours(j) {
				if k != i && direct[k] != i+1 {
					each[j].count(group[i], group[j], group[k])
				}
			}
		}
	}
	for _, b := range each {
		all.Add(b, 1)
	}
	return each, all
}

func (b *Brokerage) count(i, j, k int32) {
	switch {
	case i == j && j == k:
		b.Coordinator++
	case i == k:
		b.Itinerant++
	case i == j:
		b.Representative++
	case j == k:
		b.Gatekeeper++
	default:
		b.Liaison++
	}
}

// ExpectedBrokerage holds expected counts over a whole graph.
type ExpectedBrokerage struct {
	Coordinator, Itinerant, Representative, Gatekeeper, Liaison, Total float64
}

// ExpectBrokerage is what Brokerages would sum to on average if arcs fell at
// random with the density of g, groups as given.
func ExpectBrokerage(g *Graph, group []int32) ExpectedBrokerage {
	// Gould & Fernandez (1989), as computed by Butts' sna for R.
	n := float64(g.N())
	if n < 3 {
		return ExpectedBrokerage{}
	}
	density := float64(len(g.targets)) / float64(n*(n-1))
	open := float64(density*density) * (1 - density)
	sizes := map[int32]float64{}
	for _, label := range group {
		sizes[label]++
	}
	one, two := 0.0, 0.0
	for _, label := range sortedLabels(sizes) {
		k := sizes[label]
		one += float64(k * (k - 1) * (k - 2))
		two += float64(k * (k - 1) * (n - k))
	}
	all := float64(n * (n - 1) * (n - 2))
	return ExpectedBrokerage{
		Coordinator: float64(open * one), Itinerant: float64(open * two),
		Representative: float64(open * two), Gatekeeper: float64(open * two),
		Liaison: float64(open * (all - one - float64(3*two))), Total: float64(open * all),
	}
}
