package shock

import (
	"slices"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A view computes what a State answers, and keeps it until it is set anew.
type view struct {
	c            *Comparison
	w            *snapshot.World
	k            *measure.Kernels
	states       *states
	down, held   reachRows     // what is reached from a node by command and by support
	superSources []superSource // by root left out; the last leaves out none
	values       map[string][]float64
	whole        map[string]float64
	sampledFirst map[firstQuery]underpin.EntityID // who comes first, where that was sampled
}

// A firstQuery is a question who comes first.
type firstQuery struct {
	by     *measure.Measure
	schema underpin.Schema
}

func newView(c *Comparison, k *measure.Kernels, w *snapshot.World) *view {
	return &view{
		c: c, k: k, w: w, superSources: make([]superSource, len(c.roots)+1),
		values: map[string][]float64{}, whole: map[string]float64{}, sampledFirst: map[firstQuery]underpin.EntityID{},
	}
}

func (v *view) set(pattern int, loss *snapshot.Loss) {
	v.w.Set(pattern, loss)
	v.down.reset()
	v.held.reset()
	for i := range v.superSources {
		v.superSources[i].ready = false
	}
	clear(v.values)
	clear(v.whole)
	clear(v.sampledFirst)
}

// reachRows keep one row of nodes for each node asked for, and their storage.
type reachRows struct {
	of    map[int32][]bool
	spare [][]bool
}

func (r *reachRows) reset() {
	for _, row := range r.of {
		r.spare = append(r.spare, row)
	}
	clear(r.of)
}

// get returns the nodes that a graph leads to from a node.
func (r *reachRows) get(g *network.Graph, s *network.Searcher, from int32) []bool {
	if row, ok := r.of[from]; ok {
		return row
	}
	if r.of == nil {
		r.of = map[int32][]bool{}
	}
	var row []bool
	if n := len(r.spare); n > 0 {
		row, r.spare = r.spare[n-1][:0], r.spare[:n-1]
	}
	row = append(row, s.Reach(g, []int32{from})...)
	r.of[from] = row
	return row
}

func (v *view) commandFrom(node int32) []bool {
	return v.down.get(v.w.Graph(snapshot.Command), v.k.Searcher(), node)
}

func (v *view) supportFrom(node int32) []bool {
	return v.held.get(v.w.Graph(snapshot.Support), v.k.Searcher(), node)
}

// node returns the node of an id, or -1 where it has none.
func (v *view) node(id underpin.EntityID) int32 {
	e, ok := v.c.frame.Entity(id)
	if !ok {
		return -1
	}
	return v.w.Node(e)
}

// pair returns the nodes of two ids, and whether both are there and differ.
func (v *view) pair(a, b underpin.EntityID) (from, to int32, ok bool) {
	from, to = v.node(a), v.node(b)
	return from, to, from >= 0 && to >= 0 && from != to
}

func (v *view) command(a, b underpin.EntityID) bool {
	from, to, ok := v.pair(a, b)
	return ok && v.commandFrom(from)[to]
}

func (v *view) support(a, b underpin.EntityID) bool {
	from, to, ok := v.pair(a, b)
	return ok && v.supportFrom(from)[to]
}

func (v *view) channels(a, b underpin.EntityID) int {
	from, to, ok := v.pair(a, b)
	if !ok || !v.commandFrom(from)[to] {
		return 0
	}
	return v.k.Channels(v.w, from, to)
}

func (v *view) holds(a, b underpin.EntityID) bool {
	from, to, ok := v.pair(a, b)
	if !ok {
		return false
	}
	return v.w.Owns(v.w.First(from), v.w.First(to)) || v.w.Graph(snapshot.Command).HasTie(from, to)
}

// global returns a measure of the whole network, 0 where there is none of the name.
func (v *view) global(name string) float64 {
	value, ok := v.whole[name]
	if !ok {
		if m, err := measure.Global(name); err == nil {
			value = v.k.Value(m, v.w)
		}
		v.whole[name] = value
	}
	return value
}

// nodeValues returns a measure of every node, nil where there is none of the name.
func (v *view) nodeValues(name string) []float64 {
	values, ok := v.values[name]
	if !ok {
		if m, err := measure.Node(name); err == nil {
			values = slices.Clone(v.k.Values(m, v.w))
		}
		v.values[name] = values
	}
	return values
}

func (v *view) measure(name string, x underpin.EntityID) float64 {
	node, values := v.node(x), v.nodeValues(name)
	if node < 0 || values == nil {
		return 0
	}
	return values[node]
}

// top returns who alone comes first, or "".
func (v *view) top(name string, schema underpin.Schema) underpin.EntityID {
	m, err := measure.Node(name)
	if err != nil {
		return ""
	}
	if m.InCase.Leads && v.values[name] == nil {
		who, ok := v.sampledFirst[firstQuery{m, schema}]
		if ok {
			return who
		}
		if who, ok = v.c.firstPlaces.First(v.k, v.w, schema); ok {
			v.sampledFirst[firstQuery{m, schema}] = who
			return who
		}
	}
	return measure.First(v.c.frame.Case, v.w, v.nodeValues(name), schema)
}

func (v *view) vacant(id underpin.EntityID) bool {
	e, ok := v.c.frame.Entity(id)
	if !ok || !v.c.post(e) || v.w.Node(e) < 0 {
		return false
	}
	j, bit := v.states.classifier()
	before, after := j.ties.occupied(e)
	if v == v.states.after {
		return after&bit == 0
	}
	return before&bit == 0
}

func (v *view) class(id underpin.EntityID) Class {
	e, ok := v.c.frame.Entity(id)
	s := v.states
	if !ok || v != s.after || !item(v.c.frame.Case.Entities[e].Schema) || v.w.Gone(e) {
		return Untouched
	}
	j, bit := s.classifier()
	thinner := uint64(0)
	if s.after.fromRoots(e) < s.before.fromRoots(e) {
		thinner = bit
	}
	class := Untouched
	j.find(e, bit, thinner).each(func(x *classified) { class = x.class })
	return class
}
