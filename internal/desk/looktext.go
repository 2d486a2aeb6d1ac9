package desk

import (
	"strings"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/hinge"
)

// hangs says on one line what the answer is without a premise.
func (s *Study) hangs(c Concluded, x Hinge) string {
	what := x.Label
	switch {
	case x.Kind == hinge.Claim:
		what = "“" + strings.TrimSuffix(x.Label, ".") + "” (" + x.ID + ")"
	case x.Label != x.ID:
		what += " (" + x.ID + ")"
	}
	answer := underpin.FormatMean(x.Base) + " → " + underpin.FormatMean(x.Without)
	if c.Kind != conclusion.Number {
		answer = underpin.FormatShare(x.Base) + " → " + underpin.FormatShare(x.Without)
	}
	switch {
	case x.Flips && x.AnswerName != "":
		answer = x.AnswerName
	case x.Flips && c.Kind == conclusion.Boolean && x.Without < .5:
		answer = "no (" + answer + ")"
	case x.Flips && c.Kind == conclusion.Boolean:
		answer = "yes (" + answer + ")"
	}
	return "Without " + what + ": " + answer + "."
}

// firstClaim is the claim that the conclusion hangs on most.
func firstClaim(h *Hinging) underpin.ClaimID {
	for _, x := range h.Hinges {
		if x.Kind == hinge.Claim {
			return underpin.ClaimID(x.ID)
		}
	}
	return ""
}

// notSaid says what a case does not tell.
func (s *Study) notSaid() []string {
	var out []string
	if s.Case.Settings.NoHeirs {
		out = append(out, "No heirs are named.")
	}
	unseen := 0
	for _, o := range s.Case.Origins {
		if s.model.Known().SourceOf(o.ID) == "" {
			unseen++
		}
	}
	switch {
	case unseen == 1:
		out = append(out, "One origin is known only by an endnote or other locator.")
	case unseen > 1:
		out = append(out, count(unseen, "origin")+" are known only by an endnote or other locator.")
	}
	views := 0
	for _, c := range s.Case.Claims {
		if c.View() {
			views++
		}
	}
	switch {
	case views == 1:
		out = append(out, "One claim is a view and is not drawn as a line.")
	case views > 1:
		out = append(out, count(views, "claim")+" are views and are not drawn as lines.")
	}
	return out
}
