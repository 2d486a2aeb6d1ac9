package main

import (
	"context"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
	"underpin/internal/shock"
)

// shockOptions are what shock can be given.
type shockOptions struct {
	q    queryFlags
	from []string
}

func shockCommand(a *app) *cobra.Command {
	return a.verb(&shockOptions{}, &cobra.Command{
		Use: "shock", Short: "What gives way when someone you name goes", GroupID: "analyse",
		Long: `Compare the network before and after the losses that you name: which command is gone
and which support stays, which posts fall vacant, which assets, offices and bodies are
contested, reassigned, orphaned or weakened. Where a collective has lost its commander,
which of its members holds what it held is not told apart. Before means the ties that
hold or end on the date; after, the same worlds without what is lost.

The losses are yours to name. Nothing here ranks or proposes people to remove, and
no person is named as an heir.

DF and efficiency take a search from every entity. In a large case they are computed in
the first worlds only; the page says in how many, and how large the error may be.
` + inStepsHelp,
		Example: `  underpin shock
  underpin shock --lose idris-qorvat --at 2020-01-03 --from presidency`,
		Args: cobra.NoArgs,
	})
}

func (o *shockOptions) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&o.from, "from", nil, "the root `entity` whose reach is compared (repeatable)")
	o.q.listing(c, 25, "the `number` of each kind to show").dates(c).losses(c).sample(c).evidence(c)
}

func (o *shockOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answerInSteps(a, cmd, &o.q, func(ctx context.Context, d *desk.Desk, query desk.Query) (*desk.Shock, error) {
		return d.Shock(ctx, query, entityIDs(o.from))
	}, func(p *page, s *desk.Shock) { printShock(p, s, o.q.top) })
}

func printShock(p *page, s *desk.Shock, top int) {
	p.line("%s", s.Loss)
	for i := range s.Gone {
		p.item("%s", s.Gone[i])
		p.item("%s", s.Stays[i])
	}
	p.gap()
	p.line("The network, in means over the worlds:")
	rows := [][]string{}
	add := func(name string, before, after measure.Distribution) {
		rows = append(rows, []string{name, figure(before.Mean), interval(before), figure(after.Mean), interval(after)})
	}
	add("components", s.Before.Components, s.After.Components)
	add("largest component", s.Before.Largest, s.After.Largest)
	add("fragmentation F", s.Before.F, s.After.F)
	add("distance-weighted DF", s.Before.DF, s.After.DF)
	add("DF over the old n", s.Before.DFOld, s.After.DFOld)
	add("efficiency", s.Before.Efficiency, s.After.Efficiency)
	p.table([]string{"", ">before", ">5–95 %", ">after", ">5–95 %"}, rows)
	if d := s.Distances; d.Worlds < s.Caption.Worlds {
		p.item("DF and efficiency are computed in the first %s worlds; sampling error of their means ±%s, of the change ±%s.",
			count(d.Worlds), figure(d.SE), figure(d.Change))
	}
	printPosts(p, s.Posts, s.Caption.Frame, top)
	for _, class := range shock.Classes {
		printClass(p, s.Items, class, s.Caption.Frame, top)
	}
	sampled(p, s.Caption)
}

// more says how many are not shown.
func (p *page) more(all, shown int) {
	if all > shown {
		p.item("and %s more (--top N shows more)", count(all-shown))
	}
}

func interval(d measure.Distribution) string { return figure(d.Low) + "–" + figure(d.High) }

func printPosts(p *page, posts []shock.Post, frame string, top int) {
	if len(posts) == 0 {
		return
	}
	p.gap()
	p.line("Posts and commands for which nobody else is named (%s):", frame)
	for _, post := range posts[:min(top, len(posts))] {
		claims := make([]string, len(post.Claims))
		for i, c := range post.Claims {
			claims[i] = string(c)
		}
		p.item("%s · %s: %s (%s)", share(post.P), post.Name, post.Open, strings.Join(claims, ", "))
	}
	p.more(len(posts), top)
}

func printClass(p *page, items []shock.Item, class shock.Class, frame string, top int) {
	var of []*shock.Item
	for i := range items {
		if items[i].Class == class {
			of = append(of, &items[i])
		}
	}
	if len(of) == 0 {
		return
	}
	p.gap()
	shown := of[:min(top, len(of))]
	if class == shock.Untouched {
		printUntouched(p, shown, len(of))
		return
	}
	p.line("%s (%s):", class.Heading(), frame)
	head := []string{"", ">worlds", ">command", ">support", ">channels"}
	reached := slices.ContainsFunc(shown, func(it *shock.Item) bool {
		return max(it.CommandBefore, it.CommandAfter, it.SupportBefore, it.SupportAfter) > 0
	})
	if !reached { // without a root, or beyond its reach, there is nothing to compare
		head = head[:2]
	}
	var rows [][]string
	for _, it := range shown {
		rows = append(rows, []string{
			it.Name, share(it.PClass), change(it.CommandBefore, it.CommandAfter),
			change(it.SupportBefore, it.SupportAfter), underpin.FormatNumber(it.ChannelsBefore, 1) + " → " + underpin.FormatNumber(it.ChannelsAfter, 1),
		}[:len(head)])
	}
	p.table(head, rows)
	p.more(len(of), top)
	printReasons(p, shown)
}

// printReasons says why things have their class, of those with one reason together.
func printReasons(p *page, items []*shock.Item) {
	var reasons []string
	of := map[string][]string{}
	for _, it := range items {
		if it.Reason == nil {
			continue
		}
		why := strings.TrimPrefix(it.Reason.Sentence, it.Name)
		if of[why] == nil {
			reasons = append(reasons, why)
		}
		of[why] = append(of[why], it.Name)
	}
	for _, why := range reasons {
		p.item("%s%s", strings.Join(of[why], "; "), why)
	}
}

func printUntouched(p *page, shown []*shock.Item, all int) {
	names := make([]string, len(shown))
	for i, it := range shown {
		names[i] = it.Name
	}
	if all > len(shown) {
		p.line("%s: %s and %s more (--top N shows more).", shock.Untouched.Heading(), strings.Join(names, ", "), count(all-len(shown)))
		return
	}
	p.line("%s: %s.", shock.Untouched.Heading(), strings.Join(names, ", "))
}

func change(before, after float64) string { return share(before) + " → " + share(after) }
