package network

// A reordering is a graph whose nodes are renumbered so that those which
// searches meet together lie together in memory. Its rows are not sorted, so it
// serves kernels that only walk them.
type reordering struct {
	graph *Graph
	order []int32 // the old number of each new one
}

// reordered renumbers g by searches from its best-tied node.
func reordered(g *Graph) reordering {
	n := g.N()
	if n == 0 {
		return reordering{graph: g}
	}
	hub := int32(0)
	for v := range int32(n) {
		if g.Degree(v) > g.Degree(hub) {
			hub = v
		}
	}
	order := searchOrder(g, hub)
	number := make([]int32, n)
	for i, v := range order {
		number[v] = int32(i)
	}
	out := &Graph{offsets: make([]int32, n+1), targets: make([]int32, 0, len(g.targets)), directed: g.directed}
	if g.weights != nil {
		out.weights = make([]float64, 0, len(g.weights))
	}
	for i, v := range order {
		out.offsets[i] = int32(len(out.targets))
		for _, w := range g.Neighbours(v) {
			out.targets = append(out.targets, number[w])
		}
		out.weights = append(out.weights, g.Weights(v)...)
	}
	out.offsets[n] = int32(len(out.targets))
	return reordering{graph: out, order: order}
}

// restored is values by old number.
func restored[T any](r reordering, values []T) []T {
	if r.order == nil {
		return values
	}
	out := make([]T, len(values))
	for i, v := range r.order {
		out[v] = values[i]
	}
	return out
}

// searchOrder is every node of g, in the order in which searches meet them, the
// first from first, then from the lowest node not met.
func searchOrder(g *Graph, first int32) []int32 {
	n := g.N()
	if n == 0 {
		return nil
	}
	seen := make([]bool, n)
	order := make([]int32, 0, n)
	head := 0
	search := func(root int32) {
		if seen[root] {
			return
		}
		seen[root] = true
		order = append(order, root)
		for ; head < len(order); head++ {
			for _, v := range g.Neighbours(order[head]) {
				if !seen[v] {
					seen[v] = true
					order = append(order, v)
				}
			}
		}
	}
	search(first)
	for v := range int32(n) {
		search(v)
	}
	return order
}
