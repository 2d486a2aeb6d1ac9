package main

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
	"underpin/internal/vault"
)

// unsealOptions are what unseal can be given.
type unsealOptions struct {
	pipe bool
}

func unsealCommand(a *app) *cobra.Command {
	return a.verb(&unsealOptions{}, &cobra.Command{
		Use: "unseal [SOURCE [KIND] | RECORD]", Short: "List what is sealed, or open one record of it", GroupID: "protect",
		Long: `Without arguments, list what is sealed of whom; with a source, the records sealed of that
source. Neither opens anything. With a record, or a source and one of identity, contact,
note and recording where there is one of that kind, open that one record.

It is shown on a screen of its own, which leaves nothing to scroll back to, until you press
Enter, for two minutes at most. Each opening is an entry of the register, which keeps the
day and not the hour. The passphrase is asked for, unless the vault is open: underpin
unlock --vault

Without a terminal nothing is opened. With --pipe the record goes to another program, such
as a player (| ffplay -nodisp -); a file is refused, because there it would lie in the clear.`,
		Example: `  underpin unseal
  underpin unseal KESTREL
  underpin unseal KESTREL identity
  underpin unseal 4f1c09a2b3d7 --pipe`,
		Args: cobra.MaximumNArgs(2),
	})
}

func (o *unsealOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.pipe, "pipe", false, "give the record to another program through a pipe")
}

func (o *unsealOptions) run(a *app, cmd *cobra.Command, args []string) error {
	ctx := cmd.Context()
	return a.with(ctx, func(d *desk.Desk) error {
		if len(args) == 0 {
			all, err := d.SealedIn(ctx, a.caseName(), "")
			if err != nil {
				return err
			}
			return a.emit(all, func(p *page) { a.printSealedSources(p, all) })
		}
		pairs, err := d.Sealed(ctx, a.caseName(), args[0])
		if err != nil {
			return err
		}
		wanted, one, err := chosen(pairs, args)
		if err != nil {
			return err
		}
		if !one {
			list, err := d.SealedIn(ctx, a.caseName(), wanted.Record.Source)
			if err != nil {
				return err
			}
			return a.emit(list[0], func(p *page) { a.printSealedSource(p, list[0]) })
		}
		return o.open(a, ctx, d, wanted)
	})
}

// chosen is the record that is meant, if it is one; else one of the source whose records
// are to be listed.
func chosen(pairs []desk.SealedPair, args []string) (desk.SealedPair, bool, error) {
	if args[0] == pairs[0].Record.ID {
		return pairs[0], true, nil
	}
	if len(args) == 1 {
		return pairs[0], false, nil
	}
	var fit []desk.SealedPair
	var ids []string
	for _, p := range pairs {
		if string(p.Record.Kind) == args[1] {
			fit, ids = append(fit, p), append(ids, p.Record.ID)
		}
	}
	switch len(fit) {
	case 1:
		return fit[0], true, nil
	case 0:
		return desk.SealedPair{}, false, &desk.Fault{Code: desk.NothingSealed, Message: fmt.Sprintf("no %s is sealed of %s", args[1], args[0]), Hint: "see what is: underpin unseal " + args[0]}
	}
	return desk.SealedPair{}, false, &desk.Fault{
		Code: desk.AmbiguousName, Message: fmt.Sprintf("%s are sealed of %s", counted(len(fit), args[1]), args[0]), Hint: "open one of them: underpin unseal " + strings.Join(ids, ", or "),
	}
}

// open opens one record. That it is opened is recorded first.
func (o *unsealOptions) open(a *app, ctx context.Context, d *desk.Desk, p desk.SealedPair) error {
	if a.json {
		return usagef("leave out --json", "what is sealed is never written as JSON")
	}
	if o.pipe {
		if !a.isPipe() {
			return &desk.Fault{Code: desk.NoTerminal, Message: "the output does not lead to another program", Hint: "write | and a program behind it; what is sealed is not written to a file"}
		}
		return a.whileOpen(ctx, d, p, func(text vault.Secret) error {
			_, err := a.out.Write(text.Bytes())
			return err
		})
	}
	tty, err := a.device()
	if err != nil {
		return err
	}
	defer tty.Close()
	if p.Record.Kind == underpin.SealedRecording {
		return usagef("underpin unseal "+p.Record.ID+" --pipe | PLAYER", "a recording cannot be shown")
	}
	return a.whileOpen(ctx, d, p, func(text vault.Secret) error {
		return a.showSecret(ctx, tty, fmt.Sprintf("%s of %s (%s)", capital(string(p.Record.Kind)), p.Record.Source, p.Record.ID), text)
	})
}

// whileOpen opens a record for as long as what uses it takes.
func (a *app) whileOpen(ctx context.Context, d *desk.Desk, p desk.SealedPair, use func(vault.Secret) error) error {
	if p.Key.ID == "" {
		return aboutRecord(p.Record, vault.ErrDamaged)
	}
	if _, err := d.Unsealed(ctx, a.caseName(), p.Record); err != nil {
		return err
	}
	text, err := a.unsealed(ctx, p)
	if err != nil {
		return err
	}
	defer text.Wipe()
	return use(text)
}

func (a *app) printSealedSources(p *page, all []desk.SealedSource) {
	if len(all) == 0 {
		p.line("Nothing is sealed in the case yet: underpin seal SOURCE")
		return
	}
	var rows [][]string
	for _, s := range all {
		rows = append(rows, []string{string(s.Source), kindsSealed(s.Records), a.readers(s.Readers)})
	}
	p.line("Sealed, and open to nobody without a passphrase:")
	p.table([]string{"source", "sealed", "who can open all of it"}, rows)
	p.line("Open one: underpin unseal SOURCE")
}

func (a *app) printSealedSource(p *page, s desk.SealedSource) {
	var rows [][]string
	for _, r := range s.Records {
		rows = append(rows, []string{r.ID, string(r.Kind), underpin.FormatDay(r.Sealed), a.readers(r.Readers)})
	}
	p.line("Sealed of %s:", s.Source)
	p.table([]string{"record", "holds", "sealed on", "who can open it"}, rows)
	p.line("Open one: underpin unseal %s", s.Records[0].ID)
}

// kindsSealed counts records by kind: "1 identity, 2 notes".
func kindsSealed(records []desk.SealedRecord) string {
	var parts []string
	for _, s := range sealable {
		n := 0
		for _, r := range records {
			if r.Kind == s.kind {
				n++
			}
		}
		if n > 0 {
			parts = append(parts, counted(n, string(s.kind)))
		}
	}
	return strings.Join(parts, ", ")
}

// readers names those with the marks that are recipients of the case, and counts others.
func (a *app) readers(marks []string) string {
	var known []envelope.Recipient
	if a.opened.u != nil {
		known = a.opened.u.Recipients
	}
	var names []string
	for _, r := range known {
		if slices.Contains(marks, vault.MarkOf(r.Key)) {
			names = append(names, recipientName(r))
		}
	}
	if others := len(marks) - len(names); others > 0 {
		names = append(names, counted(others, "other person"))
	}
	if len(names) == 0 {
		return "nobody"
	}
	return strings.Join(names, ", ")
}
