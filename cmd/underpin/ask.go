package main

import (
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/desk"
	"underpin/internal/hinge"
)

// askOptions are what ask can be given.
type askOptions struct {
	q    queryFlags
	name string
}

func askCommand(a *app) *cobra.Command {
	return a.verb(&askOptions{}, &cobra.Command{
		Use: "ask", Short: "What to ask next for a conclusion, and who is placed to know", GroupID: "analyse",
		Long: `Rank the claims by how much settling each would tell about a conclusion, with the
sources placed to know, how often they have been asked, their terms, and a warning
where the question itself would betray another source. Claims whose gain is below three
of its standard errors are not listed.`,
		Example: `  underpin ask
  underpin ask --conclusion fewer-lines --lose idris-qorvat`,
		Args: cobra.NoArgs,
	})
}

func (o *askOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.name, "conclusion", "", "the `conclusion`, a name or an expression; default the first in the case")
	o.q.dates(c).losses(c).sample(c).evidence(c)
}

func (o *askOptions) run(a *app, cmd *cobra.Command, args []string) error {
	query, err := o.q.query(a)
	if err != nil {
		return err
	}
	return a.with(cmd.Context(), func(d *desk.Desk) error {
		ask, err := d.Ask(cmd.Context(), query, o.name)
		if err != nil {
			return err
		}
		if a.json {
			return a.emit(ask.Questions, nil)
		}
		return a.emit(ask, func(p *page) { printAsk(p, ask) })
	})
}

func printAsk(p *page, ask *desk.Asking) {
	printConcluded(p, ask.Conclusion)
	p.gap()
	if len(ask.Questions) == 0 {
		p.line("Nothing to ask: settling any single claim would tell less than the sampling error.")
	} else {
		p.line("Ask next, by the share of the uncertainty that the answer would remove:")
	}
	if len(ask.Restated) > 0 {
		p.item("Not listed, since it is the conclusion itself in other words: %s.", strings.Join(ask.Restated, "; "))
	}
	if ask.Author != "" {
		p.item("All of it is from %s: anyone else who knows would be the second voice.", ask.Trivial)
	}
	for i, question := range ask.Questions {
		p.item("%s · %s (%s)", underpin.FormatShare(question.Share), ask.Sentences[i], question.Claim)
		if question.Warning != "" {
			p.wrap(6, question.Warning)
		}
		others := slices.DeleteFunc(slices.Clone(question.Sources), func(s hinge.Placed) bool { return s.Source == ask.Author })
		for _, line := range placed(others) {
			p.wrap(6, line)
		}
	}
	sampled(p, ask.Caption)
}

// placed lists the sources placed to know: those who could be asked, those whom the
// question would tell too much, by what it would tell, and those who have spoken.
func placed(sources []hinge.Placed) []string {
	var free, spoke []string
	var costs []string
	costly := map[string][]string{}
	for _, s := range sources {
		switch {
		case s.Spoke:
			spoke = append(spoke, placedLine(s))
		case s.Warning != "":
			if costly[s.Warning] == nil {
				costs = append(costs, s.Warning)
			}
			costly[s.Warning] = append(costly[s.Warning], placedLine(s))
		default:
			free = append(free, placedLine(s))
		}
	}
	var out []string
	if len(free) > 0 {
		out = append(out, "Ask: "+strings.Join(free, "; ")+".")
	}
	for _, cost := range costs {
		out = append(out, "Could be asked, at a cost: "+strings.Join(costly[cost], "; ")+": "+sentence(cost))
	}
	if len(spoke) > 0 {
		out = append(out, "Already on record on this (not a new voice): "+strings.Join(spoke, "; ")+".")
	}
	return out
}

// placedLine is a source placed to know, with what it bears already.
func placedLine(s hinge.Placed) string {
	parts := []string{s.Why}
	if s.AtRisk {
		parts = append(parts, "life at risk")
	} else if s.Protected {
		parts = append(parts, "protected")
	}
	if s.Request != "" {
		parts = append(parts, "request "+s.Request)
	}
	if s.Burden > 0 {
		parts = append(parts, "asked "+times(s.Burden)+" so far")
	}
	return string(s.Source) + " (" + strings.Join(parts, ", ") + ")"
}
