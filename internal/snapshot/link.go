package snapshot

import (
	"slices"
	"sync"

	"underpin/internal/network"
	"underpin/internal/worldset"
)

// A link says in which worlds an entity is one with another that stands for it.
type link struct {
	entity, root int32
	row          worldset.Set
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
		f.uniteKin(sets, k, func(unsure int) bool { return f.columnOf[len(f.Active)+unsure].Meets(worlds) })
		for _, m := range k.members {
			e, root := f.judged[m], f.judged[sets.Find(m)]
			if root == e {
				continue
			}
			f.linkOf(first, e, root).Or(worlds)
		}
	}
}

// linkOf returns the row of a link among those from the first on.
func (f *Frame) linkOf(first int, e, root int32) worldset.Set {
	for _, l := range f.kin.links[first:] {
		if l.entity == e && l.root == root {
			return l.row
		}
	}
	row := worldset.New(f.worlds)
	f.kin.links = append(f.kin.links, link{e, root, row})
	return row
}

// alikeIn groups the worlds by the samenesses of a kinship that are drawn in them.
func (f *Frame) alikeIn(k *kinship) []worldset.Set {
	groups := []worldset.Set{worldset.All(f.worlds)}
	for _, u := range k.unsure {
		column := f.columnOf[len(f.Active)+u]
		for _, g := range groups {
			other := slices.Clone(g)
			other.AndNot(column)
			if other.Any() && g.Meets(column) {
				g.And(column)
				groups = append(groups, other)
			}
		}
	}
	return groups
}
