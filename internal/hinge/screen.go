package hinge

import (
	"cmp"
	"context"
	"math"
	"slices"

	"underpin"
	"underpin/internal/evidence"
)

// How a premise was screened.
const (
	// Conditioned: the worlds in which the source is unsound against all.
	Conditioned = "conditioning"
	// TakenOut: taken out, in a part of the worlds.
	TakenOut = "taking out"
)

// A Screened is a premise and about how much the answer changes without it. It
// ranks; it is not the number.
type Screened struct {
	Ref
	// Delta is the change of the answer as one number, SE its sampling error.
	Delta float64 `json:"delta"`
	SE    float64 `json:"se"`
	// By says how: [Conditioned] or [TakenOut].
	By string `json:"by"`
	// Worlds is the number of worlds it is from.
	Worlds int `json:"worlds"`
}

// Taking out goes by stages: many premises in few worlds, of which the most
// promising go on to more.
const (
	firstPremises, firstWorlds   = 240, 128
	secondPremises, secondWorlds = 30, 512
	// effort bounds claims times worlds times premises of a stage, so that in a
	// large case fewer premises are taken out: those that conditioning ranks first.
	effort, leastPremises = 100_000_000, 20
)

// In how many worlds a premise must be absent to be screened by conditioning: a
// source, which is otherwise taken out; a claim, which only gets its turn by it, or
// a source in a large case.
const leastUnsound, leastFalse = 30, 2

// stagesOf returns how many premises go on to each stage, and in how many worlds.
func (r *search) stagesOf() [2]struct{ premises, worlds int } {
	var out [2]struct{ premises, worlds int }
	for i, s := range [2][2]int{{firstPremises, firstWorlds}, {secondPremises, secondWorlds}} {
		worlds := min(s[1], r.base.sample.Worlds)
		fits := effort / max(worlds*len(r.base.model.Case().Claims), 1)
		out[i].premises, out[i].worlds = min(s[0], max(fits, leastPremises)), worlds
	}
	return out
}

// screen ranks all premises.
func (r *search) screen(ctx context.Context) ([]Screened, error) {
	out, takeOut := r.sources()
	takeOut = append(takeOut, r.origins()...)
	takeOut = append(takeOut, r.claims()...)
	for _, stage := range r.stagesOf() {
		rank(takeOut)
		out = append(out, known(takeOut[min(stage.premises, len(takeOut)):])...)
		takeOut = takeOut[:min(stage.premises, len(takeOut))]
		if err := r.takeOut(ctx, takeOut, stage.worlds); err != nil {
			return nil, err
		}
	}
	out = append(out, takeOut...)
	rank(out)
	return out, nil
}

// sources screens the sources by conditioning. Those that are hardly ever unsound,
// or always, are to be taken out; and where the case is small enough to take
// everything out, all are: in a world in which a source is unsound, a claim that it
// alone affirms is open, while without it nobody says so and there is no such tie.
func (r *search) sources() (out, takeOut []Screened) {
	if !r.wants(Source) {
		return nil, nil
	}
	for i := range r.base.model.Case().Sources {
		s := &r.base.model.Case().Sources[i]
		if s.ID == r.author() || !r.bears(underpin.OriginID(s.ID)) {
			continue
		}
		ref := Ref{Source, string(s.ID)}
		row := r.base.sample.SourceRow(i)
		byWorlds, least := r.cfg.Conditioning || r.stagesOf()[0].premises < firstPremises, leastUnsound
		if byWorlds {
			least = leastFalse
		}
		c, ok := r.condition(ref, row, least)
		switch {
		case !ok && byWorlds && count(row) == 0:
			// It never speaks, and there is nothing to take out.
			out = append(out, Screened{Ref: ref, By: Conditioned, Worlds: r.base.sample.Worlds})
		case !ok:
			takeOut = append(takeOut, Screened{Ref: ref, Delta: math.Inf(1)})
		case byWorlds:
			out = append(out, c)
		default:
			takeOut = append(takeOut, c)
		}
	}
	return out, takeOut
}

// wants reports whether premises of a kind are screened.
func (r *search) wants(k Kind) bool { return len(r.cfg.Kinds) == 0 || slices.Contains(r.cfg.Kinds, k) }

// rank orders premises, the largest change first.
func rank(list []Screened) {
	slices.SortFunc(list, func(a, b Screened) int {
		return cmp.Or(-cmp.Compare(math.Abs(a.Delta), math.Abs(b.Delta)), a.Ref.compare(b.Ref))
	})
}

// known leaves out premises of which nothing is known yet.
func known(list []Screened) []Screened {
	return slices.DeleteFunc(slices.Clone(list), func(s Screened) bool { return math.IsInf(s.Delta, 0) })
}

// bears reports whether a source or origin bears on a claim that the conclusion
// looks at and that holds in some world.
func (r *search) bears(o underpin.OriginID) bool {
	return slices.ContainsFunc(r.base.model.Uses(o), r.matters)
}

func (r *search) matters(claim int) bool {
	if !r.base.judge.Sees(claim) {
		return false
	}
	for d := range r.base.sample.Dates {
		if count(r.base.sample.ClaimRow(d, claim)) > 0 {
			return true
		}
	}
	return false
}

// condition screens a premise by the worlds in which it is not so: its row has
// those in which it is. It declines where they are too few.
func (r *search) condition(ref Ref, row evidence.Row, least int) (Screened, bool) {
	n := r.base.sample.Worlds
	in := count(row)
	if n-in < least || in < 2 {
		return Screened{}, false
	}
	with, without := moments(r.base.scores, row)
	q := float64(n-in) / float64(n)
	// mean(y | not) - mean(y) = (1 - q)(mean(y | not) - mean(y | so)).
	s := Screened{Ref: ref, By: Conditioned, Worlds: n, Delta: (1 - q) * (without.mean - with.mean)}
	s.SE = (1 - q) * math.Sqrt(without.variance/without.n+with.variance/with.n)
	return s, true
}

// A group is how the score is spread over some worlds.
type group struct{ n, mean, variance float64 }

// moments returns how scores are spread over the worlds in a row and over the others.
func moments(scores []float64, row evidence.Row) (in, out group) {
	var n, sum, squares [2]float64
	for w, y := range scores {
		g := 0
		if row != nil && row.Has(w) {
			g = 1
		}
		n[g]++
		sum[g] += y
		squares[g] += y * y
	}
	spread := func(g int) group {
		if n[g] == 0 {
			return group{}
		}
		mean := sum[g] / n[g]
		return group{n[g], mean, max(squares[g]/n[g]-mean*mean, 0)}
	}
	return spread(1), spread(0)
}

// origins lists the locators that are not resolved, to be taken out. Their order is
// first that of how many claims they bear on.
func (r *search) origins() []Screened {
	var out []Screened
	for i := range r.base.model.Case().Origins {
		if !r.wants(Origin) {
			break
		}
		o := &r.base.model.Case().Origins[i]
		if o.Resolved == "" && r.bears(o.ID) {
			out = append(out, Screened{Ref: Ref{Origin, string(o.ID)}, Delta: math.Inf(1)})
		}
	}
	if len(out) <= r.stagesOf()[0].premises/2 {
		return out
	}
	for i := range out {
		// Too many to take out each: those of the most telling claims first.
		best := 0.0
		for _, c := range r.base.model.Uses(underpin.OriginID(out[i].ID)) {
			if s, ok := r.byClaim(c); ok {
				best = max(best, math.Abs(s.Delta))
			}
		}
		out[i].Delta, out[i].By, out[i].Worlds = best, Conditioned, r.base.sample.Worlds
	}
	return out
}

// claims lists the claims that the conclusion looks at, to be taken out; where they
// are very many, in the order of what conditioning makes of them.
func (r *search) claims() []Screened {
	var out []Screened
	c := r.base.model.Case()
	for i := range c.Claims {
		if r.wants(Claim) && r.matters(i) {
			out = append(out, Screened{Ref: Ref{Claim, string(c.Claims[i].ID)}, Delta: math.Inf(1)})
		}
	}
	if len(out) <= r.stagesOf()[0].premises/2 {
		return out
	}
	for k := range out {
		i, _ := r.base.model.Claim(underpin.ClaimID(out[k].ID))
		if s, ok := r.byClaim(i); ok {
			out[k] = s
		}
	}
	return out
}

// byClaim conditions on a claim not holding.
func (r *search) byClaim(i int) (Screened, bool) {
	ref := Ref{Claim, string(r.base.model.Case().Claims[i].ID)}
	if !r.base.judge.Sees(i) {
		return Screened{}, false
	}
	return r.condition(ref, r.base.sample.ClaimRow(0, i), leastFalse)
}

// takeOut takes every premise of the list out, in the first n worlds.
func (r *search) takeOut(ctx context.Context, list []Screened, n int) error {
	return r.each(ctx, len(list), func(i int) error {
		s, err := r.solve(ctx, list[i].Ref, n)
		if err != nil {
			return err
		}
		list[i].Delta, list[i].SE, list[i].By, list[i].Worlds = s.delta, s.se, TakenOut, n
		return nil
	})
}
