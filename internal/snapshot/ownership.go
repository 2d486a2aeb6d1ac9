package snapshot

import (
	"encoding/binary"
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
	// ties are listed with those together that hang together, so that who controls what
	// comes in one order whatever the world.
	ties []int
	// share is by world and then by tie: it is read a world at a time.
	share []float64
	tieOf map[[2]int32]int
	mayBe [][]int32 // by entity, who may be one with it; nil where nobody may
	// beside are pairs of ties, by place, that one source tells of two who may be one.
	beside map[[2]int]bool
}

// in are the shares of the ties in a world.
func (o *owned) in(world int) []float64 {
	n := len(o.ties)
	return o.share[world*n : (world+1)*n]
}

// own finds who controls what in every world, and makes a tie of command of each pair.
func (f *Frame) own(w Worlds, date int) {
	o := &owned{tieOf: map[[2]int32]int{}}
	for _, t := range f.Active {
		if f.Ties[t].Shares {
			o.ties = append(o.ties, t)
		}
	}
	if len(o.ties) == 0 {
		return
	}
	f.owned = o
	o.ties = f.partByPart(o.ties)
	o.read(f.shareReader(w, date))
	if len(f.merges)+len(f.unsure) > 0 {
		o.mayBe = f.MayBe()
		o.beside = f.toldBeside(o)
	}
	f.Ties = slices.Clip(f.Ties)
	root := make([]int32, len(f.Case.Entities))
	h, sets := newHoldings(len(root)), new(network.UnionFind)
	for world := range f.worlds {
		f.control(h, world, f.roots(sets, root, func(u int) bool { return f.sames[u].Has(world) }), nil)
		for _, pair := range h.pairs {
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

// read fills in the shares of the ties in the worlds in which they hold. A claim that has
// no room beside better attested ones gives way in a world, and forms no tie there.
func (o *owned) read(r *shareReader) {
	n := len(o.ties)
	o.share = make([]float64, r.f.worlds*n)
	for k, t := range o.ties {
		tie := &r.f.Projection.Ties[t]
		mayGive := tie.Relation.Stake(&r.f.Case.Claims[tie.Claim]).High > 0
		column, gives := r.f.columnOf[r.f.active[t]], worldset.Set(nil)
		for world := range column.Each() {
			share := r.of(world, t)
			o.share[world*n+k] = share
			if share > 0 || !mayGive {
				continue
			}
			if gives == nil {
				gives = worldset.New(r.f.worlds)
			}
			gives.Add(world)
		}
		if gives != nil { // the column is that of the worlds, which others read
			column = slices.Clone(column)
			column.AndNot(gives)
			r.f.columnOf[r.f.active[t]] = column
		}
	}
}

// mayGiveWay reports whether shares of one relation in the thing that a tie is about, by
// their lower bounds, may leave one no room.
func (f *Frame) mayGiveWay(tie *Tie) bool {
	thing := func(t *Tie) int32 {
		if t.Down() {
			return t.Object
		}
		return t.Subject
	}
	alike := []int32{thing(tie)}
	if f.owned != nil && f.owned.mayBe != nil {
		alike = f.owned.mayBe[alike[0]]
	}
	sum := 0.0
	for i := range f.Projection.Ties {
		if t := &f.Projection.Ties[i]; t.Shares && t.Relation == tie.Relation && slices.Contains(alike, thing(t)) {
			sum += t.Relation.Stake(&f.Case.Claims[t.Claim]).Low
		}
	}
	return sum >= 100-slack
}

// toldBeside finds the pairs of ties by which one source tells of a share each of two in
// one thing who may be one: it lists them beside each other, as two lots, and where they
// are one both are theirs. What two sources tell is one holding under two names.
func (f *Frame) toldBeside(o *owned) map[[2]int]bool {
	out := map[[2]int]bool{}
	for a := range o.ties {
		holder, held := f.stake(o, a)
		if len(o.mayBe[holder]) < 2 {
			continue
		}
		for b := a + 1; b < len(o.ties); b++ {
			other, thing := f.stake(o, b)
			if other != holder && slices.Contains(o.mayBe[holder], other) && slices.Contains(o.mayBe[held], thing) && f.oneSource(o.ties[a], o.ties[b]) {
				out[[2]int{a, b}] = true
			}
		}
	}
	return out
}

// stake returns who holds and what is held by a tie, by place.
func (f *Frame) stake(o *owned, k int) (holder, held int32) {
	tie := &f.Projection.Ties[o.ties[k]]
	if tie.Down() {
		return tie.Subject, tie.Object
	}
	return tie.Object, tie.Subject
}

// oneSource reports whether a source affirms the claims of two ties.
func (f *Frame) oneSource(a, b int) bool {
	by := f.Index.ByClaim
	for _, t := range by[f.Case.Claims[f.Projection.Ties[a].Claim].ID] {
		for _, u := range by[f.Case.Claims[f.Projection.Ties[b].Claim].ID] {
			if t.Source == u.Source && t.Polarity == underpin.Affirm && u.Polarity == underpin.Affirm {
				return true
			}
		}
	}
	return false
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
		if slices.ContainsFunc(groups[held], func(k int) bool { return f.varies(k) }) {
			out = append(out, f.statesOf(groups[held])...)
		}
	}
	return out
}

// varies reports whether the share of a tie is drawn: it has two values beside none.
func (f *Frame) varies(k int) bool {
	first := 0.0
	for world := range f.worlds {
		x := f.owned.in(world)[k]
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
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(f.owned.in(world)[k]))
		}
		return key
	}
	majorities := uint64(0)
	for some := range 1 << len(group) {
		sum := 0.0
		for i, k := range group {
			if some>>i&1 != 0 {
				sum += f.owned.in(world)[k]
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
	h, sets := newHoldings(len(root)), new(network.UnionFind)
	for world := range f.worlds {
		lost := func(k int) bool {
			tie := &f.Ties[k]
			return t.lostTie(int32(k)) || t.gone[tie.Subject].Has(world) || t.gone[tie.Object].Has(world)
		}
		f.control(h, world, f.roots(sets, root, func(u int) bool { return f.sames[u].Has(world) }), lost)
		for _, pair := range h.pairs {
			out[f.owned.tieOf[pair]-base].Add(world)
		}
	}
	return out
}

// control finds who controls what in a world, without what is lost.
func (f *Frame) control(h *holdings, world int, root []int32, lost func(tie int) bool) {
	f.lay(h, world, root, lost)
	h.solve()
}

// partByPart lists ties of ownership with those together that hang together, in the order
// of the first of each part.
func (f *Frame) partByPart(ties []int) []int {
	var sets network.UnionFind
	sets.Reset(len(f.Case.Entities))
	for _, t := range ties {
		sets.Union(f.Ties[t].Subject, f.Ties[t].Object)
	}
	for _, m := range slices.Concat(f.merges, f.unsure) {
		sets.Union(f.judged[m.a], f.judged[m.b])
	}
	at := map[int32]int{}
	var parts [][]int
	for _, t := range ties {
		root := sets.Find(f.Ties[t].Subject)
		p, ok := at[root]
		if !ok {
			p = len(parts)
			at[root], parts = p, append(parts, nil)
		}
		parts[p] = append(parts[p], t)
	}
	return slices.Concat(parts...)
}

// lay collects the holdings of a world, without what is lost.
func (f *Frame) lay(h *holdings, world int, root []int32, lost func(tie int) bool) {
	h.reset()
	for k, share := range f.owned.in(world) {
		t := f.owned.ties[k]
		tie := &f.Ties[t]
		if share <= 0 || lost != nil && lost(t) {
			continue
		}
		holder, held := tie.Subject, tie.Object
		if !tie.Down() {
			holder, held = held, holder
		}
		if len(f.owned.beside) > 0 {
			h.addLot(root[holder], root[held], share, k, f.owned.beside)
			continue
		}
		h.add(root[holder], root[held], share)
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
	f      *Frame
	h      *holdings
	sets   network.UnionFind
	root   []int32
	behind []int32 // places in the list
	out    []Holding
}

// HoldingReader returns a reader, and whether any tie states a share at all.
func (f *Frame) HoldingReader() (*HoldingReader, bool) {
	return &HoldingReader{f: f, h: newHoldings(len(f.Case.Entities)), root: make([]int32, len(f.Case.Entities))}, f.owned != nil
}

// Roots returns by entity who stands for it in a world, valid until the next call.
func (r *HoldingReader) Roots(world int) []int32 {
	return r.f.roots(&r.sets, r.root, func(u int) bool { return r.f.sames[u].Has(world) })
}

// Holders reports by entity whether it, or one that may be one with it, holds something by
// shares in some world.
func (r *HoldingReader) Holders() []bool {
	o, out := r.f.owned, make([]bool, len(r.f.Case.Entities))
	if o == nil {
		return out
	}
	for k := range o.ties {
		holder, _ := r.f.stake(o, k)
		out[holder] = true
		if o.mayBe == nil {
			continue
		}
		for _, e := range o.mayBe[holder] {
			out[e] = true
		}
	}
	return out
}

// Behind lists the holdings in a thing in a world, and in all that holds something of it
// over whatever chain. What it returns is valid until the next call.
func (r *HoldingReader) Behind(world int, thing int32) []Holding {
	r.f.lay(r.h, world, r.Roots(world), nil)
	h := r.h
	h.queue, r.behind, r.out = append(h.queue[:0], thing), r.behind[:0], r.out[:0]
	h.inside[thing] = true
	for head := 0; head < len(h.queue); head++ {
		for i := h.held.first[h.queue[head]]; i >= 0; i = h.held.next[i] {
			r.behind = append(r.behind, i)
			if x := h.list[i].Holder; !h.inside[x] {
				h.inside[x] = true
				h.queue = append(h.queue, x)
			}
		}
	}
	for _, x := range h.queue {
		h.inside[x] = false
	}
	slices.Sort(r.behind)
	for _, i := range r.behind {
		r.out = append(r.out, h.list[i])
	}
	return r.out
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

// MayOwn reports whether an entity, or one that may be one with it, controls another, or
// one that may be one with that, by ownership in some world.
func (f *Frame) MayOwn(a, b int32) bool {
	if f.owned == nil {
		return false
	}
	over, under := []int32{a}, []int32{b}
	if f.owned.mayBe != nil {
		over, under = f.owned.mayBe[a], f.owned.mayBe[b]
	}
	for _, x := range over {
		for _, y := range under {
			if _, ok := f.owned.tieOf[[2]int32{x, y}]; ok {
				return true
			}
		}
	}
	return false
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
