package snapshot

import (
	"cmp"
	"slices"

	"underpin/internal/worldset"
)

// A controlSearch finds what holders control by ownership, in 64 worlds at a time: for one
// holder after the other the least fixed point of the rule. Most shares are majorities by
// themselves or are alone in their thing, and are followed in all worlds of a word at
// once; only where several inside a thing have a part in it are they added up, world by
// world.
type controlSearch struct {
	f    *Frame
	o    *owned
	lost *BitParallel // nil where nothing is
	word int
	// inside is by entity the worlds in which it is the holder or controlled by it, or is
	// one with such; done those that have been followed.
	inside, done []uint64
	met          []int32 // those inside in some world
	queue        []int32
	queued       []bool
	pending      []uint64 // by thing: the worlds in which its holders are to be added up
	things       []int32  // those pending
	// parts are, by thing, the shares in it of those inside: of hundreds a few.
	parts  [][]int32
	part   []bool  // by share: it is one of them
	parted []int32 // the things that have some
	h      *holdings
	// over is, by firm, what it controls, for those who have a share in it alone.
	over map[int32][]controlled
	at   []int32 // by entity: its place, from 1, in a list at hand
}

func newControlSearch(f *Frame, lost *BitParallel) *controlSearch {
	n := len(f.Case.Entities)
	return &controlSearch{
		f: f, o: f.owned, lost: lost, inside: make([]uint64, n), done: make([]uint64, n),
		queued: make([]bool, n), pending: make([]uint64, n), h: newHoldings(n), at: make([]int32, n),
		parts: make([][]int32, n), part: make([]bool, len(f.owned.shares)),
	}
}

// eachPair hands on who controls what, by who stands for them, with the worlds in which it
// does: in the order of the holders, and of what each controls.
func (s *controlSearch) eachPair(visit func(pair [2]int32, row worldset.Set)) {
	for x := range int32(len(s.inside)) {
		if !s.holds(x) {
			continue
		}
		for _, c := range s.of(x) {
			visit([2]int32{x, c.held}, c.row)
		}
	}
}

// A controlled is a thing that a holder controls in some worlds. Both stand for themselves
// in these.
type controlled struct {
	held int32
	row  worldset.Set
}

// of lists what a holder controls, in order.
func (s *controlSearch) of(x int32) []controlled {
	if k, ok := s.alone(x); ok && s.lost == nil {
		return s.through(x, &s.o.shares[k])
	}
	return s.search(x)
}

// alone returns the share of a holder that has no other, and that nobody else may be one
// with, in a firm of which that is so, too.
func (s *controlSearch) alone(x int32) (share int32, ok bool) {
	if len(s.o.byHolder[x]) != 1 || len(s.o.alike(x)) != 1 {
		return 0, false
	}
	k := s.o.byHolder[x][0]
	return k, len(s.o.alike(s.o.shares[k].held)) == 1
}

// through lists what somebody controls who has one share: the firm, where that is a
// majority by itself, and there all that the firm controls. As most have one share alone,
// it is found once for all in a firm.
func (s *controlSearch) through(x int32, share *tieShare) []controlled {
	row := slices.Clone(share.row)
	row.And(share.alone)
	if !row.Any() {
		return nil
	}
	all, known := s.over[share.held]
	if !known {
		all = s.search(share.held)
		if s.over == nil {
			s.over = map[int32][]controlled{}
		}
		s.over[share.held] = all
	}
	out := make([]controlled, 0, len(all)+1)
	for _, c := range all {
		if c.held == x {
			continue
		}
		its := slices.Clone(c.row)
		if its.And(row); its.Any() {
			out = append(out, controlled{c.held, its})
		}
	}
	at, _ := slices.BinarySearchFunc(out, share.held, func(c controlled, e int32) int { return cmp.Compare(c.held, e) })
	return slices.Insert(out, at, controlled{share.held, row})
}

// search follows the shares of a holder, and lists what it controls, in order.
func (s *controlSearch) search(x int32) []controlled {
	var all []controlled
	for k := range worldset.Words(s.f.worlds) {
		s.within(x, k, s.f.standing(x, k), func(e int32, worlds uint64) {
			if s.at[e] == 0 {
				all = append(all, controlled{e, worldset.New(s.f.worlds)})
				s.at[e] = int32(len(all))
			}
			all[s.at[e]-1].row[k] = worlds
		})
	}
	for _, c := range all {
		s.at[c.held] = 0
	}
	slices.SortFunc(all, func(a, b controlled) int { return cmp.Compare(a.held, b.held) })
	return all
}

// holds reports whether an entity, or one that may be one with it, has a share.
func (s *controlSearch) holds(e int32) bool {
	if s.o.mayBe == nil {
		return len(s.o.byHolder[e]) > 0
	}
	return slices.ContainsFunc(s.o.mayBe[e], func(x int32) bool { return len(s.o.byHolder[x]) > 0 })
}

// within hands on what a holder controls in some worlds of a word in which it stands for
// itself, and in which of them.
func (s *controlSearch) within(x int32, k int, worlds uint64, visit func(e int32, worlds uint64)) {
	s.word = k
	s.enter(x, worlds)
	s.followAll()
	for _, e := range s.met {
		worlds := s.inside[e] & s.f.standing(e, k)
		if s.inside[e], s.done[e] = 0, 0; e != x && worlds != 0 {
			visit(e, worlds)
		}
	}
	s.met = s.met[:0]
	for _, thing := range s.parted {
		for _, k := range s.parts[thing] {
			s.part[k] = false
		}
		s.parts[thing] = s.parts[thing][:0]
	}
	s.parted = s.parted[:0]
}

// followAll follows the shares of those inside, until nothing more comes in.
func (s *controlSearch) followAll() {
	for {
		if last := len(s.queue) - 1; last >= 0 {
			u := s.queue[last]
			s.queue = s.queue[:last]
			s.follow(u)
		} else if last := len(s.things) - 1; last >= 0 {
			thing := s.things[last]
			s.things = s.things[:last]
			s.addUp(thing)
		} else {
			return
		}
	}
}

// enter puts an entity inside in some worlds.
func (s *controlSearch) enter(e int32, worlds uint64) {
	if worlds &^= s.inside[e]; worlds == 0 {
		return
	}
	if s.inside[e] == 0 {
		s.met = append(s.met, e)
	}
	if s.inside[e] |= worlds; !s.queued[e] {
		s.queued[e] = true
		s.queue = append(s.queue, e)
	}
}

// follow follows the shares of one inside, in the worlds in which it has come in since.
func (s *controlSearch) follow(u int32) {
	s.queued[u] = false
	fresh := s.inside[u] &^ s.done[u]
	s.done[u] = s.inside[u]
	for _, l := range s.f.linksOf(u) {
		s.enter(l.root, fresh&l.row[s.word])
	}
	for _, l := range s.f.linksTo(u) {
		s.enter(l.entity, fresh&l.row[s.word])
	}
	for _, k := range s.o.byHolder[u] {
		share := &s.o.shares[k]
		worlds := fresh & s.left(share)
		if worlds == 0 {
			continue
		}
		thing := s.o.thing(share.held)
		several := len(s.o.byThing[thing]) > 1
		if several && !s.part[k] {
			s.take(thing, k)
		}
		s.enter(share.held, worlds&share.alone.Word(s.word))
		if worlds &^= s.inside[share.held]; worlds == 0 || !several {
			continue
		}
		if s.pending[thing] == 0 {
			s.things = append(s.things, thing)
		}
		s.pending[thing] |= worlds
	}
}

// take notes a share in a thing that one inside has.
func (s *controlSearch) take(thing, share int32) {
	if len(s.parts[thing]) == 0 {
		s.parted = append(s.parted, thing)
	}
	s.part[share] = true
	s.parts[thing] = append(s.parts[thing], share)
}

// left returns the worlds of the word in which a share is held, and not lost.
func (s *controlSearch) left(share *tieShare) uint64 {
	worlds := share.row[s.word]
	if s.lost == nil || worlds == 0 {
		return worlds
	}
	if s.lost.lostTie(int32(share.tie)) {
		return 0
	}
	return worlds &^ s.lost.gone[share.holder].Word(s.word) &^ s.lost.gone[share.held].Word(s.word)
}

// addUp adds up what those inside hold of a thing, in the worlds in which several do.
func (s *controlSearch) addUp(thing int32) {
	in := s.parts[thing]
	var once, twice uint64
	for _, k := range in {
		share := &s.o.shares[k]
		worlds := s.inside[share.holder] & s.left(share)
		twice |= once & worlds
		once |= worlds
	}
	several := s.pending[thing] & twice
	s.pending[thing] = 0
	if several == 0 {
		return
	}
	slices.Sort(in) // which of several lots go together hangs on the order of the shares
	for lane := range worldset.In(several) {
		bit := worldset.Lane(lane)
		s.h.reset()
		for _, k := range in {
			share := &s.o.shares[k]
			if s.inside[share.holder]&s.left(share)&bit != 0 {
				s.f.lay(s.h, int(k), worldset.Lanes*s.word+lane)
			}
		}
		for _, x := range s.h.list {
			if s.inside[x.Held]&bit == 0 && s.h.sum(x.Held) > majority+slack {
				s.enter(x.Held, bit)
			}
		}
	}
}

// lay adds a share to the holdings of a world.
func (f *Frame) lay(h *holdings, k, world int) {
	share := &f.owned.shares[k]
	holder, held := f.standsFor(share.holder, world), f.standsFor(share.held, world)
	if len(f.owned.beside) > 0 {
		h.addLot(holder, held, share.in(world), k, f.owned.beside)
		return
	}
	h.add(holder, held, share.in(world))
}
