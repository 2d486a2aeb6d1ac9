package snapshot

import (
	"slices"

	"underpin/internal/worldset"
)

// A lifeReader sample says in which worlds an entity has ended, or not yet begun, on a date, as
// [evidence.Sample] does; nil for none.
type lifeReader interface {
	DeadRow(date, entity int) worldset.Set
}

// deadNode is the worlds in which what goes by the name of an entity is a node, and has
// ended or not yet begun: an isolate there, and no component.
type deadNode struct {
	entity int32
	row    worldset.Set
}

// deadNodes finds the dead nodes of worlds that have the entities, and who is one, in
// common with the frame.
func (f *Frame) deadNodes(w Worlds, date int) []deadNode {
	r, ok := w.(lifeReader)
	if !ok {
		return nil
	}
	var out []deadNode
	for e := range int32(len(f.Node)) {
		dead := r.DeadRow(date, int(e))
		if dead == nil {
			continue
		}
		row := f.nodeRow(e)
		row.And(dead)
		may := f.mayBe(e)
		for _, a := range f.arcs[Binding] {
			if slices.Contains(may, a.from) || slices.Contains(may, a.into) {
				row.AndNot(f.tiedRow(w, date, e, a))
			}
		}
		if row.Any() {
			out = append(out, deadNode{e, row})
		}
	}
	return out
}

// mayBe lists the entities that go by the name of an entity in some world, itself first.
func (f *Frame) mayBe(e int32) []int32 {
	out := []int32{e}
	for _, l := range f.links() {
		if l.root == e && !slices.Contains(out, l.entity) {
			out = append(out, l.entity)
		}
	}
	return out
}

// nodeRow returns the worlds in which a node goes by the name of an entity.
func (f *Frame) nodeRow(e int32) worldset.Set {
	row := worldset.New(f.worlds)
	if f.Node[e] {
		row = worldset.All(f.worlds)
	}
	for _, l := range f.links() {
		switch {
		case l.entity == e:
			row.AndNot(l.row)
		case l.root == e && f.Node[l.entity]:
			row.Or(l.row)
		}
	}
	return row
}

// tiedRow returns the worlds in which a tie has an end that is an entity, or is one with
// it. Of many pairs that hang together a claim draws a reading of its own, so that a tie
// of the dead can hold.
func (f *Frame) tiedRow(w Worlds, date int, e int32, a arc) worldset.Set {
	ends := worldset.New(f.worlds)
	if a.from == e || a.into == e {
		ends = worldset.All(f.worlds)
	} else {
		for _, l := range f.links() {
			if l.root == e && (l.entity == a.from || l.entity == a.into) {
				ends.Or(l.row)
			}
		}
	}
	if ends.Any() {
		row, _ := column(w, date, f.Ties[a.tie].Claim, f.worlds)
		ends.And(row)
	}
	return ends
}

// dead counts the dead nodes that are left in this world.
func (w *World) dead() int {
	f, count := w.frame, 0
	if len(f.dead) == 0 {
		return 0
	}
	row, first := f.row(w.pattern), len(f.columnOf)-len(f.dead)
	for i, d := range f.dead {
		if w.node[d.entity] >= 0 && row.Has(first+i) {
			count++
		}
	}
	return count
}
