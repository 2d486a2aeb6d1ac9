package network

import (
	"cmp"
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
	keys    []twinKey
	cursor  []int32
}

type twinKey struct {
	hash uint64
	v    int32
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

// group merges twins of one kind: candidates by a hash of their neighbours,
// confirmed by comparing them.
func (t *twinFinder) group(g *Graph, tied bool) {
	t.keys = t.keys[:0]
	for v := range int32(g.N()) {
		hash := uint64(0)
		for _, w := range g.Neighbours(v) {
			hash += mixed(uint64(w))
		}
		if tied {
			hash += mixed(uint64(v))
		}
		t.keys = append(t.keys, twinKey{hash, v})
	}
	slices.SortFunc(t.keys, func(a, b twinKey) int {
		return cmp.Or(cmp.Compare(a.hash, b.hash), cmp.Compare(a.v, b.v))
	})
	for i := 0; i < len(t.keys); {
		u := t.keys[i].v
		j := i + 1
		for ; j < len(t.keys) && t.keys[j].hash == t.keys[i].hash; j++ {
			if v := t.keys[j].v; alike(g.Neighbours(u), g.Neighbours(v), u, v, tied) {
				t.class[v] = u
			}
		}
		i = j
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
