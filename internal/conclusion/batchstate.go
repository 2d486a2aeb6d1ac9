package conclusion

import (
	"context"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// A batchState answers on one side of the losses for one world after the other, from
// answers found for all worlds at once. It answers nothing but what is marked
// together.
type batchState struct {
	State  // nothing else is asked
	ctx    context.Context
	p      *snapshot.Projection
	look   *snapshot.BitParallel
	run    snapshot.RunConfig
	reach  map[pairQuestion]worldset.Set
	shapes []snapshot.Shape
	parts  []int // components
	world  int
	err    error
}

// pairQuestion is a question about two entities.
type pairQuestion struct {
	reading snapshot.Reading
	a, b    underpin.EntityID
}

func newBatchState(ctx context.Context, p *snapshot.Projection, look *snapshot.BitParallel, run snapshot.RunConfig) *batchState {
	return &batchState{ctx: ctx, p: p, look: look, run: run, reach: map[pairQuestion]worldset.Set{}}
}

// Command implements [State].
func (s *batchState) Command(a, b underpin.EntityID) bool { return s.reaches(snapshot.Command, a, b) }

// Support implements [State].
func (s *batchState) Support(a, b underpin.EntityID) bool { return s.reaches(snapshot.Support, a, b) }

// Whole implements [State]. Components alone are counted without their sizes.
func (s *batchState) Whole(name string) float64 {
	m, err := measure.Global(name)
	if err != nil {
		return 0
	}
	if m.InCase.Counts {
		return float64(s.components())
	}
	value, _ := m.FromShape(s.shape())
	return value
}

func (s *batchState) components() int {
	if s.parts == nil && s.err == nil {
		s.parts, s.err = s.look.Components(s.ctx)
	}
	if s.err != nil {
		return 0
	}
	return s.parts[s.world]
}

func (s *batchState) reaches(r snapshot.Reading, a, b underpin.EntityID) bool {
	key := pairQuestion{r, a, b}
	row, ok := s.reach[key]
	if !ok {
		if s.err == nil {
			s.err = s.ctx.Err()
		}
		from, okA := s.p.Entity(a)
		to, okB := s.p.Entity(b)
		if okA && okB && s.err == nil {
			row = s.look.Reaches(r, from, to)
		}
		s.reach[key] = row
	}
	return row.Has(s.world)
}

func (s *batchState) shape() snapshot.Shape {
	if s.shapes == nil && s.err == nil {
		s.shapes, s.err = s.look.Shapes(s.ctx, s.run)
	}
	if s.err != nil {
		return snapshot.Shape{}
	}
	return s.shapes[s.world]
}

// bitParallel answers in the worlds of a part that are asked for, all at once.
func (j *Judge) bitParallel(ctx context.Context, sights []dateView, paid *tally, part *worldSubset, strict bool, run snapshot.RunConfig) ([]Value, error) {
	batches := make([]*batchState, 2) // before and after, then the moments
	for i, at := range sights {
		var before, after *snapshot.BitParallel
		err := lose(at.cfg, strict, func(cfg shock.Config) (err error) {
			before, after, err = shock.BitParallel(at.frame, cfg)
			return err
		})
		switch {
		case err != nil:
			return nil, err
		case i == 0:
			batches[0], batches[1] = newBatchState(ctx, j.p, before, run), newBatchState(ctx, j.p, after, run)
		case at.without:
			batches = append(batches, newBatchState(ctx, j.p, after, run))
		default:
			batches = append(batches, newBatchState(ctx, j.p, before, run))
		}
	}
	values := make([]Value, part.asked)
	for world := range values {
		if part.only != nil && !part.only.Has(world) {
			continue
		}
		var err error
		if values[world], err = j.ask(world, batches, paid); err != nil {
			return nil, err
		}
	}
	if strict && j.c.counts {
		j.counter.Store(batches[1].look.Counter())
	}
	return values, nil
}

// ask answers in one world, from before, after and the moments.
func (j *Judge) ask(world int, batches []*batchState, paid *tally) (Value, error) {
	states := make([]State, len(batches))
	for i, side := range batches {
		side.world = world
		states[i] = side
	}
	paid.keep(world, states)
	value, err := j.c.Eval(states[0], states[1], states[2:]...)
	for _, side := range batches {
		if side.err != nil {
			return value, side.err
		}
	}
	return value, err
}

// recount answers a conclusion that asks for nothing but components in part of the
// worlds of a sample, where these differ by little from worlds that were answered
// before.
func (j *Judge) recount(ctx context.Context, s *evidence.Sample, worlds worldset.Set) ([]Value, bool, error) {
	c := j.counter.Load()
	if c == nil || worlds == nil || !c.Of(s.Worlds) {
		return nil, false, nil
	}
	if c, like := c.With(s, 0); like {
		before, after := newBatchState(ctx, j.p, nil, snapshot.RunConfig{}), newBatchState(ctx, j.p, nil, snapshot.RunConfig{})
		var err error
		if before.parts, after.parts, err = c.Count(ctx, worlds); err != nil {
			return nil, false, err
		}
		values := make([]Value, s.Worlds)
		for world := range values {
			if worlds.Has(world) {
				if values[world], err = j.ask(world, []*batchState{before, after}, nil); err != nil {
					return nil, false, err
				}
			}
		}
		return values, true, nil
	}
	return nil, false, nil
}
