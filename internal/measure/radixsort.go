package measure

import (
	"cmp"
	"math"
	"slices"
)

// A keyedValue is a number and whose it is. Keys ascend as the numbers descend.
type keyedValue struct {
	key uint64
	of  int32
}

// A radixSorter sorts numbers in storage that it keeps. Sorting by comparison was the
// most of ranking 6,900 candidates in 2,000 worlds, 2.5 s whatever the measure.
type radixSorter struct {
	list, other []keyedValue
	counts      [digits][1 << digitBits]int32
}

// Keys are sorted by so many digits, the lowest first, of so many bits.
const digits, digitBits = 6, 11

// fewNumbers are sorted by comparison: to go through the counts of all digits takes as long,
// and took a fifth of the time of ranking 46 candidates by all measures.
const fewNumbers = 512

// descending returns the numbers from the greatest to the least, equal ones in their
// order. It is valid until the next call.
func (s *radixSorter) descending(values []float64) []keyedValue {
	// Knuth, D. E. (1998), The Art of Computer Programming, vol. 3, 5.2.5: by radix,
	// which asks nothing twice of numbers that are many and short.
	s.list = s.list[:0]
	for i, v := range values {
		s.list = append(s.list, keyedValue{descendingKey(v), int32(i)})
	}
	if len(s.list) < fewNumbers {
		slices.SortFunc(s.list, func(a, b keyedValue) int { return cmp.Or(cmp.Compare(a.key, b.key), cmp.Compare(a.of, b.of)) })
		return s.list
	}
	s.counts = [digits][1 << digitBits]int32{}
	for _, k := range s.list {
		for d := range digits {
			s.counts[d][k.digit(d)]++
		}
	}
	if cap(s.other) < len(s.list) {
		s.other = make([]keyedValue, len(s.list))
	}
	for d := range digits {
		if len(s.list) > 0 && int(s.counts[d][s.list[0].digit(d)]) < len(s.list) {
			s.pass(d)
		}
	}
	return s.list
}

// pass sorts by one digit and keeps the order of those that share it.
func (s *radixSorter) pass(d int) {
	next := &s.counts[d]
	at := int32(0)
	for i, n := range next {
		next[i] = at
		at += n
	}
	out := s.other[:len(s.list)]
	for _, k := range s.list {
		place := &next[k.digit(d)]
		out[*place] = k
		*place++
	}
	s.list, s.other = out, s.list
}

func (k keyedValue) digit(d int) uint64 { return k.key >> (d * digitBits) & (1<<digitBits - 1) }

// descendingKey is a whole number that is the less the greater a number is.
func descendingKey(v float64) uint64 {
	if v == 0 {
		v = 0 // whatever its sign
	}
	b := math.Float64bits(v)
	if b>>63 != 0 {
		return b
	}
	return ^b &^ (1 << 63)
}
