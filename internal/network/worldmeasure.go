package network

import "math/bits"

// WorldScratch is the storage of one goroutine that measures worlds. The zero
// value is ready.
type WorldScratch struct {
	words   []uint64 // of the ties that are left
	reached []uint64
	done    []uint64
	nodes   []uint64
	lists   [lanes][]int32 // ties outside the hub's component, by world
	parent  []int32
	touched []int32
}

// Reach is, for every node, the word of worlds in which a path joins it to a
// source. masks[i] is the word of tie i; those of certain ties are ignored. The
// result is s's and valid until its next use.
func (w *Worlds) Reach(s *WorldScratch, masks []uint64, sources []int32) []uint64 {
	w.load(s, masks)
	classes := s.touched[:0]
	for _, v := range sources {
		classes = append(classes, w.class[v])
	}
	s.touched = classes
	w.spread(s, classes)
	s.nodes = resized(s.nodes, w.n)
	for v, c := range w.class {
		s.nodes[v] = s.reached[c]
	}
	return s.nodes
}

func (w *Worlds) load(s *WorldScratch, masks []uint64) {
	s.words = resized(s.words, len(w.tie))
	for i, t := range w.tie {
		s.words[i] = masks[t]
	}
}

// spread sets s.reached to the worlds in which each class hangs together with
// one of the sources.
func (w *Worlds) spread(s *WorldScratch, sources []int32) {
	k := len(w.size)
	s.reached, s.done = resized(s.reached, k), resized(s.done, k)
	clear(s.reached)
	clear(s.done)
	for _, c := range sources {
		s.reached[c] = ^uint64(0)
	}
	// Classes lie in search order, so sweeps up and down carry words far, and a
	// class has gathered most of its worlds before it hands them on.
	for again := true; again; {
		again = false
		for c := range int32(k) {
			again = w.handOn(s, c) || again
		}
		if again {
			again = false
			for c := int32(k) - 1; c >= 0; c-- {
				again = w.handOn(s, c) || again
			}
		}
	}
}

// handOn passes to the neighbours of u the worlds in which u was reached since
// it last did, and reports whether there were any.
func (w *Worlds) handOn(s *WorldScratch, u int32) bool {
	fresh := s.reached[u] &^ s.done[u]
	if fresh == 0 {
		return false
	}
	s.done[u] = s.reached[u]
	lo, hi := w.offsets[u], w.offsets[u+1]
	ties := w.arcTie[lo:hi]
	for i, v := range w.targets[lo:hi] {
		if more := fresh & s.words[ties[i]]; more != 0 {
			s.reached[v] |= more
		}
	}
	return true
}

// Measure measures 64 worlds. masks[i] is the word of tie i; those of certain
// ties are ignored. It allocates only while s grows.
//
// The hub's component is found in all worlds at once; what lies outside it is
// little, and is joined world by world.
func (w *Worlds) Measure(s *WorldScratch, masks []uint64, out *[64]Shape) {
	if len(w.tie) == 0 {
		for i := range out {
			out[i] = w.certain
		}
		return
	}
	w.load(s, masks)
	for i := range s.lists {
		s.lists[i] = s.lists[i][:0]
	}
	if len(w.us) < 2*len(w.size) {
		w.fromNothing(s, out)
	} else {
		w.fromHub(s, out)
	}
	w.joinRest(s, out)
}

// fromNothing leaves every class on its own and every tie to be joined: where
// there are few ties, no component is worth finding for all worlds at once.
func (w *Worlds) fromNothing(s *WorldScratch, out *[64]Shape) {
	s.reached = resized(s.reached, len(w.size))
	clear(s.reached)
	for i := range out {
		out[i] = Shape{Components: len(w.size), Joined: w.certain.Joined, Largest: w.certain.Largest}
	}
	for i, word := range s.words {
		for m := word; m != 0; m &= m - 1 {
			lane := bits.TrailingZeros64(m) & (lanes - 1)
			s.lists[lane] = append(s.lists[lane], int32(i))
		}
	}
}

// fromHub finds the component of the hub in every world, and lists the ties
// outside it.
func (w *Worlds) fromHub(s *WorldScratch, out *[64]Shape) {
	s.touched = append(s.touched[:0], 0)
	w.spread(s, s.touched)
	for i := range out {
		out[i] = Shape{Components: 1, Largest: w.n}
	}
	var joined [lanes]int64
	for c, r := range s.reached {
		size := w.size[c]
		for m := ^r; m != 0; m &= m - 1 {
			lane := bits.TrailingZeros64(m) & (lanes - 1)
			out[lane].Components++
			out[lane].Largest -= int(size)
			joined[lane] += int64(size) * int64(size-1)
		}
	}
	for i := range out {
		hub := int64(out[i].Largest)
		out[i].Joined = joined[i] + hub*(hub-1)
	}
	for i, word := range s.words {
		for m := word &^ (s.reached[w.us[i]] | s.reached[w.vs[i]]); m != 0; m &= m - 1 {
			lane := bits.TrailingZeros64(m) & (lanes - 1)
			s.lists[lane] = append(s.lists[lane], int32(i))
		}
	}
}

// joinRest joins the classes outside the hub's component in each world, and
// looks whether one of the sets so made is larger than the hub's.
func (w *Worlds) joinRest(s *WorldScratch, out *[64]Shape) {
	k := len(w.size)
	if len(s.parent) < k {
		s.parent = make([]int32, k)
	}
	parent := s.parent[:k]
	for c, size := range w.size {
		parent[c] = -size
	}
	for i := range out {
		shape := &out[i]
		s.touched = s.touched[:0]
		for _, t := range s.lists[i] {
			u, v := setOf(parent, w.us[t]), setOf(parent, w.vs[t])
			if u == v {
				continue
			}
			if parent[u] > parent[v] {
				u, v = v, u
			}
			a, b := parent[u], parent[v]
			shape.Joined += 2 * int64(a) * int64(b)
			shape.Components--
			shape.Largest = max(shape.Largest, int(-a-b))
			parent[u] = a + b
			parent[v] = u
			s.touched = append(s.touched, u, v)
		}
		for _, c := range s.touched {
			parent[c] = -w.size[c]
		}
		if int(w.biggest) <= shape.Largest {
			continue
		}
		for c, r := range s.reached {
			if r>>i&1 == 0 {
				shape.Largest = max(shape.Largest, int(w.size[c]))
			}
		}
	}
}

// setOf is the root of c's set, the way to it halved.
func setOf(parent []int32, c int32) int32 {
	for parent[c] >= 0 {
		if up := parent[c]; parent[up] >= 0 {
			parent[c] = parent[up]
		}
		c = parent[c]
	}
	return c
}
