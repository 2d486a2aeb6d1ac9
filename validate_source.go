package underpin

import (
	"regexp"
	"slices"
	"sync"
)

func (v *validator) source(s *Source) {
	id := string(s.ID)
	oneOf(v, KindSource, id, "kind", s.Kind, SourceKinds)
	if s.AtRisk && !s.Protected {
		v.add(KindSource, id, "at_risk", "protect it, and keep its name out of the case", "a source at risk is not protected")
	}
	if (s.Protected || s.AtRisk) && (s.Name != "" || s.Entity != "" || s.URL != "" || s.Author != "" || s.Publisher != "") {
		v.add(KindSource, id, "name", "use a code name as its id and a descriptor agreed with it; keep the identity out of the case",
			"a protected source carries a name or another mark of identity")
	}
	if s.Protected && slices.ContainsFunc(s.words(), contacts().MatchString) {
		v.add(KindSource, id, "", "use a code name as its id and a descriptor agreed with it; keep every contact out of the case",
			"the text about a protected source holds what looks like a contact")
	}
	for _, g := range s.Gradings {
		oneOf(v, KindSource, id, "grade", g.Grade, GradeLetters)
		if g.Checked < 0 || g.Right < 0 || g.Right > g.Checked {
			v.add(KindSource, id, "right", "neither may be below 0, and right may not exceed checked", "%s right out of %s checked is not possible", FormatCount(g.Right), FormatCount(g.Checked))
		}
	}
	if s.Kind == SourceAssumption {
		v.probability(KindSource, id, "probability", s.Probability)
	} else if s.Probability != 0 {
		v.add(KindSource, id, "probability", "grade the source instead", "only an assumption has a probability")
	}
}

func (v *validator) origin(o *Origin) {
	id := string(o.ID)
	if v.x.Sources[SourceID(o.ID)] != nil {
		v.add(KindOrigin, id, "id", "a source is its own origin: drop this one or rename it", "%q is already a source", o.ID)
	}
	if o.ID == OriginUnknown {
		v.add(KindOrigin, id, "id", "rename it", "\"unknown\" is reserved for hearsay of unknown origin")
	}
}

func (v *validator) encounter(e *Encounter) {
	if e.Source == "" {
		v.add(KindEncounter, e.ID, "source", "name who spoke", "the encounter does not say who spoke")
	}
	oneOf(v, KindEncounter, e.ID, "kind", e.Kind, EncounterKinds)
	v.terms(KindEncounter, e.ID, e.Terms, e.Source)
}

// contacts finds addresses and telephone numbers in free text.
var contacts = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`[^\s@<>()]+@[^\s@<>()]+\.[A-Za-z]{2,}|(?:\+|\b00)[1-9][\d ()./-]{6,}\d`)
})

// words returns the free texts about a source.
func (s *Source) words() []string {
	texts := []string{s.Descriptor, s.Note}
	for _, g := range s.Gradings {
		texts = append(texts, g.Why, g.By)
	}
	return texts
}

// terms checks the words of the terms on a statement of a source or an encounter with it:
// on background it goes by words agreed then, or by the description it agreed to at all.
func (v *validator) terms(kind RecordKind, id string, t Terms, source SourceID) {
	if t.IsZero() {
		return
	}
	oneOf(v, kind, id, "terms", t.Kind, TermsKinds)
	if s := v.x.Sources[source]; t.Kind == TermsBackground && t.Words == "" && (s == nil || t.WordsFor(s) == "") {
		v.add(kind, id, "terms.words", "add the words agreed with the source, such as: a port official", "on background the source goes by agreed words, and there are none")
	}
}

func (v *validator) testimony(t *Testimony) {
	id := string(t.ID)
	if t.Claim == "" {
		v.add(KindTestimony, id, "claim", "name the claim that it affirms, denies or doubts", "the testimony names no claim")
	}
	if t.Source == "" {
		v.add(KindTestimony, id, "source", "name who told us; an assumption is a source too", "the testimony does not name a source")
	}
	oneOf(v, KindTestimony, id, "polarity", t.Polarity, Polarities)
	if t.Basis != "" {
		oneOf(v, KindTestimony, id, "basis", t.Basis, Bases)
	}
	if t.Hedge != "" {
		oneOf(v, KindTestimony, id, "hedge", t.Hedge, Hedges)
	}
	if t.Interest != "" {
		oneOf(v, KindTestimony, id, "interest", t.Interest, Interests)
	}
	v.occasion(t)
	v.terms(KindTestimony, id, t.Terms, t.Source)
	if s := v.x.Sources[t.Source]; s != nil && s.Protected && v.x.TermsOf(t).IsZero() {
		v.add(KindTestimony, id, "terms", "say on which: on the record, on background, on deep background or off the record", "a statement of the protected source %s has no terms", s.ID)
	}
	v.chain(t)
}

// occasion checks the encounter in which a testimony was given: its terms bind what
// its own source said, and nobody else's words.
func (v *validator) occasion(t *Testimony) {
	e := v.x.Encounters[t.Encounter]
	if e != nil && e.Source != t.Source && v.x.Sources[e.Source] != nil && v.x.Sources[t.Source] != nil {
		v.add(KindTestimony, string(t.ID), "encounter", "name an encounter with "+string(t.Source)+", or none", "the encounter %q was with %s, not with %s", e.ID, e.Source, t.Source)
	}
}

// chain checks that no relay of one testimony comes twice.
func (v *validator) chain(t *Testimony) {
	chain := append(slices.Clone(t.Via), t.Source)
	if o := v.sourceOf(t.Origin); o != "" && (o != t.Source || len(t.Via) > 0) {
		chain = append([]SourceID{o}, chain...)
	}
	for i, s := range chain {
		if slices.Contains(chain[:i], s) {
			v.add(KindTestimony, string(t.ID), "via", "name each relay once, from the origin to who told us",
				"a circular chain of relays: %s appears twice", s)
			return
		}
	}
	if len(t.Via) > 0 && t.Origin == "" {
		v.add(KindTestimony, string(t.ID), "via", "name the origin that the relays had it from", "relays without an origin")
	}
}

// sourceOf returns the source that an origin is, or empty for a locator.
func (v *validator) sourceOf(o OriginID) SourceID {
	if loc := v.x.Origins[o]; loc != nil {
		return loc.Resolved
	}
	if v.x.Sources[SourceID(o)] != nil {
		return SourceID(o)
	}
	return ""
}

// circles finds testimony that has itself from itself: followed through what its
// origins have said on the claim it leads to nobody.
func (v *validator) circles() {
	known := v.x.KnownOn(MaxDay)
	for _, c := range v.c.Claims {
		says := v.x.ByClaim[c.ID]
		for _, t := range known.Circular(says) {
			v.add(KindTestimony, string(t.ID), "origin", "say where it comes from in the end, or write \"unknown\"",
				"a circular chain of relays: %s leads back to itself, so nobody is the origin", t.Source)
			break // mending one opens the circle
		}
	}
}
