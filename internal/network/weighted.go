package network

import (
	"iter"
	"math"
)

// sameLength is the relative difference up to which two lengths of paths are
// equal: sums of the same ties in another order differ by less.
const sameLength = 1e-12

// WeightedBetweenness is Betweenness with the weights of g as lengths of ties.
// It runs Dijkstra's algorithm from every node; none of the reductions of the
// unweighted kernel are used. It returns ErrBadWeight where g has no weights or
// a length is not above zero. The result does not depend on threads.
func WeightedBetweenness(g *Graph, threads int) ([]float64, error) {
	// Brandes, U. (2001), A faster algorithm for betweenness centrality.
	if err := lengthsOf(g); err != nil {
		return nil, err
	}
	n := g.N()
	count := accumulatorsFor(n, n)
	parts := make([][]float64, count)
	inParallel(threads, count, func() func(int) {
		d := newDijkstra(n)
		return func(accumulator int) {
			parts[accumulator] = make([]float64, n)
			for s := accumulator; s < n; s += count {
				d.run(g, int32(s))
				if d.many {
					d.dependOnMany(g, int32(s), parts[accumulator])
				} else {
					d.depend(g, int32(s), parts[accumulator])
				}
			}
		}
	})
	sum := make([]float64, n)
	for _, part := range parts {
		for v, x := range part {
			sum[v] += x
		}
	}
	if !g.directed {
		for v := range sum {
			sum[v] /= 2
		}
	}
	return sum, nil
}

// A dijkstra finds lengths and numbers of shortest paths from one node.
type dijkstra struct {
	length []float64
	paths  []float64
	value  []float64 // (1 + dependency) / paths
	order  []int32   // nodes by length
	heap   []int32
	place  []int32 // in the heap; -1 not yet, -2 done
	many   bool    // whether there are more paths than can be counted
}

func newDijkstra(n int) *dijkstra {
	return &dijkstra{
		length: make([]float64, n), paths: make([]float64, n), value: make([]float64, n),
		place: make([]int32, n),
	}
}

func (d *dijkstra) run(g *Graph, source int32) {
	for v := range d.length {
		d.length[v], d.paths[v], d.place[v] = math.Inf(1), 0, -1
	}
	d.order, d.heap, d.many = d.order[:0], d.heap[:0], false
	d.length[source], d.paths[source] = 0, 1
	d.push(source)
	for len(d.heap) > 0 {
		u := d.pop()
		d.order = append(d.order, u)
		for i := g.offsets[u]; i < g.offsets[u+1]; i++ {
			v := g.targets[i]
			if d.place[v] == -2 {
				continue
			}
			length := d.length[u] + g.weights[i]
			switch {
			case equalLengths(length, d.length[v]):
				d.paths[v] += d.paths[u]
				d.many = d.many || d.paths[v] > tooMany
			case length < d.length[v]:
				d.length[v], d.paths[v] = length, d.paths[u]
				d.push(v)
			}
		}
	}
}

// depend adds the dependencies of the source to sum, last found first.
func (d *dijkstra) depend(g *Graph, source int32, sum []float64) {
	for k := len(d.order) - 1; k > 0; k-- {
		u := d.order[k]
		gathered := 0.0
		for i := g.offsets[u]; i < g.offsets[u+1]; i++ {
			if v := g.targets[i]; v != source && equalLengths(d.length[u]+g.weights[i], d.length[v]) {
				gathered += d.value[v]
			}
		}
		dependency := float64(d.paths[u] * gathered)
		sum[u] += dependency
		d.value[u] = (1 + dependency) / d.paths[u]
	}
}

// dependOnMany is depend where there are very many paths.
func (d *dijkstra) dependOnMany(g *Graph, source int32, sum []float64) {
	p := manyPaths{order: d.order, worth: func(int32) float64 { return 1 }}
	p.next = func(u int32) iter.Seq[int32] {
		return func(yield func(int32) bool) {
			for i := g.offsets[u]; i < g.offsets[u+1]; i++ {
				v := g.targets[i]
				if v != source && equalLengths(d.length[u]+g.weights[i], d.length[v]) && !yield(v) {
					return
				}
			}
		}
	}
	for u, dependency := range p.each(g.N()) {
		sum[u] += dependency
	}
}

func equalLengths(a, b float64) bool {
	return math.Abs(a-b) <= float64(sameLength*min(a, b))
}

// push puts v into the heap, or up to where its new length belongs.
func (d *dijkstra) push(v int32) {
	if d.place[v] < 0 {
		d.place[v] = int32(len(d.heap))
		d.heap = append(d.heap, v)
	}
	i := d.place[v]
	for i > 0 {
		up := (i - 1) / 2
		if d.length[d.heap[up]] <= d.length[v] {
			break
		}
		d.heap[i] = d.heap[up]
		d.place[d.heap[i]] = i
		i = up
	}
	d.heap[i] = v
	d.place[v] = i
}

func (d *dijkstra) pop() int32 {
	top := d.heap[0]
	d.place[top] = -2
	last := d.heap[len(d.heap)-1]
	d.heap = d.heap[:len(d.heap)-1]
	if len(d.heap) == 0 {
		return top
	}
	i := int32(0)
	for {
		child := 2*i + 1
		if int(child) >= len(d.heap) {
			break
		}
		if r := child + 1; int(r) < len(d.heap) && d.length[d.heap[r]] < d.length[d.heap[child]] {
			child = r
		}
		if d.length[d.heap[child]] >= d.length[last] {
			break
		}
		d.heap[i] = d.heap[child]
		d.place[d.heap[i]] = i
		i = child
	}
	d.heap[i] = last
	d.place[last] = i
	return top
}
