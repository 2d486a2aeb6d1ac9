package network

import "math/bits"

// WorldScratch is the storage of one goroutine that measures worlds. The zero
// value is ready.
type WorldScratch struct {
	words   []uint64 // of the ties that are left
	reached []uint64
	done    []uint64
	lists   [lanes][]int32    // ties outside the hub's component, by world
	further [lanes][][2]int32 // classes that further ties join, by world
	toHub   []uint64          // by class: worlds in which they join it to the hub
	parent  []int32
	touched []int32
}

func (w *WorldKernel) load(s *WorldScratch, masks []uint64) {
	s.words = resized(s.words, len(w.tie))
	for i, t := range w.tie {
		s.words[i] = masks[t]
	}
}

// spread sets s.reached to the worlds in which each class hangs together with
// one of the sources.
func (w *WorldKernel) spread(s *WorldScratch, sources []int32) {
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
			again = w.propagate(s, c) || again
		}
		if again {
			again = false
			for c := int32(k) - 1; c >= 0; c-- {
				again = w.propagate(s, c) || again
			}
		}
	}
}

// propagate passes to the neighbours of u the worlds in which u was reached since
// it last did, and reports whether there were any.
func (w *WorldKernel) propagate(s *WorldScratch, u int32) bool {
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
func (w *WorldKernel) Measure(s *WorldScratch, masks []uint64, out *[64]ComponentShape) {
	if len(w.tie) == 0 {
		for i := range out {
			out[i] = w.certain
		}
		return
	}
	w.measure(s, masks, out)
	for i := range out {
		w.joinRest(s, i, &out[i])
		w.separate(s)
	}
}

// FurtherTies are ties that are measured after those of a WorldKernel: tie us[i]-vs[i] in the
// worlds of words[i].
type FurtherTies struct {
	Us, Vs []int32
	Words  []uint64
}

// MeasureTwice is Measure, and measures the same worlds with further ties as well.
// Where those are few, the second costs next to nothing.
func (w *WorldKernel) MeasureTwice(s *WorldScratch, masks []uint64, more FurtherTies, out, with *[64]ComponentShape) {
	w.measure(s, masks, out)
	w.listFurther(s, more)
	for i := range out {
		hub := int32(out[i].Largest)
		w.joinRest(s, i, &out[i])
		with[i] = out[i]
		w.joinFurther(s, i, hub, &with[i])
		w.separate(s)
	}
}

// listFurther lists what further ties join in each world. Ties of one class to the
// hub's component count once; class 0 is the hub.
func (w *WorldKernel) listFurther(s *WorldScratch, more FurtherTies) {
	for i := range s.further {
		s.further[i] = s.further[i][:0]
	}
	s.toHub = resized(s.toHub, len(w.size))
	clear(s.toHub)
	for i, word := range more.Words {
		u, v := w.class[more.Us[i]], w.class[more.Vs[i]]
		inU, inV := s.reached[u], s.reached[v]
		s.toHub[u] |= word & inV &^ inU
		s.toHub[v] |= word & inU &^ inV
		s.list([2]int32{u, v}, word&^(inU|inV))
	}
	for c, word := range s.toHub {
		s.list([2]int32{int32(c), 0}, word)
	}
}

// list adds a further tie in the worlds of a word.
func (s *WorldScratch) list(tie [2]int32, word uint64) {
	for ; word != 0; word &= word - 1 {
		lane := bits.TrailingZeros64(word) & (lanes - 1)
		s.further[lane] = append(s.further[lane], tie)
	}
}

// measure takes apart what is joined at once and what is to be joined world by world.
func (w *WorldKernel) measure(s *WorldScratch, masks []uint64, out *[64]ComponentShape) {
	w.load(s, masks)
	for i := range s.lists {
		s.lists[i] = s.lists[i][:0]
	}
	if len(w.us) == 0 || len(w.us) < 2*len(w.size) {
		w.fromNothing(s, out)
	} else {
		w.fromHub(s, out)
	}
	if k := len(w.size); len(s.parent) < k {
		s.parent = make([]int32, k)
	}
	for c, size := range w.size {
		s.parent[c] = -size
	}
	s.touched = s.touched[:0]
}

// fromNothing leaves every class on its own and every tie to be joined: where
// there are few ties, no component is worth finding for all worlds at once.
func (w *WorldKernel) fromNothing(s *WorldScratch, out *[64]ComponentShape) {
	s.reached = resized(s.reached, len(w.size))
	clear(s.reached)
	for i := range out {
		out[i] = ComponentShape{Components: len(w.size), Joined: w.certain.Joined, Largest: w.certain.Largest}
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
func (w *WorldKernel) fromHub(s *WorldScratch, out *[64]ComponentShape) {
	s.touched = append(s.touched[:0], 0)
	w.spread(s, s.touched)
	for i := range out {
		out[i] = ComponentShape{Components: 1, Largest: w.n}
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

// joinRest joins the classes outside the hub's component in a world, and looks
// whether one of the sets so made is larger than the hub's.
func (w *WorldKernel) joinRest(s *WorldScratch, world int, shape *ComponentShape) {
	for _, t := range s.lists[world] {
		s.join(w.us[t], w.vs[t], shape)
	}
	if int(w.biggest) <= shape.Largest {
		return
	}
	for c, r := range s.reached {
		if r>>world&1 == 0 {
			shape.Largest = max(shape.Largest, int(w.size[c]))
		}
	}
}

// joinFurther joins what further ties of a world join. The hub's component, of so
// many nodes, is the set of the hub.
func (w *WorldKernel) joinFurther(s *WorldScratch, world int, hub int32, shape *ComponentShape) {
	if len(s.further[world]) == 0 {
		return
	}
	if s.reached[0]>>world&1 != 0 {
		s.parent[0] = -hub
		s.touched = append(s.touched, 0)
	}
	for _, tie := range s.further[world] {
		s.join(tie[0], tie[1], shape)
	}
}

// join makes one set of those of two classes.
func (s *WorldScratch) join(u, v int32, shape *ComponentShape) {
	u, v = setOf(s.parent, u), setOf(s.parent, v)
	if u == v {
		return
	}
	if s.parent[u] > s.parent[v] {
		u, v = v, u
	}
	a, b := s.parent[u], s.parent[v]
	shape.Joined += 2 * int64(a) * int64(b)
	shape.Components--
	shape.Largest = max(shape.Largest, int(-a-b))
	s.parent[u] = a + b
	s.parent[v] = u
	s.touched = append(s.touched, u, v)
}

// separate undoes the joining of one world.
func (w *WorldKernel) separate(s *WorldScratch) {
	for _, c := range s.touched {
		s.parent[c] = -w.size[c]
	}
	s.touched = s.touched[:0]
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
