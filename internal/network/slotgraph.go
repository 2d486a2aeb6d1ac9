package network

// numbers is how many nodes a oneSource can tell apart: 16 bits, and arrays of that length,
// spare its loops every test of an index. One number stands for no node.
const numbers = 1 << 16

// A slotGraph is a reducedGraph written so that all ties of most nodes are looked at
// without a loop: arcs from a node fill slots, of which it has four, or eight where many
// have more ties, and those left over are listed. The nodes that have such come last.
//
// An arc holds its tail in the upper 16 bits and its head in the lower. Slots left empty
// lead to number n, which is no node.
type slotGraph struct {
	reduced *reducedGraph
	growth  float64 // of reduced
	n       int
	wide    bool // eight slots, not four
	many    int  // from this number on nodes have more arcs than slots
	near    [numbers][4]uint32
	far     [numbers][4]uint32
	first   []int32 // of the nodes from many on: where their arcs begin in rest; one more at the end
	rest    []uint32
	order   []int32 // number in the reducedGraph of each node
	number  []int32 // the other way round
	weight  [numbers]float64
	copies  [numbers]float64
	twins   bool // whether any node stands for more than one
}

func (g *slotGraph) fill(f *reducedGraph) {
	g.reduced, g.n, g.twins = f, f.n(), f.copies != nil
	g.growth = f.growth()
	slots := g.arrange(f)
	g.first, g.rest = append(g.first[:0], 0), g.rest[:0]
	for i, v := range g.order {
		tail := uint32(i) << 16
		var row [8]uint32
		for k := range row {
			row[k] = tail | uint32(g.n)
		}
		for k, u := range f.targets[f.offsets[v]:f.offsets[v+1]] {
			arc := tail | uint32(g.number[u])
			if k < slots {
				row[k] = arc
			} else {
				g.rest = append(g.rest, arc)
			}
		}
		g.near[i], g.far[i] = [4]uint32(row[:4]), [4]uint32(row[4:])
		if i >= g.many {
			g.first = append(g.first, int32(len(g.rest)))
		}
		g.copies[i], g.weight[i] = 1, 1
		if g.twins {
			g.copies[i] = f.copies[v]
		}
		if f.weight != nil {
			g.weight[i] = f.weight[v]
		}
	}
}

// arrange numbers the nodes and returns how many slots each has.
func (g *slotGraph) arrange(f *reducedGraph) int {
	slots, above := 4, 0
	for v := range g.n {
		if f.offsets[v+1]-f.offsets[v] > 4 {
			above++
		}
	}
	if g.wide = above > g.n/4; g.wide {
		slots = 8
	}
	g.order, g.number = g.order[:0], resized(g.number, g.n)
	for _, more := range []bool{false, true} {
		g.many = len(g.order) // in the end, the number of those before the second round
		for v := range int32(g.n) {
			if int(f.offsets[v+1]-f.offsets[v]) > slots == more {
				g.number[v] = int32(len(g.order))
				g.order = append(g.order, v)
			}
		}
	}
	return slots
}

// list writes to arcs those from the nodes that lead to one that is flagged, and returns
// how many these are. Every arc is written, and the next over it unless it counts. The
// slots are written out one by one: a loop over them takes up to a fifth longer.
//
//go:noinline
func (g *slotGraph) list(nodes []uint16, flagged *[numbers]uint8, arcs []uint32) int {
	k := 0
	wide, many := g.wide, g.many
	for _, u := range nodes {
		row := &g.near[u]
		arcs[k] = row[0]
		k += int(flagged[uint16(row[0])])
		arcs[k] = row[1]
		k += int(flagged[uint16(row[1])])
		arcs[k] = row[2]
		k += int(flagged[uint16(row[2])])
		arcs[k] = row[3]
		k += int(flagged[uint16(row[3])])
		if wide {
			row := &g.far[u]
			arcs[k] = row[0]
			k += int(flagged[uint16(row[0])])
			arcs[k] = row[1]
			k += int(flagged[uint16(row[1])])
			arcs[k] = row[2]
			k += int(flagged[uint16(row[2])])
			arcs[k] = row[3]
			k += int(flagged[uint16(row[3])])
		}
		if int(u) >= many {
			k = g.listRest(int(u)-many, flagged, arcs, k)
		}
	}
	return k
}

// listRest is list for the arcs of a node that found no slot, after k others.
//
//go:noinline
func (g *slotGraph) listRest(node int, flagged *[numbers]uint8, arcs []uint32, k int) int {
	for _, a := range g.rest[g.first[node]:g.first[node+1]] {
		arcs[k] = a
		k += int(flagged[uint16(a)])
	}
	return k
}
