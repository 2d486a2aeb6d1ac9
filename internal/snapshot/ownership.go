package snapshot

import (
	"slices"
	"sync"

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

// A controlRows is who controls what by ownership, by pair the worlds in which it does.
type controlRows struct {
	rows []worldset.Set
	// near are the worlds in which a pair is more than a chain of other pairs gives:
	// control by the holder's own shares, or with those of firms of which none controls the
	// thing by itself. What a chain gives is no channel of its own.
	near func() []worldset.Set
}

// stake reads the shares in every world, where there are any.
func (f *Frame) stake(w Worlds, date int) {
	o := &owned{tieOf: map[[2]int32]int{}}
	o.read(f.shareReader(w, date))
	if len(o.shares) == 0 {
		return
	}
	f.owned = o
	if len(f.merges)+len(f.unsure) > 0 {
		o.mayBe = f.MayBe()
	}
	o.list()
	if o.mayBe != nil {
		o.beside = f.toldBeside(o)
	}
	f.links()
}

// own finds who controls what in every world, and makes a tie of command of each pair.
func (f *Frame) own() {
	o := f.owned
	if o == nil {
		return
	}
	f.Ties = slices.Clip(f.Ties)
	var rows []worldset.Set
	newControlSearch(f, nil).eachPair(func(pair [2]int32, row worldset.Set) {
		t := len(f.Ties)
		o.tieOf[pair], o.pairs = t, append(o.pairs, pair)
		f.Ties = append(f.Ties, f.controlTie(pair))
		f.active = append(f.active, int32(len(f.Active)))
		f.Active = append(f.Active, t)
		f.columnOf = append(f.columnOf, row)
		rows = append(rows, row)
	})
	o.control = f.controlOf(rows, nil)
}

// controlOf is who controls what in some rows of worlds, after a loss.
func (f *Frame) controlOf(rows []worldset.Set, lost *BitParallel) *controlRows {
	return &controlRows{rows, sync.OnceValue(func() []worldset.Set { return newControlSearch(f, lost).nearest(rows) })}
}

// byOwnership reports whether a tie is of a pair that controls by ownership.
func (f *Frame) byOwnership(tie int) bool { return tie >= len(f.Projection.Ties) }

// pairOf returns the pair of which a tie of control by ownership is.
func (f *Frame) pairOf(tie int) int { return tie - len(f.Projection.Ties) }

// controlMoved marks the holders of whom some touched share may be: their own, one of
// somebody whom they control, or of somebody who may be one with these. What others control
// stays as it was.
func (f *Frame) controlMoved(touched func(tieShare) bool) []bool {
	o := f.owned
	holds, moved := make([]bool, len(f.Case.Entities)), make([]bool, len(f.Case.Entities))
	for _, s := range o.shares {
		if touched(s) {
			for _, x := range o.alike(s.holder) {
				holds[x], moved[x] = true, true
			}
		}
	}
	for _, p := range o.pairs {
		moved[p[0]] = moved[p[0]] || holds[p[1]]
	}
	return moved
}

// controlAfter finds who controls what after a loss.
func (t *BitParallel) controlAfter() *controlRows {
	f := t.f
	if f.owned == nil || f.owned.control == nil {
		return nil
	}
	touched := func(s tieShare) bool {
		return t.lostTie(int32(s.tie)) || t.gone[s.holder] != nil || t.gone[s.held] != nil
	}
	if t.loss == nil || !slices.ContainsFunc(f.owned.shares, touched) {
		return f.owned.control
	}
	rows := make([]worldset.Set, len(f.owned.pairs))
	moved := f.controlMoved(touched)
	search := newControlSearch(f, t)
	for i, pair := range f.owned.pairs {
		switch x := pair[0]; {
		case !moved[x]:
			rows[i] = f.owned.control.rows[i]
		case i == 0 || f.owned.pairs[i-1][0] != x:
			for _, c := range search.of(x) {
				rows[f.pairOf(f.owned.tieOf[[2]int32{x, c.held}])] = c.row
			}
		}
	}
	for i := range rows {
		if rows[i] == nil {
			rows[i] = worldset.New(f.worlds)
		}
	}
	return f.controlOf(rows, t)
}

// controlTie returns the tie of command of a pair that controls by ownership. It is of no
// claim: several may give it together. Its relation is the first by which the thing is
// held by shares, in the order of the case.
func (f *Frame) controlTie(pair [2]int32) Tie {
	o := f.owned
	first := o.shares[o.byThing[o.thing(pair[1])][0]].tie
	return Tie{Claim: -1, Subject: pair[0], Object: pair[1], Relation: f.Projection.Ties[first].Relation, Command: true, Support: true}
}
