package underpin

import (
	"iter"
	"slices"
)

// A Chain is one way by which a testimony reached us, followed back through the
// testimony of those it was taken from to where it comes from in the end.
//
//	The Third Paper has it from the Second, which has it from the First, which has
//	it from an official: four sources, three links, one origin.
type Chain struct {
	// Links are the testimony itself and those through which its chain goes on,
	// towards the origin.
	Links []*Testimony
	// Sources are those it passed, each once: the origin first where it is a
	// source, the reporter last.
	Sources []SourceID
	// Origin is where it comes from in the end, by its anchor; Given as the last
	// link names it.
	Origin, Given OriginID
	// Lent are testimonies of relays named in passing that have themselves testified
	// from the same predecessor: their doubts stay on what they passed on.
	Lent []*Testimony
}

// Testimony is the testimony whose chain it is.
func (c *Chain) Testimony() *Testimony { return c.Links[0] }

// Dated is the link that says for when: the first that states a span or places the
// matter, else the last. Repeating an old word does not make it fresh.
func (c *Chain) Dated() *Testimony {
	for _, t := range c.Links {
		if !t.Held.IsZero() || !t.Attested.IsZero() {
			return t
		}
	}
	return c.Links[len(c.Links)-1]
}

// Where sources quote each other through and through the number of chains grows
// without measure. Each testimony has at most maxChains, the shortest, found in some
// of the steps that there are for all testimony on a claim; one for which no chain is
// found in its steps stands as told.
const maxChains, minSteps, allSteps = 64, 128, 1 << 16

// Chains follows the testimony on one claim back to its origins, whatever has been
// withdrawn: a chain is broken by that and not shortened. Where the origin of a
// testimony is a source with testimony of the same polarity on the claim, learned by
// then, the chain goes on through that; through several there is a chain for each.
// A branch that would meet a source twice is dropped. Chains come in the order of the
// testimony given.
func (k Knowledge) Chains(says []*Testimony) []Chain {
	l := layer{k: k, says: make([]*Testimony, 0, len(says))}
	for _, t := range says {
		if k.Learned(t) {
			l.says = append(l.says, t)
			l.quotes = l.quotes || t.Origin != "" && (t.Origin != OriginUnknown || len(t.Via) > 0)
		}
	}
	l.index()
	out := make([]Chain, 0, len(l.says))
	for i := range l.says {
		out = l.follow(i, out)
	}
	return out
}

// Circular lists the testimony on one claim that is left with no chain: whoever it is
// followed to has it, in the end, from one of those who have it from him. It weighs
// nothing.
func (k Knowledge) Circular(says []*Testimony) []*Testimony {
	if !slices.ContainsFunc(says, func(t *Testimony) bool { return t.Origin != "" }) {
		return nil
	}
	var out []*Testimony
	chains := k.Chains(says)
	for _, t := range says {
		if k.Learned(t) && !slices.ContainsFunc(chains, func(c Chain) bool { return c.Testimony() == t }) {
			out = append(out, t)
		}
	}
	return out
}

// A layer lays the chains of one claim.
type layer struct {
	k    Knowledge
	says []*Testimony
	// by lists them by source, where any of them quotes and they are not few.
	quotes bool
	by     map[SourceID][]*Testimony
}

// fewSays is up to how much testimony is looked through rather than indexed.
const fewSays = 16

func (l *layer) index() {
	if !l.quotes || len(l.says) <= fewSays {
		return
	}
	l.by = make(map[SourceID][]*Testimony, len(l.says))
	for _, t := range l.says {
		l.by[t.Source] = append(l.by[t.Source], t)
	}
}

// of lists the testimony of a source, where any quotes.
func (l *layer) of(source SourceID) iter.Seq[*Testimony] {
	says := l.says
	if l.by != nil {
		says = l.by[source]
	}
	return func(yield func(*Testimony) bool) {
		for _, t := range says {
			if t.Source == source && l.quotes && !yield(t) {
				return
			}
		}
	}
}

// follow appends the chains of a testimony, the shortest first.
func (l *layer) follow(i int, out []Chain) []Chain {
	t := l.says[i]
	start := Chain{Links: l.says[i : i+1 : i+1], Sources: l.told(t)}
	if head := l.head(t); head == "" || !l.speaks(head, t) {
		return append(out, l.end(start)) // as nearly always
	}
	found, open := 0, []Chain{start}
	for steps := max(minSteps, allSteps/len(l.says)); len(open) > 0 && found < maxChains; steps-- {
		if steps == 0 {
			if found == 0 {
				out = append(out, l.end(start))
			}
			break
		}
		c := open[0]
		open = open[1:]
		last := c.Links[len(c.Links)-1]
		head := l.head(last)
		switch {
		case head != "" && slices.Contains(c.Sources, head):
			continue // it would meet a source twice
		case head == "" || !l.speaks(head, last):
			out = append(out, l.end(c))
			found++
			continue
		}
		for u := range l.of(head) {
			if next, ok := l.through(c, u, last); ok {
				open = append(open, next)
			}
		}
	}
	return out
}

// told lists the sources of a testimony as it is told, without where it has it from.
func (l *layer) told(t *Testimony) []SourceID {
	out := make([]SourceID, 0, len(t.Via)+2)
	head := l.k.SourceOf(t.Origin)
	for _, v := range t.Via {
		if v != t.Source && v != head && !slices.Contains(out, v) {
			out = append(out, v)
		}
	}
	return append(out, t.Source)
}

// head is the source from which a testimony has it, empty where it is the first.
func (l *layer) head(t *Testimony) SourceID {
	if t.Origin == "" || t.Origin == OriginUnknown {
		return ""
	}
	if s := l.k.SourceOf(t.Origin); s != t.Source {
		return s
	}
	return ""
}

// speaks reports whether a source has testimony through which a chain can go on.
func (l *layer) speaks(source SourceID, from *Testimony) bool {
	for u := range l.of(source) {
		if sameSide(u, from) {
			return true
		}
	}
	return false
}

// sameSide reports whether two testimonies are told alike; a doubt is a denial.
func sameSide(a, b *Testimony) bool { return (a.Polarity == Affirm) == (b.Polarity == Affirm) }

// through leads a chain on through a testimony of its head.
func (l *layer) through(c Chain, u, last *Testimony) (Chain, bool) {
	if !sameSide(u, last) {
		return Chain{}, false
	}
	told := l.told(u)
	if slices.ContainsFunc(told, func(s SourceID) bool { return slices.Contains(c.Sources, s) }) {
		return Chain{}, false
	}
	return Chain{Links: append(slices.Clone(c.Links), u), Sources: append(told, c.Sources...)}, true
}

// end completes a chain that goes no further.
func (l *layer) end(c Chain) Chain {
	last := c.Links[len(c.Links)-1]
	c.Given, c.Origin = last.Origin, l.k.Origin(last)
	if head := l.head(last); head != "" {
		c.Sources = append([]SourceID{head}, c.Sources...)
	}
	for _, t := range c.Links {
		for at, relay := range t.Via {
			if !slices.Contains(l.told(t), relay) || relay == t.Source {
				continue
			}
			if u := l.lent(t, relay, l.before(t, at)); u != nil && !slices.Contains(c.Links, u) {
				c.Lent = append(c.Lent, u)
			}
		}
	}
	return c
}

// before is from whom the relay at a place has it: the relay before, else the origin.
func (l *layer) before(t *Testimony, at int) OriginID {
	if at > 0 {
		return OriginID(t.Via[at-1])
	}
	return l.k.Origin(t)
}

// lent finds the testimony of a relay from the same predecessor, not withdrawn; of
// several the least doubtful.
func (l *layer) lent(t *Testimony, relay SourceID, from OriginID) *Testimony {
	var best *Testimony
	for u := range l.of(relay) {
		if u == t || !sameSide(u, t) || l.k.Withdrawn(u) || l.before(u, len(u.Via)) != from {
			continue
		}
		if best == nil || best.Certainty() < u.Certainty() {
			best = u
		}
	}
	return best
}

// Certainty is the factor of the source's own certainty. Assessed and inferred
// statements count .8 unless the testimony says otherwise; a doubt is a denial of
// half certainty.
func (t *Testimony) Certainty() float64 {
	h := 1.0
	switch t.Hedge {
	case HedgeBelieves:
		h = .8
	case HedgeHeard:
		h = .5
	case "":
		if t.Basis == BasisAssessed || t.Basis == BasisInferred {
			h = .8
		}
	}
	if t.Polarity == Doubt {
		h *= .5
	}
	return h
}
