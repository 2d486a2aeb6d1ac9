package evidence

import (
	"slices"

	"underpin"
)

// A testimony is one testimony compiled: its strength before any fading, the
// voice it belongs to, and the sources that must be sound for it to speak.
type testimony struct {
	t      *underpin.Testimony
	affirm bool
	// base is rho before fading, in [0, 1).
	base float64
	// h is the probability that its whole chain is sound.
	h float64
	// chain lists the positions of the sources it passes, rumour the pool.
	chain  []int
	rumour bool
	// origin and reporter name the voice; group its dependence group.
	origin underpin.OriginID
	// originNo and groupNo number them within the claim.
	originNo, groupNo int
	reporter          int
	group             string
	delta             float64
	span              span
	publish           bool
}

// compileTestimony returns nil where a testimony does not count: not yet learned,
// retracted, or left out by a what-if.
func (m *Model) compileTestimony(t *underpin.Testimony, c *underpin.Claim, r *underpin.Relation) *testimony {
	origin := m.known.Origin(t)
	if !m.known.Counts(t) || slices.Contains(m.edits.DropOrigins, t.Origin) || slices.Contains(m.edits.DropOrigins, origin) {
		return nil
	}
	out := &testimony{t: t, affirm: t.Polarity == underpin.Affirm, base: 1, h: 1}
	for _, id := range m.known.Chain(t) {
		if slices.Contains(m.edits.Without, id) {
			return nil
		}
		s := m.x.Sources[id]
		rel := m.reliability(s, c.Topic)
		out.base *= 2*rel - 1
		out.h *= soundness(rel)
		out.chain = append(out.chain, m.sources[id])
		if s.Reversed {
			out.affirm = !out.affirm
		}
	}
	if t.Origin == underpin.OriginUnknown {
		out.rumour = true
		out.base *= 2*rumourReliability - 1
		out.h *= soundness(rumourReliability)
	}
	out.base *= hedge(t) * m.interest(t, origin, c)
	out.reporter = m.sources[t.Source]
	out.origin = m.representative(origin)
	out.group, out.delta = m.groupOf(out.origin, t.Origin)
	out.span = m.compileSpan(t, r)
	out.publish = m.x.TermsOf(t).Publishable(m.cfg.Today)
	if m.cfg.Publishable && !out.publish {
		return nil
	}
	return out
}

// groupOf returns the dependence group of a voice: that of its origin, else that
// of the locator it was given by, else a group of its own.
func (m *Model) groupOf(origin, given underpin.OriginID) (string, float64) {
	for _, o := range []underpin.OriginID{origin, given} {
		if g := m.x.GroupOf[o]; g != nil {
			return "group " + g.ID, g.Delta
		}
	}
	return "origin " + string(origin), 0
}

// hedge returns the factor of the source's own certainty. Assessed and inferred
// statements count .8 unless the testimony says otherwise; a doubt is a denial of
// half certainty.
func hedge(t *underpin.Testimony) float64 {
	h := 1.0
	switch t.Hedge {
	case underpin.HedgeBelieves:
		h = .8
	case underpin.HedgeHeard:
		h = .5
	case "":
		if t.Basis == underpin.BasisAssessed || t.Basis == underpin.BasisInferred {
			h = .8
		}
	}
	if t.Polarity == underpin.Doubt {
		h *= .5
	}
	return h
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
