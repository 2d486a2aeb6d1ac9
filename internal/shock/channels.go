package shock

import (
	"context"
	"sync"

	"underpin/internal/measure"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// A channelTally counts over worlds what needs the networks of each: how the roots hold
// things, and what each root reaches.
type channelTally struct {
	before, after   []int64               // by item: channels from the roots, taken as one
	reached, remain []*measure.ReachTally // by root, before and after
	// thinner are by pattern the items that the roots hold by fewer channels after the losses.
	thinner []worldset.Set
}

func (c *Comparison) newChannelTally(thinner []worldset.Set) *channelTally {
	t := &channelTally{before: make([]int64, len(c.items)), after: make([]int64, len(c.items)), thinner: thinner}
	for range c.roots {
		t.reached = append(t.reached, measure.NewReachTally(c.frame))
		t.remain = append(t.remain, measure.NewReachTally(c.frame))
	}
	return t
}

// countChannels goes from world to world, and fills in the values of both sides on the way.
func (c *Comparison) countChannels(ctx context.Context, run snapshot.RunConfig, values *sideTable) (*channelTally, error) {
	var lock sync.Mutex
	var tallies []*channelTally
	thinner := make([]worldset.Set, c.Patterns())
	err := c.frame.Each(ctx, run, func() func(int) {
		s, t := c.newStates(), c.newChannelTally(thinner)
		lock.Lock()
		tallies = append(tallies, t)
		lock.Unlock()
		return func(pattern int) {
			s.set(pattern)
			values.add(s, pattern)
			t.add(s, pattern)
		}
	})
	if err != nil {
		return nil, err
	}
	total := c.newChannelTally(thinner)
	for _, t := range tallies {
		total.merge(t)
	}
	return total, nil
}

// add counts a pattern.
func (t *channelTally) add(s *states, pattern int) {
	c := s.before.c
	times := int64(c.frame.Count(pattern))
	for i, entity := range c.items {
		if s.after.w.Gone(entity) {
			continue
		}
		before, after := s.before.fromRoots(entity), s.after.fromRoots(entity)
		t.before[i] += times * int64(before)
		if t.after[i] += times * int64(after); after < before {
			if t.thinner[pattern] == nil {
				t.thinner[pattern] = worldset.New(len(c.items))
			}
			t.thinner[pattern].Add(i)
		}
	}
	for i, root := range c.roots {
		t.reached[i].Add(s.before.w, root, s.before.connectivityFrom)
		t.remain[i].Add(s.after.w, root, s.after.connectivityFrom)
	}
}

func (t *channelTally) merge(o *channelTally) {
	for i := range t.before {
		t.before[i] += o.before[i]
		t.after[i] += o.after[i]
	}
	for i := range t.reached {
		t.reached[i].Merge(o.reached[i])
		t.remain[i].Merge(o.remain[i])
	}
}

// thins reports whether the roots hold an item by fewer channels after the losses.
func (t *channelTally) thins(pattern, item int) bool { return t.thinner[pattern].Has(item) }
