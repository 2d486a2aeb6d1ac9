package network

// dominators finds, of every node that a source reaches, the last node before it
// that no path from the source avoids. Nodes go by their number in the order in
// which a depth-first search from the source meets them; the source is 0.
type dominators struct {
	number []int32 // by node; -1 where the source does not lead
	node   []int32 // by number
	parent []int32 // by number, in the tree of the search
	idom   []int32 // by number
	// label holds the least semidominator on the way that ancestor has skipped.
	label, ancestor []int32
	next            []int32 // by number: the arc to look at next
	path            []int32
}

// search numbers the nodes that the source reaches.
func (d *dominators) search(g *Graph, source int32) {
	d.number = resized(d.number, g.N())
	for v := range d.number {
		d.number[v] = -1
	}
	d.node, d.parent, d.next = append(d.node[:0], source), append(d.parent[:0], 0), append(d.next[:0], 0)
	d.number[source] = 0
	for at := int32(0); ; {
		arcs := g.Neighbours(d.node[at])
		if int(d.next[at]) == len(arcs) {
			if at == 0 {
				return
			}
			at = d.parent[at]
			continue
		}
		w := arcs[d.next[at]]
		d.next[at]++
		if d.number[w] < 0 {
			d.number[w] = int32(len(d.node))
			d.node, d.parent, d.next = append(d.node, w), append(d.parent, at), append(d.next, 0)
			at = d.number[w]
		}
	}
}

// find fills in idom after a search. into lists the nodes from which an arc leads
// to a node.
func (d *dominators) find(into func(v int32) []int32) {
	// Semi-NCA: Georgiadis, L., Tarjan, R. E., Werneck, R. F. (2006), Finding
	// dominators in practice.
	count := int32(len(d.node))
	d.idom, d.label = resized(d.idom, int(count)), resized(d.label, int(count))
	d.ancestor = append(d.ancestor[:0], d.parent...)
	for i := range d.label {
		d.label[i] = int32(i)
	}
	for i := count - 1; i > 0; i-- {
		semi := d.parent[i]
		for _, v := range into(d.node[i]) {
			if from := d.number[v]; from >= 0 {
				semi = min(semi, d.least(from, i+1))
			}
		}
		d.label[i], d.idom[i] = semi, semi
	}
	for i := int32(1); i < count; i++ {
		up := d.parent[i]
		for up > d.idom[i] {
			up = d.idom[up]
		}
		d.idom[i] = up
	}
}

// least is the least semidominator on the way from v up to where numbers fall
// below last, halving it for the next time.
func (d *dominators) least(v, last int32) int32 {
	if d.ancestor[v] < last {
		return d.label[v]
	}
	d.path = d.path[:0]
	for d.ancestor[v] >= last {
		d.path = append(d.path, v)
		v = d.ancestor[v]
	}
	for i := len(d.path) - 1; i >= 0; i-- {
		w := d.path[i]
		d.ancestor[w] = d.ancestor[v]
		d.label[w] = min(d.label[w], d.label[v])
		v = w
	}
	return d.label[v]
}
