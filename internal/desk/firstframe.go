package desk

import (
	"context"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// mayStopEarly reports whether a ranking is likely to be settled in the first worlds, and
// the others have not been drawn: a large case, of which values are estimated.
func (s *Study) mayStopEarly(on underpin.Day) bool {
	return s.Query.Worlds > measure.SettledWorlds && !s.Query.Exact && len(s.Case.Claims) >= leastBetween && s.moved == nil &&
		!s.model.samples.holds(sampleKey(s.sampleConfig(on)))
}

// firstFrame returns the networks of the first worlds on a day, with the nodes of all.
func (s *Study) firstFrame(ctx context.Context, on underpin.Day) (*snapshot.Frame, error) {
	p, err := s.Projection()
	if err != nil {
		return nil, err
	}
	s.tell("drawing worlds")
	all := s.sampleConfig(on)
	few := all
	few.Worlds = measure.SettledWorlds
	first, err := s.model.sample(ctx, few)
	if err != nil {
		return nil, err
	}
	all.Progress = nil
	worlds := s.model.FirstWorlds(ctx, first, all)
	f := p.On(worlds, 0, first.Worlds)
	return f, worlds.Err()
}
