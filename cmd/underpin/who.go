package main

import (
	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
)

func whoCommand(a *app) *cobra.Command {
	var q queryFlags
	var name, schema string
	var top int
	c := &cobra.Command{
		Use: "who", Short: "Who stands at the centre, with the uncertainty of the evidence", GroupID: "analyse",
		Long: `Rank persons and bodies by a measure of the network, over the worlds that the
evidence allows. Collectives are drawn and never ranked. The ranking describes who
is at the centre of what the sources tell; it proposes nothing.` + exits,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			query, err := q.query(a)
			if err == nil && top < 1 {
				err = tooFew("--top", top)
			}
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				r, err := d.Who(cmd.Context(), query, name, underpin.Schema(schema))
				if err != nil {
					return err
				}
				return a.emit(r.Rows, func(p *page) { printRanking(p, r, top) })
			})
		},
	}
	c.Flags().StringVar(&name, "measure", "betweenness", "the `measure`; betweenness, degree and others")
	c.Flags().StringVar(&schema, "schema", "", "rank only entities of this `schema`, for example Person")
	c.Flags().IntVar(&top, "top", 15, "how many to show")
	q.dates(c).sample(c).evidence(c)
	return c
}

func printRanking(p *page, r *desk.Ranking, top int) {
	p.line("By %s on %s: %s", r.Measure, r.Caption.At, r.Says)
	var rows [][]string
	for i, row := range r.Rows {
		if i == top {
			break
		}
		ranks := count(row.RankLow)
		if row.RankHigh != row.RankLow {
			ranks += "–" + count(row.RankHigh)
		}
		rows = append(rows, []string{row.Name, figure(row.Mean), figure(row.Low) + "–" + figure(row.High), ranks, probability(row.PTop)})
	}
	p.table([]string{"", ">mean", ">5–95 %", ">ranks", ">first in"}, rows)
	if left := len(r.Rows) - top; left > 0 {
		p.item("and %s more (--top N shows more)", count(left))
	}
	sampled(p, r.Caption)
}

// sampled says how a result was computed.
func sampled(p *page, c desk.Caption) {
	p.gap()
	p.line("%s, seed %d, as of %s, as known on %s.", counted(c.Worlds, "world"), c.Seed, c.At, c.Known)
	whatIf(p, c)
}
