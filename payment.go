package underpin

import (
	"cmp"
	"slices"
	"strings"
)

// Pays reports whether a claim says that somebody paid somebody.
func (x *Index) Pays(c *Claim) bool {
	r := x.Relations[c.Relation]
	return r != nil && r.Class.Traits().Pays && c.Object != "" && !c.View()
}

// debtSchema is the FollowTheMoney schema of a loan.
const debtSchema = "Debt"

// Lends reports whether a relation is a payment that is to be paid back: money passes,
// and is owed from then on. Its row says so by the schema that it is exchanged as.
func (r *Relation) Lends() bool {
	schema, _, _ := strings.Cut(r.FtM, ":")
	return r.Class.Traits().Pays && schema == debtSchema
}

// aboutAmount is how far an amount that is given as "about" may be off, as a share.
const aboutAmount = .1

// Amount returns the bounds of an amount of money, which are not below 0, and whether it
// may be any more than both. What states no amount is 0.
func (q Quantity) Amount() (low, high float64, open bool) {
	if q.IsZero() || !q.Date.IsZero() {
		return 0, 0, false
	}
	low, high = max(q.Low, 0), max(q.High, 0)
	if q.NoHigh {
		high = low
	}
	if q.About {
		low, high = low*(1-aboutAmount), high*(1+aboutAmount)
	}
	return low, high, q.NoHigh
}

// PaidOn lists the days on which a payment is to be looked for: the fewest such that
// every date told for it has one of them, each as late as that date allows. Where all
// tell one date it is the last day of that. Of one of several days it lists all.
func (x *Index) PaidOn(c *Claim) []Day {
	var told []DayRange
	for _, t := range x.ByClaim[c.ID] {
		if t.Polarity == Affirm {
			told = append(told, x.paidWithin(t)...)
		}
	}
	slices.SortFunc(told, func(a, b DayRange) int { return cmp.Or(cmp.Compare(a.Last, b.Last), cmp.Compare(a.First, b.First)) })
	var days []Day
	for _, r := range told {
		if !slices.ContainsFunc(days, func(d Day) bool { return r.First <= d && d <= r.Last }) {
			days = append(days, r.Last)
		}
	}
	return days
}

// paidWithin are the days on which a testimony places an act whatever is drawn of its
// bounds; each day by itself of a set of which it was one.
func (x *Index) paidWithin(t *Testimony) []DayRange {
	from, to := t.Held.Start, t.Held.End
	switch {
	case t.Held.Single && from.Date.Set != nil:
		var days []DayRange
		for k := range from.Date.Days() {
			days = append(days, DayRange{from.Date.Nth(k), from.Date.Nth(k)})
		}
		return days
	case from.Kind == Stated && to.Kind == Stated && from.Date.EDTF == to.Date.EDTF:
		return []DayRange{{from.Date.First, from.Date.Last}}
	case to.Kind == Stated && from.Kind == Stated:
		return []DayRange{{min(from.Date.Last, to.Date.First), to.Date.First}}
	case to.Kind == Stated:
		return []DayRange{{to.Date.First, to.Date.First}}
	case from.Kind == Stated:
		return []DayRange{{from.Date.Last, from.Date.Last}}
	}
	if placed, _ := x.Placed(t); !placed.IsZero() {
		return []DayRange{{placed.First, placed.Last}}
	}
	return nil
}

// Placed returns when the words of a testimony place the matter, and when it was said:
// by default when its document came out, else when we learned it. Words without a date
// place it when they were said, else when they were recorded.
func (x *Index) Placed(t *Testimony) (placed, said Date) {
	said = t.Said
	if e := x.Encounters[t.Encounter]; said.IsZero() && e != nil {
		said = e.Date
	}
	if said.IsZero() {
		said = x.Sources[t.Source].Published
	}
	if said.IsZero() {
		said = t.Learned
	}
	placed = t.Attested
	if placed.IsZero() {
		placed = said
	}
	if placed.IsZero() && t.Recorded != 0 {
		placed = Date{EDTF: t.Recorded.String(), First: t.Recorded, Last: t.Recorded}
	}
	return placed, said
}
