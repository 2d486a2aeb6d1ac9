package desk

import (
	"cmp"
	"slices"

	"underpin"
)

// A LaneSection is the lanes of a dossier that are about one thing.
type LaneSection struct {
	Heading string      `json:"heading"`
	Lanes   []ClaimLane `json:"lanes"`
}

// A sectioning is a heading of a dossier with what belongs under it. Mine says whether the
// entity is the subject of the claim, holds whether the power that it gives is its own.
type sectioning struct {
	heading string
	takes   func(r *underpin.Relation, c *underpin.Claim, mine, holds bool) bool
}

// sections are the headings of a dossier: a claim goes under the first that takes it.
var sections = []sectioning{
	{"Views, each with its holder", func(_ *underpin.Relation, c *underpin.Claim, _, _ bool) bool { return c.View() && !c.Tie }},
	{"Posts", func(r *underpin.Relation, _ *underpin.Claim, mine, _ bool) bool { return r.Seat() && mine }},
	{holdersInTurn, func(r *underpin.Relation, _ *underpin.Claim, mine, _ bool) bool { return r.Seat() && !mine }},
	{"Power over others", func(r *underpin.Relation, _ *underpin.Claim, _, holds bool) bool { return powerful(r) && holds }},
	{"Held by", func(r *underpin.Relation, _ *underpin.Claim, _, holds bool) bool { return powerful(r) && !holds }},
	{"Payments", func(r *underpin.Relation, _ *underpin.Claim, _, _ bool) bool { return r.Class.Traits().Pays }},
	{"What was done", func(r *underpin.Relation, _ *underpin.Claim, _, _ bool) bool { return r.Act() && r.Ties() }},
	{"With whom, against whom", func(r *underpin.Relation, _ *underpin.Claim, _, _ bool) bool { return r.Ties() }},
	{"What else is said", func(*underpin.Relation, *underpin.Claim, bool, bool) bool { return true }},
}

// holdersInTurn heads those who have held an office, or stood at the head of a body, one
// after another.
const holdersInTurn = "Holders, one after another"

// shownSections is the order in which sections are shown: views come last.
func shownSections(of [][]ClaimLane) []LaneSection {
	out := []LaneSection{}
	for k := 1; k <= len(sections); k++ {
		at := k % len(sections)
		if lanes := of[at]; len(lanes) > 0 {
			if sections[at].heading == holdersInTurn {
				slices.SortStableFunc(lanes, func(a, b ClaimLane) int { return cmp.Compare(a.begins, b.begins) })
			}
			out = append(out, LaneSection{sections[at].heading, lanes})
		}
	}
	return out
}

// powerful reports whether a relation gives one end power over the other.
func powerful(r *underpin.Relation) bool {
	return r.Ties() && r.Sign == "+" && (r.Power == underpin.PowerSubject || r.Power == underpin.PowerObject)
}

// sectionOf is the section that a claim on some entities that are one belongs to.
func sectionOf(r *underpin.Relation, c *underpin.Claim, ones []underpin.EntityID) int {
	holder, _ := r.Holder(c)
	mine := slices.Contains(ones, c.Subject)
	return slices.IndexFunc(sections, func(s sectioning) bool { return s.takes(r, c, mine, slices.Contains(ones, holder)) })
}

// claimsOn lists the claims on entities that are one, by position, in the order of the
// case: those of which one is an end or has a role. One that says the same as an earlier
// one is left out.
func (s *Study) claimsOn(ones []underpin.EntityID) []int {
	var out []int
	on := func(e underpin.EntityID) bool { return e != "" && slices.Contains(ones, e) }
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		if !on(c.Subject) && !on(c.Object) && !slices.ContainsFunc(c.Roles, func(r underpin.Role) bool { return on(r.Entity) }) {
			continue
		}
		if s.model.Together(i, true)[0] == i {
			out = append(out, i)
		}
	}
	return out
}

// lay lays the claims on entities that are one out as lanes, designations apart.
func (s *Study) lay(out *Dossier, ones []underpin.EntityID) {
	lanes := make([][]ClaimLane, len(sections))
	claims := s.claimsOn(ones)
	scale := s.scaleOf(claims)
	for _, i := range claims {
		c := &s.Case.Claims[i]
		r := s.Index.Relations[c.Relation]
		switch {
		case r == nil || r.Class.Traits().Identity:
			continue // told as who may be the same
		case r.Class.Traits().Lists && slices.Contains(ones, c.Object):
			out.Designations = append(out.Designations, s.toldClaim(i))
			continue
		}
		k := sectionOf(r, c, ones)
		lanes[k] = append(lanes[k], s.lane(i, scale))
	}
	out.Sections = shownSections(lanes)
	out.First, out.Last = scale.First.String(), scale.Last.String()
	out.Askable, out.Open = s.askable(claims)
}
