package snapshot

import (
	"math"
	"slices"

	"underpin"
	"underpin/internal/worldset"
)

// Unknown is the share of a holder of whom nobody says how much it holds, and who
// controls by the word of the relation: it has no part in any sum.
var Unknown = math.Inf(1)

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

// An owned is the ties of a frame that state shares, their shares over the worlds, and who
// controls what by them.
type owned struct {
	shares []tieShare
	// byHolder are, by entity, the shares that it has; byThing those in all that may be one
	// with an entity, at the place of the first of them. Both by place in shares.
	byHolder, byThing [][]int32
	mayBe             [][]int32 // by entity, who may be one with it; nil where nobody may
	// beside are pairs of shares, by place, that one source tells of two who may be one.
	beside map[[2]int]bool

	pairs   [][2]int32 // who controls what by ownership in some world, in order
	tieOf   map[[2]int32]int
	control *controlRows // without a loss, by pair; nil where it is found on demand
}

// A tieShare is the share of a tie of ownership over the worlds.
type tieShare struct {
	tie          int
	holder, held int32
	row          worldset.Set // where it holds, with a share above nought
	alone        worldset.Set // where that is a majority by itself
	// each is its share wherever it has one; where that differs, drawn is it by world.
	each  float64
	drawn []float64
}

// in is the share in a world, 0 where there is none.
func (s *tieShare) in(world int) float64 {
	switch {
	case !s.row.Has(world):
		return 0
	case s.drawn != nil:
		return s.drawn[world]
	}
	return s.each
}

// thing returns the first of those that may be one with an entity.
func (o *owned) thing(e int32) int32 {
	if o.mayBe == nil {
		return e
	}
	return o.mayBe[e][0]
}

// read reads the shares of the ties in the worlds in which they hold. A claim that has no
// room beside better attested ones gives way in a world, and forms no tie there.
func (o *owned) read(r *shareReader) {
	f := r.f
	by := make([]float64, f.worlds)
	for _, t := range f.Active {
		if !f.Ties[t].Shares {
			continue
		}
		s := r.over(t, by)
		tie := &f.Ties[t]
		column := f.columnOf[f.active[t]]
		if tie.Relation.Stake(&f.Case.Claims[tie.Claim]).High > 0 && !slices.Equal(s.row, column) {
			f.columnOf[f.active[t]] = s.row
		}
		o.shares = append(o.shares, s)
	}
	o.byHolder, o.byThing = make([][]int32, len(f.Case.Entities)), make([][]int32, len(f.Case.Entities))
}

// over reads the share of a tie in every world, in storage for as many.
func (r *shareReader) over(t int, by []float64) tieShare {
	f := r.f
	s := tieShare{tie: t, row: worldset.New(f.worlds)}
	if s.holder, s.held = f.Ties[t].Subject, f.Ties[t].Object; !f.Ties[t].Down() {
		s.holder, s.held = s.held, s.holder
	}
	one := true
	for world := range f.columnOf[f.active[t]].Each() {
		if f.only != nil && !f.only.Has(world) {
			continue
		}
		share := r.of(world, t)
		if by[world] = share; share <= 0 {
			continue
		}
		if s.row.Add(world); s.each == 0 {
			s.each = share
		}
		one = one && share == s.each
	}
	if one {
		if s.each > majority+slack {
			s.alone = s.row
		}
		return s
	}
	s.drawn, s.alone = make([]float64, f.worlds), worldset.New(f.worlds)
	for world := range s.row.Each() {
		if s.drawn[world] = by[world]; by[world] > majority+slack {
			s.alone.Add(world)
		}
	}
	return s
}

// list lists the shares by who holds them and in what.
func (o *owned) list() {
	for k := range o.shares {
		s := &o.shares[k]
		o.byHolder[s.holder] = append(o.byHolder[s.holder], int32(k))
		thing := o.thing(s.held)
		o.byThing[thing] = append(o.byThing[thing], int32(k))
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
	for _, in := range o.byThing {
		for i, a := range in {
			one := &o.shares[a]
			if len(o.mayBe[one.holder]) < 2 {
				continue
			}
			for _, b := range in[i+1:] {
				other := &o.shares[b]
				if other.holder != one.holder && slices.Contains(o.mayBe[one.holder], other.holder) && f.oneSource(one.tie, other.tie) {
					out[[2]int{int(a), int(b)}] = true
				}
			}
		}
	}
	return out
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
