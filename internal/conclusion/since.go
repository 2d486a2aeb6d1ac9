package conclusion

import (
	"slices"

	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// Since returns the worlds of a sample in which the answer may be another than it was in
// those of an earlier one, and false where it may be in all of them. The earlier judge is
// of the same conclusion and the same losses, and of the case before claims or testimony
// were added to it; the samples have the same random numbers.
func (j *Judge) Since(earlier *Judge, was, now *evidence.Sample) (worldset.Set, bool) {
	before, ok := j.before(earlier)
	if !ok || was.Worlds != now.Worlds || was.Seed != now.Seed || !slices.Equal(was.Dates, now.Dates) || was.Pairs() != now.Pairs() {
		return nil, false
	}
	row := worldset.New(now.Worlds)
	for date := range now.Dates {
		// The networks of all worlds have one set of entities.
		if !slices.Equal(earlier.nodes(date, was), j.nodes(date, now)) {
			return nil, false
		}
		for claim, old := range before {
			if old < 0 {
				if j.sees[claim] {
					row.Or(now.ClaimRow(date, claim))
				}
				continue
			}
			x, y := was.ClaimRow(date, old), now.ClaimRow(date, claim)
			if x.Any() != y.Any() { // what is lost has to be there in some world
				return nil, false
			}
			if j.sees[claim] {
				row.OrXor(x, y)
			}
		}
		j.otherShares(row, before, date, was, now)
		for e := range j.p.Case.Entities {
			x, y := was.DeadRow(date, e), now.DeadRow(date, e)
			if j.c.needs.Binding && !slices.Equal(x, y) { // as in Everywhere
				return nil, false
			}
			row.OrXor(x, y)
		}
	}
	for pair := range now.Pairs() {
		row.OrXor(was.PairRow(pair), now.PairRow(pair))
	}
	return row, true
}

// before returns for each claim where it was in the case of an earlier judge, -1 for one
// that is new; false where the claims of then are not all there in their order.
func (j *Judge) before(earlier *Judge) ([]int, bool) {
	then, next := earlier.p.Case.Claims, 0
	out := make([]int, len(j.p.Case.Claims))
	for i := range out {
		if out[i] = -1; next < len(then) && then[next].ID == j.p.Case.Claims[i].ID {
			out[i] = next
			next++
		}
	}
	return out, next == len(then) && len(earlier.p.Case.Entities) == len(j.p.Case.Entities)
}

// otherShares adds the worlds in which a claim that holds in both samples gives another
// share of ownership: one that is new may leave it less room.
func (j *Judge) otherShares(row worldset.Set, before []int, date int, was, now *evidence.Sample) {
	for i := range j.p.Ties {
		t := &j.p.Ties[i]
		if !t.Shares || !j.sees[t.Claim] || before[t.Claim] < 0 {
			continue
		}
		for world := range now.ClaimRow(date, t.Claim).Each() {
			if was.Share(date, world, before[t.Claim]) != now.Share(date, world, t.Claim) {
				row.Add(world)
			}
		}
	}
}
