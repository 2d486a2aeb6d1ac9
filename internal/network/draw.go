package network

import "math/bits"

// drawBits is the precision to which Bernoulli keeps a probability.
const drawBits = 24

// Bernoulli draws one bit with probability p for each of 64 worlds: block holds
// worlds 64*block to 64*block+63 and item is what is drawn (a tie, a claim). The
// word depends on nothing else, so any world can be drawn again anywhere, and
// the same item keeps its worlds when others change. p is kept to 24 bits, and
// values at or beyond 0 and 1 are certain.
func Bernoulli(seed, item, block uint64, p float64) uint64 {
	q := uint64(float64(p*(1<<drawBits)) + 0.5)
	if !(p > 0) || q == 0 {
		return 0
	}
	if q >= 1<<drawBits {
		return ^uint64(0)
	}
	// A uniform number is below p where, at its first bit that differs from p's,
	// p has a one. From the last bit of p that is set upwards: a one of p makes
	// "or", a zero "and".
	key := mixed(seed ^ mixed(item^mixed(block)))
	low := bits.TrailingZeros64(q)
	word := uint64(0)
	for i := low; i < drawBits; i++ {
		key += 0x9e3779b97f4a7c15
		fresh := finished(key)
		if q>>i&1 == 1 {
			word |= fresh
		} else {
			word &= fresh
		}
	}
	return word
}

func finished(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
