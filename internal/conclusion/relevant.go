package conclusion

import (
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/snapshot"
)

// A Kept is what a case must have besides what bears on an answer: the losses, which must
// be there to be lost, and claims that are named otherwise.
type Kept struct {
	Entities []underpin.EntityID
	Claims   []underpin.ClaimID
}

// Relevant reports, by position, which claims of a case bear on the answer, whatever is
// known, under any what-if on the evidence and on any date: those that form a tie on a way
// between two that are asked about, and what these hang on. With these claims alone the case
// has the same answer in every world, and what is not among them is no hinge. It is nil where
// the whole network is asked about, of which all claims may be part.
func (c *Expression) Relevant(p *snapshot.Projection, keep Kept) []bool {
	if !c.between {
		return nil
	}
	reading := snapshot.Command
	if c.needs.Support {
		reading = snapshot.Support
	}
	pairs := make([][2]int32, len(c.pairs))
	for i, pair := range c.pairs {
		pairs[i][0], _ = p.Entity(pair[0])
		pairs[i][1], _ = p.Entity(pair[1])
	}
	marked := p.Between(reading, pairs)
	for _, m := range c.moments.list {
		keep.Entities, keep.Claims = slices.Concat(keep.Entities, m.Entities), slices.Concat(keep.Claims, m.Claims)
	}
	for _, id := range keep.Entities {
		if e, ok := p.Entity(id); ok {
			p.MarkAt(e, marked)
		}
	}
	named := make(map[underpin.ClaimID]bool, len(keep.Claims))
	for _, id := range keep.Claims {
		named[id] = true
	}
	for i := range p.Case.Claims {
		marked[i] = marked[i] || named[p.Case.Claims[i].ID]
	}
	return evidence.Bearing(p.Case, p.Index, marked)
}
