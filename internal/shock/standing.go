package shock

import (
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// standingTies are the control ties that stand in some world, before the losses or after
// them, by what is held, with the worlds in which they do. Control by ownership gives each
// pair a tie of its own that has it in some world; of a generated case of 5,000 entities two
// of three are no more than a chain of others in any, and are passed over here once.
type standingTies struct {
	over          [][]standingControl // by entity
	before, after []worldset.Set      // by tie
}

// A standingControl is a control tie and its place among the rows.
type standingControl struct {
	*controlTie
	at int32
}

// findStanding reads in which worlds the control ties stand.
func (c *Comparison) findStanding() *standingTies {
	s := &standingTies{over: make([][]standingControl, len(c.control.over))}
	earlier, later := c.BitParallel()
	for e, over := range c.control.over {
		for i := range over {
			before, after := earlier.Stands(over[i].tie), later.Stands(over[i].tie)
			// Who controls over a chain before may be the nearest who does after.
			if !before.Any() && !after.Any() {
				continue
			}
			s.over[e] = append(s.over[e], standingControl{&over[i], int32(len(s.before))})
			s.before, s.after = append(s.before, before), append(s.after, after)
		}
	}
	return s
}

// wordTies are the standing ties in the 64 worlds of one word.
type wordTies struct {
	*standingTies
	c                   *Comparison
	lost                *snapshot.BitParallel
	k                   int // the word, -1 before the first
	allBefore, allAfter *worldset.ByWord
	before, after       []uint64 // by tie
	// empty is by entity in which worlds a post falls vacant, where that is known in the word.
	empty   []uint64
	known   []bool
	counted []int32 // posts for which it is known
}

func newWordTies(c *Comparison) *wordTies {
	s := c.standingTies()
	_, lost := c.BitParallel()
	n := len(s.over)
	return &wordTies{
		standingTies: s, c: c, lost: lost, k: -1, allBefore: worldset.NewByWord(s.before), allAfter: worldset.NewByWord(s.after),
		empty: make([]uint64, n), known: make([]bool, n),
	}
}

// set turns to a word.
func (s *wordTies) set(k int) {
	s.k, s.before, s.after = k, s.allBefore.Word(k), s.allAfter.Word(k)
	for _, e := range s.counted {
		s.known[e] = false
	}
	s.counted = s.counted[:0]
}

// all are the worlds of the word.
func (s *wordTies) all() uint64 { return worldset.AllIn(s.c.Worlds(), s.k) }

// one returns the worlds in which two entities are one.
func (s *wordTies) one(a, b int32) uint64 {
	switch {
	case a == b:
		return s.all()
	case len(s.c.control.mayBe[a]) < 2:
		return 0
	}
	return s.c.frame.One(a, b, s.k)
}

// gone returns the worlds in which an entity is lost, itself or as one that is the same.
func (s *wordTies) gone(e int32) uint64 { return s.lost.Gone(e).Word(s.k) }

// each calls visit with every control tie over an entity, or over one that is the same, and
// the worlds in which it stands before the losses and after them.
func (s *wordTies) each(entity int32, visit func(g *controlTie, before, after uint64)) {
	for _, e := range s.c.control.mayBe[entity] {
		same := s.one(e, entity)
		if same == 0 {
			continue
		}
		for _, t := range s.over[e] {
			if before, after := s.before[t.at]&same, s.after[t.at]&same; before|after != 0 {
				visit(t.controlTie, before, after)
			}
		}
	}
}

// occupied returns the worlds in which somebody holds a post before the losses, and after
// them.
func (s *wordTies) occupied(post int32) (before, after uint64) {
	s.each(post, func(g *controlTie, b, a uint64) {
		if g.office {
			before, after = before|b, after|a
		}
	})
	return before, after
}

// vacated returns the worlds in which an entity is a post that the losses leave empty.
func (s *wordTies) vacated(entity int32) uint64 {
	if !s.c.post(entity) {
		return 0
	}
	if !s.known[entity] {
		before, after := s.occupied(entity)
		s.empty[entity], s.known[entity] = before&^after, true
		s.counted = append(s.counted, entity)
	}
	return s.empty[entity]
}
