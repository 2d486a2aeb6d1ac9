package shock

import "underpin/internal/snapshot"

// A standingTie is a control tie that stands in a world.
type standingTie struct {
	*controlTie
	before, after bool // whether it stands on either side of the losses
}

// standingTies are the control ties that stand in one world, before the losses or after
// them, by what is held. Control by ownership gives each pair a tie of its own that has it
// in some world: of a generated case of 5,000 entities nine of ten are in no world at
// hand, so that these are passed over once a world and not with each thing that is asked
// about.
type standingTies struct {
	c             *Comparison
	before, after *snapshot.World
	known         bool
	offsets       []int32 // by entity: the first of its ties, and then the end of all
	ties          []standingTie
	found         []foundTie
	cursor        []int32
}

// A foundTie is a standing tie by its place in the ties of control.
type foundTie struct {
	over          int32
	at            int32
	before, after bool
}

// set forgets what stood in the world before.
func (s *standingTies) set() { s.known = false }

// over lists the control ties over an entity that stand on one side at least, in the order
// of the case. It does not look at who is the same.
func (s *standingTies) over(entity int32) []standingTie {
	if !s.known {
		s.find()
	}
	return s.ties[s.offsets[entity]:s.offsets[entity+1]]
}

// find sorts the ties that stand by what is held.
func (s *standingTies) find() {
	s.known = true
	n := len(s.c.frame.Case.Entities)
	if s.offsets == nil {
		s.offsets, s.cursor = make([]int32, n+1), make([]int32, n)
	}
	clear(s.offsets)
	s.found = s.found[:0]
	for place, tie := range s.c.frame.EachHeld(s.before.Pattern(), s.c.control.places) {
		before, after := s.before.Stands(tie), s.after.Stands(tie) // who controls over a chain before may be the nearest who does after
		if !before && !after {
			continue
		}
		for _, of := range s.c.control.at[place] {
			s.found = append(s.found, foundTie{of.held, of.at, before, after})
			s.offsets[of.held+1]++
		}
	}
	for e := range n {
		s.offsets[e+1] += s.offsets[e]
		s.cursor[e] = s.offsets[e]
	}
	if cap(s.ties) < len(s.found) {
		s.ties = make([]standingTie, len(s.found), 2*len(s.found))
	}
	s.ties = s.ties[:len(s.found)]
	for _, f := range s.found {
		s.ties[s.cursor[f.over]] = standingTie{&s.c.control.over[f.over][f.at], f.before, f.after}
		s.cursor[f.over]++
	}
}

// each calls visit with every control tie that stands on one side at least over an entity,
// or over one that is the same in the world, until it returns false.
func (s *standingTies) each(entity int32, visit func(g *standingTie) bool) {
	w := s.before
	for _, e := range s.c.control.mayBe[entity] {
		if w.One(e) != w.One(entity) {
			continue
		}
		over := s.over(e)
		for i := range over {
			if !visit(&over[i]) {
				return
			}
		}
	}
}
