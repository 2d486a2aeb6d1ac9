package evidence

import (
	"slices"

	"underpin"
)

// A decider decides the claims of one rival set on one date, world by world.
type decider struct {
	m    *Model
	c    *rivalSet
	day  underpin.Day
	s    *scratch
	vars []drawVar
	// vague lists what the day hangs on of the bounds that each world draws.
	vague []drawn
	// drawn holds, by claim, a day for every bound.
	drawn  [][]underpin.Day
	links  [][]link // by claim, by its variable
	tables map[int]*shiftTable
	// frail lists the ends of rivals that may or may not live on the date, by position
	// among the rival set's mortals. dead are those of all that do not, one bit each; tablesOf
	// keeps the tables of each such set.
	frail    []int
	dead     uint64
	tablesOf map[uint64]map[int]*shiftTable
}

// scratch is the storage that one goroutine keeps from rival set to rival set.
type scratch struct {
	weigher
	weight   []float64
	patterns []uint64
	classes  []int32
	lanes    []uint64
	numbers  numbering
}

// A link finds a variable of a claim among those of the rival set: the source is sound
// on the claim's topic in the states up to rank.
type link struct {
	at   int
	rank byte
}

// A drawVar is one source (or one claim's rumour pool) as a draw: one uniform,
// with a threshold for each topic on which the rival set's claims grade it.
type drawVar struct {
	source int // position, or rumourVar
	claim  int // position in the rival set, for the rumour
	hash   uint64
	h      []float64 // ascending
}

// A drawn is a vague bound, or the handovers of some days: drawn by each world, and of
// the draws only between which of the cuts they fall bears on the day.
type drawn struct {
	date  underpin.Date
	draws int
	hash  uint64
	cuts  []underpin.Day // ascending; each begins a new class
	// falls are the bounds that it places, each by the rank of its draw.
	falls []fall
	// classes is the number of combinations of classes of the draws.
	classes int
}

type fall struct {
	boundAt
	rank int
	eve  bool // the bound lies on the day before
}

// class is the number of cuts up to a day.
func (dv *drawn) class(day underpin.Day) int {
	n := 0
	for n < len(dv.cuts) && dv.cuts[n] <= day {
		n++
	}
	return n
}

// day stands for the days of a class.
func (dv *drawn) day(class int) underpin.Day {
	if class == 0 {
		return dv.date.First
	}
	return dv.cuts[class-1]
}

// combined numbers the classes of the draws of a world, given by their uniforms.
func (dv *drawn) combined(streams []stream, world int) int {
	if dv.draws == 1 {
		return dv.class(dv.date.Quantile(streams[0].at(world)))
	}
	days := make([]underpin.Day, dv.draws)
	for k := range days {
		days[k] = dv.date.Quantile(streams[k].at(world))
	}
	slices.Sort(days)
	combined := 0
	for _, day := range days {
		combined = combined*(len(dv.cuts)+1) + dv.class(day)
	}
	return combined
}

func (m *Model) newDecider(c *rivalSet, day underpin.Day, s *scratch) *decider {
	d := &decider{m: m, c: c, day: day, s: s, tables: map[int]*shiftTable{}}
	for v, i := range c.claims {
		cl := m.claims[i]
		for b := range cl.bounds {
			d.draw(v, b)
		}
		d.drawn = append(d.drawn, slices.Clone(cl.days))
		for _, sv := range cl.vars {
			d.variable(v, sv)
		}
	}
	d.vague = slices.DeleteFunc(d.vague, func(dv drawn) bool { return dv.classes == 1 })
	d.findFrail()
	d.links = make([][]link, len(c.claims))
	for v, i := range c.claims {
		for _, sv := range m.claims[i].vars {
			d.links[v] = append(d.links[v], d.link(v, sv))
		}
	}
	return d
}

// link finds a variable of a claim of the rival set.
func (d *decider) link(v int, sv soundVar) link {
	at := slices.IndexFunc(d.vars, func(dv drawVar) bool {
		return dv.source == sv.source && (sv.source != rumourVar || dv.claim == v)
	})
	return link{at, byte(slices.Index(d.vars[at].h, sv.h))}
}

// variable adds a soundness variable of a claim of the rival set.
func (d *decider) variable(v int, sv soundVar) {
	for k := range d.vars {
		if dv := &d.vars[k]; sv.source != rumourVar && dv.source == sv.source {
			if !slices.Contains(dv.h, sv.h) {
				dv.h = append(dv.h, sv.h)
				slices.Sort(dv.h)
			}
			return
		}
	}
	dv := drawVar{source: sv.source, claim: v, h: []float64{sv.h}}
	if sv.source == rumourVar {
		dv.hash = hashOf("rumour", string(d.m.claims[d.c.claims[v]].c.ID))
	}
	d.vars = append(d.vars, dv)
}

// chance returns the probability of a state: that the uniform lies above so many
// of the thresholds.
func (dv *drawVar) chance(state int) float64 {
	low, high := 0.0, 1.0
	if state > 0 {
		low = dv.h[state-1]
	}
	if state < len(dv.h) {
		high = dv.h[state]
	}
	return high - low
}

// draw adds the draw of a bound, where the day hangs on it.
func (d *decider) draw(v, b int) {
	cl := d.m.claims[d.c.claims[v]]
	at := boundAt{v, b}
	turns := d.m.turns[d.m.rivalSetOf[d.c.claims[v]]]
	dv := drawn{date: cl.bounds[b].date, draws: 1, hash: cl.bounds[b].hash}
	f := fall{at, 0, false}
	if turns != nil {
		if on, ok := turns.falls[at]; ok {
			h := &turns.handovers[on.handover]
			dv = drawn{date: h.date, draws: h.draws, hash: h.hash}
			f = fall{at, on.rank - 1, cl.bounds[b].which == end}
		} else if cl.bounds[b].whole {
			return
		}
	} else if cl.bounds[b].whole {
		return
	}
	if !dv.date.Vague() {
		return
	}
	cuts := cl.cutsOf(b, d.day, f.eve)
	for k := range d.vague {
		if o := &d.vague[k]; o.hash == dv.hash && o.draws == dv.draws {
			o.falls = append(o.falls, f)
			o.addCuts(cuts)
			return
		}
	}
	dv.falls = []fall{f}
	dv.addCuts(cuts)
	d.vague = append(d.vague, dv)
}

// addCuts adds those days that fall among the days drawn from.
func (dv *drawn) addCuts(cuts []underpin.Day) {
	for _, c := range cuts {
		if c > dv.date.First && c <= dv.date.Last && !slices.Contains(dv.cuts, c) {
			dv.cuts = append(dv.cuts, c)
		}
	}
	slices.Sort(dv.cuts)
	dv.classes = 1
	for range dv.draws {
		dv.classes *= len(dv.cuts) + 1
	}
}

// cutsOf lists the days of a draw at which a bound changes what it means for a day:
// whether it lies before or after it, and whether what persists of other testimony
// crosses it. eve: the bound lies on the day before the draw.
func (cl *compiledClaim) cutsOf(b int, day underpin.Day, eve bool) []underpin.Day {
	ends := cl.bounds[b].which == end
	cuts := []underpin.Day{day}
	if !ends {
		cuts[0]++
	}
	var said []underpin.Day // from when on it is told after it came
	for k := range cl.says {
		if x := &cl.says[k]; (x.span.start == b || x.span.end == b) && x.affirm && x.span.affirm && x.base > 0 {
			said = append(said, x.span.said)
		}
	}
	if len(said) > 0 {
		cuts = append(cuts, cl.crossings(b, day, ends, said)...)
	}
	if eve {
		for k := range cuts {
			cuts[k]++
		}
	}
	return cuts
}

// crossings lists the days of a bound at which it begins or ceases to cut what persists
// of other testimony to a day.
func (cl *compiledClaim) crossings(b int, day underpin.Day, ends bool, said []underpin.Day) []underpin.Day {
	var cuts []underpin.Day
	date := &cl.bounds[b].date
	for k := range cl.says {
		s := &cl.says[k]
		if s.span.start == b || s.span.end == b {
			continue
		}
		gap := s.span.gap(day, cl.days)
		first, last := s.span.interval(cl.days)
		switch {
		case ends && gap > 0 && date.First < day:
			cuts = append(cuts, last)
		case ends && gap < 0 && !s.affirm && date.Last >= day:
			cuts = append(cuts, first)
		case !ends && gap < 0 && date.Last > day:
			cuts = append(cuts, first+1)
		case !ends && gap > 0 && !s.affirm && date.First <= day:
			cuts = append(cuts, last+1)
		}
	}
	if len(cuts) > 0 {
		for _, d := range said {
			if d < underpin.MaxDay {
				cuts = append(cuts, d+1)
			}
		}
	}
	return cuts
}

// tableFor returns the shift table of a combination of the classes of what is drawn.
func (d *decider) tableFor(classes int) *shiftTable {
	t := d.tables[classes]
	if t != nil {
		return t
	}
	rest := classes
	for k := len(d.vague) - 1; k >= 0; k-- {
		dv := &d.vague[k]
		d.fall(dv, rest%dv.classes)
		rest /= dv.classes
	}
	t = d.makeTable()
	d.tables[classes] = t
	return t
}

// fall puts the bounds that a draw places on days of its classes.
func (d *decider) fall(dv *drawn, combined int) {
	classes := make([]int, dv.draws)
	for k := dv.draws - 1; k >= 0; k-- {
		classes[k] = combined % (len(dv.cuts) + 1)
		combined /= len(dv.cuts) + 1
	}
	for _, f := range dv.falls {
		day := dv.day(classes[f.rank])
		if f.eve {
			day--
		}
		d.drawn[f.claim][f.bound] = day
	}
}
