package desk

import (
	"underpin"
	"underpin/internal/brief"
	"underpin/internal/chart"
)

// lanesDrawn is how many claims are drawn in time; their table has all.
const lanesDrawn = 60

// roomBehind is the room behind the last day for the words at its line, in hundredths.
const roomBehind = 9

// laneFigure draws when claims on an entity held. What leaves tells the dates of those
// alone who are named in print; for the analyst's own use it tells all.
func (p *preparation) laneFigure(entity underpin.EntityID, claims []int, own bool) (brief.Figure, error) {
	s := p.cited
	scale := s.scaleOf(nil)
	shapes := make([]*bandShape, len(claims))
	for k, i := range claims {
		shapes[k] = s.toldInTime(i, own)
		if b := shapes[k]; b.any {
			scale.First, scale.Last = min(scale.First, b.first), max(scale.Last, min(b.last, s.At))
		}
	}
	scale.Last += (scale.Last - scale.First) * roomBehind / 100
	lanes := chart.Lanes{
		Panel: chart.Panel{ID: s.panel("lanes"), Title: "When what is said of " + s.Index.NameOf(entity) + " held"},
		From:  scale.First.Time(), To: scale.Last.Time(), Dates: []chart.DateMark{{At: s.At.Time(), Label: onDay(s.At)}},
	}
	table := brief.Table{Caption: "When each claim held, as far as that may be told", Head: []string{"Claim", "From", "To"}}
	kind := chart.EntityKind(s.Index.Entities[entity].Schema.Kind())
	for k, i := range claims {
		c, b := &s.Case.Claims[i], shapes[k]
		lane := chart.Lane{Label: s.told(c)}
		if b.any {
			a := s.model.Assess(i, s.At)
			lane.Spans = []chart.LaneSpan{b.span(kind, a.Credence, a.Contested)}
		}
		if k < lanesDrawn {
			lanes.Rows = append(lanes.Rows, lane)
		}
		from, to := b.words()
		table.Rows = append(table.Rows, brief.TableRow{Cells: []string{lane.Label, from, to}})
	}
	svg, err := pictureOf(lanes.SVG)
	caption := "When each claim held, by those who may be named; where they tell no date, nothing is drawn."
	if own {
		caption = "When each claim held, by all that was said."
	}
	if len(claims) > lanesDrawn {
		caption += " The picture has the first " + underpin.FormatCount(lanesDrawn) + " of " + count(len(claims), "claim") + "."
	}
	return brief.Figure{SVG: svg, Caption: caption, Data: table}, err
}

// toldInTime gathers when a claim held by those who are named in print, or by all. Of who
// speaks it takes the days that the words tell, never that on which they were said.
func (s *Study) toldInTime(i int, all bool) *bandShape {
	b := newBand(underpin.DayRange{First: s.At, Last: s.At})
	for _, t := range s.said(i) {
		src := s.Index.Sources[t.Source]
		if src == nil || t.Polarity != underpin.Affirm || !s.model.Known().Counts(t) || !all && !s.namedInPrint(src, t) {
			continue
		}
		placed, _ := s.Index.Placed(t)
		if src.Kind.Speaks() && !all {
			placed = underpin.Date{}
		}
		b.hear(t, placed)
	}
	b.settle()
	return b
}

// namedInPrint reports whether a testimony is cited by name, and comes from nobody who
// is protected.
func (s *Study) namedInPrint(src *underpin.Source, t *underpin.Testimony) bool {
	origin := s.Index.Sources[underpin.SourceID(t.Origin)]
	use, _ := s.Index.UseOf(t, s.today)
	return use == underpin.Cited && !src.Protected && (origin == nil || !origin.Protected) && (!src.Kind.Speaks() || namesItself(s.Index.TermsOf(t).Kind))
}

// span draws what was gathered. Who tells of an end before the beginning that others tell
// of leaves the end open.
func (b *bandShape) span(kind chart.EntityKind, credence float64, contested bool) chart.LaneSpan {
	out := chart.LaneSpan{Label: b.label(), Kind: kind, Credence: credence, Contested: contested}
	first, by, until, last := underpin.MinDay, b.first, b.last, underpin.MaxDay
	if !b.start.IsZero() {
		first, by = b.start.First, b.start.Last
		out.Start = first.Time()
	}
	if !b.finish.IsZero() && b.finish.Last >= first {
		until, last = b.finish.First, b.finish.Last
		out.End = last.Time()
	}
	by, until = min(by, until), max(by, until) // the two ends may be told less exactly than what lies between
	out.StartBy = min(max(by, first), last).Time()
	out.EndFrom = min(max(until, first), last).Time()
	return out
}

// words say from when to when.
func (b *bandShape) words() (from, to string) {
	say := func(d underpin.Date, by underpin.Day, known string) string {
		switch {
		case !d.IsZero():
			return underpin.FormatDate(d)
		case b.any:
			return known + " told for " + onDay(by)
		}
		return "not told"
	}
	return say(b.start, b.first, "first"), say(b.finish, b.last, "last")
}

// label says in short what is stated of it.
func (b *bandShape) label() string {
	switch from, to := underpin.FormatDate(b.start), underpin.FormatDate(b.finish); {
	case b.start.IsZero() && b.finish.IsZero():
		return "told for " + onDay(b.first)
	case b.start.IsZero():
		return "until " + to
	case b.finish.IsZero():
		return "from " + from
	default:
		return from + " to " + to
	}
}
