package network

import "math/bits"

// multiSourceBFS runs 64 breadth-first searches at once, one to each bit of a word.
//
// Then, M. et al. (2014), The More the Merrier: efficient multi-source graph
// traversal. PVLDB 8(4).
type multiSourceBFS struct {
	seen, frontier, next []uint64
	queue, nextQueue     []int32
	met                  []int32 // nodes that were seen since the start
	dense                bool    // whether others were, too
	counts               []int64
	pairs                pairCounter
}

// histogram counts the ordered pairs of different nodes at each distance;
// index 0 is unused.
func (l *multiSourceBFS) histogram(g *Graph) []int64 {
	if !g.directed {
		return l.pairs.histogram(g)
	}
	return l.plainHistogram(g)
}

// plainHistogram is histogram by a search from every node.
func (l *multiSourceBFS) plainHistogram(g *Graph) []int64 {
	l.counts = append(l.counts[:0], 0)
	n := g.N()
	for base := 0; base < n; base += 64 {
		l.start(n)
		for lane := range min(64, n-base) {
			l.addSource(int32(base+lane), lane)
		}
		for d := 1; l.step(g); d++ {
			if len(l.counts) == d {
				l.counts = append(l.counts, 0)
			}
			found := 0
			for _, v := range l.queue {
				found += bits.OnesCount64(l.frontier[v])
			}
			l.counts[d] += int64(found)
		}
	}
	return l.counts
}

// start clears what the last search left behind, at the cost of what it saw: clearing
// all took minutes on two million nodes almost without ties.
func (l *multiSourceBFS) start(n int) {
	if l.dense {
		clear(l.seen)
	}
	for _, v := range l.met {
		l.seen[v] = 0
	}
	for _, v := range l.queue { // of a search that was broken off
		l.frontier[v] = 0
	}
	l.met, l.dense, l.queue = l.met[:0], false, l.queue[:0]
	l.seen = resized(l.seen, n)
	l.frontier = resized(l.frontier, n)
	l.next = resized(l.next, n)
}

// addSource puts lane's source at v.
func (l *multiSourceBFS) addSource(v int32, lane int) {
	if l.frontier[v] == 0 {
		l.queue = append(l.queue, v)
	}
	if l.seen[v] == 0 {
		l.met = append(l.met, v)
	}
	l.frontier[v] |= 1 << lane
	l.seen[v] |= 1 << lane
}

// step moves every lane one tie further and reports whether any found a node.
// Afterwards queue holds the nodes just found and frontier[v] the lanes that found v.
func (l *multiSourceBFS) step(g *Graph) bool {
	if len(l.queue) > len(l.seen)/16 {
		return l.denseStep(g)
	}
	seen, front, next := l.seen, l.frontier, l.next
	upcoming := l.nextQueue[:0]
	for _, u := range l.queue {
		mask := front[u]
		front[u] = 0
		for _, v := range g.targets[g.offsets[u]:g.offsets[u+1]] {
			if fresh := mask &^ seen[v]; fresh != 0 {
				if next[v] == 0 {
					upcoming = append(upcoming, v)
				}
				next[v] |= fresh
			}
		}
	}
	for _, v := range upcoming {
		if seen[v] == 0 {
			l.met = append(l.met, v)
		}
		seen[v] |= next[v]
	}
	l.nextQueue, l.queue = l.queue, upcoming
	l.frontier, l.next = next, front
	return len(upcoming) > 0
}

// denseStep is step without a question at every tie: all is handed on, and one
// pass over the nodes finds what was new. It pays where many nodes hand on.
func (l *multiSourceBFS) denseStep(g *Graph) bool {
	l.dense = true
	seen, front, next := l.seen, l.frontier, l.next
	for _, u := range l.queue {
		mask := front[u]
		front[u] = 0
		for _, v := range g.targets[g.offsets[u]:g.offsets[u+1]] {
			next[v] |= mask
		}
	}
	upcoming := resized(l.nextQueue, len(seen))
	found := 0
	for v := range seen {
		fresh := next[v] &^ seen[v]
		next[v] = fresh
		seen[v] |= fresh
		upcoming[found] = int32(v)
		if fresh != 0 {
			found++
		}
	}
	l.nextQueue, l.queue = l.queue, upcoming[:found]
	l.frontier, l.next = next, front
	return found > 0
}
