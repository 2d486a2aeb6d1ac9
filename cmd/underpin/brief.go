package main

import (
	"github.com/spf13/cobra"

	"underpin/internal/desk"
)

// briefOptions are what brief can be given.
type briefOptions struct {
	q           queryFlags
	out, format string
}

func briefCommand(a *app) *cobra.Command {
	return a.verb(&briefOptions{}, &cobra.Command{
		Use: "brief FILE.md -o PATH", Short: "Write a footnoted brief from Markdown", GroupID: "analyse",
		Long: `Write a brief from Markdown with references: [[claim c05]] becomes a note by the
terms of the sources, [[credence c05]] how sure in words, [[conclusion NAME]] its
share of worlds, {{network}} and {{shock}} figures. The page is one file that needs
nothing else. Every number in it is computed from what may be published, and frozen
with its seed and dates. The wording is checked; with an error nothing is written.`,
		Example: `  underpin brief brief.md -o brief.html
  underpin brief brief.md -o copy.md --at 2020-01`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *briefOptions) flags(c *cobra.Command) {
	c.Flags().StringVarP(&o.out, "output", "o", "", "the `path` to write to; .html or .md")
	c.Flags().StringVar(&o.format, "format", "", "the `format`: html or markdown; default by the path")
	o.q.dates(c).losses(c).sample(c)
}

func (o *briefOptions) run(a *app, cmd *cobra.Command, args []string) error {
	if o.out == "" {
		return usagef("", "say where the brief goes: -o brief.html")
	}
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.Briefing, error) {
		return d.BriefFile(cmd.Context(), query, args[0], o.out, o.format)
	}, printBriefing)
}

func printBriefing(p *page, b *desk.Briefing) {
	p.line("The brief is at %s.", b.Path)
	for _, f := range b.Findings {
		p.item("%s", f.String())
	}
	p.line("%s", sentence(capital(b.Summary)))
}
