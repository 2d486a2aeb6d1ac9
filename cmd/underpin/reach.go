package main

import (
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/measure"
)

// reachOptions are what reach can be given.
type reachOptions struct {
	q    queryFlags
	from []string
}

func reachCommand(a *app) *cobra.Command {
	return a.verb(&reachOptions{}, &cobra.Command{
		Use: "reach", Short: "What a root reaches, by command and by support", GroupID: "analyse",
		Long: `Show what a root reaches by ties of command, by command and support together, and over
how many node-disjoint channels of command, as shares of the worlds that the evidence
allows. Without --from, from the roots that the case declares.`,
		Example: `  underpin reach
  underpin reach --from presidency --without KESTREL`,
		Args: cobra.NoArgs,
	})
}

func (o *reachOptions) flags(c *cobra.Command) {
	c.Flags().StringArrayVar(&o.from, "from", nil, "the root `entity` (repeatable)")
	o.q.listing(c, 50, "the `number` to show for each root, the most certain first")
	o.q.dates(c).sample(c).evidence(c)
}

func (o *reachOptions) run(a *app, cmd *cobra.Command, args []string) error {
	query, err := o.q.query(a)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		all, err := d.Reach(cmd.Context(), query, entityIDs(o.from))
		if err != nil {
			return err
		}
		return a.emit(all, func(p *page) {
			for i := range all {
				if i > 0 {
					p.gap()
				}
				printReach(p, &all[i], o.q.top)
			}
			sampled(p, all[0].Caption)
		})
	})
}

func printReach(p *page, r *desk.Reaching, top int) {
	t := r.Table()
	p.line("%s", t.Title)
	if len(t.Rows) == 0 {
		p.item("nothing")
	} else {
		measured(p, t, top)
	}
	p.more(len(r.Rows), top)
}

// heldOptions are what held can be given.
type heldOptions struct {
	q queryFlags
}

func heldCommand(a *app) *cobra.Command {
	return a.verb(&heldOptions{}, &cobra.Command{
		Use: "held ENTITY", Short: "Every way in which power over an entity is claimed", GroupID: "read",
		Long: `List every way in which power over an entity is claimed, by mechanism and by whom,
direct and through posts and owners, with the claims that say so. It goes on to who
stands behind a holder: for whom somebody is a nominee, who directs or appointed a
person, who commands a body; of several ways to one such holder the most probable is
listed, and of all such holders the 50 most probable. Where more than 100 claims say who
stands behind one holder, it does not go on to these, and names it: ask held of it. In
how many worlds any of the ways to one holds, reach tells.

Where shares are held, it says who controls by ownership: who holds more than half,
together with all that it controls; and what flows to each owner along every chain of
shares, which is never control.`,
		Example: `  underpin held harbour-authority
  underpin held port --at 2019 --reject c12`,
		Args: cobra.ExactArgs(1),
	})
}

func (o *heldOptions) flags(c *cobra.Command) {
	o.q.listing(c, 25, "the `number` of ways to show").dates(c).sample(c).evidence(c)
}

func (o *heldOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.HowHeld, error) {
		return d.Held(cmd.Context(), query, entityIDs(args)[0])
	}, func(p *page, h *desk.HowHeld) { printHeld(p, h, o.q.top) })
}

func printHeld(p *page, h *desk.HowHeld, top int) {
	p.line("Who is said to hold power over %s, on %s (%s):", named(h.Name, h.Also), h.Caption.On(), h.Caption.Frame)
	if len(h.Ways) == 0 {
		p.item("nobody says so")
	}
	printWays(p, h.Ways[:min(top, len(h.Ways))])
	p.more(len(h.Ways), top)
	if h.Cut {
		p.item("The list ends: more than these stand behind those who hold it. reach --from tells of each, listed or not.")
	}
	printCrowds(p, h.Crowds)
	printOwners(p, h, top)
	for _, a := range h.Alike {
		p.gap()
		p.line("%s Settle it with underpin same.", a.Sentence)
	}
	sampled(p, h.Caption)
}

// printCrowds names the holders behind whom the list does not go on.
func printCrowds(p *page, crowds []measure.Crowd) {
	if len(crowds) == 0 {
		return
	}
	var names []string
	for _, c := range crowds {
		names = append(names, c.Name+" ("+string(c.Entity)+"; "+underpin.FormatCounted(c.Claims, "claim")+")")
	}
	p.item("It does not go on to who stands behind the following, as very many claims say who does: %s. Ask held of each.", strings.Join(names, ", "))
}

// printWays prints ways under what they hand on, each with its evidence. What says a
// claim is told where it is first named.
func printWays(p *page, ways []desk.Mechanism) {
	met := map[underpin.EntityID]bool{}
	told := map[underpin.ClaimID]bool{}
	heading := ""
	for i := range ways {
		w := &ways[i]
		if what := handsOn(w); what != heading {
			heading = what
			p.gap()
			p.line("%s:", heading)
		}
		holder := w.Name
		if !met[w.Holder] {
			met[w.Holder] = true
			holder = named(w.Name, w.Also)
		}
		if w.P > 0 {
			holder = share(w.P) + " · " + holder
		}
		if w.Path != "" {
			holder += ", through " + w.Path
		}
		p.item("%s", holder)
		if w.Control > 0 {
			p.wrap(6, standsIn(w))
		}
		for k, sentence := range w.Sentences {
			says := ": " + w.Says[k]
			if told[w.Claims[k]] {
				says = ", as above"
			}
			told[w.Claims[k]] = true
			p.wrap(6, sentence+" ("+string(w.Claims[k])+")"+says)
		}
	}
}

// standsIn says of a share in how many worlds it stands and in how many there is control,
// which may be more or fewer: by all that the holder has, along whatever chain.
func standsIn(w *desk.Mechanism) string {
	stands, in := "It stands", underpin.FormatShare(w.Control)
	if len(w.Claims) > 1 {
		stands = "All of it stands"
	}
	switch p := underpin.FormatShare(w.P); {
	case w.P == 0:
		return "With all that it has, the holder controls it by ownership in " + in + " of worlds."
	case p == in:
		return stands + " in " + p + " of worlds; in as many the holder, with all that it has, controls it by ownership."
	default:
		return stands + " in " + p + " of worlds; in " + in + " the holder, with all that it has, controls it by ownership."
	}
}

// handsOn says what a way hands on.
func handsOn(w *desk.Mechanism) string {
	switch {
	case w.View:
		return "As somebody sees it (a view, not a tie)"
	case w.Reading == "none":
		return "Power or a share, without control"
	}
	return "By " + w.Reading
}

// printOwners sets control by ownership beside what flows to each owner.
func printOwners(p *page, h *desk.HowHeld, top int) {
	if len(h.Owners) == 0 {
		return
	}
	p.gap()
	p.line("Who owns it, directly and through others:")
	var rows [][]string
	unknown := false
	for _, o := range h.Owners[:min(top, len(h.Owners))] {
		rows = append(rows, []string{o.Name, share(o.Control), flowText(o.Flow, o.Unknown)})
		unknown = unknown || o.Unknown
	}
	p.table([]string{"", ">controls", ">flows to it"}, rows)
	p.more(len(h.Owners), top)
	p.item("Controls: the share of worlds in which it holds more than half together with all that it controls. What flows to it along every chain of shares is not control.")
	if unknown {
		p.item("Where a share along the way is unknown it adds nothing, so more may flow.")
	}
}

// flowText writes an integrated share with the bounds of nine worlds out of ten.
func flowText(d measure.Distribution, unknown bool) string {
	text := underpin.FormatPercentage(d.Mean)
	switch low, high := underpin.FormatPercentage(d.Low), underpin.FormatPercentage(d.High); {
	case unknown && d.High == 0:
		return "unknown"
	case low != high:
		text += " (" + low + " to " + high + ")"
	}
	if unknown {
		text += " or more"
	}
	return text
}
