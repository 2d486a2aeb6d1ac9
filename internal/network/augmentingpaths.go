package network

// An augmentingPaths finds node-disjoint paths one after the other, from their end
// back to the source, where the search comes to an end soonest. Its storage is cleaned
// by what was used, so that a search costs what it sees.
type augmentingPaths struct {
	up, down []int32 // along the paths found so far: nearer to the source, to the end; -1 off them
	used     []int32 // nodes whose up or down is set
	parent   []int32 // of the search; index 2v where v is entered, 2v+1 where it is left
	seen     []int32 // when a state was last seen
	now      int32
	stack    []int32
	arcs     []int32
}

func (b *augmentingPaths) reset(n int) {
	if len(b.up) >= n {
		return
	}
	b.up, b.down = make([]int32, n), make([]int32, n)
	b.parent, b.seen, b.now = make([]int32, 2*n), make([]int32, 2*n), 0
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
func (b *augmentingPaths) count(f *LocalConnectivity, t, direct, most int32) int32 {
	paths := direct
	for paths < most && b.augment(f, t) {
		paths++
	}
	for _, v := range b.used {
		b.up[v], b.down[v] = -1, -1
	}
	b.used = b.used[:0]
	return paths
}

func (b *augmentingPaths) visit(state, from int32) {
	if b.seen[state] != b.now {
		b.seen[state], b.parent[state] = b.now, from
		b.stack = append(b.stack, state)
	}
}

// augment looks for one more path through the residual graph, the direct tie left
// out, and takes it. It looks first where the source is near.
func (b *augmentingPaths) augment(f *LocalConnectivity, t int32) bool {
	// Ford & Fulkerson (1956) on nodes split in two.
	b.next()
	b.stack = b.stack[:0]
	b.visit(2*t+1, 2*t+1)
	avoid := f.doms.number[t]
	for len(b.stack) > 0 {
		state := b.stack[len(b.stack)-1]
		b.stack = b.stack[:len(b.stack)-1]
		v := state / 2
		if state&1 == 0 { // v entered: on to its exit, or back along the path that holds it
			switch d := b.down[v]; {
			case d < 0:
				b.visit(state+1, state)
			case d != t:
				b.visit(2*d+1, state)
			}
			continue
		}
		tails := f.incoming(v)
		if tails[0] == f.source {
			if v != t && b.up[v] != f.source {
				b.take(state, f.source, t)
				return true
			}
			tails = tails[1:]
		}
		if v != t && b.up[v] >= 0 { // the exit of v undoes v's passage
			b.visit(2*v, state)
		}
		for i := len(tails) - 1; i >= 0; i-- {
			w := tails[i]
			if w != t && b.up[v] != w && !(v == t && b.down[w] == t) && f.top[f.doms.number[w]] != avoid {
				b.visit(2*w, state)
			}
		}
	}
	return false
}

// next begins a new search.
func (b *augmentingPaths) next() {
	if b.now++; b.now < 0 {
		clear(b.seen)
		b.now = 1
	}
}

// take turns the path that ends in the exit state into flow, walking back to t.
func (b *augmentingPaths) take(state, source, t int32) {
	ahead := source
	for {
		v := state / 2 // v is left for ahead
		if v != t {
			b.up[v] = ahead
			b.used = append(b.used, v)
		}
		if ahead != source {
			b.down[ahead] = v
			b.used = append(b.used, ahead)
		}
		if v == t {
			return
		}
		// The node entered before: v itself, or the one v used to go on to, whose
		// tie from v is cancelled. Nodes whose passage is undone leave their path.
		state = b.parent[state]
		for b.parent[state] == state+1 {
			b.up[state/2], b.down[state/2] = -1, -1
			state = b.parent[state+1]
		}
		ahead = state / 2
		state = b.parent[state]
	}
}
