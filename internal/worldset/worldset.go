// Package worldset keeps sets of worlds as rows of bits, so that 64 worlds are
// compared, counted and drawn at a time. Which worlds a claim holds in, a source is
// sound in, an answer changes in: each is one [Set].
//
// Hot loops go over whole words and over the lanes of a word, the up to 64 worlds
// whose bits share it. That is why a Set is open: a slice that may be ranged over and
// indexed by word. What a shift or a mask means is said here and nowhere else.
package worldset

import (
	"iter"
	"math/bits"
)

// Lanes is the number of worlds to a word.
const Lanes = 64

// A Set is a set of worlds, or of anything else that is numbered from 0: world w is
// in it if bit w%64 of word w/64 is set. Nil is the empty set for all that reads.
// Sets that are put together are of the same number of worlds.
type Set []uint64

// Words is the number of words that a set of n worlds takes.
func Words(n int) int { return (n + Lanes - 1) / Lanes }

// New returns an empty set with room for n worlds.
func New(n int) Set { return make(Set, Words(n)) }

// All returns the set of the first n worlds.
func All(n int) Set {
	s := New(n)
	for k := range s {
		s[k] = AllIn(n, k)
	}
	return s
}

// AllIn is word k of the set of the first n worlds, for k below Words(n).
func AllIn(n, k int) uint64 {
	if rest := n - Lanes*k; rest < Lanes {
		return 1<<rest - 1
	}
	return ^uint64(0)
}

// At returns the word of a world and the place of its bit there.
func At(world int) (word int, lane uint) { return int(uint(world) / Lanes), uint(world) % Lanes }

// Lane is the bit of a world in its word.
func Lane(world int) uint64 { return 1 << (uint(world) % Lanes) }

// In returns the lanes whose bits are set in a word, in their order.
func In(word uint64) iter.Seq[int] {
	return func(yield func(int) bool) {
		for ; word != 0; word &= word - 1 {
			if !yield(bits.TrailingZeros64(word)) {
				return
			}
		}
	}
}

// FirstIn is the first world whose bit is set in word k, which must not be 0.
func FirstIn(word uint64, k int) int { return Lanes*k + bits.TrailingZeros64(word) }

// Count is the number of lanes whose bits are set in a word.
func Count(word uint64) int { return bits.OnesCount64(word) }

// Has reports whether a world, counted from 0, is in the set.
func (s Set) Has(world int) bool {
	k := uint(world) / Lanes
	return k < uint(len(s)) && s[k]>>(uint(world)%Lanes)&1 != 0
}

// Add puts a world into the set, which must have room for it.
func (s Set) Add(world int) { s[uint(world)/Lanes] |= 1 << (uint(world) % Lanes) }

// Word returns word k of the set, 0 where it has none.
func (s Set) Word(k int) uint64 {
	if uint(k) >= uint(len(s)) {
		return 0
	}
	return s[k]
}

// Count is the number of worlds in the set.
func (s Set) Count() int {
	n := 0
	for _, word := range s {
		n += bits.OnesCount64(word)
	}
	return n
}

// Any reports whether a world is in the set.
func (s Set) Any() bool { return s.First() >= 0 }

// First is the first world in the set, or -1.
func (s Set) First() int {
	for k, word := range s {
		if word != 0 {
			return FirstIn(word, k)
		}
	}
	return -1
}

// Each returns the worlds in the set, in their order.
func (s Set) Each() iter.Seq[int] {
	return func(yield func(int) bool) {
		for k, word := range s {
			for lane := range In(word) {
				if !yield(Lanes*k + lane) {
					return
				}
			}
		}
	}
}

// Or adds what is in another set.
func (s Set) Or(t Set) {
	for k, word := range t {
		s[k] |= word
	}
}

// And keeps what is in another set as well.
func (s Set) And(t Set) {
	for k := range s {
		s[k] &= t.Word(k)
	}
}

// AndNot takes out what is in another set.
func (s Set) AndNot(t Set) {
	for k, word := range t {
		s[k] &^= word
	}
}

// OrXor adds what is in one of two other sets and not in both: the worlds in which
// they differ.
func (s Set) OrXor(t, u Set) {
	for k := range s {
		s[k] |= t.Word(k) ^ u.Word(k)
	}
}

// Meets reports whether two sets share a world.
func (s Set) Meets(t Set) bool {
	for k := range min(len(s), len(t)) {
		if s[k]&t[k] != 0 {
			return true
		}
	}
	return false
}

// Is reports whether two sets are one piece of memory, or both have none: then they
// are equal, and that is known without a look at their words.
func (s Set) Is(t Set) bool {
	if len(s) == 0 || len(t) == 0 {
		return len(s) == len(t)
	}
	return &s[0] == &t[0]
}
