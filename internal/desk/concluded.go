package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/conclusion"
	"underpin/internal/evidence"
	"underpin/internal/hinge"
)

// A Concluded is a conclusion with its answer over the worlds.
type Concluded struct {
	ID   string                `json:"id,omitempty"`
	Text string                `json:"text"`
	Expr string                `json:"expr"`
	Kind conclusion.AnswerKind `json:"kind"`
	// Unit is that of a number: the currency of what was paid; empty where it has none.
	Unit string `json:"unit,omitempty"`
	// On is the date on which it is answered.
	On string `json:"on"`
	// Answer is the answer in words, Says the conclusion with it and with its frame: on
	// whose word it stands, and that it is not a forecast.
	Answer string `json:"answer"`
	Says   string `json:"says"`
	// ByConstruction marks an answer that no evidence could change; Answer says so.
	ByConstruction bool `json:"by_construction,omitempty"`
	// Readings are the claims that nobody says, that we read out of a source, and that
	// the answer hangs on; Answer says so.
	Readings []underpin.ClaimID `json:"readings,omitempty"`
	// Decided says, in words, in how many worlds the answer was decided from samples.
	Decided string             `json:"decided,omitempty"`
	Summary conclusion.Summary `json:"summary"`
}

// answer answers a conclusion in every world of the study.
func (s *Study) answer(ctx context.Context, nameOrExpr string) (*conclusion.Expression, *hinge.Answers, error) {
	c, judge, sample, err := s.judged(ctx, nameOrExpr)
	if err != nil {
		return nil, nil, err
	}
	answers, err := hinge.Answer(ctx, s.model.Model, sample, judge, 0)
	if err != nil {
		return nil, nil, err
	}
	return c, answers, nil
}

// flips reports whether the answer of a conclusion in the study is another than that of
// a summary.
func (s *Study) flips(ctx context.Context, from conclusion.Summary, name string) (bool, error) {
	_, judge, sample, err := s.judged(ctx, name)
	if err != nil {
		return false, err
	}
	return hinge.Flips(ctx, from, sample, judge, 0)
}

// judged finds a conclusion, and what answers it in the worlds of its dates.
func (s *Study) judged(ctx context.Context, nameOrExpr string) (*conclusion.Expression, *conclusion.Judge, *evidence.Sample, error) {
	c, err := s.conclusion(nameOrExpr)
	if err != nil {
		return nil, nil, nil, err
	}
	p, err := s.Projection()
	if err != nil {
		return nil, nil, nil, err
	}
	sample, err := s.Sample(ctx, c.Dates(s.dateOf(c))...)
	if err != nil {
		return nil, nil, nil, err
	}
	return c, conclusion.NewJudge(c, p, conclusion.JudgeConfig{Entities: s.lost, Claims: s.lostClaims}), sample, nil
}

// dateOf is the date on which a conclusion is answered: its own, if it has one and no
// other was asked for, else that of the study.
func (s *Study) dateOf(c *conclusion.Expression) underpin.Day {
	if at := c.At(); !s.dated && !at.IsZero() {
		return at.Last
	}
	return s.At
}

// daysOf are the days for which a conclusion is computed: that of before and after, if
// it asks of them, and those that it asks about by their date.
func (s *Study) daysOf(c *conclusion.Expression) []underpin.Day {
	var out []underpin.Day
	if n := c.Needs(); n.Before || n.After || len(c.Moments()) == 0 {
		out = append(out, s.dateOf(c))
	}
	for _, m := range c.Moments() {
		out = append(out, m.On)
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// untied names what a conclusion asks about of which nobody says that it had any tie on
// some days; empty where there is nothing such.
func (s *Study) untied(c *conclusion.Expression, days []underpin.Day) (string, error) {
	p, err := s.Projection()
	if err != nil {
		return "", err
	}
	e := conclusion.NewJudge(c, p, conclusion.JudgeConfig{}).Untied(func(claim int) bool {
		return slices.ContainsFunc(days, func(on underpin.Day) bool { return s.model.Standing(claim, on) > 0 })
	})
	if e == "" {
		return "", nil
	}
	return s.Index.NameOf(e), nil
}

// headline is the conclusion that is shown first; empty where there is none. In a case
// that rests on one author and states none, no conclusion is given more weight than
// another.
func (s *Study) headline() string {
	set, all := s.Case.Settings, s.Case.Conclusions
	switch {
	case set.Headline != "" || len(all) == 0:
		return set.Headline
	case set.SingleAuthor != "" && len(all) > 1:
		return ""
	}
	return all[0].ID
}

// conclusion finds the conclusion that is meant; the headline of the case by
// default.
func (s *Study) conclusion(nameOrExpr string) (*conclusion.Expression, error) {
	if nameOrExpr == "" {
		if nameOrExpr = s.headline(); nameOrExpr == "" {
			return nil, s.noHeadline()
		}
	}
	if id, err := s.naming.find(nameOrExpr, underpin.KindConclusion); err == nil {
		nameOrExpr = id
	} else if nameOrExpr, err = s.naming.expression(nameOrExpr); err != nil {
		return nil, err
	}
	return conclusion.Find(s.Case, nameOrExpr)
}

// noHeadline says that a conclusion has to be named, and which there are.
func (s *Study) noHeadline() error {
	if len(s.Case.Conclusions) == 0 {
		return faultf(NoConclusion, "", "the case has no conclusion of its own")
	}
	names := make([]string, len(s.Case.Conclusions))
	for i, k := range s.Case.Conclusions {
		names[i] = k.ID
	}
	return faultf(NoConclusion, "name one of its conclusions: "+strings.Join(names, ", "),
		"which conclusion? The case has %s and gives none of them as its headline", underpin.FormatCount(len(names)))
}

func (s *Study) concluded(ctx context.Context, c *conclusion.Expression, answers *hinge.Answers) (Concluded, error) {
	sum := answers.Summary
	out := Concluded{
		ID: c.ID(), Text: c.Text(), Expr: c.Expr(), Kind: c.Kind(), Unit: c.Unit(), On: s.dateOf(c).String(), Summary: sum, Answer: s.inWords(sum, c.Unit()), Decided: decided(sum),
	}
	if k := s.Index.Conclusions[c.ID()]; k != nil && k.ByConstruction {
		out.ByConstruction, out.Answer = true, out.Answer+"; "+brief.ByConstruction
		return s.stated(out), nil
	}
	var err error
	out.Readings, err = s.readings(ctx, answers)
	out.Answer += hangsOnReadings(out.Readings)
	return s.stated(out), err
}

// stated puts a conclusion and its answer into one sentence, with its frame where the
// screen does not say that once for all.
func (s *Study) stated(c Concluded) Concluded {
	frame := ""
	if s.Case.Settings.PersonsApart() {
		frame = s.framed(c.Text)
	}
	c.Says = strings.TrimSuffix(c.Text, ".") + frame + ": " + c.Answer + "."
	return c
}

// decided says how who comes first was decided, where that was not by exact values.
func decided(sum conclusion.Summary) string {
	if sum.Sampled == 0 {
		return ""
	}
	return fmt.Sprintf("who comes first was decided from sampled searches in %s of %s, with a chance of error below 1 in %s in each",
		underpin.FormatCount(sum.Sampled), count(sum.Worlds, "world"), underpin.FormatNumber(1/sum.Err, 0))
}

// inWords says an answer over worlds.
func (s *Study) inWords(sum conclusion.Summary, unit string) string {
	switch sum.Kind {
	case conclusion.Boolean:
		if sum.Value >= .5 {
			return "yes, in " + underpin.FormatShare(sum.Value) + " of worlds"
		}
		if sum.Value == 0 {
			return "no, it holds in no world"
		}
		return "no, it holds in only " + underpin.FormatShare(sum.Value) + " of worlds"
	case conclusion.Who:
		who, share := s.whoAnswer(sum)
		return who + ", in " + underpin.FormatShare(share) + " of worlds"
	}
	return underpin.FormatSpread(sum.Value, sum.Low, sum.High, unit)
}

// nobody is the answer to who where no one alone comes first.
const nobody = "nobody alone"

// whoName names an answer to who.
func (s *Study) whoName(id underpin.EntityID) string {
	if id == "" {
		return nobody
	}
	return s.Index.NameOf(id)
}

// whoAnswer names the most frequent answer to who, with its share of the worlds. Where
// several are most frequent it is nobody's, and all are named.
func (s *Study) whoAnswer(sum conclusion.Summary) (answer string, share float64) {
	rivals := sum.Rivals()
	if rivals == nil {
		return s.whoName(sum.Who), sum.Value
	}
	names := make([]string, len(rivals))
	for i, id := range rivals {
		names[i] = s.whoName(id)
	}
	return nobody + ": " + list(names, len(names)) + ", each", sum.Shares[0].Share
}
