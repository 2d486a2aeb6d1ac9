package measure

import (
	"cmp"
	"context"
	"math"
	"slices"
	"sync"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// A Broker is an entity with the pairs of others that it stands between: both are
// tied to it and not to each other (Gould and Fernandez 1989). Pairs count once, in
// the binding network, by where the two stand to the broker's community.
type Broker struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Distribution is of all pairs, over the worlds.
	Distribution
	// The means of the roles, which add up to the mean of all pairs.
	//
	// Coordinator: all three in one community. Itinerant: the two in one, the broker
	// in another. Gatekeeper: one of the two in the broker's own. Liaison: three
	// communities.
	Coordinator float64 `json:"coordinator"`
	Itinerant   float64 `json:"itinerant"`
	Gatekeeper  float64 `json:"gatekeeper"`
	Liaison     float64 `json:"liaison"`
}

// nanoseconds for each tie and its ties.
const brokerCost = 40

// Brokers returns the first brokers of a frame by the mean of their pairs, persons and
// bodies alone, and the number of worlds it was computed in: all, or, where that is
// costly and all are not asked for, the first.
func Brokers(ctx context.Context, f *snapshot.Frame, c *Communities, first int, all bool, run snapshot.RunConfig) ([]Broker, int, error) {
	_, ties := typical(f, snapshot.Binding)
	b := brokerageCount{worldPrefix: prefixOf(f, brokerCost*max(ties, 1), all), who: candidates(f, ""), group: c.label}
	if err := b.count(ctx, run); err != nil {
		return nil, 0, err
	}
	order := make([]int, len(b.who))
	for i := range order {
		order[i] = i
	}
	id := func(i int) underpin.EntityID { return f.Case.Entities[b.who[i]].ID }
	slices.SortFunc(order, func(i, j int) int {
		return cmp.Or(cmp.Compare(b.sums[j].Total(), b.sums[i].Total()), cmp.Compare(id(i), id(j)))
	})
	out := []Broker{}
	for _, i := range order[:min(first, len(order))] {
		if b.sums[i].Total() > 0 {
			out = append(out, b.broker(i, id(i)))
		}
	}
	return out, b.worlds, nil
}

// A brokerageCount is the count of who stands between whom in the first worlds.
type brokerageCount struct {
	worldPrefix
	who    []int32 // candidates
	group  []int32 // by entity
	sums   []network.Brokerage
	totals [][]int32 // by pattern, then candidate
}

// count goes through the worlds. The sums are whole numbers, so that their order does
// not matter.
func (b *brokerageCount) count(ctx context.Context, run snapshot.RunConfig) error {
	worlds := make([]int64, b.patterns)
	for world := range b.worlds {
		worlds[b.f.Pattern(world)]++
	}
	b.sums, b.totals = make([]network.Brokerage, len(b.who)), make([][]int32, b.patterns)
	var adding sync.Mutex
	return b.each(ctx, run, func() func(int) {
		w := b.f.World()
		var group []int32
		return func(pattern int) {
			w.Set(pattern, nil)
			group = group[:0]
			for v := range int32(w.N()) {
				group = append(group, b.group[w.First(v)])
			}
			by, _ := network.Brokerages(w.Graph(snapshot.Binding), group)
			row := make([]int32, len(b.who))
			for i, e := range b.who {
				row[i] = int32(min(by[w.Node(e)].Total(), math.MaxInt32))
			}
			b.totals[pattern] = row
			adding.Lock()
			defer adding.Unlock()
			for i, e := range b.who {
				b.sums[i].Add(by[w.Node(e)], worlds[pattern])
			}
		}
	})
}

// broker sums one candidate up. The kernel counts each pair from both ends.
func (b *brokerageCount) broker(i int, id underpin.EntityID) Broker {
	mean := func(n int64) float64 { return float64(n) / 2 / float64(b.worlds) }
	sum := b.sums[i]
	return Broker{
		Entity: id, Name: b.f.Index.NameOf(id),
		Distribution: b.distribution(func(pattern int) float64 { return float64(b.totals[pattern][i]) / 2 }),
		Coordinator:  mean(sum.Coordinator), Itinerant: mean(sum.Itinerant),
		Gatekeeper: mean(sum.Representative + sum.Gatekeeper), Liaison: mean(sum.Liaison),
	}
}
