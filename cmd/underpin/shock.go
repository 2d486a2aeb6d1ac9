package main

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
	"underpin/internal/measure"
	"underpin/internal/shock"
)

func shockCommand(a *app) *cobra.Command {
	var q queryFlags
	var from []string
	c := &cobra.Command{
		Use: "shock", Short: "What gives when someone you name goes", GroupID: "analyse",
		Long: `Set the network before the losses that you name beside the network after: which
command is gone and which support stays, which posts fall vacant, which assets,
offices and bodies are contested, reassigned, orphaned or weakened. Before are the
ties that hold or end on the date; after are the same worlds without what is lost.

The losses are yours to name. Nothing here ranks or proposes people to remove, and
no person is named as an heir.` + exits,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			query, err := q.query(a)
			if err != nil {
				return err
			}
			return a.with(cmd.Context(), func(d *desk.Desk) error {
				s, err := d.Shock(cmd.Context(), query, entityIDs(from))
				if err != nil {
					return err
				}
				return a.emit(s, func(p *page) { printShock(p, s) })
			})
		},
	}
	c.Flags().StringArrayVar(&from, "from", nil, "the root `entity` whose reach is compared (repeatable)")
	q.dates(c).losses(c).sample(c).evidence(c)
	return c
}

func printShock(p *page, s *desk.Shock) {
	p.line("Lost on %s: %s.", s.Caption.At, strings.Join(s.LostNames, ", "))
	for i := range s.Gone {
		p.item("%s", s.Gone[i])
		p.item("%s", s.Stays[i])
	}
	p.gap()
	p.line("The network, as means over the worlds:")
	rows := [][]string{}
	add := func(name string, before, after measure.Distribution) {
		rows = append(rows, []string{name, figure(before.Mean), interval(before), figure(after.Mean), interval(after)})
	}
	add("components", s.Before.Components, s.After.Components)
	add("largest component", s.Before.Largest, s.After.Largest)
	add("fragmentation F", s.Before.F, s.After.F)
	add("distance-weighted DF", s.Before.DF, s.After.DF)
	add("DF, old pairs", s.Before.DFOld, s.After.DFOld)
	add("efficiency", s.Before.Efficiency, s.After.Efficiency)
	p.table([]string{"", ">before", ">5–95 %", ">after", ">5–95 %"}, rows)
	printPosts(p, s.Posts)
	for _, class := range shock.Classes {
		printClass(p, s.Items, class)
	}
	sampled(p, s.Caption)
}

func interval(d measure.Distribution) string { return figure(d.Low) + "–" + figure(d.High) }

func printPosts(p *page, posts []shock.Post) {
	if len(posts) == 0 {
		return
	}
	p.gap()
	p.line("Left vacant or open:")
	for _, post := range posts {
		claims := make([]string, len(post.Claims))
		for i, c := range post.Claims {
			claims[i] = string(c)
		}
		p.item("%s  %s %s (%s)", probability(post.P), post.Name, desk.Vacancy(post), strings.Join(claims, ", "))
	}
}

func printClass(p *page, items []shock.Item, class shock.Class) {
	var rows [][]string
	var names, reasons []string
	for i := range items {
		it := &items[i]
		if it.Class != class {
			continue
		}
		names = append(names, it.Name)
		rows = append(rows, []string{
			it.Name, probability(it.PClass), change(it.CommandBefore, it.CommandAfter),
			change(it.SupportBefore, it.SupportAfter), fmt.Sprintf("%.1f → %.1f", it.ChannelsBefore, it.ChannelsAfter),
		})
		if it.Reason != nil {
			reasons = append(reasons, it.Reason.Sentence)
		}
	}
	switch {
	case len(rows) == 0:
		return
	case class == shock.Unaffected:
		p.gap()
		p.line("Unaffected: %s.", strings.Join(names, ", "))
		return
	}
	p.gap()
	p.line("%s:", capital(string(class)))
	p.table([]string{"", ">worlds", ">command", ">support", ">channels"}, rows)
	for i, r := range reasons {
		if i == 0 || r != reasons[i-1] {
			p.item("%s", r)
		}
	}
}

func change(before, after float64) string { return probability(before) + " → " + probability(after) }
