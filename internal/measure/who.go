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
	// Also are the names of those that are judged the same.
	Also []string `json:"also,omitempty"`
	Distribution
	// PTop is the share of worlds in which it alone comes first, in [0, 1]: a first
	// place that is shared is nobody's.
	PTop float64 `json:"p_top"`
	// RankLow and RankHigh are the 5th and 95th percentile of its ranks. The best
	// rank is 1; entities with equal values share the better rank.
	RankLow  int `json:"rank_low"`
	RankHigh int `json:"rank_high"`
	// SE is the standard error of Mean where values are estimated, from which pivots
	// and which worlds were drawn; 0 where values are exact.
	SE float64 `json:"se,omitempty"`
}

// RankingOptions choose whom to rank.
type RankingOptions struct {
	// Schema ranks entities of this schema only. Defaults to persons and bodies.
	Schema underpin.Schema
	// Exact computes every value in full, however long it takes.
	Exact bool
	// Budget is the number of searches, one a world and pivot, beyond which a costly
	// measure is estimated. Defaults to what takes some seconds.
	Budget int
	// Whole, where set, returns the frame of all worlds: that which is ranked has the first
	// [SettledWorlds] of them, and the nodes of all. It is asked for where these do not
	// settle the order.
	Whole func(context.Context) (*snapshot.Frame, error)
	snapshot.RunConfig
}

// Who ranks the persons and bodies of a frame by one measure after the other, in storage
// that the rankings share; each has the highest mean first. Collectives are never ranked;
// nor is what has no tie in any world. Values that are [network.Tied] are ties. Entities
// that are one in a world are one competitor there; those judged the same are one row,
// each that may be the same has its value and rank. An empty frame gives an empty
// ranking. Who calls next with each ranking and a Method that says whether a costly
// measure was estimated, and run to learn how the next measure is to be computed.
func Who(ctx context.Context, f *snapshot.Frame, measures []*Measure, o RankingOptions, run func(*Measure) snapshot.RunConfig, next func(*Measure, []Ranked, Method)) error {
	r := newRankTable(f, candidates(f, o.Schema))
	r.whole = o.Whole
	for _, m := range measures {
		o.RunConfig = run(m)
		ranked, method, err := r.by(ctx, m, o)
		if err != nil {
			return err
		}
		next(m, ranked, method)
	}
	return nil
}

// by ranks by a measure.
func (r *rankTable) by(ctx context.Context, m *Measure, o RankingOptions) ([]Ranked, Method, error) {
	p := plan(r.f, m, o)
	if r.whole != nil && !p.anyhow(r.f) {
		if err := r.widen(ctx); err != nil {
			return nil, p.Method, err
		}
		p = plan(r.f, m, o)
	}
	compute := r.compute
	if p.Mode == Sampled {
		compute = r.estimate
	}
	if err := compute(ctx, &p, o); err != nil {
		return nil, p.Method, err
	}
	out := r.ranked(o.RunConfig)
	p.Shared = r.shared()
	slices.SortFunc(out, func(a, b Ranked) int {
		return cmp.Or(cmp.Compare(network.Rounded(b.Mean), network.Rounded(a.Mean)), cmp.Compare(b.PTop, a.PTop),
			cmp.Compare(a.Entity, b.Entity))
	})
	return out, p.Method, nil
}

// compute ranks by values that are computed in full.
func (r *rankTable) compute(ctx context.Context, p *schedule, o RankingOptions) error {
	r.room(p.rows)
	r.se = nil
	return r.f.Each(ctx, o.RunConfig, func() func(int) {
		w, k, s := r.f.World(), new(Kernels), new(rankScratch)
		return func(pattern int) {
			w.Set(pattern, nil)
			r.fill(pattern, w, k.Values(p.measure, w))
			r.rank(pattern, w, s)
		}
	})
}

// candidates lists the entities that may be ranked; no persons where the case keeps
// them apart.
func candidates(f *snapshot.Frame, schema underpin.Schema) []int32 {
	var out []int32
	for e := range f.Case.Entities {
		apart := f.Case.Entities[e].Schema == underpin.Person && f.Case.Settings.PersonsApart()
		if f.Tied(int32(e)) && !apart && Candidate(&f.Case.Entities[e], schema) {
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
