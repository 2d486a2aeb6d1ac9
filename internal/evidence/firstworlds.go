package evidence

import (
	"context"

	"underpin/internal/worldset"
)

// FirstWorlds are the first worlds of more, of which the others are drawn only of claims
// that are asked about. A world is the same one however many are drawn.
type FirstWorlds struct {
	*Sample
	ctx context.Context
	cfg SampleConfig
	err error
}

// FirstWorlds returns as many of the worlds of a configuration as first, a sample with the
// same seed and dates, has. The context is that of all drawing to come.
func (m *Model) FirstWorlds(ctx context.Context, first *Sample, cfg SampleConfig) *FirstWorlds {
	return &FirstWorlds{Sample: first, ctx: ctx, cfg: cfg}
}

// Later returns of claims, by their position, the rows of all worlds on a date, nil for none;
// nothing where the context ends: see [FirstWorlds.Err].
func (w *FirstWorlds) Later(date int, claims []int) []worldset.Set {
	asked := make(map[int]bool, len(claims))
	for _, i := range claims {
		asked[i] = true
	}
	cfg := w.cfg
	cfg.Sees = func(claim int) bool { return asked[claim] }
	var all *Sample
	if all, w.err = w.model.Sample(w.ctx, cfg); w.err != nil {
		return nil
	}
	out := make([]worldset.Set, len(claims))
	for k, i := range claims {
		out[k] = all.holds[date][i]
	}
	return out
}

// All is the number of all worlds.
func (w *FirstWorlds) All() int { return w.cfg.Worlds }

// Err tells whether the drawing of later worlds failed.
func (w *FirstWorlds) Err() error { return w.err }
