package hinge

import (
	"cmp"
	"math"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/worldset"
)

// AskConfig says when one asks, and how much is listed.
type AskConfig struct {
	// Known leaves out testimony that was learned after this day; Today decides
	// which requests are overdue.
	Known, Today underpin.Day
	// Lost are entities that cannot be asked any more, besides those of the
	// case's standing what-if.
	Lost []underpin.EntityID
	// Claims and Sources bound how many claims are listed, and sources a claim.
	// They default to 10 and 6.
	Claims, Sources int
}

func (cfg AskConfig) withDefaults() AskConfig {
	if cfg.Claims <= 0 {
		cfg.Claims = 10
	}
	if cfg.Sources <= 0 {
		cfg.Sources = 6
	}
	return cfg
}

// An Inquiry is a claim worth asking about.
type Inquiry struct {
	Claim underpin.ClaimID `json:"claim"`
	// Gain is the expected fall in the variance of the answer if the claim were
	// settled, SE its sampling error, Share the part of the variance that Gain is,
	// in [0, 1].
	Gain  float64 `json:"gain"`
	SE    float64 `json:"se"`
	Share float64 `json:"share"`
	// Holds and Fails are the answer as one number where the claim holds and
	// where it does not.
	Holds float64 `json:"holds"`
	Fails float64 `json:"fails"`
	// Indirect marks a claim that is no part of the answer itself: settling it
	// would show how far those who vouch for it can be relied on.
	Indirect bool `json:"indirect,omitempty"`
	// Obtain is the record in which the claim would be found, by its kind.
	Obtain string `json:"obtain,omitempty"`
	// Sources are placed to know, those first whose answer would count for most.
	Sources []Placed `json:"sources"`
	// Parties are whom the claim is about, and sources that they control or that
	// control them: they have a right of reply, and are no bystanders to ask.
	Parties []Placed `json:"parties,omitempty"`
	// Warning says whom the question itself could betray; empty for nobody known.
	Warning string `json:"warning,omitempty"`
	// Text says all this in sentences, for the analyst's own screen.
	Text string `json:"text"`
}

// A gain is shown that is at least leastErrors of its standard errors and the share
// leastShare of what is open, from at least leastCell worlds on either side: in fewer
// the error itself is not to be trusted.
const (
	leastErrors = 3
	leastShare  = .005
	leastCell   = 10
)

// Ask ranks the claims by how much settling each would tell about an answered
// conclusion, the largest gain first. None is listed whose gain lies below three of
// its standard errors, or below half a per cent of what is open. In a case that
// rests on one author, claims that would only test the author are left out; so are
// those of [Restated] everywhere.
func Ask(base *Answers, cfg AskConfig) []Inquiry {
	cfg = cfg.withDefaults()
	out := []Inquiry{}
	c := base.model.Case()
	all := momentsOf(base.scores)
	for i := range c.Claims {
		row := base.asserted(i)
		if pair, ok := base.model.PairBy(i); ok { // settled, it settles who is one
			row = base.sample.PairRow(pair)
		}
		indirect := !base.judge.Sees(i)
		if row == nil || indirect && c.Settings.SingleAuthor != "" {
			continue
		}
		holds, fails := momentsWithin(base.scores, row)
		if base.restated(i, holds, fails) {
			continue
		}
		gain, se := varianceReduction(all, holds, fails)
		if min(holds.n, fails.n) < leastCell || gain < leastErrors*se || gain < leastShare*all.variance || gain == 0 {
			continue
		}
		out = append(out, Inquiry{
			Claim: c.Claims[i].ID, Gain: gain, SE: se, Share: min(gain/all.variance, 1), Holds: holds.mean, Fails: fails.mean,
			Indirect: indirect,
		})
	}
	slices.SortFunc(out, func(a, b Inquiry) int {
		return cmp.Or(-cmp.Compare(a.Gain, b.Gain), cmp.Compare(a.Claim, b.Claim))
	})
	out = out[:min(cfg.Claims, len(out))]
	p := newPlacement(base.model, cfg)
	for i := range out {
		p.fill(&out[i])
	}
	return out
}

// Whom tells of some claims, without an answer that hangs on them, where each could be
// found out: its text says only that.
func Whom(m *evidence.Model, claims []underpin.ClaimID, cfg AskConfig) []Inquiry {
	cfg = cfg.withDefaults()
	p := newPlacement(m, cfg)
	out := make([]Inquiry, len(claims))
	for k, id := range claims {
		out[k] = Inquiry{Claim: id}
		p.fill(&out[k])
		out[k].Text = out[k].whom()
	}
	return out
}

// asserted returns the worlds in which a claim holds on the first of the dates on which
// it holds in some: on that of the conclusion, or else, as a payment, on its own. Nil
// where nobody says so.
func (a *Answers) asserted(claim int) worldset.Set {
	for d := range a.sample.Dates {
		if row := a.sample.ClaimRow(d, claim); row.Any() {
			return row
		}
	}
	return nil
}

// Restated lists the claims that say the conclusion itself in other words, or a part of
// it, in the order of the case: wherever they hold, or wherever they fail, in enough
// worlds to tell, the answer is one and the same, and it is put about the two entities
// that they stand between; or it is put about who comes first, is about one of theirs,
// and is settled both ways. Finding out whether they are so is the task itself, and no
// step towards it: what is worth asking lies beneath them, in the record that would show
// it and with whoever could speak of their own knowledge.
func Restated(base *Answers, cfg AskConfig) []Inquiry {
	cfg = cfg.withDefaults()
	all := momentsOf(base.scores)
	if all.variance == 0 {
		return nil // nothing is open
	}
	var out []Inquiry
	p := newPlacement(base.model, cfg)
	for i, c := range base.model.Case().Claims {
		row := base.asserted(i)
		if row == nil {
			continue
		}
		holds, fails := momentsWithin(base.scores, row)
		if !base.restated(i, holds, fails) {
			continue
		}
		q := Inquiry{Claim: c.ID, Holds: holds.mean, Fails: fails.mean}
		q.Gain, q.SE = varianceReduction(all, holds, fails)
		q.Share = min(q.Gain/all.variance, 1)
		p.fill(&q)
		out = append(out, q)
	}
	return out
}

func (a *Answers) restated(claim int, holds, fails sampleMoments) bool {
	if !a.judge.Sees(claim) {
		return false
	}
	ifHolds, ifFails := holds.settled(), fails.settled()
	if a.judge.Between(claim) {
		return ifHolds || ifFails
	}
	return ifHolds && ifFails && holds.mean != fails.mean && a.judge.Names(claim, a.Summary.Who)
}

// settled reports whether all scores are one and the same, in enough worlds to tell.
func (g sampleMoments) settled() bool {
	return g.n >= leastCell && g.variance <= 1e-12*g.mean*g.mean
}

func momentsOf(scores []float64) sampleMoments {
	_, all := momentsWithin(scores, nil)
	return all
}

// varianceReduction returns the variance of the conditional mean of the score given a claim, and
// its standard error. With c the claim as 0 or 1, q its mean and y the score,
//
//	Var(E[y | c]) = Cov(c, y)^2 / (q (1 - q)),
//
// whose error is that of its influence function (the delta method; van der Vaart,
// Asymptotic Statistics, 1998, ch. 3 and 20): in each of the two groups a linear
// function of y, so that the moments of the groups suffice.
func varianceReduction(all, holds, fails sampleMoments) (value, se float64) {
	if holds.n == 0 || fails.n == 0 {
		return 0, 0
	}
	q := holds.n / all.n
	v := q * (1 - q)
	cov := v * (holds.mean - fails.mean)
	value = cov * cov / v
	// Influence: 2 cov/v ((c-q)(y-m) - cov) - (cov/v)^2 ((c-q)^2 - v).
	b := cov / v
	square := func(g sampleMoments, c float64) float64 {
		slope := 2 * b * (c - q)
		mean := slope*(g.mean-all.mean) - 2*b*cov - b*b*((c-q)*(c-q)-v)
		return mean*mean + slope*slope*g.variance
	}
	second := q*square(holds, 1) + (1-q)*square(fails, 0)
	return value, math.Sqrt(second / all.n)
}
