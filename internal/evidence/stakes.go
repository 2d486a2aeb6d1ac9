package evidence

import (
	"cmp"
	"math"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/worldset"
)

// A stakeGroup is the claims of one relation that hands on control by shares, in one
// company: what those that hold together come to is 100 percent at most. Entities judged
// the same are one.
type stakeGroup struct {
	claims []int // by position in the case, in canonical order
	stakes []underpin.Stake
	holder []int    // by claim: the number of its holder in the group
	names  []uint64 // by claim: of its random numbers
	name   uint64   // of those of what nobody holds
	// fixed: whichever claims hold, each has the one share that it states.
	// contended: some may find no room beside others, so that it matters whose odds
	// are better.
	fixed, contended bool
}

// gatherStakes groups the claims that state shares, views and claims with roles left out.
func (m *Model) gatherStakes(root underpin.Ones) []*stakeGroup {
	type key struct {
		relation underpin.RelationName
		held     underpin.EntityID
	}
	var out []*stakeGroup
	at := map[key]*stakeGroup{}
	holders := map[*stakeGroup][]underpin.EntityID{}
	for _, i := range m.order {
		c := &m.c.Claims[i]
		r := m.x.Relations[c.Relation]
		if !r.Shared() || c.Object == "" || len(c.Roles) > 0 || c.View() && !c.Tie {
			continue
		}
		holder, held := r.Holder(c)
		k := key{c.Relation, root.Of(held)}
		g := at[k]
		if g == nil {
			g = &stakeGroup{name: hashOf("company", string(k.relation), string(k.held))}
			at[k], out = g, append(out, g)
		}
		n := slices.Index(holders[g], root.Of(holder))
		if n < 0 {
			n = len(holders[g])
			holders[g] = append(holders[g], root.Of(holder))
		}
		g.claims, g.stakes, g.holder = append(g.claims, i), append(g.stakes, r.Stake(c)), append(g.holder, n)
		g.names = append(g.names, hashOf("share", string(c.ID)))
	}
	for _, g := range out {
		g.describe(len(holders[g]))
	}
	return out
}

// describe tells how much has to be decided in each world.
func (g *stakeGroup) describe(holders int) {
	sum, exact := 0.0, true
	for _, s := range g.stakes {
		if !s.Controls {
			sum += s.Low
			exact = exact && s.Exact()
		}
	}
	g.contended = sum > 100+shareSlack || holders < len(g.claims)
	g.fixed = exact && !g.contended
}

// shareSlack is what a sum of decimal fractions may be off.
const shareSlack = 1e-9

// Controls is the share of a claim that states none and yet hands on control: it has no
// part in any sum.
var Controls = math.Inf(1)

// drawnShares are the shares of the claims of a sample on one date, drawn when first
// asked for.
type drawnShares struct {
	drawn, ordered sync.Once
	// fixed is by claim the share that it has wherever it holds, rows its share by
	// world where that differs.
	fixed []float64
	rows  [][]float64
	order [][]int // by group that is not fixed: its claims, the better odds first
}

// Share returns the share of ownership, in percent, that a claim gives its holder on a
// date in a world: drawn from what is stated, so that the shares of one relation in one
// company that hold together do not sum past 100 (evidence rule 19). It is [Controls]
// where the share is unknown and hands on control, and 0 where the claim does not hold
// or finds no room beside those of better odds.
func (s *Sample) Share(date, world, claim int) float64 {
	if !s.Holds(date, world, claim) {
		return 0
	}
	d := s.drawn(date)
	if row := d.rows[claim]; row != nil {
		return row[world]
	}
	return d.fixed[claim]
}

func (s *Sample) drawn(date int) *drawnShares {
	d := s.shares[date]
	d.drawn.Do(func() {
		m := s.model
		d.fixed, d.rows = make([]float64, len(m.c.Claims)), make([][]float64, len(m.c.Claims))
		for k, g := range m.stakes {
			for v, i := range g.claims {
				if d.fixed[i] = g.stakes[v].Low; g.stakes[v].Controls {
					d.fixed[i] = Controls
				}
			}
			switch {
			case g.fixed:
			case s.base != nil && s.sharesAsIn(s.base, k, date):
				was := s.base.drawn(date)
				for _, i := range g.claims {
					d.rows[i] = was.rows[i]
				}
			default:
				s.drawGroup(d, g, s.orders(date)[k], date)
			}
		}
	})
	return d
}

// orders are the orders of odds in which the claims of each group find room on a date, nil
// of a fixed one.
func (s *Sample) orders(date int) [][]int {
	d := s.shares[date]
	d.ordered.Do(func() {
		d.order = make([][]int, len(s.model.stakes))
		for k, g := range s.model.stakes {
			if !g.fixed {
				d.order[k] = s.model.byOdds(g, s.Dates[date])
			}
		}
	})
	return d.order
}

// sharesAsIn reports whether the claims of a group hold in the same worlds as in base, of
// the same random numbers, and find room in the same order: then they have the same shares.
func (s *Sample) sharesAsIn(base *Sample, group, date int) bool {
	for _, i := range s.model.stakes[group].claims {
		if !s.ClaimRow(date, i).Is(base.ClaimRow(date, i)) {
			return false
		}
	}
	return slices.Equal(s.orders(date)[group], base.orders(date)[group])
}

// newShares returns shares that are not drawn yet.
func newShares(dates int) []*drawnShares {
	out := make([]*drawnShares, dates)
	for d := range out {
		out[d] = &drawnShares{}
	}
	return out
}

// byOdds orders the claims of a group, the better odds first.
func (m *Model) byOdds(g *stakeGroup, day underpin.Day) []int {
	order, standing := make([]int, len(g.claims)), make([]float64, len(g.claims))
	for v, i := range g.claims {
		order[v] = v
		if g.contended {
			standing[v] = m.Standing(i, day)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(standing[b], standing[a]) })
	return order
}

// drawGroup draws the shares of a group in every world.
func (s *Sample) drawGroup(d *drawnShares, g *stakeGroup, order []int, date int) {
	for v, i := range g.claims {
		if !g.stakes[v].Controls {
			d.rows[i] = make([]float64, s.Worlds)
		}
	}
	t := newStakeDraw(s, g)
	for world := range s.Worlds {
		t.lay(order, func(v int) bool { return s.Holds(date, world, g.claims[v]) })
		t.draw(world)
		for v, i := range g.claims {
			if row := d.rows[i]; row != nil && t.of[v] >= 0 {
				row[world] = t.share[t.of[v]]
			}
		}
	}
}

// A stakeDraw draws the shares of one group in one world after another.
type stakeDraw struct {
	g      *stakeGroup
	seed   uint64
	of     []int // by claim: its holding, or -1
	hold   []heldStake
	share  []float64 // by holding
	spread []int     // the holdings that are not exact
}

// A heldStake is what one holder has, by the claims that hold and agree.
type heldStake struct {
	holder    int
	low, high float64
	name      uint64 // of the first of its claims
}

func newStakeDraw(s *Sample, g *stakeGroup) *stakeDraw {
	return &stakeDraw{g: g, seed: s.Seed, of: make([]int, len(g.claims))}
}

// lay lets claims hold in order while the sum of the lower bounds allows. Claims of one
// holder are one holding, with what their bounds have in common; one that has nothing
// in common with better ones finds no room.
func (t *stakeDraw) lay(order []int, holds func(v int) bool) {
	t.hold = t.hold[:0]
	room := 100.0 + shareSlack
	for _, v := range order {
		t.of[v] = -1
		s := t.g.stakes[v]
		if s.Controls || !holds(v) {
			continue
		}
		k := slices.IndexFunc(t.hold, func(h heldStake) bool { return h.holder == t.g.holder[v] })
		if k < 0 {
			if s.Low > room {
				continue
			}
			room -= s.Low
			t.of[v], t.hold = len(t.hold), append(t.hold, heldStake{t.g.holder[v], s.Low, s.High, t.g.names[v]})
			continue
		}
		h := &t.hold[k]
		low, high := max(h.low, s.Low), min(h.high, s.High)
		if low > high || low-h.low > room {
			continue
		}
		room -= low - h.low
		h.low, h.high, t.of[v] = low, high, k
	}
}

// tries is how many points are proposed before the rest is left to a chain of draws.
const tries, sweeps = 200, 50

// draw draws the holdings of a world uniformly from where they lie between their bounds
// and sum to no more than 100. Points are proposed in turn from the box and from the
// simplex, and the first that lies in both is uniform in what they have in common. Where
// that is too small a part of either, each is drawn given the others, in some sweeps
// (Gibbs).
func (t *stakeDraw) draw(world int) {
	t.share, t.spread = t.share[:0], t.spread[:0]
	room, width := 100.0, 0.0
	for k, h := range t.hold {
		t.share = append(t.share, h.low)
		room -= h.low
		if h.high > h.low {
			t.spread = append(t.spread, k)
			width += h.high - h.low
		}
	}
	room = max(room, 0)
	for try := 0; try < tries; try++ {
		if t.box(world, try, room) || width > room && t.simplex(world, try, room) {
			return
		}
	}
	for _, k := range t.spread {
		t.share[k] = t.hold[k].low + (t.hold[k].high-t.hold[k].low)*room/width
	}
	for sweep := range sweeps {
		t.gibbs(world, tries+sweep)
	}
}

// u is the number in (0, 1) of a holding, a try and a world; k is -1 for what nobody holds.
func (t *stakeDraw) u(k, try, world int) float64 {
	name := t.g.name
	if k >= 0 {
		name = t.hold[k].name
	}
	return newStream(t.seed, name^mix(uint64(try)<<1|1)).at(world)
}

// box proposes a point between the bounds.
func (t *stakeDraw) box(world, try int, room float64) bool {
	sum := 0.0
	for _, k := range t.spread {
		h := t.hold[k]
		x := min(h.high-h.low, room) * t.u(k, 2*try, world)
		sum += x
		t.share[k] = h.low + x
	}
	return sum <= room
}

// simplex proposes a point with the sum, uniform by exponential spacings (Devroye 1986,
// chapter V).
func (t *stakeDraw) simplex(world, try int, room float64) bool {
	sum := -math.Log(t.u(-1, 2*try+1, world))
	for _, k := range t.spread {
		t.share[k] = -math.Log(t.u(k, 2*try+1, world))
		sum += t.share[k]
	}
	within := true
	for _, k := range t.spread {
		h := t.hold[k]
		x := room * t.share[k] / sum
		within = within && x <= h.high-h.low
		t.share[k] = h.low + x
	}
	return within
}

// gibbs draws each holding given the others.
func (t *stakeDraw) gibbs(world, sweep int) {
	left := 100.0
	for _, x := range t.share {
		left -= x
	}
	for _, k := range t.spread {
		h := t.hold[k]
		most := min(h.high, t.share[k]+max(left, 0))
		x := h.low + (most-h.low)*t.u(k, 2*sweep, world)
		left += t.share[k] - x
		t.share[k] = x
	}
}

// SharesMoved returns the worlds in which a claim has another share than in base though
// the same claims hold: those of other odds found room. The samples are of one case, and
// date is an index of both.
func (s *Sample) SharesMoved(base *Sample, date int) worldset.Set {
	row := worldset.New(s.Worlds)
	for k, g := range s.model.stakes {
		if !g.contended {
			continue
		}
		if slices.Equal(s.orders(date)[k], base.orders(date)[k]) {
			continue
		}
		now, was := s.drawn(date), base.drawn(date)
		for _, i := range g.claims {
			for world := range len(now.rows[i]) {
				if now.rows[i][world] != was.rows[i][world] {
					row.Add(world)
				}
			}
		}
	}
	return row
}

// CrowdedOut lists the claims of shares that cannot all be so together with a claim on a
// day: some of them fit beside each other and leave no room for its lower bound, or give
// its holder another share. Nil where there is no such contradiction.
func (m *Model) CrowdedOut(i int, day underpin.Day) []underpin.ClaimID {
	k, in := m.stakeOf[i]
	if !in || !m.stakes[k].contended {
		return nil
	}
	g := m.stakes[k]
	v := slices.Index(g.claims, i)
	if g.stakes[v].Controls || m.Standing(i, day) == 0 {
		return nil
	}
	return m.crowd(g, v, day)
}

// mostCombined is up to how many others all that fit beside each other are looked at.
const mostCombined = 12

func (m *Model) crowd(g *stakeGroup, v int, day underpin.Day) []underpin.ClaimID {
	var others []int // one claim for each other holder, that of the greatest lower bound
	var out []underpin.ClaimID
	for u, j := range g.claims {
		if u == v || g.stakes[u].Controls || m.Standing(j, day) == 0 {
			continue
		}
		if g.holder[u] == g.holder[v] {
			if g.stakes[u].Low > g.stakes[v].High || g.stakes[v].Low > g.stakes[u].High {
				out = append(out, m.c.Claims[j].ID)
			}
			continue
		}
		k := slices.IndexFunc(others, func(w int) bool { return g.holder[w] == g.holder[u] })
		switch {
		case k < 0:
			others = append(others, u)
		case g.stakes[u].Low > g.stakes[others[k]].Low:
			others[k] = u
		}
	}
	for k, in := range g.leaveNoRoom(v, others) {
		if in {
			out = append(out, m.c.Claims[g.claims[others[k]]].ID)
		}
	}
	slices.SortFunc(out, func(a, b underpin.ClaimID) int { return underpin.CompareIDs(string(a), string(b)) })
	return out
}

// leaveNoRoom marks those of others that are needed in some choice of them which fits
// without a claim and not with it. Of very many all are marked where they do not fit.
func (g *stakeGroup) leaveNoRoom(v int, others []int) []bool {
	in := make([]bool, len(others))
	room := 100 + shareSlack - g.stakes[v].Low
	if len(others) > mostCombined {
		sum := 0.0
		for _, u := range others {
			sum += g.stakes[u].Low
		}
		for k := range in {
			in[k] = sum > room
		}
		return in
	}
	for some := range 1 << len(others) {
		sum, least := 0.0, 100.0
		for k, u := range others {
			if some>>k&1 != 0 {
				sum += g.stakes[u].Low
				least = min(least, g.stakes[u].Low)
			}
		}
		if sum > 100+shareSlack || sum <= room || sum-least > room {
			continue // does not fit by itself, leaves room, or would without one of them
		}
		for k := range in {
			in[k] = in[k] || some>>k&1 != 0
		}
	}
	return in
}
