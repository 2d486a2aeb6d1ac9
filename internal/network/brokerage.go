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
