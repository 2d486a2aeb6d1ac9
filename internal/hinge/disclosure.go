package hinge

import (
	"fmt"
	"slices"

	"underpin"
)

// fewKnow is the number of persons up to which a matter is known to few.
const fewKnow = 2

// A disclosureRisk is what a question about a claim could give away: that somebody has
// talked, where whoever is asked can work out who.
type disclosureRisk struct {
	// exposed are the protected persons whom the question could betray.
	exposed []underpin.SourceID
	warning string
}

// disclosureRisk works out whom a question about a claim could betray. A claim that
// everyone can read in a public source betrays nobody.
func (p *placement) disclosureRisk(c *underpin.Claim) disclosureRisk {
	var persons, protected []underpin.SourceID
	public, open := false, false
	for _, t := range p.x.ByClaim[c.ID] {
		if !p.now.Counts(t) {
			continue
		}
		shielded := false
		for _, id := range p.now.Chain(t) {
			s := p.x.Sources[id]
			if s.Kind == underpin.SourcePerson && !slices.Contains(persons, id) {
				persons = append(persons, id)
			}
			if s.Protected {
				shielded = true
				if !slices.Contains(protected, id) {
					protected = append(protected, id)
				}
			}
		}
		if t.Polarity == underpin.Affirm && !shielded {
			open = true
			reporter := p.x.Sources[t.Source].Kind
			public = public || !reporter.Speaks() && reporter != underpin.SourceAssumption && p.x.TermsOf(t).Kind != underpin.TermsOffRecord
		}
	}
	slices.Sort(protected)
	switch {
	case public || len(protected) == 0:
		return disclosureRisk{}
	case !open && len(protected) == 1:
		return disclosureRisk{protected, fmt.Sprintf("Take care: we have this from %s alone. Anyone else who is asked about it will learn that somebody has talked.", protected[0])}
	case len(persons) <= fewKnow:
		among := fmt.Sprintf("only %s people have spoken about this, %s among them", underpin.FormatCount(len(persons)), protected[0])
		if len(persons) == 1 {
			among = fmt.Sprintf("%s is the only person who has spoken about this", persons[0])
		}
		return disclosureRisk{protected, "Take care: " + among + ". Anyone else who is asked can work out who has talked."}
	}
	return disclosureRisk{}
}

// of says what asking one source could give away.
func (b disclosureRisk) of(id underpin.SourceID, p *placement, c *underpin.Claim) string {
	s := p.x.Sources[id]
	switch {
	case !p.answers(id) && s.Entity == "":
		return ""
	case len(b.exposed) > 0 && !slices.Contains(b.exposed, id):
		return b.shows()
	case s.Entity != "" && slices.Contains(ends(c), s.Entity) && len(p.protectedOn(c)) > 0:
		return "the question is about the source itself, and a protected source has spoken about it"
	}
	return ""
}

// shows says what the question itself gives away.
func (b disclosureRisk) shows() string {
	return "the question would show that somebody has talked, and could point to " + string(b.exposed[0])
}

// protectedOn lists the protected sources that have spoken on a claim.
func (p *placement) protectedOn(c *underpin.Claim) (out []underpin.SourceID) {
	for _, t := range p.x.ByClaim[c.ID] {
		for _, id := range p.now.Chain(t) {
			if p.now.Counts(t) && p.x.Sources[id].Protected {
				out = append(out, id)
			}
		}
	}
	return out
}
