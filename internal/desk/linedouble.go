package desk

import (
	"cmp"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/edtf"
)

// A LineDouble says what a line is to a claim with the same ends and relation.
type LineDouble string

// A line is the same claim, one of another time, or nobody can say yet.
const (
	SameClaim   LineDouble = "same"
	AnotherTime LineDouble = "another"
	NotSure     LineDouble = "unsure"
)

// A LineDoubleOf is a claim of the case that says the same as a line.
type LineDoubleOf struct {
	Claim    underpin.ClaimID `json:"claim"`
	Sentence string           `json:"sentence"`
	Says     string           `json:"says"`
	// When says for which times it is told; empty where nobody says.
	When string `json:"when,omitempty"`
}

// findDoubles finds the claims that the case has with the same ends and relation, also
// where these ends are judged to be the same as others.
func (r *lineReading) findDoubles(x *underpin.Index) {
	subject, object := r.who, r.whom
	if r.Turned {
		subject, object = object, subject
	}
	one := x.JudgedSame(x.KnownOn(underpin.MaxDay))
	joins := func(c *underpin.Claim, a, b underpin.EntityID) bool {
		return one.Of(c.Subject) == one.Of(a) && one.Of(c.Object) == one.Of(b)
	}
	value := r.valueTyped()
	for _, c := range x.Claims {
		other := x.Relations[c.Relation]
		switch {
		case c.View() || other == nil:
			continue
		case other.Name != r.relation.Name:
			if !inverses(other, r.relation) || !joins(c, object, subject) {
				continue
			}
		case r.relation.Class.Traits().Value && c.Value.Text != value:
			continue
		case !joins(c, subject, object) && !(mutual(other) && joins(c, object, subject)):
			continue
		}
		r.doubles = append(r.doubles, c)
	}
	when, _ := edtf.ReadSpan(r.When)
	far := func(c *underpin.Claim) int {
		if when.IsZero() || toldWithin(x, c, when) {
			return 0
		}
		return 1
	}
	slices.SortFunc(r.doubles, func(a, b *underpin.Claim) int {
		return cmp.Or(far(a)-far(b), b.Episode-a.Episode, underpin.CompareIDs(string(a.ID), string(b.ID)))
	})
}

// lostDouble notes that the claim that a line was said to be the same as is not among those
// that say the same: it was changed or taken out meanwhile. Where none is left the line is a
// new claim.
func (r *lineReading) lostDouble() {
	if c, _ := r.double(); c == nil && r.Double == SameClaim && len(r.doubles) > 0 {
		r.lost = append(r.lost, Problem{Field: partDouble, Message: "the claim that you chose no longer says the same", Hint: "choose among those that do"})
	}
}

// valueTyped is the value of a line as a claim has it.
func (r *lineReading) valueTyped() string {
	if q, err := edtf.ReadValue(r.Whom.Text); err == nil {
		return q.Text
	}
	return strings.TrimSpace(r.Whom.Text)
}

// inverses reports whether two relations are one from either end, by what they are called.
func inverses(a, b *underpin.Relation) bool {
	of := func(r, inverse *underpin.Relation) bool {
		return r.Inverse != "" && plainName(r.Inverse) == plainName(string(inverse.Name))
	}
	return of(a, b) || of(b, a)
}

// mutual reports whether a relation says the same from either end: "X and Y are kin".
func mutual(r *underpin.Relation) bool {
	return r.Power == underpin.PowerBoth || strings.HasPrefix(r.Reads, "X and Y ") || r.Class.Traits().Identity
}

// toldWithin reports whether a claim is told for a time that a span has a day of, or for
// none.
func toldWithin(x *underpin.Index, c *underpin.Claim, when underpin.Span) bool {
	dated := false
	for _, t := range x.ByClaim[c.ID] {
		if t.Polarity != underpin.Affirm || t.Held.IsZero() {
			continue
		}
		dated = true
		if meets(t.Held, when) {
			return true
		}
	}
	return !dated
}

// meets reports whether two spans can have a day in common.
func meets(a, b underpin.Span) bool {
	first := func(s underpin.Span) underpin.Day {
		if s.Start.Kind == underpin.Stated {
			return s.Start.Date.First
		}
		return underpin.MinDay
	}
	last := func(s underpin.Span) underpin.Day {
		if s.End.Kind == underpin.Stated {
			return s.End.Date.Last
		}
		return underpin.MaxDay
	}
	return first(a) <= last(b) && first(b) <= last(a)
}

// timesOf says for which times a claim is told, at most two of them; empty where nobody
// says.
func (s *Study) timesOf(c *underpin.Claim) string {
	const most = 2
	var out []string
	for _, t := range s.Index.ByClaim[c.ID] {
		if words := heldWords(t.Held); t.Polarity == underpin.Affirm && words != "" && !slices.Contains(out, words) {
			out = append(out, words)
		}
	}
	return strings.Join(out[:min(most, len(out))], "; ")
}

// muchField is the field of a claim that holds how much of its relation it is; empty where
// it has none.
func muchField(r *underpin.Relation) string {
	switch {
	case r.Class.Traits().Pays:
		return "value"
	case r.Shared():
		return "share"
	}
	return ""
}

// otherMuch says that a line is taken for a claim of another share or amount. It reports
// false where it is not.
func (r *lineReading) otherMuch(x *underpin.Index) (Problem, bool) {
	if r.Much == "" || r.Double != SameClaim || len(r.doubles) == 0 {
		return Problem{}, false
	}
	c, _ := r.double()
	if c == nil { // it is gone, which is said beside it
		return Problem{}, false
	}
	q, err := edtf.ReadValue(r.Much)
	there := c.Share
	if r.relation.Class.Traits().Pays {
		there = c.Value
	}
	if err != nil || q.Text == there.Text || strings.TrimSuffix(q.Text, " %") == there.Text {
		return Problem{}, false
	}
	says := "says nothing of it"
	if !there.IsZero() {
		says = "says " + there.Words()
	}
	return Problem{Field: partMuch, Message: "the claim that the case has " + says, Hint: "leave this empty, correct that claim, or say that this is another one"}, true
}

// double returns the claim that a line is the same as, by its key: the one that was
// chosen, else the first of those that say the same.
func (r *lineReading) double() (claim *underpin.Claim, key string) {
	for _, c := range r.doubles {
		key := r.keys.Of(underpin.RecordRef{Kind: underpin.KindClaim, ID: string(c.ID)})
		if r.Same == "" || r.Same == key {
			return c, key
		}
	}
	return nil, ""
}
