package main

import (
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"underpin"
	"underpin/internal/conclusion"
	"underpin/internal/desk"
	"underpin/internal/hinge"
)

// hingesOptions are what hinges can be given.
type hingesOptions struct {
	q       queryFlags
	name    string
	largest int
	named   []string
}

func hingesCommand(a *app) *cobra.Command {
	return a.verb(&hingesOptions{}, &cobra.Command{
		Use: "hinges", Short: "What a conclusion hangs on: sources, origins, claims", GroupID: "analyse",
		Long: `Find the premises that a conclusion hangs on. All of them are screened on one sample of
worlds; each one shown is computed in full: the ledger without it, the claims it touches
solved again, the same random numbers. A hinge that flips the answer is marked FLIPS.

A conclusion is the name of one in the case, or an expression such as
  before.top("betweenness", "Person") == "maryam-dalal"
  after.command("ministry", "port")
underpin help conclusions lists what can be asked.`,
		Example: `  underpin hinges
  underpin hinges --conclusion 'after.command("presidency", "harbour-authority")' --of source:KESTREL`,
		Args: cobra.NoArgs,
	})
}

func (o *hingesOptions) flags(c *cobra.Command) {
	c.Flags().StringVar(&o.name, "conclusion", "", "the `conclusion`, a name or an expression; default the first in the case")
	c.Flags().IntVar(&o.largest, "top", 10, "the `number` of hinges to compute and show")
	c.Flags().StringArrayVar(&o.named, "of", nil, "also compute this one: `KIND:ID`, for example source:KESTREL (repeatable)")
	o.q.dates(c).losses(c).sample(c).evidence(c)
}

func (o *hingesOptions) run(a *app, cmd *cobra.Command, args []string) error {
	query, err := o.q.query(a)
	if err != nil {
		return err
	}
	if o.largest < 1 {
		return tooFew("--top", o.largest)
	}
	refs, err := hingeRefs(o.named)
	if err != nil {
		return err
	}
	cfg := a.config(false)
	cfg.Sparing = os.Getenv("GOGC") == "" // who has set it knows better
	return a.withConfig(cmd.Context(), cfg, func(d *desk.Desk) error {
		h, err := d.Hinges(cmd.Context(), query, o.name, o.largest, refs)
		if err != nil {
			return err
		}
		if a.json {
			return a.emit(h.Hinges, nil)
		}
		return a.emit(h, func(p *page) { printHinges(p, h) })
	})
}

// hingeRefs reads premises as a person names them.
func hingeRefs(named []string) ([]hinge.Ref, error) {
	var out []hinge.Ref
	for _, n := range named {
		kind, id, ok := strings.Cut(n, ":")
		k := hinge.PremiseKind(kind)
		if !ok || k != hinge.Source && k != hinge.Origin && k != hinge.Claim {
			return nil, &desk.Fault{Code: desk.NotAPremise, Message: fmt.Sprintf("%q does not name a premise", n), Hint: "write source:ID, origin:ID or claim:ID"}
		}
		out = append(out, hinge.Ref{Kind: k, ID: id})
	}
	return out, nil
}

func printConcluded(p *page, c desk.Concluded) {
	if c.Text == c.Expr {
		p.line("%s", c.Expr)
		p.item("%s.", capital(c.Answer))
	} else {
		p.line("%s", c.Says)
		p.item("%s", c.Expr)
	}
	if c.Decided != "" {
		p.item("%s.", capital(c.Decided))
	}
}

func printHinges(p *page, h *desk.Hinging) {
	printConcluded(p, h.Conclusion)
	p.gap()
	switch {
	case len(h.Hinges) == 0:
		p.line("Leaving out any one source, origin or claim does not change the answer.")
	case h.Trivial != "":
		p.line("Everything here rests on %s, so that source is not listed. Within that, it hangs on:", h.Trivial)
	default:
		p.line("It hangs on:")
	}
	var rows [][]string
	for _, x := range h.Hinges {
		rows = append(rows, append(hingeCells(x, h.Conclusion), flips(x), premise(x)))
	}
	if len(rows) > 0 {
		p.table([]string{">answer", ">change", ">s.e.", "", "without"}, rows)
	}
	if h.Untried > 0 {
		p.gap()
		p.line("Not tried: whether the answer flips without any of %s. The case is too large to take out each.", underpin.FormatCounted(h.Untried, "further voice"))
	}
	sampled(p, h.Caption)
}

// hingeCells are the answer with and without a hinge, the change and its standard
// error: a share of worlds and percentage points, or a number, of a sum of money with its
// currency.
func hingeCells(x desk.Hinge, c desk.Concluded) []string {
	switch {
	case c.Kind == conclusion.Number && c.Unit != "":
		change := underpin.FormatAnswer(x.Delta)
		if x.Delta >= 0 {
			change = "+" + change
		}
		return []string{underpin.FormatAnswer(x.Base) + " → " + underpin.FormatAnswer(x.Without) + " " + c.Unit, change, "±" + underpin.FormatAnswer(x.SE)}
	case c.Kind == conclusion.Number:
		change := underpin.FormatNumber(x.Delta, 3)
		if x.Delta >= 0 {
			change = "+" + change
		}
		return []string{underpin.FormatMean(x.Base) + " → " + underpin.FormatMean(x.Without), change, "±" + underpin.FormatNumber(x.SE, 3)}
	}
	return []string{
		underpin.FormatShare(x.Base) + " → " + underpin.FormatShare(x.Without), underpin.FormatPoints(x.Delta) + " pts", "±" + strings.TrimPrefix(underpin.FormatPoints(x.SE), "+"),
	}
}

// flips says that the answer changes without a hinge.
func flips(x desk.Hinge) string {
	switch {
	case !x.Flips:
		return ""
	case x.AnswerName != "":
		return "FLIPS to " + x.AnswerName
	}
	return "FLIPS"
}

// premise names a hinge: a claim by its sentence, a source or origin by its name.
func premise(x desk.Hinge) string {
	switch {
	case x.Kind == hinge.Claim:
		return x.Label + " (" + x.ID + ")"
	case x.Label == x.ID:
		return string(x.Kind) + " " + x.ID
	}
	return x.Label + " (" + string(x.Kind) + " " + x.ID + ")"
}
