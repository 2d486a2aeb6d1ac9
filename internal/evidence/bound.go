package evidence

import (
	"underpin"
)

// A statedBound is a stated bound of some testimony of a claim; testimony that states the
// same bound shares it, and so its draw.
type statedBound struct {
	date  underpin.Date
	which spanEnd
	// whole marks the bound of a date that is said as span: it means throughout, and
	// so lies at the outermost day. lone marks the date that stands alone as span.
	whole, lone bool
	hash        uint64
}

type spanEnd int8

const (
	start spanEnd = iota
	end
)

func (s spanEnd) String() string { return [...]string{"start", "end"}[s] }

// day is the day that the ledger takes for the bound where nothing meets it.
func (b *statedBound) day() underpin.Day {
	switch {
	case !b.whole:
		return b.date.Middle()
	case b.which == start:
		return b.date.First
	}
	return b.date.Last
}

// vague reports whether each world draws the bound for itself.
func (b *statedBound) vague() bool { return b.date.Vague() && !b.whole }

// undecided reports whether a date falls among the days a vague bound allows, so
// that its side depends on the draw.
func (b *statedBound) undecided(d underpin.Day) bool {
	return b.vague() && b.date.First <= d && d <= b.date.Last
}

// boundsOf numbers the bounds that a span states among those of the claim. A single
// date, or one date as both bounds, means throughout it; one of a set of dates is one
// day, drawn once.
func (cl *compiledClaim) boundsOf(held underpin.Span) (first, last int) {
	first, last = none, none
	from, to := held.Start, held.End
	whole := from.Kind == underpin.Stated && to.Kind == underpin.Stated && from.Date.EDTF == to.Date.EDTF
	if held.Single && from.Date.Set != nil {
		first = cl.bound(statedBound{date: from.Date, which: start, lone: true})
		return first, first
	}
	if from.Kind == underpin.Stated {
		first = cl.bound(statedBound{date: from.Date, which: start, whole: whole, lone: held.Single})
	}
	if to.Kind == underpin.Stated {
		last = cl.bound(statedBound{date: to.Date, which: end, whole: whole, lone: held.Single})
	}
	return first, last
}

// bound returns the number of a bound, added where it is new.
func (cl *compiledClaim) bound(b statedBound) int {
	for k := range cl.bounds {
		if o := &cl.bounds[k]; o.which == b.which && o.date.EDTF == b.date.EDTF && o.whole == b.whole && o.lone == b.lone {
			return k
		}
	}
	b.hash = hashOf("bound", cl.name, b.which.String(), b.date.EDTF)
	cl.bounds = append(cl.bounds, b)
	cl.days = append(cl.days, b.day())
	return len(cl.bounds) - 1
}
