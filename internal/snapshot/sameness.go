package snapshot

import (
	"slices"

	"underpin"
	"underpin/internal/network"
)

// A mergedPair is a pair of entities that are, or may be, one. The entities go by their
// place among those that are judged.
type mergedPair struct {
	pair int
	a, b int32
}

// compileSamenesses sorts the pairs of the case: those that are one in every world,
// those that are drawn, and those that are kept apart. Each list is in the order of
// ids, so that the order of the case's slices does not matter.
func (p *Projection) compileSamenesses() {
	p.place = slices.Repeat([]int32{-1}, len(p.Case.Entities))
	judged := func(e int32) int32 {
		if p.place[e] < 0 {
			p.place[e] = int32(len(p.judged))
			p.judged = append(p.judged, e)
		}
		return p.place[e]
	}
	for i, pair := range p.Index.Pairs() {
		a, okA := p.position[pair.A]
		b, okB := p.position[pair.B]
		if !okA || !okB {
			continue
		}
		a, b = judged(a), judged(b)
		switch {
		case pair.Sameness == nil || pair.Sameness.Verdict == underpin.Unsure:
			p.unsure = append(p.unsure, mergedPair{i, a, b})
		case pair.Sameness.Verdict == underpin.Same:
			p.merges = append(p.merges, mergedPair{i, a, b})
		case pair.Sameness.Verdict == underpin.NotSame:
			p.apart = append(p.apart, [2]int32{a, b})
		}
	}
	p.connect()
	p.name()
}

// name ranks the judged by their ids, in natural order, and finds who stands for those
// that are judged the same.
func (p *Projection) name() {
	order := make([]int32, len(p.judged))
	for i := range order {
		order[i] = int32(i)
	}
	slices.SortFunc(order, func(i, j int32) int {
		return underpin.CompareIDs(string(p.Case.Entities[p.judged[i]].ID), string(p.Case.Entities[p.judged[j]].ID))
	})
	p.rank = make([]int32, len(p.judged))
	for k, i := range order {
		p.rank[i] = int32(k)
	}
	p.stands = make([]int32, len(p.Case.Entities))
	p.unite(new(network.UnionFind), p.stands, func(int) bool { return false })
}

// StandsFor returns the entity by whose name all go that are judged the same as an
// entity: of them the one whose id comes first in natural order.
func (p *Projection) StandsFor(entity int32) int32 { return p.stands[entity] }

// Also lists the other names of what goes by the name of an entity: those of the entities
// that are judged the same, each once, in natural order of their ids.
func (p *Projection) Also(id underpin.EntityID) []string {
	e, ok := p.position[id]
	if !ok || p.place[e] < 0 {
		return nil
	}
	ids := []underpin.EntityID{}
	for _, same := range p.SameAs(e) {
		ids = append(ids, p.Case.Entities[same].ID)
	}
	slices.SortFunc(ids, func(a, b underpin.EntityID) int { return underpin.CompareIDs(string(a), string(b)) })
	var names []string
	for _, same := range ids {
		if name := p.Index.NameOf(same); name != p.Index.NameOf(id) && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
}

// An identityCluster is entities, by their place among those that are judged, that judgements
// connect: who is one among them hangs on their own samenesses alone.
type identityCluster struct {
	members        []int32
	merges, unsure []int // positions among those of the projection
}

// connect finds the clusters.
func (p *Projection) connect() {
	var sets network.UnionFind
	sets.Reset(len(p.judged))
	for _, m := range slices.Concat(p.merges, p.unsure) {
		sets.Union(m.a, m.b)
	}
	for _, pair := range p.apart {
		sets.Union(pair[0], pair[1])
	}
	number := make([]int, len(p.judged)) // by root, from 1
	of := func(e int32) *identityCluster {
		root := sets.Find(e)
		if number[root] == 0 {
			p.clusters = append(p.clusters, identityCluster{})
			number[root] = len(p.clusters)
		}
		return &p.clusters[number[root]-1]
	}
	for e := range int32(len(p.judged)) {
		k := of(e)
		k.members = append(k.members, e)
	}
	for i, m := range p.merges {
		k := of(m.a)
		k.merges = append(k.merges, i)
	}
	for i, m := range p.unsure {
		k := of(m.a)
		k.unsure = append(k.unsure, i)
	}
}

// unite joins the entities that are one: the judgements same first, then those
// drawn as true, each in the order of ids. A merge that would put two entities
// together that are judged not the same is not made. root receives for each entity
// the one that stands for it: of those that are one, the one whose id comes first in
// natural order.
func (p *Projection) unite(sets *network.UnionFind, root []int32, drawn func(unsure int) bool) {
	p.uniteJudged(sets, drawn)
	for e := range root {
		root[e] = int32(e)
	}
	for i := range p.judged {
		// The root of a set is held at the place of its representative in the meantime.
		of := p.judged[sets.Find(int32(i))]
		if at := p.place[root[of]]; p.rank[i] < p.rank[at] {
			root[of] = p.judged[i]
		}
	}
	for i, e := range p.judged {
		if of := sets.Find(int32(i)); int(of) != i {
			root[e] = root[p.judged[of]]
		}
	}
}

// uniteJudged is unite for the entities that are judged alone.
func (p *Projection) uniteJudged(sets *network.UnionFind, drawn func(unsure int) bool) {
	sets.Reset(len(p.judged))
	for k := range p.clusters {
		p.uniteCluster(sets, &p.clusters[k], drawn)
	}
}

// uniteCluster is unite for one cluster, whose entities must be apart.
func (p *Projection) uniteCluster(sets *network.UnionFind, k *identityCluster, drawn func(unsure int) bool) {
	for _, m := range k.merges {
		p.join(sets, p.merges[m])
	}
	for _, m := range k.unsure {
		if drawn(m) {
			p.join(sets, p.unsure[m])
		}
	}
}

func (p *Projection) join(sets *network.UnionFind, m mergedPair) {
	a, b := sets.Find(m.a), sets.Find(m.b)
	for _, pair := range p.apart {
		x, y := sets.Find(pair[0]), sets.Find(pair[1])
		if x == a && y == b || x == b && y == a {
			return
		}
	}
	sets.Union(a, b)
}

// SameAs lists the entities that are judged to be one with an entity in every
// world, itself included, in the order of the case.
func (p *Projection) SameAs(entity int32) []int32 {
	return alike(p.stands, entity)
}

// Judged returns for each entity who stands for it in every world.
func (p *Projection) Judged() []int32 {
	root := make([]int32, len(p.Case.Entities))
	p.unite(new(network.UnionFind), root, func(int) bool { return false })
	return root
}

// MayBe lists for each entity those that may be one with it in some world, itself
// included, in the order of the case.
func (p *Projection) MayBe() [][]int32 {
	var sets network.UnionFind
	sets.Reset(len(p.Case.Entities))
	for _, m := range slices.Concat(p.merges, p.unsure) {
		sets.Union(p.judged[m.a], p.judged[m.b])
	}
	members := make([][]int32, len(p.Case.Entities))
	for e := range members {
		root := sets.Find(int32(e))
		members[root] = append(members[root], int32(e))
	}
	out := make([][]int32, len(members))
	for e := range out {
		out[e] = members[sets.Find(int32(e))]
	}
	return out
}

// alike lists the entities that share an entity's root.
func alike(root []int32, entity int32) []int32 {
	var out []int32
	for e := range root {
		if root[e] == root[entity] {
			out = append(out, int32(e))
		}
	}
	return out
}
