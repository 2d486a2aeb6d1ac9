package desk

import (
	"cmp"
	"slices"

	"underpin"
)

// A PaymentSum is what payments in one currency come to.
type PaymentSum struct {
	Currency string `json:"currency"`
	Payments int    `json:"payments"`
	// Certain is the sum if every payment is as told, Expected its mean over the worlds.
	// Both count money once, where it enters: what is paid on by one who got it from
	// others of the list is left out, and is Again (taken as certain).
	Certain  Between `json:"certain"`
	Expected Between `json:"expected"`
	Again    Between `json:"again"`
	// Lent is what of it all, money paid on included, is told as a loan (taken as certain).
	Lent Between `json:"lent,omitzero"`
	// OneOrigin is what of the certain sum, money paid on included, is told by one
	// origin each; Most what the same one tells, and Origin who that is.
	OneOrigin Between `json:"one_origin"`
	Most      Between `json:"most"`
	Origin    string  `json:"origin,omitempty"`
	// Open: an amount is given as more than something, so that the upper bounds are
	// too low. Unstated counts payments without an amount, which add nothing.
	Open     bool `json:"open,omitempty"`
	Unstated int  `json:"unstated,omitempty"`
}

// A purse is whose money in which currency.
type purse struct {
	who      underpin.EntityID
	currency string
}

// sum sums by currency, in the order of the payments: what one has got from others of
// the list and pays on is counted where it came in.
func (out *Payments) sum() {
	at := map[string]int{}
	got := map[purse]Between{}
	by := map[purse]Between{} // by origin
	for i := range out.Payments {
		p := &out.Payments[i]
		k, ok := at[p.Currency]
		if !ok {
			k = len(out.Sums)
			at[p.Currency] = k
			out.Sums = append(out.Sums, PaymentSum{Currency: p.Currency})
		}
		sum := &out.Sums[k]
		sum.Payments++
		if p.Amount == "" {
			sum.Unstated++
			continue
		}
		sum.Open = sum.Open || p.Open
		p.Again = p.pass(got)
		sum.Again = sum.Again.plus(p.Again)
		sum.Certain = sum.Certain.plus(p.Bounds.minus(p.Again))
		sum.Expected = sum.Expected.plus(p.Bounds.times(p.Credence))
		if p.Loan {
			sum.Lent = sum.Lent.plus(p.Bounds)
		}
		if p.Origins == 1 {
			sum.OneOrigin = sum.OneOrigin.plus(p.Bounds)
			o := purse{underpin.EntityID(p.lone), p.Currency}
			if by[o] = by[o].plus(p.Bounds); by[o].High > sum.Most.High {
				sum.Most, sum.Origin = by[o], p.lone
			}
		}
	}
	slices.SortFunc(out.Sums, func(a, b PaymentSum) int { return cmp.Compare(a.Currency, b.Currency) })
}

// pass makes the payment out of what its payer has got, and returns how much of it that is.
func (p *Payment) pass(got map[purse]Between) Between {
	from, to := purse{p.Payer, p.Currency}, purse{p.Payee, p.Currency}
	again := got[from].least(p.Bounds)
	got[from] = got[from].minus(again)
	got[to] = got[to].plus(p.Bounds)
	return again
}

// Text says what the payments in one currency come to, a sentence each. The origin is
// named where named is set.
func (s PaymentSum) Text(named bool) []string {
	told := func(b Between, open bool) string { return b.text(s.Currency, open, digitsTold) }
	if s.Payments == s.Unstated {
		return []string{count(s.Payments, "payment") + " without a stated amount"}
	}
	out := []string{
		"if all of it is as told: " + told(s.Certain, s.Open),
		"expected, each payment by its credence: " + s.Expected.text(s.Currency, s.Open, digitsExpected),
	}
	if !s.Again.isZero() {
		out = append(out, "passed on by a payee in this list, and counted only once, where it came in: "+told(s.Again, false))
	}
	if !s.Lent.isZero() {
		out = append(out, "of this, lent and to be repaid: "+told(s.Lent, false))
	}
	if !s.OneOrigin.isZero() {
		text := "resting on one origin each, uncorroborated: " + told(s.OneOrigin, s.Open)
		if named && s.Origin != "" {
			text += "; by " + s.Origin + " alone " + told(s.Most, s.Open)
		}
		out = append(out, text)
	}
	if s.Unstated > 0 {
		out = append(out, "not in the sum: "+count(s.Unstated, "payment")+" without a stated amount")
	}
	return out
}
