package conclusion

import (
	"context"
	"encoding/binary"
	"fmt"
	"slices"

	"underpin"
	"underpin/internal/evidence"
	"underpin/internal/shock"
	"underpin/internal/snapshot"
)

// A dateView is what a conclusion looks at on one date: the network before and after
// losses.
type dateView struct {
	frame *snapshot.Frame
	cfg   shock.Config
	// without: of a moment, the network after its losses is asked.
	without bool
}

// sights lists what the conclusion looks at in the worlds of a part: before and after
// the losses first, then its moments in their order.
func (j *Judge) sights(s *evidence.Sample, p *worldSubset) ([]dateView, error) {
	frames := map[int]*snapshot.Frame{}
	at := func(date int, lost []underpin.EntityID, claims []underpin.ClaimID) dateView {
		if frames[date] == nil {
			if j.c.onDemand() {
				frames[date] = j.p.OnDemand(p, date, len(p.index), p.only, j.c.needs.readings()...)
			} else {
				frames[date] = j.p.On(p, date, len(p.index))
			}
		}
		standing := func(claim int) float64 { return share(s, date, claim) }
		return dateView{frames[date], shock.Config{
			Entities: lost, Claims: claims, Roots: []underpin.EntityID{}, Standing: standing, On: s.Dates[date], Pool: &j.pool,
		}, len(lost)+len(claims) > 0}
	}
	base := at(0, nil, nil)
	if j.c.needs.After { // what is lost is of no matter to before
		base = at(0, j.cfg.Entities, j.cfg.Claims)
	}
	out := []dateView{base}
	for _, m := range j.c.moments.list {
		date := slices.Index(s.Dates, m.On)
		if date < 0 {
			return nil, fmt.Errorf("the worlds are not decided on %s, which the conclusion asks about", m.On)
		}
		out = append(out, at(date, m.Entities, m.Claims))
	}
	return out, nil
}

// compare prepares the comparison of before and after. Strict as in [lose].
func (at dateView) compare(strict bool) (c *shock.Comparison, err error) {
	err = lose(at.cfg, strict, func(cfg shock.Config) (err error) {
		c, err = shock.Compare(at.frame, cfg)
		return err
	})
	return c, err
}

// across answers in the first n worlds where several networks are looked at at once, or
// payments beside one. Worlds in which all of them are the same are answered once.
func (j *Judge) across(ctx context.Context, sights []dateView, paid *tally, n int, strict bool, run snapshot.RunConfig) ([]Value, error) {
	comparisons := make([]*shock.Comparison, len(sights))
	for i, at := range sights {
		var err error
		if comparisons[i], err = at.compare(strict); err != nil {
			return nil, err
		}
	}
	which, first := distinct(sights, paid, n)
	values, faults := make([]Value, len(first)), make([]error, len(first))
	take, back := j.pool.Borrow()
	defer back()
	err := snapshot.Each(ctx, len(first), run, func() func(int) {
		cursors := make([]*shock.Cursor, len(comparisons))
		for i, c := range comparisons {
			cursors[i] = c.Cursor(take())
		}
		return func(k int) { values[k], faults[k] = j.in(sights, paid, cursors, first[k]) }
	})
	if err := firstFault(err, faults); err != nil {
		return nil, err
	}
	return byWorld(n, values, func(world int) int { return which[world] }), nil
}

// in answers in one world.
func (j *Judge) in(sights []dateView, paid *tally, cursors []*shock.Cursor, world int) (Value, error) {
	before, after := cursors[0].To(sights[0].frame.Pattern(world))
	states := []State{before, after}
	asked := []*shock.State{before, after}
	for i := range sights[1:] {
		whole, without := cursors[i+1].To(sights[i+1].frame.Pattern(world))
		if sights[i+1].without {
			states = append(states, without)
		} else {
			states = append(states, whole)
		}
		asked = append(asked, whole, without)
	}
	paid.keep(world, states)
	v, err := j.c.Eval(states[0], states[1], states[2:]...)
	v.Sampled = slices.ContainsFunc(asked, (*shock.State).Sampled)
	return v, err
}

// distinct parts the first n worlds by what is seen in them, and returns to which part
// each belongs and the first world of every part.
func distinct(sights []dateView, paid *tally, n int) (which, first []int) {
	parts := map[string]int{}
	var key []byte
	for world := range n {
		key = key[:0]
		for _, at := range sights {
			key = binary.AppendUvarint(key, uint64(at.frame.Pattern(world)))
		}
		key = paid.appendTo(key, world)
		k, known := parts[string(key)]
		if !known {
			k = len(first)
			parts[string(key)] = k
			first = append(first, world)
		}
		which = append(which, k)
	}
	return which, first
}
