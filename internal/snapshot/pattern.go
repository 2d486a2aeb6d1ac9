package snapshot

import (
	"math/bits"
	"slices"
	"sync"

	"underpin/internal/worldset"
)

// patterns are the distinct worlds of a frame. What is answered for all worlds at
// once never asks for them.
type patterns struct {
	once  sync.Once
	words int
	bits  worldset.Set // by pattern: a bit for each active tie, then for each unsure sameness
	of    []int32      // by world: its pattern
	count []int32      // by pattern: its worlds
	first []int32      // by pattern: the first of them
}

func (f *Frame) patterns() *patterns {
	p := &f.distinct
	p.once.Do(func() {
		p.words = worldset.Words(len(f.columnOf))
		p.of = make([]int32, f.worlds)
		rows := make(worldset.Set, worldset.Lanes*p.words)
		seen := map[uint64][]int32{}
		for world := range f.worlds {
			word, lane := worldset.At(world)
			if lane == 0 {
				transposeBlock(f.columnOf, word, p.words, rows)
			}
			at := int(lane) * p.words
			k := p.intern(rows[at:at+p.words], seen)
			if p.of[world] = k; int(k) == len(p.first) {
				p.first = append(p.first, int32(world))
			}
		}
	})
	return p
}

func (f *Frame) row(pattern int) worldset.Set { return f.patterns().row(pattern) }

func (p *patterns) row(pattern int) worldset.Set {
	return p.bits[pattern*p.words : (pattern+1)*p.words]
}

// intern returns the pattern of a row of bits, a new one where it is new.
func (p *patterns) intern(row worldset.Set, seen map[uint64][]int32) int32 {
	h := hash(row)
	for _, k := range seen[h] {
		if slices.Equal(row, p.row(int(k))) {
			p.count[k]++
			return k
		}
	}
	k := int32(len(p.count))
	seen[h] = append(seen[h], k)
	p.bits = append(p.bits, row...)
	p.count = append(p.count, 1)
	return k
}

// hash mixes a row of bits into one word; equal rows are told apart by comparing.
func hash(row worldset.Set) uint64 {
	h := uint64(0x9e3779b97f4a7c15)
	for _, w := range row {
		hi, lo := bits.Mul64(h^w, 0xd6e8feb86659fd93)
		h = hi ^ lo + 0x9e3779b97f4a7c15
	}
	return h
}
