package main

import (
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
record to obtain, the people and bodies to ask, how often they have been asked and who
would not answer, a warning where the question itself would betray another source, and
who has a right of reply. Claims whose gain is below three of its standard errors are
not listed. A claim that says the conclusion itself in other words, or a part of it, is
left out and named apart: who says so, which record would show it, and who could speak
of it.`,
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
		return a.emit(ask, func(p *page) { printAsk(p, ask) })
	})
}

func printAsk(p *page, ask *desk.Asking) {
	printConcluded(p, ask.Conclusion)
	p.gap()
	switch {
	case len(ask.Questions) > 0:
		p.line("Ask next, by the share of the uncertainty that the answer would remove:")
	case len(ask.Restated) > 0:
		p.line("Nothing else to ask: settling any other single claim would tell less than the sampling error.")
	default:
		p.line("Nothing to ask: settling any single claim would tell less than the sampling error.")
	}
	if ask.Author != "" {
		p.item("All of it comes from %s: anyone else who knows would be a second voice.", ask.Trivial)
	}
	for i, question := range ask.Questions {
		p.item("%s · %s (%s)", underpin.FormatShare(question.Share), ask.Sentences[i], question.Claim)
		if question.Indirect {
			p.wrap(6, "Not part of the answer itself: it would show how far those who vouch for it can be relied on.")
		}
		if question.Warning != "" {
			p.wrap(6, question.Warning)
		}
		for _, line := range whereToTurn(question, ask.Author) {
			p.wrap(6, line)
		}
	}
	printRestated(p, ask)
	sampled(p, ask.Caption)
}

// printRestated names the claims that are the conclusion itself, with what lies beneath.
func printRestated(p *page, ask *desk.Asking) {
	if len(ask.Restated) == 0 {
		return
	}
	p.gap()
	p.line("Left out, since it is the conclusion itself in other words, or a part of it; what lies beneath it:")
	for _, own := range ask.Restated {
		p.item("%s (%s): %s.", own.Sentence, own.Claim, own.Says)
		if own.Warning != "" {
			p.wrap(6, own.Warning)
		}
		for _, line := range whereToTurn(own.Inquiry, ask.Author) {
			p.wrap(6, line)
		}
	}
}

// whereToTurn lists what to obtain, whom to ask, whom a question would tell too much,
// who has been asked in vain or has spoken, and who has a right of reply.
func whereToTurn(q hinge.Inquiry, author underpin.SourceID) []string {
	var read, free, costly, vain, spoke []hinge.Placed
	for _, s := range q.Sources {
		switch {
		case s.Source == author && author != "":
		case s.Spoke:
			spoke = append(spoke, s)
		case s.AskedInVain():
			vain = append(vain, s)
		case s.Warning != "":
			costly = append(costly, s)
		case s.Read:
			read = append(read, s)
		default:
			free = append(free, s)
		}
	}
	var out []string
	if q.Obtain != "" {
		out = append(out, "Obtain: "+q.Obtain+".")
	}
	out = append(out, placed("Look again in", read)...)
	out = append(out, placed("Ask", free)...)
	out = append(out, placed("Could be asked, at a cost", costly)...)
	out = append(out, placed("Asked in vain", vain)...)
	for i := range spoke {
		spoke[i].Warning = "" // it knows that it has spoken
	}
	out = append(out, placed("Already on record on this (not a new voice)", spoke)...)
	return append(out, placed("Right of reply", q.Parties)...)
}

// placed lists sources or parties under a heading, those together whom a question would
// tell the same.
func placed(heading string, sources []hinge.Placed) []string {
	var tells []string
	who := map[string][]string{}
	for _, s := range sources {
		if who[s.Warning] == nil {
			tells = append(tells, s.Warning)
		}
		who[s.Warning] = append(who[s.Warning], placedLine(s))
	}
	var out []string
	for _, tell := range tells {
		line := heading + ": " + strings.Join(who[tell], "; ")
		if tell == "" {
			out = append(out, line+".")
		} else {
			out = append(out, line+": "+sentence(tell))
		}
	}
	return out
}

// placedLine is a source placed to know, with what it bears already; its id comes last.
func placedLine(s hinge.Placed) string {
	var parts []string
	if s.Why != "" {
		parts = append(parts, s.Why)
	}
	if s.AtRisk {
		parts = append(parts, "life at risk")
	} else if s.Protected {
		parts = append(parts, "protected")
	}
	if s.Request != "" {
		text := desk.RequestText(s.Request, s.Answered)
		if s.Elsewhere != "" {
			text += " about another matter"
		}
		parts = append(parts, text)
	}
	if s.Burden > 0 && !s.Read {
		parts = append(parts, "asked "+times(s.Burden)+" so far")
	}
	if string(s.Source) != s.Name && s.Source != "" {
		parts = append(parts, string(s.Source))
	}
	if len(parts) == 0 {
		return s.Name
	}
	return s.Name + " (" + strings.Join(parts, ", ") + ")"
}
