package main

import (
	"bufio"
	"context"
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// eraseOptions are what erase can be given.
type eraseOptions struct {
	desk.EraseHow
	yes bool
}

func eraseCommand(a *app) *cobra.Command {
	return a.verb(&eraseOptions{}, &cobra.Command{
		Use: "erase KIND ID", Short: "Erase a record for good: no undo brings it back", GroupID: "history",
		Long: `Erase a record that should never have been entered: its id and its words in every
version, and the summaries of the entries that name it. It need not be in the case any
more. Only hashes stay, so that verify still proves all else, and a signed entry says
that something was erased, but not what. Undo, redo and --known do not bring it back,
and nothing is given its id again as long as the key that signs checkpoints is there.

What refers to the record, now or in an earlier version, is listed, and nothing is
done, unless --cascade erases it too. The id has to be written again, unless --yes is
given.

A source goes with all that names it: what it said, its encounters and requests, what is
sealed of it, and its name in the words of other records and of their earlier versions.
The claims that then rest on nobody are listed. No source is given its code name again,
in capitals or not.

Copies are not reached: backups, exports, briefs, synchronised folders, and what a disk
keeps of files that are gone. Copies of the database that lie beside it are named.`,
		Example: `  underpin erase testimony c05.2
  underpin erase entity quay-bank --cascade --preview
  underpin erase source KESTREL`,
		Args: cobra.ExactArgs(2),
	})
}

func (o *eraseOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.Preview, "preview", false, "only say what would be erased")
	c.Flags().BoolVar(&o.Cascade, "cascade", false, "also erase what refers to it")
	c.Flags().BoolVar(&o.yes, "yes", false, "do not ask for the id again")
}

func (o *eraseOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ref, _, err := recordNamed(args)
	if err != nil {
		return err
	}
	if a.json && !o.yes && !o.Preview {
		return usagef("give --yes", "with --json nobody is asked for the id again")
	}
	o.Cascade = o.Cascade || ref.Kind == underpin.KindSource
	if !o.yes {
		o.Confirm = func(e *desk.Erased) error { return o.confirm(a, cmd.Context(), e, ref.ID) }
	}
	return a.withConfig(cmd.Context(), a.config(true), func(d *desk.Desk) error {
		done, err := d.Erase(cmd.Context(), a.caseName(), ref, o.EraseHow)
		if err != nil {
			return err
		}
		return a.emit(done, func(p *page) { o.print(p, done) })
	})
}

// confirm shows what would go, and asks for the id.
func (o *eraseOptions) confirm(a *app, ctx context.Context, e *desk.Erased, id string) error {
	a.clear()
	p := newPage(a.out)
	p.line("This cannot be undone. It erases for good: %s.", names(e.Records))
	printErased(p, e)
	p.w.WriteString("Write the id again to erase it: ")
	if err := p.flush(); err != nil {
		return err
	}
	said, err := a.answer(ctx)
	if err != nil {
		return err
	}
	if said != id {
		return &desk.Fault{Code: desk.NotConfirmed, Message: "the id was not written again; nothing was erased", Hint: "write it as you gave it, or give --yes"}
	}
	return nil
}

// answer reads a line that a person writes, for as long as nobody interrupts.
func (a *app) answer(ctx context.Context) (string, error) {
	if a.in == nil {
		return "", nil
	}
	lines := make(chan string, 1)
	go func() {
		line, _ := bufio.NewReader(a.in).ReadString('\n')
		lines <- strings.TrimSpace(line)
	}()
	select {
	case line := <-lines:
		return line, nil
	case <-ctx.Done():
		return "", ctx.Err()
	}
}

func (o *eraseOptions) print(p *page, e *desk.Erased) {
	if o.Preview {
		p.line("Preview; nothing has been erased. It would erase for good: %s.", names(e.Records))
		printErased(p, e)
		return
	}
	p.line("Erased for good by entry %d: %s, in %s. Nothing brings it back.", e.Entry, counted(len(e.Records), "record"), counted(e.Versions, "version"))
	printOdd(p, e.Odd)
	if o.yes {
		printErased(p, e)
	}
	if e.Left != "" {
		p.line("It may still be in the files of the database: %s. Close the other programs that use the case: the last one to close empties its log.", e.Left)
	}
}

// printErased tells what else an erasure touches, and what it does not reach.
func printErased(p *page, e *desk.Erased) {
	if len(e.Struck) > 0 {
		p.item("The name is struck out of: %s.", names(e.Struck))
	}
	if len(e.Earlier) > 0 {
		p.item("Earlier versions that name it go too, of: %s.", names(e.Earlier))
	}
	if len(e.Summaries) > 0 {
		p.item("The log loses the words of %s.", entriesNamed(e.Summaries))
	}
	if len(e.Unsaid) > 0 {
		p.item("Nobody says any more: %s. They stay, and no map shows them: underpin remove claim takes them out.", claimsNamed(e.Unsaid))
	}
	if len(e.Mentions) > 0 {
		p.item("An id still stands in the words of %s, now or in an earlier version; erase these too if it may not be found there.", names(e.Mentions))
	}
	if len(e.Copies) > 0 {
		p.item("It may also be in these databases, which are left as they are: %s.", strings.Join(e.Copies, ", "))
	}
	p.item("Backups and copies elsewhere, exports, and briefs that used it are yours to delete: the program keeps no list of them, and cannot call back what was published.")
}

// claimsNamed lists claims by id.
func claimsNamed(ids []underpin.ClaimID) string {
	refs := make([]underpin.RecordRef, len(ids))
	for i, id := range ids {
		refs[i] = underpin.RecordRef{Kind: underpin.KindClaim, ID: string(id)}
	}
	return names(refs)
}

// entriesNamed lists entries by number.
func entriesNamed(seqs []int64) string {
	const most = 12
	var list []string
	for i, s := range seqs {
		if i == most {
			list = append(list, fmt.Sprintf("and %s", moreOf(len(seqs)-most, "entry")))
			break
		}
		list = append(list, fmt.Sprint(s))
	}
	if len(seqs) == 1 {
		return "entry " + list[0]
	}
	return "entries " + strings.Join(list, ", ")
}
