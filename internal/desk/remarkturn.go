package desk

import (
	"fmt"

	"underpin"
)

// followsRemark is what follows says of the claim of a testimony that affirms it.
func (s *Study) followsRemark(t *underpin.Testimony) string {
	i, ok := s.model.Claim(t.Claim)
	if !ok || t.Polarity != underpin.Affirm {
		return ""
	}
	return s.follows(&s.Case.Claims[i], s.model.Assess(i, s.At).Rivals)
}

// follows says of two who lead one thing, the one from earlier on than the other and
// nobody says until when, that they are taken for rivals: only a stated end makes a
// handover of them.
func (s *Study) follows(c *underpin.Claim, rivals []underpin.ClaimID) string {
	for _, id := range rivals {
		first, second := c, s.Index.Claims[id]
		began, open := s.runsOn(first)
		next, openToo := s.runsOn(second)
		if began.IsZero() || next.IsZero() || began.First == next.First {
			continue
		}
		if next.First < began.First {
			first, second, next, open = second, first, began, openToo
		}
		if open {
			return fmt.Sprintf("Nobody says until when %s (%s), and %s (%s) from %s on: the two are taken for rivals. If the one followed the other, state that end",
				s.Index.Sentence(first), first.ID, s.Index.Sentence(second), second.ID, underpin.FormatDate(next))
		}
	}
	return ""
}

// runsOn returns the earliest start that is stated of a claim, and whether nobody states
// its end or that it goes on.
func (s *Study) runsOn(c *underpin.Claim) (began underpin.Date, open bool) {
	open = true
	for _, t := range s.Index.ByClaim[c.ID] {
		if t.Polarity != underpin.Affirm || t.Retracted != nil {
			continue
		}
		if t.Held.End.Kind != underpin.Unstated {
			open = false
		}
		if start := t.Held.Start; start.Kind == underpin.Stated && (began.IsZero() || start.Date.First < began.First) {
			began = start.Date
		}
	}
	return began, open
}
