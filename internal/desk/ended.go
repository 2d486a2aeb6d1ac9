package desk

import (
	"underpin"
	"underpin/internal/cite"
)

// ended says what ended a claim before the date of the study, and by whose word: the end
// of one of its ends, else an end that an affirmation states; the last day of that where
// there are several. It is empty where nobody states an end.
func (s *Study) ended(c *underpin.Claim) string {
	for _, e := range []underpin.EntityID{c.Subject, c.Object} {
		for i := range s.Case.Claims {
			life := &s.Case.Claims[i]
			if life.Subject != e || life.View() {
				continue
			}
			r := s.Index.Relations[life.Relation]
			date, ok := life.Value.AsDate()
			if r == nil || r.Bound != underpin.LifeEnds || !ok || date.Last >= s.At {
				continue
			}
			at, _ := s.model.Claim(life.ID)
			if a := s.model.Assess(at, s.At); a.Asserted && a.Credence >= .5 {
				return s.sentenceOf(life) + " (" + string(life.ID) + "): " + s.says(life, &a) + "."
			}
		}
	}
	var last *cite.Statement
	said := cite.Statements(s.Index, s.model.Known(), c.ID)
	for k := range said {
		end := said[k].Testimony.Held.End
		if said[k].Testimony.Polarity != underpin.Affirm || end.Kind != underpin.Stated || end.Date.Last >= s.At {
			continue
		}
		if last == nil || end.Date.Last > last.Testimony.Held.End.Date.Last {
			last = &said[k]
		}
	}
	if last == nil {
		return ""
	}
	return "It ended " + onDate(last.Testimony.Held.End.Date) + ": " + underpin.Saying(s.Index.SourceLabel(last.Source.ID), last.Testimony.Basis, underpin.Affirm) + "."
}
