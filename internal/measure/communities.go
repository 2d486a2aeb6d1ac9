package measure

import (
	"cmp"
	"context"
	"slices"

	"underpin"
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// Communities are groups of entities that are tied among themselves more than to the
// rest, in the binding network in which every tie weighs the share of worlds in which
// it holds.
type Communities struct {
	// Modularity of the division, in [-1/2, 1].
	Modularity float64 `json:"modularity"`
	// Groups have two members or more, the largest first.
	Groups []Community `json:"groups"`
	// Worlds is how many worlds, from the first on, were divided again for Together.
	Worlds int     `json:"worlds"`
	label  []int32 // by entity: its place among all communities, or -1
	// modularity is that of the division of each world by itself, by pattern.
	modularity []float64
}

// A Community is one of them.
type Community struct {
	// Together is the mean over its members of theirs, in [0, 1].
	Together float64 `json:"together"`
	// Members are in the order of Together, the surest first.
	Members []Member `json:"members"`
}

// A Member belongs to a community.
type Member struct {
	Entity underpin.EntityID `json:"entity"`
	Name   string            `json:"name"`
	// Together is how much of the rest of its community it has beside it where each
	// world is divided by itself: the mean share over worlds, in [0, 1].
	Together float64 `json:"together"`
}

// nanoseconds for each tie of a division.
const divideCost = 4000

// Divide finds the communities of a frame, and how far they stand in single worlds:
// in all of them, or, where that is costly and all are not asked for, in the first.
func Divide(ctx context.Context, f *snapshot.Frame, all bool, run snapshot.RunConfig) (*Communities, error) {
	g, node, err := f.Expected()
	if err != nil {
		return nil, err
	}
	found := division(g)
	c := &Communities{Modularity: found.Modularity, Groups: []Community{}, label: make([]int32, len(node))}
	members := make([][]int32, found.Count)
	for e, v := range node {
		if c.label[e] = -1; v >= 0 {
			c.label[e] = found.Labels[v]
			members[c.label[e]] = append(members[c.label[e]], int32(e))
		}
	}
	_, ties := typical(f, snapshot.Binding)
	p := prefixOf(f, divideCost*max(ties, 1), all)
	c.Worlds = p.worlds
	c.modularity = make([]float64, p.patterns)
	beside, err := coMembership(ctx, p, members, c.modularity, run)
	if err != nil {
		return nil, err
	}
	for _, group := range members {
		if len(group) > 1 {
			c.Groups = append(c.Groups, community(f, group, beside))
		}
	}
	slices.SortStableFunc(c.Groups, func(a, b Community) int { return cmp.Compare(len(b.Members), len(a.Members)) })
	return c, nil
}

// division divides a network. It is the same one whoever asks.
func division(g *network.Graph) network.Partition {
	return network.Leiden(g, network.LeidenConfig{Seed: 1})
}

// coMembership divides each world by itself and returns, by entity, the mean share of its
// community that it has beside it. It fills in the modularity of each division, by pattern.
func coMembership(ctx context.Context, p worldPrefix, members [][]int32, modularity []float64, run snapshot.RunConfig) ([]float64, error) {
	n := len(p.f.Case.Entities)
	shared := make([][]int32, p.patterns) // by pattern, then entity: fellows beside it
	err := p.each(ctx, run, func() func(int) {
		w := p.f.World()
		var counts []int32
		return func(pattern int) {
			w.Set(pattern, nil)
			found := division(w.Graph(snapshot.Binding))
			modularity[pattern] = found.Modularity
			counts = append(counts[:0], make([]int32, found.Count)...)
			row := make([]int32, n)
			for _, group := range members {
				for _, e := range group {
					counts[found.Labels[w.Node(e)]]++
				}
				for _, e := range group {
					row[e] = counts[found.Labels[w.Node(e)]] - 1
				}
				for _, e := range group {
					counts[found.Labels[w.Node(e)]] = 0
				}
			}
			shared[pattern] = row
		}
	})
	if err != nil {
		return nil, err
	}
	sums := make([]int64, n)
	for world := range p.worlds {
		for e, k := range shared[p.f.Pattern(world)] {
			sums[e] += int64(k)
		}
	}
	beside := make([]float64, n)
	for _, group := range members {
		for _, e := range group {
			beside[e] = float64(sums[e]) / float64(max(p.worlds, 1)) / float64(max(len(group)-1, 1))
		}
	}
	return beside, nil
}

func community(f *snapshot.Frame, group []int32, beside []float64) Community {
	var c Community
	for _, e := range group {
		id := f.Case.Entities[e].ID
		c.Members = append(c.Members, Member{Entity: id, Name: f.Index.NameOf(id), Together: beside[e]})
		c.Together += beside[e] / float64(len(group))
	}
	slices.SortStableFunc(c.Members, func(a, b Member) int {
		return cmp.Or(cmp.Compare(network.Rounded(b.Together), network.Rounded(a.Together)), cmp.Compare(a.Entity, b.Entity))
	})
	return c
}
