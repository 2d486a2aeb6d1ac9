package measure

import (
	"runtime"
	"sync"
	"sync/atomic"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A rankTable keeps the values and ranks of the candidates in every pattern.
type rankTable struct {
	f      *snapshot.Frame
	who    []int32
	values []float64 // by pattern, then candidate
	ranks  []int32
	alone  []bool    // by pattern: whether the first place is one competitor's
	errors []float32 // of values, nil where they are exact
}

func newRankTable(f *snapshot.Frame, who []int32) *rankTable {
	n := f.Patterns() * len(who)
	return &rankTable{f: f, who: who, values: make([]float64, n), ranks: make([]int32, n), alone: make([]bool, f.Patterns())}
}

// estimated makes room for the standard errors of values that are estimated.
func (r *rankTable) estimated(is bool) {
	switch {
	case !is:
		r.errors = nil
	case r.errors == nil:
		r.errors = make([]float32, len(r.values))
	}
}

// err fills in the standard errors of one pattern.
func (r *rankTable) err(pattern int, w *snapshot.World, errors []float64) {
	mine := r.errors[pattern*len(r.who):]
	for i, e := range r.who {
		mine[i] = float32(errors[w.Node(e)])
	}
}

// rankScratch is the storage of one worker.
type rankScratch struct {
	order   radixSorter
	counted []int // by node: the group of equals that it was last counted in
}

// rank fills in one pattern.
func (r *rankTable) rank(pattern int, w *snapshot.World, values []float64, s *rankScratch) {
	n := len(r.who)
	mine, ranks := r.values[pattern*n:(pattern+1)*n], r.ranks[pattern*n:(pattern+1)*n]
	for i, e := range r.who {
		mine[i] = values[w.Node(e)]
	}
	r.alone[pattern] = r.first(w, mine) >= 0
	s.counted = s.counted[:0]
	for range w.N() {
		s.counted = append(s.counted, -1)
	}
	order := s.order.descending(mine)
	ahead := int32(0)
	for from := 0; from < n; {
		to, equals, best := from, int32(0), mine[order[from].of]
		for ; to < n && network.Tied(best, mine[order[to].of]); to++ {
			i := order[to].of
			ranks[i] = ahead + 1
			if node := w.Node(r.who[i]); s.counted[node] != from {
				s.counted[node] = from
				equals++
			}
		}
		ahead += equals
		from = max(to, from+1)
	}
}

// first returns the node of the candidate that alone comes first, or -1.
func (r *rankTable) first(w *snapshot.World, values []float64) int32 {
	var place network.FirstPlace
	for i, e := range r.who {
		place.Add(w.Node(e), values[i])
	}
	return place.Alone()
}

// shared is the share of worlds in which the first place is nobody's.
func (r *rankTable) shared() float64 {
	worlds := 0
	for p, alone := range r.alone {
		if !alone {
			worlds += r.f.Count(p)
		}
	}
	return float64(worlds) / float64(max(r.f.Worlds(), 1))
}

// ranked sums up every candidate, in their order. Each is summed up by itself, so
// that it does not matter who does it.
func (r *rankTable) ranked(run snapshot.RunConfig) []Ranked {
	out := make([]Ranked, len(r.who))
	workers := run.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	var next atomic.Int64
	var group sync.WaitGroup
	for range min(workers, (len(out)+summaryBatch-1)/summaryBatch) {
		group.Go(func() {
			g := newRankSummary(r.f)
			for {
				from := int(next.Add(summaryBatch)) - summaryBatch
				if from >= len(out) {
					return
				}
				g.sumUp(r, from, out[from:min(from+summaryBatch, len(out))])
			}
		})
	}
	group.Wait()
	return out
}

// summaryBatch is the number of candidates that are summed up together: what a table
// keeps of neighbours lies together in every pattern.
const summaryBatch = 16

// A rankSummary turns what a table keeps by pattern into rows by world, one a
// candidate.
type rankSummary struct {
	values [summaryBatch][]float64
	ranks  [summaryBatch][]int32
}

func newRankSummary(f *snapshot.Frame) *rankSummary {
	g := new(rankSummary)
	for i := range summaryBatch {
		g.values[i], g.ranks[i] = make([]float64, f.Worlds()), make([]int32, f.Worlds())
	}
	return g
}

// sumUp sums up the candidates from one on.
func (g *rankSummary) sumUp(r *rankTable, from int, out []Ranked) {
	n := len(r.who)
	var tops, errors [summaryBatch]float64
	for p := range r.f.Patterns() {
		at, times := p*n+from, float64(r.f.Count(p))
		for i := range out {
			if r.alone[p] && r.ranks[at+i] == 1 {
				tops[i] += times
			}
			if r.errors != nil {
				errors[i] += float64(times * float64(r.errors[at+i]))
			}
		}
	}
	for world := range r.f.Worlds() {
		at := r.f.Pattern(world)*n + from
		for i := range out {
			g.values[i][world], g.ranks[i][world] = r.values[at+i], r.ranks[at+i]
		}
	}
	worlds := float64(max(r.f.Worlds(), 1))
	for i := range out {
		entity := &r.f.Case.Entities[r.who[from+i]]
		out[i] = Ranked{
			Entity: entity.ID, Name: r.f.Index.NameOf(entity.ID), Also: r.f.Also(entity.ID), Distribution: summed(g.values[i]),
			PTop: tops[i] / worlds, SE: errors[i] / worlds,
		}
		if len(g.ranks[i]) > 0 {
			low, high := interval(g.ranks[i])
			out[i].RankLow, out[i].RankHigh = int(low), int(high)
		}
	}
}
