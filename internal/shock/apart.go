package shock

import (
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// blockSize is the number of holders whose reach is searched at once.
const blockSize = 64

// contenders lists the holders of things that the losses come near and that have
// several, whatever the world, and the place of each in the list, by entity, or -1.
func (c *Comparison) contenders() (list, place []int32) {
	place = make([]int32, len(c.frame.Case.Entities))
	for e := range place {
		place[e] = -1
	}
	for i, e := range c.items {
		if !c.near[i] {
			continue
		}
		first := int32(-1)
		several := c.anyGrip(e, func(g *grip) bool {
			if first < 0 {
				first = g.holder
			}
			return g.holder != first
		})
		if !several {
			continue
		}
		c.anyGrip(e, func(g *grip) bool {
			if place[g.holder] < 0 {
				place[g.holder] = int32(len(list))
				list = append(list, g.holder)
			}
			return false
		})
	}
	return list, place
}

// A lanesOf keeps what the contenders lead to in one network of a world, found for
// a block of them when first asked.
type lanesOf struct {
	set   bool
	net   network.Condensed
	ready []bool
	words [][]uint64 // by block, then part of the network
	nodes []int32
}

func (l *lanesOf) reset() {
	l.set = false
	clear(l.ready)
}

// of returns the words of the block of a contender, and its bit in them.
func (l *lanesOf) of(v *view, g *network.Graph, place int32) (words []uint64, bit uint64) {
	list := v.c.contending
	if l.ready == nil {
		blocks := (len(list) + blockSize - 1) / blockSize
		l.ready, l.words = make([]bool, blocks), make([][]uint64, blocks)
	}
	if !l.set {
		l.set = true
		l.net.Set(g)
	}
	b := place / blockSize
	if !l.ready[b] {
		l.nodes = l.nodes[:0]
		for _, e := range list[b*blockSize : min(int(b+1)*blockSize, len(list))] {
			l.nodes = append(l.nodes, v.w.Node(e))
		}
		l.words[b] = l.net.Reach(l.nodes, l.words[b])
		l.ready[b] = true
	}
	return l.words[b], 1 << (place % blockSize)
}

// apart reports whether two holders neither reach each other by command or support
// nor have a superior by command in common other than the thing they hold. Most
// have the one in common who commands most.
func (j *judge) apart(a, b, thing int32) bool {
	v := j.after
	x, y, held := v.w.Node(a), v.w.Node(b), v.w.Node(thing)
	if hub := v.hub(); hub != held {
		if under := v.commandFrom(hub); under[x] && under[y] {
			return false
		}
	}
	atA, atB := j.c.contends[a], j.c.contends[b]
	if atA < 0 || atB < 0 {
		return j.apartOnTheirOwn(x, y, held)
	}
	g := v.w.Graph(snapshot.Support)
	if words, bit := v.backed.of(v, g, atA); words[v.backed.net.Part(y)]&bit != 0 {
		return false
	}
	if words, bit := v.backed.of(v, g, atB); words[v.backed.net.Part(x)]&bit != 0 {
		return false
	}
	overA, bitA := v.over.of(v, v.w.Superiors(), atA)
	overB, bitB := v.over.of(v, v.w.Superiors(), atB)
	own := v.over.net.Part(held)
	for part, word := range overA {
		if word&bitA != 0 && overB[part]&bitB != 0 && (int32(part) != own || v.over.net.Size(own) > 1) {
			return false
		}
	}
	return true
}

// apartOnTheirOwn is apart for nodes, each searched from by itself.
func (j *judge) apartOnTheirOwn(a, b, thing int32) bool {
	overA, overB := j.after.commandersOf(a), j.after.commandersOf(b)
	for n := range overA {
		if overA[n] && overB[n] && int32(n) != thing {
			return false
		}
	}
	return !j.after.supportFrom(a)[b] && !j.after.supportFrom(b)[a]
}
