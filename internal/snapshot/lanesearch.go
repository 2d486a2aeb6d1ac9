package snapshot

import (
	"underpin/internal/worldset"
)

// A LaneSearch finds what several entities lead to together by the arcs of a reading, in the
// 64 worlds of one word at a time. It goes only where they lead, so that it may be asked often,
// of entities that lead to few. It is for one goroutine.
type LaneSearch struct {
	t       *BitParallel
	offsets []int32 // by entity: its first arc, and then the end of all
	targets []int32
	rows    *worldset.ByWord // by arc
	words   []uint64         // of them the word at hand
	reached []uint64         // by entity
	done    []uint64
	met     []int32 // those reached in some world
	queue   []int32
	queued  []bool
	barred  []uint64 // by entity: the worlds in which not to go there
	barring uint64   // the worlds in which that counts
}

// Search returns a search along the arcs of a reading, or against them.
func (t *BitParallel) Search(r Reading, against bool) *LaneSearch {
	n := len(t.f.Case.Entities)
	s := &LaneSearch{t: t, offsets: make([]int32, n+1), reached: make([]uint64, n), done: make([]uint64, n), queued: make([]bool, n)}
	type step struct {
		from, into int32
		row        worldset.Set
	}
	var steps []step
	for _, a := range t.f.arcs[r] {
		// Of control by ownership what is no more than a chain of it leads nowhere else.
		row := t.Stands(int(a.tie))
		if !row.Any() {
			continue
		}
		if against {
			a.from, a.into = a.into, a.from
		}
		steps = append(steps, step{a.from, a.into, row})
	}
	for _, l := range t.links {
		steps = append(steps, step{l.entity, l.root, l.row}, step{l.root, l.entity, l.row})
	}
	for _, x := range steps {
		s.offsets[x.from+1]++
	}
	for e := range n {
		s.offsets[e+1] += s.offsets[e]
	}
	next := append([]int32(nil), s.offsets...)
	rows := make([]worldset.Set, len(steps))
	s.targets = make([]int32, len(steps))
	for _, x := range steps {
		s.targets[next[x.from]], rows[next[x.from]] = x.into, x.row
		next[x.from]++
	}
	s.rows = worldset.NewByWord(rows)
	return s
}

// Set turns to a word, and forgets what was entered.
func (s *LaneSearch) Set(k int) {
	s.Reset()
	s.words = s.rows.Word(k)
}

// Reset forgets what was entered.
func (s *LaneSearch) Reset() {
	for _, e := range s.met {
		s.reached[e], s.done[e], s.queued[e] = 0, 0, false
	}
	s.met, s.queue, s.barred, s.barring = s.met[:0], s.queue[:0], nil, 0
}

// Bar keeps the search from entities in some worlds until the next Reset: in those of worlds
// that are theirs in a list by entity.
func (s *LaneSearch) Bar(by []uint64, worlds uint64) { s.barred, s.barring = by, worlds }

// Enter begins at an entity in some worlds, in which it must not be lost.
func (s *LaneSearch) Enter(e int32, worlds uint64) {
	if worlds &^= s.reached[e]; worlds == 0 {
		return
	}
	if s.barring != 0 {
		if worlds &^= s.barring & s.barred[e]; worlds == 0 {
			return
		}
	}
	if s.reached[e] == 0 {
		s.met = append(s.met, e)
	}
	if s.reached[e] |= worlds; !s.queued[e] {
		s.queued[e] = true
		s.queue = append(s.queue, e)
	}
}

// Run follows the arcs until nothing more is found, or until an entity is reached in all of
// some worlds.
func (s *LaneSearch) Run(until int32, worlds uint64) {
	for head := 0; head < len(s.queue); head++ {
		if worlds != 0 && worlds&^s.reached[until] == 0 {
			break
		}
		u := s.queue[head]
		s.queued[u] = false
		fresh := s.reached[u] &^ s.done[u]
		s.done[u] = s.reached[u]
		for i := s.offsets[u]; i < s.offsets[u+1]; i++ {
			if more := fresh & s.words[i]; more != 0 {
				s.Enter(s.targets[i], more)
			}
		}
	}
	s.queue = s.queue[:0]
}

// Met lists the entities reached in some world, valid until the next Reset.
func (s *LaneSearch) Met() []int32 { return s.met }

// Reached returns the worlds in which an entity is reached.
func (s *LaneSearch) Reached(e int32) uint64 { return s.reached[e] }
