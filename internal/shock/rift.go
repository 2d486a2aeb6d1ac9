package shock

import (
	"cmp"
	"slices"

	"underpin"
)

// Rifts are the ties that divide.
type Rifts struct {
	// Vanish is the mean number that go with what is lost; Stay that of those
	// between the ones who remain, which no loss heals.
	Vanish float64 `json:"vanish"`
	Stay   float64 `json:"stay"`
	// Gone lists the claims of those that vanish, each with the share of worlds in
	// which it holds.
	Gone []Rift `json:"gone"`
}

// A Rift is one tie that divides and vanishes with what is lost.
type Rift struct {
	Claim underpin.ClaimID `json:"claim"`
	P     float64          `json:"p"`
}

// rifts counts the negative ties at what is lost and elsewhere.
func (c *Comparison) rifts() Rifts {
	out := Rifts{Gone: []Rift{}}
	s := c.newStates()
	vanish, stay := make([]int, len(c.frame.Ties)), 0
	for pattern := range c.frame.Patterns() {
		s.set(pattern)
		for _, t := range c.frame.Active {
			switch {
			case !c.frame.Ties[t].Negative || !c.frame.Holds(pattern, t):
			case s.after.w.Stands(t):
				stay += c.frame.Count(pattern)
			default:
				vanish[t] += c.frame.Count(pattern)
			}
		}
	}
	worlds, total := float64(c.Worlds()), 0
	for t, n := range vanish {
		if n > 0 {
			total += n
			out.Gone = append(out.Gone, Rift{c.frame.Case.Claims[c.frame.Ties[t].Claim].ID, float64(n) / worlds})
		}
	}
	out.Vanish, out.Stay = float64(total)/worlds, float64(stay)/worlds
	slices.SortFunc(out.Gone, func(a, b Rift) int {
		return cmp.Or(cmp.Compare(b.P, a.P), cmp.Compare(a.Claim, b.Claim))
	})
	return out
}
