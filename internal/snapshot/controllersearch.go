package snapshot

import "slices"

// A controllerSearch finds all who control one thing in a world at once: the least fixed
// point of the rule that X controls C where X, and those holders of C that X controls,
// have more than half of it together. Majorities are followed up from the thing; only
// where lesser shares come to more than half is it asked who controls several of their
// holders, and such a one stands over the thing as a majority does. To follow what each of
// thousands of holders controls took ten times as long in a circle of 400 firms.
type controllerSearch struct {
	f      *Frame
	shares []int32 // those that count, by place
	h      *holdings
	over   [][]int32 // by thing: who has a majority, or controls several who come to one
	joint  []int32   // the things of which lesser shares come to more than half
	met    []int32   // the thing, and who stands behind it
	inside []bool    // by entity: it is one of them
	above  []int32   // who was met last on the way up
	marked []bool    // by entity: it is one of them
	// part is, by entity, what it has of a thing by lesser shares, with those whom it
	// controls; parted are those who have some.
	part   []float64
	parted []int32
}

func newControllerSearch(f *Frame, shares []int32) *controllerSearch {
	n := len(f.Case.Entities)
	return &controllerSearch{
		f: f, shares: shares, h: newHoldings(n), over: make([][]int32, n),
		inside: make([]bool, n), marked: make([]bool, n), part: make([]float64, n),
	}
}

// of lists who controls a thing that stands for itself in a world, each by who stands for
// it. What it returns is valid until the next call.
func (s *controllerSearch) of(thing int32, world int) []int32 {
	for _, x := range s.met {
		s.over[x], s.inside[x] = s.over[x][:0], false
	}
	s.met, s.joint = s.met[:0], s.joint[:0]
	s.h.reset()
	for _, k := range s.shares {
		if s.f.owned.shares[k].row.Has(world) {
			s.f.lay(s.h, int(k), world)
		}
	}
	s.climb(thing)
	for more := true; more; {
		more = false
		for _, x := range s.joint {
			more = s.addUp(x) || more
		}
	}
	return s.up(thing)[1:]
}

func (s *controllerSearch) enter(x int32) {
	if !s.inside[x] {
		s.inside[x] = true
		s.met = append(s.met, x)
	}
}

// climb finds all through which a thing may be controlled: that of which more than half is
// held.
func (s *controllerSearch) climb(thing int32) {
	s.enter(thing)
	for head := 0; head < len(s.met); head++ {
		x := s.met[head]
		lesser := 0.0
		for i := s.h.first[x]; i >= 0; i = s.h.next[i] {
			if held := &s.h.list[i]; held.Share > majority+slack {
				s.over[x] = append(s.over[x], held.Holder)
				s.enter(held.Holder)
			} else {
				lesser += held.Share
			}
		}
		if lesser <= majority+slack {
			continue
		}
		s.joint = append(s.joint, x)
		for i := s.h.first[x]; i >= 0; i = s.h.next[i] {
			s.enter(s.h.list[i].Holder)
		}
	}
}

// up lists an entity and all who control it, as far as found. What it returns is valid
// until the next call.
func (s *controllerSearch) up(x int32) []int32 {
	s.above = append(s.above[:0], x)
	s.marked[x] = true
	for head := 0; head < len(s.above); head++ {
		for _, y := range s.over[s.above[head]] {
			if !s.marked[y] {
				s.marked[y] = true
				s.above = append(s.above, y)
			}
		}
	}
	for _, y := range s.above {
		s.marked[y] = false
	}
	return s.above
}

// addUp finds who controls holders of a thing whose lesser shares come to more than half,
// and reports whether there is somebody of whom that was not known.
func (s *controllerSearch) addUp(thing int32) (more bool) {
	for i := s.h.first[thing]; i >= 0; i = s.h.next[i] {
		held := &s.h.list[i]
		if held.Share > majority+slack {
			continue
		}
		for _, x := range s.up(held.Holder) {
			if s.part[x] == 0 {
				s.parted = append(s.parted, x)
			}
			s.part[x] += held.Share
		}
	}
	for _, x := range s.parted {
		if s.part[x] > majority+slack && x != thing && !slices.Contains(s.over[thing], x) {
			s.over[thing] = append(s.over[thing], x)
			more = true
		}
		s.part[x] = 0
	}
	s.parted = s.parted[:0]
	return more
}
