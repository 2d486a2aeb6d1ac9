package snapshot

import (
	"sync"

	"underpin/internal/network"
)

// A link says in which worlds an entity is one with another that stands for it.
type link struct {
	entity, root int32
	row          []uint64
}

// kin are the links of a frame.
type kin struct {
	once  sync.Once
	links []link
}

// links lists who stands for whom in which worlds. Worlds in which the same
// samenesses of a kinship are drawn have the same links of it.
func (f *Frame) links() []link {
	f.kin.once.Do(func() {
		var sets network.UnionFind
		for k := range f.kinships {
			f.link(&sets, &f.kinships[k])
		}
	})
	return f.kin.links
}

// link adds the links of a kinship.
func (f *Frame) link(sets *network.UnionFind, k *kinship) {
	first := len(f.kin.links)
	for _, worlds := range f.alikeIn(k) {
		sets.Reset(len(f.judged))
		f.uniteKin(sets, k, func(unsure int) bool { return meet(f.columnOf[len(f.Active)+unsure], worlds) })
		for _, m := range k.members {
			e, root := f.judged[m], f.judged[sets.Find(m)]
			if root == e {
				continue
			}
			row := f.linkOf(first, e, root)
			for j, word := range worlds {
				row[j] |= word
			}
		}
	}
}

// linkOf returns the row of a link among those from the first on.
func (f *Frame) linkOf(first int, e, root int32) []uint64 {
	for _, l := range f.kin.links[first:] {
		if l.entity == e && l.root == root {
			return l.row
		}
	}
	row := make([]uint64, (f.worlds+63)/64)
	f.kin.links = append(f.kin.links, link{e, root, row})
	return row
}

// alikeIn groups the worlds by the samenesses of a kinship that are drawn in them.
func (f *Frame) alikeIn(k *kinship) [][]uint64 {
	all := make([]uint64, (f.worlds+63)/64)
	for j := range all {
		all[j] = allOf(f.worlds, j)
	}
	groups := [][]uint64{all}
	for _, u := range k.unsure {
		column := f.columnOf[len(f.Active)+u]
		for _, g := range groups {
			other, any, left := make([]uint64, len(g)), uint64(0), uint64(0)
			for j, word := range g {
				other[j] = word &^ column[j]
				any, left = any|other[j], left|word&column[j]
			}
			if any == 0 || left == 0 {
				continue
			}
			for j := range g {
				g[j] &= column[j]
			}
			groups = append(groups, other)
		}
	}
	return groups
}

// allOf is a word of the row of n worlds.
func allOf(n, word int) uint64 {
	if rest := n - 64*word; rest < 64 {
		return 1<<rest - 1
	}
	return ^uint64(0)
}

// meet reports whether two rows share a world.
func meet(a, b []uint64) bool {
	for k := range a {
		if a[k]&b[k] != 0 {
			return true
		}
	}
	return false
}
