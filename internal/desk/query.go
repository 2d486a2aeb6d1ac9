package desk

import (
	"errors"
	"slices"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
)

// A Query says how a case is to be read. Its zero value reads it by its own
// defaults.
type Query struct {
	// Case names the case; needed only where the database holds several.
	Case underpin.CaseID
	// At is the date, in EDTF; of a month or year its last day counts. Defaults to
	// the case's as_of, for a what-if to its shock date, else to the last date
	// that its testimony asserts.
	At string
	// Known leaves out what was learned later. Defaults to now.
	Known string
	// Lose are the entities lost. Defaults to those of the case's standing what-if.
	Lose []underpin.EntityID
	// Edits are a what-if on the evidence.
	Edits evidence.Edits
	// Worlds and Seed choose the sample; 2,000 worlds and seed 1 by default.
	Worlds int
	Seed   uint64
	// Exact computes costly measures in full; Budget is the number of searches, one
	// a world and node, beyond which they are estimated. See [measure.WhoOptions].
	Exact  bool
	Budget int
	// Progress, where set, hears how far a long computation is.
	Progress func(stage string, done, total int)

	// publish reads publishable testimony alone, as for a brief.
	publish bool
}

// DefaultSeed is the seed of a sample unless another is asked.
const DefaultSeed = 1

func (q Query) withDefaults() Query {
	if q.Worlds == 0 {
		q.Worlds = 2000
	}
	if q.Seed == 0 {
		q.Seed = DefaultSeed
	}
	return q
}

// day reads a date given by the user: of a month or year the last day counts.
func day(name, text string) (underpin.Day, error) {
	d, err := edtf.ParseDay(text)
	var e *edtf.Error
	if errors.As(err, &e) {
		return 0, faultf(BadInput, e.Hint, "%s: %s", name, e.Message)
	}
	return d, err
}

// extent returns the first and the last day that the testimony of a case asserts.
func extent(c *underpin.Case) (first, last underpin.Day) {
	first, last = underpin.MaxDay, underpin.MinDay
	note := func(d underpin.Date) {
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

// within refuses a date on which nothing of the case can hold: before its first
// asserted date, or more than two of its longest half-lives after its last.
func within(c *underpin.Case, d underpin.Day) error {
	first, last := extent(c)
	if last < first {
		return nil
	}
	longest := 0.0
	for _, r := range c.Relations {
		longest = max(longest, r.HalfLife.Years)
	}
	limit := last + underpin.Day(2*longest*365.25)
	if d < first || d > limit {
		return faultf(BadInput, "choose a date from "+first.String()+" to "+limit.String(),
			"%s lies outside the case: what it tells of begins on %s and has faded by %s", d, first, limit)
	}
	return nil
}

// entities refuses ids that the case does not have.
func entities(x *underpin.Index, ids []underpin.EntityID) error {
	for _, id := range ids {
		if x.Entities[id] != nil {
			continue
		}
		known := make([]string, 0, len(x.Entities))
		for k := range x.Entities {
			known = append(known, string(k))
		}
		hint := "list the entities with: underpin find --kind entity"
		if near, ok := underpin.Nearest(string(id), known); ok {
			hint = "did you mean " + near + "?"
		}
		return faultf(NotFound, hint, "there is no entity %q in the case", id)
	}
	return nil
}

// edits refuses a what-if on sources, origins or claims that the case does not have.
func edits(x *underpin.Index, e evidence.Edits) error {
	sources := names(x.Sources)
	origins := append(names(x.Origins), sources...)
	check := func(kind, id string, known []string) error {
		if slices.Contains(known, id) {
			return nil
		}
		hint := "list them with: underpin find --kind " + kind
		if near, ok := underpin.Nearest(id, known); ok {
			hint = "did you mean " + near + "?"
		}
		return faultf(NotFound, hint, "there is no %s %q in the case", kind, id)
	}
	for _, s := range e.Without {
		if err := check("source", string(s), sources); err != nil {
			return err
		}
	}
	for s, g := range e.Regrade {
		if err := check("source", string(s), sources); err != nil {
			return err
		}
		if !slices.Contains(underpin.GradeLetters, g) {
			return faultf(BadInput, "one of A, B, C, D, E, F", "%q is no grade", g)
		}
	}
	for _, c := range e.Reject {
		if err := check("claim", string(c), names(x.Claims)); err != nil {
			return err
		}
	}
	for _, pair := range e.MergeOrigins {
		for _, o := range pair {
			if err := check("origin", string(o), origins); err != nil {
				return err
			}
		}
	}
	return nil
}

func names[K ~string, T any](m map[K]T) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, string(k))
	}
	return out
}
