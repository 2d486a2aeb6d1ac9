package main

import (
	"math/rand/v2"
	"os"

	"underpin/internal/network"
)

// socialGraph names a generated graph of 57,000 people with about 213,000 ties.
const socialGraph = "social"

func (p plan) writeSocial(s *stable) error {
	file := p.path(socialGraph)
	if _, err := os.Stat(file); err == nil {
		return nil
	}
	_, err := s.run(us, task{Do: "write-social", Graph: file, Entities: 57_000, Count: 213_000, Seed: 1})
	return err
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
	g := network.NewUndirected(t.Entities, us, vs)
	return result{Facts: map[string]float64{"ties": float64(g.M())}}, writeTies(t.Graph, g.N(), g.M(), g.Ties())
}
