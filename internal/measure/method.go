package measure

import (
	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A Mode says whether values are computed in full or estimated.
type Mode string

// The modes.
const (
	Exact   Mode = "exact"
	Sampled Mode = "sampled"
)

// A Method says how the values of a ranking were computed.
type Method struct {
	Mode Mode `json:"mode"`
	// Pivots is the number of nodes searched from in each world, of Nodes: the same
	// ones in some worlds in a row, then others; parts of the network of 64 nodes or
	// fewer are measured in full all the same.
	Pivots int `json:"pivots,omitempty"`
	Nodes  int `json:"nodes,omitempty"`
	// Worlds is the number of worlds, from the first on, in which values were
	// estimated. Settled: more would not put the first in another order.
	Worlds  int  `json:"worlds,omitempty"`
	Settled bool `json:"settled,omitempty"`
	// Shared is the share of worlds in which the first place is nobody's, as several
	// share it or nobody has any of it.
	Shared float64 `json:"shared,omitempty"`
}

// leastPivots is the number of pivots below which ranks would say more of the draw
// than of the worlds. One search carries as many.
const leastPivots = 64

// patience is how much work, in nanoseconds of one processor, is done before a
// measure is estimated unless a budget is set.
const patience = 4e9

// A schedule is how one ranking is computed.
type schedule struct {
	Method
	measure  *Measure
	rows     rankRows
	priority []uint64 // by entity
}

// plan chooses between computing a measure in full and estimating it.
func plan(f *snapshot.Frame, m *Measure, o RankingOptions) schedule {
	s := schedule{Method: Method{Mode: Exact}, measure: m, rows: byPattern(f)}
	if m.sample == nil || o.Exact || f.Patterns() == 0 {
		return s
	}
	nodes, ties := typical(f, m.InCase.Network)
	worlds := float64(f.Patterns())
	if o.Budget > 0 && float64(o.Budget) >= worlds*float64(nodes) || o.Budget <= 0 && worlds*float64(nodes)*ties*m.InCase.nanoseconds <= patience {
		return s
	}
	rows := byRound(f)
	searched := float64(max(len(rows.row), f.DistinctAhead(roundWorlds)))
	pivots := patience / (searched * ties * m.InCase.pivots)
	if o.Budget > 0 {
		pivots = float64(o.Budget) / searched
	}
	s.Pivots = max(leastPivots, int(pivots)/leastPivots*leastPivots)
	if s.Pivots >= nodes {
		s.Pivots = 0
		return s
	}
	s.Mode, s.Nodes, s.rows = Sampled, nodes, rows
	s.priority = priorities(f.Case)
	return s
}

// anyhow reports whether a plan for a frame of the first worlds is the one for all of them:
// more distinct ones make a measure no less costly, and rows are counted ahead.
func (s *schedule) anyhow(f *snapshot.Frame) bool {
	return s.Mode == Sampled && f.Patterns() >= typicalPatterns && f.DistinctAhead(roundWorlds) > 0
}

// priorities are one random number an entity, which depends on its id alone.
func priorities(c *underpin.Case) []uint64 {
	out := make([]uint64, len(c.Entities))
	for i := range out {
		out[i] = hash(string(c.Entities[i].ID))
	}
	return out
}

// typicalPatterns is how many patterns are looked at to tell a cost.
const typicalPatterns = 4

// typical returns the nodes and the mean number of ties of the first few patterns.
func typical(f *snapshot.Frame, r snapshot.Reading) (nodes int, ties float64) {
	w := f.World()
	looked := min(f.Patterns(), typicalPatterns)
	for pattern := range looked {
		w.Set(pattern, nil)
		nodes = max(nodes, w.N())
		ties += float64(w.Graph(r).M()) / float64(looked)
	}
	return nodes, ties
}

// estimate returns the estimates of every node of a world and their standard errors, from
// the pivots of a round.
func (s *schedule) estimate(k *Kernels, w *snapshot.World, round int32) (values, errors []float64) {
	g := w.Graph(s.measure.InCase.Network)
	of := s.measure.sample(k, g, network.BetweennessConfig{Pivots: s.Pivots, Priority: k.ofRound(w, s.priority, round)})
	scale := s.measure.Scale(g)
	scaled(of.Values, scale)
	scaled(of.Errors, scale)
	return of.Values, of.Errors
}

// byNode lists numbers of entities by the nodes of a world.
func (k *Kernels) byNode(w *snapshot.World, byEntity []uint64) []uint64 {
	k.priority = k.priority[:0]
	for v := range int32(w.N()) {
		k.priority = append(k.priority, byEntity[w.First(v)])
	}
	return k.priority
}

// ofRound lists numbers of entities by the nodes of a world, others in each round.
func (k *Kernels) ofRound(w *snapshot.World, byEntity []uint64, round int32) []uint64 {
	numbers := k.byNode(w, byEntity)
	for v := range numbers {
		numbers[v] = spread(numbers[v] ^ spread(uint64(round)))
	}
	return numbers
}

// hash makes a number of an id (FNV-1a, and spread), so
// that the draw of pivots does not depend on the order of the case.
func hash(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	return spread(h)
}

// spread is the finalizer of SplitMix64.
func spread(h uint64) uint64 {
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
