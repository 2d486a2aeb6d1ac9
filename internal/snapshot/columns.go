package snapshot

import "underpin/internal/worldset"

// A rowed sample keeps its worlds as rows of bits, 64 worlds to a word, as
// [evidence.Sample] does. Reading whole rows saves asking world by world.
type rowed interface {
	ClaimRow(date, claim int) worldset.Set
}

// column returns the worlds in which a claim holds, and whether there are any. Bits
// beyond the n worlds are zero. It may belong to the sample.
func column(w Worlds, date, claim, n int) ([]uint64, bool) {
	if r, ok := w.(rowed); ok {
		row := r.ClaimRow(date, claim)
		if row == nil {
			return nil, false
		}
		if len(row) == (n+63)/64 && (n&63 == 0 || row[len(row)-1]>>(n&63) == 0) {
			for _, word := range row {
				if word != 0 {
					return row, true
				}
			}
			return nil, false
		}
	}
	out, any := make([]uint64, (n+63)/64), false
	for world := range n {
		if w.Holds(date, world, claim) {
			out[world>>6] |= 1 << (world & 63)
			any = true
		}
	}
	return out, any
}

// turn turns columns of worlds into rows: 64 rows, of the worlds of one block, each
// with a bit a column.
func turn(columns [][]uint64, block, words int, rows []uint64) {
	var square [64]uint64
	for word := range words {
		for i := range square {
			square[i] = 0
			if c := word*64 + i; c < len(columns) {
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
