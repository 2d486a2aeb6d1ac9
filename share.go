package underpin

import (
	"cmp"
	"slices"
	"strings"
)

// A Stake is what a claim under [ControlShare] says of a share of ownership, in percent.
type Stake struct {
	// Low and High bound the share, within 0 and 100; they are equal where it is exact.
	Low, High float64
	// Unstated: no share is stated. It then lies anywhere between the bounds, or hands
	// on control and has no part in any sum.
	Unstated, Controls bool
}

// aboutShare is how many percent a share that is given as "about" may lie off.
const aboutShare = 5

// Shared reports whether the relation hands on control by shares.
func (r *Relation) Shared() bool { return r.Control == ControlShare }

// Stake reads the share of a claim of the relation. "~30" is 25 to 35, ">60" is 60 to 100.
func (r *Relation) Stake(c *Claim) Stake {
	q := c.Share
	if q.IsZero() {
		return Stake{High: 100, Unstated: true, Controls: r.Unstated != UnstatedDrawn}
	}
	s := Stake{Low: q.Low, High: q.High}
	if q.NoHigh {
		s.High = 100
	}
	if q.NoLow {
		s.Low = 0
	}
	if q.About {
		s.Low, s.High = s.Low-aboutShare, s.High+aboutShare
	}
	s.Low, s.High = min(max(s.Low, 0), 100), min(max(s.High, 0), 100)
	return s
}

// Exact reports whether the share is one number.
func (s Stake) Exact() bool { return s.Low == s.High }

// Holder returns who holds by a claim of the relation and what is held: the subject
// and the object, or the other way round where the object holds the power.
func (r *Relation) Holder(c *Claim) (holder, held EntityID) {
	if r.Power == PowerObject {
		return c.Object, c.Subject
	}
	return c.Subject, c.Object
}

// ShareText is the share of a claim in words: "51 %", "more than 60 %", "30 to 70 %",
// "share unknown". It is empty where the relation hands on nothing by shares.
func (x *Index) ShareText(c *Claim) string {
	r := x.Relations[c.Relation]
	switch {
	case r == nil:
		return ""
	case !c.Share.IsZero():
		q := c.Share
		q.Unit = ""
		return q.Words() + " %"
	case r.Shared():
		return "share unknown"
	}
	return ""
}

// shares checks that no share lies outside 0 to 100, and that what one source says adds
// up to no more.
func (v *validator) shares() {
	for i := range v.c.Claims {
		c := &v.c.Claims[i]
		q, id := c.Share, string(c.ID)
		if r := v.x.Relations[c.Relation]; r != nil && r.Shared() && !c.Value.IsZero() {
			v.add(KindClaim, id, "value", "write the percent held as share: "+c.Value.Text+"; what was paid for it is another claim", "%q has a share and no value", r.Name)
		}
		switch {
		case q.IsZero():
		case q.Unit != "" && q.Unit != "%":
			v.add(KindClaim, id, "share", "write the percentage alone: share: 51", "the share is given in %s", q.Unit)
		case !percentage(q):
			v.add(KindClaim, id, "share", "write a percentage from 0 to 100", "a share of %s %% is not between 0 and 100", q.Text)
		}
	}
	v.sums()
}

// percentage reports whether a share lies between 0 and 100.
func percentage(q Quantity) bool {
	switch {
	case !q.NoLow && (q.Low < 0 || q.Low > 100), !q.NoHigh && (q.High < 0 || q.High > 100):
		return false
	case q.NoHigh && q.LowOpen && q.Low == 100, q.NoLow && q.HighOpen && q.High == 0:
		return false
	}
	return true
}

// A statedShare is the lower bound of a share that one source states for some days.
type statedShare struct {
	claim    ClaimID
	holder   EntityID
	low      float64
	from, to Day
}

// sums finds days on which one source affirms shares of one kind in one company that
// sum past 100 by their lower bounds. Only days count that it surely speaks of: a vague
// bound at its latest start and earliest end.
func (v *validator) sums() {
	type key struct {
		source   SourceID
		relation RelationName
		held     EntityID
	}
	byKey := map[key][]statedShare{}
	var keys []key
	for i := range v.c.Testimonies {
		t := &v.c.Testimonies[i]
		c := v.x.Claims[t.Claim]
		if c == nil || t.Polarity != Affirm || c.View() || c.Share.IsZero() || !percentage(c.Share) {
			continue
		}
		r := v.x.Relations[c.Relation]
		if r == nil || !r.Shared() {
			continue
		}
		holder, held := r.Holder(c)
		if from, to := t.surely(); from <= to {
			k := key{t.Source, r.Name, held}
			if byKey[k] == nil {
				keys = append(keys, k)
			}
			byKey[k] = append(byKey[k], statedShare{c.ID, holder, r.Stake(c).Low, from, to})
		}
	}
	for _, k := range keys {
		list := byKey[k]
		slices.SortFunc(list, func(a, b statedShare) int {
			return cmp.Or(cmp.Compare(a.from, b.from), CompareIDs(string(a.claim), string(b.claim)))
		})
		for _, at := range list {
			if sum, ids := sharesOn(list, at.from); sum > 100+shareSlack {
				v.add(KindClaim, ids[len(ids)-1], "share", "correct a share, or say by held: until when each holds",
					"according to %s, the shares in %s add up to at least %s %% on %s (%s)", v.x.SourceName(k.source), v.x.NameOf(k.held), grouped(sum), FormatDay(at.from), strings.Join(ids, ", "))
				break
			}
		}
	}
}

// shareSlack is what a sum of decimal fractions may be off.
const shareSlack = 1e-9

// sharesOn sums the lower bounds that hold on a day, each holder once, and lists the claims.
func sharesOn(list []statedShare, day Day) (sum float64, ids []string) {
	greatest := map[EntityID]float64{}
	for _, s := range list {
		if s.from <= day && day <= s.to {
			greatest[s.holder] = max(greatest[s.holder], s.low)
			if !slices.Contains(ids, string(s.claim)) {
				ids = append(ids, string(s.claim))
			}
		}
	}
	for _, s := range list { // in the order of the list, so that the sum is the same every time
		sum += greatest[s.holder]
		delete(greatest, s.holder)
	}
	slices.SortFunc(ids, CompareIDs)
	return sum, ids
}

// surely returns the days of which a testimony surely speaks: none where from is after
// to. What it says holds still is said for the day on which it is said.
func (t *Testimony) surely() (from, to Day) {
	start, end := t.Held.Start.Date, t.Held.End.Date
	switch {
	case t.Held.Single:
		return start.First, start.Last
	case start.IsZero() && end.IsZero():
		seen := t.Attested
		if seen.IsZero() {
			seen = t.Said
		}
		if seen.IsZero() {
			return MaxDay, MinDay
		}
		return seen.Last, seen.First
	case start.IsZero():
		return end.First, end.First
	case !end.IsZero():
		return start.Last, end.First
	case t.Said.IsZero():
		return start.Last, start.Last
	}
	return start.Last, t.Said.First
}
