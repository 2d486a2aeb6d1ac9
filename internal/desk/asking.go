package desk

import (
	"context"

	"underpin"
	"underpin/internal/hinge"
)

// An Asking is what to ask next for a conclusion.
type Asking struct {
	Conclusion Concluded       `json:"conclusion"`
	Questions  []hinge.Inquiry `json:"questions"`
	Sentences  []string        `json:"sentences"`
	// Restated are the claims that say the conclusion itself in other words, or a part of
	// it: they are left out of the questions, and say what lies beneath them.
	Restated []Restated `json:"restated,omitempty"`
	// Author is the one author of a case that rests on one, who has spoken on all
	// of it; Trivial is the name.
	Author  underpin.SourceID `json:"author,omitempty"`
	Trivial string            `json:"trivial,omitempty"`
	Caption Caption           `json:"caption"`
}

// A Restated is a claim that says the conclusion in other words, with who says so now and
// where to turn for more.
type Restated struct {
	hinge.Inquiry
	Sentence string `json:"sentence"`
	// Says is how sure it is, in words.
	Says string `json:"says"`
}

// Ask ranks the claims by what settling each would tell about a conclusion, with
// the sources placed to know.
func (d *Desk) Ask(ctx context.Context, q Query, nameOrExpr string) (_ *Asking, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	s.dated = q.At != ""
	return s.ask(ctx, nameOrExpr, underpin.DayOfTime(d.cfg.Now()))
}

func (s *Study) ask(ctx context.Context, nameOrExpr string, today underpin.Day) (*Asking, error) {
	c, answers, err := s.answer(ctx, nameOrExpr)
	if err != nil {
		return nil, err
	}
	out := &Asking{Questions: []hinge.Inquiry{}, Caption: s.captionOf(s.dateOf(c))}
	if out.Conclusion, err = s.concluded(ctx, c, answers); err != nil {
		return nil, err
	}
	if out.Author = s.Case.Settings.SingleAuthor; out.Author != "" {
		out.Trivial = s.Index.SourceLabel(out.Author)
	}
	cfg := hinge.AskConfig{Known: s.Known, Today: today}
	for _, own := range hinge.Restated(answers, cfg) {
		i, _ := s.model.Claim(own.Claim)
		claim, a := &s.Case.Claims[i], s.model.Assess(i, s.At)
		out.Restated = append(out.Restated, Restated{Inquiry: own, Sentence: s.told(claim), Says: s.says(claim, &a)})
	}
	for _, question := range hinge.Ask(answers, cfg) {
		out.Questions = append(out.Questions, question)
		out.Sentences = append(out.Sentences, s.told(s.Index.Claims[question.Claim]))
	}
	return out, nil
}
