package main

import (
	"errors"
	"math"

	"underpin/internal/network"
)

// Multiples of these irrational numbers, less their whole part, spread evenly over
// [0, 1): peers.py makes the same probabilities of the same ties.
const golden, plastic = 0.6180339887498949, 0.7548776662466927

func fraction(x float64) float64 { return x - math.Floor(x) }

// measureWorlds samples components and largest component, drawing and preparation
// included, on one thread. Seconds are those of one world.
func measureWorlds(t task) (result, error) {
	f, err := read(t.Graph)
	if err != nil {
		return result{}, err
	}
	if t.Worlds < 64 {
		return result{}, errors.New("worlds come by 64")
	}
	m := len(f.From)
	certain, p := make([]bool, m), make([]float64, m)
	for i := range m {
		certain[i] = fraction(plastic*float64(i)) < float64(t.Certain)/100
		p[i] = 0.3 + 0.7*fraction(golden*float64(i))
	}
	components, largest := 0, 0
	blocks := uint64(t.Worlds / 64)
	r, _ := once(func() error {
		w := network.NewWorldKernel(f.N, f.From, f.To, certain)
		masks := make([]uint64, m)
		var s network.WorldScratch
		var shapes [64]network.ComponentShape
		for block := range blocks {
			for _, tie := range w.Ties() {
				masks[tie] = network.Bernoulli(t.Seed, uint64(tie), block, p[tie])
			}
			w.Measure(&s, masks, &shapes)
			for _, shape := range shapes {
				components += shape.Components
				largest += shape.Largest
			}
		}
		return nil
	})
	n := float64(64 * blocks)
	r.Wall, r.CPU = r.Wall/n, r.CPU/n
	r.Facts = map[string]float64{"components": float64(components) / n, "largest": float64(largest) / n}
	return r, nil
}
