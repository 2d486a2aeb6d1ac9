package shock

import (
	"context"
	"errors"
	"slices"

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

// Report sums the comparison up. It is the same to the bit for any number of
// workers, and returns the context's error where it was cancelled.
func (c *Comparison) Report(ctx context.Context, run snapshot.RunConfig) (*Report, error) {
	values := c.newSideTable()
	channels, err := c.countChannels(ctx, run, values)
	if err != nil {
		return nil, err
	}
	classes, err := c.countClasses(ctx, run, channels)
	if err != nil {
		return nil, err
	}
	return c.report(ctx, run, channels, classes, values)
}

// report puts the sums together.
func (c *Comparison) report(ctx context.Context, run snapshot.RunConfig, t *channelTally, of *classTally, values *sideTable) (*Report, error) {
	r := &Report{
		Lost: append([]underpin.EntityID{}, c.cfg.Entities...), LostClaims: slices.Clone(c.cfg.Claims),
		Roots: []underpin.EntityID{}, Items: []Item{},
		Before: values.side(values.before), After: values.side(values.after), Distances: values.distances(),
		Posts: c.posts(of.vacant), Rifts: c.rifts(),
	}
	earlier, later := c.BitParallel()
	held, err := c.countFromRoots(ctx, earlier, later)
	if err != nil {
		return nil, err
	}
	for i, root := range c.roots {
		if err := errors.Join(t.reached[i].Count(ctx, earlier, root), t.remain[i].Count(ctx, later, root)); err != nil {
			return nil, err
		}
		id := c.frame.Case.Entities[root].ID
		r.Roots = append(r.Roots, id)
		r.Before.Reach = append(r.Before.Reach, RootReach{id, t.reached[i].Reached()})
		r.After.Reach = append(r.After.Reach, RootReach{id, t.remain[i].Reached()})
	}
	reasons, err := c.reasons(ctx, run, of.items, t)
	if err != nil {
		return nil, err
	}
	for i, entity := range c.items {
		if of.items[i].held {
			it := c.item(entity, &of.items[i], held, reasons[i])
			it.ChannelsBefore, it.ChannelsAfter = float64(t.before[i])/float64(c.Worlds()), float64(t.after[i])/float64(c.Worlds())
			r.Items = append(r.Items, it)
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
