package conclusion

import (
	"context"
	"errors"
	"slices"
	"sync/atomic"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/measure"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// JudgeConfig names the losses that part before from after, and who hears how far
// the work is.
type JudgeConfig struct {
	// Entities and Claims are lost; none at all is allowed.
	Entities []underpin.EntityID
	Claims   []underpin.ClaimID
	// Progress as in [snapshot.RunConfig], while all worlds are answered.
	Progress func(done, total int)
}

// A Judge answers a conclusion in the worlds of samples of one case: before and after
// are those of their first date. The samples have the dates of [Expression.Dates]. It
// is safe for concurrent use.
type Judge struct {
	c    *Expression
	p    *snapshot.Projection
	cfg  JudgeConfig
	sees []bool // by claim
	// Samples of one case differ by a few claims: what was measured in one serves
	// the next.
	pool measure.KernelPool
	// counter is of the last sample that was answered in all worlds.
	counter atomic.Pointer[snapshot.ComponentCounter]
}

// NewJudge prepares a conclusion for the worlds of a case.
func NewJudge(c *Expression, p *snapshot.Projection, cfg JudgeConfig) *Judge {
	j := &Judge{c: c, p: p, cfg: cfg, sees: make([]bool, len(p.Case.Claims))}
	for i := range p.Ties {
		j.sees[p.Ties[i].Claim] = c.needs.Sees(&p.Ties[i])
	}
	x := p.Case.Index()
	for i := range p.Case.Claims { // who is one, and who lives, moves the ties of others
		if r := x.Relations[p.Case.Claims[i].Relation]; r != nil && (r.Class.Traits().Identity || r.Bound != "") {
			j.sees[i] = true
		}
	}
	for i := range c.sums {
		for k := range c.sums[i].payments {
			j.sees[c.sums[i].payments[k].claim] = true
		}
	}
	return j
}

// Kind says what sort of answer the conclusion has.
func (j *Judge) Kind() AnswerKind { return j.c.kind }

// Sees reports whether the conclusion looks at a claim, by position: at its tie or at what
// it says was paid, or whether the claim says who is one, or when somebody begins or ends.
func (j *Judge) Sees(claim int) bool { return j.sees[claim] }

// Between reports whether a claim, by position, stands between two entities that the
// conclusion puts a question about, in the same direction.
func (j *Judge) Between(claim int) bool {
	c := &j.p.Case.Claims[claim]
	return slices.Contains(j.c.pairs, [2]underpin.EntityID{c.Subject, c.Object})
}

// Untied returns an entity that the conclusion puts a question about, with another, of
// which no claim that stands forms a tie that it looks at: then its answer is fixed by
// that alone. It is empty where all have ties, and where it asks about no two, or about
// what was paid up to a day.
func (j *Judge) Untied(stands func(claim int) bool) underpin.EntityID {
	if len(j.c.pairs) == 0 || len(j.c.sums) > 0 {
		return ""
	}
	one := underpin.Ones{} // who may be one is tied by the ties of either
	for _, p := range j.p.Case.Index().Pairs() {
		one.Join(p.A, p.B)
	}
	tied := map[underpin.EntityID]bool{}
	for i := range j.p.Ties {
		if t := j.p.Ties[i].Claim; j.sees[t] && stands(t) {
			c := &j.p.Case.Claims[t]
			tied[one.Of(c.Subject)], tied[one.Of(c.Object)] = true, true
		}
	}
	for _, pair := range j.c.pairs {
		for _, e := range pair {
			if !tied[one.Of(e)] {
				return e
			}
		}
	}
	return ""
}

// Names reports whether a claim, by position, has an end that the conclusion compares
// with who comes first; or that is first, the answer of a conclusion that asks who.
func (j *Judge) Names(claim int, first underpin.EntityID) bool {
	c := &j.p.Case.Claims[claim]
	for _, e := range []underpin.EntityID{c.Subject, c.Object} {
		if e != "" && (e == first || slices.Contains(j.c.compared, e)) {
			return true
		}
	}
	return false
}

// Steps is about how many ties are passed in answering one world: each that the
// conclusion sees once, or once from every node where it asks for distances.
func (j *Judge) Steps() float64 {
	nodes, ties := map[int32]bool{}, 0
	for i := range j.p.Ties {
		if t := &j.p.Ties[i]; j.sees[t.Claim] {
			nodes[t.Subject], nodes[t.Object] = true, true
			ties++
		}
	}
	ties *= 1 + len(j.c.moments.list)
	if j.c.needs.Distances {
		return float64(ties) * float64(len(nodes))
	}
	return float64(ties)
}

// Answer answers the conclusion in the worlds of a row; nil stands for all, and
// then a loss of what is not there on the date is an error. In part of the worlds
// such a loss changes nothing: a what-if on the evidence may have taken the lost
// away already. The values of other worlds are zero. Worlds in which the same ties
// hold are answered once.
func (j *Judge) Answer(ctx context.Context, s *evidence.Sample, worlds worldset.Set, workers int) ([]Value, error) {
	if values, ok, err := j.recount(ctx, s, worlds); ok || err != nil {
		return values, err
	}
	part := j.part(s, worlds)
	sights, err := j.sights(s, part)
	if err != nil {
		return nil, err
	}
	paid, err := j.tally(s, part, sights[0].frame)
	if err != nil {
		return nil, err
	}
	strict, run := worlds == nil, snapshot.RunConfig{Workers: workers}
	if strict {
		run.Progress = j.cfg.Progress
	}
	var values []Value
	switch {
	case j.c.bitParallel:
		values, err = j.bitParallel(ctx, sights, paid, part, strict, run)
	case len(sights) == 1 && paid == nil:
		values, err = j.apart(ctx, sights[0], part.asked, strict, run)
	default:
		values, err = j.across(ctx, sights, paid, part.asked, strict, run)
	}
	out := make([]Value, s.Worlds)
	for k, value := range values {
		out[part.index[k]] = value
	}
	return out, err
}

// apart answers in the first n worlds of a frame, each distinct one by itself.
func (j *Judge) apart(ctx context.Context, at dateView, n int, strict bool, run snapshot.RunConfig) ([]Value, error) {
	losses, err := at.compare(strict)
	if err != nil {
		return nil, err
	}
	wanted := make([]bool, at.frame.Patterns())
	for k := range n {
		wanted[at.frame.Pattern(k)] = true
	}
	values, faults := make([]Value, len(wanted)), make([]error, len(wanted))
	err = losses.Each(ctx, run, func() func(int, *shock.State, *shock.State) {
		return func(k int, before, after *shock.State) {
			if wanted[k] {
				values[k], faults[k] = j.c.Eval(before, after)
				values[k].Sampled = before.Sampled() || after.Sampled()
			}
		}
	})
	if err := firstFault(err, faults); err != nil {
		return nil, err
	}
	return byWorld(n, values, at.frame.Pattern), nil
}

// firstFault is the error of a computation, else the first of its worlds.
func firstFault(err error, faults []error) error {
	for _, fault := range faults {
		if err == nil {
			err = fault
		}
	}
	return err
}

// byWorld spreads the values of distinct worlds over the first n worlds.
func byWorld(n int, values []Value, which func(world int) int) []Value {
	out := make([]Value, n)
	for k := range out {
		out[k] = values[which(k)]
	}
	return out
}

// lose calls try with the losses. Unless strict, what is not there is not lost.
func lose(cfg shock.Config, strict bool, try func(shock.Config) error) error {
	for {
		var gone *shock.Error
		err := try(cfg)
		if err == nil || strict || !errors.Is(err, shock.ErrNotThere) || !errors.As(err, &gone) {
			return err
		}
		cfg.Entities = without(cfg.Entities, underpin.EntityID(gone.Subject))
		cfg.Claims = without(cfg.Claims, underpin.ClaimID(gone.Subject))
	}
}

func without[T comparable](list []T, x T) []T {
	out := make([]T, 0, len(list))
	for _, y := range list {
		if y != x {
			out = append(out, y)
		}
	}
	return out
}

// share returns the share of the worlds in which a claim holds on a date.
func share(s *evidence.Sample, date, claim int) float64 {
	return float64(s.ClaimRow(date, claim).Count()) / float64(s.Worlds)
}

// Everywhere reports whether what differs between two samples bears on worlds in
// which no claim differs. The networks of all worlds have one set of entities, those
// with a tie in some world.
func (j *Judge) Everywhere(a, b *evidence.Sample) bool {
	n := j.c.needs
	if !n.Binding && !n.Posts && !n.Losses {
		return false
	}
	for date := range a.Dates {
		if n.Binding && j.livesDiffer(date, a, b) || j.everywhereOn(date, a, b) {
			return true
		}
	}
	return false
}

// livesDiffer reports whether an entity has ended, or not yet begun, in other worlds: it
// may be an isolate in both, and a component in one of them alone.
func (j *Judge) livesDiffer(date int, a, b *evidence.Sample) bool {
	for e := range j.p.Case.Entities {
		if !slices.Equal(a.DeadRow(date, e), b.DeadRow(date, e)) {
			return true
		}
	}
	return false
}

// everywhereOn is Everywhere for one date.
func (j *Judge) everywhereOn(date int, a, b *evidence.Sample) bool {
	ends := false
	for i := range j.p.Ties {
		t := &j.p.Ties[i]
		if !t.Binding || a.ClaimRow(date, t.Claim).Is(b.ClaimRow(date, t.Claim)) {
			continue
		}
		x, y := share(a, date, t.Claim), share(b, date, t.Claim)
		ends = ends || (x == 0) != (y == 0)
	}
	if !ends {
		return false
	}
	inA, inB := j.nodes(date, a), j.nodes(date, b)
	for e := range inA {
		if inA[e] != inB[e] {
			return true
		}
	}
	return false
}

// nodes returns which entities have a binding tie in some world on a date.
func (j *Judge) nodes(date int, s *evidence.Sample) []bool {
	in := make([]bool, len(j.p.Case.Entities))
	for i := range j.p.Ties {
		if t := &j.p.Ties[i]; t.Binding && s.ClaimRow(date, t.Claim).Any() {
			in[t.Subject], in[t.Object] = true, true
		}
	}
	return in
}
