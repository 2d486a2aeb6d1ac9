package network

import (
	"math/rand/v2"
	"slices"
)

// LeidenConfig configures Leiden.
type LeidenConfig struct {
	// Seed of the random order. The same graph, seed and settings give the same
	// communities.
	Seed uint64
	// Resolution above 1 gives more and smaller communities. Defaults to 1.
	Resolution float64
	// Rounds of the whole algorithm, each starting from what the last one found;
	// it ends earlier once nothing changes. Defaults to 2.
	Rounds int
}

// A Partition is a division of the nodes.
type Partition struct {
	// Labels of the nodes, 0..Count-1 in the order of each community's first node.
	Labels []int32
	Count  int
	// Modularity at the resolution asked for.
	Modularity float64
}

// Leiden divides the nodes into communities of high modularity, each connected in
// itself. Weights count where the graph has them; arcs of a directed graph are added
// up both ways. A node without ties is a community of its own. Each round ends with
// going back from the coarsest level to the finest, as Louvain methods do in several
// levels: modularity never falls from one round to the next.
func Leiden(g *Graph, c LeidenConfig) Partition {
	// Traag, V. A., Waltman, L., van Eck, N. J. (2019), From Louvain to Leiden:
	// guaranteeing well-connected communities. Scientific Reports 9. Rotta, R., Noack,
	// A. (2011), Multilevel local search algorithms for modularity clustering. ACM
	// Journal of Experimental Algorithmics 16.
	if c.Resolution == 0 {
		c.Resolution = 1
	}
	if c.Rounds == 0 {
		c.Rounds = 2
	}
	base := newClustering(g)
	labels := make([]int32, g.N())
	for v := range labels {
		labels[v] = int32(v)
	}
	if base.total > 0 {
		l := leiden{random: rand.New(rand.NewPCG(c.Seed, 0x6c656964656e)), resolution: c.Resolution}
		for range c.Rounds {
			if !l.round(base, labels) {
				break
			}
		}
	}
	count := renumbered(labels, g.N())
	return Partition{Labels: labels, Count: count, Modularity: base.quality(labels, c.Resolution)}
}

type leiden struct {
	random     *rand.Rand
	resolution float64
	sum        []float64 // strength of each community
	size       []int32   // nodes of each community
	to         []float64 // weight from the node at hand to each community
	near       []int32   // communities that the node at hand is tied to
	empty      []int32   // numbers of communities without nodes
	queue      []int32
	waiting    []bool
	cut        []float64 // ties from each part to the rest of its community
	chance     []float64
}

// round improves labels, the communities of base's nodes, and reports whether
// it changed any.
func (l *leiden) round(base *clustering, labels []int32) bool {
	level := base
	var finer []finerLevel
	current := append([]int32(nil), labels...)
	changed := false
	for {
		moved := l.move(level, current)
		changed = changed || moved
		count := renumbered(current, level.n())
		if count == level.n() {
			break
		}
		fine := l.refine(level, current, count)
		parts := renumbered(fine, level.n())
		if !moved && parts == level.n() {
			break
		}
		parent := make([]int32, parts)
		for v, f := range fine {
			parent[f] = current[v]
		}
		if parts == level.n() { // nothing could be merged: go on with whole communities
			copy(fine, current)
			parts = count
			parent = parent[:count]
			for i := range parent {
				parent[i] = int32(i)
			}
		}
		finer = append(finer, finerLevel{level, fine})
		level = level.condensed(fine, parts)
		current = parent
	}
	for _, f := range slices.Backward(finer) {
		current = f.spread(current)
		moved := l.move(f.level, current)
		changed = changed || moved
		renumbered(current, f.level.n())
	}
	l.split(base, current)
	copy(labels, current)
	return changed
}

// prepare sets up sums and sizes of the communities that labels gives.
func (l *leiden) prepare(c *clustering, labels []int32) {
	n := c.n()
	l.sum, l.size, l.to = resized(l.sum, n), resized(l.size, n), resized(l.to, n)
	clear(l.sum)
	clear(l.size)
	clear(l.to)
	for v, label := range labels {
		l.sum[label] += c.strength[v]
		l.size[label]++
	}
	l.empty = l.empty[:0]
	for label, k := range l.size {
		if k == 0 {
			l.empty = append(l.empty, int32(label))
		}
	}
}

// gather sums the ties of v to each community near it.
func (l *leiden) gather(c *clustering, labels []int32, v int32) {
	l.near = l.near[:0]
	for i := c.offsets[v]; i < c.offsets[v+1]; i++ {
		label := labels[c.targets[i]]
		if l.to[label] == 0 {
			l.near = append(l.near, label)
		}
		l.to[label] += c.tie(i)
	}
}

func (l *leiden) forget() {
	for _, label := range l.near {
		l.to[label] = 0
	}
}

// move takes nodes from a queue and moves each to the community that gains most,
// until none gains. It reports whether any moved.
func (l *leiden) move(c *clustering, labels []int32) bool {
	n := c.n()
	l.prepare(c, labels)
	l.queue, l.waiting = resized(l.queue, n), resized(l.waiting, n)
	for v := range l.queue {
		l.queue[v], l.waiting[v] = int32(v), true
	}
	l.random.Shuffle(n, func(i, j int) { l.queue[i], l.queue[j] = l.queue[j], l.queue[i] })
	moved := false
	for head, waiting := 0, n; waiting > 0; waiting-- {
		v := l.queue[head]
		if head++; head == n {
			head = 0
		}
		l.waiting[v] = false
		from := labels[v]
		to := l.best(c, labels, v)
		if to == from {
			continue
		}
		moved = true
		labels[v] = to
		for _, u := range c.targets[c.offsets[v]:c.offsets[v+1]] {
			if labels[u] != to && !l.waiting[u] {
				l.waiting[u] = true
				tail := head + waiting - 1
				if tail >= n {
					tail -= n
				}
				l.queue[tail] = u
				waiting++
			}
		}
	}
	return moved
}

// best moves v's strength to the community that gains most and returns it.
func (l *leiden) best(c *clustering, labels []int32, v int32) int32 {
	from := labels[v]
	strength := c.strength[v]
	l.gather(c, labels, v)
	l.sum[from] -= strength
	l.size[from]--
	share := float64(l.resolution * strength / c.total)
	to, most := from, l.to[from]-float64(share*l.sum[from])
	for _, label := range l.near {
		if gain := l.to[label] - float64(share*l.sum[label]); gain > most+1e-12 {
			to, most = label, gain
		}
	}
	if most < 0 && l.size[from] > 0 && len(l.empty) > 0 {
		to = l.empty[len(l.empty)-1]
		l.empty = l.empty[:len(l.empty)-1]
	}
	l.forget()
	if l.size[from] == 0 && to != from {
		l.empty = append(l.empty, from)
		l.sum[from] = 0
	}
	l.sum[to] += strength
	l.size[to]++
	return to
}
