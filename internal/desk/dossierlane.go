package desk

import (
	"math"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A ClaimLane is a claim in time: a band for when it holds, and a line for each voice.
type ClaimLane struct {
	ToldClaim
	// Band is the outline of the band from its first day to its last: half its height at
	// some days, from 0 to 1, straight between them. It rises over what is not certain of
	// its beginning and falls over that of its end; between, it is the standing as a
	// share of what the claim stands at most. It is empty where no day is told.
	Band []LanePoint `json:"band"`
	// Uncertain: who says when it began or ended is not sure of that.
	Uncertain bool        `json:"uncertain,omitempty"`
	Voices    []LaneVoice `json:"voices"`

	begins underpin.Day
}

// A LanePoint is the height of a band on a day.
type LanePoint struct {
	Day    string  `json:"day"`
	Height float64 `json:"height"`
}

// A LaneVoice is when one testimony says that a claim holds.
type LaneVoice struct {
	Testimony underpin.TestimonyID `json:"testimony"`
	Source    underpin.SourceID    `json:"source"`
	Name      string               `json:"name"`
	// Sentence says all that it says.
	Sentence string            `json:"sentence"`
	Polarity underpin.Polarity `json:"polarity"`
	// From and To are the days of its line, the middle of those that it does not know;
	// one and the same where it speaks of one day. Empty where it tells no day.
	From string `json:"from,omitempty"`
	To   string `json:"to,omitempty"`
	// Lasts: nobody says that it has ended since it last spoke, on To. Before: nor when
	// it began.
	Lasts  bool `json:"lasts,omitempty"`
	Before bool `json:"before,omitempty"`
	// Vague: it is not sure of the day it begins or ends.
	Vague   bool `json:"vague,omitempty"`
	Counted bool `json:"counted"`
}

// scaleOf is the time over which lanes of claims run: from the first day told of them to
// the last, the date of the study included. What lies ahead of all that the case tells
// does not stretch it.
func (s *Study) scaleOf(claims []int) underpin.DayRange {
	line := newTimelineDates(s.At, s.Case.Settings.ShockAt)
	for _, i := range claims {
		for _, t := range s.said(i) {
			if s.model.Known().Counts(t) {
				line.hear(t)
			}
		}
	}
	line.cut()
	return underpin.DayRange{First: line.first, Last: max(line.last, s.At)}
}

// lane lays one claim out over a time.
func (s *Study) lane(i int, scale underpin.DayRange) ClaimLane {
	a := s.model.Assess(i, s.At)
	out := ClaimLane{ToldClaim: s.toldWith(i, &a), Band: []LanePoint{}, Voices: []LaneVoice{}, begins: underpin.MaxDay}
	b := newBand(scale)
	for k, sp := range s.spoken(i, &a) {
		t := s.model.Testimony(i)[k]
		out.Voices = append(out.Voices, s.laneVoice(t, &sp, scale))
		if sp.Polarity == underpin.Affirm && (sp.Counted || sp.Aside == evidence.Repeats) {
			placed, _ := s.Index.Placed(t)
			b.hear(t, placed)
		}
	}
	b.settle()
	if out.Uncertain = b.uncertain(); b.any {
		out.begins = b.first
	}
	if a.Asserted {
		out.Band = b.outline(func(d underpin.Day) float64 { return s.model.Standing(i, d) })
	}
	return out
}

// laneVoice is the line of one testimony.
func (s *Study) laneVoice(t *underpin.Testimony, sp *Spoken, scale underpin.DayRange) LaneVoice {
	out := LaneVoice{
		Testimony: t.ID, Source: t.Source, Name: s.Index.SourceLabel(t.Source), Sentence: sp.Sentence, Polarity: sp.Polarity, Counted: sp.Counted,
	}
	placed, said := s.Index.Placed(t)
	from, to := t.Held.Start, t.Held.End
	first, last := placed, placed
	if from.Kind == underpin.Stated {
		first = from.Date
		out.Vague = unsure(from.Date)
	}
	switch {
	case to.Kind == underpin.Stated:
		last = to.Date
		out.Vague = out.Vague || unsure(to.Date)
	case from.Kind != underpin.Unstated || to.Kind == underpin.Open:
		out.Lasts = true
		if last = said; last.IsZero() || last.Last < first.First {
			last = first
		}
	}
	if first.IsZero() {
		first = last
	}
	if first.IsZero() {
		return out
	}
	out.Before = from.Kind != underpin.Stated && to.Kind == underpin.Stated || from.Kind == underpin.Open
	one := t.Held.Single || t.Held.IsZero()
	begin, end := first.Middle(), last.Middle()
	if one && !t.Held.IsZero() {
		begin, end = first.First, last.Last
	}
	clip := func(d underpin.Day) string { return min(max(d, scale.First), scale.Last).String() }
	out.From, out.To = clip(min(begin, end)), clip(end)
	return out
}

// unsure reports whether a date is marked as uncertain or approximate.
func unsure(d underpin.Date) bool { return strings.ContainsAny(d.EDTF, "?~%") }

// A bandShape gathers when a claim is said to hold.
type bandShape struct {
	scale underpin.DayRange
	any   bool
	// first and last are the outermost days told; start is the date of the earliest
	// beginning and finish that of the latest end, zero where that is not stated.
	first, last   underpin.Day
	start, finish underpin.Date
	// begins and ends are all that are stated, cuts the days on which one may lie.
	begins, ends []underpin.Date
	cuts         []underpin.Day
}

func newBand(scale underpin.DayRange) *bandShape {
	return &bandShape{scale: scale, first: underpin.MaxDay, last: underpin.MinDay}
}

// hear takes in when a testimony says that the claim holds; placed is where its words
// place the matter.
func (b *bandShape) hear(t *underpin.Testimony, placed underpin.Date) {
	from, to := placed, placed
	if t.Held.Start.Kind == underpin.Stated {
		from = t.Held.Start.Date
		b.begins = append(b.begins, from)
	}
	if t.Held.End.Kind == underpin.Stated {
		to = t.Held.End.Date
		b.ends = append(b.ends, to)
	}
	if from.IsZero() {
		from = to
	}
	if to.IsZero() {
		to = from
	}
	if from.IsZero() {
		return
	}
	b.any = true
	b.cuts = append(b.cuts, from.First, from.Last, to.First, to.Last)
	if from.First < b.first {
		b.first, b.start = from.First, underpin.Date{}
		if t.Held.Start.Kind == underpin.Stated {
			b.start = from
		}
	}
	if to.Last > b.last {
		b.last, b.finish = to.Last, underpin.Date{}
		if t.Held.End.Kind == underpin.Stated {
			b.finish = to
		}
	}
}

// settle takes of the earliest beginnings that can be the same the one that is told most
// exactly, and so of the latest ends.
func (b *bandShape) settle() {
	if !b.start.IsZero() {
		b.start = finest(b.start, b.begins)
		b.first = b.start.First
	}
	if !b.finish.IsZero() {
		b.finish = finest(b.finish, b.ends)
		b.last = b.finish.Last
	}
}

// finest is the date of fewest days among those that can be the same as one.
func finest(of underpin.Date, dates []underpin.Date) underpin.Date {
	out := of
	for _, d := range dates {
		if d.Overlaps(of) && d.Days() < out.Days() {
			out = d
		}
	}
	return out
}

// uncertain reports whether the beginning or the end is marked as one that may be wrong.
func (b *bandShape) uncertain() bool { return strings.ContainsAny(b.start.EDTF+b.finish.EDTF, "?%") }

// fades is at how many days between the last word and the end of the scale a band that
// fades is looked at.
const fades = 6

// outline draws the band, given the standing on a day.
func (b *bandShape) outline(standing func(underpin.Day) float64) []LanePoint {
	if !b.any {
		b.first, b.last = b.scale.First, b.scale.Last
	}
	inner := underpin.DayRange{First: b.first, Last: b.last}
	if !b.start.IsZero() {
		inner.First = b.start.Last
	}
	ends := !b.finish.IsZero() && standing(b.finish.Last+1) < leastStanding
	if ends {
		inner.Last = b.finish.First
	}
	if inner.First > inner.Last { // the two ends are told less exactly than what lies between
		middle := inner.Last + (inner.First-inner.Last)/2
		inner.First, inner.Last = middle, middle
	}
	days := b.days(inner, ends)
	heights := make([]float64, len(days))
	most := 0.0
	for k, d := range days {
		heights[k] = standing(min(max(d, inner.First), b.until(inner, ends)))
		if b.start.IsZero() && d < inner.First {
			heights[k] = standing(d)
		}
		most = max(most, heights[k])
	}
	out := make([]LanePoint, 0, len(days))
	for k, d := range days {
		h := heights[k] * b.ramp(d, inner, ends)
		if most > 0 {
			h /= most
		}
		out = append(out, LanePoint{d.String(), math.Round(1000*h) / 1000})
	}
	return trimmed(out)
}

// leastStanding is what is drawn of a band at least.
const leastStanding = .01

// until is the last day on which the standing is asked for.
func (b *bandShape) until(inner underpin.DayRange, ends bool) underpin.Day {
	if ends {
		return inner.Last
	}
	return b.scale.Last
}

// ramp is the share of a band that is left on a day by what is not certain of its ends:
// straight over the days that they allow.
func (b *bandShape) ramp(d underpin.Day, inner underpin.DayRange, ends bool) float64 {
	switch {
	case !b.start.IsZero() && d < inner.First:
		return float64(d-b.start.First) / float64(inner.First-b.start.First)
	case ends && d > inner.Last:
		return float64(b.finish.Last-d) / float64(b.finish.Last-inner.Last)
	}
	return 1
}

// days lists the days on which the outline is looked at, in order.
func (b *bandShape) days(inner underpin.DayRange, ends bool) []underpin.Day {
	from, to := b.scale.First, b.scale.Last
	if !b.start.IsZero() {
		from = max(from, b.start.First)
	}
	if ends {
		to = min(to, b.finish.Last)
	}
	days := []underpin.Day{from, to, inner.First, inner.Last}
	for _, d := range b.cuts {
		days = append(days, d-1, d, d+1)
	}
	step := func(a, z underpin.Day) {
		for k := range underpin.Day(fades) {
			days = append(days, a+(z-a)*k/fades)
		}
	}
	if b.start.IsZero() && b.any {
		step(from, max(from, b.first))
	}
	if !ends && b.any {
		step(min(b.last, to), to)
	}
	days = slices.DeleteFunc(days, func(d underpin.Day) bool {
		return d < from || d > to || !b.start.IsZero() && d > b.start.First && d < inner.First || ends && d > inner.Last && d < b.finish.Last
	})
	slices.Sort(days)
	return slices.Compact(days)
}

// trimmed leaves out what a band does not need: nothing before and after it, and no point
// between two of its own height.
func trimmed(points []LanePoint) []LanePoint {
	shown := func(p LanePoint) bool { return p.Height >= leastStanding }
	first := slices.IndexFunc(points, shown)
	if first < 0 {
		return []LanePoint{}
	}
	last := len(points) - 1
	for !shown(points[last]) {
		last--
	}
	points = points[max(0, first-1):min(len(points), last+2)]
	out := []LanePoint{points[0]}
	for k := 1; k < len(points)-1; k++ {
		if points[k].Height != points[k-1].Height || points[k].Height != points[k+1].Height {
			out = append(out, points[k])
		}
	}
	if len(points) > 1 {
		out = append(out, points[len(points)-1])
	}
	return out
}
