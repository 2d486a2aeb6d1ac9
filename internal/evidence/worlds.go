package evidence

import (
	"context"
	"fmt"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"underpin"
	"underpin/internal/worldset"
)

// A SampleConfig says which worlds to draw.
type SampleConfig struct {
	// Worlds is their number. Defaults to 2,000; at most 10,000,000.
	Worlds int
	// Seed selects the random numbers.
	Seed uint64
	// Dates are the days on which claims are decided; at least one.
	Dates []underpin.Day
	// Workers is the number of goroutines. Defaults to the number of processors;
	// it changes nothing in the result.
	Workers int
	// Progress, where set, is told from time to time how many of the claims are
	// decided in all worlds, and of how many: rivals at once, those pooled into
	// another claim not counted. Calls do not overlap; it changes nothing in the
	// result.
	Progress func(done, total int)
	// Base, where set, is a sample with the same numbers, seed and dates of a case to which
	// the case adds claims, after its own, or testimony; Moved reports of a claim, by its
	// position, whether its assessment may be another than there. What has not moved
	// shares the rows of the base, which changes nothing in the result.
	Base  *Sample
	Moved func(claim int) bool
	// Sees, where set, is asked of claims by their position: where it is false of all that a
	// claim is decided with, it is decided in no world, and has no row.
	Sees func(claim int) bool
}

// MaxWorlds is the greatest number of worlds in a sample.
const MaxWorlds = 10_000_000

func (cfg SampleConfig) withDefaults() (SampleConfig, error) {
	if cfg.Worlds == 0 {
		cfg.Worlds = 2000
	}
	if cfg.Worlds < 1 || cfg.Worlds > MaxWorlds {
		return cfg, fmt.Errorf("%s: write a number from 1 to %s", underpin.FormatCounted(cfg.Worlds, "world"), underpin.FormatCount(MaxWorlds))
	}
	if len(cfg.Dates) == 0 {
		return cfg, fmt.Errorf("no date to decide claims on")
	}
	if cfg.Workers <= 0 {
		cfg.Workers = runtime.GOMAXPROCS(0)
	}
	return cfg, nil
}

// Sample draws worlds. The result depends on the case, the edits, the seed and
// the number of worlds alone. It fails when the context ends.
func (m *Model) Sample(ctx context.Context, cfg SampleConfig) (*Sample, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	s := &Sample{
		Worlds: cfg.Worlds, Seed: cfg.Seed, Dates: slices.Clone(cfg.Dates), model: m, workers: cfg.Workers,
		sounds: newSoundnessDraws(), bounds: newBoundRows(), shares: newShares(len(cfg.Dates)),
	}
	s.holds = make([][]worldset.Set, len(cfg.Dates))
	s.units = make([][]worldset.Set, len(cfg.Dates))
	for d := range s.holds {
		s.holds[d] = make([]worldset.Set, len(m.c.Claims))
		s.units[d] = make([]worldset.Set, len(m.claims))
	}
	s.drawSources()
	s.drawReadings()
	var open []int
	for k := range m.rivalSets {
		switch {
		case cfg.Sees != nil && !m.seen(k, cfg.Sees):
		case cfg.Base == nil || !s.takeRows(cfg.Base, k, cfg.Moved):
			open = append(open, k)
		}
	}
	return s, s.decide(ctx, m, open, cfg.Progress)
}

// takeRows takes the rows of a rival set from a base, unless one of its claims has moved,
// or who is one has a say in it.
func (s *Sample) takeRows(base *Sample, k int, moved func(claim int) bool) bool {
	m, was := s.model, base.model
	alike := func(u int) bool {
		return u < len(was.c.Claims) && slices.Equal(m.units[u].pool, was.units[u].pool) && !slices.ContainsFunc(m.units[u].pool, moved) &&
			len(m.bundles[m.bundleOf[u]].readings) == 1 && len(was.bundles[was.bundleOf[u]].readings) == 1
	}
	for _, u := range m.rivalSets[k].claims {
		if !alike(u) {
			return false
		}
	}
	for d := range s.holds {
		for _, u := range m.rivalSets[k].claims {
			s.units[d][u] = base.units[d][u]
			for _, i := range m.units[u].pool {
				s.holds[d][i] = base.holds[d][i]
			}
		}
	}
	return true
}

// Resolve returns the worlds of an edited model with the random numbers of base,
// a sample of the model it was edited from, and the row of worlds in which any
// claim is decided otherwise. Claims that the edits do not touch share their rows.
func (m *Model) Resolve(ctx context.Context, base *Sample) (*Sample, worldset.Set, error) {
	s, err := m.ResolveSeen(ctx, base, func(int) bool { return true })
	if err != nil {
		return nil, nil, err
	}
	changed := worldset.New(s.Worlds)
	for _, k := range m.touchedSince(base.model) {
		for d := range s.holds {
			for _, i := range m.bundles[m.rivalSets[k].bundle].claims {
				changed.OrXor(s.holds[d][i], base.holds[d][i])
			}
		}
	}
	for k := range s.same {
		changed.OrXor(s.same[k], base.same[k])
	}
	return s, changed, nil
}

// ResolveSeen is [Model.Resolve] for one who looks at some of the claims only, by
// their position in the case: the others may keep the rows of the base, touched or
// not.
func (m *Model) ResolveSeen(ctx context.Context, base *Sample, sees func(claim int) bool) (*Sample, error) {
	if base.model.c != m.c {
		return nil, fmt.Errorf("the sample was drawn from another case")
	}
	s := *base
	s.model, s.shares, s.base = m, newShares(len(base.Dates)), base
	s.holds = make([][]worldset.Set, len(base.holds))
	s.units = make([][]worldset.Set, len(base.units))
	for d := range s.holds {
		s.holds[d], s.units[d] = slices.Clone(base.holds[d]), slices.Clone(base.units[d])
	}
	s.bounds = newBoundRows()
	if len(m.clusters) > 0 {
		s.drawReadings()
	}
	if len(m.edits.Regrade) > 0 {
		s.drawSources()
	}
	touched := slices.DeleteFunc(m.touchedSince(base.model), func(k int) bool { return !m.seen(k, sees) })
	return &s, s.decide(ctx, m, touched, nil)
}

// seen reports whether a claim that is decided in a rival set is seen.
func (m *Model) seen(k int, sees func(claim int) bool) bool {
	return slices.ContainsFunc(m.rivalSets[k].claims, func(u int) bool { return slices.ContainsFunc(m.units[u].pool, sees) })
}

// touchedSince lists the rival sets with a claim compiled anew since another model.
func (m *Model) touchedSince(old *Model) []int {
	var out []int
	for k, c := range m.rivalSets {
		if slices.ContainsFunc(c.claims, func(i int) bool { return m.claims[i] != old.claims[i] }) {
			out = append(out, k)
		}
	}
	return out
}

// drawSources draws who is sound on no topic in particular.
func (s *Sample) drawSources() {
	m := s.model
	s.sound = make([]worldset.Set, len(m.c.Sources))
	for k := range m.c.Sources {
		h := soundness(m.reliability(&m.c.Sources[k], ""))
		s.sound[k] = s.soundRow(soundVar{k, h})
	}
}

// soundRow returns the worlds in which a source is sound with a probability.
func (s *Sample) soundRow(v soundVar) worldset.Set {
	name := hashOf("source", string(s.model.c.Sources[v.source].ID))
	return s.sounds.of(v, newStream(s.Seed, name), s.Worlds)
}

// decide decides the rival sets at the given positions in every world. Each rival set's rows
// are written by one worker, so that their number does not matter. told, where set,
// hears how many of their claims are decided.
func (s *Sample) decide(ctx context.Context, m *Model, sets []int, told func(done, total int)) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	tell := m.counting(sets, told)
	for range min(s.workers, max(len(sets), 1)) {
		wg.Go(func() {
			var own scratch
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(sets) {
					return
				}
				for d, day := range s.Dates {
					s.decideRivalSet(m, m.rivalSets[sets[k]], d, day, &own)
				}
				tell(len(m.rivalSets[sets[k]].claims))
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	s.combine(m, sets)
	return nil
}

// counting returns what adds so many claims to those of the rival sets that are decided,
// and tells it on.
func (m *Model) counting(sets []int, told func(done, total int)) func(claims int) {
	if told == nil {
		return func(int) {}
	}
	done, total := 0, 0
	for _, k := range sets {
		total += len(m.rivalSets[k].claims)
	}
	var lock sync.Mutex
	return func(claims int) {
		lock.Lock()
		defer lock.Unlock()
		done += claims
		told(done, total)
	}
}

// covered reports whether any draw of the bounds could make a claim of the rival set
// asserted on a day.
func (m *Model) covered(c *rivalSet, day underpin.Day) bool {
	turns := m.turns[m.rivalSetOf[c.claims[0]]]
	for v, i := range c.claims {
		cl := m.claims[i]
		for k := range cl.says {
			if s := &cl.says[k]; s.affirm && s.base > 0 && cl.mayCover(s, v, day, turns) {
				return true
			}
		}
	}
	return false
}

// mayCover reports whether some draw of its bounds makes a chain cover a day.
func (cl *compiledClaim) mayCover(s *compiledChain, v int, day underpin.Day, turns *arrangement) bool {
	for _, b := range []int{s.span.start, s.span.end} {
		if b < 0 {
			continue
		}
		if cl.bounds[b].undecided(day) {
			return true
		}
		if turns == nil {
			continue
		}
		if f, ok := turns.falls[boundAt{v, b}]; ok {
			if date := turns.handovers[f.handover].date; date.First-1 <= day && day <= date.Last {
				return true
			}
		}
	}
	_, covers := s.span.weight(day, cl.days)
	return covers
}
