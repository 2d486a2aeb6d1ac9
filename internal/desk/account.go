package desk

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/shock"
)

// account says on whose word a computed statement stands: that of the one author of a
// case that rests on one, else the testimony.
func (s *Study) account() string {
	if s.Case.Settings.SingleAuthor == "" {
		return "by the testimony as coded"
	}
	name := s.Index.SourceLabel(s.Case.Settings.SingleAuthor)
	if strings.HasSuffix(name, "s") {
		return "by " + name + "' account as coded"
	}
	return "by " + name + "'s account as coded"
}

// by begins a computed sentence with the account on which it stands, where each says so:
// in a case of one author, or of persons kept apart. Elsewhere the screen says it once,
// in its caption.
func (s *Study) by() string {
	if !s.Case.Settings.PersonsApart() {
		return ""
	}
	return s.account() + ", "
}

// framed is what a computed statement still needs beside it, in brackets: on whose
// word it stands, and that it is not a forecast. It is empty where the text says both.
func (s *Study) framed(text string) string {
	parts := s.standsOn(text)
	if !strings.Contains(text, "a forecast") {
		parts = append(parts, "not a forecast")
	}
	return bracketed(parts)
}

// standsOn is on whose word a text stands, unless it says so itself.
func (s *Study) standsOn(text string) []string {
	if strings.Contains(text, "as coded") {
		return nil
	}
	return []string{s.account()}
}

// bracketed puts remarks behind a sentence.
func bracketed(parts []string) string {
	if len(parts) == 0 {
		return ""
	}
	return " (" + strings.Join(parts, "; ") + ")"
}

// described says for when a case describes things, which its losses come after: "as
// described for September 2019"; empty where the case says none.
func (s *Study) described() string {
	if on := s.Case.Settings.AsOf; !on.IsZero() {
		return "as described for " + underpin.FormatMonth(on)
	}
	return ""
}

// some names the first n of some entities and says of how many others, and of which
// kinds. In a case that keeps persons apart nothing is counted.
func (s *Study) some(ids []underpin.EntityID, n int) string {
	names := make([]string, 0, len(ids))
	for _, id := range ids {
		names = append(names, s.Index.NameOf(id))
	}
	switch {
	case len(ids) <= n:
		return list(names, n)
	case s.Case.Settings.PersonsApart():
		return strings.Join(names[:n], ", ") + " and others"
	}
	return list(names, n) + " (" + s.kinds(ids[n:]) + ")"
}

// kinds counts entities by their schema: "3 persons, 2 public bodies".
func (s *Study) kinds(ids []underpin.EntityID) string {
	of := map[underpin.Schema]int{}
	for _, id := range ids {
		if e := s.Index.Entities[id]; e != nil {
			of[e.Schema]++
		}
	}
	var parts []string
	for _, schema := range underpin.Schemata {
		if of[schema] > 0 {
			parts = append(parts, count(of[schema], schemaWords(schema)))
		}
	}
	return strings.Join(parts, ", ")
}

// lossTold tells a loss with its event, where one is known: "Killed on 3 January 2020: Ana
// Ruiz.", then the claim of the event and who says so. The role that the lost have in
// the event is the word for what befell them.
func (s *Study) lossTold(lost []underpin.EntityID, names []string) string {
	did, event := "", ""
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		if event != "" || len(c.Roles) == 0 || !s.holdsOn(c) {
			continue
		}
		for _, r := range c.Roles {
			if slices.Contains(lost, r.Entity) && strings.HasSuffix(r.Role, "ed") {
				a := s.model.Assess(i, s.At)
				did, event = capital(r.Role), fmt.Sprintf(" %s (%s): %s.", strings.TrimSuffix(capital(s.told(c)), "."), c.ID, s.says(c, &a))
			}
		}
	}
	if did == "" {
		did = "Lost"
	}
	return fmt.Sprintf("%s on %s: %s.%s", did, onDay(s.At), list(names, len(names)), event)
}

// holdsOn reports whether somebody says that a claim held on the day of the study.
func (s *Study) holdsOn(c *underpin.Claim) bool {
	return slices.ContainsFunc(s.Index.ByClaim[c.ID], func(t *underpin.Testimony) bool {
		from, to := t.Held.Start, t.Held.End
		return t.Polarity == underpin.Affirm && s.model.Known().Counts(t) && from.Kind == underpin.Stated && from.Date.First <= s.At &&
			to.Kind == underpin.Stated && s.At <= to.Date.Last
	})
}

// graded says which grades a page used and whose they are: of up to three sources by
// name, else how many have which letter.
func (s *Study) graded() string {
	var named []string
	letters, speak := map[underpin.Grade]int{}, s.haveSpoken()
	for i := range s.Case.Sources {
		src := &s.Case.Sources[i]
		if grade := s.gradedBy(src); grade != "" && speak[src.ID] {
			named = append(named, s.Index.SourceLabel(src.ID)+" is "+grade)
			letters[s.model.Grade(src.ID)]++
		}
	}
	if len(named) == 0 {
		return ""
	}
	if len(named) <= 3 {
		return strings.Join(named, "; ") + "."
	}
	var counts []string
	for _, g := range underpin.GradeLetters {
		if letters[g] > 0 {
			counts = append(counts, underpin.FormatCount(letters[g])+" "+string(g))
		}
	}
	return "The sources are graded, by the analyst: " + strings.Join(counts, ", ") + "."
}

// gradedBy says with which grade a source is taken, and whose grade it is: "graded B by
// us", or that nobody has graded it; empty for an assumption.
func (s *Study) gradedBy(src *underpin.Source) string {
	g := s.model.Grade(src.ID)
	if g == "" {
		return ""
	}
	if _, regraded := s.Query.Edits.Regrade[src.ID]; len(src.Gradings) == 0 && !regraded {
		return "not graded, and counted as " + string(g)
	}
	return "graded " + string(g) + " by " + cmp.Or(s.model.Known().Grading(src, "").By, "us")
}

// haveSpoken are the sources that have told us something that counts.
func (s *Study) haveSpoken() map[underpin.SourceID]bool {
	if s.open.speakers != nil {
		return s.open.speakers
	}
	out := map[underpin.SourceID]bool{}
	for i := range s.Case.Testimonies {
		if t := &s.Case.Testimonies[i]; !out[t.Source] && s.model.Known().Counts(t) {
			out[t.Source] = true
		}
	}
	return out
}

// withoutPersons takes persons out of what roots reach, where the case keeps them apart.
func (s *Study) withoutPersons(side *shock.Side) {
	for i := range side.Reach {
		r := &side.Reach[i]
		kept := r.Reached[:0:0]
		for _, e := range r.Reached {
			if !s.apart(e.Entity) {
				kept = append(kept, e)
			}
		}
		r.Reached = kept
	}
}
