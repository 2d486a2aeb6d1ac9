package main

import (
	"cmp"
	"strings"

	"github.com/spf13/cobra"

	"underpin/internal/desk"
)

// paymentsOptions are what payments can be given.
type paymentsOptions struct {
	q            queryFlags
	from, to     []string
	since, until string
}

func paymentsCommand(a *app) *cobra.Command {
	return a.verb(&paymentsOptions{}, &cobra.Command{
		Use: "payments", Short: "Who paid whom, when and how much, with sums", GroupID: "read",
		Long: `List the payments that somebody affirms, by date, and sum them by currency, never
across currencies. Each sum is given twice: if every payment is as told, and as expected,
each payment weighed by its credence. Money that a payee in the list pays on is counted
once, where it came in. Payments are claims of a relation of the class payment: payer,
payee, and the amount as the value, with its currency as the unit.`,
		Example: `  underpin payments
  underpin payments --from state-fund --to lantern --since 2009 --until 2011-06`,
		Args: cobra.NoArgs,
	})
}

func (o *paymentsOptions) flags(c *cobra.Command) {
	o.q.listing(c, 50, "the `number` of payments to show").dates(c).evidence(c)
	f := c.Flags()
	f.StringArrayVar(&o.from, "from", nil, "payments by this `entity` (repeatable)")
	f.StringArrayVar(&o.to, "to", nil, "payments to this `entity` (repeatable)")
	f.StringVar(&o.since, "since", "", "payments on or after this `date`")
	f.StringVar(&o.until, "until", "", "payments on or before this `date`")
}

func (o *paymentsOptions) run(a *app, cmd *cobra.Command, args []string) error {
	return answer(a, cmd, &o.q, func(d *desk.Desk, query desk.Query) (*desk.Payments, error) {
		return d.Payments(cmd.Context(), query, desk.PaymentQuery{From: entityIDs(o.from), To: entityIDs(o.to), Since: o.since, Until: o.until})
	}, func(p *page, out *desk.Payments) { printPayments(p, out, o.q.top) })
}

func printPayments(p *page, out *desk.Payments, top int) {
	p.line("Payments:")
	if len(out.Payments) == 0 {
		p.item("Nobody says that any payment was made.")
	}
	for _, x := range out.Payments[:min(top, len(out.Payments))] {
		again := ""
		if x.Again.High > 0 {
			again = " Paid out of what the payer had received."
		}
		if x.Loan {
			again += " A loan."
		}
		p.item("%s: %s (%s).", capital(cmp.Or(x.When, "no date")), x.Sentence, x.Claim)
		p.wrap(6, sentence(capital(x.Says))+again)
		if x.Amount == "" {
			p.wrap(6, "The amount is not stated.")
		}
	}
	p.more(len(out.Payments), top)
	for _, sum := range out.Sums {
		p.gap()
		if sum.Payments == sum.Unstated {
			p.line("%s.", capital(sum.Text(true)[0]))
			continue
		}
		p.line("In %s, %s:", cmp.Or(sum.Currency, "no stated currency"), counted(sum.Payments, "payment"))
		for _, text := range sum.Text(true) {
			p.item("%s.", capital(text))
		}
	}
	if len(out.Unlisted) > 0 {
		names := make([]string, len(out.Unlisted))
		for i, name := range out.Unlisted {
			names[i] = string(name)
		}
		p.gap()
		p.line("Amounts are also stated under %s. To have them listed here, give the relation class: payment.", strings.Join(names, ", "))
	}
	whatIf(p, out.Caption)
}
