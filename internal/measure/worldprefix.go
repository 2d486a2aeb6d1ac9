package measure

import (
	"context"

	"underpin/internal/snapshot"
)

// The least number of worlds from which an interval is read, and how much work, in
// nanoseconds of one processor, goes into one costly measure unless all is asked for.
const leastWorlds, costBudget = 64, 3e9

// A worldPrefix is the first worlds of a frame: as many as a costly measure is computed
// in. Worlds are drawn independently, so that the first are as good as any.
type worldPrefix struct {
	f        *snapshot.Frame
	worlds   int
	patterns int
}

// prefixOf takes as many worlds as fit, at a cost for each distinct one, and all of
// them where all are asked for.
func prefixOf(f *snapshot.Frame, cost float64, all bool) worldPrefix {
	p := worldPrefix{f: f, worlds: f.Worlds(), patterns: f.Patterns()}
	fits := max(leastWorlds, int(min(costBudget/cost, 1e9)))
	if all || fits >= p.patterns {
		return p
	}
	// Patterns are numbered as they first occur.
	p.worlds, p.patterns = 0, 0
	for p.worlds < f.Worlds() && f.Pattern(p.worlds) < fits {
		p.patterns = max(p.patterns, f.Pattern(p.worlds)+1)
		p.worlds++
	}
	return p
}

// FirstWorlds is how many worlds of a frame a costly measure is computed in, from
// the first on, at so many nanoseconds for each distinct one, and how many distinct
// ones these are: all of them in a small case, 64 at least.
func FirstWorlds(f *snapshot.Frame, cost float64) (worlds, patterns int) {
	p := prefixOf(f, cost, false)
	return p.worlds, p.patterns
}

// DistancesCost is about how many nanoseconds the distances of all pairs of a world
// take.
func DistancesCost(f *snapshot.Frame) float64 {
	nodes, ties := typical(f, snapshot.Binding)
	return distanceCost * float64(nodes) * max(ties, 1)
}

// distanceCost is nanoseconds for each node and tie.
const distanceCost = .14

// each is [snapshot.Frame.Each] of the patterns of the prefix.
func (p worldPrefix) each(ctx context.Context, run snapshot.RunConfig, start func() func(pattern int)) error {
	return p.f.Each(ctx, run, func() func(int) {
		handle := start()
		return func(pattern int) {
			if pattern < p.patterns {
				handle(pattern)
			}
		}
	})
}

// distribution sums up one value a pattern over the worlds of the prefix.
func (p worldPrefix) distribution(value func(pattern int) float64) Distribution {
	values := make([]float64, p.worlds)
	for world := range values {
		values[world] = value(p.f.Pattern(world))
	}
	return Summarise(values)
}
