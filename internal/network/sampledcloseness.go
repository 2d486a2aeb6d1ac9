package network

import (
	"cmp"
	"math"
	"math/bits"
)

// A ClosenessSample holds estimates of the closeness of every node of an undirected
// graph.
type ClosenessSample struct {
	// Closeness and Harmonic estimate the functions of these names. Harmonic is
	// unbiased; so is the mean distance that Closeness is made of.
	Closeness, Harmonic []float64
	// ClosenessErrors and HarmonicErrors are standard errors; 0 means exact.
	ClosenessErrors, HarmonicErrors []float64
	// Pivots is the number of searches done.
	Pivots int
}

// A ClosenessSampler estimates closeness in storage it keeps. What Sample returns is
// valid until the next call. The zero ClosenessSampler is ready; it must not be used
// by two goroutines at once.
type ClosenessSampler struct {
	search  Searcher
	lanes   multiSourceBFS
	members []int32 // by component
	start   []int32
	pivots  []int32
	drawn   []int32 // by component: its pivots
	isPivot []bool
	sums    []closenessSums // by node
	out     ClosenessSample
}

// closenessSums are sums over the pivots that reach a node, itself left out.
type closenessSums struct{ distance, distance2, inverse, inverse2 float64 }

// Sample searches from about pivots nodes of an undirected graph, shared out
// over its components by their size, at least 64 in each, those with the smallest
// priority: one random number a node, as in [BetweennessConfig]. Components of no more
// nodes than that are measured in full.
func (s *ClosenessSampler) Sample(g *Graph, pivots int, priority []uint64) ClosenessSample {
	// Eppstein, D., Wang, J. (2004), Fast approximation of centrality.
	n := g.N()
	labels, count := s.search.Components(g)
	s.group(labels, s.search.Sizes())
	s.drawn, s.pivots = resized(s.drawn, count), s.pivots[:0]
	s.isPivot = resized(s.isPivot, n)
	clear(s.isPivot)
	for c := range count {
		members := s.members[s.start[c]:s.start[c+1]]
		budget := max(lanes, int(float64(pivots)*float64(len(members))/float64(n)))
		if budget < len(members) {
			putFirst(members, budget, func(a, b int32) int {
				return cmp.Or(cmp.Compare(priority[a], priority[b]), cmp.Compare(a, b))
			})
		}
		s.drawn[c] = int32(min(budget, len(members)))
		if len(members) > 1 {
			s.pivots = append(s.pivots, members[:s.drawn[c]]...)
		}
	}
	for _, v := range s.pivots {
		s.isPivot[v] = true
	}
	s.sums = resized(s.sums, n)
	clear(s.sums)
	for base := 0; base < len(s.pivots); base += lanes {
		s.sweep(g, s.pivots[base:min(base+lanes, len(s.pivots))])
	}
	s.estimate(labels, n)
	return s.out
}

// group lists the members of each component.
func (s *ClosenessSampler) group(labels, sizes []int32) {
	s.start = append(s.start[:0], 0)
	for _, size := range sizes {
		s.start = append(s.start, s.start[len(s.start)-1]+size)
	}
	s.members = resized(s.members, len(labels))
	next := s.start
	for v, c := range labels {
		s.members[next[c]] = int32(v)
		next[c]++
	}
	for c := len(sizes); c > 0; c-- { // every start has moved to the next one's
		s.start[c] = s.start[c-1]
	}
	s.start[0] = 0
}

// sweep searches from up to 64 pivots.
func (s *ClosenessSampler) sweep(g *Graph, pivots []int32) {
	l := &s.lanes
	l.start(g.N())
	for lane, v := range pivots {
		l.addSource(v, lane)
	}
	for d := 1; l.step(g); d++ {
		far, near := float64(d), 1/float64(d)
		for _, v := range l.queue {
			if found := float64(bits.OnesCount64(l.frontier[v])); found > 0 {
				p := &s.sums[v]
				p.distance += float64(found * far)
				p.distance2 += float64(found * far * far)
				p.inverse += float64(found * near)
				p.inverse2 += float64(found * near * near)
			}
		}
	}
}

// estimate scales what the pivots of a component found up to its others.
func (s *ClosenessSampler) estimate(labels []int32, n int) {
	o := &s.out
	o.Pivots = len(s.pivots)
	for _, list := range []*[]float64{&o.Closeness, &o.Harmonic, &o.ClosenessErrors, &o.HarmonicErrors} {
		*list = resized(*list, n)
		clear(*list)
	}
	for v, c := range labels {
		others, k := float64(s.start[c+1]-s.start[c]-1), float64(s.drawn[c])
		if s.isPivot[v] {
			k--
		}
		if others < 1 || k < 1 {
			continue
		}
		p := &s.sums[v]
		distance, far := scaledUp(p.distance, p.distance2, k, others)
		o.Harmonic[v], o.HarmonicErrors[v] = scaledUp(p.inverse, p.inverse2, k, others)
		o.Closeness[v] = float64(others/distance) * others / float64(n-1)
		o.ClosenessErrors[v] = o.Closeness[v] * far / distance
	}
}

// scaledUp estimates the sum over all from the sum and the sum of squares over k
// of them, drawn without replacement, with its standard error.
func scaledUp(sum, squares, k, all float64) (value, err float64) {
	if k >= all {
		return sum, 0
	}
	mean := sum / k
	spread := max(squares-float64(k*mean*mean), 0) / max(k-1, 1)
	return float64(all * mean), float64(all * math.Sqrt(spread/k*(1-k/all)))
}
