package shock

import (
	"slices"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A superSource is the roots taken as one: over how many paths they reach a thing that share
// no node but the roots and the end. In how many worlds they reach it at all is counted in
// all worlds at once.
type superSource struct {
	ready        bool
	source       int32 // -1 where no root is left
	nodes        []int32
	connectivity network.LocalConnectivity // of command
	build        network.Builder
	us, vs       []int32
}

// fromRoots counts the channels by which the roots hold an entity. An entity that is a
// root itself is held by the other roots.
func (v *view) fromRoots(entity int32) (channels int) {
	node := v.w.Node(entity)
	if node < 0 || len(v.c.roots) == 0 {
		return 0
	}
	out := len(v.c.roots)
	for i, r := range v.c.roots {
		if v.w.Node(r) == node {
			out = i
			break
		}
	}
	f := v.superSource(out, node)
	if f.source < 0 {
		return 0
	}
	return f.connectivity.Count(f.as(node))
}

// connectivityFrom counts the channels from a node; where that is the only root they are those
// of the supersource.
func (v *view) connectivityFrom(w *snapshot.World, from int32) *network.LocalConnectivity {
	if f := v.superSource(len(v.c.roots), -1); len(f.nodes) == 1 && f.source == from {
		return &f.connectivity
	}
	return v.k.Connectivity(w, from)
}

// superSource returns the roots but those that share the node of root number out.
func (v *view) superSource(out int, node int32) *superSource {
	f := &v.superSources[out]
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
	f.connectivity.Set(f.contracted(v.w.Graph(snapshot.Command)), f.source)
	return f
}

// contracted returns the graph in which the roots are one node.
func (f *superSource) contracted(g *network.Graph) *network.Graph {
	if len(f.nodes) == 1 {
		return g
	}
	f.us, f.vs = f.us[:0], f.vs[:0]
	for u := range int32(g.N()) {
		from := f.as(u)
		for _, to := range g.Neighbours(u) {
			f.us, f.vs = append(f.us, from), append(f.vs, f.as(to))
		}
	}
	return f.build.Directed(g.N(), f.us, f.vs)
}

// as returns the node that stands for a node once the roots are one.
func (f *superSource) as(node int32) int32 {
	if slices.Contains(f.nodes, node) {
		return f.source
	}
	return node
}
