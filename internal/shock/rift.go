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

// countRifts counts the negative ties of a pattern at what is lost and elsewhere.
func (c *Comparison) countRifts(t *reportTally, s *states, pattern int) {
	times := int64(c.frame.Count(pattern))
	for i, tie := range c.dividing {
		switch {
		case !c.frame.Holds(pattern, tie):
		case s.after.w.Stands(tie):
			t.stay += times
		default:
			t.vanish[i] += times
		}
	}
}

// rifts sums up the negative ties.
func (c *Comparison) rifts(t *reportTally) Rifts {
	out := Rifts{Gone: []Rift{}}
	worlds, total := float64(c.Worlds()), int64(0)
	for i, n := range t.vanish {
		if n > 0 {
			total += n
			out.Gone = append(out.Gone, Rift{c.frame.Case.Claims[c.frame.Ties[c.dividing[i]].Claim].ID, float64(n) / worlds})
		}
	}
	out.Vanish, out.Stay = float64(total)/worlds, float64(t.stay)/worlds
	slices.SortFunc(out.Gone, func(a, b Rift) int {
		return cmp.Or(cmp.Compare(b.P, a.P), cmp.Compare(a.Claim, b.Claim))
	})
	return out
}
