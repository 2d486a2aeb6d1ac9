package main

import (
	"context"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// initOptions are what init can be given.
type initOptions struct {
	title string
	bare  bool
	plain bool
}

func initCommand(a *app) *cobra.Command {
	return a.verb(&initOptions{}, &cobra.Command{
		Use: "init", Short: "Create a database, and start a case in it", GroupID: "record",
		Long: `Create a database at the path of --db. With --case, also start a case in it, even if the
database already exists, with a standard vocabulary of relations that belongs to the
case from then on. List its words with: underpin find --kind relation; read what one
does with: underpin edit relation owns; change it there, or add one of your own with:
underpin add relation. Without --case the database is empty, and an existing file is
left alone; fill it with: underpin import casebook.yaml

A new database is encrypted. A passphrase is asked for twice, and a recovery sheet is
offered, to be copied by hand; without either the case is gone. A script names a file
with a key, or one to write a new key to, with --key-file. What opens the database lies
beside it in its key file, under the name of the database and .key: keep both together.`,
		Example: `  underpin init --case quay --title 'Who runs the quay'
  underpin --db quay.db init
  underpin --db quay.db --key-file ~/quay.secret init`,
		Args: cobra.NoArgs,
	})
}

func (o *initOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.title, "title", "", "the `title` of the case")
	plainFlag(c, &o.plain)
	c.Flags().BoolVar(&o.bare, "bare", false, "start the case without the standard vocabulary")
}

func (o *initOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	cfg := a.config(false)
	a.plain = o.plain
	if a.caseID == "" {
		if o.title != "" || o.bare {
			return usagef("add --case NAME", "--title and --bare need a case, and none is named")
		}
		cfg.New = true
		return o.open(a, cmd.Context(), cfg)
	}
	c, err := desk.NewCase(a.caseName(), o.title, o.bare)
	if err != nil {
		return err
	}
	cfg.Create = true
	return a.withConfig(cmd.Context(), cfg, func(d *desk.Desk) error {
		done, err := d.Begin(cmd.Context(), c)
		if err != nil {
			return err
		}
		return a.emit(done, func(p *page) { printBegun(p, a.db, c) })
	})
}

// open makes an empty database.
func (*initOptions) open(a *app, ctx context.Context, cfg desk.Config) error {
	return a.withConfig(ctx, cfg, func(*desk.Desk) error {
		return a.emit(map[string]string{"db": a.db}, func(p *page) {
			p.line("A new database is at %s. Fill it with: underpin import casebook.yaml", a.db)
		})
	})
}

func printBegun(p *page, db string, c *underpin.Case) {
	p.line("The case %s has been started in %s.", c.ID, db)
	if len(c.Relations) > 0 {
		p.item("It has a vocabulary of %s: underpin find --kind relation", counted(len(c.Relations), "relation"))
	} else {
		p.item("It has no vocabulary yet: underpin add relation")
	}
	p.item("Next, who it is about: underpin add entity")
}
