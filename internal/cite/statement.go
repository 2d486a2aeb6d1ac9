package cite

import (
	"slices"

	"underpin"
)

// A Statement is one testimony with all that its note is written from.
type Statement struct {
	Source    underpin.Source
	Testimony underpin.Testimony
	// Terms are those that bind the statement, see [underpin.Index.TermsOf].
	Terms  underpin.Terms
	Origin StatedOrigin
	// Relays are the sources between the origin and the source, first hearer
	// first.
	Relays []underpin.Source
}

// A StatedOrigin is where a statement comes from in the end, where that is not its
// source. The zero Origin says that it is the source.
type StatedOrigin struct {
	// Source is the source of the case that the origin is, or has proved to be.
	Source *underpin.Source
	// Locator is the endnote or the like by which alone it is known.
	Locator *underpin.Origin
	// Unknown marks hearsay without any anchor.
	Unknown bool
}

// relayed reports whether the source passes on the word of another source.
func (s Statement) relayed() bool {
	return s.Origin.Locator == nil && s.Origin.Source != nil && s.Origin.Source.ID != s.Source.ID
}

// Repeats reports whether the statement passes on what another of the list says itself,
// as a reader can see: by an origin or a relay that is not protected.
func (s Statement) Repeats(list []Statement) bool {
	heard := s.Relays
	if s.relayed() {
		heard = append(slices.Clip(heard), *s.Origin.Source)
	}
	return slices.ContainsFunc(list, func(o Statement) bool {
		return o.Source.ID != s.Source.ID && !o.Source.Protected && o.Testimony.Polarity == s.Testimony.Polarity &&
			slices.ContainsFunc(heard, func(h underpin.Source) bool { return h.ID == o.Source.ID })
	})
}

// Again reports whether the statement only tells again, by a longer way, what its own
// source tells of another's word: one origin, one reporter, one note.
func (s Statement) Again(list []Statement) bool {
	return s.relayed() && slices.ContainsFunc(list, func(o Statement) bool {
		return o.Source.ID == s.Source.ID && o.relayed() && o.Origin.Source.ID == s.Origin.Source.ID &&
			o.Testimony.Polarity == s.Testimony.Polarity && o.Testimony.Locator == s.Testimony.Locator && len(o.Relays) < len(s.Relays)
	})
}

// DeniedByAnother reports whether a claim is denied, and whoever tells of a denial
// passes on another's word and states the claim itself: the sources that were heard
// do not contradict each other.
func DeniedByAnother(list []Statement) bool {
	against := func(s Statement) bool {
		return s.Testimony.Polarity == underpin.Deny || s.Testimony.Polarity == underpin.Doubt
	}
	states := map[underpin.SourceID]bool{}
	for _, s := range list {
		states[s.Source.ID] = states[s.Source.ID] || !against(s)
	}
	denied := false
	for _, s := range list {
		if !against(s) {
			continue
		}
		if !s.relayed() || !states[s.Source.ID] {
			return false
		}
		denied = true
	}
	return denied
}

// Statements collects the testimony on a claim that was known, with what is needed
// to cite it. Withdrawn testimony is left out whenever it was withdrawn: a brief as
// known on an earlier day is published today.
func Statements(x *underpin.Index, known underpin.Knowledge, claim underpin.ClaimID) []Statement {
	var out []Statement
	for _, t := range x.ByClaim[claim] {
		s := x.Sources[t.Source]
		if s == nil || t.Retracted != nil || !known.Learned(t) {
			continue
		}
		st := Statement{Source: *s, Testimony: *t, Terms: x.TermsOf(t), Origin: originOf(x, known, t)}
		for _, id := range t.Via {
			if r := x.Sources[id]; r != nil {
				st.Relays = append(st.Relays, *r)
			}
		}
		out = append(out, st)
	}
	return out
}

func originOf(x *underpin.Index, known underpin.Knowledge, t *underpin.Testimony) StatedOrigin {
	switch {
	case t.Origin == underpin.OriginUnknown:
		return StatedOrigin{Unknown: true}
	case t.Origin == "" || t.Origin == underpin.OriginID(t.Source):
		return StatedOrigin{}
	}
	return StatedOrigin{Source: x.Sources[known.SourceOf(t.Origin)], Locator: x.Origins[t.Origin]}
}
