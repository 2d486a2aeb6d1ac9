package network

import (
	"cmp"
	"math"
	"math/rand/v2"
	"slices"
)

// BetweennessConfig configures [Brandes.Sample].
type BetweennessConfig struct {
	// Pivots is the number of sources to search from, over the whole graph. Small
	// blocks are measured in full and may add to it. Defaults to 1024.
	Pivots int
	// Seed of the choice of pivots.
	Seed uint64
	// Priority, where set, holds a random number for each node: instead of drawing
	// by Seed, those with the smallest are searched from. Graphs that differ little
	// and share the numbers then share most pivots, so that what sampling does to
	// both is alike.
	Priority []uint64
	// Nodes to measure; blocks that hold none of them are passed over. Defaults to
	// all.
	Nodes []int32
	// Threads defaults to 1; the result does not depend on it.
	Threads int
}

// A BetweennessSample holds estimates.
type BetweennessSample struct {
	// Nodes measured: those asked for, or all.
	Nodes []int32
	// Values are unbiased estimates of Betweenness of Nodes, raw.
	Values []float64
	// Errors are standard errors of Values: for nodes high in the ranking the exact
	// value lies within two of them in 90 to 95 % of samples. For nodes that owe
	// their little betweenness to few sources the draw may miss those, and the
	// error with them: there it reads too low. 0 beside a value above 0 means exact.
	Errors []float64
	// Pivots is the number of searches done.
	Pivots int
}

// Sample estimates betweenness from some of the sources. In an
// undirected graph, what articulation points and twins contribute is exact, and
// within each block the sources that most nodes hang at are always taken, the
// others drawn without replacement. In a directed graph half of the searches
// run against the arcs.
func (b *Brandes) Sample(g *Graph, c BetweennessConfig) BetweennessSample {
	// Brandes, U., Pich, C. (2007), Centrality estimation in large networks; scaled
	// as in Geisberger et al. (2008), blocks as in SaPHyRa (arXiv 2203.01746).
	if c.Pivots <= 0 {
		c.Pivots = 1024
	}
	s := betweennessSampler{
		config: c, random: rand.New(rand.NewPCG(c.Seed, 0x7069766f74)), brandes: b,
		sum: make([]float64, g.N()), variance: make([]float64, g.N()),
	}
	if g.directed {
		s.directed(g)
	} else {
		s.undirected(g)
	}
	return s.result(g)
}

type betweennessSampler struct {
	config   BetweennessConfig
	random   *rand.Rand
	brandes  *Brandes
	sum      []float64
	variance []float64
	pivots   int
}

func (s *betweennessSampler) result(g *Graph) BetweennessSample {
	out := BetweennessSample{Nodes: s.config.Nodes, Pivots: s.pivots}
	if out.Nodes == nil {
		out.Nodes = make([]int32, g.N())
		for v := range out.Nodes {
			out.Nodes[v] = int32(v)
		}
	}
	scale := 1.0
	if !g.directed {
		scale = 0.5
	}
	out.Values, out.Errors = make([]float64, len(out.Nodes)), make([]float64, len(out.Nodes))
	for i, v := range out.Nodes {
		out.Values[i] = float64(scale * s.sum[v])
		out.Errors[i] = float64(scale * math.Sqrt(max(s.variance[v], 0)))
	}
	return out
}

// directed searches forward from half of the pivots and backward from the other
// half; the scaled counts of the two sum to twice the whole. No source stands for
// others, so that none is taken surely: a quarter taken surely, as in undirected
// graphs, left the estimates unbiased but raised their mean squared error by a third.
func (s *betweennessSampler) directed(g *Graph) {
	if s.config.Pivots >= g.N() {
		s.config.Pivots = 2 * g.N()
	}
	n := g.N()
	for _, way := range []*Graph{g, g.Reverse()} {
		var population []int32
		for v := range int32(n) {
			if way.Degree(v) > 0 {
				population = append(population, v)
			}
		}
		if len(population) == 0 {
			return
		}
		f := reducedGraph{offsets: way.offsets, targets: way.targets}
		t := dependencySums{sum: make([]float64, n), squares: make([]float64, n), scaled: true}
		s.estimate(&f, population, 0, max(s.config.Pivots/2, 2), s.priority, t)
		for v := range n {
			s.sum[v] += t.sum[v] / 2
			s.variance[v] += t.squares[v] / 4
		}
	}
}

func (s *betweennessSampler) undirected(g *Graph) {
	b := s.brandes
	b.shatter.prepare(g, s.sum)
	blocks := &b.shatter.finder
	var wanted []bool
	if s.config.Nodes != nil {
		wanted = make([]bool, g.N())
		for _, v := range s.config.Nodes {
			wanted[v] = true
		}
	}
	for i := range len(blocks.start) - 1 {
		nodes := blocks.nodes[blocks.start[i]:blocks.start[i+1]]
		if wanted != nil && !slices.ContainsFunc(nodes, func(v int32) bool { return wanted[v] }) {
			continue
		}
		if inside := b.shatter.inside(g, nodes); inside != nil {
			b.shatter.merge(inside)
			s.block(g, nodes)
		}
	}
}

func (s *betweennessSampler) block(g *Graph, nodes []int32) {
	sh := &s.brandes.shatter
	n := sh.packed.n()
	sum, variance := make([]float64, n), make([]float64, n)
	sh.withinTwins(&sh.inner.g, sum)
	population := make([]int32, n)
	for v := range population {
		population[v] = int32(v)
	}
	budget := max(lanes, int(float64(s.config.Pivots)*float64(len(nodes))/float64(g.N())))
	sure := budget / 4
	putFirst(population, sure, func(a, b int32) int {
		return cmp.Or(cmp.Compare(sh.heavy[b], sh.heavy[a]), cmp.Compare(a, b))
	})
	priority := func(v int32) uint64 { return s.priority(nodes[sh.twins.first[sh.order[v]]]) }
	s.estimate(&sh.packed, population, sure, budget, priority, dependencySums{sum: sum, squares: variance, scaled: true})
	for i, v := range nodes {
		at := sh.number[sh.twins.class[i]]
		s.sum[v] += sum[at]
		s.variance[v] += variance[at]
	}
}

func (s *betweennessSampler) priority(v int32) uint64 { return s.config.Priority[v] }

// estimate adds to out.sum estimates from about budget sources of the
// population, the first of them surely, the rest drawn, and to out.squares
// their variances.
func (s *betweennessSampler) estimate(f *reducedGraph, population []int32, sure, budget int, priority func(int32) uint64, out dependencySums) {
	b := s.brandes
	sweep := func(sources []int32, t dependencySums) {
		b.sources = append(b.sources[:0], sources...)
		slices.Sort(b.sources) // neighbours in number share levels
		b.accumulate(f, t, s.config.Threads)
	}
	if budget >= len(population) {
		s.pivots += len(population)
		sweep(population, dependencySums{sum: out.sum, scaled: out.scaled})
		return
	}
	s.pivots += budget
	rest := slices.Clone(population[sure:])
	drawn := budget - sure
	s.shuffle(rest, drawn, priority)
	t := dependencySums{sum: make([]float64, f.n()), squares: make([]float64, f.n()), scaled: out.scaled}
	if budget > lanes || !s.together(f, population[:sure], rest[:drawn], out, t) {
		sweep(population[:sure], dependencySums{sum: out.sum, scaled: out.scaled})
		sweep(rest[:drawn], t)
	}
	k, all := float64(drawn), float64(len(rest))
	for v := range t.sum {
		mean := t.sum[v] / k
		out.sum[v] += float64(all * mean)
		spread := max(t.squares[v]-float64(k*mean*mean), 0) / (k - 1)
		out.squares[v] += float64(all*all) * spread / k * (1 - k/all)
	}
}

// together searches from the sources that are taken surely and from those drawn in one
// batch: two would look at each tie twice. It declines where there are more paths than
// can be counted.
func (s *betweennessSampler) together(f *reducedGraph, sure, drawn []int32, out, t dependencySums) bool {
	b := s.brandes
	b.sources = append(append(b.sources[:0], sure...), drawn...)
	slices.Sort(b.sources[:len(sure)])
	slices.Sort(b.sources[len(sure):])
	b.batch.forward(f, b.sources)
	if b.batch.tooManyPaths(f, len(b.sources)) {
		return false
	}
	b.parts = resized(b.parts, f.n())
	clear(b.parts)
	b.batch.backward(f, dependencySums{sum: b.parts, scaled: out.scaled, apart: &lanesApart{len(sure), t.sum, t.squares}})
	for v, x := range b.parts {
		out.sum[v] += x
	}
	return true
}

// shuffle puts those drawn first.
func (s *betweennessSampler) shuffle(list []int32, drawn int, priority func(int32) uint64) {
	if s.config.Priority != nil {
		putFirst(list, drawn, func(a, b int32) int {
			return cmp.Or(cmp.Compare(priority(a), priority(b)), cmp.Compare(a, b))
		})
		return
	}
	for i := range drawn {
		j := i + s.random.IntN(len(list)-i)
		list[i], list[j] = list[j], list[i]
	}
}
