package underpin

import "slices"

// A Knowledge is a case as it was known on a day: what had been learned by then
// and not yet withdrawn, and what an endnote had been resolved to. Whoever asks
// what counted on a day asks it; see [Index.KnownOn].
//
//	An article cites its endnote 12 on a claim. On 1 March 2021 the note is
//	resolved to a gazette. As known in February the origin is the endnote, and the
//	article alone is the chain; as known in April the gazette is both.
type Knowledge struct {
	x   *Index
	day Day
}

// KnownOn returns the case as known on a day; [MaxDay] for all that is known.
func (x *Index) KnownOn(day Day) Knowledge { return Knowledge{x, day} }

// Day is the day whose knowledge it is.
func (k Knowledge) Day() Day { return k.day }

// Counts reports whether a testimony had been learned and not been withdrawn.
func (k Knowledge) Counts(t *Testimony) bool { return k.Learned(t) && !k.Withdrawn(t) }

// Counted returns the first and the last day as known on which a testimony counts; the
// first is after the last where there is none.
func (t *Testimony) Counted() (first, last Day) {
	first, last = t.Recorded, MaxDay
	if !t.Learned.IsZero() {
		first = t.Learned.Last
	}
	switch {
	case t.Retracted == nil:
	case t.Retracted.On.IsZero():
		last = MinDay - 1
	default:
		last = t.Retracted.On.Last - 1
	}
	return first, last
}

// Learned reports whether a testimony had been learned; one without a date of its
// own when it was recorded.
func (k Knowledge) Learned(t *Testimony) bool {
	if t.Learned.IsZero() {
		return t.Recorded <= k.day
	}
	return t.Learned.Last <= k.day
}

// Withdrawn reports whether a testimony had been withdrawn. One that was withdrawn
// without a date counts on no day.
func (k Knowledge) Withdrawn(t *Testimony) bool {
	return t.Retracted != nil && (t.Retracted.On.IsZero() || t.Retracted.On.Last <= k.day)
}

// SourceOf returns the source that an origin is, or that it had been resolved to.
// It is empty for a locator that was not resolved yet, and for hearsay of unknown
// origin.
func (k Knowledge) SourceOf(o OriginID) SourceID {
	if loc := k.x.Origins[o]; loc != nil {
		if loc.ResolvedOn.IsZero() || loc.ResolvedOn.Last <= k.day {
			return loc.Resolved
		}
		return ""
	}
	if k.x.Sources[SourceID(o)] != nil {
		return SourceID(o)
	}
	return ""
}

// Anchor returns the source that an origin had been resolved to as an origin of its
// own, else the origin itself.
func (k Knowledge) Anchor(o OriginID) OriginID {
	if s := k.SourceOf(o); s != "" {
		return OriginID(s)
	}
	return o
}

// Origin returns where a testimony comes from in the end: its anchor, or the source
// itself where it names no origin.
func (k Knowledge) Origin(t *Testimony) OriginID {
	if t.Origin == "" {
		return OriginID(t.Source)
	}
	return k.Anchor(t.Origin)
}

// Chain lists the sources that a testimony passed on its way to us: the origin first
// where it is a source, then the relays, and the reporter last.
func (k Knowledge) Chain(t *Testimony) []SourceID {
	if t.Origin == "" {
		return append(slices.Clone(t.Via), t.Source)
	}
	var chain []SourceID
	if s := k.SourceOf(t.Origin); s != "" && s != t.Source {
		chain = append(chain, s)
	}
	for _, v := range t.Via {
		if !slices.Contains(chain, v) && v != t.Source {
			chain = append(chain, v)
		}
	}
	return append(chain, t.Source)
}

// Grading returns the grading of a source that counted for a topic: the latest of
// that topic, else the latest of no topic, else grade F.
func (k Knowledge) Grading(s *Source, topic string) Grading {
	best := Grading{Grade: GradeF}
	found, foundTopic := false, false
	for _, g := range s.Gradings {
		if !g.On.IsZero() && g.On.Last > k.day {
			continue
		}
		match := topic != "" && g.Topic == topic
		if g.Topic != "" && !match {
			continue
		}
		switch {
		case !found, match && !foundTopic,
			match == foundTopic && (g.On.IsZero() || g.On.Last >= best.On.Last):
			best, found, foundTopic = g, true, foundTopic || match
		}
	}
	return best
}

// Judged reports whether a judgement on sameness had been made: a later one neither
// makes two entities one nor keeps them apart.
func (k Knowledge) Judged(s *Sameness) bool { return s.On.IsZero() || s.On.Last <= k.day }
