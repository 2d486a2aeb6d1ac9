package desk

import (
	"cmp"
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"underpin"
	"underpin/internal/shock"
)

// A FirstLook is the first screenful of a case, in sentences.
type FirstLook struct {
	Case  underpin.CaseID `json:"case"`
	Title string          `json:"title"`
	// Described is for when the case describes things, which the loss comes after.
	Described string `json:"described,omitempty"`
	Notice    string `json:"notice,omitempty"`
	// Frame says once of all that is computed on whose word it stands, where the
	// sentences do not each say it.
	Frame string `json:"frame,omitempty"`
	// Says is one claim and who says so, Claim its id.
	Says  string           `json:"says"`
	Claim underpin.ClaimID `json:"claim,omitempty"`
	// Before is what the roots reach on the case's date.
	Before []string `json:"before"`
	// Loss says what is lost and when; Gone, Stays, Open and Outcomes what follows.
	Loss     string   `json:"loss"`
	Gone     []string `json:"gone"`
	Stays    []string `json:"stays"`
	Open     []string `json:"open"`
	Outcomes []string `json:"outcomes"`
	HangsOn  []string `json:"hangs_on"`
	AskNext  []string `json:"ask_next"`
	NotSaid  []string `json:"not_said"`
	Caption  Caption  `json:"caption"`
	Page     string   `json:"page,omitempty"`
	Database string   `json:"database,omitempty"`
}

// FirstLook answers the questions of a case in a screenful.
func (d *Desk) FirstLook(ctx context.Context, q Query) (_ *FirstLook, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	set := s.Case.Settings
	out := &FirstLook{
		Before: []string{}, Gone: []string{}, Stays: []string{}, Open: []string{}, Outcomes: []string{}, HangsOn: []string{}, AskNext: []string{},
		Case: s.Case.ID, Title: set.Title, Described: s.described(), Notice: set.Notice, Caption: s.Caption(true),
	}
	if !set.PersonsApart() {
		out.Frame = out.Caption.Account
	}
	if err := s.lookBefore(ctx, out); err != nil {
		return nil, err
	}
	if err := s.lookAfter(ctx, out); err != nil {
		return nil, err
	}
	if err := s.lookUnder(ctx, out, underpin.DayOfTime(d.cfg.Now())); err != nil {
		return nil, err
	}
	out.NotSaid = append([]string{}, s.notSaid()...)
	return out, nil
}

// lookBefore says what the roots reach on the case's own date.
func (s *Study) lookBefore(ctx context.Context, out *FirstLook) error {
	on := s.At
	if as := s.Case.Settings.AsOf; !as.IsZero() {
		on = as.Last
	}
	if len(s.Case.Settings.Roots) == 0 {
		return nil
	}
	all, err := s.reach(ctx, on, nil)
	if err != nil {
		return err
	}
	for i, r := range all {
		out.Before = append(out.Before, s.rootBefore(r, on, i == 0))
	}
	return nil
}

// lookAfter says what the losses of the case take and leave. What was left open is
// not called orphaned as well.
func (s *Study) lookAfter(ctx context.Context, out *FirstLook) error {
	if !s.losing() {
		return nil
	}
	r, err := s.shock(ctx, nil)
	if err != nil {
		return err
	}
	out.Loss = capital(strings.TrimPrefix(r.Loss, "Lost "))
	out.Gone, out.Stays = r.Gone, r.Stays
	var open []string
	told := map[string]bool{}
	for _, p := range r.Posts {
		if p.P >= .5 {
			open = append(open, p.Open+" for "+p.Name)
			told[p.Name] = true
		}
	}
	if len(open) > 0 {
		out.Open = append(out.Open, capital(s.by()+strings.Join(open, "; "))+".")
	}
	for _, class := range shock.Classes[:5] {
		var ids []underpin.EntityID
		for i := range r.Items {
			if r.Items[i].Class == class && !(class == shock.Orphaned && told[r.Items[i].Name]) {
				ids = append(ids, r.Items[i].Entity)
			}
		}
		if len(ids) > 0 {
			out.Outcomes = append(out.Outcomes, class.Heading()+": "+s.some(ids, 2)+".")
		}
	}
	return nil
}

// lookUnder says what the case's headline hangs on, what to ask next, and opens the
// claim that matters most.
func (s *Study) lookUnder(ctx context.Context, out *FirstLook, today underpin.Day) error {
	headline := s.headline()
	if headline == "" {
		if err := s.lookAtAll(ctx, out); err != nil {
			return err
		}
		return s.opening(out, "")
	}
	h, err := s.hinges(ctx, headline, 6, nil)
	if err != nil {
		return err
	}
	out.HangsOn = append(out.HangsOn, h.Conclusion.Says)
	if h.Trivial != "" {
		out.HangsOn = append(out.HangsOn, "All of it rests on "+h.Trivial+". Within that:")
	}
	for i, x := range h.Hinges {
		if i < 2 {
			out.HangsOn = append(out.HangsOn, s.hangs(h.Conclusion, x))
		}
	}
	if err := s.opening(out, firstClaim(h)); err != nil {
		return err
	}
	asked, err := s.ask(ctx, headline, today)
	if err != nil {
		return err
	}
	for i, question := range asked.Questions {
		if i < 1 {
			out.AskNext = append(out.AskNext, fmt.Sprintf("Is this so: “%s” (%s)? The answer would remove %s of the uncertainty.",
				strings.TrimSuffix(asked.Sentences[i], "."), question.Claim, underpin.FormatShare(question.Share)))
		}
	}
	return nil
}

// ownFrame is where a conclusion begins with on whose word it stands, which a group of
// them says once.
var ownFrame = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[Bb]y [^,]* as coded, `) })

// lookAtAll says shortly what every conclusion of a case answers that puts none first,
// by date, each with the name by which it can be asked about.
func (s *Study) lookAtAll(ctx context.Context, out *FirstLook) error {
	type line struct {
		on   underpin.Day
		says string
	}
	var lines []line
	for _, k := range s.Case.Conclusions {
		c, answers, err := s.answer(ctx, k.ID)
		if err != nil {
			return err
		}
		done, err := s.concluded(ctx, c, answers)
		if err != nil {
			return err
		}
		says := capital(ownFrame().ReplaceAllString(strings.TrimSuffix(done.Text, "."), ""))
		lines = append(lines, line{s.dateOf(c), fmt.Sprintf("%s: %s (%s).", says, done.Answer, k.ID)})
	}
	slices.SortStableFunc(lines, func(a, b line) int { return cmp.Compare(a.on, b.on) })
	for i, l := range lines {
		switch {
		case i == 0:
			out.HangsOn = append(out.HangsOn, capital(s.account())+", as of "+onDay(l.on)+" (not a forecast):")
		case l.on != lines[i-1].on:
			out.HangsOn = append(out.HangsOn, "As of "+onDay(l.on)+" (by the same account; not a forecast):")
		}
		out.HangsOn = append(out.HangsOn, l.says)
	}
	return nil
}

// opening opens one claim: that which matters most, else the first of the case.
func (s *Study) opening(out *FirstLook, id underpin.ClaimID) error {
	if id == "" {
		if len(s.Case.Claims) == 0 {
			return nil
		}
		id = s.firstTold()
	}
	shown, err := s.show(id)
	if err != nil {
		return err
	}
	out.Claim = id
	out.Says = fmt.Sprintf("%s. %s (%s).", strings.TrimSuffix(shown.Sentence, "."), capital(shown.Says), id)
	return nil
}

// firstTold is the first claim that somebody tells: one that is assumed opens no case.
func (s *Study) firstTold() underpin.ClaimID {
	for i := range s.Case.Claims {
		for _, t := range s.Index.ByClaim[s.Case.Claims[i].ID] {
			if src := s.Index.Sources[t.Source]; src != nil && src.Kind != underpin.SourceAssumption {
				return s.Case.Claims[i].ID
			}
		}
	}
	return s.Case.Claims[0].ID
}
