package main

import (
	"context"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
)

// topOfSeveral is how many are shown by each of several measures.
const topOfSeveral = 5

// whoOptions are what who can be given.
type whoOptions struct {
	q      queryFlags
	schema string
	names  []string
	budget int
	exact  bool
}

func whoCommand(a *app) *cobra.Command {
	return a.verb(&whoOptions{}, &cobra.Command{
		Use: "who", Short: "Who stands at the centre, with the uncertainty of the evidence", GroupID: "analyse",
		Long: `Rank persons and bodies by a measure of the network, over the worlds that the
evidence allows. Collectives are drawn and never ranked. The ranking describes who
is at the centre of what the sources tell; it proposes nothing.

In a large case a costly measure, betweenness for instance, is estimated from some
of the entities, other ones in every few worlds, and in no more worlds than it takes
to settle the order of the first 15. The page says so and gives the sampling error;
--exact computes it in full, in all worlds.
` + inStepsHelp,
		Example: `  underpin who
  underpin who --measure degree,closeness --schema Person --top 5`,
		Args: cobra.NoArgs,
	})
}

func (o *whoOptions) flags(c *cobra.Command) {
	c.Flags().StringSliceVar(&o.names, "measure", []string{measure.Usual}, "the `measures`: "+strings.Join(measure.Names(measure.Nodes), ", ")+"; several separated by commas, or all")
	c.Flags().StringVar(&o.schema, "schema", "", "rank only entities of this `schema`, for example Person")
	o.q.listing(c, 15, "the `number` to show; 5 for each of several measures")
	c.Flags().BoolVar(&o.exact, "exact", false, "compute costly measures in full, however long it takes")
	c.Flags().IntVar(&o.budget, "budget", 0, "estimate if more than this `number` of searches, one per world and entity, would be needed (default a few seconds' worth)")
	o.q.dates(c).sample(c).evidence(c)
}

func (o *whoOptions) run(a *app, cmd *cobra.Command, args []string) error {
	if o.exact && cmd.Flags().Changed("budget") {
		return usagef("", "--exact and --budget cannot be given together")
	}
	query, err := o.q.query(a)
	if err == nil && cmd.Flags().Changed("budget") && o.budget < 1 {
		err = tooFew("--budget", o.budget)
	}
	if err != nil {
		return err
	}
	query.Exact, query.Budget = o.exact, o.budget
	top := o.q.top
	if len(o.names) != 1 && !cmd.Flags().Changed("top") {
		top = topOfSeveral
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		return askInSteps(cmd.Context(), a, query, func(ctx context.Context, q desk.Query) ([]desk.Ranking, error) {
			return d.Who(ctx, q, o.names, underpin.Schema(o.schema))
		}, func(all []desk.Ranking) error { return showRankings(a, all, top) })
	})
}

// showRankings writes one ranking after the other.
func showRankings(a *app, all []desk.Ranking, top int) error {
	var result any = all
	if len(all) == 1 {
		result = all[0].Rows
	}
	return a.emit(result, func(p *page) {
		for i := range all {
			if i > 0 {
				p.gap()
			}
			printRanking(p, &all[i], top)
		}
		sampled(p, all[0].Caption)
	})
}

func printRanking(p *page, r *desk.Ranking, top int) {
	t := r.Table()
	p.line("%s", t.Title)
	if len(t.Rows) == 0 {
		p.item("nobody is ranked")
		return
	}
	measured(p, t, top)
	p.more(len(r.Rows), top)
	firstPlaceShared(p, r.Method.Shared)
	if said := r.Estimated(); said != "" {
		p.gap()
		more := "--exact searches from all"
		if r.Method.Worlds < r.Caption.Worlds {
			more += ", in all worlds"
		}
		p.line("%s; %s.", said, more)
	}
}

// measured writes the first rows of what was measured.
func measured(p *page, t desk.MeasureTable, top int) {
	var columns []string
	for _, h := range t.Head {
		if h.Number {
			h.Words = ">" + h.Words
		}
		columns = append(columns, h.Words)
	}
	var rows [][]string
	for _, row := range t.Rows[:min(top, len(t.Rows))] {
		rows = append(rows, row.Cells)
	}
	p.table(columns, rows)
}

// firstPlaceShared says in which share of the worlds nobody alone comes first.
func firstPlaceShared(p *page, share float64) {
	if said := desk.FirstPlaceShared(share); said != "" {
		p.item("%s", said)
	}
}

// sampled says how a result was computed.
func sampled(p *page, c desk.Caption) {
	p.gap()
	p.line("%s, seed %d, as of %s, as known on %s.", counted(c.Worlds, "world"), c.Seed, c.On(), c.KnownOn())
	for _, line := range []string{c.Account, c.Grades} {
		if line != "" {
			p.line("%s", line)
		}
	}
	if c.Persons != "" {
		p.line("%s", c.Persons)
	}
	whatIf(p, c)
}
