package desk

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"underpin"
	"underpin/internal/hinge"
	"underpin/internal/shock"
)

// A FirstLook is the first screenful of a case, in sentences.
type FirstLook struct {
	Case   underpin.CaseID `json:"case"`
	Title  string          `json:"title"`
	Notice string          `json:"notice,omitempty"`
	// Says is one claim and who says so.
	Says string `json:"says"`
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
func (d *Desk) FirstLook(ctx context.Context, q Query) (*FirstLook, error) {
	s, err := d.study(ctx, q, true)
	if err != nil {
		return nil, err
	}
	set := s.Case.Settings
	out := &FirstLook{Case: s.Case.ID, Title: set.Title, Notice: set.Notice, Caption: s.Caption(true)}
	if err := s.lookBefore(ctx, out); err != nil {
		return nil, err
	}
	if err := s.lookAfter(ctx, out); err != nil {
		return nil, err
	}
	if err := s.lookUnder(ctx, out, underpin.DayOfTime(d.cfg.Now())); err != nil {
		return nil, err
	}
	out.NotSaid = s.notSaid()
	return out, nil
}

// lookBefore says what the roots reach on the case's own date.
func (s *Study) lookBefore(ctx context.Context, out *FirstLook) error {
	on := s.At
	if as := s.Case.Settings.AsOf; !as.IsZero() {
		on = as.Last
	}
	all, err := s.reach(ctx, on, nil)
	if err != nil {
		return err
	}
	for _, r := range all {
		command, wide := 0, ""
		support, most := 0, 0.0
		for _, row := range r.Rows {
			if row.Command >= .5 {
				command++
			}
			if row.Support >= .5 {
				support++
			}
			if row.Channels > most && !s.tiedTo(r.From, row.Entity) {
				most, wide = row.Channels, row.Name
			}
		}
		text := fmt.Sprintf("%s: %s reaches %s by command and %s with support counted", onDay(on), r.Name, count(command, "actor and asset"), fmt.Sprint(support))
		text = strings.ReplaceAll(text, "actor and assets", "actors and assets")
		if wide != "" {
			text += fmt.Sprintf("; over most channels %s (%.1f)", wide, most)
		}
		out.Before = append(out.Before, text+".")
	}
	return nil
}

// tiedTo reports whether two entities share a claim, so that a channel between
// them is no news.
func (s *Study) tiedTo(a, b underpin.EntityID) bool {
	return slices.ContainsFunc(s.Case.Claims, func(c underpin.Claim) bool {
		return c.Subject == a && c.Object == b || c.Subject == b && c.Object == a
	})
}

// lookAfter says what the losses of the case take and leave.
func (s *Study) lookAfter(ctx context.Context, out *FirstLook) error {
	if len(s.Query.Lose) == 0 {
		return nil
	}
	r, err := s.shock(ctx, nil)
	if err != nil {
		return err
	}
	var lost []string
	for _, id := range r.Lost {
		lost = append(lost, s.Index.NameOf(id))
	}
	out.Loss = fmt.Sprintf("Lost on %s: %s.", onDay(s.At), list(lost, 6))
	for _, root := range r.Roots {
		s.rootAfter(r.Report, root, out)
	}
	for _, p := range r.Posts {
		what := "vacant"
		if p.Relation != "holds_post" {
			what = "nobody " + string(p.Relation) + " it"
		}
		out.Open = append(out.Open, fmt.Sprintf("%s (%s; %s of worlds)", p.Name, what, percent(p.P)))
	}
	for _, class := range shock.Classes[:4] {
		var names []string
		for i := range r.Items {
			if r.Items[i].Class == class {
				names = append(names, r.Items[i].Name)
			}
		}
		if len(names) > 0 {
			out.Outcomes = append(out.Outcomes, fmt.Sprintf("%s: %s", class, list(names, 5)))
		}
	}
	return nil
}

// rootAfter says which command of one root is gone and which support stays.
func (s *Study) rootAfter(r *shock.Report, root underpin.EntityID, out *FirstLook) {
	before, after := reachOf(r.Before, root), reachOf(r.After, root)
	var gone, thinner, stays []string
	for _, b := range before.order {
		if slices.Contains(s.Query.Lose, b.entity) {
			continue
		}
		a := after.at[b.entity]
		name := s.Index.NameOf(b.entity)
		switch {
		case b.command >= .5 && a.command < .05:
			gone = append(gone, name)
		case b.command >= .5 && a.command < b.command-.1:
			thinner = append(thinner, fmt.Sprintf("%s (%s → %s)", name, number(b.command), number(a.command)))
		}
		if a.support >= .5 && b.support >= .5 {
			stays = append(stays, name)
		}
	}
	name := s.Index.NameOf(root)
	if len(gone)+len(thinner) > 0 {
		text := name + " loses command of " + list(gone, 5)
		if len(gone) == 0 {
			text = name + " keeps a thinner command of " + list(thinner, 4)
		} else if len(thinner) > 0 {
			text += "; thinner: " + list(thinner, 3)
		}
		out.Gone = append(out.Gone, text+".")
	} else {
		out.Gone = append(out.Gone, name+" loses no command.")
	}
	if len(stays) > 0 {
		out.Stays = append(out.Stays, fmt.Sprintf("%s, support counted, still reaches %s.", name, list(stays, 5)))
	} else {
		out.Stays = append(out.Stays, name+", support counted, reaches nothing in most worlds.")
	}
}

// lookUnder says what the case's first conclusion hangs on, what to ask next, and
// opens the claim that matters most.
func (s *Study) lookUnder(ctx context.Context, out *FirstLook, today underpin.Day) error {
	if len(s.Case.Conclusions) == 0 {
		return nil
	}
	h, err := s.hinges(ctx, s.Case.Conclusions[0].ID, 6, nil)
	if err != nil {
		return err
	}
	out.HangsOn = append(out.HangsOn, fmt.Sprintf("%s %s.", strings.TrimSuffix(h.Conclusion.Text, ".")+":", h.Conclusion.Answer))
	if h.Trivial != "" {
		out.HangsOn = append(out.HangsOn, "All of it rests on "+h.Trivial+"; within that, on:")
	}
	for i, x := range h.Hinges {
		if i == 3 {
			break
		}
		flips := ""
		if x.Flips {
			flips = ", which flips the answer"
		}
		out.HangsOn = append(out.HangsOn, fmt.Sprintf("%s %s: without it %s → %s%s", x.Kind, s.shortPremise(x), number(x.Base), number(x.Without), flips))
	}
	if id := firstClaim(h); id != "" {
		shown, err := s.show(id)
		if err != nil {
			return err
		}
		out.Says = fmt.Sprintf("%s [%s: %s]", strings.TrimSuffix(shown.Sentence, ".")+".", id, shown.Says)
	}
	asked, err := s.ask(ctx, s.Case.Conclusions[0].ID, today)
	if err != nil {
		return err
	}
	for i, question := range asked.Questions {
		if i == 2 {
			break
		}
		out.AskNext = append(out.AskNext, fmt.Sprintf("%s (%s; settles %s of the doubt)", asked.Sentences[i], question.Claim, percent(question.Share)))
	}
	return nil
}

// shortPremise names a hinge on one line.
func (s *Study) shortPremise(x Hinge) string {
	if x.Kind == hinge.Claim {
		return x.ID + " (" + x.Label + ")"
	}
	return x.ID
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
		out = append(out, "Nobody is named as an heir; succession is shown for offices and assets only.")
	}
	unseen := 0
	for _, o := range s.Case.Origins {
		if o.Resolved == "" {
			unseen++
		}
	}
	if unseen > 0 {
		out = append(out, fmt.Sprintf("%s stand behind the claims unseen: each is counted as an origin and can be resolved later.", count(unseen, "endnote")))
	}
	views := 0
	for _, c := range s.Case.Claims {
		if c.View() {
			views++
		}
	}
	if views > 0 {
		out = append(out, fmt.Sprintf("%s of how people see things are kept as views and form no line.", count(views, "claim")))
	}
	return out
}

// list joins the first n of some names and counts the rest.
func list(names []string, n int) string {
	if len(names) > n {
		return strings.Join(names[:n], ", ") + fmt.Sprintf(" and %d more", len(names)-n)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
