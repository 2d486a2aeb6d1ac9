package desk

import (
	"context"

	"underpin"
)

// A Stands is a claim with the probability that it holds on the date of a query.
type Stands struct {
	Claim    underpin.ClaimID `json:"claim"`
	Standing float64          `json:"standing"`
}

// Standings gives every claim of a case with its standing on the date of a query, in the
// order of the case: one step of a time slider. On an open desk another date weighs
// nothing again.
func (d *Desk) Standings(ctx context.Context, q Query) (_ []Stands, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	standings, err := s.standings(ctx)
	if err != nil {
		return nil, err
	}
	out := make([]Stands, len(s.Case.Claims))
	for i, p := range standings {
		out[i] = Stands{s.Case.Claims[i].ID, p}
	}
	return out, nil
}

// standings gives the probability of every claim to hold on the date, by position, worked
// out once for a date. It must not be changed.
func (s *Study) standings(ctx context.Context) ([]float64, error) {
	return s.model.standings.of(ctx, s.At, func() ([]float64, error) { return s.model.Standings(s.At), nil })
}
