package measure

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"

	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A rankTable keeps the values and ranks of the candidates in every row.
type rankTable struct {
	f      *snapshot.Frame
	who    []int32
	rows   rankRows
	values []float64 // by row, then candidate
	ranks  []int32
	alone  []bool    // by row: whether the first place is one competitor's
	errors []float32 // by row, then candidate: of values; nil where no mean needs them
	se     []float64 // by candidate: of means; nil where values are exact
	// whole is that of [RankingOptions] as long as the frame has the first worlds only.
	whole func(context.Context) (*snapshot.Frame, error)
}

func newRankTable(f *snapshot.Frame, who []int32) *rankTable {
	return &rankTable{f: f, who: who}
}

// widen goes on to the frame of all worlds. Patterns are numbered as they first occur, so
// that the rows there are stay what they are.
func (r *rankTable) widen(ctx context.Context) error {
	f, err := r.whole(ctx)
	if err == nil {
		r.f, r.whole = f, nil
	}
	return err
}

// room makes room for rows, the first of which may be there.
func (r *rankTable) room(rows rankRows) {
	n := len(rows.row) * len(r.who)
	r.rows, r.values, r.ranks, r.alone = rows, lengthened(r.values, n), lengthened(r.ranks, n), lengthened(r.alone, len(rows.row))
}

// lengthened gives a slice another length, and leaves what it holds.
func lengthened[T any](of []T, n int) []T {
	if n <= cap(of) {
		return of[:n]
	}
	return append(of, make([]T, n-len(of))...)
}

// at are the values of a row, by candidate.
func (r *rankTable) at(row int) []float64 { return r.values[row*len(r.who) : (row+1)*len(r.who)] }

// rankScratch is the storage of one worker.
type rankScratch struct {
	order   radixSorter
	counted []int // by node: the group of equals that it was last counted in
}

// fill takes the values of the candidates in a row from those of the nodes of its world.
func (r *rankTable) fill(row int, w *snapshot.World, values []float64) {
	mine := r.at(row)
	for i, e := range r.who {
		mine[i] = values[w.Node(e)]
	}
}

// rank ranks one row by its values.
func (r *rankTable) rank(row int, w *snapshot.World, s *rankScratch) {
	n := len(r.who)
	mine, ranks := r.at(row), r.ranks[row*n:(row+1)*n]
	r.alone[row] = r.first(w, mine) >= 0
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
	worlds := int32(0)
	for row, alone := range r.alone {
		if !alone {
			worlds += r.rows.row[row].count
		}
	}
	return float64(worlds) / float64(max(len(r.rows.of), 1))
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
			g := newRankSummary(len(r.rows.of))
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

func newRankSummary(worlds int) *rankSummary {
	g := new(rankSummary)
	for i := range summaryBatch {
		g.values[i], g.ranks[i] = make([]float64, worlds), make([]int32, worlds)
	}
	return g
}

// sumUp sums up the candidates from one on.
func (g *rankSummary) sumUp(r *rankTable, from int, out []Ranked) {
	n := len(r.who)
	var tops [summaryBatch]float64
	for row, of := range r.rows.row {
		at := row*n + from
		for i := range out {
			if r.alone[row] && r.ranks[at+i] == 1 {
				tops[i] += float64(of.count)
			}
		}
	}
	for world, row := range r.rows.of {
		at := int(row)*n + from
		for i := range out {
			g.values[i][world], g.ranks[i][world] = r.values[at+i], r.ranks[at+i]
		}
	}
	worlds := float64(max(len(r.rows.of), 1))
	for i := range out {
		entity := &r.f.Case.Entities[r.who[from+i]]
		out[i] = Ranked{
			Entity: entity.ID, Name: r.f.Index.NameOf(entity.ID), Also: r.f.Also(entity.ID), Distribution: summed(g.values[i]),
			PTop: tops[i] / worlds,
		}
		if r.se != nil {
			out[i].SE = r.se[from+i]
		}
		if len(g.ranks[i]) > 0 {
			low, high := interval(g.ranks[i])
			out[i].RankLow, out[i].RankHigh = int(low), int(high)
		}
	}
}
