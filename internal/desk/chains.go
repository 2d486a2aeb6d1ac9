package desk

import (
	"cmp"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// chains draws the way of each voice that is more than one source long: "paper 3 has
// it from paper 2, which has it from an official: one origin". What is denied is not had from
// who denies it.
func (s *Study) chains(a *evidence.Assessment) []string {
	out := []string{}
	for _, v := range a.Voices {
		text := s.chain(s.longest(a, v))
		if t := s.Index.Testimonies[v.Testimony]; text != "" && v.Denies && t != nil && t.Polarity == underpin.Doubt {
			text = "the doubt: " + text
		} else if text != "" && v.Denies {
			text = "the denial: " + text
		}
		if text != "" && !slices.Contains(out, text) {
			out = append(out, text)
		}
	}
	return out
}

// longest is the longest chain of what repeats a voice, which is among it.
func (s *Study) longest(a *evidence.Assessment, v evidence.Voice) *underpin.Chain {
	best := v.Chain
	for _, x := range a.Asides {
		if x.Why != evidence.Repeats || x.Voice != v.Testimony {
			continue
		}
		for i := range x.Chains {
			if c := &x.Chains[i]; c.Origin == v.Chain.Origin && len(c.Sources) > len(best.Sources) {
				best = c
			}
		}
	}
	return best
}

// chain writes who has it from whom, from the reporter back to the origin; empty for
// a source that says it of itself.
func (s *Study) chain(c *underpin.Chain) string {
	names := make([]string, 0, len(c.Sources)+1)
	for i := len(c.Sources) - 1; i >= 0; i-- {
		names = append(names, s.Index.SourceLabel(c.Sources[i]))
	}
	if o := s.Index.Origins[c.Origin]; o != nil {
		names = append(names, cmp.Or(o.Label, string(o.ID)))
	} else if c.Origin == underpin.OriginUnknown {
		names = append(names, "someone not named")
	}
	if len(names) < 3 { // the testimony itself says from whom
		return ""
	}
	text := names[0] + " has it from " + names[1]
	for _, name := range names[2:] {
		text += ", which has it from " + name
	}
	return text + ": one origin"
}
