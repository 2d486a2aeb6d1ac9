package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// A Shown is a claim with who says so and what that comes to.
type Shown struct {
	ID       underpin.ClaimID      `json:"id"`
	Subject  underpin.EntityID     `json:"subject"`
	Relation underpin.RelationName `json:"relation"`
	Object   string                `json:"object"`
	Sentence string                `json:"sentence"`
	// View names whose view it is, where it is one.
	View []string `json:"view_of,omitempty"`
	// Credence and Publishable are null where nobody says so.
	Credence    *float64 `json:"credence"`
	Standing    float64  `json:"standing"`
	Publishable *float64 `json:"publishable"`
	// Word is the yardstick's word; empty where one origin stands alone.
	Word string `json:"word"`
	// Says is how sure in words, for a person.
	Says         string  `json:"says"`
	Origins      int     `json:"origins"`
	Contested    float64 `json:"contested"`
	SingleOrigin bool    `json:"single_origin"`
	Confidence   string  `json:"confidence"`
	Item         int     `json:"item"`
	LogOdds      float64 `json:"log_odds"`
	Lines        []Line  `json:"lines"`
	LeaveOut     []Out   `json:"leave_out"`
	// DatesDisagree and Greedy as in the assessment.
	DatesDisagree bool               `json:"dates_disagree,omitempty"`
	Greedy        bool               `json:"greedy,omitempty"`
	Rivals        []underpin.ClaimID `json:"rivals,omitempty"`
	Testimony     []Spoken           `json:"testimony"`
	Note          string             `json:"note,omitempty"`
	Caption       Caption            `json:"caption"`
}

// A Line is one term of the log-odds.
type Line struct {
	Text  string  `json:"text"`
	Value float64 `json:"value"`
}

// An Out is the credence without one source; null where nobody is left.
type Out struct {
	Source   underpin.SourceID `json:"source"`
	Credence *float64          `json:"credence"`
	NewWord  string            `json:"new_word,omitempty"`
}

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
	// Counted is false where its origin or reporter is counted already.
	Counted   bool `json:"counted"`
	Retracted bool `json:"retracted,omitempty"`
}

// Show opens a claim: who says so, how sure, and what it hangs on.
func (d *Desk) Show(ctx context.Context, q Query, id underpin.ClaimID) (*Shown, error) {
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.show(id)
}

func (s *Study) show(id underpin.ClaimID) (*Shown, error) {
	i, err := s.claim(id)
	if err != nil {
		return nil, err
	}
	c := &s.Case.Claims[i]
	a := s.model.Assess(i, s.At)
	out := &Shown{
		ID: c.ID, Subject: c.Subject, Relation: c.Relation, Object: string(c.Object), Sentence: s.Index.Sentence(c),
		Standing: a.Standing, Word: a.Word, Says: s.says(c, &a), Origins: a.Origins, Contested: a.Contested,
		SingleOrigin: a.SingleOrigin, Confidence: a.Confidence, Item: a.Item, LogOdds: a.LogOdds, LeaveOut: []Out{},
		DatesDisagree: a.DatesDisagree, Greedy: a.Greedy, Rivals: a.Rivals, Note: c.Note, Caption: s.Caption(false),
	}
	if !c.Value.IsZero() {
		out.Object = c.Value.Text
	}
	if a.Asserted {
		out.Credence = &a.Credence
	}
	if a.Publishable > 0 {
		out.Publishable = &a.Publishable
	}
	for _, h := range c.Holders {
		out.View = append(out.View, s.Index.NameOf(h))
	}
	for _, l := range a.Lines {
		out.Lines = append(out.Lines, Line(l))
	}
	for _, l := range a.LeaveOut {
		o := Out{Source: l.Source, NewWord: l.NewWord}
		if !l.Nobody {
			o.Credence = &l.Credence
		}
		out.LeaveOut = append(out.LeaveOut, o)
	}
	out.Testimony = s.spoken(c, &a)
	return out, nil
}

// says is how sure, in words: with one origin who it is, from two on the word.
func (s *Study) says(c *underpin.Claim, a *evidence.Assessment) string {
	switch {
	case !a.Asserted:
		return "nobody says so"
	case a.SingleOrigin:
		return "one origin: " + s.loneOrigin(a) + " says so, uncorroborated" + contestedMark(a)
	case a.Origins == 0:
		return "no origin of any weight says so"
	}
	return a.Word + ", from " + count(a.Origins, "independent origin") + contestedMark(a)
}

// loneOrigin names the one who says so: the reporter, who speaks for an origin
// that is known by a locator only.
func (s *Study) loneOrigin(a *evidence.Assessment) string {
	for _, v := range a.Voices {
		if v.Denies {
			continue
		}
		name := s.sourceLabel(v.Reporter)
		switch {
		case v.Origin == underpin.OriginID(v.Reporter):
			return name
		case s.Index.Origins[v.Origin] != nil:
			return name + " (" + string(v.Origin) + ")"
		case v.Origin == underpin.OriginUnknown:
			return "a rumour, through " + name + ","
		}
		return s.sourceLabel(underpin.SourceID(v.Origin)) + " (through " + name + ")"
	}
	return "somebody"
}

// sourceLabel is the short name of a source: its author, else its name.
func (s *Study) sourceLabel(id underpin.SourceID) string {
	if src := s.Index.Sources[id]; src != nil && !src.Protected && src.Author != "" {
		return src.Author
	}
	return s.Index.SourceName(id)
}

func contestedMark(a *evidence.Assessment) string {
	if a.Contested > 0 {
		return "; contested"
	}
	return ""
}

func (s *Study) spoken(c *underpin.Claim, a *evidence.Assessment) []Spoken {
	var out []Spoken
	for _, t := range s.Index.ByClaim[c.ID] {
		counts := slices.ContainsFunc(a.Voices, func(v evidence.Voice) bool { return v.Testimony == t.ID })
		out = append(out, Spoken{
			ID: t.ID, Source: t.Source, Name: s.Index.SourceName(t.Source), Origin: t.Origin, Via: t.Via, Polarity: t.Polarity,
			Held: t.Held.EDTF, Attested: t.Attested.EDTF, Basis: t.Basis, Terms: s.Index.TermsOf(t).Kind, Locator: t.Locator,
			Wording: t.Wording, Note: t.Note, Counted: counts, Retracted: t.Retracted != nil,
		})
	}
	return out
}
