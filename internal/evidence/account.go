package evidence

import (
	"cmp"
	"slices"

	"underpin"
)

// An Aside is one testimony that is not counted, and why.
type Aside struct {
	Testimony underpin.TestimonyID
	Why       AsideReason
	// Voice is the testimony that speaks instead, for what repeats, and Chains the
	// ways it came.
	Voice  underpin.TestimonyID
	Chains []underpin.Chain
}

// An AsideReason says why a testimony is not counted.
type AsideReason string

// The reasons why a testimony is not counted.
const (
	// Repeats: it has its origin, a relay or its reporter in common with a voice.
	Repeats AsideReason = "repeats"
	// AnotherTime: what it denies lies before or after what is told.
	AnotherTime AsideReason = "another-time"
	// Weightless: its source, its hedge or its origin leave it no strength.
	Weightless AsideReason = "weightless"
	// Withdrawn: it has been withdrawn, or what it repeats has.
	Withdrawn AsideReason = "withdrawn"
	// Circular: its chain leads back to itself.
	Circular AsideReason = "circular"
	// NotLearned: it was not known on the day whose knowledge is asked.
	NotLearned AsideReason = "not-learned"
	// LeftOut: a what-if leaves it out, or it may not be published where only what
	// may be is weighed.
	LeftOut AsideReason = "left-out"
)

// asides lists the testimony on a claim that is not counted among some voices.
func (m *Model) asides(cl *compiledClaim, lead int, voices []Voice) []Aside {
	var out []Aside
	told := cl.told(cl.days, nil)
	for _, t := range m.testimonyOf(lead) {
		if slices.ContainsFunc(voices, func(v Voice) bool { return v.Testimony == t.ID }) {
			continue
		}
		out = append(out, m.aside(cl, lead, t, voices, &told))
	}
	slices.SortFunc(out, func(a, b Aside) int { return underpin.CompareIDs(string(a.Testimony), string(b.Testimony)) })
	return out
}

// aside says why a testimony is not counted.
func (m *Model) aside(cl *compiledClaim, lead int, t *underpin.Testimony, voices []Voice, told *extent) Aside {
	a := Aside{Testimony: t.ID, Why: LeftOut}
	if !m.known.Learned(t) {
		a.Why = NotLearned
		return a
	}
	laid := m.laid[lead]
	a.Why = Circular
	for k := range laid {
		if l := &laid[k]; l.Testimony() != t {
			continue
		} else if !slices.ContainsFunc(l.Links, m.known.Withdrawn) {
			a.Why = LeftOut
			break
		}
		a.Why = Withdrawn
	}
	if a.Why != LeftOut {
		return a
	}
	for k := range cl.says {
		s := &cl.says[k]
		if s.t != t {
			continue
		}
		switch {
		case a.Why == Repeats && (s.base == 0 || !s.affirm && cl.bears(s, told) == 0):
		case s.base == 0:
			a.Why = Weightless
		case !s.affirm && cl.bears(s, told) == 0:
			a.Why = AnotherTime
		default:
			a.Why = Repeats
			a.Chains = append(a.Chains, *s.Chain)
			a.Voice = cmp.Or(a.Voice, cl.voiceOf(s, voices))
		}
	}
	return a
}

// voiceOf is the testimony whose voice stands in the way of a chain.
func (cl *compiledClaim) voiceOf(s *compiledChain, voices []Voice) underpin.TestimonyID {
	for _, v := range voices {
		if o := &cl.says[v.says]; o.affirm == s.affirm && o.nodes.meets(&s.nodes) {
			return v.Testimony
		}
	}
	return ""
}
