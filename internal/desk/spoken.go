package desk

import (
	"strings"

	"underpin"
	"underpin/internal/evidence"
)

// A Spoken is one testimony as it is shown on the analyst's own screen.
type Spoken struct {
	ID       underpin.TestimonyID `json:"id"`
	Source   underpin.SourceID    `json:"source"`
	Name     string               `json:"name"`
	Origin   underpin.OriginID    `json:"origin,omitempty"`
	Via      []underpin.SourceID  `json:"via,omitempty"`
	Polarity underpin.Polarity    `json:"polarity"`
	Held     string               `json:"held,omitempty"`
	Attested string               `json:"attested,omitempty"`
	Basis    underpin.Basis       `json:"basis,omitempty"`
	Terms    underpin.TermsKind   `json:"terms,omitempty"`
	Locator  string               `json:"locator,omitempty"`
	Wording  string               `json:"wording,omitempty"`
	Note     string               `json:"note,omitempty"`
	// Sentence says all this for a person: who says so for when, in which words, and the
	// rest. Who and Rest are its first part and what follows the words.
	Sentence string `json:"sentence"`
	Who      string `json:"who"`
	Rest     string `json:"rest,omitempty"`
	// Counted is false where it is not counted, for the reason in Aside; Repeats is
	// then the testimony that speaks instead, where there is one.
	Counted bool                 `json:"counted"`
	Aside   evidence.AsideReason `json:"aside,omitempty"`
	Repeats underpin.TestimonyID `json:"repeats,omitempty"`
	// Use says what may be done with it in something published; Because says why it
	// is not cited there.
	Use       underpin.Use `json:"use"`
	Because   string       `json:"because,omitempty"`
	Retracted bool         `json:"retracted,omitempty"`
}

func (s *Study) spoken(i int, a *evidence.Assessment) []Spoken {
	out := []Spoken{}
	for _, t := range s.model.Testimony(i) {
		sp := Spoken{
			ID: t.ID, Source: t.Source, Name: s.Index.SourceName(t.Source), Origin: t.Origin, Via: t.Via, Polarity: t.Polarity,
			Held: t.Held.EDTF, Attested: t.Attested.EDTF, Basis: t.Basis, Terms: s.Index.TermsOf(t).Kind, Locator: t.Locator,
			Wording: t.Wording, Note: t.Note, Counted: true, Retracted: t.Retracted != nil,
		}
		sp.Use, sp.Because = s.Index.UseOf(t, s.today)
		for _, x := range a.Asides {
			if x.Testimony == t.ID {
				sp.Counted, sp.Aside, sp.Repeats = false, x.Why, x.Voice
			}
		}
		s.putInWords(t, &sp)
		out = append(out, sp)
	}
	return out
}

// putInWords says who says what of a claim, from whom, for when, on which terms, and why
// it is not counted, or not published, where it is not.
func (s *Study) putInWords(t *underpin.Testimony, sp *Spoken) {
	sp.Who = strings.Join(append([]string{s.whoSpeaks(t)}, s.cameBy(t)...), "; ")
	sp.Sentence = sp.Who
	if t.Wording != "" {
		sp.Sentence += "; in the words “" + t.Wording + "”"
	}
	if sp.Rest = s.restOf(t, sp); sp.Rest != "" {
		sp.Sentence += "; " + sp.Rest
	}
}

// restOf says of a testimony what its words date it to, where it stands, on which terms,
// and why it is not counted or published.
func (s *Study) restOf(t *underpin.Testimony, sp *Spoken) string {
	var parts []string
	switch {
	case t.Attested.IsZero():
	case s.assumption(t) != nil:
		parts = append(parts, "dated to "+underpin.FormatDate(t.Attested))
	default:
		parts = append(parts, "dated by its wording to "+underpin.FormatDate(t.Attested))
	}
	if t.Locator != "" {
		parts = append(parts, "at "+t.Locator)
	}
	if words := termsWords[s.Index.TermsOf(t).Kind]; words != "" {
		parts = append(parts, words)
	}
	if words := s.originDiffers(t); words != "" {
		parts = append(parts, "but "+words)
	}
	if words := s.notCounted(t, sp); words != "" {
		parts = append(parts, words)
	}
	if words := notPublished(sp); words != "" {
		parts = append(parts, words)
	}
	return strings.Join(parts, "; ")
}

// whoSpeaks says who affirms, denies or doubts a claim, and for when: the origin,
// where that is another source of the case, as its reporter tells it. Who reports a
// denial is no denier; what we read out of a report is said by nobody.
func (s *Study) whoSpeaks(t *underpin.Testimony) string {
	says, reporter := underpin.Saying(s.Index.SourceLabel(t.Source), t.Basis, t.Polarity), ""
	if s.relayed(t) {
		says = underpin.Saying(s.Index.SourceLabel(underpin.SourceID(t.Origin)), "", t.Polarity)
		reporter = ", as " + s.Index.SourceLabel(t.Source) + " reports"
	}
	held := heldWords(t.Held)
	if held != "" {
		held = " " + held
	}
	if src := s.assumption(t); src != nil {
		return "assumed" + held + ": " + src.Name
	}
	says += held + reporter
	if s.reversed(t) {
		says += evidence.Opposite
	}
	return says
}

// reversed reports whether a testimony is taken to mean the opposite of what it says.
func (s *Study) reversed(t *underpin.Testimony) bool {
	out := false
	for _, id := range s.model.Known().Chain(t) {
		if src := s.Index.Sources[id]; src != nil && src.Reversed {
			out = !out
		}
	}
	return out
}

// originDiffers says where the source whose word a testimony passes on has said the
// opposite itself: such testimony continues no chain, and both stand.
func (s *Study) originDiffers(t *underpin.Testimony) string {
	if !s.relayed(t) {
		return ""
	}
	for _, own := range s.Index.ByClaim[t.Claim] {
		if own.Source != underpin.SourceID(t.Origin) || !s.model.Known().Counts(own) {
			continue
		}
		if (own.Polarity == underpin.Affirm) == (t.Polarity == underpin.Affirm) {
			return ""
		}
		return underpin.Saying(s.Index.SourceLabel(own.Source), "", own.Polarity) + " in " + string(own.ID)
	}
	return ""
}

// assumption returns the assumption that a testimony is; nil where somebody speaks.
func (s *Study) assumption(t *underpin.Testimony) *underpin.Source {
	if src := s.Index.Sources[t.Source]; src != nil && src.Kind == underpin.SourceAssumption {
		return src
	}
	return nil
}

// relayed reports whether a testimony passes on the word of another source of the
// case.
func (s *Study) relayed(t *underpin.Testimony) bool {
	return t.Basis != underpin.BasisInferred && t.Origin != underpin.OriginID(t.Source) && s.Index.Sources[underpin.SourceID(t.Origin)] != nil
}

// notCounted says why a testimony is not counted.
func (s *Study) notCounted(t *underpin.Testimony, sp *Spoken) string {
	switch sp.Aside {
	case evidence.Repeats:
		switch v := s.Index.Testimonies[sp.Repeats]; {
		case v == nil:
			return "not counted again"
		case v.Source != t.Source && v.Origin == t.Origin && v.Origin != underpin.OriginID(v.Source):
			return "not counted again: it has the same origin as " + string(v.ID)
		}
		return "not counted again: it repeats " + string(sp.Repeats)
	case evidence.AnotherTime:
		return "not counted: it speaks of another time"
	case evidence.Weightless:
		return "not counted: it carries no weight"
	case evidence.Circular:
		return "not counted: its chain leads back to itself"
	case evidence.NotLearned:
		return "not known yet on " + onDay(s.Known)
	case evidence.Withdrawn:
		if t.Retracted == nil {
			return "not counted: what it repeats has been withdrawn"
		}
	case evidence.LeftOut:
		return "left out by the what-if"
	}
	if t.Retracted != nil {
		return s.withdrawn(t)
	}
	return ""
}

// notPublished says why a testimony may not be cited in something published, where
// its terms alone do not say so.
func notPublished(sp *Spoken) string {
	switch sp.Because {
	case "", underpin.OffTheRecord, underpin.OnDeep:
		return ""
	case underpin.WithoutTerms:
		return "no terms are agreed, so it may not be published"
	}
	return "it may not be published: " + sp.Because
}

// cameBy says where a testimony comes from in the end, and through whom.
func (s *Study) cameBy(t *underpin.Testimony) []string {
	var out []string
	switch o := s.Index.Origins[t.Origin]; {
	case t.Origin == "" || t.Origin == underpin.OriginID(t.Source) || s.relayed(t):
	case o != nil && o.Label != "":
		out = append(out, "from "+o.Label+" ("+string(o.ID)+")")
	case t.Origin == underpin.OriginUnknown:
		out = append(out, "from someone not named")
	default:
		out = append(out, "from "+s.Index.SourceLabel(underpin.SourceID(t.Origin)))
	}
	if len(t.Via) > 0 {
		via := make([]string, len(t.Via))
		for i, v := range t.Via {
			via[i] = s.Index.SourceLabel(v)
		}
		out = append(out, "by way of "+list(via, len(via)))
	}
	return out
}

// withdrawn says that a testimony is withdrawn, and from when on.
func (s *Study) withdrawn(t *underpin.Testimony) string {
	if t.Retracted.On.IsZero() {
		return "withdrawn"
	}
	text := "withdrawn " + onDate(t.Retracted.On)
	if !s.model.Known().Withdrawn(t) {
		return text + ", and counted before"
	}
	return text
}

// termsWords says on which terms something was said; public documents need none.
var termsWords = map[underpin.TermsKind]string{
	underpin.TermsOnRecord: "on the record", underpin.TermsBackground: "on background",
	underpin.TermsDeepBackground: "on deep background", underpin.TermsOffRecord: "off the record",
}

// termsSaid says on which terms something was said, with the words that were agreed.
func termsSaid(t underpin.Terms) string {
	if t.Words == "" {
		return termsWords[t.Kind]
	}
	return termsWords[t.Kind] + ": " + t.Words
}

// onDate writes a date with its preposition: "on 3 January 2020", "in January 2020".
func onDate(d underpin.Date) string {
	if d.Vague() {
		return "in " + underpin.FormatDate(d)
	}
	return "on " + underpin.FormatDate(d)
}

// heldWords says for when something is said to hold: "from 2014 to about June 2016".
func heldWords(span underpin.Span) string {
	from, to := span.Start, span.End
	switch {
	case from.Kind == underpin.Stated && to.Kind == underpin.Stated && from.Date.EDTF == to.Date.EDTF:
		return "for " + underpin.FormatDate(from.Date)
	case from.Kind == underpin.Stated && to.Kind == underpin.Stated:
		return "from " + underpin.FormatDate(from.Date) + " to " + underpin.FormatDate(to.Date)
	case from.Kind == underpin.Stated && to.Kind == underpin.Open:
		return "from " + underpin.FormatDate(from.Date) + " on"
	case from.Kind == underpin.Stated:
		return "from " + underpin.FormatDate(from.Date)
	case to.Kind == underpin.Stated:
		return "until " + underpin.FormatDate(to.Date)
	}
	return ""
}
