package evidence

import (
	"fmt"
	"slices"

	"underpin"
)

// Config says from which point of knowledge a case is read.
type Config struct {
	// Known leaves out what was learned after this day. The zero value of the
	// field means day 0; use [underpin.MaxDay] for all that is known.
	Known underpin.Day
	// Today decides which embargoes have ended, for what is publishable.
	// Defaults to Known.
	Today underpin.Day
	// For leaves out what may not be used for the purpose.
	For Purpose
	// Index is that of the case. Defaults to a new one.
	Index *underpin.Index
}

// A Model is the testimony of a case, compiled for computing. It is safe for
// concurrent use and never changes.
type Model struct {
	c       *underpin.Case
	x       *underpin.Index
	cfg     Config
	known   underpin.Knowledge
	edits   Edits
	table   map[underpin.Grade]float64
	sources map[underpin.SourceID]int
	claims  []*compiledClaim
	index   map[underpin.ClaimID]int
	// order lists the claims by id, so that their order in the case means nothing.
	order []int
	// rivalSets partition the units into sets that are decided together.
	rivalSets  []*rivalSet
	rivalSetOf []int
	uses       *useIndex
	// units are what is weighed, at the positions of claims and rivalSetOf; laid are their
	// chains. lead is, by claim of the case, its unit in the weightiest reading.
	units []unit
	lead  []int
	laid  [][]underpin.Chain
	// bundles are the claims that are weighed together in some reading; bundleOf and
	// spots say for each claim of the case where. weightOf are, by bundle, the
	// probabilities of its readings.
	bundles  []bundle
	bundleOf []int
	spots    [][]spot
	weightOf [][]float64
	// same are the entities that are judged the same; listed the pairs of the case, pairs
	// those of whom it is unsure, in clusters that hang together. most joins all pairs.
	same      underpin.Ones
	listed    []underpin.Pair
	pairs     []unsurePair
	clusters  []cluster
	clusterOf map[underpin.EntityID]int
	most      func(underpin.EntityID) underpin.EntityID
	// bounds are the groups of the dates of an entity's beginning and end, by who
	// stands for it where all pairs are one; dates what they come to, by rival set.
	bounds map[underpin.EntityID][]int
	dates  map[int][]lifeDate
	// turns are the handovers of each rival set, nil where there are none.
	turns  []*arrangement
	aux    *soundnessDraws
	stakes []*stakeGroup // in canonical order of their first claims
	// stakeOf finds the group of a claim that states a share, by its position in the case.
	stakeOf map[int]int
}

// Compile prepares a case that has passed [underpin.Case.Validate]. The case must
// not change afterwards. It fails on a reference to nothing.
func Compile(c *underpin.Case, cfg Config) (*Model, error) {
	if cfg.Today == 0 {
		cfg.Today = cfg.Known
	}
	if cfg.Index == nil {
		cfg.Index = c.Index()
	}
	m := &Model{
		c: c, x: cfg.Index, cfg: cfg, table: GradeTable(c.Settings),
		sources: make(map[underpin.SourceID]int, len(c.Sources)),
		index:   make(map[underpin.ClaimID]int, len(c.Claims)),
		uses:    new(useIndex),
		aux:     newSoundnessDraws(),
	}
	m.known = m.x.KnownOn(cfg.Known)
	for i := range c.Sources {
		m.sources[c.Sources[i].ID] = i
	}
	for i := range c.Claims {
		m.index[c.Claims[i].ID] = i
	}
	if err := m.check(); err != nil {
		return nil, err
	}
	m.order = canonical(c.Claims)
	m.form()
	m.stakes = m.gatherStakes(m.same)
	m.stakeOf = map[int]int{}
	for k, g := range m.stakes {
		for _, i := range g.claims {
			m.stakeOf[i] = k
		}
	}
	m.settle()
	m.dateLives()
	return m, nil
}

// takeTurns puts the bounds of a rival set's claims where their handovers fall. A claim
// whose days move is copied: it may belong to another model too.
func (m *Model) takeTurns(k int) {
	c := m.rivalSets[k]
	m.turns[k] = m.arrange(c, nil)
	if m.turns[k] == nil && len(c.claims) < 2 {
		return
	}
	var days [][]underpin.Day
	if m.turns[k] != nil {
		m.turns[k].name(c)
		days = m.turns[k].days(m, c)
	}
	for v, i := range c.claims {
		on := m.claims[i].base()
		if days != nil && days[v] != nil {
			on = days[v]
		}
		if !slices.Equal(on, m.claims[i].days) {
			moved := *m.claims[i]
			moved.days = on
			m.claims[i] = &moved
		}
	}
}

// check makes sure that what computing relies on is there.
func (m *Model) check() error {
	for i := range m.c.Claims {
		if c := &m.c.Claims[i]; m.x.Relations[c.Relation] == nil {
			return fmt.Errorf("claim %s: unknown relation %q", c.ID, c.Relation)
		}
	}
	for i := range m.c.Testimonies {
		t := &m.c.Testimonies[i]
		for k := -1; k < len(t.Via); k++ {
			s := t.Source
			if k >= 0 {
				s = t.Via[k]
			}
			if m.x.Sources[s] == nil {
				return fmt.Errorf("testimony %s: unknown source %q", t.ID, s)
			}
		}
	}
	return nil
}

// use says whether and how a testimony may be published today.
func (m *Model) use(t *underpin.Testimony) underpin.Use {
	use, _ := m.x.UseOf(t, m.cfg.Today)
	return use
}

// testimonyOf lists the testimony that counts for a unit: that of all its claims.
func (m *Model) testimonyOf(u int) []*underpin.Testimony {
	pool := m.units[u].pool
	if len(pool) == 1 {
		return m.x.ByClaim[m.c.Claims[pool[0]].ID]
	}
	var all []*underpin.Testimony
	for _, j := range pool {
		all = append(all, m.x.ByClaim[m.c.Claims[j].ID]...)
	}
	return all
}

// Testimony lists the testimony that counts for a claim, by its position in the case:
// its own and, in the weightiest reading, that of the claims that say the same.
func (m *Model) Testimony(i int) []*underpin.Testimony { return m.testimonyOf(m.lead[i]) }

// Together lists the claims of the case, by position, that say the same as a claim once
// entities are one, itself among them: in the weightiest reading, or in every one.
func (m *Model) Together(i int, everywhere bool) []int {
	pool := m.units[m.lead[i]].pool
	if !everywhere {
		return pool
	}
	var out []int
	for _, j := range pool {
		apart := slices.ContainsFunc(m.spots[i], func(s spot) bool {
			return !slices.Contains(m.units[m.rivalSets[s.rivalSet].claims[s.at]].pool, j)
		})
		if !apart {
			out = append(out, j)
		}
	}
	return out
}

// Case returns the case as it is recorded, without the edits of a what-if.
func (m *Model) Case() *underpin.Case { return m.c }

// Known returns the case as known on the day from which it is read.
func (m *Model) Known() underpin.Knowledge { return m.known }

// Index returns the index of the case.
func (m *Model) Index() *underpin.Index { return m.x }

// Claim returns the position of a claim in the case.
func (m *Model) Claim(id underpin.ClaimID) (int, bool) {
	i, ok := m.index[id]
	return i, ok
}

// Edited returns the model under a what-if on the evidence, on top of the edits
// it has. Claims, sources and samenesses keep their positions, and claims that
// the edits do not touch are shared with m.
func (m *Model) Edited(e Edits) (*Model, error) {
	touched := map[int]bool{}
	mark := func(o underpin.OriginID) error {
		if o != underpin.OriginUnknown && m.x.Origins[o] == nil && m.x.Sources[underpin.SourceID(o)] == nil {
			return fmt.Errorf("there is no source or origin %q", o)
		}
		for _, i := range m.usedBy(o) {
			touched[i] = true
		}
		for _, i := range m.usedBy(m.known.Anchor(o)) {
			touched[i] = true
		}
		return nil
	}
	if err := e.each(mark); err != nil {
		return nil, err
	}
	for _, id := range e.Reject {
		i, ok := m.index[id]
		if !ok {
			return nil, fmt.Errorf("there is no claim %q", id)
		}
		for _, k := range m.bundles[m.bundleOf[i]].allRivalSets() {
			for _, u := range m.rivalSets[k].claims {
				touched[u] = touched[u] || slices.Contains(m.units[u].pool, i)
			}
		}
		m.hangOn(i, touched)
	}
	n := *m
	n.edits = m.edits.and(e)
	n.recompile(touched)
	return &n, nil
}

// recompile compiles the touched units of a copied model anew, and what hangs on them.
// What it leaves is shared with the model that was copied.
func (m *Model) recompile(touched map[int]bool) {
	m.claims = slices.Clone(m.claims)
	sets := map[int]bool{}
	for i := range touched {
		m.claims[i] = m.compileClaim(i)
		sets[m.rivalSetOf[i]] = true
	}
	m.turns = slices.Clone(m.turns)
	for k := range sets {
		m.takeTurns(k)
	}
	if len(m.clusters) > 0 {
		m.settle()
	}
	if len(m.bounds) > 0 {
		m.dateLives()
	}
}

// hangOn marks the units that hang on a claim of the case by a pair or by a life.
func (m *Model) hangOn(i int, touched map[int]bool) {
	for _, c := range m.rivalSets {
		hangs := slices.ContainsFunc(c.mortals, func(mt mortal) bool {
			return slices.ContainsFunc(slices.Concat(mt.begins, mt.ends), func(k int) bool {
				return slices.ContainsFunc(m.rivalSets[k].claims, func(u int) bool { return slices.Contains(m.units[u].pool, i) })
			})
		})
		for _, k := range m.bundles[m.bundleOf[m.units[c.claims[0]].from]].clusters {
			hangs = hangs || slices.ContainsFunc(m.clusters[k].pairs, func(p int) bool {
				u := m.pairs[p].unit
				return u != none && slices.Contains(m.units[u].pool, i)
			})
		}
		if hangs {
			for _, u := range c.claims {
				touched[u] = true
			}
		}
	}
}

// each calls mark for every source and origin the edits name.
func (e Edits) each(mark func(underpin.OriginID) error) error {
	var all []underpin.OriginID
	for _, s := range e.Without {
		all = append(all, underpin.OriginID(s))
	}
	for s := range e.Regrade {
		all = append(all, underpin.OriginID(s))
	}
	all = append(all, e.DropOrigins...)
	for _, pair := range e.MergeOrigins {
		all = append(all, pair[0], pair[1])
	}
	for _, o := range all {
		if err := mark(o); err != nil {
			return err
		}
	}
	return nil
}
