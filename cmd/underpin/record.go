package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// changeFlags are the flags of the verbs that change a case.
type changeFlags struct {
	why, at string
	preview bool
}

func (f *changeFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.preview, "preview", false, "say what it would change, and write nothing")
}

// changed tells what a change did, unless it failed.
func (a *app) changed(c *desk.Changed, err error, preview bool) error {
	if err != nil {
		return err
	}
	return a.emit(c, func(p *page) { printChange(p, c, preview) })
}

// printOdd prints what is odd about the time of an entry.
func printOdd(p *page, odd string) {
	if odd != "" {
		p.item("%s.", odd)
	}
}

// mostEffects is how many of the claims that a change moves are shown.
const mostEffects = 12

// printChange tells what a change did to credence, of every claim where that shows in
// the digits that are printed.
func printChange(p *page, c *desk.Changed, preview bool) {
	if preview {
		p.line("Preview; nothing has been written: %s.", c.Summary)
	} else {
		p.line("Recorded as entry %d: %s. Take it back with: underpin undo", c.Entry, c.Summary)
	}
	printOdd(p, c.Odd)
	printAlong(p, c)
	shown, slight := 0, 0
	for _, e := range c.Effects {
		before, after := told(e.Before, e.CredenceBefore), told(e.After, e.CredenceAfter)
		if before == after {
			slight++
			continue
		}
		if shown++; shown <= mostEffects {
			p.item("%s (%s)", e.Sentence, e.Claim)
			p.wrap(4, before+" → "+after)
		}
	}
	if shown > mostEffects {
		p.item("and %s", moreOf(shown-mostEffects, "claim"))
	}
	switch {
	case slight > 0:
		p.item("The credence of %s changes by less than is shown.", counted(slight, "claim"))
	case shown == 0:
		p.item("No credence changes.")
	}
	printRemarks(p, c.Remarks)
}

// remarksShown is how many remarks on testimony are printed.
const remarksShown = 8

// printRemarks prints how testimony is read.
func printRemarks(p *page, remarks []string) {
	for i, r := range remarks {
		if i == remarksShown {
			p.item("And %s more of this kind; --json lists all.", counted(len(remarks)-i, "remark"))
			return
		}
		p.item("%s.", r)
	}
}

// printAlong tells what a removal takes with it and changes, where that is more than
// was asked for.
func printAlong(p *page, c *desk.Changed) {
	if len(c.Removed) > 1 {
		p.item("Removed: %s.", names(c.Removed))
	}
	if len(c.Removed) > 0 && len(c.Put) > 0 {
		p.item("Changed: %s.", names(c.Put))
	}
}

// names lists records.
func names(refs []underpin.RecordRef) string {
	list := make([]string, len(refs))
	for i, ref := range refs {
		list[i] = ref.String()
	}
	return strings.Join(list, ", ")
}

// told is how sure a claim is, in words and as a number where there is one.
func told(words string, credence float64) string {
	if credence == 0 {
		return words
	}
	return words + " (" + underpin.FormatProbability(credence) + ")"
}

// gradeOptions are what grade can be given.
type gradeOptions struct {
	f     changeFlags
	topic string
}

func gradeCommand(a *app) *cobra.Command {
	return a.verb(&gradeOptions{}, &cobra.Command{
		Use: "grade SOURCE GRADE", Short: "Grade a source, A to F", GroupID: "record",
		Long: `Give a source a grade from today on: A completely reliable 0.95, B usually
0.85, C fairly 0.70, D not usually 0.55, E unreliable 0.50, F cannot be judged 0.60. F
is not the bottom of the scale: a new source is F. Earlier grades stay on record, so
--known shows what was thought then. --topic limits a grade to claims of a topic.`,
		Example: `  underpin grade KESTREL B --why "was there, and has been right"
  underpin grade quay-watch D --topic fuel --preview`,
		Args: cobra.ExactArgs(2),
	})
}

func (o *gradeOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.topic, "topic", "", "limit the grade to claims of this `topic`")
	c.Flags().StringVar(&o.f.why, "why", "", "the `reason`")
	c.Flags().StringVar(&o.f.at, "at", "", "the `date` from which it counts; default today")
	o.f.add(c)
}

func (o *gradeOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		on, err := dateOr("at", o.f.at, d.Today())
		if err != nil {
			return err
		}
		g := underpin.Grading{Grade: underpin.Grade(args[1]), Topic: o.topic, Why: o.f.why, On: on}
		done, err := d.Grade(cmd.Context(), a.caseName(), underpin.SourceID(args[0]), g, o.f.preview)
		return a.changed(done, err, o.f.preview)
	})
}

// retractOptions are what retract can be given.
type retractOptions struct {
	f changeFlags
}

func retractCommand(a *app) *cobra.Command {
	return a.verb(&retractOptions{}, &cobra.Command{
		Use: "retract TESTIMONY|SOURCE", Short: "Withdraw a testimony, or all that a source said", GroupID: "record",
		Long: `Withdraw a testimony, or all testimony of a source, from today on. Nothing is
deleted: it still counts in what was known before that date. A claim whose last testimony is
withdrawn leaves every map.`,
		Example: `  underpin retract c12.2 --why "misheard"
  underpin retract KESTREL --at 2020-01-10 --preview`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *retractOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.f.why, "why", "", "the `reason`")
	c.Flags().StringVar(&o.f.at, "at", "", "the `date` from which it counts; default today")
	o.f.add(c)
}

func (o *retractOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		on, err := dateOr("at", o.f.at, d.Today())
		if err != nil {
			return err
		}
		done, err := d.Retract(cmd.Context(), a.caseName(), args[0], underpin.Retraction{On: on, Why: o.f.why}, o.f.preview)
		return a.changed(done, err, o.f.preview)
	})
}

// sameOptions are what same can be given.
type sameOptions struct {
	f         changeFlags
	not, open bool
	p         float64
}

func sameCommand(a *app) *cobra.Command {
	return a.verb(&sameOptions{}, &cobra.Command{
		Use: "same ENTITY ENTITY", Short: "Judge whether two entities are one", GroupID: "record",
		Long: `Judge that two entities are one; with --not, that they are two; with --probability P,
that they are one with that probability; with --open, leave it to the testimony that they are
one. Same pools their testimony; unsure is drawn in each world. The judgement can be
taken back or replaced at any time.`,
		Example: `  underpin same meridian-holding meridian-holdings-ltd --probability 0.7
  underpin same dalia-nasreh maryam-dalal --not --why "met both"`,
		Args: cobra.ExactArgs(2),
	})
}

func (o *sameOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.not, "not", false, "they are two")
	c.Flags().Float64Var(&o.p, "probability", 0, "they are one with this `probability`")
	c.Flags().BoolVar(&o.open, "open", false, "leave it to the testimony")
	c.Flags().StringVar(&o.f.why, "why", "", "the `reason`")
	o.f.add(c)
}

func (o *sameOptions) run(a *app, cmd *cobra.Command, args []string) error {
	s := underpin.Sameness{A: underpin.EntityID(args[0]), B: underpin.EntityID(args[1]), Verdict: underpin.Same, Note: o.f.why}
	switch {
	case o.not && cmd.Flags().Changed("probability"):
		return usagef("give one of them", "--not and --probability cannot be given together")
	case o.open && (o.not || cmd.Flags().Changed("probability")):
		return usagef("give one of them", "--open cannot be given together with --not or --probability")
	case o.not:
		s.Verdict = underpin.NotSame
	case o.open:
		s.Verdict = underpin.Unsure
	case cmd.Flags().Changed("probability"):
		if s.Verdict, s.P = underpin.Unsure, o.p; o.p == 0 {
			return usagef("write --not, or --open to leave it to the testimony", "a probability of 0 means that they are two")
		}
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		s.On = d.Today()
		done, err := d.Same(cmd.Context(), a.caseName(), s, o.f.preview)
		return a.changed(done, err, o.f.preview)
	})
}

// dateOr reads the date of a flag, or takes the default for an empty one.
func dateOr(flag, text string, fallback underpin.Date) (underpin.Date, error) {
	if text == "" {
		return fallback, nil
	}
	return desk.ParseDate(flag, text)
}
