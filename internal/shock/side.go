package shock

import (
	"math"

	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A Side is the network before or after the losses.
type Side struct {
	Nodes      measure.Distribution `json:"nodes"`
	Components measure.Distribution `json:"components"`
	Largest    measure.Distribution `json:"largest"`
	F          measure.Distribution `json:"f"`
	DF         measure.Distribution `json:"df"`
	Efficiency measure.Distribution `json:"efficiency"`
	// FOld and DFOld are F and DF over the pairs of all who were there before, so
	// that losing an isolate is no gain.
	FOld  measure.Distribution `json:"f_old"`
	DFOld measure.Distribution `json:"df_old"`
	// Reach is what each root reaches on its own, in the order of Roots.
	Reach []RootReach `json:"reach"`
}

// Distances says in how many worlds DF, DFOld and Efficiency are computed: they take
// a search from every node, in a large network too much for every world: 34 ms of the 70
// that a world of 10,000 entities took. The first worlds, exact in each, come closer than
// pivots would, which err alike in every world.
type Distances struct {
	// Worlds is their number, from the first world on.
	Worlds int `json:"worlds"`
	// SE is the standard error of their means, Change that of the difference
	// between before and after, of whichever it is greatest. 0 where no world is
	// left out.
	SE     float64 `json:"se,omitempty"`
	Change float64 `json:"change_se,omitempty"`
}

// The values of a side, in the order of sideValues.
const (
	nodes = iota
	components
	largest
	fragmentation
	fOld
	// These are computed in some of the worlds.
	distanceFragmentation
	efficiency
	dfOld
	sideLength
)

type sideValues [sideLength]float64

// side computes the values of one side of a pattern, with distances or without.
func (v *view) side(old int, distances bool) sideValues {
	var s sideValues
	shape := v.w.Shape()
	s[nodes], s[components], s[largest] = float64(shape.Nodes), float64(shape.Components), float64(shape.Largest)
	s[fragmentation], s[fOld] = shape.Fragmentation(), fragmentationOver(shape, old)
	if distances {
		// DF is 1 less the efficiency, so that the distances are searched once.
		left := v.w.N()
		s[efficiency] = v.k.Searcher().Efficiency(v.w.Graph(snapshot.Binding))
		s[distanceFragmentation], s[dfOld] = dfOver(s[efficiency], left, left), dfOver(s[efficiency], left, old)
	}
	return s
}

// fragmentationOver is F with the pairs of n nodes as denominator, n not less than
// the nodes that are left: what is lost counts as cut off.
func fragmentationOver(s snapshot.Shape, n int) float64 {
	if n < 2 {
		return 0
	}
	left := float64(s.Nodes)
	joined := (1 - s.Fragmentation()) * left * (left - 1)
	return 1 - joined/(float64(n)*float64(n-1))
}

// dfOver is DF by the efficiency of the nodes that are left, with the pairs of n nodes
// as denominator, n not less than those.
func dfOver(efficiency float64, left, n int) float64 {
	if n < 2 {
		return 0
	}
	if old, now := float64(n), float64(left); now < old {
		efficiency *= now * (now - 1) / (old * (old - 1))
	}
	return 1 - efficiency
}

// sideTable are the values of both sides by pattern. Distances are known in the first
// worlds alone.
type sideTable struct {
	c                *Comparison
	before, after    []sideValues
	worlds, patterns int // with distances
}

func (c *Comparison) newSideTable() *sideTable {
	s := &sideTable{c: c, before: make([]sideValues, c.Patterns()), after: make([]sideValues, c.Patterns())}
	s.worlds, s.patterns = measure.FirstWorlds(c.frame, 2*measure.DistancesCost(c.frame))
	return s
}

// add fills in a pattern.
func (s *sideTable) add(of *states, pattern int) {
	old, distances := of.before.w.N(), pattern < s.patterns
	s.before[pattern], s.after[pattern] = of.before.side(old, distances), of.after.side(old, distances)
}

// side sums up the values of a side over the worlds.
func (s *sideTable) side(values []sideValues) Side {
	over := func(which int) measure.Distribution {
		n := s.c.Worlds()
		if which >= distanceFragmentation {
			n = s.worlds
		}
		return measure.Summarise(s.byWorld(n, func(pattern int) float64 { return values[pattern][which] }))
	}
	return Side{
		Nodes: over(nodes), Components: over(components), Largest: over(largest), F: over(fragmentation),
		DF: over(distanceFragmentation), Efficiency: over(efficiency), FOld: over(fOld), DFOld: over(dfOld),
		Reach: []RootReach{},
	}
}

func (s *sideTable) byWorld(n int, value func(pattern int) float64) []float64 {
	out := make([]float64, n)
	for world := range out {
		out[world] = value(s.c.Pattern(world))
	}
	return out
}

// distances states the sampling error of what is computed in some worlds only.
func (s *sideTable) distances() Distances {
	out := Distances{Worlds: s.worlds}
	if s.worlds == s.c.Worlds() {
		return out
	}
	for which := distanceFragmentation; which < sideLength; which++ {
		for _, values := range [][]sideValues{s.before, s.after} {
			out.SE = max(out.SE, standardError(s.byWorld(s.worlds, func(p int) float64 { return values[p][which] })))
		}
		change := s.byWorld(s.worlds, func(p int) float64 { return s.after[p][which] - s.before[p][which] })
		out.Change = max(out.Change, standardError(change))
	}
	return out
}

// standardError is that of the mean of values drawn independently.
func standardError(values []float64) float64 {
	n := float64(len(values))
	if n < 2 {
		return 0
	}
	mean, squares := 0.0, 0.0
	for _, v := range values {
		mean += v / n
	}
	for _, v := range values {
		squares += float64((v - mean) * (v - mean))
	}
	return math.Sqrt(squares / (n - 1) / n)
}
