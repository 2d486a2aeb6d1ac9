package hinge

import (
	"context"
	"math"

	"underpin"
)

// Taking out goes by stages: many premises in few worlds, of which the most
// promising go on to more.
const (
	firstPremises, firstWorlds   = 240, 128
	secondPremises, secondWorlds = 30, 512
	// mostScreeningWork bounds premises times worlds of a stage, times what a world costs: one
	// for each claim, and one for each stepsPerClaim ties passed in answering.
	mostScreeningWork, stepsPerClaim = 100_000_000, 32
)

// A screeningStage says how many premises are taken out, in how many worlds.
type screeningStage struct{ premises, worlds int }

// stages plans the taking out by what it will cost. In a large case fewer premises
// are taken out, those that conditioning ranks first; but at first always as many as
// cost no more than answering the conclusion has cost already.
func (r *finder) stages() [2]screeningStage {
	all := r.base.sample.Worlds
	cost := float64(len(r.base.model.Case().Claims)) + r.steps/stepsPerClaim
	var out [2]screeningStage
	for i, s := range [2]screeningStage{{firstPremises, firstWorlds}, {secondPremises, secondWorlds}} {
		worlds := min(s.worlds, all)
		fits := int(mostScreeningWork / max(float64(worlds)*cost, 1))
		if i == 0 {
			fits = max(fits, all/worlds)
		}
		out[i] = screeningStage{min(s.premises, fits), worlds}
	}
	return out
}

// unscreened is a premise of which nothing is known yet. Those to be taken out first
// are given an endless change.
func unscreened(ref Ref, first bool) Screened {
	if first {
		return Screened{Ref: ref, Delta: math.Inf(1)}
	}
	return Screened{Ref: ref}
}

// origins lists the locators that are not resolved, to be taken out; where they are
// very many, those of the most telling claims first.
func (r *finder) origins() []Screened {
	var out []Screened
	known := r.base.model.Known()
	for i := range r.base.model.Case().Origins {
		if !r.wants(Origin) {
			break
		}
		o := &r.base.model.Case().Origins[i]
		if known.SourceOf(o.ID) == "" && r.bears(o.ID) {
			out = append(out, unscreened(Ref{Origin, string(o.ID)}, true))
		}
	}
	if len(out) <= r.stages()[0].premises/2 {
		return out
	}
	for i := range out {
		best := unscreened(out[i].Ref, false)
		for _, c := range r.base.model.Uses(underpin.OriginID(out[i].ID)) {
			if s, ok := r.byClaim(c); ok && (best.By == "" || s.size() > best.size()) {
				s.Ref = best.Ref
				best = s
			}
		}
		out[i] = best
	}
	return out
}

// claims lists the claims that the conclusion looks at, to be taken out; where they
// are very many, in the order of what conditioning makes of them.
func (r *finder) claims() []Screened {
	var out []Screened
	c := r.base.model.Case()
	for i := range c.Claims {
		if r.wants(Claim) && r.matters(i) {
			out = append(out, unscreened(Ref{Claim, string(c.Claims[i].ID)}, true))
		}
	}
	if len(out) <= r.stages()[0].premises/2 {
		return out
	}
	for k := range out {
		i, _ := r.base.model.Claim(underpin.ClaimID(out[k].ID))
		if s, ok := r.byClaim(i); ok {
			out[k] = s
		} else {
			out[k] = unscreened(out[k].Ref, false)
		}
	}
	return out
}

// byClaim conditions on a claim not holding.
func (r *finder) byClaim(i int) (Screened, bool) {
	ref := Ref{Claim, string(r.base.model.Case().Claims[i].ID)}
	if !r.base.judge.Sees(i) {
		return Screened{}, false
	}
	return r.condition(ref, r.base.sample.ClaimRow(0, i), leastFalse)
}

// takeOut takes every premise of the list out, in the first n worlds.
func (r *finder) takeOut(ctx context.Context, list []Screened, n int) error {
	return r.each(ctx, len(list), func(i int) error {
		a, err := r.without(ctx, list[i].Ref)
		if err != nil {
			return err
		}
		if err := r.extend(ctx, a, n); err != nil {
			return err
		}
		d := r.difference(a.in(n))
		list[i].Delta, list[i].SE, list[i].By, list[i].Worlds = d.mean, d.se(), TakenOut, n
		list[i].MayFlip = r.mayFlip(a.in(n))
		r.base.kept.put(list[i].Ref, a, math.Abs(d.mean))
		return nil
	})
}
