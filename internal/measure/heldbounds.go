package measure

import (
	"cmp"
	"slices"

	"underpin"
)

// HeldBounds say how far [Held] goes. In a network of thousands all stand behind all, and in
// a circle of firms there are more chains than could ever be followed: nobody reads that.
type HeldBounds struct {
	// Titles is how many ways are listed that lead on over posts and owners, Behind how
	// many of those who stand behind holders: the most probable of each.
	Titles, Behind int
	// Crowd is the number of claims that say who stands behind a holder above which it does
	// not go on to these.
	Crowd int
	// Counted are, by entity, the claims that say who stands behind it, where the case is a
	// part of one and does not have them all.
	Counted map[underpin.EntityID]int
}

// UsualBounds are those within which held is answered.
var UsualBounds = HeldBounds{Titles: 250, Behind: 50, Crowd: 100}

// HeldWays are how an entity is held.
type HeldWays struct {
	Ways []Way
	// Crowds are the holders behind whom it does not go on.
	Crowds []Crowd
	// Cut: there are more ways than are listed.
	Cut bool
}

// A Crowd is a holder behind whom more stand than held follows.
type Crowd struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Claims counts the claims that say who stands behind it, above [HeldBounds].Crowd.
	Claims int `json:"claims"`
}

// SaysBehind reports whether a claim says who stands behind an entity that is one of its
// ends, be it probable or not. Who holds a post and who owns a firm stands over it.
func SaysBehind(c *underpin.Claim, r *underpin.Relation, e *underpin.Entity) bool {
	if r.Sign != "+" || len(c.Roles) > 0 || c.Object == "" || c.Subject == c.Object || c.View() && !c.Tie {
		return false
	}
	over := c.Object == e.ID && r.Power == underpin.PowerSubject || c.Subject == e.ID && r.Power == underpin.PowerObject || r.Power == underpin.PowerBoth
	return over && e.Schema != underpin.Position && r.Class.Traits().Gives != underpin.GivesTitle && r.Behind(e.Schema)
}

// count counts a claim for those whom it says somebody stands behind.
func (h *powerClaims) count(claim int) {
	c := &h.p.Case.Claims[claim]
	r := h.p.Index.Relations[c.Relation]
	for _, id := range []underpin.EntityID{c.Subject, c.Object} {
		if e := h.p.Index.Entities[id]; r != nil && e != nil && SaysBehind(c, r, e) {
			h.behindOf[id]++
		}
	}
}

// crowded reports whether too many claims say who stands behind a holder, and notes it then.
func (h *powerClaims) crowded(holder underpin.EntityID) bool {
	n := 0
	e, _ := h.p.Entity(holder)
	for _, same := range h.p.SameAs(e) {
		id := h.p.Case.Entities[same].ID
		n += max(h.behindOf[id], h.bounds.Counted[id])
	}
	if n <= h.bounds.Crowd {
		return false
	}
	name := h.named(holder)
	at, noted := slices.BinarySearchFunc(h.crowds, name, func(c Crowd, id underpin.EntityID) int {
		return cmp.Compare(c.Entity, id)
	})
	if !noted {
		h.crowds = slices.Insert(h.crowds, at, Crowd{name, h.p.Index.NameOf(name), n})
	}
	return true
}
