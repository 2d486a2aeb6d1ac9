package main

import (
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
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
recognized from the content. Every error is reported with file, line, column and a hint,
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
	defer frugal(0)()
	a.plain = o.plain
	parcels := make([]desk.Parcel, len(args))
	tell := a.progress()
	for i, path := range args {
		if tell != nil {
			tell("reading "+filepath.Base(path), 0, 0)
		}
		var err error
		if parcels[i], err = desk.Unpack(path, o.format); err != nil {
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
}

func exportCommand(a *app) *cobra.Command {
	return a.verb(&exportOptions{}, &cobra.Command{
		Use: "export PATH", Short: "Write a case as a casebook", GroupID: "record",
		Long: `Write a case to a file, as a casebook in its canonical form: exporting, importing
and exporting again gives the same bytes. The path - writes to the terminal.

A casebook holds no identity of a protected source, but code names, grades, dates
and sentences identify people too. Treat it as you treat the case.`,
		Example: `  underpin export casebook.yaml
  underpin --case harbour export copy.yaml`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *exportOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.format, "format", "", "the `format`: "+strings.Join(desk.ExportFormats(), ", "))
}

func (o *exportOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		if args[0] == "-" {
			return d.ExportTo(cmd.Context(), a.caseName(), clearing{a}, o.format)
		}
		id, err := d.Export(cmd.Context(), a.caseName(), args[0], o.format)
		if err != nil {
			return err
		}
		return a.emit(map[string]string{"case": string(id), "path": args[0]}, func(p *page) {
			p.line("%s has been written to %s.", id, args[0])
		})
	})
}
