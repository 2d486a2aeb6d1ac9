package network

import "math/bits"

// laneSearch runs 64 breadth-first searches at once, one to each bit of a word.
//
// Then, M. et al. (2014), The More the Merrier: efficient multi-source graph
// traversal. PVLDB 8(4).
type laneSearch struct {
	seen, front, next []uint64
	list, upcoming    []int32
	met               []int32 // nodes that were seen since the start
	wide              bool    // whether others were, too
	counts            []int64
	pairs             pairCounter
}

// histogram counts the ordered pairs of different nodes at each distance;
// index 0 is unused.
func (l *laneSearch) histogram(g *Graph) []int64 {
	if !g.directed {
		return l.pairs.histogram(l, g)
	}
	return l.plainHistogram(g)
}

// plainHistogram is histogram by a search from every node.
func (l *laneSearch) plainHistogram(g *Graph) []int64 {
	l.counts = append(l.counts[:0], 0)
	n := g.N()
	for base := 0; base < n; base += 64 {
		l.start(n)
		for lane := range min(64, n-base) {
			l.plant(int32(base+lane), lane)
		}
		for d := 1; l.step(g); d++ {
			if len(l.counts) == d {
				l.counts = append(l.counts, 0)
			}
			found := 0
			for _, v := range l.list {
				found += bits.OnesCount64(l.front[v])
			}
			l.counts[d] += int64(found)
		}
	}
	return l.counts
}

// start clears what the last search left behind, at the cost of what it saw.
func (l *laneSearch) start(n int) {
	if l.wide {
		clear(l.seen)
	}
	for _, v := range l.met {
		l.seen[v] = 0
	}
	for _, v := range l.list { // of a search that was broken off
		l.front[v] = 0
	}
	l.met, l.wide, l.list = l.met[:0], false, l.list[:0]
	l.seen = resized(l.seen, n)
	l.front = resized(l.front, n)
	l.next = resized(l.next, n)
}

// plant puts lane's source at v.
func (l *laneSearch) plant(v int32, lane int) {
	if l.front[v] == 0 {
		l.list = append(l.list, v)
	}
	if l.seen[v] == 0 {
		l.met = append(l.met, v)
	}
	l.front[v] |= 1 << lane
	l.seen[v] |= 1 << lane
}

// step moves every lane one tie further and reports whether any found a node.
// Afterwards list holds the nodes just found and front[v] the lanes that found v.
func (l *laneSearch) step(g *Graph) bool {
	if len(l.list) > len(l.seen)/16 {
		return l.wideStep(g)
	}
	seen, front, next := l.seen, l.front, l.next
	upcoming := l.upcoming[:0]
	for _, u := range l.list {
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
	l.upcoming, l.list = l.list, upcoming
	l.front, l.next = next, front
	return len(upcoming) > 0
}

// wideStep is step without a question at every tie: all is handed on, and one
// pass over the nodes finds what was new. It pays where many nodes hand on.
func (l *laneSearch) wideStep(g *Graph) bool {
	l.wide = true
	seen, front, next := l.seen, l.front, l.next
	for _, u := range l.list {
		mask := front[u]
		front[u] = 0
		for _, v := range g.targets[g.offsets[u]:g.offsets[u+1]] {
			next[v] |= mask
		}
	}
	upcoming := resized(l.upcoming, len(seen))
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
	l.upcoming, l.list = l.list, upcoming[:found]
	l.front, l.next = next, front
	return found > 0
}
