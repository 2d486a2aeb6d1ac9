package desk

import (
	"fmt"
	"slices"

	"underpin"
)

// shareRemarks says of the shares in one thing what their coder may not expect: that one
// holder has several claims of ownership in it, and that shares under several relations
// leave each other no less.
func shareRemarks(x *underpin.Index, claims []underpin.Claim) []string {
	var order []underpin.EntityID
	in := map[underpin.EntityID][]*underpin.Claim{}
	for i := range claims {
		c := &claims[i]
		if r := x.Relations[c.Relation]; r != nil && r.Shared() && !c.View() {
			_, held := r.Holder(c)
			if in[held] == nil {
				order = append(order, held)
			}
			in[held] = append(in[held], c)
		}
	}
	var out []string
	for _, held := range order {
		out = append(out, heldTwice(x, held, in[held])...)
		out = append(out, severalRelations(x, held, in[held])...)
	}
	return out
}

// ownerless says of the shares that are stated under a relation by which nobody owns that
// they count for nothing, once for each such relation.
func ownerless(x *underpin.Index, claims []underpin.Claim) []string {
	var order []underpin.RelationName
	by := map[underpin.RelationName][]string{}
	for i := range claims {
		c := &claims[i]
		if r := x.Relations[c.Relation]; r == nil || r.Shared() || c.Share.IsZero() {
			continue
		}
		if by[c.Relation] == nil {
			order = append(order, c.Relation)
		}
		by[c.Relation] = append(by[c.Relation], string(c.ID))
	}
	var out []string
	for _, id := range order {
		out = append(out, fmt.Sprintf("%q is not a relation of ownership: the share stated in %s is kept, but counts for nothing. If it is a share of what is owned, use a relation with control: share, such as owns",
			string(id), list(by[id], 3)))
	}
	return out
}

// heldTwice names two claims by which one holds of one thing under two relations.
func heldTwice(x *underpin.Index, held underpin.EntityID, claims []*underpin.Claim) []string {
	var out []string
	for i, a := range claims {
		holder, _ := x.Relations[a.Relation].Holder(a)
		for _, b := range claims[i+1:] {
			other, _ := x.Relations[b.Relation].Holder(b)
			if other != holder || a.Relation == b.Relation || !meet(x, a, b) {
				continue
			}
			out = append(out, fmt.Sprintf("%s holds of %s by two relations, %s (%s) and %s (%s). They are taken for one holding, and the greater share counts; if it is one, tell it by one relation",
				x.NameOf(holder), x.NameOf(held), a.ID, x.ShareText(a), b.ID, x.ShareText(b)))
		}
	}
	return out
}

// severalRelations says that what one relation tells of a thing leaves the holders by
// another no less, where a share among them is drawn.
func severalRelations(x *underpin.Index, held underpin.EntityID, claims []*underpin.Claim) []string {
	stated := func(but *underpin.Claim) (sum float64, ids []string) {
		for _, c := range claims {
			if c.Relation == but.Relation || !meet(x, c, but) {
				continue
			}
			if s := x.Relations[c.Relation].Stake(c); !s.Unstated {
				sum, ids = sum+s.Low, append(ids, string(c.ID))
			}
		}
		return sum, ids
	}
	for _, c := range claims {
		s := x.Relations[c.Relation].Stake(c)
		sum, ids := stated(c)
		if s.Controls || s.Exact() || sum == 0 || sum+s.High <= 100 {
			continue
		}
		return []string{fmt.Sprintf("The shares in %s are told by several relations, and only those of one relation are kept to 100 together: %s do not limit %s (%s). Tell all by one relation",
			x.NameOf(held), list(ids, len(ids)), c.ID, x.ShareText(c))}
	}
	return nil
}

// meet reports whether two claims may hold on one day, as far as testimony bounds them.
func meet(x *underpin.Index, a, b *underpin.Claim) bool {
	days := func(c *underpin.Claim) (from, to underpin.Day) {
		from, to = underpin.MaxDay, underpin.MinDay
		for _, t := range x.ByClaim[c.ID] {
			start, end := underpin.MinDay, underpin.MaxDay
			if d := t.Held.Start.Date; !d.IsZero() {
				start = d.First
			}
			if d := t.Held.End.Date; !d.IsZero() {
				end = d.Last
			}
			if t.Polarity == underpin.Affirm {
				from, to = min(from, start), max(to, end)
			}
		}
		return from, to
	}
	from, to := days(a)
	start, end := days(b)
	return max(from, start) <= min(to, end)
}

// shareRemarks are those on the things of which the claims of some testimony tell.
func (s *Study) shareRemarks(said []underpin.Testimony) []string {
	var things []underpin.EntityID
	for i := range said {
		c := s.Index.Claims[said[i].Claim]
		if c == nil {
			continue
		}
		if r := s.Index.Relations[c.Relation]; r != nil && r.Shared() {
			if _, held := r.Holder(c); !slices.Contains(things, held) {
				things = append(things, held)
			}
		}
	}
	if len(things) == 0 {
		return nil
	}
	var claims []underpin.Claim
	for _, c := range s.Case.Claims {
		if r := s.Index.Relations[c.Relation]; r != nil && r.Shared() {
			if _, held := r.Holder(&c); slices.Contains(things, held) {
				claims = append(claims, c)
			}
		}
	}
	return shareRemarks(s.Index, claims)
}
