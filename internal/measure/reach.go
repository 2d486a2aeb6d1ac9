package measure

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// ErrUnknownEntity says that an entity is not in the case. The error that wraps it
// names the nearest one.
var ErrUnknownEntity = errors.New("not in the case")

// A Reached is an entity that a root reaches.
type Reached struct {
	Entity underpin.EntityID `json:"entity"`
	// Command and Support are the shares of worlds in which the root reaches it,
	// in [0, 1].
	Command float64 `json:"command"`
	Support float64 `json:"support"`
	// Channels is the mean number of node-disjoint paths of command; a direct tie
	// is one.
	Channels float64 `json:"channels"`
}

// Reach returns what a root reaches in some world, by command first. Nothing
// reaches itself. It fails with [ErrUnknownEntity]; a root without ties reaches
// nothing.
func Reach(ctx context.Context, f *snapshot.Frame, root underpin.EntityID, run snapshot.RunConfig) ([]Reached, error) {
	from, err := Entity(f.Projection, root)
	if err != nil {
		return nil, err
	}
	var lock sync.Mutex
	var tallies []*ReachTally
	err = f.Each(ctx, run, func() func(int) {
		w, k, t := f.World(), new(Kernels), NewReachTally(f)
		lock.Lock()
		tallies = append(tallies, t)
		lock.Unlock()
		return func(pattern int) {
			w.Set(pattern, nil)
			t.Add(w, from, k.Connectivity)
		}
	})
	if err != nil {
		return nil, err
	}
	total := NewReachTally(f)
	for _, t := range tallies {
		total.Merge(t)
	}
	if err := total.Count(ctx, f.BitParallel(nil), from); err != nil {
		return nil, err
	}
	return total.Reached(), nil
}

// Entity returns the position of an entity. It fails with [ErrUnknownEntity].
func Entity(p *snapshot.Projection, id underpin.EntityID) (int32, error) {
	if e, ok := p.Entity(id); ok {
		return e, nil
	}
	known := make([]string, len(p.Case.Entities))
	for i := range known {
		known[i] = string(p.Case.Entities[i].ID)
	}
	if near, ok := underpin.Nearest(string(id), known); ok {
		return 0, fmt.Errorf("entity %q: %w (did you mean %s?)", id, ErrUnknownEntity, near)
	}
	return 0, fmt.Errorf("entity %q: %w", id, ErrUnknownEntity)
}

// A ReachTally counts, over worlds, what one root reaches: channels world by world
// ([ReachTally.Add]), the rest for all worlds at once ([ReachTally.Count]), without which
// there is nothing to tell. Counts are whole numbers, so that tallies may be merged in
// any order.
type ReachTally struct {
	f                          *snapshot.Frame
	command, support, channels []int64 // by entity
}

// NewReachTally returns an empty tally.
func NewReachTally(f *snapshot.Frame) *ReachTally {
	return &ReachTally{f: f, channels: make([]int64, len(f.Case.Entities))}
}

// Count counts in how many worlds a root reaches what, by command and by support, in
// all of them at once.
func (t *ReachTally) Count(ctx context.Context, look *snapshot.BitParallel, root int32) error {
	var err error
	if t.command, err = look.Counts(ctx, snapshot.Command, root); err != nil {
		return err
	}
	t.support, err = look.Counts(ctx, snapshot.Support, root)
	return err
}

// Add counts the channels of every world of the pattern that w is set to. connectivity counts
// the node-disjoint paths of command from a node of the world, as [Kernels.Connectivity] does.
func (t *ReachTally) Add(w *snapshot.World, root int32, connectivity func(w *snapshot.World, from int32) *network.LocalConnectivity) {
	from := w.Node(root)
	if from < 0 {
		return
	}
	times := int64(t.f.Count(w.Pattern()))
	paths := connectivity(w, from)
	for e := range t.channels {
		if to := w.Node(int32(e)); to >= 0 && to != from && paths.Reaches(to) {
			t.channels[e] += times * int64(paths.Count(to))
		}
	}
}

// Connectivity returns what counts the node-disjoint paths of command from a node of a
// world to all others. It is valid until the next call.
func (k *Kernels) Connectivity(w *snapshot.World, from int32) *network.LocalConnectivity {
	k.connectivity.Set(w.Graph(snapshot.Command), from)
	return &k.connectivity
}

// Channels counts the node-disjoint paths of command between two nodes of a world,
// of which the first reaches the second.
func (k *Kernels) Channels(w *snapshot.World, from, to int32) int {
	g := w.Graph(snapshot.Command)
	if g.Degree(from) == 1 || w.Superiors().Degree(to) == 1 {
		return 1
	}
	return k.paths.Count(g, from, to)
}

// Merge adds the channels of another tally of the same frame.
func (t *ReachTally) Merge(o *ReachTally) {
	for e, n := range o.channels {
		t.channels[e] += n
	}
}

// Of returns what was counted for an entity.
func (t *ReachTally) Of(entity int32) Reached {
	worlds := float64(max(t.f.Worlds(), 1))
	return Reached{
		Entity:   t.f.Case.Entities[entity].ID,
		Command:  float64(t.command[entity]) / worlds,
		Support:  float64(t.support[entity]) / worlds,
		Channels: float64(t.channels[entity]) / worlds,
	}
}

// Reached lists what was reached in some world, by command first.
func (t *ReachTally) Reached() []Reached {
	out := []Reached{}
	for e := range t.support {
		if t.support[e] > 0 && t.f.StandsFor(int32(e)) == int32(e) {
			out = append(out, t.Of(int32(e)))
		}
	}
	slices.SortFunc(out, func(a, b Reached) int {
		return cmp.Or(cmp.Compare(b.Command, a.Command), cmp.Compare(b.Support, a.Support),
			cmp.Compare(b.Channels, a.Channels), cmp.Compare(a.Entity, b.Entity))
	})
	return out
}
