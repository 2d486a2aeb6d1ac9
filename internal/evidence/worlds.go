package evidence

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"underpin"
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
}

func (cfg SampleConfig) withDefaults() (SampleConfig, error) {
	if cfg.Worlds == 0 {
		cfg.Worlds = 2000
	}
	if cfg.Worlds < 1 || cfg.Worlds > 10_000_000 {
		return cfg, fmt.Errorf("%d worlds: write a number from 1 to 10,000,000", cfg.Worlds)
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
	s := &Sample{Worlds: cfg.Worlds, Seed: cfg.Seed, Dates: slices.Clone(cfg.Dates), model: m, workers: cfg.Workers}
	s.holds = make([][]Row, len(cfg.Dates))
	for d := range s.holds {
		s.holds[d] = make([]Row, len(m.claims))
	}
	s.drawSources()
	s.drawSamenesses()
	all := make([]int, len(m.cells))
	for k := range all {
		all[k] = k
	}
	return s, s.decide(ctx, m, all)
}

// Resolve returns the worlds of an edited model with the random numbers of base,
// a sample of the model it was edited from, and the row of worlds in which any
// claim is decided otherwise. Claims that the edits do not touch share their rows.
func (m *Model) Resolve(ctx context.Context, base *Sample) (*Sample, Row, error) {
	s, err := m.ResolveSeen(ctx, base, func(int) bool { return true })
	if err != nil {
		return nil, nil, err
	}
	changed := make(Row, words(s.Worlds))
	for _, k := range m.touchedSince(base.model) {
		for d := range s.holds {
			for _, i := range m.cells[k].claims {
				changed.orXor(s.holds[d][i], base.holds[d][i])
			}
		}
	}
	return s, changed, nil
}

// ResolveSeen is [Model.Resolve] for one who looks at some of the claims only, by
// their position in the case: the others may keep the rows of the base, touched or
// not.
func (m *Model) ResolveSeen(ctx context.Context, base *Sample, sees func(claim int) bool) (*Sample, error) {
	if len(base.model.c.Claims) != len(m.claims) || base.model.c != m.c {
		return nil, fmt.Errorf("the sample was drawn from another case")
	}
	s := *base
	s.model = m
	s.holds = make([][]Row, len(base.holds))
	for d := range s.holds {
		s.holds[d] = slices.Clone(base.holds[d])
	}
	if len(m.edits.Regrade) > 0 {
		s.sound = nil
		s.drawSources()
	}
	touched := slices.DeleteFunc(m.touchedSince(base.model), func(k int) bool {
		return !slices.ContainsFunc(m.cells[k].claims, func(i int) bool {
			return sees(i) || slices.ContainsFunc(m.pooled[m.lead[i]], sees)
		})
	})
	return &s, s.decide(ctx, m, touched)
}

// touchedSince lists the cells with a claim compiled anew since another model.
func (m *Model) touchedSince(old *Model) []int {
	var out []int
	for k, c := range m.cells {
		if slices.ContainsFunc(c.claims, func(i int) bool { return m.claims[i] != old.claims[i] }) {
			out = append(out, k)
		}
	}
	return out
}

// drawSources draws the one uniform of every source, and who is sound on no topic
// in particular.
func (s *Sample) drawSources() {
	m := s.model
	if s.uniforms == nil {
		s.uniforms = make([][]float64, len(m.c.Sources))
		for k := range m.c.Sources {
			u := make([]float64, s.Worlds)
			name := hashOf("source", string(m.c.Sources[k].ID))
			for w := range u {
				u[w] = uniform(s.Seed, name, w)
			}
			s.uniforms[k] = u
		}
	}
	s.sound = make([]Row, len(m.c.Sources))
	for k := range m.c.Sources {
		h := soundness(m.reliability(&m.c.Sources[k], ""))
		s.sound[k] = make(Row, words(s.Worlds))
		for w, u := range s.uniforms[k] {
			if u < h {
				s.sound[k].set(w)
			}
		}
	}
}

// drawSamenesses draws which unsure samenesses are so.
func (s *Sample) drawSamenesses() {
	m := s.model
	s.same = make([]Row, len(m.c.Samenesses))
	for k := range m.c.Samenesses {
		j := &m.c.Samenesses[k]
		row := make(Row, words(s.Worlds))
		p := map[underpin.Verdict]float64{underpin.Same: 1, underpin.Unsure: j.P}[j.Verdict]
		if !j.On.IsZero() && j.On.Last > m.cfg.Known {
			p = 0
		}
		name := hashOf("sameness", string(min(j.A, j.B)), string(max(j.A, j.B)))
		for w := range s.Worlds {
			if uniform(s.Seed, name, w) < p {
				row.set(w)
			}
		}
		s.same[k] = row
	}
}

// decide decides the cells at the given positions in every world. Each cell's rows
// are written by one worker, so that their number does not matter.
func (s *Sample) decide(ctx context.Context, m *Model, cells []int) error {
	var next atomic.Int64
	var wg sync.WaitGroup
	for range min(s.workers, max(len(cells), 1)) {
		wg.Go(func() {
			for ctx.Err() == nil {
				k := int(next.Add(1)) - 1
				if k >= len(cells) {
					return
				}
				for d, day := range s.Dates {
					s.decideCell(m, m.cells[cells[k]], d, day)
				}
			}
		})
	}
	wg.Wait()
	if err := ctx.Err(); err != nil {
		return err
	}
	for i, lead := range m.lead {
		if lead != i {
			for d := range s.holds {
				s.holds[d][i] = s.holds[d][lead]
			}
		}
	}
	return nil
}

// decideCell fills the rows of one cell on one date.
func (s *Sample) decideCell(m *Model, c *cell, date int, day underpin.Day) {
	for _, i := range c.claims {
		s.holds[date][i] = nil
	}
	if !m.covered(c, day) {
		return
	}
	d := m.newDecider(c, day)
	rows := make([]Row, len(c.claims))
	for v := range rows {
		rows[v] = make(Row, words(s.Worlds))
	}
	names := make([]uint64, len(c.claims))
	for v, i := range c.claims {
		names[v] = hashOf("claim", string(m.claims[i].c.ID))
	}
	siblings := c.siblings()
	states := make([]byte, len(d.vars))
	for w := range s.Worlds {
		t := d.tableFor(s, w)
		if t.none {
			continue
		}
		o := d.outcomeFor(s, t, w, states)
		if t.binary {
			for v, p := range o.chance {
				if p > 0 && uniform(s.Seed, names[v], w) < p {
					rows[v].set(w)
				}
			}
		} else if v := winner(s.Seed, c.hash, names, o.chance, w); v >= 0 {
			rows[v].set(w)
			if siblings {
				c.drawSiblings(s.Seed, names, o.score, v, w, rows)
			}
		}
	}
	for v, i := range c.claims {
		s.holds[date][i] = rows[v]
	}
}

// covered reports whether any draw of the vague bounds could make a claim of the
// cell asserted on a day.
func (m *Model) covered(c *cell, day underpin.Day) bool {
	for _, i := range c.claims {
		cl := m.claims[i]
		for k := range cl.says {
			s := &cl.says[k]
			vague := s.span.start != nil && s.span.start.First <= day || s.span.end != nil && day <= s.span.end.Last
			if _, covers := s.span.weight(day, inside); covers && s.affirm && s.base > 0 &&
				(vague || cl.place(s, day, nil) == inside) {
				return true
			}
		}
	}
	return false
}

// tableFor finds the table of the sides on which a world's draws put the date.
func (d *decider) tableFor(s *Sample, w int) *table {
	key := 0
	for _, vb := range d.vague {
		b := &d.m.claims[d.c.claims[vb.claim]].bounds[vb.bound]
		day := b.date.Quantile(uniform(s.Seed, b.hash, w))
		side := 1
		switch {
		case day < d.day:
			side = 0
		case day > d.day:
			side = 2
		}
		key = 3*key + side
		d.drawn[vb.claim][vb.bound] = d.day + underpin.Day(side-1)
	}
	t := d.tables[key]
	if t == nil {
		t = d.makeTable()
		d.tables[key] = t
	}
	return t
}

// outcomeFor returns what the claims come to in the state of a world.
func (d *decider) outcomeFor(s *Sample, t *table, w int, states []byte) *outcome {
	for k := range d.vars {
		dv := &d.vars[k]
		if dv.source == rumourVar {
			states[k] = dv.state(uniform(s.Seed, dv.hash, w))
		} else {
			states[k] = dv.state(s.uniforms[dv.source][w])
		}
	}
	if o, ok := t.states[string(states)]; ok {
		return o
	}
	score := make([]float64, len(t.target))
	d.scoresIn(t, states, score)
	o := d.outcomeOf(t, score)
	t.states[string(states)] = o
	return o
}

// winner draws which of rival claims is true, or -1 for none of them: each arrives
// after an exponential time of mean e^(-score), "none" of mean 1, and the first wins.
// On a logarithmic scale that is the greatest score plus Gumbel noise.
func winner(seed, none uint64, names []uint64, mean []float64, w int) int {
	best, first := -1, -math.Log(uniform(seed, none, w))
	for v, m := range mean {
		if math.IsInf(m, 1) {
			continue
		}
		if at := -math.Log(uniform(seed, names[v], w)) * m; at < first {
			best, first = v, at
		}
	}
	return best
}

func words(worlds int) int { return (worlds + 63) / 64 }

func (r Row) set(world int) { r[world>>6] |= 1 << (world & 63) }

// orXor adds to r the bits in which a and b differ; nil has no bit set.
func (r Row) orXor(a, b Row) {
	for k := range r {
		var x, y uint64
		if a != nil {
			x = a[k]
		}
		if b != nil {
			y = b[k]
		}
		r[k] |= x ^ y
	}
}
