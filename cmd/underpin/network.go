package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
)

// networkOptions are what network can be given.
type networkOptions struct {
	q     queryFlags
	exact bool
}

func networkCommand(a *app) *cobra.Command {
	return a.verb(&networkOptions{}, &cobra.Command{
		Use: "network", Short: "How the network hangs together: parts, communities, brokers", GroupID: "analyse",
		Long: `Describe the network of ties that bind as a whole, over the worlds that the evidence
allows: components, distances, centralization; the communities it divides into and how
far they stay together from world to world; and who stands between others.

Communities are found in the network in which every tie weighs the share of worlds in
which it holds. A broker stands between two others that are both tied to it and not
to each other; the roles go by the communities (Gould and Fernandez). Collectives
belong to communities but are never listed as brokers.

In a large case costly measures are computed in only the first worlds, and the page
says in how many; --exact computes them in all.`,
		Example: `  underpin network
  underpin network --at 2019-06 --top 5`,
		Args: cobra.NoArgs,
	})
}

func (o *networkOptions) flags(c *cobra.Command) {
	c.Flags().BoolVar(&o.exact, "exact", false, "compute costly measures in all worlds, however long it takes")
	o.q.listing(c, 10, "the `number` of communities, of members of each, and of brokers to show").dates(c).sample(c).evidence(c)
}

func (o *networkOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.NetworkOutline, error) {
		query.Exact = o.exact
		return d.Network(cmd.Context(), query, o.q.top)
	}, func(p *page, s *desk.NetworkOutline) { printNetwork(p, s, o.q.top) })
}

func printNetwork(p *page, s *desk.NetworkOutline, top int) {
	p.line("The network of ties that bind, on %s:", s.Caption.On())
	var rows [][]string
	part := false
	for _, l := range s.Whole {
		name := strings.ReplaceAll(l.Name, "_", " ")
		if l.Worlds < s.Caption.Worlds {
			name, part = name+" *", true
		}
		rows = append(rows, []string{name, figure(l.Mean), figure(l.Low) + "–" + figure(l.High), l.Says})
	}
	p.table([]string{"", ">mean", ">5–95 %", ""}, rows)
	if part {
		p.item("* computed in the first worlds only: %s; --exact uses all", inWorlds(s.Whole, s.Caption.Worlds))
	}
	p.gap()
	printCommunities(p, &s.Communities, top)
	p.gap()
	printBrokers(p, s)
	sampled(p, s.Caption)
}

// inWorlds says in how many worlds each of the measures was computed that was not in all.
func inWorlds(lines []measure.WholeValue, all int) string {
	var parts []string
	for _, l := range lines {
		if l.Worlds < all {
			parts = append(parts, fmt.Sprintf("%s in %s", strings.ReplaceAll(l.Name, "_", " "), count(l.Worlds)))
		}
	}
	return strings.Join(parts, ", ")
}

func printCommunities(p *page, c *measure.Communities, top int) {
	if len(c.Groups) == 0 {
		p.line("There are no ties, and so no communities.")
		return
	}
	p.line("It divides into %s (modularity %s).", counted(len(c.Groups), "community"), underpin.FormatMean(c.Modularity))
	p.wrap(0, strings.TrimSuffix(desk.Together(c.Worlds), ".")+":")
	var rows [][]string
	for i, g := range c.Groups {
		if i == top {
			break
		}
		names := make([]string, 0, top)
		for _, m := range g.Members[:min(top, len(g.Members))] {
			names = append(names, m.Name)
		}
		if left := len(g.Members) - len(names); left > 0 {
			names = append(names, "and "+count(left)+" more")
		}
		rows = append(rows, []string{count(i + 1), count(len(g.Members)), share(g.Together), strings.Join(names, "; ")})
	}
	p.table([]string{">", ">members", ">together", ""}, rows)
	if left := len(c.Groups) - top; left > 0 {
		p.item("and %s more (--top N shows more)", count(left))
	}
}

func printBrokers(p *page, s *desk.NetworkOutline) {
	if len(s.Brokers) == 0 {
		p.line("Nobody stands between others.")
		return
	}
	t := s.BrokerTable()
	p.wrap(0, t.Title)
	measured(p, t, len(t.Rows))
	if s.BrokersWorlds < s.Caption.Worlds {
		p.item("counted in the first %s; --exact uses all", counted(s.BrokersWorlds, "world"))
	}
}
