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

// A chainSearch finds shortest paths from one node of a block over its chains.
type chainSearch struct {
	length []int32
	paths  []float64
	// hands is (weight + dependency) / paths of each junction: what a path that
	// leads to it earns.
	hands  []float64
	order  []int32
	due    [][]int32 // junctions by length, modulo a power of two above the longest chain
	served []float64 // of the source's own chain: share that comes straight
	many   bool      // whether there were ever more paths than can be counted
}

// junctionSource adds the dependencies of junction s.
func (w *chainSearch) junctionSource(c *chains, s int32, t *chainTally) {
	w.start(c)
	w.put(s, 0)
	w.forward(c, -1, 1)
	w.backward(c, -1, s, c.weight[s], [2]float64{}, t)
}

// linkSource adds the dependencies of the link at place p.
func (w *chainSearch) linkSource(c *chains, p int32, t *chainTally) {
	e := c.linkOf[p]
	a, b, length := c.from[e], c.to[e], c.links(e)+1
	j := p - c.first[e] + 1
	w.start(c)
	w.put(a, j)
	w.put(b, length-j)
	w.forward(c, e, 2)
	scale := c.load[p]
	around := [2]float64{
		w.ownSide(c, chainEnd{chain: e, far: b, length: length}, a, j, scale, t),
		w.ownSide(c, chainEnd{chain: e, far: a, length: length, reverse: true}, b, length-j, scale, t),
	}
	w.backward(c, e, -1, scale, around, t)
	w.straight(c, chainEnd{chain: e, length: length}, a, j, scale, t)
	w.straight(c, chainEnd{chain: e, length: length, reverse: true}, b, length-j, scale, t)
}

func (w *chainSearch) start(c *chains) {
	n := len(c.junction)
	w.length, w.paths, w.hands = resized(w.length, n), resized(w.paths, n), resized(w.hands, n)
	for v := range w.length {
		w.length[v] = -1
	}
	w.order = w.order[:0]
	if slots := 1 << bits.Len32(uint32(c.longest)); len(w.due) < slots {
		w.due = append(w.due, make([][]int32, slots-len(w.due))...)
	}
}

func (w *chainSearch) put(v, length int32) {
	w.length[v], w.paths[v] = length, 1
	slot := int(length) & (len(w.due) - 1)
	w.due[slot] = append(w.due[slot], v)
}

// forward settles junctions by length, own chain left out.
func (w *chainSearch) forward(c *chains, own int32, waiting int) {
	for now := int32(0); waiting > 0; now++ {
		slot := int(now) & (len(w.due) - 1)
		for _, u := range w.due[slot] {
			waiting--
			if w.length[u] != now {
				continue // reached sooner meanwhile
			}
			w.order = append(w.order, u)
			for _, end := range c.ends[c.offsets[u]:c.offsets[u+1]] {
				if end.chain == own {
					continue
				}
				v, length := end.far, now+end.length
				switch known := w.length[v]; {
				case known == length:
					w.paths[v] += w.paths[u]
					w.many = w.many || w.paths[v] > tooMany
				case known < 0 || known > length:
					w.put(v, length)
					w.paths[v] = w.paths[u]
					waiting++
				}
			}
		}
		w.due[slot] = w.due[slot][:0]
	}
}

// backward gathers dependencies from the farthest junction on. around is what
// links of the own chain add to its two ends.
func (w *chainSearch) backward(c *chains, own, source int32, scale float64, around [2]float64, t *chainTally) {
	for k := len(w.order) - 1; k >= 0; k-- {
		u := w.order[k]
		owed := 0.0
		for _, end := range c.ends[c.offsets[u]:c.offsets[u+1]] {
			if end.chain == own {
				if end.reverse {
					owed += around[1]
				} else {
					owed += around[0]
				}
				continue
			}
			v := end.far
			if w.length[v] == w.length[u]+end.length {
				through := float64(w.paths[u] * w.hands[v])
				t.transit[end.chain] += float64(scale * through)
				owed += through
			}
			if end.length > 1 {
				owed += w.serve(c, u, end, scale, t)
			}
		}
		w.hands[u] = (c.weight[u] + owed) / w.paths[u]
		if u != source {
			t.junction[u] += float64(scale * owed)
		}
	}
}

// serve is the weight of the links of a chain that are reached from u's end; a
// link as near from both ends counts by its share of paths.
func (w *chainSearch) serve(c *chains, u int32, end chainEnd, scale float64, t *chainTally) float64 {
	side := 0
	if end.reverse {
		side = 1
	}
	reach := w.length[end.far] + end.length - w.length[u] // twice the way to the middle
	if reach <= 1 {
		return 0
	}
	served := 0.0
	if count := min(end.length-1, (reach-1)/2); count > 0 {
		served = c.span(end, count)
		t.upTo[side][c.place(end, count)] += scale
	}
	if i := reach / 2; reach&1 == 0 && i < end.length {
		share := w.paths[u] / (w.paths[u] + w.paths[end.far])
		p := c.place(end, i)
		t.shared[side][p] += float64(scale * share)
		served += float64(share * c.load[p])
	}
	return served
}

// ownSide settles the links between the source, j links away, and junction u at
// one end of its own chain: some are nearer straight along the chain, some the
// way around and back through u. It returns the weight that comes through u.
func (w *chainSearch) ownSide(c *chains, end chainEnd, u, j int32, scale float64, t *chainTally) float64 {
	w.served = resized(w.served, int(j))
	straight := 0.0
	for i := int32(1); i < j; i++ {
		p := c.place(end, i)
		share := 0.0
		switch around := w.length[u] + i; {
		case j-i < around:
			share = 1
		case j-i == around:
			share = 1 / (1 + w.paths[u])
		}
		w.served[i] = share
		t.link[p] += float64(scale * straight)
		straight += float64(share * c.load[p])
	}
	around := 0.0
	for i := j - 1; i >= 1; i-- {
		p := c.place(end, i)
		t.link[p] += float64(scale * around)
		around += float64((1 - w.served[i]) * c.load[p])
	}
	return around
}

// straight adds, to the links between the source and junction u at one end of
// its chain, what goes through them to u and beyond.
func (w *chainSearch) straight(c *chains, end chainEnd, u, j int32, scale float64, t *chainTally) {
	if w.length[u] != j || j < 2 {
		return
	}
	through := float64(scale * w.hands[u])
	for i := int32(1); i < j; i++ {
		t.link[c.place(end, i)] += through
	}
}

// chained writes the betweenness within a block of chains, ordered pairs
// counted, into sum. It reports false where there are too many paths to count.
func (b *Brandes) chained(c *chains, sum []float64, threads int) bool {
	sources := len(c.junction) + len(c.link)
	width := c.tallySize()
	count := stripesFor(sources, width)
	b.parts = resized(b.parts, count*width)
	clear(b.parts)
	var many atomic.Bool
	if min(threads, count) <= 1 {
		b.search.many = false
		for stripe := range count {
			b.chainStripe(c, &b.search, stripe, count)
		}
		many.Store(b.search.many)
	} else {
		inParallel(threads, count, func() func(int) {
			var w chainSearch
			return func(stripe int) {
				b.chainStripe(c, &w, stripe, count)
				if w.many {
					many.Store(true)
				}
			}
		})
	}
	if many.Load() {
		return false
	}
	all := b.parts[:width]
	for stripe := 1; stripe < count; stripe++ {
		for i, x := range b.parts[stripe*width : (stripe+1)*width] {
			all[i] += x
		}
	}
	t := newChainTally(c, all)
	t.finish(c, sum)
	return true
}

// chainStripe runs every count-th source, from the stripe-th on.
func (b *Brandes) chainStripe(c *chains, w *chainSearch, stripe, count int) {
	width := len(b.parts) / count
	t := newChainTally(c, b.parts[stripe*width:(stripe+1)*width])
	junctions := len(c.junction)
	for s := stripe; s < junctions+len(c.link); s += count {
		if s < junctions {
			w.junctionSource(c, int32(s), &t)
		} else {
			w.linkSource(c, int32(s-junctions), &t)
		}
	}
}
