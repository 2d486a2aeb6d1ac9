package vault

import (
	"encoding/binary"
	"fmt"
	"math/bits"
)

const (
	// lengthSize is the length of the field before a text that says how long it is.
	lengthSize = 8
	// leastPadded is the least length of what is sealed.
	leastPadded = 512
)

// paddedLength is the length to which Padmé pads n bytes: with a mantissa no longer than
// its exponent, so that it tells no more than the size of the size. It adds 12 % at most.
func paddedLength(n int) int {
	if n <= leastPadded {
		return leastPadded
	}
	exponent := bits.Len(uint(n)) - 1
	zeros := exponent - bits.Len(uint(exponent))
	mask := 1<<zeros - 1
	return (n + mask) &^ mask
}

// Pad returns a text with its length before it and zeros behind.
func Pad(text []byte) []byte {
	out := make([]byte, paddedLength(lengthSize+len(text)))
	binary.BigEndian.PutUint64(out, uint64(len(text)))
	copy(out[lengthSize:], text)
	return out
}

// Unpad returns the text that was padded, a part of the same bytes.
func Unpad(padded []byte) ([]byte, error) {
	if len(padded) < leastPadded {
		return nil, fmt.Errorf("%w: it is too short", ErrDamaged)
	}
	n := binary.BigEndian.Uint64(padded)
	if n > uint64(len(padded)-lengthSize) || paddedLength(lengthSize+int(n)) != len(padded) {
		return nil, fmt.Errorf("%w: its length is not what it says", ErrDamaged)
	}
	return padded[lengthSize : lengthSize+int(n)], nil
}
