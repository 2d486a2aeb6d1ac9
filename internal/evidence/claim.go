package evidence

import (
	"math"
	"slices"
	"strings"

	"underpin"
)

// A compiledClaim is a claim compiled with the chains that count for it.
type compiledClaim struct {
	c     *underpin.Claim
	r     *underpin.Relation
	name  string  // names its draws: the id of the claim that leads its pool
	prior float64 // log-odds before any testimony
	// valued marks a claim of a value, one of many.
	valued bool
	value  underpin.Quantity
	says   []compiledChain
	// vars are the sources whose soundness it depends on, by position, with the
	// probability of each; the rumour pool, where it is one, is the last.
	vars []soundVar
	// bounds are the stated bounds of its testimony; days those on which they fall
	// in the ledger.
	bounds []statedBound
	days   []underpin.Day
	// others is the number of false values that a value competes with.
	others int
}

// A soundVar is one source, on the topic of the claim, or its rumour pool.
type soundVar struct {
	source int // position, or rumourVar
	h      float64
}

// rumourVar stands for the rumour pool of a claim among its soundness variables.
const rumourVar = -1

// compileClaim compiles a unit under the model's edits.
func (m *Model) compileClaim(i int) *compiledClaim {
	c := &m.c.Claims[m.units[i].from]
	out := &compiledClaim{c: c, r: m.x.Relations[c.Relation], name: string(c.ID)}
	out.valued = out.r.Class.Traits().Value
	out.value = m.valueOf(i)
	out.others = m.rivalSets[m.rivalSetOf[i]].others
	if c.Prior > 0 && c.Prior < 1 {
		out.prior = math.Log(c.Prior / (1 - c.Prior))
	}
	laid := m.laid[i]
	out.says = make([]compiledChain, 0, len(laid))
	for k := range laid {
		if s, counts := m.compileChain(&laid[k], out); counts {
			s.span = out.compileSpan(m, &s)
			out.says = append(out.says, s)
		}
	}
	out.number(m)
	passed := 0
	for k := range out.says {
		passed += len(out.says[k].passed)
	}
	out.vars = make([]soundVar, 0, passed)
	for k := range out.says {
		out.note(m, &out.says[k])
	}
	slices.SortFunc(out.vars, func(a, b soundVar) int {
		if a.source == rumourVar || b.source == rumourVar {
			return b.source - a.source // the rumour last
		}
		return strings.Compare(string(m.c.Sources[a.source].ID), string(m.c.Sources[b.source].ID))
	})
	return out
}

// lay follows the testimony of a claim, in natural order of its ids, back to its
// origins: once, before terms or a what-if take anything away.
func (m *Model) lay(i int) []underpin.Chain {
	says := m.testimonyOf(i)
	byID := func(a, b *underpin.Testimony) int { return underpin.CompareIDs(string(a.ID), string(b.ID)) }
	if !slices.IsSortedFunc(says, byID) {
		says = slices.Clone(says)
		slices.SortFunc(says, byID)
	}
	return m.known.Chains(says)
}

// number gives the nodes and the groups of a claim numbers, in the order in which
// they first speak: comparing numbers is what choosing voices mostly does.
func (cl *compiledClaim) number(m *Model) {
	var seen numbers[underpin.OriginID]
	var groups numbers[dependence]
	for k := range cl.says {
		s := &cl.says[k]
		s.nodes.add(seen.of(s.origin))
		for _, source := range s.Sources {
			s.nodes.add(seen.of(m.representative(underpin.OriginID(source))))
		}
		s.groupNo = groups.of(s.group)
	}
}

// numbers numbers things in the order in which they come. Few are compared one by one:
// nearly every claim has a handful, and two maps for each were a tenth of compiling.
type numbers[T comparable] struct {
	few  [12]T
	n    int
	many map[T]int // of all, where they are more
}

// of returns the number of a thing, a new one where it is new.
func (x *numbers[T]) of(t T) int {
	if x.many == nil {
		if k := slices.Index(x.few[:x.n], t); k >= 0 {
			return k
		}
		if x.n < len(x.few) {
			x.few[x.n] = t
			x.n++
			return x.n - 1
		}
		x.many = map[T]int{}
		for k, o := range x.few {
			x.many[o] = k
		}
	}
	k, ok := x.many[t]
	if !ok {
		k = len(x.many)
		x.many[t] = k
	}
	return k
}

// note adds the soundness that one chain hangs on.
func (cl *compiledClaim) note(m *Model, s *compiledChain) {
	for _, source := range s.passed {
		cl.variable(source, soundness(m.reliability(&m.c.Sources[source], cl.c.Topic)))
	}
	if s.rumour {
		cl.variable(rumourVar, soundness(rumourReliability))
	}
}

// variable adds a soundness variable; one that is certain either way needs none.
func (cl *compiledClaim) variable(source int, h float64) {
	if h == 0 || h == 1 {
		return
	}
	for _, v := range cl.vars {
		if v.source == source {
			return
		}
	}
	cl.vars = append(cl.vars, soundVar{source, h})
}

// canonical lists the positions of claims in natural order of their ids.
func canonical(claims []underpin.Claim) []int {
	order := make([]int, len(claims))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int { return underpin.CompareIDs(string(claims[a].ID), string(claims[b].ID)) })
	return order
}
