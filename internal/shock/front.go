package shock

import (
	"slices"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A front is the roots taken as one: what they reach together, and over how many
// paths that share no node but the roots and the end.
type front struct {
	ready            bool
	source           int32 // -1 where no root is left
	nodes            []int32
	command, support []bool
	graph            *network.Graph
	build            network.Builder
	us, vs           []int32
	in               []int32 // by node: how many hold it
	counted          []int32 // by node: its channels, or -1
}

// A footing is how the roots hold something in a world.
type footing struct {
	command, support bool
	channels         int
}

// fromRoots says how the roots hold an entity. An entity that is a root itself is
// held by the other roots.
func (v *view) fromRoots(entity int32) footing {
	node := v.w.Node(entity)
	if node < 0 || len(v.c.roots) == 0 {
		return footing{}
	}
	out := len(v.c.roots)
	for i, r := range v.c.roots {
		if v.w.Node(r) == node {
			out = i
			break
		}
	}
	f := v.front(out, node)
	if f.source < 0 || !f.support[node] {
		return footing{}
	}
	t := footing{command: f.command[node], support: true}
	if t.command {
		t.channels = f.channels(v.k.Paths(), node)
	}
	return t
}

// channels counts the node-disjoint paths to a node that the roots reach.
func (f *front) channels(paths *network.PathCounter, node int32) int {
	if f.counted[node] < 0 {
		f.counted[node] = 1
		if f.in[node] > 1 && f.graph.Degree(f.source) > 1 {
			f.counted[node] = int32(paths.Count(f.graph, f.source, node))
		}
	}
	return int(f.counted[node])
}

// channelsOf counts the channels between two nodes, of which the first reaches the
// second; where the first is the only root they are those of the front.
func (v *view) channelsOf(from, to int32) int {
	if f := v.front(len(v.c.roots), -1); len(f.nodes) == 1 && f.source == from {
		return f.channels(v.k.Paths(), to)
	}
	return v.k.Channels(v.w, from, to)
}

// front returns the roots but those that share the node of root number out.
func (v *view) front(out int, node int32) *front {
	f := &v.fronts[out]
	if f.ready {
		return f
	}
	f.ready, f.source, f.nodes = true, -1, f.nodes[:0]
	for _, r := range v.c.roots {
		n := v.w.Node(r)
		if n >= 0 && (out == len(v.c.roots) || n != node) && !slices.Contains(f.nodes, n) {
			f.nodes = append(f.nodes, n)
		}
	}
	if len(f.nodes) == 0 {
		return f
	}
	f.source = f.nodes[0]
	g := v.w.Graph(snapshot.Command)
	f.command = append(f.command[:0], v.k.Searcher().Reach(g, f.nodes)...)
	f.support = append(f.support[:0], v.k.Searcher().Reach(v.w.Graph(snapshot.Support), f.nodes)...)
	f.contract(g)
	return f
}

// contract makes the graph in which the roots are one node.
func (f *front) contract(g *network.Graph) {
	f.graph = g
	if len(f.nodes) > 1 {
		f.us, f.vs = f.us[:0], f.vs[:0]
		for u := range int32(g.N()) {
			from := f.as(u)
			for _, to := range g.Neighbours(u) {
				f.us, f.vs = append(f.us, from), append(f.vs, f.as(to))
			}
		}
		f.graph = f.build.Directed(g.N(), f.us, f.vs)
	}
	f.in = append(f.in[:0], make([]int32, g.N())...)
	f.counted = f.counted[:0]
	for u := range int32(g.N()) {
		f.counted = append(f.counted, -1)
		for _, to := range f.graph.Neighbours(u) {
			f.in[to]++
		}
	}
}

// as returns the node that stands for a node once the roots are one.
func (f *front) as(node int32) int32 {
	if slices.Contains(f.nodes, node) {
		return f.source
	}
	return node
}
