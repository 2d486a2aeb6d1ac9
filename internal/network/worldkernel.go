package network

// A ComponentShape is what the components of one world look like.
type ComponentShape struct {
	Components int // number of components
	Largest    int // nodes of the largest
	// Joined is the number of ordered pairs of different nodes that are in one
	// component; F is 1 - Joined/(n(n-1)).
	Joined int64
}

// Fragmentation is F of a world of n nodes with this shape, 0 for n < 2.
func (s ComponentShape) Fragmentation(n int) float64 {
	if n < 2 {
		return 0
	}
	return 1 - float64(s.Joined)/float64(float64(n)*float64(n-1))
}

// WorldKernel measures 64 worlds of one network at a time: the same nodes, ties that
// are in every world, and ties of which a word says in which of the 64 worlds
// they are. Certain ties are contracted once. A WorldKernel is
// immutable; each goroutine measures with a WorldScratch of its own.
type WorldKernel struct {
	n       int
	class   []int32 // of each node: nodes joined by certain ties are one class
	size    []int32 // nodes of each class
	us, vs  []int32 // classes at the ends of each tie that is left
	tie     []int32 // and its number among the ties given
	offsets []int32 // arcs by class
	targets []int32
	arcTie  []int32        // index into us, vs and tie
	biggest int32          // size of the largest class but the hub's, which is class 0
	certain ComponentShape // of the certain ties alone
}

// NewWorldKernel prepares the undirected network of n nodes and the ties
// us[i]-vs[i], of which those with certain[i] are in every world. A nil certain
// means none is. It panics on nodes outside 0..n-1.
func NewWorldKernel(n int, us, vs []int32, certain []bool) *WorldKernel {
	var f UnionFind
	f.Reset(n)
	for i := range us {
		if certain != nil && certain[i] {
			f.Union(us[i], vs[i])
		}
	}
	w := &WorldKernel{n: n, class: make([]int32, n)}
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
func (w *WorldKernel) classes(f *UnionFind) {
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
func (w *WorldKernel) order() {
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
func (w *WorldKernel) index() {
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
func (w *WorldKernel) Ties() []int32 { return w.tie }

// Classes is the number of nodes after certain ties are contracted.
func (w *WorldKernel) Classes() int { return len(w.size) }
