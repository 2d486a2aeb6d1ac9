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
// samenesses are drawn have the same links.
func (f *Frame) links() []link {
	k := &f.kin
	k.once.Do(func() {
		if len(f.merges)+len(f.unsure) == 0 {
			return
		}
		at := map[[2]int32]int{}
		var sets network.UnionFind
		for _, worlds := range f.alikeInSameness() {
			f.uniteJudged(&sets, func(unsure int) bool { return meet(f.columnOf[len(f.Active)+unsure], worlds) })
			for i, e := range f.judged {
				root := f.judged[sets.Find(int32(i))]
				if root == e {
					continue
				}
				l, ok := at[[2]int32{e, root}]
				if !ok {
					l = len(k.links)
					at[[2]int32{e, root}] = l
					k.links = append(k.links, link{e, root, make([]uint64, (f.worlds+63)/64)})
				}
				for j, word := range worlds {
					k.links[l].row[j] |= word
				}
			}
		}
	})
	return k.links
}

// alikeInSameness groups the worlds by the samenesses that are drawn in them.
func (f *Frame) alikeInSameness() [][]uint64 {
	all := make([]uint64, (f.worlds+63)/64)
	for k := range all {
		all[k] = allOf(f.worlds, k)
	}
	groups := [][]uint64{all}
	for _, column := range f.columnOf[len(f.Active):] {
		for _, g := range groups {
			other, any, left := make([]uint64, len(g)), uint64(0), uint64(0)
			for k, word := range g {
				other[k] = word &^ column[k]
				any, left = any|other[k], left|word&column[k]
			}
			if any == 0 || left == 0 {
				continue
			}
			for k := range g {
				g[k] &= column[k]
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
