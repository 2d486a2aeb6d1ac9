package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

// findOptions are what find can be given.
type findOptions struct {
	q     queryFlags
	kinds []string
	top   int
}

func findCommand(a *app) *cobra.Command {
	return a.verb(&findOptions{}, &cobra.Command{
		Use: "find [WORD…]", Short: "Find entities, claims, sources and the rest by their words", GroupID: "read",
		Long: `Find records by words: all must occur; case, accents and Arabic vowel marks make
no difference. Without words, all records of the kinds are listed. Of each kind the
first are shown, and how many there are.`,
		Example: `  underpin find qorvat
  underpin find --kind source`,
	})
}

func (o *findOptions) flags(c *cobra.Command) {
	c.Flags().StringSliceVar(&o.kinds, "kind", nil, "only this `kind`: "+listed(underpin.Findable))
	c.Flags().IntVar(&o.top, "top", 40, "the `number` of each kind to show")
	o.q.dates(c)
}

func (o *findOptions) run(a *app, cmd *cobra.Command, args []string) error {
	if o.top < 1 {
		return tooFew("--top", o.top)
	}
	var of []underpin.RecordKind
	for _, k := range o.kinds {
		of = append(of, underpin.RecordKind(k))
	}
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) ([]desk.KindHits, error) {
		return d.Find(cmd.Context(), query, strings.Join(args, " "), of, o.top)
	}, printFound)
}

func printFound(p *page, found []desk.KindHits) {
	if len(found) == 0 {
		p.line("Nothing found.")
	}
	for i, f := range found {
		if i > 0 {
			p.gap()
		}
		p.line("%s:", capital(underpin.Plural(string(f.Kind))))
		for _, h := range f.Hits {
			printHit(p, h)
		}
		p.more(f.Count, len(f.Hits))
	}
}

func printHit(p *page, h desk.Hit) {
	text := h.Text
	if text != h.ID {
		text += " (" + h.ID + ")"
	}
	if h.Says != "" {
		text += ": " + h.Says
	}
	p.item("%s", text)
}
