package measure

import (
	"underpin/internal/network"
	"underpin/internal/snapshot"
)

// betweenness is normalised by (n-1)(n-2)/2 in the undirected network; it is 0 for
// fewer than three nodes (Freeman 1979).
func betweenness(k *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	values := k.brandes.Betweenness(g)
	n := float64(g.N())
	if n < 3 {
		clear(values)
		return values
	}
	for v := range values {
		values[v] /= (n - 1) * (n - 2) / 2
	}
	return values
}

func degree(k *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	k.values = k.values[:0]
	for v := range int32(g.N()) {
		k.values = append(k.values, float64(g.Degree(v)))
	}
	return k.values
}

func superiors(k *Kernels, _ *network.Graph, w *snapshot.World) []float64 {
	return degree(k, w.Superiors(), w)
}

func closeness(_ *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	return network.Closeness(g, 1)
}

// harmonic is divided by the n-1 others; it is 0 for a network of one.
func harmonic(_ *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	values := network.Harmonic(g, 1)
	if others := float64(g.N() - 1); others > 0 {
		for v := range values {
			values[v] /= others
		}
	}
	return values
}

func eigenvector(_ *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	return network.Eigenvector(g, network.EigenvectorConfig{}).Values
}

func pageRank(_ *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	return network.PageRank(g, network.PageRankConfig{}).Values
}

func core(k *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	k.values = k.values[:0]
	for _, number := range network.CoreNumbers(g) {
		k.values = append(k.values, float64(number))
	}
	return k.values
}

func effectiveSize(k *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	k.values = k.values[:0]
	for _, h := range k.burt.Holes(g) {
		k.values = append(k.values, h.EffectiveSize)
	}
	return k.values
}

func constraint(k *Kernels, g *network.Graph, _ *snapshot.World) []float64 {
	k.values = k.values[:0]
	for _, h := range k.burt.Holes(g) {
		k.values = append(k.values, h.Constraint)
	}
	return k.values
}
