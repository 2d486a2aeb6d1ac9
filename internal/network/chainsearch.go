package network

import (
	"math"
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
	linked [2]linkedPair
	// extra is, for each of rows, by junction, what links at the one that was searched
	// from send through it to links at this one.
	extra [][]float64
	// hands is what a path that leads to a junction earns.
	hands []float64
	many  bool // whether there were ever more paths than can be counted
}

// A chainRow is a search from one junction.
type chainRow struct {
	length []int32   // by junction
	paths  []float64 // the same
	order  []int32   // junctions by their distance
}

// A distancePaths is how far, and by how many paths, a node is from a junction.
type distancePaths struct {
	paths  float64
	length int32
}

// searchesKept is the number of junctions whose searches are kept, of n: as many as let
// most chains have both ends among them, and leave work for all processors. Keeping more
// where junctions are few took 5 to 10 % off generated roads.
func searchesKept(n int) int { return max(64, min(n/16, 1<<19/max(n, 1))) }

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
		w.rows, w.extra = append(w.rows, chainRow{}), append(w.extra, nil)
	}
	for k, s := range sources {
		w.row[s] = int32(k)
		w.search(c, s, &w.rows[k])
		w.extra[k] = resized(w.extra[k], n)
		clear(w.extra[k])
	}
	for k, s := range sources {
		for _, end := range c.ends[c.offsets[s]:c.offsets[s+1]] {
			if end.length > 1 {
				w.meet(c, s, end, w.extra[k], t)
			}
		}
	}
	for k, s := range sources {
		w.backward(c, s, &w.rows[k], w.extra[k], t)
		w.row[s] = -1
	}
}

// meet finds what the links of a chain send through the end at a junction. Where the
// other end is at hand too, it does so for both ends, when it comes to the first.
func (w *chainSearch) meet(c *chains, s int32, end chainEnd, extra []float64, t *chainTally) {
	one, two := &w.linked[0], &w.linked[1]
	other := w.row[end.far]
	if other < 0 || end.far == s {
		one.set(c, end, &w.rows[w.row[s]], w.rowOf(c, end.far))
		one.meetOwn(c, extra, t)
		one.meetOthers(c, extra, t)
		return
	}
	if end.reverse {
		return
	}
	back := chainEnd{far: s, length: end.length, chain: end.chain, reverse: true}
	one.set(c, end, &w.rows[w.row[s]], &w.rows[other])
	two.set(c, back, &w.rows[other], &w.rows[w.row[s]])
	one.meetOwn(c, extra, t)
	two.meetOwn(c, w.extra[other], t)
	meetBoth(c, one, two, extra, w.extra[other], t)
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
		r.length[v] = math.MaxInt32
	}
	if slots := 1 << bits.Len32(uint32(c.longest)); len(w.due) < slots {
		w.due = append(w.due, make([][]int32, slots-len(w.due))...)
	}
	lengths, last := r.length, len(w.due)-1
	lengths[source], r.paths[source] = 0, 1
	w.due[0] = append(w.due[0], source)
	for now, waiting := int32(0), 1; waiting > 0; now++ {
		slot := int(now) & last
		waiting -= len(w.due[slot])
		for _, u := range w.due[slot] {
			if lengths[u] != now {
				continue // reached sooner meanwhile
			}
			r.order = append(r.order, u)
			paths := r.paths[u]
			w.many = w.many || paths > tooMany
			for _, step := range c.steps[c.offsets[u]:c.offsets[u+1]] {
				length := now + step.length
				switch known := lengths[step.far]; {
				case known < length:
				case known == length:
					r.paths[step.far] += paths
				default:
					lengths[step.far], r.paths[step.far] = length, paths
					due := &w.due[int(length)&last]
					*due = append(*due, step.far)
					waiting++
				}
			}
		}
		w.due[slot] = w.due[slot][:0]
	}
}

// backward gathers dependencies from the farthest junction on.
func (w *chainSearch) backward(c *chains, source int32, r *chainRow, extra []float64, t *chainTally) {
	w.hands = resized(w.hands, len(c.junction))
	through := 0.0
	for _, x := range extra {
		through += x
	}
	weight := c.weight[source]
	r.serve(c, 2*weight, extra, t)
	lengths, hands := r.length, w.hands
	for k := len(r.order) - 1; k > 0; k-- {
		u := r.order[k]
		length, paths, handed := lengths[u], r.paths[u], 0.0
		for _, step := range c.steps[c.offsets[u]:c.offsets[u+1]] {
			// Whether a tie leads on is as good as random, so it is no branch: half of
			// the time went into mispredicted ones and longer arcs (.30 s became .25).
			off := uint32(lengths[step.far] - length - step.length)
			on := uint64(int64(uint64(off)-1) >> 63) // all ones where off is 0
			handed += math.Float64frombits(math.Float64bits(hands[step.far]) & on)
		}
		owed := extra[u] + float64(paths*handed)
		hands[u] = (float64(weight*c.weight[u]) + owed) / paths
		t.junction[u] += owed
	}
	t.junction[source] += through
	for i := range c.linked {
		to := &c.linked[i]
		switch lengths[to.to] - lengths[to.from] {
		case to.length:
			t.transit[to.chain] += float64(r.paths[to.from] * hands[to.to])
		case -to.length:
			t.transit[to.chain] += float64(r.paths[to.to] * hands[to.from])
		}
	}
}

// serve adds to extra, by junction, scale times the weight of the links that are
// reached through it; a link as near from both ends of its chain counts by its share
// of paths. Pairs of a link and the source count for both orders, as no link is a
// source.
func (r *chainRow) serve(c *chains, scale float64, extra []float64, t *chainTally) {
	for i := range c.linked {
		to := &c.linked[i]
		links, last := to.length-1, to.first+to.length-1
		reach := r.length[to.to] + to.length - r.length[to.from] // twice the way to the middle
		if count := min(links, (reach-1)/2); count > 0 {
			t.upTo[0][to.first+count-1] += scale
			extra[to.from] += float64(scale * (c.before[to.first+count] - c.before[to.first]))
		}
		if count := min(links, (2*to.length-reach-1)/2); count > 0 {
			t.upTo[1][last-count] += scale
			extra[to.to] += float64(scale * (c.before[last] - c.before[last-count]))
		}
		if middle := reach / 2; reach&1 == 0 && 0 < middle && middle <= links {
			share := scale * r.paths[to.from] / (r.paths[to.from] + r.paths[to.to])
			place := to.first + middle - 1
			t.shared[0][place] += share
			t.shared[1][place] += scale - share
			extra[to.from] += float64(share * c.load[place])
			extra[to.to] += float64((scale - share) * c.load[place])
		}
	}
}

// chained writes the betweenness within a block of chains, ordered pairs
// counted, into sum. It reports false where there are too many paths to count.
func (b *Brandes) chained(c *chains, sum []float64, threads int) bool {
	width := c.tallySize()
	size := searchesKept(len(c.near))
	groups := (len(c.near) + size - 1) / size
	count := accumulatorsFor(groups, width)
	b.parts = resized(b.parts, count*width)
	clear(b.parts)
	var many atomic.Bool
	fill := func(w *chainSearch, accumulator int) {
		t := newChainTally(c, b.parts[accumulator*width:(accumulator+1)*width])
		for k := accumulator; k < groups && !w.many; k += count {
			first := k * size
			w.add(c, c.near[first:min(first+size, len(c.near))], &t)
		}
		if w.many {
			many.Store(true)
		}
	}
	if min(threads, count) <= 1 {
		b.search.many = false
		for k := range count {
			fill(&b.search, k)
		}
	} else {
		inParallel(threads, count, func() func(int) {
			var w chainSearch
			return func(k int) { fill(&w, k) }
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
