package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

func findCommand(a *app) *cobra.Command {
	var q queryFlags
	var kinds []string
	c := &cobra.Command{
		Use: "find [WORD…]", Short: "Find entities, claims, sources and the rest by their words", GroupID: "read",
		Long: `Find records by words: all must occur; case, accents and Arabic vowel marks make
no difference. Without words everything of the kinds is listed.` + exits,
		RunE: func(cmd *cobra.Command, args []string) error {
			var of []underpin.RecordKind
			for _, k := range kinds {
				of = append(of, underpin.RecordKind(k))
			}
			return answer(a, cmd, &q, func(d *desk.Desk, query desk.Query) ([]desk.Hit, error) {
				return d.Find(cmd.Context(), query, strings.Join(args, " "), of)
			}, printHits)
		},
	}
	c.Flags().StringSliceVar(&kinds, "kind", nil, "only this `kind`: entity, claim, source, origin, request, conclusion, question")
	q.dates(c)
	return c
}

func printHits(p *page, hits []desk.Hit) {
	if len(hits) == 0 {
		p.line("Nothing found.")
		return
	}
	var kind underpin.RecordKind
	for _, h := range hits {
		if h.Kind != kind {
			if kind != "" {
				p.gap()
			}
			kind = h.Kind
			p.line("%s:", capital(plural(string(kind))))
		}
		text := h.Text
		if text != h.ID {
			text += " (" + h.ID + ")"
		}
		if h.Says != "" {
			text += ": " + h.Says
		}
		p.item("%s", text)
	}
}
