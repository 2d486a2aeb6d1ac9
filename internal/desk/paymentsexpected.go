package desk

import (
	"context"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// expect takes off the expected sums what is expected to be paid on: the mean over worlds
// of what is paid on in each, as payments stand or fall together where they rest on one
// source, and singly where they do not. The sum of all payments, by their credences, needs
// no worlds: it is exact, and so is the whole where nothing is paid on.
func (s *Study) expect(ctx context.Context, out *Payments) error {
	for k := range out.Sums {
		sum := &out.Sums[k]
		if sum.Again.isZero() {
			continue
		}
		var list []*Payment
		for i := range out.Payments {
			if p := &out.Payments[i]; p.Currency == sum.Currency && p.Amount != "" {
				list = append(list, p)
			}
		}
		again, err := s.passedOn(ctx, list)
		if err != nil {
			return err
		}
		sum.Expected = sum.Expected.minus(again)
	}
	return nil
}

// passedOn is how much of some payments in one currency, in their order, is money that
// their payers have got by others of them: the mean over worlds.
func (s *Study) passedOn(ctx context.Context, list []*Payment) (Between, error) {
	days := make([][]underpin.Day, len(list))
	var dates []underpin.Day
	for i, p := range list {
		days[i] = s.Index.PaidOn(s.Index.Claims[p.Claim])
		if len(days[i]) == 0 {
			days[i] = []underpin.Day{s.At}
		}
		dates = append(dates, days[i]...)
	}
	slices.Sort(dates)
	dates = slices.Compact(dates)
	model, sample, err := s.paymentWorlds(ctx, list, dates)
	if err != nil {
		return Between{}, err
	}
	made := make([]worldset.Set, len(list))
	for i, p := range list {
		claim, _ := model.Claim(p.Claim)
		made[i] = worldset.New(sample.Worlds)
		for _, d := range days[i] {
			made[i].Or(sample.ClaimRow(slices.Index(dates, d), claim))
		}
	}
	var total Between
	for world := range sample.Worlds {
		got := map[purse]Between{}
		for i, p := range list {
			if made[i].Has(world) {
				total = total.plus(p.pass(got))
			}
		}
	}
	return total.times(1 / float64(sample.Worlds)), nil
}

// leastPaymentWorlds are as many as it takes for three digits of an expected sum: of few
// claims they cost little.
const leastPaymentWorlds = 20_000

// paymentWorlds draws worlds on the dates of payments: of these with all that they hang on,
// since dates can be many and the case large. What is supposed of sources may name others,
// so that then the whole is drawn.
func (s *Study) paymentWorlds(ctx context.Context, list []*Payment, dates []underpin.Day) (*evidence.Model, *evidence.Sample, error) {
	if !s.Query.Edits.IsZero() {
		sample, err := s.Sample(ctx, dates...)
		return s.model.Model, sample, err
	}
	part := evidence.NewClosure(s.whole.basis(), s.whole.records())
	for _, p := range list {
		if err := part.Claim(p.Claim); err != nil {
			return nil, nil, err
		}
	}
	c, err := part.Case()
	if err != nil {
		return nil, nil, err
	}
	c, x := judgedBy(c, c.Index(), s.Known)
	m, err := evidence.Compile(c, evidence.Config{Known: s.Known, Today: s.today, Index: x})
	if err != nil {
		return nil, nil, err
	}
	if m, err = m.For(s.Query.purpose); err != nil {
		return nil, nil, err
	}
	sample, err := m.Sample(ctx, evidence.SampleConfig{Worlds: max(s.Query.Worlds, leastPaymentWorlds), Seed: s.Query.Seed, Dates: dates})
	return m, sample, err
}
