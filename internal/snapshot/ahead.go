package snapshot

import (
	"slices"

	"underpin/internal/worldset"
)

// A foresight has the first worlds of more, as [evidence.FirstWorlds] has, and
// gives the rows of single claims in all of them.
type foresight interface {
	All() int
	Later(date int, claims []int) []worldset.Set
}

// tellingTies is how many ties tell worlds apart before all are drawn.
const tellingTies = 128

// ahead is what a frame of the first worlds knows of all of them: some ties, by whose rows
// worlds differ.
type ahead struct {
	worlds int
	rows   []worldset.Set
}

// lookAhead makes nodes of the ends of ties that hold in none of the first worlds but in
// some of all, and draws some that tell worlds apart.
func (f *Frame) lookAhead(w foresight, date int, columns []worldset.Set, absent []int) {
	ties := slices.DeleteFunc(absent, func(t int) bool {
		tie := &f.Ties[t]
		return !tie.Binding || f.Node[tie.Subject] && f.Node[tie.Object]
	})
	first := len(ties)
	for place, t := range f.Active {
		if n := 4 * columns[place].Count(); len(ties) < first+tellingTies && n > f.worlds && n < 3*f.worlds {
			ties = append(ties, t)
		}
	}
	claims := make([]int, len(ties))
	for k, t := range ties {
		claims[k] = f.Ties[t].Claim
	}
	f.ahead.worlds = w.All()
	for k, row := range w.Later(date, claims) {
		switch tie := &f.Ties[ties[k]]; {
		case k >= first:
			f.ahead.rows = append(f.ahead.rows, row)
		case row != nil && row.Any():
			f.Node[tie.Subject], f.Node[tie.Object] = true, true
		}
	}
}

// DistinctAhead is the number of all worlds, of which the frame has the first, where it is
// known that of so many in a row, from the first on, no two are alike; else 0.
func (f *Frame) DistinctAhead(inRow int) int {
	for from := 0; from < f.ahead.worlds; from += inRow {
		for b := from + 1; b < min(from+inRow, f.ahead.worlds); b++ {
			for a := from; a < b; a++ {
				if !slices.ContainsFunc(f.ahead.rows, func(row worldset.Set) bool { return row.Has(a) != row.Has(b) }) {
					return 0
				}
			}
		}
	}
	return f.ahead.worlds
}
