package evidence

import (
	"cmp"
	"fmt"
	"slices"

	"underpin"
)

// crossing is the number of days by which day-precise bounds may cross and be one
// handover all the same.
const crossing = 31

// A handover is one event: where the end that one claim states and the start that
// another states allow a day in common, the one holds to its eve and the other from
// the day on. Where somebody begins and ends within the days, there are two, in order.
type handover struct {
	// date is the days on one of which each handover falls, alike likely.
	date underpin.Date
	// draws is the number of handovers, one or two.
	draws int
	hash  uint64
	// crosses marks day-precise bounds that cross.
	crosses bool
}

// day is the day that the ledger takes for the i-th of the handovers, from 1.
func (h *handover) day(i int) underpin.Day {
	if h.draws == 1 {
		return h.date.Middle()
	}
	return h.date.Nth(h.date.Days() * int64(i) / int64(h.draws+1))
}

// A boundAt finds a bound among the claims of a rival set.
type boundAt struct{ claim, bound int }

// A falling says which handover a bound falls on, and as which of several.
type falling struct{ handover, rank int }

// An arrangement is how the claims of one rival set take turns.
type arrangement struct {
	handovers []handover
	falls     map[boundAt]falling
}

// on is the day of a bound that falls on a handover of some day: the end lies on its
// eve.
func (b *statedBound) on(day underpin.Day) underpin.Day {
	if b.which == end {
		return day - 1
	}
	return day
}

// days returns, for each claim of the rival set, the days on which its bounds fall in the
// ledger; nil for the claims of which none is moved.
func (a *arrangement) days(m *Model, c *rivalSet) [][]underpin.Day {
	out := make([][]underpin.Day, len(c.claims))
	for at, f := range a.falls {
		cl := m.claims[c.claims[at.claim]]
		if out[at.claim] == nil {
			out[at.claim] = slices.Clone(cl.base())
		}
		out[at.claim][at.bound] = cl.bounds[at.bound].on(a.handovers[f.handover].day(f.rank))
	}
	return out
}

// base are the days on which the bounds of a claim fall where no handover moves them.
func (cl *compiledClaim) base() []underpin.Day {
	out := make([]underpin.Day, len(cl.bounds))
	for b := range cl.bounds {
		out[b] = cl.bounds[b].day()
	}
	return out
}

// arrange finds the handovers among the claims of a rival set, without what drop leaves
// out; nil where there are none.
func (m *Model) arrange(c *rivalSet, drop func(*compiledChain) bool) *arrangement {
	if !c.rivals || len(c.claims) < 2 {
		return nil
	}
	t := turns{m: m, c: c}
	t.collect(drop)
	t.meet()
	if len(t.meetings) == 0 {
		return nil
	}
	out := &arrangement{falls: map[boundAt]falling{}}
	for _, group := range t.groups() {
		t.settle(group, out)
	}
	return out
}

// turns finds out how the claims of a rival set take turns.
type turns struct {
	m            *Model
	c            *rivalSet
	ends, starts []boundAt
	meetings     []meeting
}

// A meeting is an end and a start that may be one event, by position, with the days
// that both allow.
type meeting struct {
	end, start int
	date       underpin.Date
	crosses    bool
}

func (t *turns) bound(at boundAt) *statedBound {
	return &t.m.claims[t.c.claims[at.claim]].bounds[at.bound]
}

// statesBound reports whether a chain is an affirmation of some strength that states when
// the claim began or ended.
func (s *compiledChain) statesBound() bool {
	return s.affirm && s.span.affirm && s.base != 0 && (s.span.start >= 0 || s.span.end >= 0)
}

// collect lists the ends and starts that affirmations of some strength state.
func (t *turns) collect(drop func(*compiledChain) bool) {
	for v, i := range t.c.claims {
		cl := t.m.claims[i]
		stated := make([]bool, len(cl.bounds))
		for k := range cl.says {
			s := &cl.says[k]
			if !s.statesBound() || drop != nil && drop(s) {
				continue
			}
			for _, b := range []int{s.span.start, s.span.end} {
				if b >= 0 && !cl.bounds[b].lone {
					stated[b] = true
				}
			}
		}
		for b, is := range stated {
			switch at := (boundAt{v, b}); {
			case is && cl.bounds[b].which == end:
				t.ends = append(t.ends, at)
			case is:
				t.starts = append(t.starts, at)
			}
		}
	}
	byDate := func(a, b boundAt) int {
		x, y := t.bound(a), t.bound(b)
		return cmp.Or(cmp.Compare(x.date.First, y.date.First), cmp.Compare(x.date.Last, y.date.Last), cmp.Compare(a.claim, b.claim))
	}
	slices.SortFunc(t.ends, byDate)
	slices.SortFunc(t.starts, byDate)
}

// meet finds the ends and starts that may be one event.
func (t *turns) meet() {
	for i, e := range t.ends {
		for j, s := range t.starts {
			if e.claim == s.claim || t.bound(s).date.First > t.bound(e).date.Last {
				continue
			}
			if t.within(e.claim, s) && t.within(s.claim, e) {
				continue // both begin and end within it: they stay rivals
			}
			if date, ok := t.bound(e).date.Common(t.bound(s).date); ok {
				t.meetings = append(t.meetings, meeting{i, j, date, false})
			} else if date, ok := t.cross(e, s); ok {
				t.meetings = append(t.meetings, meeting{i, j, date, true})
			}
		}
	}
}

// within reports whether a claim both begins and ends on days that a bound of another
// allows.
func (t *turns) within(claim int, at boundAt) bool {
	common := func(list []boundAt) bool {
		return slices.ContainsFunc(list, func(b boundAt) bool {
			_, ok := t.bound(b).date.Common(t.bound(at).date)
			return ok && b.claim == claim
		})
	}
	return common(t.starts) && common(t.ends)
}

// cross returns the days from a start to an end that are both precise to the day and
// cross by a month at most. One who begins or ends before the other altogether hands
// nothing over.
func (t *turns) cross(e, s boundAt) (underpin.Date, bool) {
	from, to := t.bound(s).date, t.bound(e).date
	if from.Vague() || to.Vague() || to.First-from.First > crossing {
		return underpin.Date{}, false
	}
	earlier := func(b boundAt) bool { return b.claim == e.claim && t.bound(b).date.Last >= from.First }
	later := func(b boundAt) bool { return b.claim == s.claim && t.bound(b).date.First <= to.First }
	if slices.ContainsFunc(t.starts, earlier) || slices.ContainsFunc(t.ends, later) {
		return underpin.Date{}, false
	}
	return underpin.Date{EDTF: fmt.Sprintf("%s/%s", from.EDTF, to.EDTF), First: from.First, Last: to.First}, true
}

// groups parts the meetings into those that hang together.
func (t *turns) groups() [][]meeting {
	var out [][]meeting
	rest := slices.Clone(t.meetings)
	for len(rest) > 0 {
		group := rest[:1:1]
		rest = rest[1:]
		for k := 0; k < len(group); k++ {
			kept := rest[:0:0]
			for _, x := range rest {
				if x.end == group[k].end || x.start == group[k].start {
					group = append(group, x)
				} else {
					kept = append(kept, x)
				}
			}
			rest = kept
		}
		out = append(out, group)
	}
	return out
}

// settle makes events of meetings that hang together: one where all allow a day in
// common, else pair by pair the narrower.
func (t *turns) settle(group []meeting, out *arrangement) {
	common, ok := group[0].date, !group[0].crosses
	for _, x := range group[1:] {
		if ok && !x.crosses {
			common, ok = common.Common(x.date)
		}
		ok = ok && !x.crosses
	}
	if ok {
		t.together(group, common, out)
		return
	}
	for _, x := range group {
		if t.firstOf(group, x) && t.lastOf(group, x) {
			k := out.add(t, x.date, 1, x.crosses)
			out.falls[t.ends[x.end]], out.falls[t.starts[x.start]] = falling{k, 1}, falling{k, 1}
		}
	}
	for _, x := range group {
		_, ends := out.falls[t.ends[x.end]]
		_, starts := out.falls[t.starts[x.start]]
		if !ends && t.firstOf(group, x) {
			out.falls[t.ends[x.end]] = falling{out.add(t, x.date, 1, x.crosses), 1}
		}
		if !starts && t.lastOf(group, x) {
			out.falls[t.starts[x.start]] = falling{out.add(t, x.date, 1, x.crosses), 1}
		}
	}
}

// firstOf reports whether of all that its end meets the days of a meeting come first.
func (t *turns) firstOf(group []meeting, x meeting) bool {
	return !slices.ContainsFunc(group, func(y meeting) bool {
		return y.end == x.end && y.start != x.start && compareDates(y.date, x.date, y.start, x.start) < 0
	})
}

// lastOf reports whether of all that its start meets the days of a meeting come last.
func (t *turns) lastOf(group []meeting, x meeting) bool {
	return !slices.ContainsFunc(group, func(y meeting) bool {
		return y.start == x.start && y.end != x.end && compareDates(y.date, x.date, y.end, x.end) > 0
	})
}

func compareDates(a, b underpin.Date, i, j int) int {
	return cmp.Or(cmp.Compare(a.First, b.First), cmp.Compare(a.Last, b.Last), cmp.Compare(i, j))
}

// together has all bounds of some meetings fall on common days. Those who begin and
// end on them stand between the others.
func (t *turns) together(group []meeting, common underpin.Date, out *arrangement) {
	begins, ends := map[int]bool{}, map[int]bool{}
	for _, x := range group {
		ends[t.ends[x.end].claim], begins[t.starts[x.start].claim] = true, true
	}
	draws := 1
	for claim := range begins {
		if ends[claim] {
			draws = 2
		}
	}
	k := out.add(t, common, draws, false)
	for _, x := range group {
		e, s := t.ends[x.end], t.starts[x.start]
		out.falls[e], out.falls[s] = falling{k, 1}, falling{k, draws}
		if begins[e.claim] {
			out.falls[e] = falling{k, draws}
		}
		if ends[s.claim] {
			out.falls[s] = falling{k, 1}
		}
	}
}

// add appends a handover.
func (a *arrangement) add(t *turns, date underpin.Date, draws int, crosses bool) int {
	a.handovers = append(a.handovers, handover{date: date, draws: draws, crosses: crosses})
	return len(a.handovers) - 1
}

// name names the draws of the handovers of a rival set. What is left where testimony is
// dropped draws nothing and needs no names.
func (a *arrangement) name(c *rivalSet) {
	for k := range a.handovers {
		h := &a.handovers[k]
		h.hash = hashOf("handover", h.date.First.String(), h.date.Last.String()) ^ c.hash
	}
}

// drops reports whether some testimony of a rival set is left out.
func (m *Model) drops(c *rivalSet, drop func(*compiledChain) bool) bool {
	for _, i := range c.claims {
		says := m.claims[i].says
		for k := range says {
			if drop(&says[k]) {
				return true
			}
		}
	}
	return false
}

// daysWithout are the days on which the bounds of each claim of a rival set fall in the
// ledger without what drop leaves out; nil where that moves none.
func (m *Model) daysWithout(c *rivalSet, drop func(*compiledChain) bool) [][]underpin.Day {
	if drop == nil || !c.rivals || len(c.claims) < 2 || !m.drops(c, func(s *compiledChain) bool { return s.statesBound() && drop(s) }) {
		return nil
	}
	a := m.arrange(c, drop) // also where there is none with all: what is left may be one
	if a == nil && m.turns[m.rivalSetOf[c.claims[0]]] == nil {
		return nil
	}
	out := make([][]underpin.Day, len(c.claims))
	if a != nil {
		out = a.days(m, c)
	}
	for v, i := range c.claims {
		if out[v] == nil {
			out[v] = m.claims[i].base()
		}
	}
	return out
}

// A Turn is a handover as it is told of two claims: the one ends and the other begins
// on one day from First to Last. Crosses: day-precise bounds that overlap say so.
type Turn struct {
	Before, After underpin.ClaimID
	First, Last   underpin.Day
	Crosses       bool
}

// Turns lists the handovers to and from a claim, by its position in the case.
func (m *Model) Turns(i int) []Turn {
	i = m.lead[i]
	c, a := m.rivalSets[m.rivalSetOf[i]], m.turns[m.rivalSetOf[i]]
	if a == nil {
		return nil
	}
	var out []Turn
	own := slices.Index(c.claims, i)
	for e, on := range a.falls {
		for s, next := range a.falls {
			ends, starts := m.claims[c.claims[e.claim]], m.claims[c.claims[s.claim]]
			if on != next || ends.bounds[e.bound].which != end || starts.bounds[s.bound].which != start || own != e.claim && own != s.claim {
				continue
			}
			h := &a.handovers[on.handover]
			out = append(out, Turn{ends.c.ID, starts.c.ID, h.date.First, h.date.Last, h.crosses})
		}
	}
	slices.SortFunc(out, func(a, b Turn) int {
		return cmp.Or(cmp.Compare(a.First, b.First), underpin.CompareIDs(string(a.Before), string(b.Before)), underpin.CompareIDs(string(a.After), string(b.After)))
	})
	return slices.Compact(out)
}
