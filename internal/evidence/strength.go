package evidence

import (
	"slices"

	"underpin"
)

// A compiledChain is one way by which a testimony reached us, compiled: its strength before
// any fading, what it shares with other chains, and the sources that must be sound
// for it to speak.
type compiledChain struct {
	*underpin.Chain
	t      *underpin.Testimony
	affirm bool
	// base is rho before fading, in [0, 1).
	base float64
	// h is the probability that all its sources are sound.
	h float64
	// passed lists the positions of its sources; rumour marks the pool.
	passed []int
	rumour bool
	// origin is where its voice comes from, after merges; group its dependence group.
	origin  underpin.OriginID
	group   dependence
	groupNo int // within the claim
	delta   float64
	// nodes are its origin, relays and reporter, as numbered in the claim.
	nodes nodes
	span  assertedSpan
	use   underpin.Use
}

// compileChain compiles a chain on a claim; false where it does not count: broken by
// a withdrawal, or left out by a what-if.
func (m *Model) compileChain(l *underpin.Chain, cl *compiledClaim) (compiledChain, bool) {
	t := l.Testimony()
	out := compiledChain{Chain: l, t: t, affirm: t.Polarity == underpin.Affirm, base: 1, h: 1}
	if m.broken(l) {
		return out, false
	}
	out.passed = make([]int, 0, len(l.Sources))
	for _, id := range l.Sources {
		at := m.sources[id]
		s := &m.c.Sources[at]
		rel := m.reliability(s, cl.c.Topic)
		out.base *= 2*rel - 1
		out.h *= soundness(rel)
		out.passed = append(out.passed, at)
		if s.Reversed {
			out.affirm = !out.affirm
		}
	}
	if l.Given == underpin.OriginUnknown {
		out.rumour = true
		out.base *= 2*rumourReliability - 1
		out.h *= soundness(rumourReliability)
	}
	out.base *= certainty(l) * m.interestOf(l, cl.c)
	out.origin = m.representative(l.Origin)
	out.group, out.delta = m.groupOf(out.origin, l.Given)
	out.use = m.use(t)
	return out, m.cfg.For.allows(out.use)
}

// broken reports whether something on the way is withdrawn, or left out by a what-if. Of
// claims that are one, a rejected one takes its own testimony along, and what repeats it.
func (m *Model) broken(l *underpin.Chain) bool {
	for _, t := range l.Links {
		if m.known.Withdrawn(t) || len(m.edits.Reject) > 0 && slices.Contains(m.edits.Reject, t.Claim) {
			return true
		}
		if drop := m.edits.DropOrigins; len(drop) > 0 && (slices.Contains(drop, t.Origin) || slices.Contains(drop, m.known.Origin(t))) {
			return true
		}
	}
	return slices.ContainsFunc(m.edits.Without, func(s underpin.SourceID) bool { return slices.Contains(l.Sources, s) })
}

// groupOf returns the dependence group of a voice: that of its origin, else that
// of the locator it was given by, else a group of its own.
func (m *Model) groupOf(origin, given underpin.OriginID) (dependence, float64) {
	for _, o := range [...]underpin.OriginID{origin, given} {
		if g := m.x.GroupOf[o]; g != nil {
			return dependence{group: g}, g.Delta
		}
	}
	return dependence{origin: origin}, 0
}

// A dependence is what voices may hang together by: a group, or one origin alone.
type dependence struct {
	group  *underpin.Group
	origin underpin.OriginID
}

func (d dependence) String() string {
	if d.group != nil {
		return "group " + d.group.ID
	}
	return "origin " + string(d.origin)
}

// certainty is the product of every hedge stated on the way, from the origin to the
// reporter, so that it is the same to the bit however the way is written down.
func certainty(l *underpin.Chain) float64 {
	if len(l.Links) == 1 && len(l.Lent) == 0 {
		return l.Links[0].Certainty()
	}
	h := 1.0
	for _, s := range l.Sources {
		for _, said := range [][]*underpin.Testimony{l.Links, l.Lent} {
			for _, t := range said {
				if t.Source == s {
					h *= t.Certainty()
				}
			}
		}
	}
	return h
}

// interestOf is the one factor of interest of a chain: the least stated on the way.
func (m *Model) interestOf(l *underpin.Chain, c *underpin.Claim) float64 {
	least := 1.0
	for _, said := range [][]*underpin.Testimony{l.Links, l.Lent} {
		for _, t := range said {
			least = min(least, m.interest(t, l.Origin, c))
		}
	}
	return least
}

// interest returns the factor of the speaker's interest: .5 where the statement
// serves it, .3 where it is a denial by the claim's own subject or object.
func (m *Model) interest(t *underpin.Testimony, origin underpin.OriginID, c *underpin.Claim) float64 {
	if t.Interest != underpin.InterestSelfServing {
		return 1
	}
	if t.Polarity == underpin.Affirm {
		return .5
	}
	speaker := m.x.Sources[underpin.SourceID(origin)]
	if speaker != nil && speaker.Entity != "" && (speaker.Entity == c.Subject || speaker.Entity == c.Object) {
		return .3
	}
	return .5
}
