package main

import (
	"fmt"
	"strconv"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
)

func logCommand(a *app) *cobra.Command {
	var limit int
	c := &cobra.Command{
		Use: "log", Short: "What was changed, when and by whom", GroupID: "history",
		Long: "List the changes of a case, the latest first. Nothing is ever overwritten." + exits,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				list, err := d.Log(cmd.Context(), a.caseName(), limit)
				if err != nil {
					return err
				}
				return a.emit(list, func(p *page) {
					var rows [][]string
					for _, e := range list {
						rows = append(rows, []string{strconv.FormatInt(e.Seq, 10), e.Recorded.Format("2006-01-02 15:04:05"), e.Actor, e.Op, count(int(e.Rows)), e.Summary})
					}
					p.table([]string{">entry", "recorded", "by", "", ">records", ""}, rows)
				})
			})
		},
	}
	c.Flags().IntVarP(&limit, "limit", "n", 20, "how many; 0 for all")
	return c
}

type taking func(d *desk.Desk, seq int64, cascade bool) (*desk.Entry, error)

func takeBackCommand(a *app, use, short, long string, take func(cmd *cobra.Command) taking) *cobra.Command {
	var cascade bool
	c := &cobra.Command{
		Use: use + " [ENTRY]", Short: short, GroupID: "history", Long: long + exits, Args: cobra.MaximumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			var seq int64
			if len(args) == 1 {
				n, err := strconv.ParseInt(args[0], 10, 64)
				if err != nil || n < 1 {
					return &desk.Fault{Code: desk.NotAnEntry, Message: fmt.Sprintf("%q is no entry", args[0]), Hint: "underpin log lists the entries by number"}
				}
				seq = n
			}
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				e, err := take(cmd)(d, seq, cascade)
				if err != nil {
					return err
				}
				return a.emit(e, func(p *page) { p.line("Entry %d: %s. Nothing is lost; the log keeps both.", e.Seq, e.Summary) })
			})
		},
	}
	c.Flags().BoolVar(&cascade, "cascade", false, "take back what depends on it too")
	return c
}

func undoCommand(a *app) *cobra.Command {
	return takeBackCommand(a, "undo", "Take a change back, however old",
		`Take back an entry, by default the last, by a new entry that restores what the
records would be without it. Where other entries depend on it, they are listed and
nothing is done, unless --cascade takes them back too.`,
		func(cmd *cobra.Command) taking {
			return func(d *desk.Desk, seq int64, cascade bool) (*desk.Entry, error) {
				return d.Undo(cmd.Context(), a.caseName(), seq, cascade)
			}
		})
}

func redoCommand(a *app) *cobra.Command {
	return takeBackCommand(a, "redo", "Bring back what an undo took",
		"Take back an undo, by default the last, which brings back what it took.",
		func(cmd *cobra.Command) taking {
			return func(d *desk.Desk, seq int64, cascade bool) (*desk.Entry, error) {
				return d.Redo(cmd.Context(), a.caseName(), seq, cascade)
			}
		})
}

func verifyCommand(a *app) *cobra.Command {
	var kept []string
	var write string
	c := &cobra.Command{
		Use: "verify", Short: "Recompute the register and name the first thing that does not fit", GroupID: "history",
		Long: `Recompute everything the register says of a case: every record, every entry, the
tree and its signed checkpoints. The first entry and record that do not fit are
named, a single altered byte inside a text included.

Whoever holds the file can rewrite all of it, so keep checkpoints elsewhere:
--write-checkpoint writes one, and --checkpoint holds the register to it.` + exits,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			return a.withConfig(cmd.Context(), a.config(write != ""), func(d *desk.Desk) error {
				v, err := d.Verify(cmd.Context(), a.caseName(), kept)
				if err != nil {
					return err
				}
				if write != "" {
					if err := d.WriteCheckpoint(cmd.Context(), a.caseName(), write); err != nil {
						return err
					}
				}
				return a.emit(v, func(p *page) {
					p.line("%s: %s and %s fit the register, with %s (root %s).", v.Case,
						counted(int(v.Entries), "entry"), counted(int(v.Records), "record"), counted(v.Checkpoints, "signed checkpoint"), v.Root)
					if v.Kept > 0 {
						p.line("It agrees with %s kept elsewhere.", counted(v.Kept, "checkpoint"))
					}
				})
			})
		},
	}
	c.Flags().StringArrayVar(&kept, "checkpoint", nil, "a `file` with a checkpoint kept elsewhere (repeatable)")
	c.Flags().StringVar(&write, "write-checkpoint", "", "write a signed checkpoint to this `file`")
	return c
}
