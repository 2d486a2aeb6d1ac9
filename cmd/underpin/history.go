package main

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"underpin"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
)

// logOptions are what log can be given.
type logOptions struct {
	top int
}

func logCommand(a *app) *cobra.Command {
	return a.verb(&logOptions{}, &cobra.Command{
		Use: "log", Short: "What was changed, when and by whom", GroupID: "history",
		Long: "List the changes of a case, the latest first. Nothing is ever overwritten;\nverify counts what was erased for good.",
		Example: `  underpin log
  underpin log --top 0 --json`,
		Args: cobra.NoArgs,
	})
}

func (o *logOptions) flags(c *cobra.Command) {
	c.Flags().IntVar(&o.top, "top", 20, "the `number` of changes to show; 0 shows all")
}

func (o *logOptions) run(a *app, cmd *cobra.Command, args []string) error {
	if o.top < 0 {
		return &desk.Fault{Code: desk.OutOfRange, Message: fmt.Sprintf("--top %d would show nothing", o.top), Hint: "write 1 or more, or 0 for all"}
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		list, err := d.Log(cmd.Context(), a.caseName(), o.top)
		if err != nil {
			return err
		}
		return a.emit(list, func(p *page) {
			var rows [][]string
			for _, e := range list {
				rows = append(rows, []string{strconv.FormatInt(e.Seq, 10), e.Recorded.Format("2006-01-02 15:04:05"), e.Actor, e.Op, count(int(e.Rows)), noted(e)})
			}
			p.table([]string{">entry", "recorded", "by", "", ">records", ""}, rows)
		})
	})
}

// noted is the summary of an entry, with what is odd about its time.
func noted(e desk.HistoryEntry) string {
	odd := e.ClockWords()
	if odd == "" {
		return e.Said
	}
	return strings.TrimSpace(e.Said + " (" + odd + ")")
}

// takeBackOptions are what undo and redo can be given.
type takeBackOptions struct {
	take    func(*desk.Desk, context.Context, underpin.CaseID, int64, bool) (*desk.Reversal, error)
	cascade bool
}

func undoCommand(a *app) *cobra.Command {
	return a.verb(&takeBackOptions{take: (*desk.Desk).Undo}, &cobra.Command{
		Use: "undo [ENTRY]", Short: "Take a change back, however old", GroupID: "history",
		Long: `Take back an entry, by default the last, by a new entry that restores the
records as they would be without it. Where other entries depend on it, they are listed and
nothing is done, unless --cascade takes them back too. The entry with which the case came
in stays: an undo too many does not empty a case.`,
		Example: `  underpin undo
  underpin undo 3 --cascade`,
		Args: cobra.MaximumNArgs(1),
	})
}

func redoCommand(a *app) *cobra.Command {
	return a.verb(&takeBackOptions{take: (*desk.Desk).Redo}, &cobra.Command{
		Use: "redo [ENTRY]", Short: "Restore what an undo took back", GroupID: "history",
		Long: "Take back an undo, by default the last, and so restore what it had taken back.",
		Example: `  underpin redo
  underpin redo 4`,
		Args: cobra.MaximumNArgs(1),
	})
}

func (o *takeBackOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.cascade, "cascade", false, "also take back what depends on it")
}

func (o *takeBackOptions) run(a *app, cmd *cobra.Command, args []string) error {
	var seq int64
	if len(args) == 1 {
		n, err := strconv.ParseInt(args[0], 10, 64)
		if err != nil || n < 1 {
			return &desk.Fault{Code: desk.NotAnEntry, Message: fmt.Sprintf("%q is not an entry", args[0]), Hint: "underpin log lists the entries by number"}
		}
		seq = n
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		e, err := o.take(d, cmd.Context(), a.caseName(), seq, o.cascade)
		if err != nil {
			return err
		}
		return a.emit(e, func(p *page) {
			p.line("Entry %d: %s. Nothing is lost; the log keeps both.", e.Seq, e.Summary)
			for _, was := range e.Was {
				p.item("%s.", capital(was))
			}
			printOdd(p, e.Odd)
			p.item("The case now holds %s from %s, in %s.", counted(e.Claims, "claim"), counted(e.Sources, "source"), counted(e.Records, "record"))
		})
	})
}

// verifyOptions are what verify can be given.
type verifyOptions struct {
	kept  []string
	write string
}

func verifyCommand(a *app) *cobra.Command {
	return a.verb(&verifyOptions{}, &cobra.Command{
		Use: "verify", Short: "Recompute the register and name the first thing that does not fit", GroupID: "history",
		Long: `Recompute everything the register says about a case: every record, every entry, the
tree and its signed checkpoints. The first entry and record that do not fit are
named, even if a single byte inside a text was altered.

Anyone who has the file can rewrite all of it, so keep checkpoints elsewhere:
--write-checkpoint writes one, and --checkpoint checks the register against it.`,
		Example: `  underpin verify
  underpin verify --checkpoint kept.checkpoint --write-checkpoint new.checkpoint`,
		Args: cobra.NoArgs,
	})
}

func (o *verifyOptions) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&o.kept, "checkpoint", nil, "a `file` with a checkpoint kept elsewhere (repeatable)")
	c.Flags().StringVar(&o.write, "write-checkpoint", "", "write a signed checkpoint to this `file`")
}

func (o *verifyOptions) run(a *app, cmd *cobra.Command, args []string) error {
	kept, err := desk.KeptCheckpoints(o.kept)
	if err != nil {
		return err
	}
	return a.withConfig(cmd.Context(), a.config(o.write != ""), func(d *desk.Desk) error {
		v, err := d.Verify(cmd.Context(), a.caseName(), kept)
		if err != nil {
			return err
		}
		if o.write != "" {
			if err := d.WriteCheckpoint(cmd.Context(), a.caseName(), o.write); err != nil {
				return err
			}
		}
		return a.emit(v, func(p *page) {
			p.line("%s: %s and %s fit the register, with %s (root %s).", v.Case,
				counted(int(v.Entries), "entry"), counted(int(v.Records), "record"), counted(v.Checkpoints, "signed checkpoint"), v.Root)
			if v.Erased > 0 {
				p.line("%s erased, as a signed entry says.", counted(v.Erased, "record"))
			}
			if v.Covered > 0 {
				p.line("Signed with %s: %s of %s.", strings.Join(v.Keys, ", "), entriesTo(v.Covered), count(int(v.Entries)))
			}
			for _, odd := range v.OddTimes {
				p.line("%s.", odd)
			}
			if v.Kept > 0 {
				p.line("It agrees with %s kept elsewhere.", counted(v.Kept, "checkpoint"))
			}
		})
	})
}

// entriesTo says which entries a checkpoint covers.
func entriesTo(last int64) string {
	if last == 1 {
		return "entry 1"
	}
	return "entries 1 to " + count(int(last))
}
