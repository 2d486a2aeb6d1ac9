package snapshot

import (
	"iter"
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
	// of are by place of an entity among the judged its links to who stands for it, to those
	// to who it stands for. Following a share asks both.
	of, to [][]identityLink
}

// links lists who stands for whom in which worlds. Worlds in which the same
// samenesses of a cluster are drawn have the same links of it.
func (f *Frame) links() []identityLink {
	f.identities.once.Do(func() {
		var sets network.UnionFind
		for k := range f.clusters {
			f.addLinks(&sets, &f.clusters[k])
		}
		of, to := make([][]identityLink, len(f.judged)), make([][]identityLink, len(f.judged))
		for _, l := range f.identities.links {
			e, root := f.place[l.entity], f.place[l.root]
			of[e], to[root] = append(of[e], l), append(to[root], l)
		}
		f.identities.of, f.identities.to = of, to
	})
	return f.identities.links
}

// linksOf lists the links of an entity to who stands for it, linksTo those to who it stands
// for.
func (f *Frame) linksOf(e int32) []identityLink {
	if at := f.place[e]; at >= 0 {
		return f.identities.of[at]
	}
	return nil
}

func (f *Frame) linksTo(e int32) []identityLink {
	if at := f.place[e]; at >= 0 {
		return f.identities.to[at]
	}
	return nil
}

// standing returns those of the worlds of a word in which an entity stands for itself.
func (f *Frame) standing(e int32, k int) uint64 {
	f.links()
	word := worldset.AllIn(f.worlds, k)
	for _, l := range f.linksOf(e) {
		word &^= l.row[k]
	}
	return word
}

// standsIn returns those of the worlds of a word in which one stands for an entity.
func (f *Frame) standsIn(root, e int32, k int) uint64 {
	if root == e {
		return f.standing(e, k)
	}
	for _, l := range f.linksOf(e) {
		if l.root == root {
			return l.row[k]
		}
	}
	return 0
}

// One returns the worlds of a word in which two entities are one.
func (f *Frame) One(a, b int32, k int) uint64 {
	if a == b {
		return worldset.AllIn(f.worlds, k)
	}
	out := uint64(0)
	for root := range f.mayStandFor(a) {
		out |= f.standsIn(root, a, k) & f.standsIn(root, b, k)
	}
	return out
}

// mayStandFor yields who stands for an entity in some world.
func (f *Frame) mayStandFor(e int32) iter.Seq[int32] {
	f.links()
	return func(yield func(int32) bool) {
		if !yield(e) {
			return
		}
		for _, l := range f.linksOf(e) {
			if !yield(l.root) {
				return
			}
		}
	}
}

// standsFor returns who stands for an entity in a world.
func (f *Frame) standsFor(e int32, world int) int32 {
	f.links()
	for _, l := range f.linksOf(e) {
		if l.row.Has(world) {
			return l.root
		}
	}
	return e
}

// addLinks adds the links of a cluster.
func (f *Frame) addLinks(sets *network.UnionFind, k *identityCluster) {
	first := len(f.identities.links)
	for _, worlds := range f.worldsByIdentity(k) {
		sets.Reset(len(f.judged))
		f.uniteCluster(sets, k, func(unsure int) bool { return f.sames[unsure].Meets(worlds) })
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
		column := f.sames[u]
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
