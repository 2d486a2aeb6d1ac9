package evidence

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/worldset"
)

// A mortal is an end of a tie of which somebody says when it began or ended, in a
// reading: the rival sets that hold the dates.
type mortal struct {
	begins, ends []int
}

// ends are the lives of the two ends of a claim, by position among the rival set's mortals;
// none for one of which nobody says anything, or that stands twice.
type endLives [2]int

// livesOf finds the lives of the ends of a claim in a reading of its bundle. What forms
// no tie has none: it can be so of the dead.
func (m *Model) livesOf(g *bundle, c *underpin.Claim, r *underpin.Relation, root func(underpin.EntityID) underpin.EntityID, reading int) (out [2]*mortal) {
	if len(m.bounds) == 0 || !c.Ties(r) {
		return out
	}
	for k, e := range []underpin.EntityID{c.Subject, c.Object} {
		out[k] = m.lifeOf(g, e, root, reading)
	}
	if root(c.Subject) == root(c.Object) {
		out[1] = nil
	}
	return out
}

// lifeOf finds the life of an entity in a reading of a bundle that it is an end of.
func (m *Model) lifeOf(g *bundle, e underpin.EntityID, root func(underpin.EntityID) underpin.EntityID, reading int) *mortal {
	var out mortal
	for _, b := range m.bounds[m.most(e)] {
		h := &m.bundles[b]
		for _, k := range h.rivalSets[m.readingOf(h, g, reading)] {
			c := m.rivalSets[k]
			first := &m.c.Claims[m.units[c.claims[0]].from]
			if root(first.Subject) != root(e) {
				continue
			}
			if m.x.Relations[first.Relation].Bound == underpin.LifeBegins {
				out.begins = append(out.begins, k)
			} else {
				out.ends = append(out.ends, k)
			}
		}
	}
	if len(out.begins)+len(out.ends) == 0 {
		return nil
	}
	return &out
}

// readingOf is the reading of a bundle of dates, all of one entity, that is part of a
// reading of another bundle. A view is of those that it names and is in no reading of who
// is one: of its ends the dates are taken that are told of them alone.
func (m *Model) readingOf(h, g *bundle, reading int) int {
	if len(h.clusters) == 0 {
		return 0
	}
	at := slices.Index(g.clusters, h.clusters[0])
	if at < 0 {
		return 0 // which keeps most apart
	}
	return slices.IndexFunc(h.readings, func(r []int) bool { return r[0] == g.readings[reading][at] })
}

// addLives notes the lives of the ends of the claim that is added to a rival set.
func (c *rivalSet) addLives(v int, lives [2]*mortal) {
	ends := endLives{none, none}
	for k, l := range lives {
		if l == nil {
			continue
		}
		at := slices.IndexFunc(c.mortals, func(o mortal) bool { return slices.Equal(o.begins, l.begins) && slices.Equal(o.ends, l.ends) })
		if at < 0 {
			at = len(c.mortals)
			c.mortals = append(c.mortals, *l)
		}
		ends[k] = at
	}
	for len(c.ends) <= v {
		c.ends = append(c.ends, ends)
	}
}

// A lifeDate is one date at which something may have begun or ended.
type lifeDate struct {
	unit   int
	date   underpin.Date
	chance float64
}

// dateLives works out how likely each of the dates of beginnings and ends is.
func (m *Model) dateLives() {
	m.dates = map[int][]lifeDate{}
	var sc weigher
	for _, bundles := range m.bounds {
		for _, g := range bundles {
			for _, sets := range m.bundles[g].rivalSets {
				for _, k := range sets {
					if _, done := m.dates[k]; !done {
						m.dates[k] = m.datesOf(&sc, m.rivalSets[k])
					}
				}
			}
		}
	}
}

// datesOf lists the dates of a rival set that exclude each other, earliest first. One that
// shares days with two others says nothing about which it is.
func (m *Model) datesOf(sc *weigher, c *rivalSet) []lifeDate {
	out := []lifeDate{}
	for v, u := range c.claims {
		date, _ := m.valueOf(u).AsDate()
		wider := slices.ContainsFunc(c.claims, func(o int) bool {
			other, _ := m.valueOf(o).AsDate()
			return o != u && other.Overlaps(date) && other.Days() <= date.Days()
		})
		p, said := m.credenceIn(sc, c, v, nil)
		if said && !wider {
			out = append(out, lifeDate{u, date, p})
		}
	}
	slices.SortStableFunc(out, func(a, b lifeDate) int {
		return cmp.Or(cmp.Compare(a.date.Middle(), b.date.Middle()), cmp.Compare(a.date.EDTF, b.date.EDTF))
	})
	return out
}

// lives is the probability that a mortal has begun and not ended on a day, with vague
// dates at their middle.
func (m *Model) lives(mt *mortal, day underpin.Day) float64 {
	p := 1.0
	for _, k := range mt.begins {
		p *= m.lasts(k, func(d underpin.Day) bool { return d > day })
	}
	for _, k := range mt.ends {
		p *= m.lasts(k, func(d underpin.Day) bool { return d < day })
	}
	return p
}

// lasts is the probability that none of the dates of a rival set that bar a day is so.
func (m *Model) lasts(set int, bars func(underpin.Day) bool) float64 {
	p := 1.0
	for _, d := range m.dates[set] {
		if bars(d.date.Middle()) {
			p -= d.chance
		}
	}
	return max(p, 0)
}

// aliveIn returns the worlds in which a mortal lives on a date of the sample; nil where
// it does in all.
func (s *Sample) aliveIn(m *Model, mt *mortal, date int) worldset.Set {
	var row worldset.Set
	and := func(sets []int, ends bool) {
		for _, k := range sets {
			if part := s.boundRow(m, k, ends, date); row == nil {
				row = part
			} else if part != nil {
				row = slices.Clone(row)
				row.And(part)
			}
		}
	}
	and(mt.begins, false)
	and(mt.ends, true)
	return row
}

// DeadRow returns the worlds in which an entity has ended, or not yet begun, on a date of
// the sample, both by position, or nil where it has in none. The caller must not change it.
func (s *Sample) DeadRow(date, entity int) worldset.Set {
	m := s.model
	if len(m.bounds) == 0 {
		return nil
	}
	e := m.c.Entities[entity].ID
	said := m.bounds[m.most(e)]
	if len(said) == 0 {
		return nil
	}
	g := &m.bundles[said[0]] // any one of them has the readings
	out := worldset.New(s.Worlds)
	for reading, worlds := range s.readingRows(m, g, said[0]) {
		mt := m.lifeOf(g, e, m.rootIn(g, reading), reading)
		if mt == nil {
			continue
		}
		if alive := s.aliveIn(m, mt, date); alive != nil {
			worlds.AndNot(alive)
			out.Or(worlds)
		}
	}
	return out
}

// boundRow returns the worlds in which the dates of a rival set do not bar a date of the
// sample, nil for all. One uniform chooses among the dates, or none of them; a vague
// one is drawn.
func (s *Sample) boundRow(m *Model, set int, ends bool, date int) worldset.Set {
	bars := func(first, last underpin.Day) (may bool) {
		if ends {
			return first < s.Dates[date]
		}
		return last > s.Dates[date]
	}
	dates := m.dates[set]
	if !slices.ContainsFunc(dates, func(d lifeDate) bool { return bars(d.date.First, d.date.Last) }) {
		return nil
	}
	return s.bounds.of(lifeAt{set, date}, func() worldset.Set {
		row := worldset.All(s.Worlds)
		draws := newStream(s.Seed, mix(m.rivalSets[set].hash+1))
		for world := range s.Worlds {
			u := draws.at(world)
			for _, d := range dates {
				if u -= d.chance; u >= 0 {
					continue
				}
				day := d.date.First
				if d.date.Vague() {
					name := hashOf("life", string(m.claims[d.unit].c.ID), d.date.EDTF)
					day = d.date.Quantile(newStream(s.Seed, name).at(world))
				}
				if bars(day, day) {
					word, lane := worldset.At(world)
					row[word] &^= 1 << lane
				}
				break
			}
		}
		return row
	})
}

// A lifeAt is a rival set of dates on a date of the sample, by their positions.
type lifeAt struct{ rivalSet, date int }

// boundRows keeps in which worlds the dates of a rival set bar no tie. It is safe for
// concurrent use.
type boundRows struct {
	lock sync.Mutex
	by   map[lifeAt]worldset.Set
}

func newBoundRows() *boundRows { return &boundRows{by: map[lifeAt]worldset.Set{}} }

// of returns a row, drawn when first asked for.
func (b *boundRows) of(at lifeAt, draw func() worldset.Set) worldset.Set {
	b.lock.Lock()
	defer b.lock.Unlock()
	row, ok := b.by[at]
	if !ok {
		row = draw()
		b.by[at] = row
	}
	return row
}

// livesIn returns, for each mortal of a rival set, the worlds in which it lives; nil for all.
func (s *Sample) livesIn(m *Model, c *rivalSet, date int) []worldset.Set {
	out := make([]worldset.Set, len(c.mortals))
	for k := range c.mortals {
		out[k] = s.aliveIn(m, &c.mortals[k], date)
	}
	return out
}

// A lifeSplit is the worlds of a word, one bit each, in which the same mortals of a rival set
// are dead.
type lifeSplit struct{ dead, worlds uint64 }

// splitLives parts the worlds of a word by which of the frail live.
func (dr *rivalSampler) splitLives(alive []worldset.Set, k int) []lifeSplit {
	out := []lifeSplit{{0, worldset.AllIn(dr.sample.Worlds, k)}}
	for bit, mortal := range dr.frail {
		if alive[mortal] == nil {
			continue
		}
		for _, part := range out[:len(out):len(out)] {
			gone := part.worlds &^ alive[mortal][k]
			if gone == 0 {
				continue
			}
			at := slices.IndexFunc(out, func(o lifeSplit) bool { return o == part })
			out[at].worlds &^= gone
			out = append(out, lifeSplit{part.dead | 1<<bit, gone})
		}
		out = slices.DeleteFunc(out, func(o lifeSplit) bool { return o.worlds == 0 })
	}
	return out
}

// findFrail lists the ends of rivals of which it is said when they began or ended. Past
// the bits of a word they are taken to live, as rivals.
func (d *decider) findFrail() {
	if !d.c.rivals || len(d.c.claims) < 2 {
		return
	}
	for k := range d.c.mortals {
		if len(d.frail) < worldset.Lanes {
			d.frail = append(d.frail, k)
		}
	}
}

// bury turns to the worlds in which some of the frail are dead.
func (d *decider) bury(dead uint64) {
	if d.tablesOf == nil {
		d.tablesOf = map[uint64]map[int]*shiftTable{d.dead: d.tables}
	}
	if d.tablesOf[dead] == nil {
		d.tablesOf[dead] = map[int]*shiftTable{}
	}
	d.dead, d.tables = dead, d.tablesOf[dead]
}

// silenceDead takes as not said what is said of the dead, and counts what is left.
func (d *decider) silenceDead(score []float64) (asserted int) {
	d.m.silenceDead(d.c, score, func(mt *mortal) bool {
		bit := slices.IndexFunc(d.frail, func(k int) bool { return mt == &d.c.mortals[k] })
		return bit >= 0 && d.dead>>bit&1 != 0
	})
	for _, x := range score {
		if !math.IsInf(x, -1) {
			asserted++
		}
	}
	return asserted
}
