package snapshot

import (
	"math/bits"
	"slices"

	"underpin/internal/network"
)

// Worlds is what a snapshot reads of a sample: whether a claim holds on a date in
// a world, and whether two entities are one in it. Claims and samenesses go by
// their position in the case, dates by their position in the sample.
type Worlds interface {
	Holds(date, world, claim int) bool
	Same(world, sameness int) bool
}

// A Frame is a projection on one date in every world of a sample. Worlds in which
// the same ties hold and the same entities are one form a pattern: what is computed
// from the networks alone need be computed once a pattern. Patterns are numbered in
// the order in which they first occur. A Frame is read only.
type Frame struct {
	*Projection
	// Active are the positions in Ties of those that hold in some world.
	Active []int
	// Node reports for each entity whether it is a node: the end of a binding tie
	// that holds in some world. The set is the same in every world, so that an
	// entity whose ties all fail in one is an isolate there.
	Node []bool

	words int
	bits  []uint64 // by pattern: a bit for each active tie, then for each unsure sameness
	// columnOf holds the worlds of each active tie, then of each unsure sameness.
	columnOf [][]uint64

	of     []int32 // by world: its pattern
	count  []int32 // by pattern: its worlds
	still  []int32 // by entity: who stands for it, where no sameness is drawn
	active []int32 // by tie: its place in Active, or -1
	arcs   [readings][]arc
}

// An arc is a tie as one reading has it: from the holder to the held, or, in the
// binding reading, between the two ends.
type arc struct {
	tie        int32
	place      int32 // in Active
	from, into int32 // entities
}

// On looks at n worlds on one date.
func (p *Projection) On(w Worlds, date, n int) *Frame {
	f := &Frame{Projection: p, Node: make([]bool, len(p.Case.Entities)), active: make([]int32, len(p.Ties))}
	columns := f.columns(w, date, n)
	f.columnOf = columns
	f.words = (len(columns) + 63) / 64
	f.of = make([]int32, n)
	rows := make([]uint64, 64*f.words)
	seen := map[uint64][]int32{}
	for world := range n {
		if world&63 == 0 {
			turn(columns, world>>6, f.words, rows)
		}
		at := world & 63 * f.words
		f.of[world] = f.intern(rows[at:at+f.words], seen)
	}
	if len(p.unsure) == 0 {
		f.still = make([]int32, len(p.Case.Entities))
		p.unite(new(network.UnionFind), f.still, nil)
	}
	f.readings()
	return f
}

// readings lists the arcs of each reading.
func (f *Frame) readings() {
	for place, t := range f.Active {
		tie := &f.Ties[t]
		if tie.Binding {
			f.arcs[Binding] = append(f.arcs[Binding], arc{int32(t), int32(place), tie.Subject, tie.Object})
		}
		for holder, held := range tie.Controllers {
			a := arc{int32(t), int32(place), holder, held}
			f.arcs[Support] = append(f.arcs[Support], a)
			if tie.Command {
				f.arcs[Command] = append(f.arcs[Command], a)
			}
		}
	}
}

// columns reads the worlds: one bit a world for each tie that holds in some, and
// for each unsure sameness.
func (f *Frame) columns(w Worlds, date, n int) [][]uint64 {
	var columns [][]uint64
	for t := range f.Ties {
		tie := &f.Ties[t]
		column, any := column(w, date, tie.Claim, n)
		f.active[t] = -1
		if !any {
			continue
		}
		f.active[t] = int32(len(f.Active))
		f.Active = append(f.Active, t)
		columns = append(columns, column)
		if tie.Binding {
			f.Node[tie.Subject], f.Node[tie.Object] = true, true
		}
	}
	for _, m := range f.unsure {
		column := make([]uint64, (n+63)/64)
		for world := range n {
			if w.Same(world, m.sameness) {
				column[world>>6] |= 1 << (world & 63)
			}
		}
		columns = append(columns, column)
	}
	return columns
}

// intern returns the pattern of a row of bits, a new one where it is new.
func (f *Frame) intern(row []uint64, seen map[uint64][]int32) int32 {
	h := hash(row)
	for _, k := range seen[h] {
		if slices.Equal(row, f.row(int(k))) {
			f.count[k]++
			return k
		}
	}
	k := int32(len(f.count))
	seen[h] = append(seen[h], k)
	f.bits = append(f.bits, row...)
	f.count = append(f.count, 1)
	return k
}

func (f *Frame) row(pattern int) []uint64 { return f.bits[pattern*f.words : (pattern+1)*f.words] }

// Worlds returns the number of worlds.
func (f *Frame) Worlds() int { return len(f.of) }

// Patterns returns the number of distinct worlds.
func (f *Frame) Patterns() int { return len(f.count) }

// Pattern returns the pattern of a world.
func (f *Frame) Pattern(world int) int { return int(f.of[world]) }

// Count returns in how many worlds a pattern occurs.
func (f *Frame) Count(pattern int) int { return int(f.count[pattern]) }

// Holds reports whether a tie, by its position in Ties, holds in a pattern.
func (f *Frame) Holds(pattern, tie int) bool {
	c := f.active[tie]
	return c >= 0 && f.row(pattern)[c>>6]>>(c&63)&1 != 0
}

// drawn reports whether an unsure sameness is so in a pattern.
func (f *Frame) drawn(pattern, unsure int) bool {
	c := len(f.Active) + unsure
	return f.row(pattern)[c>>6]>>(c&63)&1 != 0
}

// Share returns the share of worlds in which a tie holds, in [0, 1].
func (f *Frame) Share(tie int) float64 {
	if len(f.of) == 0 {
		return 0
	}
	n := 0
	for k := range f.count {
		if f.Holds(k, tie) {
			n += int(f.count[k])
		}
	}
	return float64(n) / float64(len(f.of))
}

// hash mixes a row of bits into one word; equal rows are told apart by comparing.
func hash(row []uint64) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range row {
		hi, lo := bits.Mul64(h^w, 0xd6e8feb86659fd93)
		h = hi ^ lo + 0x9e3779b97f4a7c15
	}
	return h
}
