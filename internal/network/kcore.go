package network

// CoreNumbers are, for every node, the largest k such that the node lies in a
// part of the graph in which every node has at least k neighbours. O(n + m). A
// directed graph is read as undirected.
func CoreNumbers(g *Graph) []int32 {
	// Batagelj, V., Zaversnik, M. (2003), An O(m) algorithm for cores
	// decomposition of networks.
	g = g.Underlying()
	n := g.N()
	core := make([]int32, n)
	most := int32(0)
	for v := range core {
		core[v] = int32(g.Degree(int32(v)))
		most = max(most, core[v])
	}
	first := make([]int32, most+2) // where nodes of each degree begin in order
	for _, d := range core {
		first[d+1]++
	}
	for d := range most {
		first[d+1] += first[d]
	}
	order, place := make([]int32, n), make([]int32, n)
	next := append([]int32(nil), first...)
	for v, d := range core {
		place[v] = next[d]
		order[next[d]] = int32(v)
		next[d]++
	}
	for i := range order {
		v := order[i]
		for _, u := range g.Neighbours(v) {
			if core[u] <= core[v] {
				continue
			}
			// u moves to the front of its degree and into the degree below.
			d := core[u]
			front := first[d]
			w := order[front]
			order[place[u]], place[w] = w, place[u]
			order[front], place[u] = u, front
			first[d]++
			core[u]--
		}
	}
	return core
}
