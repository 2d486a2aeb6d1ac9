package network

// Reverse is the graph with every arc turned round, weights kept. An undirected
// graph is its own reverse.
func (g *Graph) Reverse() *Graph {
	if !g.directed {
		return g
	}
	return g.transposed(true)
}

// Underlying is the undirected graph in which u and v are tied if an arc leads
// from either to the other. Weights are dropped. An undirected graph without
// weights is its own underlying graph.
func (g *Graph) Underlying() *Graph {
	if !g.directed && g.weights == nil {
		return g
	}
	if !g.directed {
		return &Graph{offsets: g.offsets, targets: g.targets}
	}
	r := g.transposed(false)
	n := g.N()
	u := &Graph{offsets: make([]int32, n+1), targets: make([]int32, 0, len(g.targets)*2)}
	for v := range int32(n) {
		u.offsets[v] = int32(len(u.targets))
		a, b := g.Neighbours(v), r.Neighbours(v)
		for len(a) > 0 || len(b) > 0 {
			switch {
			case len(b) == 0 || len(a) > 0 && a[0] < b[0]:
				u.targets, a = append(u.targets, a[0]), a[1:]
			case len(a) == 0 || b[0] < a[0]:
				u.targets, b = append(u.targets, b[0]), b[1:]
			default:
				u.targets, a, b = append(u.targets, a[0]), a[1:], b[1:]
			}
		}
	}
	if n > 0 {
		u.offsets[n] = int32(len(u.targets))
	}
	return u
}

func (g *Graph) transposed(withWeights bool) *Graph {
	n := g.N()
	r := &Graph{offsets: make([]int32, n+1), targets: make([]int32, len(g.targets)), directed: g.directed}
	withWeights = withWeights && g.weights != nil
	if withWeights {
		r.weights = make([]float64, len(g.weights))
	}
	for _, v := range g.targets {
		r.offsets[v+1]++
	}
	for v := range n {
		r.offsets[v+1] += r.offsets[v]
	}
	cursor := make([]int32, n)
	copy(cursor, r.offsets)
	for u := range int32(n) {
		for i := g.offsets[u]; i < g.offsets[u+1]; i++ {
			v := g.targets[i]
			r.targets[cursor[v]] = u
			if withWeights {
				r.weights[cursor[v]] = g.weights[i]
			}
			cursor[v]++
		}
	}
	return r
}
