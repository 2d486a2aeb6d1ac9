package underpin

import "fmt"

// Extent returns the first and the last day that the testimony of a case asserts. In
// a case without any the last comes before the first. Of a part of a case they are those
// of the whole.
func (c *Case) Extent() (first, last Day) {
	if c.Whole != nil {
		return c.Whole.First, c.Whole.Last
	}
	first, last = MaxDay, MinDay
	note := func(d Date) {
		if !d.IsZero() {
			first, last = min(first, d.First), max(last, d.Last)
		}
	}
	for i := range c.Testimonies {
		t := &c.Testimonies[i]
		note(t.Attested)
		note(t.Held.Start.Date)
		note(t.Held.End.Date)
		note(t.Said)
	}
	for i := range c.Sources {
		note(c.Sources[i].Published)
	}
	for i := range c.Encounters {
		note(c.Encounters[i].Date)
	}
	return first, last
}

// An Outside says that a day lies outside a case, in a sentence, and what to do.
type Outside struct{ Message, Hint string }

// Error writes the sentence.
func (e *Outside) Error() string { return e.Message }

// Tells refuses a day on which nothing of the case can hold: before its first asserted
// date, or more than two of its longest half-lives after its last. A case without
// dates refuses none.
func (c *Case) Tells(d Day) *Outside {
	first, last := c.Extent()
	if last < first {
		return nil
	}
	longest := 0.0
	for _, r := range c.Relations {
		longest = max(longest, r.HalfLife.Years)
	}
	limit := last + Day(2*longest*365.25)
	if d < first || d > limit {
		return &Outside{
			Message: fmt.Sprintf("%s is outside the case, which begins on %s and has faded by %s", FormatDay(d), FormatDay(first), FormatDay(limit)),
			Hint:    "choose a date from " + first.String() + " to " + limit.String(),
		}
	}
	return nil
}
