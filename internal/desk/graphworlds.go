package desk

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"

	"underpin/internal/measure"
	"underpin/internal/network"
)

// GraphWorlds is what a graph comes to over worlds in which each tie stands, on its
// own, with its probability.
type GraphWorlds struct {
	Worlds int    `json:"worlds"`
	Seed   uint64 `json:"seed"`
	// Says is where the probabilities are from.
	Says string `json:"says"`
	// Before and, where nodes are named as lost, After read ties as undirected. After
	// counts the lost as cut off: F is over the nodes before.
	Before   GraphSpread         `json:"before"`
	After    *GraphSpread        `json:"after,omitempty"`
	Rankings []GraphWorldRanking `json:"rankings,omitempty"`
}

// A GraphSpread is how a graph hangs together over worlds, isolates counted.
type GraphSpread struct {
	Components measure.Distribution `json:"components"`
	Largest    measure.Distribution `json:"largest"`
	F          measure.Distribution `json:"f"`
}

// A GraphWorldRanking lists nodes by their mean over worlds.
type GraphWorldRanking struct {
	Measure string          `json:"measure"`
	LeftOut string          `json:"left_out,omitempty"`
	Nodes   int             `json:"nodes"`
	Rows    []GraphWorldRow `json:"rows"`
	// Shared is the share of worlds in which the first place is nobody's.
	Shared float64 `json:"shared,omitempty"`
}

// A GraphWorldRow is a node's place over worlds.
type GraphWorldRow struct {
	ID    string `json:"id"`
	Label string `json:"label,omitempty"`
	measure.Distribution
	// PTop is the share of worlds in which it alone comes first, by
	// [network.FirstPlace].
	PTop float64 `json:"p_top"`
}

// chances are the ties that are drawn and their probabilities.
type chances struct {
	us, vs []int32
	p      []float64 // nil where all have one
	one    float64
	// as are the ties whose fortune each shares: a tie that leads both ways stands in
	// both or in neither. Nil where each has its own.
	as   []int32
	says string
}

func (c *chances) masks(out []uint64, seed, block uint64) {
	for i := range out {
		p := c.one
		if c.p != nil {
			p = c.p[i]
		}
		drawn := i
		if c.as != nil {
			drawn = int(c.as[i])
		}
		out[i] = network.Bernoulli(seed, uint64(drawn), block, p)
	}
}

// certain says which ties stand in every world.
func (c *chances) certain() []bool {
	out := make([]bool, len(c.us))
	for i := range out {
		out[i] = c.p != nil && c.p[i] >= 1 || c.p == nil && c.one >= 1
	}
	return out
}

// chances settles the probabilities of the ties.
func (r *graphRun) chances() (*chances, error) {
	if p := r.q.Probability; p > 0 {
		c := &chances{one: p, says: fmt.Sprintf("Each tie exists with probability %v, independently.", p)}
		for u, v := range r.g.Ties() {
			c.us, c.vs = append(c.us, u), append(c.vs, v)
		}
		c.as = r.fortunes(c)
		return c, nil
	}
	f := r.file
	if f.Weights == nil {
		return nil, faultf(NoProbabilities, "", "the ties have no probabilities: the file gives no weights")
	}
	for i, w := range f.Weights {
		if w > 1 {
			return nil, faultf(NoProbabilities, "", "the tie of %s and %s weighs %v, which is not a probability",
				f.ID(f.From[i]), f.ID(f.To[i]), w)
		}
	}
	return &chances{us: f.From, vs: f.To, p: f.Weights, as: f.Repeats(), says: "Each tie exists with its weight as its probability, independently; of parallel ties one suffices."}, nil
}

// fortunes are the ties whose fortune the ties of the graph share, where all have one
// probability.
func (r *graphRun) fortunes(c *chances) []int32 {
	repeats := r.file.Repeats()
	if repeats == nil {
		return nil
	}
	type arc struct{ u, v int32 }
	number := make(map[arc]int32, len(c.us))
	as := make([]int32, len(c.us))
	for i, u := range c.us {
		number[arc{u, c.vs[i]}], as[i] = int32(i), int32(i)
	}
	for i, k := range repeats {
		if int(k) != i {
			u, v := r.file.From[i], r.file.To[i]
			if first := number[arc{v, u}]; as[first] == first {
				as[number[arc{u, v}]] = first
			}
		}
	}
	return as
}

// draw measures the graph over worlds.
func (r *graphRun) draw(ctx context.Context) error {
	if r.q.Worlds == 0 {
		return nil
	}
	c, err := r.chances()
	if err != nil {
		return err
	}
	d := &drawing{graphRun: r, chances: c, before: network.NewWorldKernel(r.n, c.us, c.vs, c.certain()), shapes: make([]network.ComponentShape, r.q.Worlds)}
	if len(r.lost) > 0 {
		us, vs := slices.Clone(c.us), slices.Clone(c.vs)
		for i := range us {
			if slices.Contains(r.lost, us[i]) || slices.Contains(r.lost, vs[i]) {
				vs[i] = us[i] // a loop ties nothing
			}
		}
		d.after, d.reduced = network.NewWorldKernel(r.n, us, vs, c.certain()), make([]network.ComponentShape, r.q.Worlds)
	}
	for _, name := range r.q.Measures {
		m, err := graphMeasure(name)
		if err != nil {
			return err
		}
		d.plan(m)
	}
	if err := d.run(ctx); err != nil {
		return err
	}
	r.report.Worlds = d.result()
	return nil
}

// A drawing is the work over worlds.
type drawing struct {
	*graphRun
	chances         *chances
	before, after   *network.WorldKernel
	shapes, reduced []network.ComponentShape // by world
	ranked          []GraphWorldRanking
	measures        []*measure.Measure // those not left out
	values          [][]float64        // by measure: world*n + node
}

// worldsAffordable reports whether nodes may be measured in every world.
func (r *graphRun) worldsAffordable(n, m int64) bool {
	return r.q.Exact || distanceWork(n, m)*float64(r.q.Worlds) <= worldsUpTo
}

func (d *drawing) plan(m *measure.Measure) {
	out := GraphWorldRanking{Measure: m.Name, Nodes: d.n, Rows: []GraphWorldRow{}}
	switch {
	case m.InGraph.Weights == measure.Needed:
		out.LeftOut = "Weights that are probabilities are not strengths."
	case !d.worldsAffordable(int64(d.n), int64(d.m)):
		out.LeftOut = fmt.Sprintf("%s of %s and %s would take too long; ask for fewer worlds, or --exact.", count(d.q.Worlds, "world"), count(d.n, "node"), count(d.m, "tie"))
	default:
		d.measures = append(d.measures, m)
		d.values = append(d.values, make([]float64, d.q.Worlds*d.n))
	}
	d.ranked = append(d.ranked, out)
}

// run measures 64 worlds at a time, each block on one goroutine. What a world comes
// to depends on its number alone.
func (d *drawing) run(ctx context.Context) error {
	blocks := (d.q.Worlds + 63) / 64
	var next, done atomic.Int64
	var wait sync.WaitGroup
	var lock sync.Mutex
	for range min(d.q.Threads, blocks) {
		wait.Go(func() {
			w := &worldStore{masks: make([]uint64, len(d.chances.us))}
			for block := int(next.Add(1)) - 1; block < blocks && ctx.Err() == nil; block = int(next.Add(1)) - 1 {
				d.block(ctx, w, block)
				if d.q.Progress != nil {
					lock.Lock()
					d.q.Progress("worlds", min(int(done.Add(1))*64, d.q.Worlds), d.q.Worlds)
					lock.Unlock()
				}
			}
		})
	}
	wait.Wait()
	return ctx.Err()
}

// worldStore is the storage of one goroutine.
type worldStore struct {
	masks   []uint64
	scratch network.WorldScratch
	shapes  [64]network.ComponentShape
	builder network.Builder
	kernels measure.Kernels
	us, vs  []int32
}

func (d *drawing) block(ctx context.Context, w *worldStore, block int) {
	d.chances.masks(w.masks, d.q.Seed, uint64(block))
	from, to := block*64, min(block*64+64, d.q.Worlds)
	d.before.Measure(&w.scratch, w.masks, &w.shapes)
	copy(d.shapes[from:to], w.shapes[:])
	if d.after != nil {
		d.after.Measure(&w.scratch, w.masks, &w.shapes)
		copy(d.reduced[from:to], w.shapes[:])
	}
	for world := from; world < to && len(d.measures) > 0 && ctx.Err() == nil; world++ {
		w.us, w.vs = w.us[:0], w.vs[:0]
		for i, mask := range w.masks {
			if mask>>(world-from)&1 != 0 {
				w.us, w.vs = append(w.us, d.chances.us[i]), append(w.vs, d.chances.vs[i])
			}
		}
		g := w.builder.Undirected
		if d.directed {
			g = w.builder.Directed
		}
		drawn := g(d.n, w.us, w.vs)
		for i, m := range d.measures {
			copy(d.values[i][world*d.n:], w.kernels.OfGraph(m, drawn))
		}
	}
}

func (d *drawing) result() *GraphWorlds {
	out := &GraphWorlds{Worlds: d.q.Worlds, Seed: d.q.Seed, Says: d.chances.says, Before: d.spread(d.shapes, 0), Rankings: d.ranked}
	if d.after != nil {
		lost := slices.Clone(d.lost)
		slices.Sort(lost)
		out.After = pointer(d.spread(d.reduced, len(slices.Compact(lost))))
	}
	i := 0
	for k := range out.Rankings {
		if out.Rankings[k].LeftOut == "" {
			out.Rankings[k].Rows, out.Rankings[k].Shared = d.rowsOf(d.values[i])
			i++
		}
	}
	return out
}

// spread sums up shapes; the lost are in them as components of their own.
func (d *drawing) spread(shapes []network.ComponentShape, lost int) GraphSpread {
	over := func(value func(network.ComponentShape) float64) measure.Distribution {
		values := make([]float64, len(shapes))
		for i, s := range shapes {
			values[i] = value(s)
		}
		return measure.Summarise(values)
	}
	return GraphSpread{
		Components: over(func(s network.ComponentShape) float64 { return float64(s.Components - lost) }),
		Largest:    over(func(s network.ComponentShape) float64 { return float64(min(s.Largest, d.n-lost)) }),
		F:          over(func(s network.ComponentShape) float64 { return s.Fragmentation(d.n) }),
	}
}

// rowsOf lists the first nodes by their mean over worlds, and says in which share of
// the worlds nobody alone comes first.
func (d *drawing) rowsOf(values []float64) (out []GraphWorldRow, shared float64) {
	mean, top := make([]float64, d.n), make([]float64, d.n)
	for world := range d.q.Worlds {
		mine := values[world*d.n : (world+1)*d.n]
		var place network.FirstPlace
		for v, x := range mine {
			mean[v] += x / float64(d.q.Worlds)
			place.Add(int32(v), x)
		}
		if first := place.Alone(); first >= 0 {
			top[first] += 1 / float64(d.q.Worlds)
		} else {
			shared += 1 / float64(d.q.Worlds)
		}
	}
	one := make([]float64, d.q.Worlds)
	for _, v := range first(mean, d.q.Top) {
		for world := range one {
			one[world] = values[world*d.n+int(v)]
		}
		row := GraphWorldRow{ID: d.file.ID(v), Distribution: measure.Summarise(one), PTop: top[v]}
		if label := d.file.Label(v); label != row.ID {
			row.Label = label
		}
		out = append(out, row)
	}
	slices.SortStableFunc(out, func(a, b GraphWorldRow) int { return cmp.Compare(network.Rounded(b.Mean), network.Rounded(a.Mean)) })
	return out, shared
}
