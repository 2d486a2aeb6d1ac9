package snapshot

import (
	"context"
	"slices"

	"underpin/internal/network"
	"underpin/internal/worldset"
)

// A Shape is what the binding network of a world looks like. What has ended, or not yet
// begun, is a node, and no component.
type Shape struct {
	network.ComponentShape
	Nodes int // number of nodes
}

// Fragmentation is F of the world, in [0, 1]; see [network.Fragmentation].
func (s Shape) Fragmentation() float64 { return s.ComponentShape.Fragmentation(s.Nodes) }

// Shape returns the shape of the binding network without building it.
func (w *World) Shape() Shape {
	w.parts.Reset(w.n)
	for a := range w.frame.arcsIn(w.pattern, Binding) {
		if w.lostTie(a.tie) {
			continue
		}
		if u, v := w.node[a.from], w.node[a.into]; u >= 0 && v >= 0 {
			w.parts.Union(u, v)
		}
	}
	s := Shape{Nodes: w.n, ComponentShape: network.ComponentShape{Components: w.parts.Count() - w.dead()}}
	for v := range int32(w.n) {
		if w.parts.Find(v) == v {
			size := w.parts.Size(v)
			s.Largest = max(s.Largest, size)
			s.Joined += int64(size) * int64(size-1)
		}
	}
	return s
}

// Shapes returns the shape of the binding network in every world, by world. Where
// no sameness is drawn, 64 worlds are measured at a time and what is tied in all of
// them is contracted once. It returns the context's error where it was cancelled.
func (t *BitParallel) Shapes(ctx context.Context, run RunConfig) ([]Shape, error) {
	out := make([]Shape, t.f.Worlds())
	if t.f.fixedRoot != nil {
		return out, t.shapesByWord(ctx, out)
	}
	each := make([]Shape, t.f.Patterns())
	err := t.f.Each(ctx, run, func() func(int) {
		w := t.f.World()
		return func(pattern int) {
			w.Set(pattern, t.loss)
			each[pattern] = w.Shape()
		}
	})
	for world := range out {
		out[world] = each[t.f.Pattern(world)]
	}
	return out, err
}

// shapesByWord measures worlds that have one set of nodes.
func (t *BitParallel) shapesByWord(ctx context.Context, out []Shape) error {
	if len(out) == 0 {
		return ctx.Err()
	}
	w := t.f.World()
	w.Set(0, t.loss)
	var us, vs []int32
	var certain []bool
	var rows []worldset.Set
	all := t.all()
	for _, a := range t.f.arcs[Binding] {
		u, v := w.node[a.from], w.node[a.into]
		if u < 0 || v < 0 || u == v || w.lostTie(a.tie) {
			continue
		}
		row := t.f.columnOf[a.place]
		us, vs, rows = append(us, u), append(vs, v), append(rows, row)
		certain = append(certain, slices.Equal(row, all))
	}
	kernel := network.NewWorldKernel(w.n, us, vs, certain)
	var scratch network.WorldScratch
	var shapes [worldset.Lanes]network.ComponentShape
	masks := make([]uint64, len(rows))
	for k := range t.words {
		if err := ctx.Err(); err != nil {
			return err
		}
		for i, row := range rows {
			masks[i] = row[k]
		}
		kernel.Measure(&scratch, masks, &shapes)
		for lane := range min(worldset.Lanes, len(out)-worldset.Lanes*k) {
			out[worldset.Lanes*k+lane] = Shape{shapes[lane], w.n}
		}
		for _, d := range t.f.dead {
			if w.node[d.entity] >= 0 {
				for lane := range worldset.In(d.row[k]) {
					out[worldset.Lanes*k+lane].Components--
				}
			}
		}
	}
	return nil
}
