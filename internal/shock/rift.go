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

// rifts counts the negative ties at what is lost and elsewhere, in all worlds at once.
func (c *Comparison) rifts() Rifts {
	out := Rifts{Gone: []Rift{}}
	earlier, later := c.BitParallel()
	worlds, vanish, stay := float64(c.Worlds()), 0, 0
	for _, t := range c.dividing {
		left := later.Stands(t).Count()
		gone := earlier.Stands(t).Count() - left
		if stay += left; gone > 0 {
			vanish += gone
			out.Gone = append(out.Gone, Rift{c.frame.Case.Claims[c.frame.Ties[t].Claim].ID, float64(gone) / worlds})
		}
	}
	out.Vanish, out.Stay = float64(vanish)/worlds, float64(stay)/worlds
	slices.SortFunc(out.Gone, func(a, b Rift) int {
		return cmp.Or(cmp.Compare(b.P, a.P), cmp.Compare(a.Claim, b.Claim))
	})
	return out
}
