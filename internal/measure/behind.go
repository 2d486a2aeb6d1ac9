package measure

import (
	"cmp"
	"container/heap"
	"context"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// mostChains is how many chains are followed on from an entity, of those that hand on the
// same: none of them holds only where another does. Where firms hold each other in a
// circle there are more chains than could ever be followed.
const mostChains = 8

// Behind lists who stands behind an entity on a date of the sample whose shares are given,
// by other claims than one: each by the most probable of the ways of [Held] over posts,
// owners and nominees that hand something on and that are in the network. For an owner by shares that is the share of
// worlds in which it controls the entity, along whatever chain.
//
// Chains are followed on from the most probable, as by Dijkstra (1959). One that holds in
// no world in which another, no longer one to the same entity does not, leads to nothing
// better and is given up (Martins 1984, On a multicriteria shortest path problem). An entity
// is left [mostChains] times at most, so that the answer is exact unless more chains than
// that lead to it which hold in different worlds; then the P of what lies behind it may be
// too low, but never that of an owner.
// It fails with [ErrUnknownEntity], and with the context's error where it was cancelled.
func Behind(ctx context.Context, f *snapshot.Shareholdings, worlds snapshot.Worlds, date int, own *Ownership, x underpin.EntityID, but underpin.ClaimID) ([]Way, error) {
	entity, err := Entity(f.Projection, x)
	if err != nil {
		return nil, err
	}
	s := behindSearch{
		powerClaims: newPowerClaims(f, worlds, date, own, entity), but: but, controllers: own.controlOf(entity),
		left: map[underpin.EntityID][]*powerChain{}, best: map[underpin.EntityID]*standsBehind{},
	}
	s.extend(&powerChain{holder: x, row: worldset.All(f.Worlds()), shares: true})
	for s.chains.Len() > 0 {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		c := heap.Pop(&s.chains).(*powerChain)
		if !s.leads(c) {
			continue
		}
		s.note(c)
		if len(c.links) < longestChain {
			s.extend(c)
		}
	}
	return s.ways(), nil
}

// A behindSearch follows chains of claims from an entity to those behind it.
type behindSearch struct {
	powerClaims
	but         underpin.ClaimID
	controllers *snapshot.ControlOf
	chains      chainQueue
	left        map[underpin.EntityID][]*powerChain // by the name of their holder: those followed on
	best        map[underpin.EntityID]*standsBehind
}

// A powerChain is claims that lead from an entity up to a holder, the nearest first. What
// counts of shares alone is whether the holder controls the entity; else each claim has to
// hand something on by itself.
type powerChain struct {
	links  []powerClaim
	holder underpin.EntityID
	row    worldset.Set // where all of them hold
	held   worldset.Set // and where what is owned on the way is controlled
	worlds int          // of these
	shares bool
}

// A standsBehind is one behind the entity: how probably, and by which chain.
type standsBehind struct {
	p     float64
	chain *powerChain
}

// extend queues the chains that are one claim longer.
func (s *behindSearch) extend(c *powerChain) {
	for _, next := range s.overAll(c.holder) {
		cl := &s.p.Case.Claims[next.claim]
		if cl.ID == s.but || cl.View() && !cl.Tie {
			continue
		}
		if len(c.links) > 0 && !s.leadsOn(c.holder, next) && !next.relation.Fronts() {
			continue
		}
		name := s.named(next.holder)
		if name == s.named(s.p.Case.Entities[s.entity].ID) || slices.ContainsFunc(c.links, func(l powerClaim) bool { return s.named(l.holder) == name }) {
			continue
		}
		out := &powerChain{holder: next.holder, shares: c.shares && next.relation.Shared() && s.mayControl(next.holder)}
		out.links = append(slices.Clip(c.links), next)
		row := s.row(next)
		out.row = slices.Clone(c.row)
		out.row.And(row)
		out.held = out.row
		if !out.shares && !s.handOn(out) {
			continue
		}
		if out.worlds = out.held.Count(); out.worlds == 0 {
			continue
		}
		heap.Push(&s.chains, out)
	}
}

// handOn reports whether a chain hands on something, one link of which is no share, and
// notes in which worlds.
func (s *behindSearch) handOn(c *powerChain) bool {
	if !slices.ContainsFunc(c.links, func(l powerClaim) bool { return !l.relation.Shared() }) {
		return false
	}
	reading, _, held := s.reads(c.links, c.row)
	c.held = held
	return reading != handsOnNothing
}

func (s *behindSearch) mayControl(x underpin.EntityID) bool {
	e, _ := s.p.Entity(x)
	return s.controllers.May(e)
}

func (s *behindSearch) control(holder, what underpin.EntityID) float64 {
	a, _ := s.p.Entity(holder)
	b, _ := s.p.Entity(what)
	return s.own.Control(a, b)
}

// leads reports whether a chain may lead to something better than those that were followed
// on from its holder, and remembers it then.
func (s *behindSearch) leads(c *powerChain) bool {
	name := s.named(c.holder)
	alike := 0
	for _, o := range s.left[name] {
		if o.shares != c.shares {
			continue
		}
		alike++
		if len(o.links) <= len(c.links) && within(c.row, o.row) && (c.shares || within(c.held, o.held)) {
			return false
		}
	}
	if alike >= mostChains {
		return false
	}
	s.left[name] = append(s.left[name], c)
	return true
}

// within reports whether all worlds of one set are in another.
func within(a, b worldset.Set) bool {
	for k, w := range a {
		if w&^b[k] != 0 {
			return false
		}
	}
	return true
}

// note notes who is reached by a chain.
func (s *behindSearch) note(c *powerChain) {
	p := float64(c.worlds) / float64(s.f.Worlds())
	if c.shares {
		if p = s.control(c.holder, s.p.Case.Entities[s.entity].ID); p == 0 {
			return
		}
	}
	name := s.named(c.holder)
	if have := s.best[name]; have == nil || p > have.p {
		s.best[name] = &standsBehind{p, c}
	}
}

// ways lists who is behind, the most probable first, and persons whom the case keeps apart
// last.
func (s *behindSearch) ways() []Way {
	ways := make([]Way, 0, len(s.best))
	for _, b := range s.best {
		w := s.way(b.chain.links, b.chain.row)
		if s.p.Case.Settings.PersonsApart() && s.p.Index.Entities[w.Holder].Schema == underpin.Person {
			w.P, w.Control = 0, 0
		}
		ways = append(ways, w)
	}
	slices.SortFunc(ways, func(a, b Way) int {
		return cmp.Or(cmp.Compare(cmp.Or(b.Control, b.P), cmp.Or(a.Control, a.P)), underpin.CompareIDs(string(a.Holder), string(b.Holder)))
	})
	return ways
}

// A chainQueue is chains to be followed, the most probable first.
type chainQueue []*powerChain

func (q chainQueue) Len() int { return len(q) }

func (q chainQueue) Less(i, j int) bool {
	a, b := q[i], q[j]
	return cmp.Or(cmp.Compare(b.worlds, a.worlds), cmp.Compare(len(a.links), len(b.links)), slices.CompareFunc(a.links, b.links, func(x, y powerClaim) int {
		return cmp.Compare(x.claim, y.claim)
	})) < 0
}

func (q chainQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }

func (q *chainQueue) Push(x any) { *q = append(*q, x.(*powerChain)) }

func (q *chainQueue) Pop() any {
	last := len(*q) - 1
	c := (*q)[last]
	*q = (*q)[:last]
	return c
}
