package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
)

// topOfSeveral is how many are shown by each of several measures.
const topOfSeveral = 5

func whoCommand(a *app) *cobra.Command {
	var q queryFlags
	var schema string
	var names []string
	var budget int
	var exact bool
	c := &cobra.Command{
		Use: "who", Short: "Who stands at the centre, with the uncertainty of the evidence", GroupID: "analyse",
		Long: `Rank persons and bodies by a measure of the network, over the worlds that the
evidence allows. Collectives are drawn and never ranked. The ranking describes who
is at the centre of what the sources tell; it proposes nothing.

In a large case a costly measure, betweenness for instance, is estimated from some
of the entities, the same ones in all worlds. The page says so and gives the
sampling error; --exact computes it in full.` + exits,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if exact && cmd.Flags().Changed("budget") {
				return usagef("", "--exact and --budget exclude each other")
			}
			query, err := q.query(a)
			if err == nil && cmd.Flags().Changed("budget") && budget < 1 {
				err = tooFew("--budget", budget)
			}
			if err != nil {
				return err
			}
			query.Exact, query.Budget = exact, budget
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				all, err := d.Who(cmd.Context(), query, names, underpin.Schema(schema))
				if err != nil {
					return err
				}
				var result any = all
				if len(all) == 1 {
					result = all[0].Rows
				} else if !cmd.Flags().Changed("top") {
					q.top = topOfSeveral
				}
				return a.emit(result, func(p *page) {
					for i := range all {
						if i > 0 {
							p.gap()
						}
						printRanking(p, &all[i], q.top)
					}
					sampled(p, all[0].Caption)
				})
			})
		},
	}
	c.Flags().StringSliceVar(&names, "measure", []string{measure.Usual}, "the `measure`: "+strings.Join(measure.Names(measure.Nodes), ", ")+"; several by commas, or all")
	offerMeasures(c, measure.Nodes, "all")
	c.Flags().StringVar(&schema, "schema", "", "rank only entities of this `schema`, for example Person")
	q.listing(c, 15, "how many to show; by each of several measures 5")
	c.Flags().BoolVar(&exact, "exact", false, "compute costly measures in full, however long it takes")
	c.Flags().IntVar(&budget, "budget", 0, "estimate where more than `N` searches, one a world and entity, would be needed (default some seconds' worth)")
	q.dates(c).sample(c).evidence(c)
	return c
}

func printRanking(p *page, r *desk.Ranking, top int) {
	p.line("By %s on %s: %s", r.Measure, r.Caption.At, r.Says)
	if len(r.Rows) == 0 {
		p.item("nobody is ranked")
		return
	}
	columns := []string{"", ">mean", ">5–95 %", ">ranks", ">first in"}
	if r.Method.Mode == measure.Sampled {
		columns = append(columns, ">sampling error")
	}
	var rows [][]string
	for i, row := range r.Rows {
		if i == top {
			break
		}
		ranks := count(row.RankLow)
		if row.RankHigh != row.RankLow {
			ranks += "–" + count(row.RankHigh)
		}
		cells := []string{row.Name, figure(row.Mean), figure(row.Low) + "–" + figure(row.High), ranks, probability(row.PTop)}
		if r.Method.Mode == measure.Sampled {
			cells = append(cells, "±"+figure(row.SE))
		}
		rows = append(rows, cells)
	}
	p.table(columns, rows)
	p.more(len(r.Rows), top)
	firstPlaceShared(p, r.Method.Shared)
	if r.Method.Mode == measure.Sampled {
		p.gap()
		p.line("Estimated by searching from about %s of %s entities in each world; --exact searches from all.", count(r.Method.Pivots), count(r.Method.Nodes))
	}
}

// firstPlaceShared says in which share of the worlds nobody alone comes first.
func firstPlaceShared(p *page, share float64) {
	switch {
	case share > 1-1e-9:
		p.item("nobody alone comes first in any world")
	case share > 0:
		p.item("nobody alone comes first in %s of worlds", probability(share))
	}
}

// sampled says how a result was computed.
func sampled(p *page, c desk.Caption) {
	p.gap()
	p.line("%s, seed %d, as of %s, as known on %s.", counted(c.Worlds, "world"), c.Seed, c.At, c.Known)
	if c.Persons != "" {
		p.line("%s", c.Persons)
	}
	whatIf(p, c)
}
