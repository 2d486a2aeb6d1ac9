package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// changeFlags are the flags of the verbs that change a case.
type changeFlags struct {
	why, on string
	preview bool
}

func (f *changeFlags) add(c *cobra.Command) {
	c.Flags().BoolVar(&f.preview, "preview", false, "only tell what it would change")
}

// changed tells what a change did, unless it failed.
func (a *app) changed(c *desk.Changed, err error, preview bool) error {
	if err != nil {
		return err
	}
	return a.emit(c, func(p *page) { printChange(p, c, preview) })
}

// printChange tells what a change did to credence.
func printChange(p *page, c *desk.Changed, preview bool) {
	if preview {
		p.line("Preview, nothing is written: %s.", c.Summary)
	} else {
		p.line("Recorded as entry %d: %s. Take it back with: underpin undo", c.Entry, c.Summary)
	}
	printAlong(p, c)
	for i, e := range c.Effects {
		if i == 12 {
			p.item("and %s more", counted(len(c.Effects)-i, "claim"))
			break
		}
		p.item("%s (%s)", e.Sentence, e.Claim)
		p.wrap(4, told(e.Before, e.CredenceBefore)+" → "+told(e.After, e.CredenceAfter))
	}
	if len(c.Effects) == 0 {
		p.item("No credence changes.")
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
	return words + " (" + probability(credence) + ")"
}

func gradeCommand(a *app) *cobra.Command {
	var f changeFlags
	var topic string
	c := &cobra.Command{
		Use: "grade SOURCE GRADE", Short: "Grade a source, A to F", GroupID: "record",
		Long: `Give a source a grade from today on: A completely reliable .95, B usually .85,
C fairly .70, D not usually .55, E unreliable .50, F cannot be judged .60. F is not
the bottom of the scale: a new source is F. Earlier grades stay on record, so that
--known shows what was thought then. --topic limits a grade to claims of a topic.` + exits,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				on, err := dateOr("on", f.on, d.Today())
				if err != nil {
					return err
				}
				g := underpin.Grading{Grade: underpin.Grade(args[1]), Topic: topic, Why: f.why, On: on}
				done, err := d.Grade(cmd.Context(), a.caseName(), underpin.SourceID(args[0]), g, f.preview)
				return a.changed(done, err, f.preview)
			})
		},
	}
	c.Flags().StringVar(&topic, "topic", "", "limit the grade to claims of this `topic`")
	c.Flags().StringVar(&f.why, "why", "", "the `reason`")
	c.Flags().StringVar(&f.on, "on", "", "the `date` from which it counts; default today")
	f.add(c)
	return c
}

func retractCommand(a *app) *cobra.Command {
	var f changeFlags
	c := &cobra.Command{
		Use: "retract TESTIMONY|SOURCE", Short: "Withdraw a testimony, or all that a source said", GroupID: "record",
		Long: `Withdraw a testimony, or all testimony of a source, from today on. Nothing is
deleted: as known before that date it still counts. A claim whose last testimony is
withdrawn leaves every map.` + exits,
		Args: cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				on, err := dateOr("on", f.on, d.Today())
				if err != nil {
					return err
				}
				done, err := d.Retract(cmd.Context(), a.caseName(), args[0], underpin.Retraction{On: on, Why: f.why}, f.preview)
				return a.changed(done, err, f.preview)
			})
		},
	}
	c.Flags().StringVar(&f.why, "why", "", "the `reason`")
	c.Flags().StringVar(&f.on, "on", "", "the `date` from which it counts; default today")
	f.add(c)
	return c
}

func sameCommand(a *app) *cobra.Command {
	var f changeFlags
	var not bool
	var p float64
	c := &cobra.Command{
		Use: "same ENTITY ENTITY", Short: "Judge whether two entities are one", GroupID: "record",
		Long: `Judge two entities to be one, with --not to be two, or with --unsure P to be one
with a probability. Same pools their testimony; unsure is drawn in each world. The
judgement can be taken back or replaced at any time.` + exits,
		Args: cobra.ExactArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			s := underpin.Sameness{A: underpin.EntityID(args[0]), B: underpin.EntityID(args[1]), Verdict: underpin.Same, Note: f.why}
			switch {
			case not && cmd.Flags().Changed("unsure"):
				return usagef("", "--not and --unsure exclude each other")
			case not:
				s.Verdict = underpin.NotSame
			case cmd.Flags().Changed("unsure"):
				s.Verdict, s.P = underpin.Unsure, p
			}
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				s.On = d.Today()
				done, err := d.Same(cmd.Context(), a.caseName(), s, f.preview)
				return a.changed(done, err, f.preview)
			})
		},
	}
	c.Flags().BoolVar(&not, "not", false, "they are two")
	c.Flags().Float64Var(&p, "unsure", 0, "they are one with this `probability`")
	c.Flags().StringVar(&f.why, "why", "", "the `reason`")
	f.add(c)
	return c
}

// dateOr reads the date of a flag, or takes the default for an empty one.
func dateOr(flag, text string, fallback underpin.Date) (underpin.Date, error) {
	if text == "" {
		return fallback, nil
	}
	return desk.ParseDate(flag, text)
}
