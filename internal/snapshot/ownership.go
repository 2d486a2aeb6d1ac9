package snapshot

import (
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

// majority is the percentage above which control begins; slack is what a sum of decimal
// fractions may be off.
const majority, slack = 50, 1e-9

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

// byOwnership reports whether a tie is of a pair that controls by ownership.
func (f *Frame) byOwnership(tie int) bool { return tie >= len(f.Projection.Ties) }

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
