package desk

import (
	"slices"

	"underpin"
	"underpin/internal/cite"
	"underpin/internal/evidence"
)

// says is how sure, in words: with one origin who it is, from two on the word. Of a
// view it says whose it is, or that nobody says.
func (s *Study) says(c *underpin.Claim, a *evidence.Assessment) string {
	says := s.howSure(a)
	if a.Asserted {
		says += s.disputed(c, a)
	}
	if view := s.Index.ViewOf(c); view != "" {
		says += "; " + view
	}
	return says
}

func (s *Study) howSure(a *evidence.Assessment) string {
	switch {
	case !a.Asserted:
		return "nobody says so"
	case a.SingleOrigin:
		return s.loneOrigin(a)
	case a.Origins == 0:
		return "no origin of any weight says so"
	}
	return a.Word + ", from " + count(a.Origins, "independent origin") + s.ofThemRead(a)
}

// loneOrigin names the one who says so: the reporter, who speaks for an origin
// that is known by a locator only.
func (s *Study) loneOrigin(a *evidence.Assessment) string {
	at := slices.IndexFunc(a.Voices, func(v evidence.Voice) bool { return !v.Denies })
	if at < 0 {
		return "one origin says so, uncorroborated"
	}
	v := a.Voices[at]
	name := s.Index.SourceLabel(v.Reporter)
	src := s.Index.Sources[v.Reporter]
	switch {
	case src != nil && src.Kind == underpin.SourceAssumption:
		return "an assumption, not testimony: “" + name + "”"
	case v.Origin == underpin.OriginID(v.Reporter):
	case s.Index.Origins[v.Origin] != nil:
		if label := s.Index.Origins[v.Origin].Label; label != "" {
			name += " (" + cite.Locator(label) + ")"
		}
	case v.Origin == underpin.OriginUnknown:
		return "one origin: a rumour, heard through " + name + ", uncorroborated"
	default:
		name = s.Index.SourceLabel(underpin.SourceID(v.Origin)) + " (through " + name + ")"
	}
	voice := "one origin: "
	if s.Case.Settings.SingleAuthor == v.Reporter {
		voice = "one author: "
	}
	basis, polarity := underpin.Basis(""), underpin.Affirm
	if t := s.Index.Testimonies[v.Testimony]; t != nil {
		basis, polarity = t.Basis, t.Polarity
	}
	voice += underpin.Saying(name, basis, polarity)
	if polarity != underpin.Affirm {
		voice += evidence.Opposite
	}
	return voice + ", uncorroborated"
}

// disputed says how a claim is disputed; empty where it is not.
func (s *Study) disputed(c *underpin.Claim, a *evidence.Assessment) string {
	switch {
	case !a.Contested:
		return ""
	case cite.DeniedByAnother(cite.Statements(s.Index, s.model.Known(), c.ID)):
		return "; denied by another"
	}
	return "; contested"
}
