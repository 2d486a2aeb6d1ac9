package measure

import (
	"cmp"
	"context"
	"math"
	"slices"

	"underpin/internal/snapshot"
)

// SettledOf is how many of a ranking, from the first on, are to be in a settled order
// before no more worlds are searched: as many as are shown unasked.
const SettledOf = 15

// SettledWorlds is in how many worlds it is first asked whether the order is settled; then
// in twice as many. A share of so many worlds errs by 2.2 points at most.
const SettledWorlds = 512

// Two of a ranking are in order where one leads by so many standard errors of the
// difference, or is as good as equal, that error being less than such a part of its value.
const clearLead, asGoodAsEqual = 2, .05

// estimate ranks by values that are estimated, in as many of the worlds as settle the order
// of the first.
func (r *rankTable) estimate(ctx context.Context, p *schedule, o RankingOptions) error {
	// Who is first is settled where intervals do not overlap, or overlap and are small, as
	// in Borassi, M., Natale, E. (2016), KADABRA is an adaptive algorithm for betweenness
	// via random approximation. ESA 2016. Its bounds are those of paths drawn in one graph;
	// here rounds of worlds are drawn, and their spread is the error.
	all, done := p.rows, 0
	if r.errors = nil; all.rounds() < leastRounds {
		r.errors = make([]float32, len(all.row)*len(r.who))
	}
	for worlds := min(SettledWorlds, len(all.of)); ; worlds = min(2*worlds, len(all.of)) {
		r.room(all.first(worlds))
		if err := r.search(ctx, p, o.RunConfig, done, len(all.row)); err != nil {
			return err
		}
		done = len(r.rows.row)
		t := sumUpRounds(r)
		p.Settled = worlds >= SettledWorlds && t.settled()
		if !p.Settled && r.whole != nil {
			if err := r.widen(ctx); err != nil {
				return err
			}
			all = byRound(r.f)
		}
		if p.Worlds = worlds; p.Settled || worlds == len(all.of) {
			r.errorsOf(t)
			return r.rankWithout(ctx, t, o.Workers)
		}
	}
}

// search estimates the rows from one on.
func (r *rankTable) search(ctx context.Context, p *schedule, run snapshot.RunConfig, from, all int) error {
	if progress := run.Progress; progress != nil {
		run.Progress = func(done, _ int) { progress(from+done, all) }
	}
	return snapshot.Each(ctx, len(r.rows.row)-from, run, func() func(int) {
		w, k := r.f.World(), new(Kernels)
		return func(which int) {
			row := r.rows.row[from+which]
			w.Set(int(row.pattern), nil)
			values, errors := p.estimate(k, w, row.round)
			r.fill(from+which, w, values)
			if r.errors == nil {
				return
			}
			mine := r.errors[(from+which)*len(r.who):]
			for i, e := range r.who {
				mine[i] = float32(errors[w.Node(e)])
			}
		}
	})
}

// errorsOf fills in the standard errors of the means: from the spread between rounds, of
// both what pivots and what worlds were drawn; where rounds are few, what the pivots alone
// let expect.
func (r *rankTable) errorsOf(t *roundTable) {
	r.se = make([]float64, len(r.who))
	for i := range r.se {
		if r.errors == nil {
			r.se[i] = t.err(func(round int32) float64 { return t.of(round)[i] })
			continue
		}
		sum := 0.0
		for at, row := range r.rows.row {
			err := float64(r.errors[at*len(r.who)+i])
			sum += float64(float64(row.count) * float64(err*err))
		}
		r.se[i] = math.Sqrt(sum / t.all / float64(max(t.rounds, 1)))
	}
}

// rankWithout ranks every row by values from which the draw of its round is taken off.
// Those that are one in a world have one value there.
func (r *rankTable) rankWithout(ctx context.Context, t *roundTable, workers int) error {
	return snapshot.Each(ctx, len(r.rows.row), snapshot.RunConfig{Workers: workers}, func() func(int) {
		w, s := r.f.World(), new(rankScratch)
		var one []float64 // by node: its value, or -1
		return func(which int) {
			row := r.rows.row[which]
			w.Set(int(row.pattern), nil)
			one = one[:0]
			for range w.N() {
				one = append(one, -1)
			}
			mine := r.at(which)
			for i, e := range r.who {
				v := w.Node(e)
				if one[v] < 0 {
					one[v] = t.without(row.round, i, mine[i])
				}
				mine[i] = one[v]
			}
			r.rank(which, w, s)
		}
	})
}

// settled reports whether more worlds would not put the first in another order, or only
// those of them that are as good as equal.
func (t *roundTable) settled() bool {
	order := make([]int, t.n)
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(i, j int) int { return cmp.Or(cmp.Compare(t.total[j], t.total[i]), cmp.Compare(i, j)) })
	order = order[:min(len(order), SettledOf+1)]
	for at := range max(len(order)-1, 0) {
		a, b := order[at], order[at+1]
		err := t.err(func(round int32) float64 { return t.of(round)[a] - t.of(round)[b] })
		if t.total[a]-t.total[b] <= float64(clearLead*err) && err > float64(asGoodAsEqual*t.total[a]) {
			return false
		}
	}
	return true
}
