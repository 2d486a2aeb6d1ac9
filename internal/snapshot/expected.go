package snapshot

import (
	"underpin/internal/network"
	"underpin/internal/worldset"
)

// Expected returns the binding network in which every tie weighs the share of worlds
// in which it holds, in (0, 1], and the node of every entity, -1 where it has none.
// Several ties of the same two weigh the share of worlds in which any of them holds.
// Entities judged the same are one node; those that only may be are apart. It fails
// where the network is too large for [network.Build].
func (f *Frame) Expected() (g *network.Graph, node []int32, err error) {
	root := make([]int32, len(f.Case.Entities))
	f.unite(new(network.UnionFind), root, func(int) bool { return false })
	node = make([]int32, len(root))
	for e := range node {
		node[e] = -1
	}
	n := int32(0)
	for e, is := range f.Node {
		if is && node[root[e]] < 0 {
			node[root[e]] = n
			n++
		}
	}
	for e := range node {
		node[e] = node[root[e]]
	}
	us, vs, rows := f.pairs(node)
	weights := make([]float64, len(rows))
	for i, row := range rows {
		weights[i] = float64(row.Count()) / float64(f.Worlds())
	}
	g, err = network.Build(int(n), us, vs, network.BuildOptions{Weights: weights})
	return g, node, err
}

// pairs lists the pairs of nodes that are tied in some world, each with the worlds
// in which they are.
func (f *Frame) pairs(node []int32) (us, vs []int32, rows []worldset.Set) {
	at := map[[2]int32]int{}
	for _, a := range f.arcs[Binding] {
		u, v := node[a.from], node[a.into]
		if u == v {
			continue
		}
		key := [2]int32{min(u, v), max(u, v)}
		i, ok := at[key]
		if !ok {
			i = len(rows)
			at[key] = i
			us, vs, rows = append(us, key[0]), append(vs, key[1]), append(rows, worldset.New(f.Worlds()))
		}
		rows[i].Or(f.columnOf[a.place])
	}
	return us, vs, rows
}
