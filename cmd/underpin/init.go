package main

import (
	"github.com/spf13/cobra"

	"underpin/internal/desk"
)

// initOptions are what init can be given: nothing but what every verb takes.
type initOptions struct{}

func initCommand(a *app) *cobra.Command {
	return a.verb(&initOptions{}, &cobra.Command{
		Use: "init", Short: "Make a new database", GroupID: "record",
		Long: `Make a new, empty database at the path of --db. A file that is there is left alone.
Fill it with: underpin import casebook.yaml`,
		Example: `  underpin --db quay.db init`,
		Args:    cobra.NoArgs,
	})
}

func (*initOptions) flags(*cobra.Command) {}

func (*initOptions) run(a *app, cmd *cobra.Command, _ []string) error {
	cfg := a.config(false)
	cfg.New = true
	d, err := desk.Open(cmd.Context(), a.db, cfg)
	if err != nil {
		return err
	}
	if err := d.Close(); err != nil {
		return err
	}
	return a.emit(map[string]string{"db": a.db}, func(p *page) {
		p.line("A new database lies in %s. Fill it with: underpin import casebook.yaml", a.db)
	})
}
