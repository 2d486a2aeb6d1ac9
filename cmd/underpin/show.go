package main

import (
	"fmt"
	"math"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

func showCommand(a *app) *cobra.Command {
	var q queryFlags
	c := &cobra.Command{
		Use: "show CLAIM", Short: "Open a claim: who says so, how sure, what it hangs on", GroupID: "read",
		Long: `Open a claim: its testimony, the origins that count, and the ledger line by line.

The credence is the probability that the claim held as told; the standing is the
probability that it holds on the date asked. With one origin no word of likelihood
is given.` + exits,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			query, err := q.query(a)
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				shown, err := d.Show(cmd.Context(), query, underpin.ClaimID(args[0]))
				if err != nil {
					return err
				}
				return a.emit(shown, func(p *page) { printShown(p, shown) })
			})
		},
	}
	q.dates(c).evidence(c)
	return c
}

func printShown(p *page, s *desk.Shown) {
	p.line("%s  %s", s.ID, s.Sentence)
	if len(s.View) > 0 {
		p.item("a view, held by %s; it forms no line on the map", strings.Join(s.View, ", "))
	}
	p.item("%s.", capital(s.Says))
	switch {
	case s.Credence == nil:
	case s.Publishable == nil:
		p.item("Held %s; not publishable: nothing of it may be published. Standing on %s: %s.", decimal(*s.Credence), s.Caption.At, decimal(s.Standing))
	case math.Abs(*s.Publishable-*s.Credence) > 5e-4:
		p.item("Held %s, publishable %s. Standing on %s: %s.", decimal(*s.Credence), decimal(*s.Publishable), s.Caption.At, decimal(s.Standing))
	default:
		p.item("Credence %s as told. Standing on %s: %s.", decimal(*s.Credence), s.Caption.At, decimal(s.Standing))
	}
	if s.DatesDisagree {
		p.item("The dates given for it do not meet.")
	}
	if s.Note != "" {
		p.item("Note: %s", s.Note)
	}
	printTestimony(p, s)
	p.gap()
	p.line("The ledger, in log-odds:")
	var rows [][]string
	for _, l := range s.Lines {
		rows = append(rows, []string{fmt.Sprintf("%+.4f", l.Value), l.Text})
	}
	rows = append(rows, []string{fmt.Sprintf("%+.4f", s.LogOdds), "sum"})
	p.table([]string{">", ""}, rows)
	if len(s.LeaveOut) > 0 {
		p.gap()
		p.line("Without a source:")
		rows = nil
		for _, o := range s.LeaveOut {
			left := "nobody says so"
			if o.Credence != nil {
				left = decimal(*o.Credence)
				if o.NewWord != "" {
					left += ", then: " + o.NewWord
				}
			}
			rows = append(rows, []string{string(o.Source), left})
		}
		p.table([]string{"", ""}, rows)
	}
	whatIf(p, s.Caption)
}

func printTestimony(p *page, s *desk.Shown) {
	p.gap()
	p.line("Who says so:")
	for _, t := range s.Testimony {
		p.item("%s  %s", t.ID, testimonyLine(t))
		if t.Note != "" {
			p.wrap(4, t.Note)
		}
	}
}

// testimonyLine is one testimony as a sentence.
func testimonyLine(t desk.Spoken) string {
	verb := map[underpin.Polarity]string{underpin.Affirm: "says so", underpin.Deny: "denies it", underpin.Doubt: "doubts it"}[t.Polarity]
	parts := []string{t.Name + " " + verb}
	if t.Origin != "" {
		from := "from " + string(t.Origin)
		if len(t.Via) > 0 {
			via := make([]string, len(t.Via))
			for i, v := range t.Via {
				via[i] = string(v)
			}
			from += " by way of " + strings.Join(via, ", ")
		}
		parts = append(parts, from)
	}
	if t.Basis != "" {
		parts = append(parts, string(t.Basis))
	}
	if t.Wording != "" {
		parts = append(parts, "“"+t.Wording+"”")
	}
	if t.Held != "" {
		parts = append(parts, "for "+t.Held)
	}
	if t.Attested != "" {
		parts = append(parts, "placed in "+t.Attested)
	}
	if t.Locator != "" {
		parts = append(parts, "at "+t.Locator)
	}
	if t.Terms != "" && t.Terms != underpin.TermsPublicDocument {
		parts = append(parts, strings.ReplaceAll(string(t.Terms), "_", " "))
	}
	switch {
	case t.Retracted:
		parts = append(parts, "retracted")
	case !t.Counted:
		parts = append(parts, "counted already or without weight")
	}
	return strings.Join(parts, "; ") + "."
}

// whatIf reminds of a what-if on the evidence.
func whatIf(p *page, c desk.Caption) {
	if c.WhatIf != "" {
		p.gap()
		p.line("What if: %s.", c.WhatIf)
	}
}

func capital(s string) string {
	if s == "" {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
