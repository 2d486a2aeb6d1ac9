package shock

import (
	"context"
	"errors"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/measure"
	"underpin/internal/snapshot"
)

// A Report is what the losses do, over all worlds.
type Report struct {
	// Lost and LostClaims are what the user named, Roots where reach is measured
	// from.
	Lost       []underpin.EntityID `json:"lost"`
	LostClaims []underpin.ClaimID  `json:"lost_claims,omitempty"`
	Roots      []underpin.EntityID `json:"roots"`
	Before     Side                `json:"before"`
	After      Side                `json:"after"`
	Distances  Distances           `json:"distances"`
	// Items come most affected first: by class, then by its share.
	Items []Item `json:"items"`
	Posts []Post `json:"posts"`
	Rifts Rifts  `json:"rifts"`
}

// A RootReach is what one root reaches.
type RootReach struct {
	Root    underpin.EntityID `json:"root"`
	Reached []measure.Reached `json:"reached"`
}

// A reportTally is what one worker has counted.
type reportTally struct {
	items         []itemTally
	before, after []*measure.ReachTally // by root
	vacant        []int64               // by open seat
	vanish        []int64               // by dividing tie
	stay          int64
}

func (c *Comparison) newTally() *reportTally {
	t := &reportTally{items: make([]itemTally, len(c.items)), vacant: make([]int64, len(c.open)), vanish: make([]int64, len(c.dividing))}
	for range c.roots {
		t.before = append(t.before, measure.NewReachTally(c.frame))
		t.after = append(t.after, measure.NewReachTally(c.frame))
	}
	return t
}

// Report sums the comparison up. It is the same to the bit for any number of
// workers, and returns the context's error where it was cancelled.
func (c *Comparison) Report(ctx context.Context, run snapshot.RunConfig) (*Report, error) {
	values := c.newSideTable()
	var lock sync.Mutex
	var tallies []*reportTally
	err := c.frame.Each(ctx, run, func() func(int) {
		s, t := c.newStates(), c.newTally()
		lock.Lock()
		tallies = append(tallies, t)
		lock.Unlock()
		return func(pattern int) {
			s.set(pattern)
			values.add(s, pattern)
			c.count(t, s, pattern)
		}
	})
	if err != nil {
		return nil, err
	}
	total := c.newTally()
	for _, t := range tallies {
		total.merge(t)
	}
	return c.report(ctx, run, total, values)
}

// count adds a pattern to a tally.
func (c *Comparison) count(t *reportTally, s *states, pattern int) {
	times := int64(c.frame.Count(pattern))
	for i, entity := range c.items {
		if !s.after.w.Gone(entity) {
			t.items[i].add(s.after.classifier.findIfAffected(entity, c.affected[i] && s.standing.near(entity), t.items[i].held), pattern, times)
			continue
		}
		t.items[i].classes[len(Classes)-1] += times
	}
	for i, root := range c.roots {
		t.before[i].Add(s.before.w, root, s.before.connectivityFrom)
		t.after[i].Add(s.after.w, root, s.after.connectivityFrom)
	}
	for i := range c.open {
		if c.vacated(s, &c.open[i]) {
			t.vacant[i] += times
		}
	}
	c.countRifts(t, s, pattern)
}

func (t *reportTally) merge(o *reportTally) {
	for i := range t.items {
		t.items[i].merge(&o.items[i])
	}
	for i := range t.before {
		t.before[i].Merge(o.before[i])
		t.after[i].Merge(o.after[i])
	}
	for i, n := range o.vacant {
		t.vacant[i] += n
	}
	for i, n := range o.vanish {
		t.vanish[i] += n
	}
	t.stay += o.stay
}

// report puts the sums together.
func (c *Comparison) report(ctx context.Context, run snapshot.RunConfig, t *reportTally, values *sideTable) (*Report, error) {
	r := &Report{
		Lost: append([]underpin.EntityID{}, c.cfg.Entities...), LostClaims: slices.Clone(c.cfg.Claims),
		Roots: []underpin.EntityID{}, Items: []Item{},
		Before: values.side(values.before), After: values.side(values.after), Distances: values.distances(),
		Posts: c.posts(t.vacant), Rifts: c.rifts(t),
	}
	earlier, later := c.BitParallel()
	held, err := c.countFromRoots(ctx, earlier, later)
	if err != nil {
		return nil, err
	}
	for i, root := range c.roots {
		if err := errors.Join(t.before[i].Count(ctx, earlier, root), t.after[i].Count(ctx, later, root)); err != nil {
			return nil, err
		}
		id := c.frame.Case.Entities[root].ID
		r.Roots = append(r.Roots, id)
		r.Before.Reach = append(r.Before.Reach, RootReach{id, t.before[i].Reached()})
		r.After.Reach = append(r.After.Reach, RootReach{id, t.after[i].Reached()})
	}
	reasons, err := c.reasons(ctx, run, t.items)
	if err != nil {
		return nil, err
	}
	for i, entity := range c.items {
		if t.items[i].held {
			r.Items = append(r.Items, c.item(entity, &t.items[i], held, reasons[i]))
		}
	}
	// What is listed as left vacant in some worlds is not listed as untouched as well,
	// though it may be that in more: those in which nobody held it.
	r.Items = slices.DeleteFunc(r.Items, func(it Item) bool {
		return it.Class == Untouched && slices.ContainsFunc(r.Posts, func(p Post) bool { return p.Entity == it.Entity })
	})
	sortItems(r.Items)
	return r, nil
}
