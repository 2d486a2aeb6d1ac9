package shock

import (
	"cmp"
	"context"
	"slices"

	"underpin"
	"underpin/internal/snapshot"
	"underpin/internal/worldset"
)

// An Item is an asset, an office or a body that has a holder before the losses in
// some world, and what they do to it.
type Item struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Class is the most frequent class over the worlds, PClass its share, and
	// Classes the share of each that occurs. In a world in which nobody holds the
	// thing to begin with it is untouched.
	Class   Class             `json:"class"`
	PClass  float64           `json:"p_class"`
	Classes map[Class]float64 `json:"classes"`
	// How the roots hold it, taken as one: the share of worlds in which they reach
	// it by command and by support, and the mean number of node-disjoint channels.
	CommandBefore  float64 `json:"command_before"`
	CommandAfter   float64 `json:"command_after"`
	SupportBefore  float64 `json:"support_before"`
	SupportAfter   float64 `json:"support_after"`
	ChannelsBefore float64 `json:"channels_before"`
	ChannelsAfter  float64 `json:"channels_after"`
	// Reason is nil for what is untouched.
	Reason *Reason `json:"reason,omitempty"`
}

// classCount is the length of [Classes], untouched the place of the last.
const (
	classCount = 6
	untouched  = classCount - 1
)

// An itemTally counts over worlds what happens to one item. All counts are whole.
type itemTally struct {
	held    bool
	classes [classCount]int64
	reasons [classCount]map[string]reasonCount
}

// A reasonCount is how often a reason occurs, and in which world first.
type reasonCount struct {
	worlds int64
	world  int
}

// add counts a finding in some worlds of a word.
func (t *itemTally) add(f *aftermath, worlds uint64, word int) {
	t.held = t.held || f.held != 0
	t.classes[untouched] += int64(worldset.Count(worlds &^ f.touched))
	f.each(func(x *classified) {
		class, n := slices.Index(Classes, x.class), int64(worldset.Count(x.worlds))
		t.classes[class] += n
		t.note(class, x.signature(), reasonCount{n, worldset.FirstIn(x.worlds, word)})
	})
}

func (t *itemTally) note(class int, signature string, c reasonCount) {
	if t.reasons[class] == nil {
		t.reasons[class] = map[string]reasonCount{}
	}
	known, ok := t.reasons[class][signature]
	if !ok {
		known.world = c.world
	}
	t.reasons[class][signature] = reasonCount{known.worlds + c.worlds, min(known.world, c.world)}
}

// merge adds the counts of another worker.
func (t *itemTally) merge(o *itemTally) {
	t.held = t.held || o.held
	for i := range t.classes {
		t.classes[i] += o.classes[i]
		for signature, c := range o.reasons[i] {
			t.note(i, signature, c)
		}
	}
}

// commonest returns the most frequent class, by its place; of equals the first.
func (t *itemTally) commonest() int {
	best := 0
	for i, n := range t.classes {
		if n > t.classes[best] {
			best = i
		}
	}
	return best
}

// rootCounts are by entity in how many worlds the roots, taken as one, reach it.
type rootCounts struct {
	commandBefore, commandAfter []int64
	supportBefore, supportAfter []int64
}

// countFromRoots counts in all worlds at once what the roots reach.
func (c *Comparison) countFromRoots(ctx context.Context, before, after *snapshot.BitParallel) (*rootCounts, error) {
	var err error
	count := func(look *snapshot.BitParallel, r snapshot.Reading) []int64 {
		counts, failed := look.CountsTogether(ctx, r, c.roots)
		err = cmp.Or(err, failed)
		return counts
	}
	r := &rootCounts{
		count(before, snapshot.Command), count(after, snapshot.Command),
		count(before, snapshot.Support), count(after, snapshot.Support),
	}
	return r, err
}

// item sums up one entity.
func (c *Comparison) item(entity int32, t *itemTally, held *rootCounts, why *Reason) Item {
	share := func(n int64) float64 { return float64(n) / float64(c.Worlds()) }
	class := t.commonest()
	id := c.frame.Case.Entities[entity].ID
	out := Item{
		Entity: id, Name: c.frame.Index.NameOf(id), Class: Classes[class], PClass: share(t.classes[class]), Classes: map[Class]float64{}, Reason: why,
		CommandBefore: share(held.commandBefore[entity]), CommandAfter: share(held.commandAfter[entity]),
		SupportBefore: share(held.supportBefore[entity]), SupportAfter: share(held.supportAfter[entity]),
	}
	for i, n := range t.classes {
		if n > 0 {
			out.Classes[Classes[i]] = share(n)
		}
	}
	return out
}

// commonReason returns the most frequent reason for the most frequent class; of
// equals the one that occurs first.
func (t *itemTally) commonReason() reasonCount {
	best := reasonCount{}
	for _, r := range t.reasons[t.commonest()] {
		if r.worlds > best.worlds || r.worlds == best.worlds && r.world < best.world {
			best = r
		}
	}
	return best
}

// reasons puts the commonest reason of each item in words, as it is in the first
// world in which it occurs.
func (c *Comparison) reasons(ctx context.Context, run snapshot.RunConfig, items []itemTally, channels *channelTally) ([]*Reason, error) {
	out := make([]*Reason, len(items))
	first := make([][]int, worldset.Words(c.Worlds())) // by word: the items whose reason it shows
	for i := range items {
		if best := items[i].commonReason(); best.worlds > 0 {
			word, _ := worldset.At(best.world)
			first[word] = append(first[word], i)
		}
	}
	run.Progress = nil
	return out, snapshot.Each(ctx, len(first), run, func() func(int) {
		j := newClassifier(c)
		return func(word int) {
			if len(first[word]) > 0 {
				j.set(word)
			}
			for _, i := range first[word] {
				best, thinner := items[i].commonReason(), uint64(0)
				if channels.thins(c.Pattern(best.world), i) {
					thinner = worldset.Lane(best.world)
				}
				j.find(c.items[i], worldset.Lane(best.world), thinner).each(func(x *classified) {
					out[i] = j.reason(x, c.items[i])
					out[i].P = float64(best.worlds) / float64(c.Worlds())
				})
			}
		}
	})
}

// sortItems puts what is most affected first.
func sortItems(items []Item) {
	slices.SortFunc(items, func(a, b Item) int {
		return cmp.Or(cmp.Compare(slices.Index(Classes, a.Class), slices.Index(Classes, b.Class)),
			cmp.Compare(b.PClass, a.PClass), cmp.Compare(a.Entity, b.Entity))
	})
}
