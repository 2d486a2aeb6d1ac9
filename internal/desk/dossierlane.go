package desk

import (
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
