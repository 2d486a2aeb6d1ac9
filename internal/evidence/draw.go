package evidence

import (
	"math"

	"underpin"
	"underpin/internal/worldset"
)

// A rivalSampler fills the rows of one rival set on one date, a word of worlds at a time.
type rivalSampler struct {
	*decider
	sample  *Sample
	rows    []worldset.Set
	sound   [][]worldset.Set // by variable and threshold
	claims  []stream         // by claim
	again   []stream         // by claim, for several claims of one subject
	none    stream
	bounds  [][]stream // by what is drawn of the bounds
	splits  []split
	classes []uint64
	first   [worldset.Lanes]arrival // in the race of each world
}

// An arrival is after -ln(u) times the mean, which lies between low and high. What is
// sure without taking logarithms is seen from these.
type arrival struct {
	u, mean   float64
	low, high float64 // in units of ln 2
	claim     int     // -1 for "none of these"
}

func arrive(claim int, u, mean float64) arrival {
	// The bits of a number read as an integer are its binary logarithm, a straight
	// line between powers of two: too low by no more than bend.
	const bend, unit, bias = .0861, 1.0 / (1 << 52), 1023 << 52
	late := float64(bias-int64(math.Float64bits(u))) * unit
	return arrival{u, mean, (late - bend) * mean, late * mean, claim}
}

// beats reports whether an arrival comes before another.
func (a *arrival) beats(b *arrival) bool {
	switch {
	case a.low >= b.high:
		return false
	case a.high < b.low:
		return true
	}
	return -math.Log(a.u)*a.mean < -math.Log(b.u)*b.mean
}

// A split is the worlds of a word, one bit each, in which the draws of the bounds are
// of the same classes.
type split struct {
	classes int
	worlds  uint64
}

// decideRivalSet fills the rows of one rival set on one date.
func (s *Sample) decideRivalSet(m *Model, c *rivalSet, date int, day underpin.Day, own *scratch) {
	for _, i := range c.claims {
		s.units[date][i] = nil
	}
	if !m.covered(c, day) {
		return
	}
	dr := s.newRivalSampler(m.newDecider(c, day, own))
	alive := s.livesIn(m, c, date)
	for k := range worldset.Words(s.Worlds) {
		parts := dr.split(k)
		for _, life := range dr.splitLives(alive, k) {
			dr.bury(life.dead)
			for _, part := range parts {
				if worlds := part.worlds & life.worlds; worlds != 0 {
					dr.draw(dr.tableFor(part.classes), k, worlds)
				}
			}
		}
	}
	for v, i := range c.claims {
		for _, k := range c.ends[v] {
			if k != none && alive[k] != nil {
				dr.rows[v].And(alive[k])
			}
		}
		s.units[date][i] = dr.rows[v]
	}
}

// newRivalSampler prepares the random numbers of a rival set.
func (s *Sample) newRivalSampler(d *decider) *rivalSampler {
	dr := &rivalSampler{decider: d, sample: s, none: newStream(s.Seed, d.c.hash)}
	n := worldset.Words(s.Worlds)
	all := make(worldset.Set, n*len(d.c.claims))
	for v, i := range d.c.claims {
		dr.rows = append(dr.rows, all[v*n:(v+1)*n:(v+1)*n])
		name := hashOf("claim", string(d.m.claims[i].c.ID))
		dr.claims = append(dr.claims, newStream(s.Seed, name))
		if d.c.severalPerSubject() {
			dr.again = append(dr.again, newStream(s.Seed, mix(name)))
		}
	}
	for k := range d.vars {
		dv := &d.vars[k]
		rows := make([]worldset.Set, len(dv.h))
		for rank, h := range dv.h {
			if dv.source == rumourVar {
				rows[rank] = newStream(s.Seed, dv.hash).below(h, s.Worlds)
			} else {
				rows[rank] = s.soundRow(soundVar{dv.source, h})
			}
		}
		dr.sound = append(dr.sound, rows)
	}
	for _, dv := range d.vague {
		var streams []stream
		for k := range dv.draws {
			streams = append(streams, newStream(s.Seed, dv.hash+uint64(k)))
		}
		dr.bounds = append(dr.bounds, streams)
	}
	return dr
}

// split parts the worlds of a word by the classes of what is drawn of the bounds.
func (dr *rivalSampler) split(k int) []split {
	dr.splits = append(dr.splits[:0], split{0, worldset.AllIn(dr.sample.Worlds, k)})
	for i := range dr.vague {
		dv := &dr.vague[i]
		dr.classes = resized(dr.classes, dv.classes)
		clear(dr.classes)
		for lane := range worldset.Lanes {
			dr.classes[dv.combined(dr.bounds[i], worldset.Lanes*k+lane)] |= worldset.Lane(lane)
		}
		parts := dr.splits
		dr.splits = make([]split, 0, 2*len(parts))
		for _, p := range parts {
			for class, worlds := range dr.classes {
				if worlds &= p.worlds; worlds != 0 {
					dr.splits = append(dr.splits, split{dv.classes*p.classes + class, worlds})
				}
			}
		}
	}
	return dr.splits
}

// draw decides the claims in some worlds of a word.
func (dr *rivalSampler) draw(t *shiftTable, k int, worlds uint64) {
	if t.none {
		return
	}
	patterns := resized(dr.s.lanes, worldset.Lanes*t.words)
	dr.s.lanes = patterns
	t.lanesOf(dr.sound, k, patterns)
	switch {
	case t.joint:
		dr.together(t, patterns, k, worlds)
	case t.binary:
		for v := range t.claims {
			if t.target[v] > 0 {
				dr.rows[v][k] |= dr.alone(t, v, patterns, k, worlds)
			}
		}
	default:
		dr.race(t, patterns, k, worlds)
	}
}

// alone draws a claim that competes with none.
func (dr *rivalSampler) alone(t *shiftTable, v int, patterns []uint64, k int, worlds uint64) (holds uint64) {
	c, draws := &t.claims[v], dr.claims[v]
	for lane := range worldset.In(worlds) {
		pattern := patterns[lane*t.words : (lane+1)*t.words]
		class := c.known(pattern)
		if class < 0 {
			class = c.classIn(&dr.s.weigher, pattern)
		}
		holds |= less(draws.at(worldset.Lanes*k+lane), c.chance[class]) << lane
	}
	return holds
}

// race draws which of rival claims is true, if any: each arrives after an
// exponential time of mean e^(-score), "none of these" of mean 1, and the first wins.
// On a logarithmic scale that is the greatest score plus Gumbel noise.
func (dr *rivalSampler) race(t *shiftTable, patterns []uint64, k int, worlds uint64) {
	dr.start(k, worlds)
	for v := range t.claims {
		if t.target[v] == 0 {
			continue
		}
		c, draws := &t.claims[v], dr.claims[v]
		for lane := range worldset.In(worlds) {
			pattern := patterns[lane*t.words : (lane+1)*t.words]
			class := c.known(pattern)
			if class < 0 {
				class = c.classIn(&dr.s.weigher, pattern)
			}
			if a := arrive(v, draws.at(worldset.Lanes*k+lane), c.chance[class]); a.beats(&dr.first[lane]) {
				dr.first[lane] = a
			}
		}
	}
	for lane := range worldset.In(worlds) {
		if v := dr.first[lane].claim; v >= 0 {
			dr.rows[v][k] |= worldset.Lane(lane)
		}
	}
}

// start has "none of these" arrive.
func (dr *rivalSampler) start(k int, worlds uint64) {
	for lane := range worldset.In(worlds) {
		dr.first[lane] = arrive(-1, dr.none.at(worldset.Lanes*k+lane), 1)
	}
}

// together draws claims whose chances hang on the testimony of each other.
func (dr *rivalSampler) together(t *shiftTable, patterns []uint64, k int, worlds uint64) {
	if !t.binary {
		dr.start(k, worlds)
	}
	for lane := range worldset.In(worlds) {
		o := dr.outcomeIn(t, patterns[lane*t.words:(lane+1)*t.words])
		for v, chance := range o.chance {
			switch {
			case t.target[v] == 0:
			case t.binary:
				dr.rows[v][k] |= less(dr.claims[v].at(worldset.Lanes*k+lane), chance) << lane
			default:
				if a := arrive(v, dr.claims[v].at(worldset.Lanes*k+lane), chance); a.beats(&dr.first[lane]) {
					dr.first[lane] = a
				}
			}
		}
		if v := dr.first[lane].claim; !t.binary && v >= 0 {
			dr.c.drawOfSubject(dr.again, o.score, v, worldset.Lanes*k+lane, func(u int) { dr.rows[u][k] |= worldset.Lane(lane) })
		}
	}
}
