package synth

import (
	"fmt"
	"slices"

	"underpin"
)

// testimonies generates the testimony on a claim: the first affirms it.
func (b *caseGenerator) testimonies(c *underpin.Claim) {
	n := b.cfg.MinTestimonies
	// Most claims have little testimony: each further one is as likely as not.
	for n < b.cfg.MaxTestimonies && b.chance(.55) {
		n++
	}
	from := b.day()
	for k := range n {
		b.testimony(c, k, from)
	}
}

func (b *caseGenerator) testimony(c *underpin.Claim, k int, from underpin.Day) {
	at := b.skewed(len(b.c.Sources))
	source := &b.c.Sources[at]
	t := underpin.Testimony{
		ID: underpin.TestimonyID(fmt.Sprintf("%s.%d", c.ID, k+1)), Claim: c.ID, Source: source.ID,
		Polarity: underpin.Affirm, Basis: underpin.BasisReported, By: "analyst",
	}
	if k > 0 {
		switch u := b.rng.Float64(); {
		case u < .12:
			t.Polarity = underpin.Deny
			t.Interest = []underpin.Interest{"", underpin.InterestSelfServing}[b.rng.IntN(2)]
		case u < .16:
			t.Polarity = underpin.Doubt
		}
	}
	b.chain(&t, at)
	b.dates(&t, c, from)
	b.manner(&t, source)
	b.c.Testimonies = append(b.c.Testimonies, t)
}

// chain draws the origin and the relays. An origin that is a source comes before
// the relays in order, and these before the reporter, so that however far a chain is
// followed it meets no source twice.
func (b *caseGenerator) chain(t *underpin.Testimony, at int) {
	from := -1
	notes := b.locators[t.Source]
	switch u := b.rng.Float64(); {
	case u < .5 && len(notes) > 0:
		t.Origin = notes[b.rng.IntN(len(notes))]
		from = b.position(b.resolved(t.Origin))
	case u < .6:
		t.Origin = underpin.OriginUnknown
	case u < .75 && at > 0:
		from = b.rng.IntN(at)
		t.Origin = underpin.OriginID(b.c.Sources[from].ID)
	}
	if t.Origin == "" || b.chance(.85) {
		return
	}
	for range 1 + b.rng.IntN(2) {
		if from++; from < at {
			from += b.rng.IntN(at - from)
			t.Via = append(t.Via, b.c.Sources[from].ID)
		}
	}
}

// position returns the place of a source in order, -1 for none.
func (b *caseGenerator) position(id underpin.SourceID) int {
	return slices.IndexFunc(b.c.Sources, func(s underpin.Source) bool { return s.ID == id })
}

// resolved returns the source that a locator has turned out to be, if any.
func (b *caseGenerator) resolved(o underpin.OriginID) underpin.SourceID {
	for i := range b.c.Origins {
		if b.c.Origins[i].ID == o {
			return b.c.Origins[i].Resolved
		}
	}
	return ""
}

func (b *caseGenerator) dates(t *underpin.Testimony, c *underpin.Claim, from underpin.Day) {
	said := min(from+underpin.Day(b.rng.IntN(1200)), caseEnd)
	t.Said = dayDate(said)
	t.Learned = dayDate(min(said+underpin.Day(b.rng.IntN(200)), caseEnd))
	switch c.Relation {
	case "awarded", "met":
		t.Held = lone(dayDate(from))
	case "designated":
		t.Held = span(stated(dayDate(from)), underpin.Bound{Kind: underpin.Open})
	default:
		t.Held = b.held(from)
	}
	if t.Held.IsZero() {
		t.Attested = b.vague(said)
	}
}

// manner draws the hedge, the encounter and the terms.
func (b *caseGenerator) manner(t *underpin.Testimony, s *underpin.Source) {
	if b.chance(.15) {
		t.Hedge = []underpin.Hedge{underpin.HedgeBelieves, underpin.HedgeHeard}[b.rng.IntN(2)]
	}
	if s.Kind == underpin.SourceDocument {
		t.Locator = fmt.Sprintf("p. %d", 1+b.rng.IntN(200))
		if b.chance(.1) {
			t.Basis = underpin.BasisAssessed
		}
		return
	}
	if met := b.met[s.ID]; len(met) > 0 {
		t.Basis = underpin.BasisInterviews
		t.Encounter = met[b.rng.IntN(len(met))]
	}
	if b.chance(.01) {
		t.Retracted = &underpin.Retraction{On: dayDate(caseEnd - 30), By: "analyst", Why: "withdrawn by the source"}
	}
}
