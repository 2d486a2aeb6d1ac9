package snapshot

import (
	"encoding/binary"
	"math"
	"math/bits"
	"slices"

	"underpin/internal/worldset"
)

// fewHolders is up to how many ties of ownership in one thing all that some of them can
// come to is noted.
const fewHolders = 6

// shareStates returns columns by which worlds differ where the shares drawn in them may
// lead to other control, now or after a loss: for each thing of which shares vary, which
// of its holders come to a majority together.
func (f *Frame) shareStates() []worldset.Set {
	if f.owned == nil {
		return nil
	}
	groups := map[int32][]int{}
	var order []int32
	for k := range f.owned.shares {
		held := f.owned.shares[k].held
		if groups[held] == nil {
			order = append(order, held)
		}
		groups[held] = append(groups[held], k)
	}
	var out []worldset.Set
	for _, held := range order {
		if slices.ContainsFunc(groups[held], func(k int) bool { return f.owned.shares[k].drawn != nil }) {
			out = append(out, f.statesOf(groups[held])...)
		}
	}
	return out
}

// statesOf numbers what the shares of one thing come to in each world, and returns the
// bits of the numbers.
func (f *Frame) statesOf(group []int) []worldset.Set {
	number := map[string]int{}
	of := make([]int, f.worlds)
	var key []byte
	for world := range f.worlds {
		key = f.shareKey(key[:0], group, world)
		n, ok := number[string(key)]
		if !ok {
			n = len(number)
			number[string(key)] = n
		}
		of[world] = n
	}
	columns := make([]worldset.Set, bits.Len(uint(len(number)-1)))
	for b := range columns {
		columns[b] = worldset.New(f.worlds)
		for world, n := range of {
			if n>>b&1 != 0 {
				columns[b].Add(world)
			}
		}
	}
	return columns
}

// shareKey says which of the holders of one thing come to a majority together, or, where
// they are many or may be the same, what each has.
func (f *Frame) shareKey(key []byte, group []int, world int) []byte {
	if len(group) > fewHolders || len(f.unsure) > 0 {
		for _, k := range group {
			key = binary.LittleEndian.AppendUint64(key, math.Float64bits(f.owned.shares[k].in(world)))
		}
		return key
	}
	majorities := uint64(0)
	for some := range 1 << len(group) {
		sum := 0.0
		for i, k := range group {
			if some>>i&1 != 0 {
				sum += f.owned.shares[k].in(world)
			}
		}
		if sum > majority+slack {
			majorities |= 1 << some
		}
	}
	return binary.LittleEndian.AppendUint64(key, majorities)
}
