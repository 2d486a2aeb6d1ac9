package desk

import (
	"context"
	"fmt"
	"math"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
)

// A Shown is a claim with who says so and what that comes to.
type Shown struct {
	ID       underpin.ClaimID      `json:"id"`
	Subject  underpin.EntityID     `json:"subject"`
	Relation underpin.RelationName `json:"relation"`
	Object   string                `json:"object"`
	Sentence string                `json:"sentence"`
	// Ends are the names of its two ends.
	Ends map[underpin.EntityID]string `json:"ends"`
	// Holders name whose view it is, where it is one: "unstated" where nobody says.
	// View says so in words; Tie is set where it forms a tie all the same.
	Holders []string `json:"view_of,omitempty"`
	View    string   `json:"view,omitempty"`
	Tie     bool     `json:"tie,omitempty"`
	// Credence and Publishable are null where nobody says so.
	Credence *float64 `json:"credence"`
	Standing float64  `json:"standing"`
	// Differs says why credence, standing and the share of worlds differ, where they do.
	Differs string `json:"differs,omitempty"`
	// Dating says of an act, a founding or a designation that no source dates it, or for
	// which day an act is told that does not fall on the date asked: its standing of
	// nought is then no word on it.
	Dating      string   `json:"dating,omitempty"`
	Publishable *float64 `json:"publishable"`
	// Word is the yardstick's word; empty where one origin stands alone.
	Word string `json:"word"`
	// Says is how sure in words, for a person.
	Says    string `json:"says"`
	Origins int    `json:"origins"`
	// Contested: a denial of any weight, or rivals that take .05 or more. Conflict is
	// how even the sides are, from 0 to 1.
	Contested    bool            `json:"contested"`
	Conflict     float64         `json:"conflict"`
	SingleOrigin bool            `json:"single_origin"`
	Confidence   string          `json:"confidence"`
	Item         int             `json:"item"`
	LogOdds      float64         `json:"log_odds"`
	Lines        []LedgerLine    `json:"lines"`
	LeaveOut     []WithoutSource `json:"leave_out"`
	// Chains draws each voice: who has it from whom.
	Chains []string `json:"chains"`
	// Ways draws those that came through more than one, or more than once.
	Ways []VoiceWay `json:"ways"`
	// Readings give the ledger once for each reading of who is one; empty where the
	// claim hangs on nobody of whom that is unsure.
	Readings []ClaimReading `json:"readings,omitempty"`
	// Drawn: there are too many readings to take all, so that these are some that were
	// drawn, and the means over them approximate.
	Drawn bool `json:"readings_drawn,omitempty"`
	// Together are the claims that say the same in the weightiest reading.
	Together []underpin.ClaimID `json:"together,omitempty"`
	// Pairs are the pairs whose probability the others move by more than .05.
	Pairs []string `json:"pairs,omitempty"`
	// CannotBe are the beginnings and ends that testimony for it lies outside of.
	CannotBe []underpin.ClaimID `json:"cannot_be,omitempty"`
	// DatesDisagree and Greedy as in the assessment.
	DatesDisagree bool               `json:"dates_disagree,omitempty"`
	Greedy        bool               `json:"greedy,omitempty"`
	Rivals        []underpin.ClaimID `json:"rivals,omitempty"`
	RivalsOn      []underpin.ClaimID `json:"rivals_on_date,omitempty"`
	// Follows says of a rival that may have come before or after it and for want of a
	// stated end is taken for one who led at the same time.
	Follows string `json:"follows,omitempty"`
	// Share is the share of ownership in words; Control the share of worlds in which the
	// holder controls what it has a share in by ownership, and Flow what comes to it, in
	// percent, with Unknown where a share on the way is not known.
	Share   string                `json:"share,omitempty"`
	Control *float64              `json:"control,omitempty"`
	Flow    *measure.Distribution `json:"flow,omitempty"`
	Unknown bool                  `json:"share_unknown,omitempty"`
	// Others are the sentences of the claims that are named beside it.
	Others map[underpin.ClaimID]string `json:"others,omitempty"`
	// CrowdedOut are claims of shares that cannot all be so together with it.
	CrowdedOut []underpin.ClaimID `json:"crowded_out,omitempty"`
	// Amount is that of a payment, in words.
	Amount string `json:"amount,omitempty"`
	// Behind says of a share or a payment who stands behind its ends.
	Behind    []Behind `json:"behind,omitempty"`
	Testimony []Spoken `json:"testimony"`
	Note      string   `json:"note,omitempty"`
	Caption   Caption  `json:"caption"`
}

// A LedgerLine is one term of the log-odds.
type LedgerLine struct {
	Text  string  `json:"text"`
	Value float64 `json:"value"`
}

// A WithoutSource is the credence without one source; null where nobody is left.
type WithoutSource struct {
	Source   underpin.SourceID `json:"source"`
	Name     string            `json:"name"`
	Credence *float64          `json:"credence"`
	NewWord  string            `json:"new_word,omitempty"`
	// Says is what it comes to, in words.
	Says string `json:"says"`
}

// A ClaimReading is the ledger of a claim in one reading of who is one.
type ClaimReading struct {
	Weight float64 `json:"weight"`
	// Says names who is one in it.
	Says     string       `json:"says"`
	Credence float64      `json:"credence"`
	Standing float64      `json:"standing"`
	LogOdds  float64      `json:"log_odds"`
	Lines    []LedgerLine `json:"lines"`
}

// whoIsOne fills in what a claim hangs on of who is one.
func (s *Study) whoIsOne(out *Shown, i int, a *evidence.Assessment) {
	for _, r := range a.Readings {
		row := ClaimReading{Weight: r.Weight, Says: s.ones(r.Same), Credence: r.Credence, Standing: r.Standing, LogOdds: r.LogOdds}
		for _, l := range r.Lines {
			row.Lines = append(row.Lines, LedgerLine(l))
		}
		out.Readings = append(out.Readings, row)
	}
	for _, j := range s.model.Together(i, false) {
		if j != i {
			out.Together = append(out.Together, s.Case.Claims[j].ID)
		}
	}
	c := &s.Case.Claims[i]
	for _, p := range s.model.Pairs() {
		near := slices.ContainsFunc([]underpin.EntityID{c.Subject, c.Object}, func(e underpin.EntityID) bool { return e == p.A || e == p.B })
		if near && math.Abs(p.Weighed-p.Stated) > moved {
			out.Pairs = append(out.Pairs, fmt.Sprintf("The probability that %s and %s are one is %s taken alone, and %s with everything else that is said about who is who.",
				s.Index.NameOf(p.A), s.Index.NameOf(p.B), underpin.FormatProbability(p.Stated), underpin.FormatProbability(p.Weighed)))
		}
	}
}

// moved is how far the other pairs must move the probability of a pair for it to be said.
const moved = .05

// ones says who is one in a reading.
func (s *Study) ones(same [][2]underpin.EntityID) string {
	if len(same) == 0 {
		return "the names are of different people or bodies"
	}
	var parts []string
	for _, p := range same {
		parts = append(parts, s.Index.NameOf(p[0])+" is "+s.Index.NameOf(p[1]))
	}
	return strings.Join(parts, ", ")
}

// nameOthers fills in the sentences of the claims that are named beside one.
func (s *Study) nameOthers(c *Shown) {
	for _, id := range slices.Concat(c.Rivals, c.RivalsOn, c.CannotBe, c.Together, c.CrowdedOut) {
		if other := s.Index.Claims[id]; other != nil {
			if c.Others == nil {
				c.Others = map[underpin.ClaimID]string{}
			}
			c.Others[id] = s.Index.Sentence(other)
		}
	}
}

// Show opens a claim: who says so, how sure, and what it hangs on.
func (d *Desk) Show(ctx context.Context, q Query, id underpin.ClaimID) (_ *Shown, err error) {
	defer settle(ctx, &err)
	return answered(ctx, d, q, func(g *gathering) error { return g.shown(id) }, func(s *Study) (*Shown, error) { return s.showAll(ctx, id) })
}

// showAll shows a claim with what shares come to, where that is of interest.
func (s *Study) showAll(ctx context.Context, id underpin.ClaimID) (*Shown, error) {
	out, err := s.show(id)
	if err != nil {
		return nil, err
	}
	if err := s.showOwnership(ctx, out); err != nil {
		return nil, err
	}
	out.Differs = s.whyDiffer(out)
	return out, nil
}

// whyDiffer says why the numbers of one claim are not the same; empty where they are.
func (s *Study) whyDiffer(c *Shown) string {
	if c.Credence == nil || c.Dating != "" {
		return ""
	}
	told, stands := underpin.FormatProbability(*c.Credence), underpin.FormatProbability(c.Standing)
	ended := ""
	if told != stands {
		ended = s.ended(s.Index.Claims[c.ID])
	}
	var parts []string
	switch {
	case told == stands:
	case ended != "":
		parts = append(parts, "The credence is for the time that the testimony covers.", ended)
	case c.Standing == 0:
		parts = append(parts, "The credence is for the time that the testimony covers; nobody says that it held on "+onDay(s.At)+".")
	case !slices.Equal(c.Rivals, c.RivalsOn):
		parts = append(parts, "The credence is for the time that the testimony covers; the standing is for "+onDay(s.At)+": on that day it has other rivals.")
	default:
		parts = append(parts, "The credence is for the time that the testimony covers; the standing is for "+onDay(s.At)+": what nobody repeats fades, and a stated end counts, whether of the claim or of either party.")
	}
	if c.Control != nil && underpin.FormatShare(*c.Control) != underpin.FormatShare(c.Standing) {
		parts = append(parts, "It is control in a world where the holder, with all that it controls, has more than half.")
	}
	return strings.Join(parts, " ")
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
		Standing: a.Standing, Dating: s.dating(c, a.Standing), Word: a.Word, Says: s.says(c, &a), Origins: a.Origins, Contested: a.Contested, Conflict: a.Conflict,
		SingleOrigin: a.SingleOrigin, Confidence: a.Confidence, Item: a.Item, LogOdds: a.LogOdds, Lines: []LedgerLine{}, LeaveOut: []WithoutSource{},
		View: s.Index.ViewOf(c), Tie: c.Tie, DatesDisagree: a.DatesDisagree, Greedy: a.Greedy, Rivals: a.Rivals, RivalsOn: a.RivalsOn, Note: c.Note, Caption: s.Caption(false),
	}
	out.Ends = map[underpin.EntityID]string{c.Subject: s.Index.NameOf(c.Subject)}
	if c.Object != "" {
		out.Ends[c.Object] = s.Index.NameOf(c.Object)
	}
	if !c.Value.IsZero() && c.Object == "" {
		out.Object = c.Value.Text
	}
	if follows := s.follows(c, a.Rivals); follows != "" {
		out.Follows = follows + "."
	}
	out.Share, out.CrowdedOut = s.Index.ShareText(c), a.CrowdedOut
	if c.Object != "" {
		out.Amount = c.Value.Words()
	}
	if a.Asserted {
		out.Credence = &a.Credence
	}
	if a.Publishable > 0 {
		out.Publishable = &a.Publishable
	}
	for _, h := range c.Holders {
		out.Holders = append(out.Holders, s.Index.NameOf(h))
	}
	for _, l := range a.Lines {
		out.Lines = append(out.Lines, LedgerLine(l))
	}
	for _, l := range a.LeaveOut {
		o := WithoutSource{Source: l.Source, Name: s.Index.SourceName(l.Source), NewWord: l.NewWord}
		o.Says = "nobody says so"
		if !l.Nobody {
			o.Credence, o.Says = &l.Credence, underpin.FormatProbability(l.Credence)
		}
		if l.NewWord != "" {
			o.Says += ", " + l.NewWord
		}
		out.LeaveOut = append(out.LeaveOut, o)
	}
	out.CannotBe, out.Drawn = a.CannotBe, a.Drawn
	s.whoIsOne(out, i, &a)
	s.nameOthers(out)
	out.Chains, out.Ways = s.chains(&a), s.ways(&a)
	out.Testimony = s.spoken(i, &a)
	return out, nil
}
