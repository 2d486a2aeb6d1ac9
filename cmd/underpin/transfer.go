package main

import (
	"context"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/envelope"
)

// importOptions are what import can be given.
type importOptions struct {
	format  string
	replace bool
	plain   bool
}

func importCommand(a *app) *cobra.Command {
	return a.verb(&importOptions{}, &cobra.Command{
		Use: "import PATH…", Short: "Record cases from casebooks", GroupID: "record",
		Long: `Read casebooks and record each case as one entry of its register. The format is
recognized from the content; an encrypted export is opened with the key of the case. Every error is reported with file, line, column and a hint,
and nothing is imported while there is one. What is in the case but not in the
file stays, unless --replace is given. A database is created if there is none, encrypted
as by init.`,
		Example: `  underpin import casebook.yaml
  underpin --db quay.db import --replace quay.yaml pier.yaml`,
		Args: cobra.MinimumNArgs(1),
	})
}

func (o *importOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.format, "format", "", "the `format`, where it cannot be recognized: "+strings.Join(desk.ImportFormats(), ", "))
	c.Flags().BoolVar(&o.replace, "replace", false, "remove records of the case that the file does not have")
	plainFlag(c, &o.plain)
}

func (o *importOptions) run(a *app, cmd *cobra.Command, args []string) error {
	defer frugal(desk.ImportPercent, 0)()
	a.plain = o.plain
	parcels := make([]desk.Parcel, len(args))
	tell := a.progress()
	for i, path := range args {
		if tell != nil {
			tell("reading "+filepath.Base(path), 0, 0)
		}
		var err error
		if parcels[i], err = o.unpack(a, cmd.Context(), path); err != nil {
			return err
		}
	}
	cfg := a.config(true)
	cfg.Create = true
	return a.withConfig(cmd.Context(), cfg, func(d *desk.Desk) error {
		if m := d.Migrated(); m != "" {
			a.remark("%s", m)
		}
		all, err := d.Import(cmd.Context(), parcels, o.replace)
		if err != nil {
			return err
		}
		return a.emit(all, func(p *page) {
			for _, done := range all {
				printImported(p, done)
			}
		})
	})
}

// unpack reads a casebook, which may be encrypted to the key of the case.
func (o *importOptions) unpack(a *app, ctx context.Context, path string) (desk.Parcel, error) {
	f, err := os.Open(path)
	if err != nil {
		return desk.Unpack(path, o.format) // says so
	}
	defer f.Close()
	head := make([]byte, 64)
	n, _ := io.ReadFull(f, head)
	if !envelope.IsLetter(head[:n]) {
		return desk.Unpack(path, o.format)
	}
	id, err := a.identity(ctx, path)
	if err != nil {
		return desk.Parcel{}, err
	}
	if _, err := f.Seek(0, io.SeekStart); err != nil {
		return desk.Parcel{}, err
	}
	text, err := envelope.ReadLetter(f, path, id)
	if err != nil {
		return desk.Parcel{}, err
	}
	return desk.UnpackFrom(path, text, o.format)
}

func printImported(p *page, d *desk.Imported) {
	holds := counted(d.Claims, "claim") + " from " + counted(d.Sources, "source")
	if d.Entry == 0 {
		p.line("%s: the case already has all of it (%s); nothing was changed.", d.Case, holds)
		return
	}
	p.line("%s: %s. Entry %d: %s added, %s changed, %s removed, %s unchanged.",
		d.Case, holds, d.Entry, counted(d.Added, "record"), count(d.Changed), count(d.Removed), count(d.Unchanged))
	printOdd(p, d.Odd)
	printRemarks(p, d.Remarks)
}

// exportOptions are what export can be given.
type exportOptions struct {
	format string
	plain  bool
}

func exportCommand(a *app) *cobra.Command {
	return a.verb(&exportOptions{}, &cobra.Command{
		Use: "export PATH", Short: "Write a case as a casebook", GroupID: "record",
		Long: `Write a case to a file, as a casebook in its canonical form: exporting, importing
and exporting again gives the same bytes. The path - writes to the terminal.

A casebook holds no identity of a protected source, but code names, grades, dates
and sentences identify people too. Treat it as you treat the case. That of an encrypted
case is encrypted to those who can open the case (an age file, which import reads);
--plain leaves it in the clear, and a comment at its top says so.`,
		Example: `  underpin export casebook.yaml
  underpin --case harbour export copy.yaml`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *exportOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.format, "format", "", "the `format`: "+strings.Join(desk.ExportFormats(), ", "))
	plainFlag(c, &o.plain)
}

// An exported says what an export wrote.
type exported struct {
	Case      underpin.CaseID `json:"case"`
	Path      string          `json:"path"`
	Encrypted bool            `json:"encrypted,omitempty"`
}

// how says how the case is written: encrypted as its database is, unless that was
// declined. What was unlocked is nil where the database is plain.
func (o *exportOptions) how(a *app, ctx context.Context) (desk.ExportHow, *envelope.Unlocked, error) {
	_, u, err := a.unlock(ctx, a.db)
	how := desk.HowExported(u, o.plain)
	how.Format = o.format
	return how, u, err
}

func (o *exportOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		how, u, err := o.how(a, cmd.Context())
		if err != nil {
			return err
		}
		if args[0] == "-" {
			return d.ExportTo(cmd.Context(), a.caseName(), clearing{a}, how)
		}
		id, err := d.Export(cmd.Context(), a.caseName(), args[0], how)
		if err != nil {
			return err
		}
		done := exported{Case: id, Path: args[0], Encrypted: how.Seal != nil}
		return a.emit(done, func(p *page) {
			p.line("%s has been written to %s.", id, args[0])
			switch {
			case how.Seal != nil:
				p.line("It is encrypted to those who can open the case: %s.", counted(len(u.Recipients), "key"))
			case u != nil:
				p.line("It is not encrypted, although the case is: whoever gets the file can read it.")
			}
		})
	})
}
