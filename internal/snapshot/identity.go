package snapshot

import (
	"slices"
	"sync"

	"underpin/internal/network"
	"underpin/internal/worldset"
)

// An identityLink says in which worlds an entity is one with another that stands for it.
type identityLink struct {
	entity, root int32
	row          worldset.Set
}

// identityLinks are the links of a frame.
type identityLinks struct {
	once  sync.Once
	links []identityLink
}

// links lists who stands for whom in which worlds. Worlds in which the same
// samenesses of a cluster are drawn have the same links of it.
func (f *Frame) links() []identityLink {
	f.identities.once.Do(func() {
		var sets network.UnionFind
		for k := range f.clusters {
			f.addLinks(&sets, &f.clusters[k])
		}
	})
	return f.identities.links
}

// addLinks adds the links of a cluster.
func (f *Frame) addLinks(sets *network.UnionFind, k *identityCluster) {
	first := len(f.identities.links)
	for _, worlds := range f.worldsByIdentity(k) {
		sets.Reset(len(f.judged))
		f.uniteCluster(sets, k, func(unsure int) bool { return f.columnOf[len(f.Active)+unsure].Meets(worlds) })
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
	for _, l := range f.identities.links[first:] {
		if l.entity == e && l.root == root {
			return l.row
		}
	}
	row := worldset.New(f.worlds)
	f.identities.links = append(f.identities.links, identityLink{e, root, row})
	return row
}

// worldsByIdentity groups the worlds by the samenesses of a cluster that are drawn in them.
func (f *Frame) worldsByIdentity(k *identityCluster) []worldset.Set {
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
