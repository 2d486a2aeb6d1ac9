package snapshot

import (
	"context"
	"slices"

	"underpin/internal/worldset"
)

// A BitParallel looks at all worlds of a frame at once, 64 to a word, before or after
// a loss. It answers without building the networks of each world, and the same as
// they do. It is read only and safe for concurrent use.
type BitParallel struct {
	f     *Frame
	loss  *Loss
	words int
	links []identityLink
	gone  []worldset.Set // by entity: the worlds in which it is lost; nil for none
	pair  *lossPair      // where both are looked at
	// owned is what is left of control by ownership; nil where there is none, or where it is
	// found on demand.
	owned *controlRows
}

// BitParallel prepares a look at all worlds, without what is lost; nil loses nothing.
func (f *Frame) BitParallel(loss *Loss) *BitParallel {
	t := &BitParallel{f: f, loss: loss, words: worldset.Words(f.Worlds()), links: f.links()}
	t.gone = make([]worldset.Set, len(f.Case.Entities))
	if loss == nil {
		t.owned = t.controlAfter()
		return t
	}
	for e, lost := range loss.Entities {
		if lost {
			t.gone[e] = t.all()
		}
	}
	// What is one with the lost goes with it: first who stands for it, then all
	// for whom that one stands.
	for range 2 {
		for _, l := range t.links {
			t.spreadLoss(l.entity, l.root, l.row)
			t.spreadLoss(l.root, l.entity, l.row)
		}
	}
	t.owned = t.controlAfter()
	return t
}

func (t *BitParallel) spreadLoss(from, to int32, row worldset.Set) {
	if t.gone[from] == nil {
		return
	}
	if t.gone[to] == nil {
		t.gone[to] = worldset.New(t.f.worlds)
	}
	for k, word := range t.gone[from] {
		t.gone[to][k] |= word & row[k]
	}
}

// all returns the row of all worlds.
func (t *BitParallel) all() worldset.Set { return worldset.All(t.f.worlds) }

// Stands returns the worlds in which a tie stands, as [World.Stands] has it; nil for none.
// The row may be one of the frame.
func (t *BitParallel) Stands(tie int) worldset.Set {
	f := t.f
	switch {
	case f.active[tie] < 0 || t.lostTie(int32(tie)):
		return nil
	case f.byOwnership(tie):
		return t.owned.near()[f.pairOf(tie)]
	}
	row := f.columnOf[f.active[tie]]
	from, into := t.gone[f.Ties[tie].Subject], t.gone[f.Ties[tie].Object]
	if from != nil || into != nil {
		row = slices.Clone(row)
		row.AndNot(from)
		row.AndNot(into)
	}
	return row
}

// Gone returns the worlds in which an entity is lost, itself or as one that is the same;
// nil for none. The row is not to be written to.
func (t *BitParallel) Gone(entity int32) worldset.Set { return t.gone[entity] }

// one returns the worlds in which two entities are one.
func (t *BitParallel) one(a, b int32) worldset.Set {
	if a == b {
		return t.all()
	}
	same := newBitParallelSearch(t, nil)
	out := worldset.New(t.f.worlds)
	for k := range out {
		same.from(k, a, worldset.AllIn(t.f.worlds, k))
		out[k] = same.reached[b]
	}
	return out
}

// Reaches returns the worlds in which a root reaches a target by ties of a reading,
// directed as they are: neither is lost, and they are not one.
func (t *BitParallel) Reaches(r Reading, root, target int32) worldset.Set {
	out, s := worldset.New(t.f.worlds), newBitParallelSearch(t, &r)
	s.target = target
	for k := range out {
		worlds := worldset.AllIn(t.f.worlds, k)
		if t.f.only != nil {
			worlds = t.f.only.Word(k)
		}
		if worlds != 0 {
			s.from(k, root, worlds)
			out[k] = s.reached[target]
		}
	}
	out.AndNot(t.one(root, target))
	return out
}

// Counts returns, by entity, in how many worlds a root reaches it by ties of a
// reading, as [BitParallel.Reaches] has it. It returns the context's error where it was
// cancelled.
func (t *BitParallel) Counts(ctx context.Context, r Reading, root int32) ([]int64, error) {
	return t.counts(ctx, r, []int32{root}, nil)
}

// CountsTogether is Counts of the worlds in which any of several roots reaches an entity,
// and in which that is left on the other side of the losses as well.
func (t *BitParallel) CountsTogether(ctx context.Context, r Reading, roots []int32) ([]int64, error) {
	if t.pair == nil {
		return t.counts(ctx, r, roots, nil)
	}
	return t.counts(ctx, r, roots, t.pair.after.gone)
}

// counts counts worlds but those in which an entity is gone; nil leaves out none.
func (t *BitParallel) counts(ctx context.Context, r Reading, roots []int32, gone []worldset.Set) ([]int64, error) {
	n := len(t.f.Case.Entities)
	out, any, all := make([]int64, n), make([]uint64, n), t.all()
	reached, same := newBitParallelSearch(t, &r), newBitParallelSearch(t, nil)
	for k := range t.words {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		clear(any)
		for _, root := range roots {
			reached.from(k, root, all[k])
			same.from(k, root, all[k])
			for e, word := range reached.reached {
				any[e] |= word &^ same.reached[e]
			}
		}
		for e, word := range any {
			if gone != nil {
				word &^= gone[e].Word(k)
			}
			out[e] += int64(worldset.Count(word))
		}
	}
	return out, ctx.Err()
}

// nowhere is the target of a search that goes everywhere.
const nowhere = -1

// A bitParallelSearch finds what hangs together with a root in 64 worlds at a time.
type bitParallelSearch struct {
	t                *BitParallel
	offsets, targets []int32
	rows             []worldset.Set // by arc
	reached, done    []uint64       // by entity, one word
	queued           []bool
	queue            []int32
	// target is what alone is asked about: a world in which it is reached is done.
	target int32
	// control finds what an owner controls, where no arcs say so; nil where they do. closed
	// are by entity the worlds in which all that it controls has been reached with it.
	control *controlSearch
	closed  []uint64
}

// newBitParallelSearch lists the arcs of a reading, and links, by the entity that they leave;
// of no reading links alone.
func newBitParallelSearch(t *BitParallel, r *Reading) *bitParallelSearch {
	n := len(t.f.Case.Entities)
	s := &bitParallelSearch{t: t, offsets: make([]int32, n+1), reached: make([]uint64, n), done: make([]uint64, n), queued: make([]bool, n), target: nowhere}
	var arcs []arc
	if r != nil {
		arcs = t.f.arcs[*r]
		if t.f.owned != nil && t.owned == nil && *r != Binding {
			s.control, s.closed = newControlSearch(t.f, t), make([]uint64, n)
		}
	}
	each := func(visit func(from, into int32, row worldset.Set)) {
		for _, a := range arcs {
			switch {
			case t.lostTie(a.tie):
			case t.f.byOwnership(int(a.tie)):
				visit(a.from, a.into, t.owned.rows[t.f.pairOf(int(a.tie))])
			default:
				visit(a.from, a.into, t.f.columnOf[a.place])
			}
		}
		for _, l := range t.links {
			visit(l.entity, l.root, l.row)
			visit(l.root, l.entity, l.row)
		}
	}
	total := 0
	each(func(from, _ int32, _ worldset.Set) {
		s.offsets[from+1]++
		total++
	})
	for e := range n {
		s.offsets[e+1] += s.offsets[e]
	}
	next := append([]int32(nil), s.offsets...)
	s.targets, s.rows = make([]int32, total), make([]worldset.Set, total)
	each(func(from, into int32, row worldset.Set) {
		s.targets[next[from]], s.rows[next[from]] = into, row
		next[from]++
	})
	return s
}

// from fills in reached for some worlds of a word.
func (s *bitParallelSearch) from(k int, root int32, worlds uint64) {
	clear(s.reached)
	clear(s.done)
	clear(s.closed)
	s.queue = s.queue[:0]
	s.enter(k, root, worlds)
	for head := 0; head < len(s.queue); head++ {
		u := s.queue[head]
		s.queued[u] = false
		fresh := s.reached[u] &^ s.done[u]
		s.done[u] = s.reached[u]
		if s.target != nowhere {
			fresh &^= s.reached[s.target]
		}
		if fresh == 0 {
			continue
		}
		for i := s.offsets[u]; i < s.offsets[u+1]; i++ {
			if more := fresh & s.rows[i][k] &^ s.reached[s.targets[i]]; more != 0 {
				s.enter(k, s.targets[i], more)
			}
		}
		if s.control != nil {
			s.own(k, u, fresh&^s.closed[u])
		}
	}
}

// enter reaches an entity in more worlds of a word.
func (s *bitParallelSearch) enter(k int, v int32, more uint64) {
	if more &^= s.t.gone[v].Word(k) | s.reached[v]; more == 0 {
		return
	}
	if s.reached[v] |= more; !s.queued[v] {
		s.queued[v] = true
		s.queue = append(s.queue, v)
	}
}

// own reaches what an owner controls in some worlds of a word. Who controls a firm controls
// all that the firm controls, so that this need not be asked again; and who has one share
// alone controls nothing but the firm and what that does.
func (s *bitParallelSearch) own(k int, u int32, worlds uint64) {
	if worlds == 0 || !s.control.holds(u) {
		return
	}
	if worlds &= s.t.f.standing(u, k); worlds == 0 {
		return
	}
	if i, ok := s.control.alone(u); ok {
		share := &s.t.f.owned.shares[i]
		s.control.word = k
		s.enter(k, share.held, worlds&share.alone.Word(k)&s.control.left(share))
		return
	}
	s.control.within(u, k, worlds, func(e int32, its uint64) {
		s.enter(k, e, its)
		s.closed[e] |= its
	})
}
