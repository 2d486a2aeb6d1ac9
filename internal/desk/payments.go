package desk

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"underpin"
	"underpin/internal/brief"
	"underpin/internal/evidence"
)

// A PaymentQuery narrows which payments are listed. Its zero value lists all.
type PaymentQuery struct {
	// From are payers and To payees; empty stands for anybody.
	From, To []underpin.EntityID
	// Since and Until are dates, in EDTF: payments that may lie between the first day of
	// the one and the last of the other.
	Since, Until string
}

// Payments are the payments of a case that somebody affirms, by date, and their sums.
type Payments struct {
	Payments []Payment `json:"payments"`
	// Sums are by currency: they are never added across.
	Sums []PaymentSum `json:"sums"`
	// Unlisted are relations whose claims state amounts but are not of the class
	// payment, so that they are not listed here.
	Unlisted []underpin.RelationName `json:"unlisted,omitempty"`
	Caption  Caption                 `json:"caption"`
}

// A Payment is one claim that somebody paid somebody.
type Payment struct {
	Claim     underpin.ClaimID  `json:"claim"`
	Sentence  string            `json:"sentence"`
	Payer     underpin.EntityID `json:"payer"`
	PayerName string            `json:"payer_name"`
	Payee     underpin.EntityID `json:"payee"`
	PayeeName string            `json:"payee_name"`
	// Date is when, as told, and When the same in words; empty where nobody says.
	Date string `json:"date,omitempty"`
	When string `json:"when,omitempty"`
	// Amount is in words; empty where it is not stated. Bounds are the number's, High
	// without meaning where Open: it may be any more.
	Amount   string  `json:"amount,omitempty"`
	Currency string  `json:"currency,omitempty"`
	Bounds   Between `json:"bounds,omitzero"`
	Open     bool    `json:"open,omitempty"`
	// Loan: it is to be paid back.
	Loan     bool    `json:"loan,omitempty"`
	Credence float64 `json:"credence"`
	Origins  int     `json:"origins"`
	Says     string  `json:"says"`
	// Again is what of it has been paid to the payer by others of the list before, so
	// that the sum counts it there.
	Again Between `json:"again,omitzero"`

	first, last underpin.Day
	lone        string // the one origin
}

// Payments lists the payments of a case and sums them by currency.
func (d *Desk) Payments(ctx context.Context, q Query, which PaymentQuery) (_ *Payments, err error) {
	defer settle(ctx, &err)
	s, err := d.study(ctx, q, false)
	if err != nil {
		return nil, err
	}
	return s.payments(ctx, which)
}

func (s *Study) payments(ctx context.Context, which PaymentQuery) (*Payments, error) {
	var err error
	if which.From, err = each(s.naming, underpin.KindEntity, which.From); err != nil {
		return nil, err
	}
	if which.To, err = each(s.naming, underpin.KindEntity, which.To); err != nil {
		return nil, err
	}
	since, err := ParseDate("since", which.Since)
	if err != nil {
		return nil, err
	}
	until, err := ParseDate("until", which.Until)
	if err != nil {
		return nil, err
	}
	if !since.IsZero() && !until.IsZero() && until.Last < since.First {
		return nil, faultf(OutOfRange, "name the earlier date first", "%s is before %s", until, since)
	}
	out := &Payments{Payments: []Payment{}, Sums: []PaymentSum{}, Caption: s.Caption(false)}
	for i := range s.Case.Claims {
		c := &s.Case.Claims[i]
		r := s.Index.Relations[c.Relation]
		if r == nil || c.View() || c.Object == "" {
			continue
		}
		if !r.Class.Traits().Pays {
			if !c.Value.IsZero() && !slices.Contains(out.Unlisted, r.Name) {
				out.Unlisted = append(out.Unlisted, r.Name)
			}
			continue
		}
		p, ok := s.payment(i)
		within := (len(which.From) == 0 || slices.Contains(which.From, p.Payer)) && (len(which.To) == 0 || slices.Contains(which.To, p.Payee)) &&
			(since.IsZero() || p.last >= since.First) && (until.IsZero() || p.first <= until.Last)
		if ok && within {
			out.Payments = append(out.Payments, p)
		}
	}
	slices.SortFunc(out.Payments, func(a, b Payment) int {
		return cmp.Or(cmp.Compare(a.first, b.first), cmp.Compare(a.last, b.last), underpin.CompareIDs(string(a.Claim), string(b.Claim)))
	})
	out.Payments = entrancesFirst(out.Payments)
	out.sum()
	return out, s.expect(ctx, out)
}

// payment reads a claim as a payment, and reports whether anybody affirms it.
func (s *Study) payment(i int) (Payment, bool) {
	c := &s.Case.Claims[i]
	a := s.model.Assess(i, s.At)
	p := Payment{
		Claim: c.ID, Sentence: s.Index.Sentence(c), Payer: c.Subject, PayerName: s.Index.NameOf(c.Subject), Payee: c.Object, PayeeName: s.Index.NameOf(c.Object),
		Credence: a.Credence, Origins: a.Origins, Says: s.says(c, &a), Amount: c.Value.Words(), Currency: c.Value.Unit,
	}
	p.Bounds.Low, p.Bounds.High, p.Open = c.Value.Amount()
	p.Loan = s.Index.Relations[c.Relation].Lends()
	if a.Origins == 1 {
		p.lone = s.loneName(&a)
	}
	p.first, p.last = underpin.MinDay, underpin.MaxDay
	known := s.model.Known()
	for _, t := range s.Index.ByClaim[c.ID] {
		if t.Polarity != underpin.Affirm || !known.Learned(t) || p.Date != "" {
			continue
		}
		switch start, end := t.Held.Start.Date, t.Held.End.Date; {
		case !t.Held.IsZero():
			p.Date, p.When = t.Held.EDTF, strings.TrimPrefix(heldWords(t.Held), "for ")
			if !start.IsZero() {
				p.first = start.First
			}
			if !end.IsZero() {
				p.last = end.Last
			}
		case !t.Attested.IsZero():
			p.Date, p.first, p.last = t.Attested.EDTF, t.Attested.First, t.Attested.Last
			p.When = underpin.FormatDate(t.Attested)
		}
	}
	return p, a.Asserted
}

// asLoan says of a loan that it is one.
func (p *Payment) asLoan() string {
	if p.Loan {
		return ", as a loan"
	}
	return ""
}

// loneName names the one origin of a claim.
func (s *Study) loneName(a *evidence.Assessment) string {
	for _, v := range a.Voices {
		if v.Denies {
			continue
		}
		if o := underpin.SourceID(v.Origin); s.Index.Sources[o] != nil {
			return s.Index.SourceLabel(o)
		}
		return s.Index.SourceLabel(v.Reporter)
	}
	return ""
}

// entrancesFirst puts, among payments of one date, first what is paid by one who gets
// nothing on it from the others, so that money is seen to enter before it is paid on.
func entrancesFirst(list []Payment) []Payment {
	var out []Payment
	for len(list) > 0 {
		n := 1
		for n < len(list) && list[n].first == list[0].first && list[n].last == list[0].last {
			n++
		}
		day := slices.Clone(list[:n])
		list = list[n:]
		for len(day) > 0 {
			k := max(slices.IndexFunc(day, func(p Payment) bool {
				return !slices.ContainsFunc(day, func(o Payment) bool { return o.Payee == p.Payer && o.Currency == p.Currency })
			}), 0)
			out = append(out, day[k])
			day = slices.Delete(day, k, k+1)
		}
	}
	return out
}

// paymentExhibit is the table of payments for a brief.
func (s *Study) paymentExhibit(ctx context.Context) (brief.Exhibit, error) {
	p, err := s.payments(ctx, PaymentQuery{})
	if err != nil {
		return brief.Exhibit{}, err
	}
	table := brief.Table{Caption: "Who is said to have paid whom", Head: []string{"Payment", "Date", "Amount", "Origins"}}
	for _, x := range p.Payments {
		table.Rows = append(table.Rows, brief.TableRow{
			Cells: []string{s.inTable(x.Payer) + " to " + s.inTable(x.Payee) + x.asLoan(), x.When, cmp.Or(x.Amount, "not stated"), count(x.Origins, "origin")}, Claims: []underpin.ClaimID{x.Claim},
		})
	}
	sums := brief.Table{Caption: "What the payments come to, by currency", Head: []string{"Currency", "Sum"}}
	for _, x := range p.Sums {
		for _, text := range x.Text(false) {
			sums.Rows = append(sums.Rows, brief.TableRow{Cells: []string{cmp.Or(x.Currency, "no currency stated"), text}})
		}
	}
	out := brief.Exhibit{Title: "Payments", Tables: []brief.Table{table, sums}}
	if len(table.Rows) == 0 {
		out = brief.Exhibit{Title: "Payments", Words: []string{"Nobody is cited for a payment."}}
	}
	return out, nil
}

// longName is from how many characters on a table has the label of an entity in the place
// of its name.
const longName = 60

// inTable is what an entity is called in a cell of a table.
func (s *Study) inTable(id underpin.EntityID) string {
	if name := s.Index.NameOf(id); utf8.RuneCountInString(name) < longName {
		return name
	}
	return s.Index.LabelOf(id)
}
