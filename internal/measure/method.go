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
	// Pivots is the number of nodes searched from in each world, of Nodes. Pivots
	// are chosen by one random number an entity, the same in all worlds; parts of
	// the network of 64 nodes or fewer are measured in full all the same.
	Pivots int `json:"pivots,omitempty"`
	Nodes  int `json:"nodes,omitempty"`
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
	priority []uint64 // by entity
}

// plan chooses between computing a measure in full and estimating it.
func plan(f *snapshot.Frame, m *Measure, o RankingOptions) schedule {
	s := schedule{Method: Method{Mode: Exact}, measure: m}
	if m.sample == nil || o.Exact || f.Patterns() == 0 {
		return s
	}
	nodes, ties := typical(f, m.InCase.Network)
	worlds := float64(f.Patterns())
	pivots := patience / (worlds * ties * m.InCase.pivots)
	if o.Budget > 0 {
		pivots = float64(o.Budget) / worlds
		if pivots >= float64(nodes) {
			return s
		}
	} else if worlds*float64(nodes)*ties*m.InCase.nanoseconds <= patience {
		return s
	}
	s.Pivots = max(leastPivots, int(pivots)/leastPivots*leastPivots)
	if s.Pivots >= nodes {
		s.Pivots = 0
		return s
	}
	s.Mode, s.Nodes = Sampled, nodes
	s.priority = priorities(f.Case)
	return s
}

// priorities are one random number an entity, which depends on its id alone.
func priorities(c *underpin.Case) []uint64 {
	out := make([]uint64, len(c.Entities))
	for i := range out {
		out[i] = hash(string(c.Entities[i].ID))
	}
	return out
}

// typical returns the nodes and the mean number of ties of the first few patterns.
func typical(f *snapshot.Frame, r snapshot.Reading) (nodes int, ties float64) {
	const few = 4
	w := f.World()
	looked := min(f.Patterns(), few)
	for pattern := range looked {
		w.Set(pattern, nil)
		nodes = max(nodes, w.N())
		ties += float64(w.Graph(r).M()) / float64(looked)
	}
	return nodes, ties
}

// estimate returns the estimates of every node of a world and their standard errors.
func (s *schedule) estimate(k *Kernels, w *snapshot.World) (values, errors []float64) {
	g := w.Graph(s.measure.InCase.Network)
	of := s.measure.sample(k, g, network.BetweennessConfig{Pivots: s.Pivots, Priority: k.byNode(w, s.priority)})
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

// hash makes a number of an id (FNV-1a, spread by the finalizer of SplitMix64), so
// that the draw of pivots does not depend on the order of the case.
func hash(id string) uint64 {
	h := uint64(14695981039346656037)
	for i := range len(id) {
		h = (h ^ uint64(id[i])) * 1099511628211
	}
	h = (h ^ h>>30) * 0xbf58476d1ce4e5b9
	h = (h ^ h>>27) * 0x94d049bb133111eb
	return h ^ h>>31
}
