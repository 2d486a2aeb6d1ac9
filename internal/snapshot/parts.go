package snapshot

import (
	"context"
	"math/bits"
	"slices"
	"sync"

	"underpin/internal/network"
)

// Sides prepares a look at all worlds before and after a loss. What is counted for
// one of them is counted for both, since they differ by little.
func (f *Frame) Sides(loss *Loss) (before, after *Together) {
	before, after = f.Together(nil), f.Together(loss)
	s := &sides{after: after}
	before.sides, after.sides = s, s
	return before, after
}

// sides keep what is counted on both sides of a loss.
type sides struct {
	lock                        sync.Mutex
	after                       *Together
	counted                     bool
	partsBefore, partsRemaining []int
}

// Components counts the components of the binding network in every world, by world,
// 64 worlds at a time. That two entities are one in a world joins them as a tie does,
// so that drawn samenesses need no network of their own here; the sizes in a [Shape]
// would. It returns the context's error where it was cancelled.
func (t *Together) Components(ctx context.Context) ([]int, error) {
	if t.sides == nil {
		_, after, err := t.components(ctx)
		return after, err
	}
	s := t.sides
	s.lock.Lock()
	defer s.lock.Unlock()
	if !s.counted {
		var err error
		if s.partsBefore, s.partsRemaining, err = s.after.components(ctx); err != nil {
			return nil, err
		}
		s.counted = true
	}
	if t == s.after {
		return s.partsRemaining, nil
	}
	return s.partsBefore, nil
}

// chunk is how many words of worlds are laid out at a time.
const chunk = 16

// components counts with and without what is lost: what is left first, then what
// the lost ties join.
func (t *Together) components(ctx context.Context) (before, after []int, err error) {
	n := t.f.Worlds()
	before, after = make([]int, n), make([]int, n)
	b := t.bonds()
	kernel := network.NewWorlds(b.n, b.us, b.vs, b.certain)
	var scratch network.WorldScratch
	var left, whole [64]network.Shape
	masks, more := newMasks(b.rows), newMasks(b.lost.rows)
	further := network.Further{Us: b.lost.us, Vs: b.lost.vs}
	for k := range t.words {
		if err := ctx.Err(); err != nil {
			return nil, nil, err
		}
		further.Words = more.word(k)
		kernel.MeasureTwice(&scratch, masks.word(k), further, &left, &whole)
		for lane := range min(64, n-64*k) {
			before[64*k+lane], after[64*k+lane] = whole[lane].Components, left[lane].Components
		}
		// What is lost in a world stands alone there, and is no part of it.
		for _, gone := range b.gone {
			for word := gone[k]; word != 0; word &= word - 1 {
				after[64*k+bits.TrailingZeros64(word)]--
			}
		}
	}
	return before, after, nil
}

// masks are rows of worlds laid out by word, a chunk of words at a time.
type masks struct {
	rows [][]uint64
	from int
	laid []uint64
}

func newMasks(rows [][]uint64) *masks {
	return &masks{rows: rows, from: -chunk, laid: make([]uint64, chunk*len(rows))}
}

// word returns one word of every row. Words are asked for in order.
func (m *masks) word(k int) []uint64 {
	n := len(m.rows)
	if k >= m.from+chunk {
		m.from = k
		for i, row := range m.rows {
			for j, word := range row[k:min(k+chunk, len(row))] {
				m.laid[j*n+i] = word
			}
		}
	}
	return m.laid[(k-m.from)*n : (k-m.from+1)*n]
}

// bonds are the entities with a tie in some world, numbered, and what joins them
// where nothing they hang on is lost; and what else joins them where it is.
type bonds struct {
	n       int
	number  []int32 // by entity, or -1
	us, vs  []int32
	rows    [][]uint64
	certain []bool
	gone    [][]uint64 // of those that are lost in some world
	lost    struct {
		us, vs []int32
		rows   [][]uint64
	}
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
		lost := t.loss != nil && t.loss.Ties != nil && t.loss.Ties[a.tie]
		b.join(t, a.from, a.into, t.f.columnOf[a.place], all, lost)
	}
	of := map[int32][]link{} // by who stands for them
	for _, l := range t.links {
		b.join(t, l.entity, l.root, l.row, all, false)
		for _, m := range of[l.root] {
			row := make([]uint64, t.words)
			for k := range row {
				row[k] = l.row[k] & m.row[k]
			}
			b.join(t, l.entity, m.entity, row, all, false)
		}
		of[l.root] = append(of[l.root], l)
	}
	return b
}

// join adds a bond: in the worlds of a row in which neither it nor an end is lost,
// and in the others.
func (b *bonds) join(t *Together, from, into int32, row, all []uint64, lost bool) {
	u, v := b.number[from], b.number[into]
	if u < 0 || v < 0 {
		return
	}
	if lost || t.gone[from] != nil || t.gone[into] != nil {
		gone := make([]uint64, len(row))
		left := slices.Clone(row)
		for k := range row {
			if lost {
				gone[k] = row[k]
			} else {
				gone[k] = row[k] & (t.goneWord(from, k) | t.goneWord(into, k))
			}
			left[k] &^= gone[k]
		}
		b.lost.us, b.lost.vs, b.lost.rows = append(b.lost.us, u), append(b.lost.vs, v), append(b.lost.rows, gone)
		row = left
	}
	b.us, b.vs, b.rows = append(b.us, u), append(b.vs, v), append(b.rows, row)
	b.certain = append(b.certain, slices.Equal(row, all))
}
