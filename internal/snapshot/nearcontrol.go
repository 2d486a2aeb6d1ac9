package snapshot

import (
	"slices"

	"underpin/internal/worldset"
)

// nearest returns by pair the worlds in which it is more than what a chain of other pairs
// gives: one over a firm that does not control the holder and is not controlled by the
// thing.
func (s *controlSearch) nearest(rows []worldset.Set) []worldset.Set {
	pairs := s.o.pairs
	// of are by entity the first and the last of its pairs.
	of := make([][2]int, len(s.inside))
	for i, p := range pairs {
		if of[p[0]][1] == 0 {
			of[p[0]][0] = i
		}
		of[p[0]][1] = i + 1
	}
	row := func(x, y int32) worldset.Set {
		if t, ok := s.o.tieOf[[2]int32{x, y}]; ok {
			return rows[s.f.pairOf(t)]
		}
		return nil
	}
	near := slices.Clone(rows)
	chain := make([]worldset.Set, len(pairs))
	for i, p := range pairs {
		if i == of[p[0]][0] { // the pairs of another holder begin
			s.list(pairs, i, of[p[0]][1])
		}
		back := row(p[1], p[0])
		for j := of[p[1]][0]; j < of[p[1]][1]; j++ {
			c := pairs[j][1]
			if s.at[c] == 0 {
				continue
			}
			over, up := s.at[c]-1, row(c, p[1])
			for k, word := range rows[i] {
				if word &= rows[j][k] &^ back.Word(k) &^ up.Word(k); word != 0 {
					if chain[over] == nil {
						chain[over] = worldset.New(s.f.worlds)
					}
					chain[over][k] |= word
				}
			}
		}
	}
	for i, c := range chain {
		if c == nil {
			continue
		}
		near[i] = slices.Clone(rows[i])
		for k := range c {
			s.word = k
			near[i][k] &^= c[k] &^ s.direct(pairs[i], c[k])
		}
	}
	return near
}

// list notes where in the list of pairs, from first to last, each thing of a holder is, in
// place of the pairs before them.
func (s *controlSearch) list(pairs [][2]int32, first, last int) {
	for i := first - 1; i >= 0 && pairs[i][0] == pairs[first-1][0]; i-- {
		s.at[pairs[i][1]] = 0
	}
	for i := first; i < last; i++ {
		s.at[pairs[i][1]] = int32(i) + 1
	}
}

// direct returns those of some worlds of the word in which the share of one in a thing is a
// majority by itself.
func (s *controlSearch) direct(pair [2]int32, worlds uint64) (out uint64) {
	var several uint64
	beside := len(s.o.beside) > 0 && len(s.o.mayBe[pair[0]]) > 1
	in := s.o.byThing[s.o.thing(pair[1])]
	for _, k := range in {
		share := &s.o.shares[k]
		its := worlds & s.left(share) & s.f.standsIn(pair[0], share.holder, s.word) & s.f.standsIn(pair[1], share.held, s.word)
		out |= its & share.alone.Word(s.word)
		several |= its
	}
	if !beside {
		return out
	}
	for lane := range worldset.In(several &^ out) {
		bit := worldset.Lane(lane)
		s.h.reset()
		for _, k := range in {
			if s.left(&s.o.shares[k])&bit != 0 {
				s.f.lay(s.h, int(k), worldset.Lanes*s.word+lane)
			}
		}
		if i := s.h.find(pair[0], pair[1]); i >= 0 && s.h.list[i].Share > majority+slack {
			out |= bit
		}
	}
	return out
}
