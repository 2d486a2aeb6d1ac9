package desk

import (
	"context"
	"slices"

	"underpin"
)

// An evidenceGround is what every evidence table of a model is made from, whatever the day,
// the rows and what they are limited to.
type evidenceGround struct {
	// claims are all, in the order of a table, and columns those of all.
	claims  []int
	columns []EvidenceColumn
	column  map[underpin.SourceID]int
	// knows are who has spoken on each entity, asked who was asked about which claim.
	knows map[underpin.EntityID]map[underpin.SourceID]bool
	asked map[askedAbout]bool
}

// An askedAbout is a source that was asked about a claim.
type askedAbout struct {
	source underpin.SourceID
	claim  underpin.ClaimID
}

// evidenceGround finds what tables are made from, once for a model.
func (s *Study) evidenceGround(ctx context.Context) (*evidenceGround, error) {
	return s.model.ground.of(ctx, struct{}{}, func() (*evidenceGround, error) {
		var all []int
		for i := range s.Case.Claims {
			if s.model.Together(i, true)[0] == i {
				all = append(all, i)
			}
		}
		g := &evidenceGround{claims: s.byWhatTheyAreAbout(all), column: map[underpin.SourceID]int{}, knows: s.spokenOf(), asked: map[askedAbout]bool{}}
		g.columns = s.evidenceColumns(g.claims, g.column)
		for _, r := range s.Case.Requests {
			g.asked[askedAbout{r.Source, r.Claim}] = true
		}
		return g, nil
	})
}

// spokenOf lists who has spoken on each entity.
func (s *Study) spokenOf() map[underpin.EntityID]map[underpin.SourceID]bool {
	out := map[underpin.EntityID]map[underpin.SourceID]bool{}
	for i := range s.Case.Testimonies {
		t := &s.Case.Testimonies[i]
		c := s.Index.Claims[t.Claim]
		if c == nil || !s.model.Known().Counts(t) || s.assumption(t) != nil {
			continue
		}
		for _, e := range []underpin.EntityID{c.Subject, c.Object} {
			if e == "" {
				continue
			}
			if out[e] == nil {
				out[e] = map[underpin.SourceID]bool{}
			}
			out[e][t.Source] = true
		}
	}
	return out
}

// couldKnow lists the columns of those who have spoken of an end of a claim, not of it, and
// have not been asked about it.
func (g *evidenceGround) couldKnow(c *underpin.Claim, said map[underpin.SourceID]int, column map[underpin.SourceID]int) []int {
	out := []int{}
	for _, e := range []underpin.EntityID{c.Subject, c.Object} {
		for source := range g.knows[e] {
			at, listed := column[source]
			if _, spoke := said[source]; !listed || spoke || slices.Contains(out, at) || g.asked[askedAbout{source, c.ID}] {
				continue
			}
			out = append(out, at)
		}
	}
	slices.Sort(out)
	return out
}
