package measure

import (
	"cmp"
	"context"
	"slices"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A Ranked is an entity's place by a measure, over all worlds.
type Ranked struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	Distribution
	// PTop is the share of worlds in which it comes first, in [0, 1]; k entities
	// that share the first place have 1/k each.
	PTop float64 `json:"p_top"`
	// RankLow and RankHigh are the 5th and 95th percentile of its ranks. The best
	// rank is 1; entities with equal values share the better rank.
	RankLow  int `json:"rank_low"`
	RankHigh int `json:"rank_high"`
	// SE is the sampling error of Mean where values are estimated, 0 where they are
	// exact: the mean over worlds of a world's standard error. Pivots are the same
	// in all worlds, so that more worlds do not lessen it.
	SE float64 `json:"se,omitempty"`
}

// WhoOptions choose whom to rank.
type WhoOptions struct {
	// Schema ranks entities of this schema only. Defaults to persons and bodies.
	Schema underpin.Schema
	// Exact computes every value in full, however long it takes.
	Exact bool
	// Budget is the number of searches, one a world and pivot, beyond which a costly
	// measure is estimated. Defaults to what takes some seconds.
	Budget int
	snapshot.Run
}

// Who ranks the persons and bodies of a frame by a measure, the highest mean first.
// Collectives are never ranked; nor is what has no tie in any world. Values that
// agree to ten significant digits are ties. Entities that are one in a world are one
// competitor there, and each of their ids has its value and rank. An empty frame
// gives an empty ranking. The Method says whether a costly measure was estimated.
func Who(ctx context.Context, f *snapshot.Frame, m Measure, o WhoOptions) ([]Ranked, Method, error) {
	p := plan(f, m, o)
	r := newRace(f, candidates(f, o.Schema), p.Mode == Sampled)
	err := f.Each(ctx, o.Run, func() func(int) {
		w, k, s := f.World(), new(Kernels), new(rankScratch)
		return func(pattern int) {
			w.Set(pattern, nil)
			if p.Mode == Sampled {
				values, errors := p.estimate(k, w)
				r.run(pattern, w, values, s)
				r.err(pattern, w, errors)
				return
			}
			r.run(pattern, w, k.Values(m, w), s)
		}
	})
	if err != nil {
		return nil, p.Method, err
	}
	out := make([]Ranked, len(r.who))
	for i, e := range r.who {
		out[i] = r.ranked(i)
		out[i].Entity = f.Case.Entities[e].ID
		out[i].Name = f.Index.NameOf(out[i].Entity)
	}
	slices.SortFunc(out, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(network.Rounded(b.Mean), network.Rounded(a.Mean)), cmp.Compare(b.PTop, a.PTop),
			cmp.Compare(a.Entity, b.Entity))
	})
	return out, p.Method, nil
}

// candidates lists the entities that may be ranked.
func candidates(f *snapshot.Frame, schema underpin.Schema) []int32 {
	var out []int32
	for e := range f.Case.Entities {
		if f.Node[e] && Candidate(&f.Case.Entities[e], schema) {
			out = append(out, int32(e))
		}
	}
	return out
}

// Candidate reports whether an entity takes part in a ranking of a schema; the
// empty schema stands for all persons and bodies.
func Candidate(e *underpin.Entity, schema underpin.Schema) bool {
	if schema == "" {
		return e.Rankable()
	}
	return e.Schema == schema && !e.Collective
}

// A race keeps the values and ranks of the candidates in every pattern.
type race struct {
	f      *snapshot.Frame
	who    []int32
	values []float64 // by pattern, then candidate
	ranks  []int32
	firsts []int32   // by pattern: how many share the first place
	errors []float32 // of values, nil where they are exact
}

func newRace(f *snapshot.Frame, who []int32, sampled bool) *race {
	n := f.Patterns() * len(who)
	r := &race{f: f, who: who, values: make([]float64, n), ranks: make([]int32, n), firsts: make([]int32, f.Patterns())}
	if sampled {
		r.errors = make([]float32, n)
	}
	return r
}

// err fills in the standard errors of one pattern.
func (r *race) err(pattern int, w *snapshot.World, errors []float64) {
	mine := r.errors[pattern*len(r.who):]
	for i, e := range r.who {
		mine[i] = float32(errors[w.Node(e)])
	}
}

// rankScratch is the storage of one worker.
type rankScratch struct {
	rounded []float64
	order   []int
	counted []int // by node: the group of equals that it was last counted in
}

// run fills in one pattern.
func (r *race) run(pattern int, w *snapshot.World, values []float64, s *rankScratch) {
	n := len(r.who)
	mine, ranks := r.values[pattern*n:(pattern+1)*n], r.ranks[pattern*n:(pattern+1)*n]
	s.rounded, s.order, s.counted = s.rounded[:0], s.order[:0], s.counted[:0]
	for i, e := range r.who {
		mine[i] = values[w.Node(e)]
		s.rounded = append(s.rounded, network.Rounded(mine[i]))
		s.order = append(s.order, i)
	}
	for range w.N() {
		s.counted = append(s.counted, -1)
	}
	slices.SortFunc(s.order, func(a, b int) int { return cmp.Compare(s.rounded[b], s.rounded[a]) })
	ahead := int32(0)
	for from := 0; from < n; {
		to, equals := from, int32(0)
		for ; to < n && s.rounded[s.order[to]] == s.rounded[s.order[from]]; to++ {
			i := s.order[to]
			ranks[i] = ahead + 1
			if node := w.Node(r.who[i]); s.counted[node] != from {
				s.counted[node] = from
				equals++
			}
		}
		if from == 0 {
			r.firsts[pattern] = equals
		}
		ahead += equals
		from = max(to, from+1)
	}
}

// ranked sums up one candidate.
func (r *race) ranked(i int) Ranked {
	n := len(r.who)
	at := func(pattern int) int { return pattern*n + i }
	out := Ranked{Distribution: OverWorlds(r.f, func(p int) float64 { return r.values[at(p)] })}
	low, high := quantiles(r.f, func(p int) int32 { return r.ranks[at(p)] })
	out.RankLow, out.RankHigh = int(low), int(high)
	sum := 0.0
	for p := range r.f.Patterns() {
		if r.ranks[at(p)] == 1 {
			sum += float64(r.f.Count(p)) / float64(r.firsts[p])
		}
	}
	out.PTop = sum / float64(max(r.f.Worlds(), 1))
	if r.errors != nil {
		errors := 0.0
		for p := range r.f.Patterns() {
			errors += float64(float64(r.f.Count(p)) * float64(r.errors[at(p)]))
		}
		out.SE = errors / float64(max(r.f.Worlds(), 1))
	}
	return out
}
