package network

// A UnionFind keeps disjoint sets of nodes that grow by ties. The zero value is
// ready for Reset. It is the cheapest way to components where a world's ties
// come one by one and no graph is needed.
type UnionFind struct {
	parent []int32 // negative: a root, holding minus the size of its set
	count  int
}

// Reset makes n sets of one node each.
func (f *UnionFind) Reset(n int) {
	f.parent = resized(f.parent, n)
	for i := range f.parent {
		f.parent[i] = -1
	}
	f.count = n
}

// Find is the representative of v's set.
func (f *UnionFind) Find(v int32) int32 {
	p := f.parent
	for p[v] >= 0 {
		if up := p[v]; p[up] >= 0 {
			p[v] = p[up]
		}
		v = p[v]
	}
	return v
}

// Union joins the sets of u and v and reports whether they were apart.
func (f *UnionFind) Union(u, v int32) bool {
	u, v = f.Find(u), f.Find(v)
	if u == v {
		return false
	}
	if f.parent[u] > f.parent[v] {
		u, v = v, u
	}
	f.parent[u] += f.parent[v]
	f.parent[v] = u
	f.count--
	return true
}

// Size is the number of nodes in v's set.
func (f *UnionFind) Size(v int32) int { return int(-f.parent[f.Find(v)]) }

// Count is the number of sets.
func (f *UnionFind) Count() int { return f.count }

// Largest is the size of the largest set, 0 where there are no nodes.
func (f *UnionFind) Largest() int {
	most := int32(0)
	for _, p := range f.parent {
		most = max(most, -p)
	}
	return int(most)
}

// Fragmentation is the share of pairs of nodes that are in different sets, as
// Fragmentation of a graph: 0 for fewer than two nodes.
func (f *UnionFind) Fragmentation() float64 {
	n := float64(len(f.parent))
	if n < 2 {
		return 0
	}
	joined := 0.0
	for _, p := range f.parent {
		if p < 0 {
			s := float64(-p)
			joined += float64(s * (s - 1))
		}
	}
	return 1 - joined/float64(n*(n-1))
}
