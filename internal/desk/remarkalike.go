package desk

import (
	"cmp"
	"fmt"
	"slices"

	"underpin"
)

// alikeRemarks names claims that are told word for word alike: each counts by itself,
// so that what would corroborate one stands beside it. Of acts it asks for a day in
// common too, since the same may be done twice.
func alikeRemarks(x *underpin.Index, claims []underpin.Claim) []string {
	first := map[string][]*underpin.Claim{}
	var out []string
	for i := range claims {
		c := &claims[i]
		r := x.Relations[c.Relation]
		if r == nil {
			continue
		}
		key := likeness(c)
		for _, o := range first[key] {
			if r.Act() && !sameDays(x, o, c) {
				continue
			}
			out = append(out, fmt.Sprintf("%s and %s say the same and count apart, so neither supports the other. If they are one, add the testimony of %s to %s and remove %s; if it happened again, give %s an episode",
				o.ID, c.ID, c.ID, o.ID, c.ID, c.ID))
			break
		}
		first[key] = append(first[key], c)
	}
	return out
}

// likeness is equal for claims that differ in no more than their ids, their wording,
// their topic and their prior.
func likeness(c *underpin.Claim) string {
	roles := slices.Clone(c.Roles)
	slices.SortFunc(roles, func(a, b underpin.Role) int {
		return cmp.Or(cmp.Compare(a.Role, b.Role), cmp.Compare(a.Entity, b.Entity))
	})
	holders := slices.Sorted(slices.Values(c.Holders))
	return fmt.Sprintf("%q %q %q %q %q %q %q %d", c.Subject, c.Relation, c.Object, c.Value.Text, c.Share.Text, roles, holders, c.Episode)
}

// sameDays reports whether one day is told for both of two acts, or for neither any.
func sameDays(x *underpin.Index, a, b *underpin.Claim) bool {
	days := func(c *underpin.Claim) map[string]bool {
		out := map[string]bool{}
		for _, t := range x.ByClaim[c.ID] {
			if t.Held.EDTF+t.Attested.EDTF != "" {
				out[t.Held.EDTF+t.Attested.EDTF] = true
			}
		}
		return out
	}
	one, other := days(a), days(b)
	for day := range one {
		if other[day] {
			return true
		}
	}
	return len(one) == 0 && len(other) == 0
}

// alikeRemarks are those on the claims that some testimony is about.
func (s *Study) alikeRemarks(said []underpin.Testimony) []string {
	about := map[underpin.EntityID]bool{}
	asked := map[string]bool{}
	for i := range said {
		if c := s.Index.Claims[said[i].Claim]; c != nil {
			about[c.Subject], asked[likeness(c)] = true, true
		}
	}
	var claims []underpin.Claim
	for _, c := range s.Case.Claims {
		if about[c.Subject] && asked[likeness(&c)] {
			claims = append(claims, c)
		}
	}
	return alikeRemarks(s.Index, claims)
}
