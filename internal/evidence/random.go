package evidence

import (
	"math"
	"math/bits"

	"underpin/internal/worldset"
)

// The random numbers of a world are a function of the seed, of what they decide,
// and of the number of the world. Nothing is stored and nothing depends on order:
// a source left out changes no number of the others.

// hashOf hashes the parts of a name (FNV-1a, 64 bits, with a separator).
func hashOf(parts ...string) uint64 {
	h := uint64(14695981039346656037)
	for _, p := range parts {
		for i := 0; i < len(p); i++ {
			h = (h ^ uint64(p[i])) * 1099511628211
		}
		h = (h ^ 0xff) * 1099511628211
	}
	return h
}

// A stream is the numbers that belong to a seed and a name, one a world.
type stream uint64

func newStream(seed, name uint64) stream {
	return stream(mix(seed^bits.RotateLeft64(name, 17)) + name)
}

// at returns the number in (0, 1) of a world.
func (s stream) at(world int) float64 {
	x := mix(uint64(s) + 0x9e3779b97f4a7c15*uint64(world+1))
	return (float64(x>>11) + .5) * (1.0 / (1 << 53))
}

// below returns the worlds, of n, whose number is less than p.
func (s stream) below(p float64, n int) worldset.Set {
	row := worldset.New(n)
	for k := range row {
		row[k] = s.word(p, k) & worldset.AllIn(n, k)
	}
	return row
}

// word is one word of below.
func (s stream) word(p float64, k int) uint64 {
	out := uint64(0)
	for lane := range worldset.Lanes {
		out |= less(s.at(worldset.Lanes*k+lane), p) << lane
	}
	return out
}

// less is 1 where u < p and 0 where not; neither may be NaN. It does not branch,
// as which it is cannot be foretold.
func less(u, p float64) uint64 { return math.Float64bits(u-p) >> 63 }

// mix is the finalizer of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
