package network

import (
	"math/bits"
	"slices"
)

// A twinFinder groups nodes that have the same neighbours: untied twins N(u) =
// N(v), and tied ones N(u)+u = N(v)+v. No node has twins of both kinds.
type twinFinder struct {
	class   []int32 // of each node
	first   []int32 // the smallest node of each class
	tied    []bool  // whether the class's nodes are tied to each other
	start   []int32 // members by class
	members []int32
	table   []twinKey // by hash; the next free place where that is taken
	cursor  []int32
}

// A twinKey is the hash of some neighbours and the smallest node that has them, one
// added; 0 stands for no node.
type twinKey struct {
	hash uint64
	node int32
}

func (t *twinFinder) membersOf(c int32) []int32 { return t.members[t.start[c]:t.start[c+1]] }

func (t *twinFinder) find(g *Graph) {
	n := g.N()
	t.class = resized(t.class, n)
	for v := range t.class {
		t.class[v] = int32(v) // for now, the smallest twin
	}
	t.group(g, false)
	t.group(g, true)
	t.number(g)
}

// part makes every node a class of its own.
func (t *twinFinder) part(g *Graph) {
	for v := range t.class {
		t.class[v] = int32(v)
	}
	t.number(g)
}

// group merges twins of one kind: candidates by a hash of their neighbours,
// confirmed by comparing them. A table is enough, as twins need only meet; sorting all
// nodes by hash took longer.
func (t *twinFinder) group(g *Graph, tied bool) {
	size := 1 << bits.Len(uint(2*g.N()))
	t.table = resized(t.table, size)
	clear(t.table)
	for v := range int32(g.N()) {
		hash := uint64(0)
		for _, w := range g.Neighbours(v) {
			hash += mixed(uint64(w))
		}
		if tied {
			hash += mixed(uint64(v))
		}
		at := int(mixed(hash)) & (size - 1)
		for t.table[at].node != 0 && t.table[at].hash != hash {
			at = (at + 1) & (size - 1)
		}
		if first := t.table[at].node - 1; first < 0 {
			t.table[at] = twinKey{hash, v + 1}
		} else if alike(g.Neighbours(first), g.Neighbours(v), first, v, tied) {
			t.class[v] = first
		}
	}
}

// alike reports whether a, the neighbours of u, and b, those of v, are equal,
// apart from u and v themselves where they are to be tied.
func alike(a, b []int32, u, v int32, tied bool) bool {
	if !tied {
		return slices.Equal(a, b)
	}
	if len(a) != len(b) {
		return false
	}
	i, j := 0, 0
	sawV, sawU := false, false
	for i < len(a) || j < len(b) {
		switch {
		case i < len(a) && a[i] == v:
			sawV = true
			i++
		case j < len(b) && b[j] == u:
			sawU = true
			j++
		case i == len(a) || j == len(b) || a[i] != b[j]:
			return false
		default:
			i++
			j++
		}
	}
	return sawU && sawV
}

// number replaces smallest twins by class numbers and lists the members.
func (t *twinFinder) number(g *Graph) {
	t.first, t.tied = t.first[:0], t.tied[:0]
	t.start = append(t.start[:0], 0)
	for v, u := range t.class {
		if int(u) == v {
			t.class[v] = int32(len(t.first))
			t.first = append(t.first, int32(v))
			t.tied = append(t.tied, false)
			t.start = append(t.start, 1)
		} else {
			c := t.class[u]
			t.class[v] = c
			t.tied[c] = g.HasTie(u, int32(v))
			t.start[c+1]++
		}
	}
	for c := range t.first {
		t.start[c+1] += t.start[c]
	}
	t.cursor = append(t.cursor[:0], t.start...)
	t.members = resized(t.members, len(t.class))
	for v, c := range t.class {
		t.members[t.cursor[c]] = int32(v)
		t.cursor[c]++
	}
}

// mixed spreads the bits of x over a word.
func mixed(x uint64) uint64 {
	// Steele, G. L. et al. (2014), Fast splittable pseudorandom number generators.
	x += 0x9e3779b97f4a7c15
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
