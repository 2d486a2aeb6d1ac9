package evidence

// A numbering numbers combinations of classes in the order in which they come. It
// keeps its storage.
type numbering struct {
	n       int
	strides []uint64
	small   []int32 // by place, from 1
	large   map[uint64]int32
	next    int
	unique  bool // too many combinations for a place each: none is met again
}

// start begins anew for the claims of a table that are members, in n states.
func (b *numbering) start(t *shiftTable, members []int, n int) *numbering {
	b.n, b.next, b.unique = n, 0, false
	b.strides = b.strides[:0]
	size := uint64(1)
	for _, v := range members {
		b.strides = append(b.strides, size)
		classes := uint64(len(t.claims[v].score))
		b.unique = b.unique || size > 1<<62/classes
		size *= classes
	}
	b.small = b.small[:0]
	if size <= 1024+4*uint64(n) {
		b.small = resized(b.small, int(size))
		clear(b.small)
	} else if b.large == nil {
		b.large = map[uint64]int32{}
	}
	clear(b.large)
	return b
}

// of returns the number of the combination of a state, from 0. classes holds those
// of each member over all states.
func (b *numbering) of(classes []int32, state int) int {
	if b.unique {
		b.next++
		return b.next - 1
	}
	place := uint64(0)
	for k, stride := range b.strides {
		place += uint64(classes[k*b.n+state]) * stride
	}
	if len(b.small) > 0 {
		if b.small[place] == 0 {
			b.next++
			b.small[place] = int32(b.next)
		}
		return int(b.small[place]) - 1
	}
	at, ok := b.large[place]
	if !ok {
		at = int32(b.next)
		b.large[place] = at
		b.next++
	}
	return int(at)
}
