package network

import "math/bits"

// A pairDependency finds how much of what 64 sources reach they reach through one node, from
// the searches forward alone: a pair s, t counts at v where d(s,v) + d(v,t) = d(s,t),
// by the share σ(s,v) σ(v,t) / σ(s,t) of its shortest paths.
type pairDependency struct {
	at  []uint64 // by distance: the lanes whose sources lie so far from the node
	sum laneValues
}

// terms appends to out the scaled terms of the candidate, as dependencySums has them, for as many
// sources as the batch was last sent forward from.
func (t *pairDependency) terms(w *batchBrandes, f *reducedGraph, x *candidate, sources int, out []float64) []float64 {
	t.meet(w, x.at)
	t.sum = laneValues{}
	for l := 1; l+1 < len(w.level); l++ {
		begin, end := w.level[l], w.level[l+1]
		for i := begin; i < end; i++ {
			v := w.nodes[i]
			before := int32(l) - x.distance[v]
			if before <= 0 || v == x.at {
				continue
			}
			m := w.masks[i] & t.at[before]
			if m == 0 {
				continue
			}
			each := float64(x.paths[v]*f.weight[v]) * float64(2*before) / float64(l)
			if f.copies != nil {
				each *= f.copies[v]
			}
			paths := &w.value[v]
			for ; m != 0; m &= m - 1 {
				lane := bits.TrailingZeros64(m) & (lanes - 1)
				t.sum[lane] += each / paths[lane]
			}
		}
	}
	reached := &w.value[x.at]
	for lane := range sources {
		term := float64(t.sum[lane]*reached[lane]) * w.share[lane]
		if f.copies != nil {
			term /= f.copies[x.at]
		}
		out = append(out, term)
	}
	return out
}

// meet notes which lanes met a node at which distance.
func (t *pairDependency) meet(w *batchBrandes, node int32) {
	t.at = resized(t.at, len(w.level))
	clear(t.at)
	for l := 0; l+1 < len(w.level); l++ {
		for i := w.level[l]; i < w.level[l+1]; i++ {
			if w.nodes[i] == node {
				t.at[l] |= w.masks[i]
			}
		}
	}
}

// distances of a candidate to every node of the reduced graph, and with them its paths.
func (r *adaptivePivots) distances(x *candidate) []int32 {
	if len(x.distance) > 0 {
		return x.distance
	}
	f := r.field
	x.distance, x.paths = resized(x.distance, f.n()), resized(x.paths, f.n())
	for v := range x.distance {
		x.distance[v], x.paths[v] = -1, 0
	}
	x.distance[x.at], x.paths[x.at] = 0, 1
	r.list = append(r.list[:0], x.at)
	for head := 0; head < len(r.list); head++ {
		u := r.list[head]
		paths := x.paths[u]
		if f.copies != nil && head > 0 {
			paths *= f.copies[u]
		}
		for _, v := range f.targets[f.offsets[u]:f.offsets[u+1]] {
			if x.distance[v] < 0 {
				x.distance[v] = x.distance[u] + 1
				r.list = append(r.list, v)
			}
			if x.distance[v] == x.distance[u]+1 {
				x.paths[v] += paths
			}
		}
	}
	return x.distance
}
