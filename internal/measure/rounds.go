package measure

import (
	"math"

	"underpin/internal/snapshot"
)

// roundWorlds is how many worlds are a round, where values are estimated: so many in a row
// are searched from the same pivots, so that what parts them is the evidence and not the
// draw; the next ones from others, so that the errors of the draw cancel out in the mean.
// With 8, 16 and 32 the means of 512 worlds of a generated case of 5,000 entities were off
// by 1.5, 2.1 and 2.5 % instead of .9, and intervals and ranks no nearer.
const roundWorlds = 4

// leastRounds is the number of rounds from which the spread between them tells an error.
const leastRounds = 8

// A rankRow is one row of a [rankTable]: what worlds have in common.
type rankRow struct {
	pattern int32
	count   int32 // worlds
	round   int32 // 0 where values are exact
}

// rankRows are the rows of a table, in the order of their first worlds.
type rankRows struct {
	row []rankRow
	of  []int32 // by world
}

// byPattern has a row for each distinct world.
func byPattern(f *snapshot.Frame) rankRows {
	t := rankRows{row: make([]rankRow, f.Patterns()), of: make([]int32, f.Worlds())}
	for pattern := range t.row {
		t.row[pattern] = rankRow{pattern: int32(pattern), count: int32(f.Count(pattern))}
	}
	for world := range t.of {
		t.of[world] = int32(f.Pattern(world))
	}
	return t
}

// byRound has a row for each distinct world of each round.
func byRound(f *snapshot.Frame) rankRows {
	t := rankRows{of: make([]int32, f.Worlds())}
	last := make([]int32, f.Patterns()) // by pattern: its last row, from 1
	for world := range t.of {
		pattern, round := int32(f.Pattern(world)), int32(world/roundWorlds)
		at := last[pattern]
		if at == 0 || t.row[at-1].round != round {
			t.row = append(t.row, rankRow{pattern: pattern, round: round})
			at = int32(len(t.row))
			last[pattern] = at
		}
		t.row[at-1].count++
		t.of[world] = at - 1
	}
	return t
}

// first are the rows of the first worlds.
func (t rankRows) first(worlds int) rankRows {
	rows := int32(0)
	for _, row := range t.of[:worlds] {
		rows = max(rows, row+1)
	}
	return rankRows{row: t.row[:rows], of: t.of[:worlds]}
}

// rounds is the number of rounds that have a row.
func (t rankRows) rounds() int {
	if len(t.row) == 0 {
		return 0
	}
	return int(t.row[len(t.row)-1].round) + 1
}

// A roundTable sums up estimates by round.
type roundTable struct {
	rounds, n int
	worlds    []float64 // by round
	all       float64
	mean      []float64 // by round, then candidate: over its worlds
	total     []float64 // by candidate: over all worlds
	// ofDraw is by candidate the share of what parts rounds that the draw of pivots
	// makes, in [0, 1]; the rest are the worlds.
	ofDraw []float64
}

// sumUpRounds sums up the values of a table.
func sumUpRounds(r *rankTable) *roundTable {
	t := &roundTable{rounds: r.rows.rounds(), n: len(r.who)}
	t.worlds, t.mean = make([]float64, t.rounds), make([]float64, t.rounds*t.n)
	t.total, t.ofDraw = make([]float64, t.n), make([]float64, t.n)
	for at, row := range r.rows.row {
		t.worlds[row.round] += float64(row.count)
		t.all += float64(row.count)
		mean := t.of(row.round)
		for i, x := range r.at(at) {
			mean[i] += float64(float64(row.count) * x)
		}
	}
	for k := range int32(t.rounds) {
		for i := range t.of(k) {
			t.total[i] += t.of(k)[i] / t.all
			t.of(k)[i] /= t.worlds[k]
		}
	}
	t.share(r)
	return t
}

// of are the means of a round, by candidate.
func (t *roundTable) of(round int32) []float64 {
	return t.mean[int(round)*t.n : int(round+1)*t.n]
}

// share finds which part of what rounds differ by the draw makes: all but the spread of
// the worlds within rounds over the worlds of a round.
func (t *roundTable) share(r *rankTable) {
	// Analysis of variance with one random effect: Searle, S. R., Casella, G.,
	// McCulloch, C. E. (1992), Variance Components, chapter 3.
	within := make([]float64, t.n)
	for at, row := range r.rows.row {
		mean := t.of(row.round)
		for i, x := range r.at(at) {
			d := x - mean[i]
			within[i] += float64(float64(row.count) * float64(d*d))
		}
	}
	for i := range within {
		between := 0.0
		for k := range int32(t.rounds) {
			d := t.of(k)[i] - t.total[i]
			between += float64(t.worlds[k] * float64(d*d))
		}
		// Both are the variance of one world, where only worlds part the rounds.
		between /= float64(max(t.rounds-1, 1))
		if world := within[i] / max(t.all-float64(t.rounds), 1); between > world {
			t.ofDraw[i] = 1 - world/between
		}
	}
}

// without is a value of a candidate in a round less what the draw of its pivots did to it,
// as far as the worlds did not: a best linear unbiased predictor. What is 0 stays so.
func (t *roundTable) without(round int32, i int, x float64) float64 {
	// Henderson, C. R. (1975), Best linear unbiased estimation and prediction under a
	// selection model. Biometrics 31.
	mean := t.of(round)[i]
	if mean <= 0 {
		return x
	}
	return float64(x * (1 + float64(t.ofDraw[i]*(t.total[i]/mean-1))))
}

// err is the standard error of a number of which each round has one: of means over all
// worlds by the number of worlds of each.
func (t *roundTable) err(number func(round int32) float64) float64 {
	if t.rounds < 2 {
		return 0
	}
	mean := 0.0
	for k := range int32(t.rounds) {
		mean += float64(t.worlds[k] * number(k) / t.all)
	}
	sum := 0.0
	for k := range int32(t.rounds) {
		d := float64(t.worlds[k] / t.all * (number(k) - mean))
		sum += float64(d * d)
	}
	return math.Sqrt(sum * float64(t.rounds) / float64(t.rounds-1))
}
