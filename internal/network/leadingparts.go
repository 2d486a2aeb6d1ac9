package network

import (
	"math"
	"slices"
)

// sameEigenvalue is the relative difference up to which two parts have one eigenvalue.
const sameEigenvalue = 1e-9

// leadingParts finds the parts of a graph on which a leading eigenvector of its
// adjacency matrix stands: of the components, or in a directed graph of the sets of
// nodes that reach each other, those with the largest eigenvalue. It returns 1 for the
// nodes of these and 0 for all others, and how many such parts there are: none where
// no part has a positive eigenvalue.
//
// Each part has one positive vector, and its eigenvalue lies between the least and the
// greatest quotient of image and value of any positive vector (Collatz 1942, Wielandt
// 1950): so most parts are ruled out before they are iterated. Of a directed graph a
// part counts only if it leads to no other of the largest eigenvalue, as no vector could
// stand on both (Rothblum 1975).
func leadingParts(g *Graph, back *Graph, limit int) (in []float64, parts int) {
	p := newParts(g, back)
	leading := p.candidates()
	for steps := 1; len(leading) > 1 && steps <= limit; steps *= 2 {
		settled := true
		for _, k := range leading {
			p.iterate(k, steps)
			settled = settled && p.settled(k)
		}
		if leading = p.survivors(leading); settled {
			break
		}
	}
	if len(leading) > 1 {
		leading = p.last(p.largest(leading))
	}
	in = make([]float64, g.N())
	for _, k := range leading {
		for _, v := range p.nodes(k) {
			in[v] = 1
		}
	}
	return in, len(leading)
}

// partition is a graph in parts, with bounds of the eigenvalue of each.
type partition struct {
	g, back   *Graph
	part      []int32
	order     []int32 // nodes by part
	starts    []int32 // of each part in order
	x, image  []float64
	low, high []float64 // by part
}

func newParts(g, back *Graph) *partition {
	p := &partition{g: g, back: back, x: make([]float64, g.N()), image: make([]float64, g.N())}
	count := 0
	if g.directed {
		var c Condensation
		c.Set(g)
		p.part, count = c.part, len(c.sizes)
	} else {
		p.part, count = Components(g)
	}
	p.starts = make([]int32, count+1)
	for _, k := range p.part {
		p.starts[k+1]++
	}
	for k := range count {
		p.starts[k+1] += p.starts[k]
	}
	p.order = make([]int32, g.N())
	next := slices.Clone(p.starts)
	for v, k := range p.part {
		p.order[next[k]] = int32(v)
		next[k]++
		p.x[v] = 1
	}
	p.low, p.high = make([]float64, count), make([]float64, count)
	return p
}

func (p *partition) nodes(k int32) []int32 { return p.order[p.starts[k]:p.starts[k+1]] }

// candidates are the parts with ties that the first bounds do not rule out.
func (p *partition) candidates() []int32 {
	var out []int32
	for k := range int32(len(p.low)) {
		if len(p.nodes(k)) > 1 {
			p.bound(k)
			out = append(out, k)
		}
	}
	return p.survivors(out)
}

// bound applies the matrix to the vector of a part and bounds its eigenvalue.
func (p *partition) bound(k int32) {
	low, high := math.Inf(1), 0.0
	xx, xy := 0.0, 0.0
	for _, v := range p.nodes(k) {
		sum := 0.0
		for i := p.back.offsets[v]; i < p.back.offsets[v+1]; i++ {
			if u := p.back.targets[i]; p.part[u] == k {
				w := 1.0
				if p.back.weights != nil {
					w = p.back.weights[i]
				}
				sum += float64(p.x[u] * w)
			}
		}
		p.image[v] = sum
		if x := p.x[v]; x > 1e-200 { // below it digits are lost
			low, high = min(low, sum/x), max(high, sum/x)
		}
		xx += float64(p.x[v] * p.x[v])
		xy += float64(p.x[v] * sum)
	}
	if !p.g.directed {
		low = max(low, xy/xx) // of a symmetric matrix
	}
	p.low[k], p.high[k] = max(p.low[k], low), high
}

// iterate takes power steps on a part, with the matrix shifted as [Spectrum.advance]
// shifts it.
func (p *partition) iterate(k int32, steps int) {
	for range steps {
		if p.settled(k) {
			return
		}
		shift, most := p.low[k]/2, 0.0
		for _, v := range p.nodes(k) {
			p.x[v] = p.image[v] + float64(shift*p.x[v])
			most = max(most, p.x[v])
		}
		for _, v := range p.nodes(k) {
			p.x[v] /= most
		}
		p.bound(k)
	}
}

func (p *partition) settled(k int32) bool {
	return p.high[k]-p.low[k] <= float64(sameEigenvalue/10*p.high[k])
}

// survivors are the parts whose eigenvalue may be the largest.
func (p *partition) survivors(parts []int32) []int32 {
	best := 0.0
	for _, k := range parts {
		best = max(best, p.low[k])
	}
	return slices.DeleteFunc(parts, func(k int32) bool {
		return p.high[k] < float64(best*(1-sameEigenvalue))
	})
}

// largest are the parts with the largest eigenvalue, by what is known of each.
func (p *partition) largest(parts []int32) []int32 {
	best := 0.0
	for _, k := range parts {
		best = max(best, p.low[k])
	}
	return slices.DeleteFunc(parts, func(k int32) bool { return p.low[k] < float64(best*(1-sameEigenvalue)) })
}

// last leaves out the parts that lead to another of these. Arcs between parts lead to
// smaller numbers.
func (p *partition) last(parts []int32) []int32 {
	if !p.g.directed {
		return parts
	}
	slices.Sort(parts)
	leads := make([]bool, len(p.low)) // to one of the parts, or is one
	var out []int32
	for k := range int32(len(p.low)) {
		for _, u := range p.nodes(k) {
			for _, v := range p.g.Neighbours(u) {
				leads[k] = leads[k] || p.part[v] != k && leads[p.part[v]]
			}
		}
		if _, ok := slices.BinarySearch(parts, k); ok {
			if !leads[k] {
				out = append(out, k)
			}
			leads[k] = true
		}
	}
	return out
}
