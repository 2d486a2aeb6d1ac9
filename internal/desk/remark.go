package desk

import (
	"fmt"

	"underpin"
	"underpin/internal/edtf"
	"underpin/internal/evidence"
)

// remarks says of testimony how it is read, where that may not be what its coder
// meant. Each is a sentence; they hinder nothing.
func (s *Study) remarks(said []underpin.Testimony) []string {
	out := []string{}
	told := map[string]bool{}
	for i := range said {
		t := s.Index.Testimonies[said[i].ID]
		if t == nil {
			continue
		}
		for _, text := range []string{s.repeats(t), chainEnds(s.model.Known(), s.Index, t), s.deniesAll(t), s.newEpisode(t), s.crosses(t), s.followsRemark(t)} {
			if text != "" && !told[text] {
				told[text] = true
				out = append(out, text)
			}
		}
	}
	if text := throughout(said); text != "" {
		out = append(out, text)
	}
	out = append(out, s.alikeRemarks(said)...)
	return append(out, s.shareRemarks(said)...)
}

// importRemarks says of a whole case what its coder may not expect.
func importRemarks(c *underpin.Case) []string {
	out := []string{}
	x := c.Index()
	known := x.KnownOn(underpin.MaxDay)
	for i := range c.Testimonies {
		if text := chainEnds(known, x, &c.Testimonies[i]); text != "" {
			out = append(out, text)
		}
	}
	if text := throughout(c.Testimonies); text != "" {
		out = append(out, text)
	}
	out = append(out, whoIsOneRemarks(c, x)...)
	out = append(out, alikeRemarks(x, c.Claims)...)
	out = append(out, ownerless(x, c.Claims)...)
	return append(out, shareRemarks(x, c.Claims)...)
}

// repeats says why a testimony is not counted.
func (s *Study) repeats(t *underpin.Testimony) string {
	i, ok := s.model.Claim(t.Claim)
	if !ok {
		return ""
	}
	a := s.model.Assess(i, s.At)
	for _, sp := range s.spoken(i, &a) {
		if sp.ID == t.ID && sp.Aside != evidence.NotLearned {
			if why := s.notCounted(t, &sp); why != "" {
				return string(t.ID) + " is " + why
			}
		}
	}
	return ""
}

// chainEnds says that a testimony comes from a document that the case has not coded.
func chainEnds(known underpin.Knowledge, x *underpin.Index, t *underpin.Testimony) string {
	origin := x.Sources[known.SourceOf(t.Origin)]
	if origin == nil || origin.ID == t.Source || origin.Kind.Speaks() || origin.Kind == underpin.SourceAssumption {
		return ""
	}
	for _, u := range x.ByClaim[t.Claim] {
		if u.Source == origin.ID {
			return ""
		}
	}
	return fmt.Sprintf("%s comes from %s, which has no testimony of its own on %s, so the chain ends there. If it names its own source, add that",
		t.ID, x.SourceName(origin.ID), t.Claim)
}

// deniesAll says for when a denial without a span denies.
func (s *Study) deniesAll(t *underpin.Testimony) string {
	if t.Polarity == underpin.Affirm || !t.Held.IsZero() || !t.Attested.IsZero() {
		return ""
	}
	if t.Origin != "" { // it may take its days from what it repeats
		for _, u := range s.Index.ByClaim[t.Claim] {
			if u.Source == s.model.Known().SourceOf(t.Origin) && u.ID != t.ID {
				return ""
			}
		}
	}
	said := s.model.SaidOn(t)
	if said.IsZero() {
		return fmt.Sprintf("%s denies it for all time. If it means “no longer”, say for when, with attested", t.ID)
	}
	last := edtf.Of(said.Last)
	return fmt.Sprintf("%s denies it for all time up to %s. If it means “no longer”, write attested: %s", t.ID, onDay(said.Last), last.EDTF)
}

// newEpisode asks about testimony that places a claim after an end that another states.
func (s *Study) newEpisode(t *underpin.Testimony) string {
	if t.Polarity != underpin.Affirm {
		return ""
	}
	from := t.Attested
	if t.Held.Start.Kind == underpin.Stated {
		from = t.Held.Start.Date
	} else if from.IsZero() {
		from = s.model.SaidOn(t)
	}
	for _, u := range s.Index.ByClaim[t.Claim] {
		end := u.Held.End
		if u.Source == t.Source || u.Polarity != underpin.Affirm || end.Kind != underpin.Stated || from.IsZero() || from.First <= end.Date.Last {
			continue
		}
		return fmt.Sprintf("%s places it %s, after the end that %s states (%s): is it a new episode? Unless you make it one, that end contradicts it in full",
			t.ID, onDate(from), u.ID, underpin.FormatDate(end.Date))
	}
	return ""
}

// crosses says that precise days which overlap are taken for one handover.
func (s *Study) crosses(t *underpin.Testimony) string {
	i, ok := s.model.Claim(t.Claim)
	if !ok {
		return ""
	}
	for _, turn := range s.model.Turns(i) {
		if turn.Crosses {
			return fmt.Sprintf("%s ends and %s begins between %s and %s: this is read as one handover, on one of these days",
				turn.Before, turn.After, onDay(turn.First), onDay(turn.Last))
		}
	}
	return ""
}

// throughout says once what a single date as span means.
func throughout(said []underpin.Testimony) string {
	for i := range said {
		if h := said[i].Held; h.Start.Kind == underpin.Stated && h.Start.Date.EDTF == h.End.Date.EDTF && h.Start.Date.Vague() && h.Start.Date.Set == nil {
			return fmt.Sprintf("A single date given as a span means that whole period: held: %s of %s runs from %s to %s",
				h.EDTF, said[i].ID, onDay(h.Start.Date.First), onDay(h.Start.Date.Last))
		}
	}
	return ""
}
