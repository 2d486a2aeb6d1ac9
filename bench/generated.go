package main

import (
	"math/rand/v2"
	"os"

	"underpin/internal/network"
	"underpin/internal/synth"
)

// Graphs that are generated: 57,000 people with about 213,000 ties; 10,000 nodes and
// 30,000 ties of a small world; 16,900 crossings of roads with about 28,200 ties.
const (
	socialGraph     = "social"
	smallWorldGraph = "small-world"
	roadGraph       = "close-roads"
)

// generated are the tasks that write a generated graph.
var generated = map[string]task{
	socialGraph:     {Do: "write-social", Entities: 57_000, Count: 213_000, Seed: 1},
	smallWorldGraph: {Do: "write-small-world", Entities: 10_000, Seed: 1},
	roadGraph:       {Do: "write-roads", Entities: 130, Seed: 1},
}

// writing makes a group write its generated graph before its first turn.
func (p plan) writing(graph string, g contestantGroup) contestantGroup {
	g.prepare = func(s *stable) error {
		t := generated[graph]
		t.Graph = p.path(graph)
		if _, err := os.Stat(t.Graph); err == nil {
			return nil
		}
		_, err := s.run(us, t)
		return err
	}
	return g
}

// writeSmallWorld writes a ring in which a tenth of the ties lead anywhere.
func writeSmallWorld(t task) (result, error) {
	return writeEdges(t.Graph, synth.SmallWorldGraph(t.Seed, t.Entities, 3, .1))
}

// writeRoads writes a square of so many roads each way, with few chains.
func writeRoads(t task) (result, error) {
	return writeEdges(t.Graph, synth.RoadGraph(t.Seed, t.Entities, t.Entities, .8, .08))
}

func writeEdges(path string, e synth.EdgeList) (result, error) {
	g := network.NewUndirected(e.Nodes, e.Tails, e.Heads)
	return result{Facts: map[string]float64{"ties": float64(g.M())}}, writeTies(path, g.N(), g.M(), g.Ties())
}

// writeSocial writes a graph that grows as social networks do: whoever comes ties to
// people with a chance in proportion to their ties, and then often to one tied to the
// last (Holme and Kim 2002).
func writeSocial(t task) (result, error) {
	r := rand.New(rand.NewPCG(t.Seed, 0x736f6369616c))
	var us, vs []int32
	near := make([][]int32, t.Entities)
	ends := []int32{0} // each person once for each tie, and the first once more
	for v := int32(1); int(v) < t.Entities; v++ {
		last := int32(-1)
		for len(us) < int(int64(t.Count)*int64(v)/int64(t.Entities-1)) || last < 0 {
			u := ends[r.IntN(len(ends))]
			if last >= 0 && r.IntN(2) == 0 {
				u = near[last][r.IntN(len(near[last]))]
			}
			if u == v {
				u = ends[r.IntN(len(ends))]
			}
			last = u
			if u == v {
				continue
			}
			us, vs = append(us, u), append(vs, v)
			near[u], near[v] = append(near[u], v), append(near[v], u)
			ends = append(ends, u, v)
		}
	}
	return writeEdges(t.Graph, synth.EdgeList{Nodes: t.Entities, Tails: us, Heads: vs})
}
