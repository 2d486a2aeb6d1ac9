package snapshot

import (
	"math"
	"slices"

	"underpin"
	"underpin/internal/network"
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

// stake returns who holds and what is held by a tie, by place.
func (f *Frame) stake(o *owned, k int) (holder, held int32) {
	tie := &f.Projection.Ties[o.ties[k]]
	if tie.Down() {
		return tie.Subject, tie.Object
	}
	return tie.Object, tie.Subject
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
