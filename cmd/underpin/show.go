package main

import (
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// showOptions are what show can be given.
type showOptions struct {
	q queryFlags
}

func showCommand(a *app) *cobra.Command {
	return a.verb(&showOptions{}, &cobra.Command{
		Use: "show CLAIM", Short: "Open a claim: who says so, how sure, what it hangs on", GroupID: "read",
		Long: `Open a claim: its testimony, the origins that count, and the ledger line by line.

The credence is the probability that the claim held as told; the standing is the
probability that it holds on the date asked. With one origin no word of likelihood
is given.`,
		Example: `  underpin show c12
  underpin show c12 --known 2019-06 --without KESTREL`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *showOptions) flags(c *cobra.Command) {
	o.q.dates(c).evidence(c)
}

func (o *showOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.Shown, error) {
		return d.Show(cmd.Context(), query, underpin.ClaimID(args[0]))
	}, printShown)
}

func printShown(p *page, s *desk.Shown) {
	p.line("%s (%s)", s.Sentence, s.ID)
	p.item("%s.", capital(s.Says))
	if s.View != "" && !s.Tie {
		p.item("It is a view, so it is not drawn as a line on the map.")
	}
	printSure(p, s)
	if s.Greedy {
		p.item("Too many chains of quotations hang together for all to be tried: the voices are taken in order of strength, so that the credence is approximate.")
	}
	if s.DatesDisagree {
		p.item("The dates given for it do not overlap.")
	}
	if len(s.Rivals) > 0 {
		p.item("It cannot be true together with %s.", claimList(s, s.Rivals))
	}
	if s.Follows != "" {
		p.item("%s", s.Follows)
	}
	if len(s.CannotBe) > 0 {
		p.item("Some of what is said for it contradicts %s: it speaks of a time before the beginning or after the end.", claimList(s, s.CannotBe))
	}
	if len(s.Together) > 0 {
		p.item("It makes the same claim as %s; testimony on either counts for both.", claimList(s, s.Together))
	}
	for _, pair := range s.Pairs {
		p.item("%s", pair)
	}
	if len(s.RivalsOn) > 0 && !slices.Equal(s.Rivals, s.RivalsOn) {
		p.item("On %s it competes with %s, and its standing on that day reflects it.", s.Caption.On(), claimList(s, s.RivalsOn))
	}
	if s.Note != "" {
		p.item("Note: %s", s.Note)
	}
	printShare(p, s)
	printTestimony(p, s)
	printLedger(p, s)
	whatIf(p, s.Caption)
}

func claimList(s *desk.Shown, ids []underpin.ClaimID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = fmt.Sprintf("“%s” (%s)", strings.TrimSuffix(s.Others[id], "."), id)
	}
	return strings.Join(out, ", ")
}

// printSure says how sure, in numbers.
func printSure(p *page, s *desk.Shown) {
	standing := "Standing on " + s.Caption.On() + ": " + underpin.FormatProbability(s.Standing) + "."
	if s.Dating != "" {
		if s.Standing == 0 {
			standing = ""
		}
		standing = strings.TrimSpace(capital(s.Dating) + ". " + standing)
	}
	switch {
	case s.Credence == nil:
		p.item("It has no credence and is not drawn as a line.")
	case s.Publishable == nil:
		p.item("Credence %s as told; none of it may be published. %s", underpin.FormatProbability(*s.Credence), standing)
	case underpin.FormatProbability(*s.Publishable) != underpin.FormatProbability(*s.Credence):
		p.item("Credence %s as told; %s from what may be published. %s", underpin.FormatProbability(*s.Credence), underpin.FormatProbability(*s.Publishable), standing)
	default:
		p.item("Credence %s as told. %s", underpin.FormatProbability(*s.Credence), standing)
	}
	if s.Differs != "" {
		p.item("%s", s.Differs)
	}
}

func printTestimony(p *page, s *desk.Shown) {
	p.gap()
	p.line("Who says so:")
	for _, c := range s.Chains {
		p.item("%s.", capital(c))
	}
	if len(s.Testimony) == 0 {
		p.item("Nobody.")
	}
	for _, t := range s.Testimony {
		p.item("%s (%s).", capital(t.Sentence), t.ID)
		if t.Note != "" {
			p.wrap(4, t.Note)
		}
	}
}

func printLedger(p *page, s *desk.Shown) {
	ledger := func(lines []desk.LedgerLine, logOdds float64) {
		var rows [][]string
		for _, l := range lines {
			rows = append(rows, []string{underpin.FormatLogOdds(l.Value), l.Text})
		}
		p.table([]string{">", ""}, append(rows, []string{underpin.FormatLogOdds(logOdds), "sum"}))
	}
	switch {
	case s.Credence == nil:
	case len(s.Readings) > 0:
		p.gap()
		p.line("It hangs on which names are the same person or body. The ledger of each reading, in log-odds; the credence is their weighted mean:")
		if s.Drawn {
			p.item("Too many pairs hang together for every reading to be taken: these are drawn, and the credence, the standing and what may be published are approximate.")
		}
		for _, r := range s.Readings {
			p.item("%s: %s. Credence %s, standing %s.", underpin.FormatProbability(r.Weight), r.Says, underpin.FormatProbability(r.Credence), underpin.FormatProbability(r.Standing))
			ledger(r.Lines, r.LogOdds)
		}
	default:
		p.gap()
		p.line("The ledger, in log-odds:")
		ledger(s.Lines, s.LogOdds)
	}
	if len(s.LeaveOut) == 0 {
		return
	}
	p.gap()
	p.line("Credence without one source:")
	var rows [][]string
	for _, o := range s.LeaveOut {
		left := "nobody says so"
		if o.Credence != nil {
			left = underpin.FormatProbability(*o.Credence)
			if o.NewWord != "" {
				left += ", which makes it " + o.NewWord
			}
		}
		id := string(o.Source)
		if id == o.Name {
			id = "" // a protected source has no other name
		}
		rows = append(rows, []string{o.Name, left, id})
	}
	p.table([]string{"", "", ""}, rows)
}

// whatIf reminds of a what-if on the evidence.
func whatIf(p *page, c desk.Caption) {
	if c.Unlearned != "" {
		p.gap()
		p.line("%s", c.Unlearned)
	}
	if c.WhatIf != "" {
		p.gap()
		p.line("What if: %s.", c.WhatIf)
	}
}

// mostNamed is how many of those behind one end are named: in a circle of firms thousands
// stand behind each.
const mostNamed = 25

// printShare says what a share comes to, and who stands behind the ends.
func printShare(p *page, s *desk.Shown) {
	if s.Share != "" {
		text := "Share: " + strings.TrimPrefix(s.Share, "share ") + "."
		if s.Control != nil {
			text += " Control by ownership, with all else that it holds, in " + underpin.FormatShare(*s.Control) + " of worlds."
		}
		if s.Flow != nil {
			text += " What flows to the holder along all chains of shares: " + flowText(*s.Flow, s.Unknown) + "."
		}
		p.item("%s", text)
	}
	if len(s.CrowdedOut) > 0 {
		p.item("Its share cannot be true together with %s. In each world the better attested shares are taken first.", claimList(s, s.CrowdedOut))
	}
	for _, b := range s.Behind {
		var names []string
		for _, h := range b.Holders {
			says := make([]string, len(h.Claims))
			for i, id := range h.Claims {
				says[i] = string(id) + " by " + h.Tellers[i]
			}
			counted := ""
			if h.P > 0 {
				counted = share(h.P) + " of worlds; "
			}
			names = append(names, h.Name+" ("+counted+strings.Join(says, ", ")+")")
		}
		if more := len(names) - mostNamed; more > 0 {
			names = append(names[:mostNamed], underpin.FormatCount(more)+" more, which --json lists")
		}
		p.item("Behind %s, by the claims: %s.", b.Name, strings.Join(names, "; "))
	}
}
