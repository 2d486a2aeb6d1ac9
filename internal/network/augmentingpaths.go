package network

import "slices"

// An augmentingPaths finds node-disjoint paths one after the other, from their end
// back to the source, where the search comes to an end soonest. Its storage is cleaned
// by what was used, so that a search costs what it sees.
type augmentingPaths struct {
	up, down []int32 // along the paths found so far: nearer to the source, to the end; -1 off them
	used     []int32 // nodes whose up or down is set
	path     []int32 // states of the search; 2v where v is entered, 2v+1 where it is left
	// entered and left are by node the search that last saw it so.
	entered, left []int32
	visited       []int32 // states that this search has seen
	now           int32   // the search
	dead          int32   // the mark of states from which nothing leads to the source any more
	arcs          []int32 // by node that is left: the tail to look at next
	ahead         []int32 // by node: the tail to look ahead to next, among those tied to the source
	aheadFor      []int32 // by node: the mark of the end for which ahead is

	// keptUp is up as it was for the last end that many paths lead to, and kept are the nodes
	// on those paths.
	keptUp, kept []int32
}

// wide is the number of tails from which on the paths to a node are kept. Things that the
// same holders have hang on the same tails but for a few: of a generated case of 5,000
// entities 17 in each world, with 70 paths each, took nine tenths of all searches.
const wide = 32

func (b *augmentingPaths) reset(n int) {
	b.forget()
	if len(b.up) >= n {
		return
	}
	b.keptUp = slices.Repeat([]int32{-1}, n)
	b.up, b.down = make([]int32, n), make([]int32, n)
	b.entered, b.left, b.now = make([]int32, n), make([]int32, n), 0
	b.ahead, b.aheadFor = make([]int32, n), make([]int32, n)
	for v := range n {
		b.up[v], b.down[v] = -1, -1
	}
}

// cursor returns a copy of offsets in storage that is free between searches.
func (b *augmentingPaths) cursor(offsets []int32) []int32 {
	b.arcs = append(b.arcs[:0], offsets...)
	return b.arcs
}

// count finds paths to t until there are most of them or no more. direct is 1
// where the source is tied to t.
//
// A tail of t that is tied to the source is a path for good: a path through it that comes
// or goes another way can be cut short. Each other tail of t is tried once: paths that are
// found later change nothing where a search has found no way, as none of them leads there,
// and a path keeps its last tie. Trying all tails anew for each path took twice as long
// where hundreds of paths end.
func (b *augmentingPaths) count(f *LocalConnectivity, t, direct, most int32) int32 {
	b.next()
	b.dead = b.now
	b.entered[f.source], b.entered[t] = b.dead, b.dead
	paths, tails := direct, f.incoming(t)[direct:]
	for len(tails) > 0 && f.tied(tails[0]) { // they come first
		b.entered[tails[0]] = b.dead
		tails = tails[1:]
		paths++
	}
	if len(tails) >= wide {
		paths += b.recall(f, t, tails)
	}
	for _, w := range tails {
		if paths >= most {
			break
		}
		if b.down[w] != t && b.leads(f, w, t) && b.augment(f, t, w) {
			paths++
		}
	}
	if len(tails) >= wide {
		b.keep(f, t, tails)
	}
	for _, v := range b.used {
		b.up[v], b.down[v] = -1, -1
	}
	b.used = b.used[:0]
	return paths
}

// recall takes the paths that were kept as far as they lead to t as well, and returns how many
// do. Any paths that share no node are a beginning.
func (b *augmentingPaths) recall(f *LocalConnectivity, t int32, tails []int32) int32 {
	paths := int32(0)
	for _, w := range tails {
		v := w
		for v != f.source && v >= 0 && b.down[v] < 0 && b.entered[v] != b.dead {
			v = b.keptUp[v]
		}
		if v != f.source {
			continue // none leads through w, or one through t, a tail that is tied to the source or another path
		}
		for ahead := t; w != f.source; ahead, w = w, b.keptUp[w] {
			b.down[w], b.up[w] = ahead, b.keptUp[w]
			b.used = append(b.used, w)
		}
		paths++
	}
	return paths
}

// keep keeps the paths to t.
func (b *augmentingPaths) keep(f *LocalConnectivity, t int32, tails []int32) {
	b.forget()
	for _, w := range tails {
		if b.down[w] != t {
			continue
		}
		for ; w != f.source; w = b.up[w] {
			b.keptUp[w] = b.up[w]
			b.kept = append(b.kept, w)
		}
	}
}

func (b *augmentingPaths) forget() {
	for _, v := range b.kept {
		b.keptUp[v] = -1
	}
	b.kept = b.kept[:0]
}

// leads reports whether a path leads from the source to v that does not lead through t.
func (b *augmentingPaths) leads(f *LocalConnectivity, v, t int32) bool {
	if f.top[f.doms.number[v]] != f.doms.number[t] {
		return true
	}
	b.entered[v] = b.dead
	return false
}

// enter goes on to where v is entered, if no search has seen that in vain.
func (b *augmentingPaths) enter(v int32) bool {
	if mark := b.entered[v]; mark == b.now || mark == b.dead {
		return false
	}
	b.entered[v] = b.now
	b.path, b.visited = append(b.path, 2*v), append(b.visited, 2*v)
	return true
}

// leave goes on to where v is left.
func (b *augmentingPaths) leave(f *LocalConnectivity, v int32) bool {
	if mark := b.left[v]; mark == b.now || mark == b.dead {
		return false
	}
	b.left[v] = b.now
	b.path, b.visited = append(b.path, 2*v+1), append(b.visited, 2*v+1)
	b.arcs[v] = f.offsets[v]
	return true
}

// augment looks for one more path through the residual graph, with the tie from w to t as
// its last, and takes it. It looks first where the source is near.
func (b *augmentingPaths) augment(f *LocalConnectivity, t, w int32) bool {
	// Ford & Fulkerson (1956) on nodes split in two.
	b.next()
	b.path, b.visited = b.path[:0], b.visited[:0]
	b.enter(w)
	for len(b.path) > 0 {
		state := b.path[len(b.path)-1]
		v, more := state/2, false
		switch down := b.down[v]; {
		case state&1 != 0:
			if b.up[v] != f.source && f.tied(v) {
				b.take(f.source, t)
				return true
			}
			more = b.lookAhead(f, v) || b.follow(f, v, t)
		case down < 0:
			more = b.leave(f, v)
		case down != t: // back along the path that holds v
			more = b.leave(f, down)
		}
		if !more {
			b.path = b.path[:len(b.path)-1]
		}
	}
	for _, state := range b.visited {
		if state&1 == 0 {
			b.entered[state/2] = b.dead
		} else {
			b.left[state/2] = b.dead
		}
	}
	return false
}

// lookAhead goes on to a tail of v that ends the search: one that is on no path, and tied
// to the source. Each is looked at once for one end.
func (b *augmentingPaths) lookAhead(f *LocalConnectivity, v int32) bool {
	// Pothen & Fan (1990), for matchings.
	if b.aheadFor[v] != b.dead {
		b.aheadFor[v], b.ahead[v] = b.dead, f.offsets[v]
		if f.tied(v) {
			b.ahead[v]++ // the source itself
		}
	}
	for last := f.offsets[v+1]; b.ahead[v] < last; b.ahead[v]++ {
		w := f.sources[b.ahead[v]]
		if !f.tied(w) {
			break
		}
		if b.down[w] < 0 && b.enter(w) {
			return true
		}
	}
	return false
}

// follow goes on from where v is left to a tail of it, or back to where it is entered.
func (b *augmentingPaths) follow(f *LocalConnectivity, v, t int32) bool {
	first, up := b.arcs[v], b.up[v]
	for i, w := range f.sources[first:f.offsets[v+1]] {
		if mark := b.entered[w]; mark == b.now || mark == b.dead || w == up || !b.leads(f, w, t) {
			continue
		}
		b.arcs[v] = first + int32(i) + 1
		return b.enter(w)
	}
	b.arcs[v] = f.offsets[v+1]
	return up >= 0 && b.enter(v) // undoes v's passage
}

// next begins a new search.
func (b *augmentingPaths) next() {
	if b.now++; b.now < 0 {
		clear(b.entered)
		clear(b.left)
		clear(b.aheadFor)
		b.now = 1
	}
}

// take turns the path into flow. Where it goes against a path found before, a node on
// that gets another before it, or is on no path any more.
func (b *augmentingPaths) take(source, t int32) {
	ahead := t // the node that is left for the next one
	for i, state := range b.path {
		v := state / 2
		switch {
		case state&1 != 0:
			ahead = v
			b.up[v] = source // unless there is a further one
			b.used = append(b.used, v)
		case i > 0 && b.path[i-1] == state+1:
			b.up[v], b.down[v] = -1, -1
		default:
			if ahead != t {
				b.up[ahead] = v
			}
			b.down[v] = ahead
			b.used = append(b.used, v)
		}
	}
}
