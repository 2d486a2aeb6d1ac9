package evidence

import (
	"math"
	"slices"
	"strings"

	"underpin"
)

// A claim is a claim compiled with the testimony that counts for it.
type claim struct {
	c     *underpin.Claim
	r     *underpin.Relation
	prior float64 // log-odds before any testimony
	// valued marks a claim of a value, one of many.
	valued bool
	says   []testimony
	// vars are the sources whose soundness it depends on, by position, with the
	// probability of each; the rumour pool, where it is one, is the last.
	vars   []soundVar
	bounds []bound
	// told is the last day of the claim's asserted interval.
	told underpin.Day
	// others is the number of false values that a value competes with.
	others int
	// rejected marks a claim taken as not said by anyone.
	rejected bool
}

// A soundVar is one source, on the topic of the claim, or its rumour pool.
type soundVar struct {
	source int // position, or rumourVar
	h      float64
}

// rumourVar stands for the rumour pool of a claim among its soundness variables.
const rumourVar = -1

// A bound is a vague stated bound of some testimony of a claim; testimony that
// states the same bound shares it, and so its draw.
type bound struct {
	date  underpin.Date
	which string // "start" or "end"
	hash  uint64
}

// compileClaim compiles the claim at a position under the model's edits.
func (m *Model) compileClaim(i int) *claim {
	c := &m.c.Claims[i]
	out := &claim{c: c, r: m.x.Relations[c.Relation], told: underpin.MinDay}
	out.valued = out.r.Class.Traits().Value
	out.others = max(len(m.cells[m.cellOf[i]].claims)-1, alternatives)
	if c.Prior > 0 && c.Prior < 1 {
		out.prior = math.Log(c.Prior / (1 - c.Prior))
	}
	if out.rejected = m.rejected(i); out.rejected {
		return out
	}
	for _, t := range m.testimonyOf(i) {
		if s := m.compileTestimony(t, c, out.r); s != nil {
			out.says = append(out.says, *s)
		}
	}
	slices.SortFunc(out.says, func(a, b testimony) int { return underpin.CompareIDs(string(a.t.ID), string(b.t.ID)) })
	out.number()
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

// number gives the origins and the groups of a claim numbers, in the order in which
// they first speak: comparing numbers is what choosing voices mostly does.
func (cl *claim) number() {
	origins, groups := map[underpin.OriginID]int{}, map[string]int{}
	for k := range cl.says {
		s := &cl.says[k]
		if _, ok := origins[s.origin]; !ok {
			origins[s.origin] = len(origins)
		}
		if _, ok := groups[s.group]; !ok {
			groups[s.group] = len(groups)
		}
		s.originNo, s.groupNo = origins[s.origin], groups[s.group]
	}
}

// rejected reports whether a what-if rejects the claim or one pooled with it.
func (m *Model) rejected(i int) bool {
	if slices.Contains(m.edits.Reject, m.c.Claims[i].ID) {
		return true
	}
	for _, j := range m.pooled[m.lead[i]] {
		if slices.Contains(m.edits.Reject, m.c.Claims[j].ID) {
			return true
		}
	}
	return false
}

// note adds what one testimony brings to the claim as a whole.
func (cl *claim) note(m *Model, s *testimony) {
	for _, source := range s.chain {
		h := soundness(m.reliability(&m.c.Sources[source], cl.c.Topic))
		cl.variable(source, h)
	}
	if s.rumour {
		cl.variable(rumourVar, soundness(rumourReliability))
	}
	for which, date := range map[string]*underpin.Date{"start": s.span.start, "end": s.span.end} {
		if date == nil || !date.Vague() || which == "end" && s.span.single {
			continue
		}
		cl.bound(m, which, *date)
	}
	if s.affirm && s.base > 0 {
		cl.told = max(cl.told, s.span.last)
	}
}

// variable adds a soundness variable; one that is certain either way needs none.
func (cl *claim) variable(source int, h float64) {
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

// bound adds a vague bound.
func (cl *claim) bound(m *Model, which string, date underpin.Date) {
	for _, b := range cl.bounds {
		if b.which == which && b.date.EDTF == date.EDTF {
			return
		}
	}
	lead := &m.c.Claims[m.lead[m.index[cl.c.ID]]]
	cl.bounds = append(cl.bounds, bound{date, which, hashOf("bound", string(lead.ID), which, date.EDTF)})
	slices.SortFunc(cl.bounds, func(a, b bound) int {
		return strings.Compare(a.which+a.date.EDTF, b.which+b.date.EDTF)
	})
}

// undecided reports whether a date falls among the days a vague bound allows, so
// that its side depends on the draw.
func (b *bound) undecided(d underpin.Day) bool { return b.date.First <= d && d <= b.date.Last }

// place tells where a date lies for a testimony, given the days drawn for the
// claim's vague bounds; nil takes their middle days.
func (cl *claim) place(s *testimony, d underpin.Day, drawn []underpin.Day) place {
	if drawn == nil {
		return s.span.middle(d)
	}
	day := func(date *underpin.Date, which string, absent underpin.Day) underpin.Day {
		if date == nil {
			return absent
		}
		for i := range cl.bounds {
			if cl.bounds[i].which == which && cl.bounds[i].date.EDTF == date.EDTF {
				return drawn[i]
			}
		}
		return date.First
	}
	start := day(s.span.start, "start", underpin.MinDay)
	if s.span.single {
		return s.span.at(d, start, start)
	}
	return s.span.at(d, start, day(s.span.end, "end", underpin.MaxDay))
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
