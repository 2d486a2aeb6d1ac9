package evidence

import (
	"sync"

	"underpin/internal/worldset"
)

// soundnessDraws keeps in which of a set of draws a source is sound on a topic, one bit a
// draw. The same holds for every claim, so that it is worked out once. It is safe for
// concurrent use.
type soundnessDraws struct {
	lock sync.RWMutex
	by   map[soundVar]worldset.Set
}

func newSoundnessDraws() *soundnessDraws { return &soundnessDraws{by: map[soundVar]worldset.Set{}} }

// of returns the row of a source, by position, that is sound with probability h. Its
// draws are those of a stream.
func (s *soundnessDraws) of(v soundVar, draws stream, n int) worldset.Set {
	s.lock.RLock()
	row := s.by[v]
	s.lock.RUnlock()
	if row != nil {
		return row
	}
	row = draws.below(v.h, n)
	s.lock.Lock()
	defer s.lock.Unlock()
	s.by[v] = row
	return row
}

// auxiliaryDraws is the number of fixed draws over which a shift is solved where
// there are too many soundness variables to enumerate.
const auxiliaryDraws = 4096

// auxiliary returns the draws of a variable that belong to no seed and no world.
// Those of a source are the same in every rival set.
func (d *decider) auxiliary(k int) []worldset.Set {
	dv := &d.vars[k]
	rows := make([]worldset.Set, len(dv.h))
	for rank, h := range dv.h {
		if dv.source == rumourVar {
			rows[rank] = newStream(0, mix(dv.hash+1)).below(h, auxiliaryDraws)
			continue
		}
		name := hashOf("source", string(d.m.c.Sources[dv.source].ID))
		rows[rank] = d.m.aux.of(soundVar{dv.source, h}, newStream(0, mix(name+1)), auxiliaryDraws)
	}
	return rows
}
