package snapshot

import (
	"context"
	"math/bits"
	"slices"

	"underpin/internal/network"
)

// Components counts the components of the binding network in every world, by world,
// 64 worlds at a time. That two entities are one in a world joins them as a tie does,
// so that drawn samenesses need no network of their own here; the sizes in a [Shape]
// would. It returns the context's error where it was cancelled.
func (t *Together) Components(ctx context.Context) ([]int, error) {
	out := make([]int, t.f.Worlds())
	b := t.bonds()
	kernel := network.NewWorlds(b.n, b.us, b.vs, b.certain)
	var scratch network.WorldScratch
	var shapes [64]network.Shape
	masks := make([]uint64, len(b.rows))
	for k := range t.words {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		for i, row := range b.rows {
			masks[i] = row[k]
		}
		kernel.Measure(&scratch, masks, &shapes)
		for lane := range min(64, len(out)-64*k) {
			out[64*k+lane] = shapes[lane].Components
		}
		// What is lost in a world stands alone there, and is no part of it.
		for _, gone := range b.gone {
			for word := gone[k]; word != 0; word &= word - 1 {
				out[64*k+bits.TrailingZeros64(word)]--
			}
		}
	}
	return out, ctx.Err()
}

// bonds are the entities with a tie in some world, numbered, and what joins them.
type bonds struct {
	n       int
	number  []int32 // by entity, or -1
	us, vs  []int32
	rows    [][]uint64
	certain []bool
	gone    [][]uint64 // of those that are lost in some world
}

func (t *Together) bonds() *bonds {
	b := &bonds{number: make([]int32, len(t.f.Case.Entities))}
	for e, is := range t.f.Node {
		b.number[e] = -1
		if is {
			b.number[e] = int32(b.n)
			b.n++
			if t.gone[e] != nil {
				b.gone = append(b.gone, t.gone[e])
			}
		}
	}
	all := t.all()
	for _, a := range t.f.arcs[Binding] {
		if t.loss == nil || t.loss.Ties == nil || !t.loss.Ties[a.tie] {
			b.join(t, a.from, a.into, t.f.columnOf[a.place], all)
		}
	}
	of := map[int32][]link{} // by who stands for them
	for _, l := range t.links {
		b.join(t, l.entity, l.root, l.row, all)
		for _, m := range of[l.root] {
			row := make([]uint64, t.words)
			for k := range row {
				row[k] = l.row[k] & m.row[k]
			}
			b.join(t, l.entity, m.entity, row, all)
		}
		of[l.root] = append(of[l.root], l)
	}
	return b
}

// join adds a bond in the worlds of a row in which neither end is lost.
func (b *bonds) join(t *Together, from, into int32, row, all []uint64) {
	u, v := b.number[from], b.number[into]
	if u < 0 || v < 0 {
		return
	}
	if t.gone[from] != nil || t.gone[into] != nil {
		row = slices.Clone(row)
		for k := range row {
			row[k] &^= t.goneWord(from, k) | t.goneWord(into, k)
		}
	}
	b.us, b.vs, b.rows = append(b.us, u), append(b.vs, v), append(b.rows, row)
	b.certain = append(b.certain, slices.Equal(row, all))
}
