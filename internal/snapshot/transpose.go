package snapshot

import "underpin/internal/worldset"

// A rowReader sample keeps its worlds as rows of bits, 64 worlds to a word, as
// [evidence.Sample] does. Reading whole rows saves asking world by world.
type rowReader interface {
	ClaimRow(date, claim int) worldset.Set
}

// column returns the worlds in which a claim holds, and whether there are any. Bits
// beyond the n worlds are zero. It may belong to the sample.
func column(w Worlds, date, claim, n int) (worldset.Set, bool) {
	if r, ok := w.(rowReader); ok {
		row := r.ClaimRow(date, claim)
		if row == nil {
			return nil, false
		}
		if last := len(row) - 1; len(row) == worldset.Words(n) && row.Word(last)&^worldset.AllIn(n, last) == 0 {
			return row, row.Any()
		}
	}
	out := worldset.New(n)
	for world := range n {
		if w.Holds(date, world, claim) {
			out.Add(world)
		}
	}
	return out, out.Any()
}

// transposeBlock turns columns of worlds into rows: 64 rows, of the worlds of one block, each
// with a bit a column.
func transposeBlock(columns []worldset.Set, block, words int, rows worldset.Set) {
	var square [worldset.Lanes]uint64
	for word := range words {
		for i := range square {
			square[i] = 0
			if c := word*worldset.Lanes + i; c < len(columns) {
				square[i] = columns[c][block]
			}
		}
		transpose(&square)
		for world, bits := range square {
			rows[world*words+word] = bits
		}
	}
}

// transpose turns a square of bits: bit j of word i becomes bit i of word j.
func transpose(a *[64]uint64) {
	// Warren, H. S. (2002), Hacker's Delight, section 7-3, for 64 bits.
	mask := uint64(0x00000000ffffffff)
	for j := 32; j != 0; j, mask = j>>1, mask^mask<<(j>>1) {
		for k := 0; k < 64; k = (k + j + 1) &^ j {
			t := (a[k]>>j ^ a[k+j]) & mask
			a[k] ^= t << j
			a[k+j] ^= t
		}
	}
}
