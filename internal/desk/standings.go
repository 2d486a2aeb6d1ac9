package desk

import (
	"context"
)

// Standings gives the probability of every claim of a case to hold on the date of a query,
// by its position in the case, as [MapTies] has it: one step of a time slider. On an open
// desk another date weighs nothing again. It must not be changed.
func (d *Desk) Standings(ctx context.Context, q Query) (_ []float64, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.standings(ctx)
}

// standings is [Desk.Standings] of the study, worked out once for a date.
func (s *Study) standings(ctx context.Context) ([]float64, error) {
	return s.model.standings.of(ctx, s.At, func() ([]float64, error) { return s.model.Standings(s.At), nil })
}
