package network

import "math/bits"

// A Shape is what the components of one world look like.
type Shape struct {
	Components int // number of components
	Largest    int // nodes of the largest
	// Joined is the number of ordered pairs of different nodes that are in one
	// component; F is 1 - Joined/(n(n-1)).
	Joined int64
}

// Fragmentation is F of a world of n nodes with this shape, 0 for n < 2.
func (s Shape) Fragmentation(n int) float64 {
	if n < 2 {
		return 0
	}
	return 1 - float64(s.Joined)/float64(float64(n)*float64(n-1))
}

// Worlds measures 64 worlds of one network at a time: the same nodes, ties that
// are in every world, and ties of which a word says in which of the 64 worlds
// they are. Certain ties are contracted once. Worlds is immutable after
// NewWorlds; each goroutine measures with a WorldScratch of its own.
type Worlds struct {
	n       int
	class   []int32 // of each node: nodes joined by certain ties are one class
	size    []int32 // nodes of each class
	us, vs  []int32 // classes at the ends of each tie that is left
	tie     []int32 // and its number among the ties given
	offsets []int32 // arcs by class
	targets []int32
	arcTie  []int32 // index into us, vs and tie
	biggest int32   // size of the largest class but the hub's, which is class 0
	certain Shape   // of the certain ties alone
}

// NewWorlds prepares the undirected network of n nodes and the ties
// us[i]-vs[i], of which those with certain[i] are in every world. A nil certain
// means none is. It panics on nodes outside 0..n-1.
func NewWorlds(n int, us, vs []int32, certain []bool) *Worlds {
	var f UnionFind
	f.Reset(n)
	for i := range us {
		if certain != nil && certain[i] {
			f.Union(us[i], vs[i])
		}
	}
	w := &Worlds{n: n, class: make([]int32, n)}
	w.classes(&f)
	for i := range us {
		if a, b := w.class[us[i]], w.class[vs[i]]; a != b {
			w.us, w.vs, w.tie = append(w.us, a), append(w.vs, b), append(w.tie, int32(i))
		}
	}
	w.order()
	w.index()
	return w
}

// classes numbers the sets of f.
func (w *Worlds) classes(f *UnionFind) {
	number := make([]int32, w.n)
	for v := range int32(w.n) {
		root := f.Find(v)
		if number[root] == 0 {
			size := f.Size(root)
			w.size = append(w.size, int32(size))
			number[root] = int32(len(w.size))
			w.certain.Joined += int64(size) * int64(size-1)
			w.certain.Largest = max(w.certain.Largest, size)
		}
		w.class[v] = number[root] - 1
	}
	w.certain.Components = len(w.size)
}

// order renumbers the classes as a search from the largest, best-tied one meets
// them, so that neighbours lie together.
func (w *Worlds) order() {
	k := len(w.size)
	var b Builder
	g := b.Undirected(k, w.us, w.vs)
	hub := int32(0)
	weigh := func(c int32) int64 { return int64(w.size[c]) * int64(g.Degree(c)+1) }
	for c := range int32(k) {
		if weigh(c) > weigh(hub) {
			hub = c
		}
	}
	order := searchOrder(g, hub)
	number, size := make([]int32, k), make([]int32, k)
	for i, c := range order {
		number[c] = int32(i)
		size[i] = w.size[c]
	}
	w.size = size
	for _, x := range size[min(1, k):] {
		w.biggest = max(w.biggest, x)
	}
	for v, c := range w.class {
		w.class[v] = number[c]
	}
	for i := range w.us {
		w.us[i], w.vs[i] = number[w.us[i]], number[w.vs[i]]
	}
}

// index lists the arcs of each class with their ties.
func (w *Worlds) index() {
	k := len(w.size)
	w.offsets = make([]int32, k+1)
	for i := range w.us {
		w.offsets[w.us[i]+1]++
		w.offsets[w.vs[i]+1]++
	}
	for c := range k {
		w.offsets[c+1] += w.offsets[c]
	}
	next := append([]int32(nil), w.offsets...)
	w.targets, w.arcTie = make([]int32, 2*len(w.us)), make([]int32, 2*len(w.us))
	for i := range w.us {
		u, v := w.us[i], w.vs[i]
		w.targets[next[u]], w.arcTie[next[u]] = v, int32(i)
		w.targets[next[v]], w.arcTie[next[v]] = u, int32(i)
		next[u]++
		next[v]++
	}
}

// Ties are the numbers of the ties whose words matter, ascending: those not
// certain and not within what certain ties join.
func (w *Worlds) Ties() []int32 { return w.tie }

// Classes is the number of nodes after certain ties are contracted.
func (w *Worlds) Classes() int { return len(w.size) }

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
