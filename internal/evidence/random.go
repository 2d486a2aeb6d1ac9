package evidence

import "math/bits"

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

// uniform returns the number in (0, 1) that belongs to a seed, a name and a world.
func uniform(seed, name uint64, world int) float64 {
	x := mix(seed ^ bits.RotateLeft64(name, 17))
	x = mix(x + name + 0x9e3779b97f4a7c15*uint64(world+1))
	return (float64(x>>11) + .5) * (1.0 / (1 << 53))
}

// mix is the finalizer of SplitMix64 (Steele, Lea & Flood 2014).
func mix(x uint64) uint64 {
	x ^= x >> 30
	x *= 0xbf58476d1ce4e5b9
	x ^= x >> 27
	x *= 0x94d049bb133111eb
	return x ^ x>>31
}
