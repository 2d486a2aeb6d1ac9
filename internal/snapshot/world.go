package snapshot

import (
	"sync"

	"underpin/internal/network"
	"underpin/internal/worldset"
)

// A Reading is one way to read the ties of a world as a network.
type Reading int

// The readings.
const (
	// Binding is undirected: who is tied to whom by what binds.
	Binding Reading = iota
	// Command leads from the end that holds power to the other.
	Command
	// Support is command and what is backed or paid for.
	Support
	readings
)

// String names the reading.
func (r Reading) String() string {
	switch r {
	case Binding:
		return "binding"
	case Command:
		return "command"
	}
	return "support"
}

// A Loss is what is gone in a what-if, by position: entities of the case and ties
// of the projection. Either slice may be nil; nil stands for no loss at all.
type Loss struct {
	Entities []bool
	Ties     []bool
}

// A World builds the networks of one pattern after the other in storage that it
// keeps. What its methods return is valid until the next Set. It must not be used
// by two goroutines at once.
type World struct {
	frame   *Frame
	pattern int
	loss    *Loss
	n       int
	root    []int32 // by entity: who stands for it
	node    []int32 // by entity: its node, or -1
	first   []int32 // by node: the entity by whose name it goes
	gone    []bool  // by root: lost
	sets    network.UnionFind
	parts   network.UnionFind // of nodes, for Shape
	us, vs  []int32
	graphs  [readings]*network.Graph
	build   [readings]network.Builder
	up      *network.Graph
	buildUp network.Builder
	// look is the loss in all worlds, for control by ownership.
	look func() *BitParallel
	// nearAt is by pair what near tells of 64 worlds, those of nearWord, by nearOf.
	nearAt   []uint64
	nearOf   *controlRows
	nearWord int
}

// World returns storage for the networks of the frame. [World.Set] chooses which.
func (f *Frame) World() *World {
	n := len(f.Case.Entities)
	return &World{frame: f, root: make([]int32, n), node: make([]int32, n), gone: make([]bool, n), pattern: -1}
}

// WorldAfter is [Frame.World] for the networks after a loss, which looks at all worlds only
// when it has to. Those who build networks side by side share that.
func (f *Frame) WorldAfter(loss *Loss, look func() *BitParallel) *World {
	w := f.World()
	w.loss, w.look = loss, look
	return w
}

// Set turns to a pattern, without what is lost; nil loses nothing. A lost entity
// takes with it whatever is the same as it in this pattern.
func (w *World) Set(pattern int, loss *Loss) {
	f := w.frame
	if w.pattern, w.up = pattern, nil; loss != w.loss {
		w.loss, w.look = loss, nil
	}
	clear(w.graphs[:])
	if f.fixedRoot != nil {
		copy(w.root, f.fixedRoot)
	} else {
		f.unite(&w.sets, w.root, func(unsure int) bool { return f.drawn(pattern, unsure) })
	}
	clear(w.gone)
	if loss != nil {
		for e, lost := range loss.Entities {
			if lost {
				w.gone[w.root[e]] = true
			}
		}
	}
	w.number()
}

// number gives nodes to the entities that are left, in the order of the case.
func (w *World) number() {
	for e := range w.node {
		w.node[e] = -1
	}
	w.first = w.first[:0]
	for e, is := range w.frame.Node {
		root := w.root[e] // not a node itself, perhaps
		if !is || w.gone[root] {
			continue
		}
		if w.node[root] < 0 {
			w.node[root] = int32(len(w.first))
			w.first = append(w.first, root)
		}
		w.node[e] = w.node[root]
	}
	for e, root := range w.root {
		if !w.frame.Node[e] && int(root) != e {
			w.node[e] = w.node[root]
		}
	}
	w.n = len(w.first)
}

// N returns the number of nodes.
func (w *World) N() int { return w.n }

// Pattern returns the pattern that the world is set to.
func (w *World) Pattern() int { return w.pattern }

// Node returns the node of an entity, or -1 where it is lost or has no tie in any
// world. Entities that are one in this pattern have one node.
func (w *World) Node(entity int32) int32 { return w.node[entity] }

// First returns the entity by whose name a node goes: of those that are one in this
// pattern, the one whose id comes first in natural order.
func (w *World) First(node int32) int32 { return w.first[node] }

// Gone reports whether an entity is lost, itself or as one that is the same.
func (w *World) Gone(entity int32) bool { return w.gone[w.root[entity]] }

// One returns the entity that stands for an entity and all that are the same in
// this pattern, lost or not. It is the same before and after a loss.
func (w *World) One(entity int32) int32 { return w.root[entity] }

// Stands reports whether a tie holds in this world and is not lost: neither
// itself nor one of its ends. Of control by ownership it reports whether it is left of
// what is held after the loss, and more than what a chain of such ties gives.
func (w *World) Stands(tie int) bool {
	t := &w.frame.Ties[tie]
	if !w.frame.Holds(w.pattern, tie) {
		return false // a loss gives nobody control
	}
	if w.frame.byOwnership(tie) {
		near, lane := w.near()
		return near[w.frame.pairOf(tie)]>>lane&1 != 0
	}
	return !w.lostTie(int32(tie)) && !w.Gone(t.Subject) && !w.Gone(t.Object)
}

// near returns by pair the worlds of a word in which it controls by more than a chain, and
// the bit of this world. The rows lie by pair, and one world asks thousands of them: what they
// say of its 64 worlds is copied together once, as looking each up in its row, nearly all of it
// waiting for memory, took an eighth of the time of comparing 2,000 worlds of 5,000 entities.
func (w *World) near() (words []uint64, lane uint) {
	word, lane := worldset.At(w.world())
	c := w.control()
	if w.nearOf != c || w.nearWord != word {
		w.nearOf, w.nearWord, w.nearAt = c, word, w.nearAt[:0]
		for _, row := range c.near() {
			w.nearAt = append(w.nearAt, row.Word(word))
		}
	}
	return w.nearAt, lane
}

// Owns reports whether an entity controls another by ownership, over whatever chain.
func (w *World) Owns(a, b int32) bool {
	f := w.frame
	if f.owned == nil {
		return false
	}
	t, ok := f.owned.tieOf[[2]int32{w.root[a], w.root[b]}]
	return ok && w.control().rows[f.pairOf(t)].Has(w.world())
}

// control returns who controls what by ownership after the loss. The worlds of one pattern
// are alike in it.
func (w *World) control() *controlRows {
	if w.loss == nil {
		return w.frame.owned.control
	}
	if w.look == nil {
		w.look = sync.OnceValue(func() *BitParallel { return w.frame.BitParallel(w.loss) })
	}
	return w.look().owned
}

// world is the first of the worlds of the pattern.
func (w *World) world() int { return w.frame.First(w.pattern) }

func (w *World) lostTie(tie int32) bool { return w.loss.takes(tie) }

// takes reports whether a tie is lost itself.
func (l *Loss) takes(tie int32) bool { return l != nil && int(tie) < len(l.Ties) && l.Ties[tie] }

// Graph returns the network of a reading, built when first asked for.
func (w *World) Graph(r Reading) *network.Graph {
	if w.graphs[r] == nil {
		w.collect(r)
		if r == Binding {
			w.graphs[r] = w.build[r].Undirected(w.n, w.us, w.vs)
		} else {
			w.graphs[r] = w.build[r].Directed(w.n, w.us, w.vs)
		}
	}
	return w.graphs[r]
}

// Superiors returns the network of command with every tie turned round: from the
// held to the holder.
func (w *World) Superiors() *network.Graph {
	if w.up == nil {
		w.collect(Command)
		w.up = w.buildUp.Directed(w.n, w.vs, w.us)
	}
	return w.up
}

// collect lists the ends of the arcs of a reading that stand.
func (w *World) collect(r Reading) {
	w.us, w.vs = w.us[:0], w.vs[:0]
	f := w.frame
	var near []uint64
	var lane uint
	if f.owned != nil && r != Binding {
		near, lane = w.near()
	}
	for a := range f.arcsIn(w.pattern, r) {
		if w.lostTie(a.tie) || f.byOwnership(int(a.tie)) && near[f.pairOf(int(a.tie))]>>lane&1 == 0 {
			continue
		}
		u, v := w.node[a.from], w.node[a.into]
		if u >= 0 && v >= 0 && u != v {
			w.us, w.vs = append(w.us, u), append(w.vs, v)
		}
	}
}
