package snapshot

import (
	"slices"

	"underpin/internal/network"
)

// Between reports, by the position of their claims, which ties may lie on a way from the
// first to the second of a pair of entities, for any of some pairs, by ties of a reading in
// the direction of their power, whichever of them hold. Those that may be one are taken as
// one, and a share in a firm as control of it: control by ownership follows shares and hangs
// on no others. What lies on no such way bears on no path between the two; in the reliability
// of networks such ties are called irrelevant (Ball, Colbourn and Provan, Network
// Reliability, 1995).
func (p *Projection) Between(r Reading, pairs [][2]int32) []bool {
	out, sets, arcs := make([]bool, len(p.Case.Claims)), p.mayBeOne(), p.mayHold(r)
	from, into := make([]int32, len(arcs)), make([]int32, len(arcs))
	for i, a := range arcs {
		from[i], into[i] = sets.Find(a.from), sets.Find(a.into)
	}
	n := len(p.Case.Entities)
	var down, up network.Builder
	below, above := down.Directed(n, from, into), up.Directed(n, into, from)
	var s network.Searcher
	for _, pair := range pairs {
		after := slices.Clone(s.Reach(below, []int32{sets.Find(pair[0])}))
		before := s.Reach(above, []int32{sets.Find(pair[1])})
		for i, a := range arcs {
			if after[from[i]] && before[into[i]] {
				out[p.Ties[a.tie].Claim] = true
			}
		}
	}
	return out
}

// MarkAt marks, by the position of their claims, the ties at an entity or at one that may be
// one with it.
func (p *Projection) MarkAt(entity int32, marked []bool) {
	sets := p.mayBeOne()
	for i := range p.Ties {
		if t := &p.Ties[i]; sets.Find(t.Subject) == sets.Find(entity) || sets.Find(t.Object) == sets.Find(entity) {
			marked[t.Claim] = true
		}
	}
}

// mayBeOne joins all those of whom it is, or was before somebody knew, a question whether they are one.
func (p *Projection) mayBeOne() *network.UnionFind {
	sets := new(network.UnionFind)
	sets.Reset(len(p.Case.Entities))
	for _, m := range slices.Concat(p.merges, p.unsure) {
		sets.Union(p.judged[m.a], p.judged[m.b])
	}
	for _, pair := range p.apart {
		sets.Union(p.judged[pair[0]], p.judged[pair[1]])
	}
	return sets
}

// mayHold lists the arcs of a reading that some world may have.
func (p *Projection) mayHold(r Reading) []arc {
	var arcs []arc
	for i := range p.Ties {
		t := &p.Ties[i]
		switch {
		case t.Shares && t.Down():
			arcs = append(arcs, arc{tie: int32(i), from: t.Subject, into: t.Object})
		case t.Shares:
			arcs = append(arcs, arc{tie: int32(i), from: t.Object, into: t.Subject})
		case r == Support, t.Command:
			for holder, held := range t.Controllers {
				arcs = append(arcs, arc{tie: int32(i), from: holder, into: held})
			}
		}
	}
	return arcs
}
