package snapshot

import (
	"cmp"
	"slices"

	"underpin"
	"underpin/internal/network"
)

// A merge is a judgement that two entities are, or may be, one. The entities go by
// their place among those that are judged.
type merge struct {
	sameness int
	a, b     int32
}

// compileSamenesses sorts the judgements: those that hold in every world, those
// that are drawn, and those that keep entities apart. Each list is in the order of
// ids, so that the order of the case's slices does not matter.
func (p *Projection) compileSamenesses() {
	order := make([]int, len(p.Case.Samenesses))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Compare(p.Case.Samenesses[i].ID, p.Case.Samenesses[j].ID)
	})
	place := map[int32]int32{}
	judged := func(e int32) int32 {
		if _, ok := place[e]; !ok {
			place[e] = int32(len(p.judged))
			p.judged = append(p.judged, e)
		}
		return place[e]
	}
	for _, i := range order {
		s := &p.Case.Samenesses[i]
		a, okA := p.position[s.A]
		b, okB := p.position[s.B]
		if !okA || !okB || a == b {
			continue
		}
		a, b = judged(a), judged(b)
		switch s.Verdict {
		case underpin.Same:
			p.merges = append(p.merges, merge{i, a, b})
		case underpin.Unsure:
			p.unsure = append(p.unsure, merge{i, a, b})
		case underpin.NotSame:
			p.apart = append(p.apart, [2]int32{a, b})
		}
	}
	p.connect()
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
// the one that stands for it.
func (p *Projection) unite(sets *network.UnionFind, root []int32, drawn func(unsure int) bool) {
	p.uniteJudged(sets, drawn)
	for e := range root {
		root[e] = int32(e)
	}
	for i, e := range p.judged {
		root[e] = p.judged[sets.Find(int32(i))]
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

func (p *Projection) join(sets *network.UnionFind, m merge) {
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
	root := make([]int32, len(p.Case.Entities))
	p.unite(new(network.UnionFind), root, func(int) bool { return false })
	return alike(root, entity)
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
