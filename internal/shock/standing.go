package shock

import "underpin/internal/snapshot"

// A controlInWorld is a control tie that stands in one world.
type controlInWorld struct {
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
	ties          []controlInWorld
	found         []foundTie
	cursor        []int32
	loses         []bool // by who stands for an entity: whether a control tie over it ends
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
func (s *standingTies) over(entity int32) []controlInWorld {
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
		s.offsets, s.cursor, s.loses = make([]int32, n+1), make([]int32, n), make([]bool, n)
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
		s.ties = make([]controlInWorld, len(s.found), 2*len(s.found))
	}
	s.ties = s.ties[:len(s.found)]
	for _, f := range s.found {
		s.ties[s.cursor[f.over]] = controlInWorld{&s.c.control.over[f.over][f.at], f.before, f.after}
		s.cursor[f.over]++
	}
	s.findLosses()
}

// findLosses notes over whom a tie ends, as one whose holder is lost or is a post that
// falls vacant.
func (s *standingTies) findLosses() {
	clear(s.loses)
	for e := range s.cursor {
		for i := s.offsets[e]; i < s.offsets[e+1]; i++ {
			if g := &s.ties[i]; !g.after || s.vacated(g.holder) {
				s.loses[s.before.One(int32(e))] = true
			}
		}
	}
}

// near reports whether the losses come near an entity in this world: whether a holder of
// it is lost, or one of these lost a holder itself or may be a collective without its
// commander. If not, only a channel that is gone can change its class.
func (s *standingTies) near(entity int32) bool {
	if !s.known {
		s.find()
	}
	w := s.before
	near := s.loses[w.One(entity)]
	if !near {
		s.each(entity, func(g *controlInWorld) bool {
			near = s.loses[w.One(g.holder)] || s.c.mayBeLeaderless[g.holder]
			return !near
		})
	}
	return near
}

// each calls visit with every control tie that stands on one side at least over an entity,
// or over one that is the same in the world, until it returns false.
func (s *standingTies) each(entity int32, visit func(g *controlInWorld) bool) {
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
