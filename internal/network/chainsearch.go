package network

import (
	"math/bits"
	"sync/atomic"
)

// A chainTally holds what searches leave behind. A search does a fixed amount of
// work a chain; what it means for each link is worked out once, at the end.
type chainTally struct {
	junction []float64 // dependencies of each junction
	transit  []float64 // by chain: what passes from end to end
	// By place: weight of sources that serve the links from one end (0 from, 1 to)
	// up to here, and no further.
	upTo [2][]float64
	// By place: weight of sources that serve this link from both ends, by the
	// share that comes from this end.
	shared [2][]float64
	link   []float64 // what is known of single links already
}

func newChainTally(c *chains, numbers []float64) chainTally {
	cut := func(n int) []float64 {
		part := numbers[:n:n]
		numbers = numbers[n:]
		return part
	}
	var t chainTally
	links := len(c.link)
	t.junction, t.transit = cut(len(c.junction)), cut(len(c.from))
	t.upTo[0], t.upTo[1] = cut(links), cut(links)
	t.shared[0], t.shared[1] = cut(links), cut(links)
	t.link = cut(links)
	return t
}

func (c *chains) tallySize() int { return len(c.junction) + len(c.from) + 5*len(c.link) }

// finish writes the dependencies of every block node into sum.
func (t *chainTally) finish(c *chains, sum []float64) {
	for j, v := range c.junction {
		sum[v] = t.junction[j]
	}
	for e := range int32(len(c.from)) {
		first, last := c.first[e], c.first[e+1]
		owed, serving := 0.0, 0.0
		for p := last - 1; p >= first; p-- {
			t.link[p] += t.transit[e] + owed
			serving += t.upTo[0][p]
			owed += float64((serving + t.shared[0][p]) * c.load[p])
		}
		owed, serving = 0, 0
		for p := first; p < last; p++ {
			t.link[p] += owed
			serving += t.upTo[1][p]
			owed += float64((serving + t.shared[1][p]) * c.load[p])
			sum[c.link[p]] = t.link[p]
		}
	}
}

// A chainSearch finds what lies between the nodes of a block over its chains, from
// its junctions alone. Links are not searched from: the way from one link to
// another leads through an end of each chain, and which ends these are follows from
// the distances between the four, see meet.
type chainSearch struct {
	rows   []chainRow // of the junctions at hand
	other  chainRow   // of one that is not
	row    []int32    // by junction: its place among rows, or -1
	due    [][]int32  // junctions by length, modulo a power of two above the longest chain
	linked linkedPair
	// extra is, by junction, what links at the one at hand send through it to links
	// at this one.
	extra []float64
	// hands is what a path that leads to a junction earns.
	hands []float64
	many  bool // whether there were ever more paths than can be counted
}

// A chainRow is a search from one junction.
type chainRow struct {
	length []int32
	paths  []float64
	order  []int32 // junctions by their distance
}

// searchedTogether is the number of junctions whose searches are kept: enough for
// most chains to have both ends among them.
const searchedTogether = 64

// add adds what lies between a few junctions, and the links at these, and all
// others.
func (w *chainSearch) add(c *chains, sources []int32, t *chainTally) {
	n := len(c.junction)
	if len(w.row) < n {
		w.row = resized(w.row, n)
		for v := range w.row {
			w.row[v] = -1
		}
	}
	for len(w.rows) < len(sources) {
		w.rows = append(w.rows, chainRow{})
	}
	for k, s := range sources {
		w.row[s] = int32(k)
		w.search(c, s, &w.rows[k])
	}
	for k, s := range sources {
		w.extra = resized(w.extra, n)
		clear(w.extra)
		here := &w.rows[k]
		for _, end := range c.ends[c.offsets[s]:c.offsets[s+1]] {
			if end.length > 1 {
				w.linked.set(c, end, here, w.rowOf(c, end.far))
				w.linked.meetOwn(c, w.extra, t)
				w.linked.meetOthers(c, w.extra, t)
			}
		}
		w.backward(c, s, here, t)
	}
	for _, s := range sources {
		w.row[s] = -1
	}
}

func (w *chainSearch) rowOf(c *chains, v int32) *chainRow {
	if k := w.row[v]; k >= 0 {
		return &w.rows[k]
	}
	w.search(c, v, &w.other)
	return &w.other
}

// search settles junctions by length.
func (w *chainSearch) search(c *chains, source int32, r *chainRow) {
	n := len(c.junction)
	r.length, r.paths, r.order = resized(r.length, n), resized(r.paths, n), r.order[:0]
	for v := range r.length {
		r.length[v] = -1
	}
	if slots := 1 << bits.Len32(uint32(c.longest)); len(w.due) < slots {
		w.due = append(w.due, make([][]int32, slots-len(w.due))...)
	}
	last := len(w.due) - 1
	r.length[source], r.paths[source] = 0, 1
	w.due[0] = append(w.due[0], source)
	for now, waiting := int32(0), 1; waiting > 0; now++ {
		slot := int(now) & last
		for _, u := range w.due[slot] {
			waiting--
			if r.length[u] != now {
				continue // reached sooner meanwhile
			}
			r.order = append(r.order, u)
			paths := r.paths[u]
			w.many = w.many || paths > tooMany
			for _, end := range c.ends[c.offsets[u]:c.offsets[u+1]] {
				v, length := end.far, now+end.length
				switch known := r.length[v]; {
				case known == length:
					r.paths[v] += paths
				case known < 0 || known > length:
					r.length[v], r.paths[v] = length, paths
					w.due[int(length)&last] = append(w.due[int(length)&last], v)
					waiting++
				}
			}
		}
		w.due[slot] = w.due[slot][:0]
	}
}

// backward gathers dependencies from the farthest junction on. Pairs of a link and
// the source count for both orders, as no link is a source.
func (w *chainSearch) backward(c *chains, source int32, r *chainRow, t *chainTally) {
	w.hands = resized(w.hands, len(c.junction))
	weight, through := c.weight[source], 0.0
	for k := len(r.order) - 1; k >= 0; k-- {
		u := r.order[k]
		owed := w.extra[u]
		through += owed
		length, paths := r.length[u], r.paths[u]
		for _, end := range c.ends[c.offsets[u]:c.offsets[u+1]] {
			v := end.far
			if r.length[v] == length+end.length {
				on := float64(paths * w.hands[v])
				t.transit[end.chain] += on
				owed += on
			}
			if end.length > 1 {
				owed += c.serve(r, u, end, 2*weight, t)
			}
		}
		w.hands[u] = (float64(weight*c.weight[u]) + owed) / paths
		if u != source {
			t.junction[u] += owed
		}
	}
	t.junction[source] += through
}

// serve is scale times the weight of the links of a chain that are reached from u's
// end; a link as near from both ends counts by its share of paths.
func (c *chains) serve(r *chainRow, u int32, end chainEnd, scale float64, t *chainTally) float64 {
	side := 0
	if end.reverse {
		side = 1
	}
	reach := r.length[end.far] + end.length - r.length[u] // twice the way to the middle
	if reach <= 1 {
		return 0
	}
	served := 0.0
	if count := min(end.length-1, (reach-1)/2); count > 0 {
		served = c.span(end, count)
		t.upTo[side][c.place(end, count)] += scale
	}
	if i := reach / 2; reach&1 == 0 && i < end.length {
		share := r.paths[u] / (r.paths[u] + r.paths[end.far])
		p := c.place(end, i)
		t.shared[side][p] += float64(scale * share)
		served += float64(share * c.load[p])
	}
	return float64(scale * served)
}

// chained writes the betweenness within a block of chains, ordered pairs
// counted, into sum. It reports false where there are too many paths to count.
func (b *Brandes) chained(c *chains, sum []float64, threads int) bool {
	width := c.tallySize()
	groups := (len(c.near) + searchedTogether - 1) / searchedTogether
	count := stripesFor(groups, width)
	b.parts = resized(b.parts, count*width)
	clear(b.parts)
	var many atomic.Bool
	stripe := func(w *chainSearch, stripe int) {
		t := newChainTally(c, b.parts[stripe*width:(stripe+1)*width])
		for k := stripe; k < groups && !w.many; k += count {
			first := k * searchedTogether
			w.add(c, c.near[first:min(first+searchedTogether, len(c.near))], &t)
		}
		if w.many {
			many.Store(true)
		}
	}
	if min(threads, count) <= 1 {
		b.search.many = false
		for k := range count {
			stripe(&b.search, k)
		}
	} else {
		inParallel(threads, count, func() func(int) {
			var w chainSearch
			return func(k int) { stripe(&w, k) }
		})
	}
	if many.Load() {
		return false
	}
	all := b.parts[:width]
	for k := 1; k < count; k++ {
		for i, x := range b.parts[k*width : (k+1)*width] {
			all[i] += x
		}
	}
	t := newChainTally(c, all)
	t.finish(c, sum)
	return true
}
