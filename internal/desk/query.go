package desk

import (
	"time"

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
	// Lose are the entities and claims lost. Defaults to those of the case's standing
	// what-if.
	Lose []underpin.LossID
	// Edits are a what-if on the evidence.
	Edits evidence.Edits
	// Worlds and Seed choose the sample; 2,000 worlds and seed 1 by default.
	Worlds int
	Seed   uint64
	// Exact computes costly measures in full; Budget is the number of searches, one
	// a world and node, beyond which they are estimated. See [measure.RankingOptions].
	Exact  bool
	Budget int
	// Progress, where set, hears how far a long computation is.
	Progress func(stage string, done, total int)

	// purpose leaves out what may not be used, as for a brief.
	purpose evidence.Purpose
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

// knownOn is the day whose knowledge is asked.
func (q Query) knownOn(now time.Time) (underpin.Day, error) {
	if q.Known == "" {
		return underpin.DayOfTime(now), nil
	}
	return day("known", q.Known)
}

// check refuses numbers that nothing can be drawn by.
func (q Query) check() error {
	if q.Worlds < 0 || q.Worlds > evidence.MaxWorlds {
		return NoSuchWorlds(q.Worlds)
	}
	return nil
}

// NoSuchWorlds is the fault of a number of worlds that cannot be drawn.
func NoSuchWorlds(n int) *Fault {
	return faultf(OutOfRange, "write a number from 1 to "+underpin.FormatCount(evidence.MaxWorlds), "%s cannot be drawn", count(n, "world"))
}

// day reads a date given by the user: of a month or year the last day counts.
func day(field, text string) (underpin.Day, error) {
	return given(NotADate, field, text, edtf.ReadDay)
}

// ParseDate reads a date given as a field of a question or a record; the empty text
// is no date.
func ParseDate(field, text string) (underpin.Date, error) {
	return given(NotADate, field, text, edtf.ReadDate)
}

// ParseSpan reads a span given as a field.
func ParseSpan(field, text string) (underpin.Span, error) {
	return given(NotADate, field, text, edtf.ReadSpan)
}

// ParseValue reads the value of a claim given as a field: a quantity or a date.
func ParseValue(field, text string) (underpin.Quantity, error) {
	return given(NotAQuantity, field, text, edtf.ReadValue)
}

// given reads the value of a field. It fails with a fault that names the field.
func given[T any](code Code, field, text string, parse func(string) (T, error)) (T, error) {
	v, err := parse(text)
	if text == "" || err == nil {
		return v, nil
	}
	f := translated(err)
	f.Code, f.Field = code, field
	return v, f
}

// within refuses a date on which nothing of the case can hold, as [underpin.Case.Tells].
func within(c *underpin.Case, d underpin.Day) error {
	if out := c.Tells(d); out != nil {
		return faultf(OutsideCase, out.Hint, "%s", out.Message)
	}
	return nil
}

// losses parts what is lost into entities and claims, named by ids or names.
func (n *naming) losses(words []underpin.LossID) (gone []underpin.EntityID, claims []underpin.ClaimID, err error) {
	for _, word := range words {
		id, err := n.find(string(word), underpin.KindEntity, underpin.KindClaim)
		switch {
		case err != nil:
			return nil, nil, err
		case n.x.Entities[underpin.EntityID(id)] != nil:
			gone = append(gone, underpin.EntityID(id))
		default:
			claims = append(claims, underpin.ClaimID(id))
		}
	}
	return gone, claims, nil
}
