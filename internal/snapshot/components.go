package snapshot

import (
	"context"
	"slices"
	"sync"

	"underpin/internal/worldset"
)

// BeforeAndAfter prepares a look at all worlds before and after a loss. What is counted for
// one of them is counted for both, since they differ by little.
func (f *Frame) BeforeAndAfter(loss *Loss) (before, after *BitParallel) {
	before, after = f.BitParallel(nil), f.BitParallel(loss)
	s := &lossPair{after: after}
	before.pair, after.pair = s, s
	return before, after
}

// lossPair keep what is counted on both sides of a loss.
type lossPair struct {
	lock                        sync.Mutex
	after                       *BitParallel
	counter                     *ComponentCounter
	partsBefore, partsRemaining []int
}

// Components counts the components of the binding network in every world, by world,
// 64 worlds at a time. That two entities are one in a world joins them as a tie does,
// so that drawn samenesses need no network of their own here; the sizes in a [Shape]
// would. It returns the context's error where it was cancelled.
func (t *BitParallel) Components(ctx context.Context) ([]int, error) {
	if t.pair == nil {
		_, after, err := newComponentCounter(t).Count(ctx, nil)
		return after, err
	}
	s := t.pair
	s.lock.Lock()
	defer s.lock.Unlock()
	if s.partsBefore == nil {
		s.counter = newComponentCounter(s.after)
		var err error
		if s.partsBefore, s.partsRemaining, err = s.counter.Count(ctx, nil); err != nil {
			return nil, err
		}
	}
	if t == s.after {
		return s.partsRemaining, nil
	}
	return s.partsBefore, nil
}

// Counter returns what Components has counted with, for worlds that have most ties in
// common with these; nil where it has not counted both sides of a loss.
func (t *BitParallel) Counter() *ComponentCounter {
	if t.pair == nil {
		return nil
	}
	t.pair.lock.Lock()
	defer t.pair.lock.Unlock()
	return t.pair.counter
}

// lossTies are the entities with a tie in some world, numbered, and what joins them
// where nothing they hang on is lost; and what else joins them where it is.
type lossTies struct {
	n       int
	number  []int32 // by entity, or -1
	us, vs  []int32
	rows    []worldset.Set
	certain []bool
	gone    []worldset.Set // of those that are lost in some world
	lost    struct {
		us, vs []int32
		rows   []worldset.Set
		at     map[int]int // by edge
	}
}

func (t *BitParallel) edges() *lossTies {
	b := &lossTies{number: make([]int32, len(t.f.Case.Entities))}
	most := len(t.f.arcs[Binding]) + len(t.links)
	b.us, b.vs = make([]int32, 0, most), make([]int32, 0, most)
	b.rows, b.certain = make([]worldset.Set, 0, most), make([]bool, 0, most)
	b.lost.at = map[int]int{}
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
		b.join(t, a.from, a.into, t.f.columnOf[a.place], all, t.lostTie(a.tie))
	}
	of := map[int32][]identityLink{} // by who stands for them
	for _, l := range t.links {
		b.join(t, l.entity, l.root, l.row, all, false)
		for _, m := range of[l.root] {
			row := slices.Clone(l.row)
			row.And(m.row)
			b.join(t, l.entity, m.entity, row, all, false)
		}
		of[l.root] = append(of[l.root], l)
	}
	return b
}

func (t *BitParallel) lostTie(tie int32) bool { return t.loss.takes(tie) }

// join adds an edge: in the worlds of a row in which neither it nor an end is lost,
// and in the others.
func (b *lossTies) join(t *BitParallel, from, into int32, row, all worldset.Set, lost bool) {
	u, v := b.number[from], b.number[into]
	if u < 0 || v < 0 {
		return
	}
	if lost || t.gone[from] != nil || t.gone[into] != nil {
		var gone worldset.Set
		row, gone = t.parted(from, into, row, lost)
		b.lost.at[len(b.rows)] = len(b.lost.rows)
		b.lost.us, b.lost.vs, b.lost.rows = append(b.lost.us, u), append(b.lost.vs, v), append(b.lost.rows, gone)
	}
	b.us, b.vs, b.rows = append(b.us, u), append(b.vs, v), append(b.rows, row)
	b.certain = append(b.certain, slices.Equal(row, all))
}

// parted parts the worlds of an edge into those in which it is left and those in which
// it, or an end of it, is lost.
func (t *BitParallel) parted(from, into int32, row worldset.Set, lost bool) (left, gone worldset.Set) {
	left, gone = worldset.New(t.f.worlds), worldset.New(t.f.worlds)
	for k, word := range row {
		gone[k] = word
		if !lost {
			gone[k] &= t.gone[from].Word(k) | t.gone[into].Word(k)
		}
		left[k] = word &^ gone[k]
	}
	return left, gone
}
