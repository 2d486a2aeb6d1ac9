package snapshot

import (
	"encoding/binary"
	"iter"
	"math"
	"math/bits"
	"slices"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/worldset"
)

// Ownership gives control by shares: X controls C when what X, and all that X controls
// by ownership, hold of C comes to more than half. It is the least fixed point of that
// rule, so that a circle of firms that own each other controls nothing from within.
//
// To come: the reading of OFAC (FAQ 401), half or more of what all listed owners hold
// together, which is the same fixed point from several owners at once.

// Unknown is the share of a holder of whom nobody says how much it holds, and who
// controls by the word of the relation: it has no part in any sum.
var Unknown = math.Inf(1)

// majority is the percentage above which control begins; slack is what a sum of decimal
// fractions may be off.
const majority, slack = 50, 1e-9

// A Holding is what one holder has of something in one world, in percent, or [Unknown].
// Entities go by who stands for them.
type Holding struct {
	Holder, Held int32
	Share        float64
}

// sharedWorlds are worlds that draw shares; in others a share is the middle of what is
// stated.
type sharedWorlds interface {
	Share(date, world, claim int) float64
}

// shareReader reads the shares of ties in worlds.
type shareReader struct {
	f     *Frame
	w     Worlds
	date  int
	drawn sharedWorlds
}

func (f *Frame) shareReader(w Worlds, date int) *shareReader {
	drawn, _ := w.(sharedWorlds)
	return &shareReader{f, w, date, drawn}
}

// of returns the share of an ownership tie in a world; 0 where it does not hold.
func (r *shareReader) of(world, tie int) float64 {
	t := &r.f.Projection.Ties[tie]
	if r.drawn != nil {
		return r.drawn.Share(r.date, world, t.Claim)
	}
	if !r.w.Holds(r.date, world, t.Claim) {
		return 0
	}
	s := t.Relation.Stake(&r.f.Case.Claims[t.Claim])
	if s.Controls {
		return Unknown
	}
	return (s.Low + s.High) / 2
}

// An owned is the ties of a frame that state shares, and their shares by world.
type owned struct {
	ties  []int
	share [][]float64 // by tie, then world
	tieOf map[[2]int32]int
	// all are the positions of the ties; parts those that hang together: who controls
	// what in one says nothing of another.
	all   []int
	parts [][]int
	mayBe [][]int32 // by entity, who may be one with it; nil where nobody may
}

// A controlMemo keeps who controls what in a part, by the shares that are held in it: a
// world brings few new ones where shares are stated. (Solving every world afresh cost
// four times all else that a conclusion asks.)
type controlMemo struct {
	h    *holdings
	seen []map[string][][2]int32
	key  []byte
}

func newControlMemo(parts int) *controlMemo {
	m := &controlMemo{h: newHoldings(), seen: make([]map[string][][2]int32, parts)}
	for p := range m.seen {
		m.seen[p] = map[string][][2]int32{}
	}
	return m
}

// mostSeen bounds what is kept of a part whose shares are drawn anew in every world.
const mostSeen = 4096

// own finds who controls what in every world, and makes a tie of command of each pair.
func (f *Frame) own(w Worlds, date int) {
	o := &owned{tieOf: map[[2]int32]int{}}
	r := f.shareReader(w, date)
	for _, t := range f.Active {
		if !f.Ties[t].Shares {
			continue
		}
		row := make([]float64, f.worlds)
		for world := range f.columnOf[f.active[t]].Each() {
			row[world] = r.of(world, t)
		}
		o.ties, o.share = append(o.ties, t), append(o.share, row)
	}
	if len(o.ties) == 0 {
		return
	}
	f.owned = o
	f.Ties = slices.Clip(f.Ties)
	for k := range o.ties {
		o.all = append(o.all, k)
	}
	o.parts = f.ownedParts()
	if len(f.merges)+len(f.unsure) > 0 {
		o.mayBe = f.MayBe()
	}
	root := make([]int32, len(f.Case.Entities))
	memo, sets := newControlMemo(len(o.parts)), new(network.UnionFind)
	for world := range f.worlds {
		for pair := range f.control(memo, world, f.roots(sets, root, func(u int) bool { return f.sames[u].Has(world) }), nil) {
			t, ok := o.tieOf[pair]
			if !ok {
				t = len(f.Ties)
				o.tieOf[pair] = t
				f.Ties = append(f.Ties, f.controlTie(pair))
				f.active = append(f.active, int32(len(f.Active)))
				f.Active = append(f.Active, t)
				f.columnOf = append(f.columnOf, worldset.New(f.worlds))
			}
			f.columnOf[f.active[t]].Add(world)
		}
	}
}

// byOwnership reports whether a tie is of a pair that controls by ownership.
func (f *Frame) byOwnership(tie int) bool { return tie >= len(f.Projection.Ties) }

// fewHolders is up to how many ties of ownership in one thing all that some of them can
// come to is noted.
const fewHolders = 6

// shareStates returns columns by which worlds differ where the shares drawn in them may
// lead to other control, now or after a loss: for each thing of which shares vary, which
// of its holders come to a majority together.
func (f *Frame) shareStates() []worldset.Set {
	if f.owned == nil {
		return nil
	}
	groups := map[int32][]int{}
	var order []int32
	for k, t := range f.owned.ties {
		tie := &f.Ties[t]
		held := tie.Object
		if !tie.Down() {
			held = tie.Subject
		}
		if groups[held] == nil {
			order = append(order, held)
		}
		groups[held] = append(groups[held], k)
	}
	var out []worldset.Set
	for _, held := range order {
		if slices.ContainsFunc(groups[held], func(k int) bool { return varies(f.owned.share[k]) }) {
			out = append(out, f.statesOf(groups[held])...)
		}
	}
	return out
}

// varies reports whether a share is drawn: it has two values beside none.
func varies(share []float64) bool {
	first := 0.0
	for _, x := range share {
		if x > 0 && first > 0 && x != first {
			return true
		}
		first = max(first, x)
	}
	return false
}

// statesOf numbers what the shares of one thing come to in each world, and returns the
// bits of the numbers.
func (f *Frame) statesOf(group []int) []worldset.Set {
	number := map[string]int{}
	of := make([]int, f.worlds)
	var key []byte
	for world := range f.worlds {
		key = f.shareKey(key[:0], group, world)
		n, ok := number[string(key)]
		if !ok {
			n = len(number)
			number[string(key)] = n
		}
		of[world] = n
	}
	columns := make([]worldset.Set, bits.Len(uint(len(number)-1)))
	for b := range columns {
		columns[b] = worldset.New(f.worlds)
		for world, n := range of {
			if n>>b&1 != 0 {
				columns[b].Add(world)
			}
		}
	}
	return columns
}

// shareKey says which of the holders of one thing come to a majority together, or, where
// they are many or may be the same, what each has.
func (f *Frame) shareKey(key []byte, group []int, world int) []byte {
	if len(group) > fewHolders || len(f.unsure) > 0 {
		for _, k := range group {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(f.owned.share[k][world]))
		}
		return key
	}
	majorities := uint64(0)
	for some := range 1 << len(group) {
		sum := 0.0
		for i, k := range group {
			if some>>i&1 != 0 {
				sum += f.owned.share[k][world]
			}
		}
		if sum > majority+slack {
			majorities |= 1 << some
		}
	}
	return binary.LittleEndian.AppendUint64(key, majorities)
}

// ownedAfter returns, by tie of a pair that controls by ownership, the worlds in which it
// still does after a loss; nil where the loss takes no share away.
func (t *BitParallel) ownedAfter() []worldset.Set {
	f := t.f
	if f.owned == nil || t.loss == nil {
		return nil
	}
	touched := func(k int) bool {
		tie := &f.Ties[k]
		return t.lostTie(int32(k)) || t.gone[tie.Subject] != nil || t.gone[tie.Object] != nil
	}
	if !slices.ContainsFunc(f.owned.ties, touched) {
		return nil
	}
	base := len(f.Projection.Ties)
	out := make([]worldset.Set, len(f.Ties)-base)
	for k := range out {
		out[k] = worldset.New(f.worlds)
	}
	root := make([]int32, len(f.Case.Entities))
	memo, sets := newControlMemo(len(f.owned.parts)), new(network.UnionFind)
	for world := range f.worlds {
		lost := func(k int) bool {
			tie := &f.Ties[k]
			return t.lostTie(int32(k)) || t.gone[tie.Subject].Has(world) || t.gone[tie.Object].Has(world)
		}
		for pair := range f.control(memo, world, f.roots(sets, root, func(u int) bool { return f.sames[u].Has(world) }), lost) {
			out[f.owned.tieOf[pair]-base].Add(world)
		}
	}
	return out
}

// control lists who controls what in a world, without what is lost.
func (f *Frame) control(m *controlMemo, world int, root []int32, lost func(tie int) bool) iter.Seq[[2]int32] {
	return func(yield func([2]int32) bool) {
		for p, part := range f.owned.parts {
			for _, pair := range f.controlIn(m, p, part, world, root, lost) {
				if !yield(pair) {
					return
				}
			}
		}
	}
}

// controlIn lists who controls what in one part.
func (f *Frame) controlIn(m *controlMemo, p int, part []int, world int, root []int32, lost func(tie int) bool) [][2]int32 {
	m.key = m.key[:0]
	held := false
	for _, k := range part {
		share := f.owned.share[k][world]
		if share > 0 && lost != nil && lost(f.owned.ties[k]) {
			share = 0
		}
		held = held || share > 0
		m.key = binary.LittleEndian.AppendUint64(m.key, math.Float64bits(share))
		if len(f.unsure) > 0 {
			tie := &f.Ties[f.owned.ties[k]]
			m.key = binary.LittleEndian.AppendUint32(m.key, uint32(root[tie.Subject]))
			m.key = binary.LittleEndian.AppendUint32(m.key, uint32(root[tie.Object]))
		}
	}
	if !held {
		return nil
	}
	if pairs, ok := m.seen[p][string(m.key)]; ok {
		return pairs
	}
	f.lay(m.h, part, world, root, lost)
	m.h.solve()
	pairs := slices.Clone(m.h.pairs)
	if len(m.seen[p]) < mostSeen {
		m.seen[p][string(m.key)] = pairs
	}
	return pairs
}

// ownedParts finds the ties of ownership that hang together, in the order of the ties.
func (f *Frame) ownedParts() [][]int {
	var sets network.UnionFind
	sets.Reset(len(f.Case.Entities))
	for _, t := range f.owned.ties {
		sets.Union(f.Ties[t].Subject, f.Ties[t].Object)
	}
	for _, m := range slices.Concat(f.merges, f.unsure) {
		sets.Union(f.judged[m.a], f.judged[m.b])
	}
	at := map[int32]int{}
	var parts [][]int
	for k, t := range f.owned.ties {
		root := sets.Find(f.Ties[t].Subject)
		p, ok := at[root]
		if !ok {
			p = len(parts)
			at[root], parts = p, append(parts, nil)
		}
		parts[p] = append(parts[p], k)
	}
	return parts
}

// lay collects the holdings of some ties in a world, without what is lost.
func (f *Frame) lay(h *holdings, ties []int, world int, root []int32, lost func(tie int) bool) {
	h.reset()
	for _, k := range ties {
		t := f.owned.ties[k]
		tie := &f.Ties[t]
		if f.owned.share[k][world] <= 0 || lost != nil && lost(t) {
			continue
		}
		holder, held := tie.Subject, tie.Object
		if !tie.Down() {
			holder, held = held, holder
		}
		h.add(root[holder], root[held], f.owned.share[k][world])
	}
}

// roots fills in who stands for whom in a world.
func (f *Frame) roots(sets *network.UnionFind, root []int32, same func(unsure int) bool) []int32 {
	if len(f.unsure) == 0 && f.fixedRoot != nil {
		return f.fixedRoot
	}
	f.unite(sets, root, same)
	return root
}

// A HoldingReader reads who holds what by shares, world by world, for what needs the
// shares themselves: networks have the control already. It is for one goroutine.
type HoldingReader struct {
	// Holdings are those of the world, Root who stands in it for each entity.
	Holdings []Holding
	Root     []int32

	f    *Frame
	h    *holdings
	sets network.UnionFind
	root []int32
}

// HoldingReader returns a reader, and whether any tie states a share at all.
func (f *Frame) HoldingReader() (*HoldingReader, bool) {
	return &HoldingReader{f: f, h: newHoldings(), root: make([]int32, len(f.Case.Entities))}, f.owned != nil
}

// Set turns to a world.
func (r *HoldingReader) Set(world int) {
	r.Root = r.f.roots(&r.sets, r.root, func(u int) bool { return r.f.sames[u].Has(world) })
	r.f.lay(r.h, r.f.owned.all, world, r.Root, nil)
	r.Holdings = r.h.list
}

// Owns reports whether one controls another by ownership in a world; both stand for
// themselves there.
func (f *Frame) Owns(world int, a, b int32) bool {
	if f.owned == nil {
		return false
	}
	t, ok := f.owned.tieOf[[2]int32{a, b}]
	return ok && f.columnOf[f.active[t]].Has(world)
}

// controlTie returns the tie of command of a pair that controls by ownership. It is of no
// claim: several may give it together.
func (f *Frame) controlTie(pair [2]int32) Tie {
	return Tie{Claim: -1, Subject: pair[0], Object: pair[1], Relation: f.titleOf(pair[1]), Command: true, Support: true}
}

// titleOf returns the relation by which something is held by shares, the first in the
// order of the case.
func (f *Frame) titleOf(held int32) *underpin.Relation {
	alike := []int32{held}
	if f.owned.mayBe != nil {
		alike = f.owned.mayBe[held]
	}
	for _, t := range f.owned.ties {
		tie := &f.Projection.Ties[t]
		if slices.Contains(alike, tie.Object) || slices.Contains(alike, tie.Subject) {
			return tie.Relation
		}
	}
	return f.Projection.Ties[f.owned.ties[0]].Relation
}
