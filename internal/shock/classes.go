package shock

import (
	"context"
	"sync"

	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// A classTally counts over worlds what becomes of things, 64 worlds at a time.
type classTally struct {
	items  []itemTally
	vacant []int64 // by open seat
}

func (c *Comparison) newClassTally() *classTally {
	return &classTally{items: make([]itemTally, len(c.items)), vacant: make([]int64, len(c.open))}
}

// countClasses goes from word to word.
func (c *Comparison) countClasses(ctx context.Context, run snapshot.RunConfig, channels *channelTally) (*classTally, error) {
	var lock sync.Mutex
	var tallies []*classTally
	run.Progress = nil
	err := snapshot.Each(ctx, worldset.Words(c.Worlds()), run, func() func(int) {
		j, t := newClassifier(c), c.newClassTally()
		thinner := make([]uint64, len(c.items))
		lock.Lock()
		tallies = append(tallies, t)
		lock.Unlock()
		return func(word int) {
			c.thinner(channels, word, thinner)
			j.set(word)
			t.add(j, thinner)
		}
	})
	if err != nil {
		return nil, err
	}
	total := c.newClassTally()
	for _, t := range tallies {
		total.merge(t)
	}
	return total, nil
}

// thinner fills in by item in which worlds of a word the roots hold it by fewer channels after
// the losses.
func (c *Comparison) thinner(channels *channelTally, word int, by []uint64) {
	clear(by)
	for lane := range worldset.In(worldset.AllIn(c.Worlds(), word)) {
		world := worldset.Lanes*word + lane
		for i := range channels.thinner[c.Pattern(world)].Each() {
			by[i] |= worldset.Lane(world)
		}
	}
}

// add counts a word.
func (t *classTally) add(j *classifier, thinner []uint64) {
	c, all := j.c, j.ties.all()
	for i, entity := range c.items {
		// What no loss comes near is touched by a channel alone.
		if !c.affected[i] && thinner[i] == 0 && t.items[i].held {
			t.items[i].classes[untouched] += int64(worldset.Count(all))
			continue
		}
		t.items[i].add(j.find(entity, all, thinner[i]), all, j.ties.k)
	}
	for i := range c.open {
		t.vacant[i] += int64(worldset.Count(j.ties.vacatedSeat(&c.open[i])))
	}
}

func (t *classTally) merge(o *classTally) {
	for i := range t.items {
		t.items[i].merge(&o.items[i])
	}
	for i, n := range o.vacant {
		t.vacant[i] += n
	}
}
